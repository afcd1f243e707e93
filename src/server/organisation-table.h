/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* The one row that says whose database this is, and the server's own secrets. */
typedef struct
{
  char *id;
  const char *name; /* interned: read by ed_organisation_name() */
  char *epoch;
  gint64 demonstration;
  gint64 restored_at; /* from a backup, the last time; ED_ABSENT: never */
  gint64 xid_base;    /* what is added to the numbers of the database's own transactions */
  guint8 cursor_key[ED_SECRET_BYTES];
  guint8 content_key[ED_SECRET_BYTES];
  guint8 sealing_public[ED_SECRET_BYTES];
} EdOrganisation;

/* Makes the row, with fresh secrets. Inside a transaction. */
gboolean
ed_organisation_create (EdDb *db, const char *name, gboolean demonstration, GError **error);
/* FALSE with ERROR set: there is none. Also of tables that are not up to date. */
gboolean ed_organisation_is_there (EdDb *db, GError **error);
/* NULL without ERROR: there is no organisation yet. */
EdOrganisation *ed_organisation_load (EdDb *db, GError **error);
void ed_organisation_free (EdOrganisation *self);

/* What it is called now, and what from now on; from any thread. The text lives for ever. */
const char *ed_organisation_name (const EdOrganisation *self);
void ed_organisation_rename (EdOrganisation *self, const char *name);

/* Gives CASE_ID the next free running number; -1 on failure. */
gint64 ed_organisation_take_number (EdDb *db, const char *case_id, GError **error);
/* Gives CASE_ID the number that it had once; FALSE where another case has it, or with ERROR set. */
gboolean
ed_organisation_claim_number (EdDb *db, gint64 number, const char *case_id, GError **error);
/* No number leads to CASE_ID any more; nobody else gets it. */
gboolean ed_organisation_drop_number (EdDb *db, const char *case_id, GError **error);
gboolean ed_organisation_set_xid_base (EdDb *db, gint64 base, GError **error);
gboolean ed_organisation_set_next_number (EdDb *db, gint64 number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdOrganisation, ed_organisation_free)
