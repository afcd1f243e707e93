/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"
#include "server/batch.h"
#include "server/sign-in-table.h"

/* A row that writers take one after the other: a device's (TYPE NULL), or a document's. The texts
 * are the job's. */
typedef struct
{
  const char *type;
  const char *id;
} EdLockKey;

/* Something that changes data: made by a call, run by the writer. Each kind begins with this
 * struct. */
struct _EdApiJob
{
  /* Slow work before it, without the database's writer; may be NULL. */
  void (*prepare) (EdApi *api, EdApiJob *job);
  /* Adds to LOCKS (EdLockKey) what it is sure to change, in any order; may be NULL. */
  void (*list_locks) (EdApiJob *job, GArray *locks);
  /* Fills RESPONSE, or fails: then all it wrote is undone. With OWN_SAVEPOINTS it sees to that
   * itself. Called again, with an empty response, when its transaction met another: the job must
   * not have lost anything by then. */
  gboolean (*run) (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error);
  void (*free) (EdApiJob *job);
  gboolean own_savepoints;
  gboolean insists; /* is let in however many wait */
  guint weight;     /* what it costs, in commands; 0 as 1 */
  /* Who asked, as they were let in; NULL: nobody who is signed in. Their devices take turns, and
   * who has lost a right since gets an answer that says so, whatever was prepared. */
  EdBearer *bearer;
  gboolean prepared;
};
