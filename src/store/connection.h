/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

/* Inside the store: what its files share. Everything here runs within a transaction that the public
 * function has begun. */
struct _EdStore
{
  EdDb *db;
  const EdClock *clock;
  gint64 hold; /* ms; see ed_store_hold() */
  /* What ed_store_query_decisions() found last, when, and in which state of the database; or NULL.
   */
  GArray *decisions;
  gint64 decided_at;
  gint64 decided_by_others, decided_here;
};

/* As ed_store_open(), on a database of OPTIONS; tests bring a disk that fails. */
EdStore *ed_store_open_on (const EdDbOptions *options, const EdClock *clock, GError **error);

/* Creates the tables, or brings them up to this program. */
gboolean ed_schema_migrate (EdDb *db, GError **error);

/* Begins a transaction; the second ends it, by what was DONE, and answers whether it was kept. */
gboolean ed_store_begin (EdStore *store, gboolean write, GError **error);
gboolean ed_store_end (EdStore *store, gboolean done, GError **error);

/* The facts that the store keeps for itself, as numbers. */
#define ED_FACT_CURSOR "cursor"
#define ED_FACT_DEVICE "device"
#define ED_FACT_ACKED "acked"
#define ED_FACT_COVERED "covered"         /* commands up to this number are in the replica */
#define ED_FACT_DURABLE "durable"         /* and up to this one in a verified backup */
#define ED_FACT_NEXT_SEQ "next_seq"       /* number of the next command sent */
#define ED_FACT_EXPOSED_ROW "exposed_row" /* documents beyond it are staged, unseen */
#define ED_FACT_STAGED "staged_items"     /* since the catch-up began */
#define ED_FACT_STAGING "staging"         /* pages of one may be on the disk, unseen */
/* The server's clock minus the device's, at the server's last answer. */
#define ED_FACT_CLOCK_OFFSET "clock_offset_ms"
#define ED_FACT_ACCOUNT_ID "account_id" /* of whose desk it is */
#define ED_FACT_IMPORT_KEY                                               \
  "import_key" /* the secret that ids of imported cases are derived with \
                */

/* Absent is 0. */
gboolean ed_facts_get_number (EdStore *store, const char *name, gint64 *value, GError **error);
/* The server's time: this device's clock, put right by the last answer. */
gboolean ed_facts_get_now (EdStore *store, gint64 *now, GError **error);
gboolean ed_facts_set_number (EdStore *store, const char *name, gint64 value, GError **error);
/* *VALUE is NULL when absent. */
gboolean ed_facts_get_text (EdStore *store, const char *name, char **value, GError **error);
/* NULL removes. */
gboolean ed_facts_set_text (EdStore *store, const char *name, const char *value, GError **error);
