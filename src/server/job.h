/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"
#include "server/batch.h"

/* Something that changes data: made by a call, run by the writer. Each kind begins with this
 * struct. */
struct _EdApiJob
{
  /* Slow work before it, without the database's writer; may be NULL. */
  void (*prepare) (EdApi *api, EdApiJob *job);
  /* Fills RESPONSE, or fails: then all it wrote is undone. With OWN_SAVEPOINTS it sees to that
   * itself. */
  gboolean (*run) (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error);
  void (*free) (EdApiJob *job);
  gboolean own_savepoints;
  gboolean prepared;
};
