/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What each audience sees; the feed. Positions (xid, seq) are given by the writer. */

/* Where a row stands in the feed. */
typedef struct
{
  gint64 xid;
  gint64 seq;
} EdPosition;

/* A row as it is put: whose, what, and the text that they get. */
typedef struct
{
  const char *audience;
  const char *type, *id;
  gint64 rev; /* of the document */
  const char *body;
  gsize length;
} EdView;

gboolean ed_views_put (EdDb *db, const EdView *view, const EdPosition *at, GError **error);
/* Ends the sight of a row that is there; *CHANGED tells whether it was. WHY NULL: holds nothing
 * worth wiping. */
gboolean ed_views_take (EdDb *db,
                        const char *audience,
                        const char *type,
                        const char *id,
                        const char *why,
                        const EdPosition *at,
                        gboolean *changed,
                        GError **error);
/* What AUDIENCE has lost already, but for another reason, it has lost for WHY, and hears of it
 * anew.
 */
gboolean ed_views_take_anew (EdDb *db,
                             const char *audience,
                             const char *type,
                             const char *id,
                             const char *why,
                             const EdPosition *at,
                             GError **error);
/* Deletes a gone row whose receipts are complete. */
gboolean ed_views_delete_gone (EdDb *db,
                               const char *audience,
                               const char *type,
                               const char *id,
                               GError **error);
/* The position of a gone row; FALSE without ERROR where there is none. */
gboolean ed_views_find_gone (EdDb *db,
                             const char *audience,
                             const char *type,
                             const char *id,
                             EdPosition *at,
                             GError **error);
/* The living body of a row, and its revision; NULL without ERROR where there is none. */
char *ed_views_load (EdDb *db,
                     const char *audience,
                     const char *type,
                     const char *id,
                     gint64 *rev,
                     gsize *length,
                     GError **error);

/* Whether AUDIENCE sees the row. */
gboolean ed_views_has (EdDb *db,
                       const char *audience,
                       const char *type,
                       const char *id,
                       gboolean *has,
                       GError **error);

/* Rows of AUDIENCES (NULL-terminated, at most ED_AUDIENCES_MAX) behind AFTER, in order of position,
 * that transactions below HORIZON wrote: what is over stays in its order for ever.
 * Rows that were gone at transaction GONE_BY already are left out (-1: none). Columns: audience,
 * type, id, rev, body, gone, why, xid, seq. */
EdStatement *ed_views_read (EdDb *db,
                            const char *const *audiences,
                            const EdPosition *after,
                            gint64 gone_by,
                            gint64 horizon,
                            gint64 limit,
                            GError **error);
