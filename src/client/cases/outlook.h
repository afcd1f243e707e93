/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"

/* What a case is judged by where it is shown: the organisation's settings and zone, copied
 * together, and who looks at it. Counted by reference, immutable. */
typedef struct
{
  EdSettings *settings;
  EdZone *zone;
  char *reader; /* account, or NULL: as the case's expert */
} EdOutlook;

EdOutlook *ed_outlook_new (const EdSettings *settings);
/* As the account READER sees it: words to the expert are not for others. */
EdOutlook *ed_outlook_new_for (const EdSettings *settings, const char *reader);
EdOutlook *ed_outlook_ref (EdOutlook *self);
void ed_outlook_unref (EdOutlook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdOutlook, ed_outlook_unref)
