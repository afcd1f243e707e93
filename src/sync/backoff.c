/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/backoff.h"

gint64
ed_backoff (guint failures, gint64 spread_s, gint64 retry_after_s, double chance)
{
  gint64 ceiling = ED_BACKOFF_CAP_MS;
  gint64 delay;

  if (failures < 16)
    ceiling = MIN (ceiling, ED_BACKOFF_BASE_MS * (G_GINT64_CONSTANT (1) << failures));
  delay = (gint64) (chance * (double) ceiling);
  delay = MAX (delay, (gint64) (chance * (double) spread_s * 1000));
  return MAX (delay, retry_after_s * 1000);
}
