/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "support/server-process.h"

#include "server/api-state.h"
#include "server/audit-chain.h"
#include "server/job.h"
#include "server/upkeep.h"

#include <glib/gstdio.h>

#include <string.h>

gboolean
sim_server_start (SimHistory *self)
{
  g_autoptr (GError) error = NULL;
  const EdApiOptions options = { .data_dir = self->data_dir,
                                 .clock = &self->clock.parent,
                                 .is_quiet = self->disk == NULL, /* the beginning of all */
                                 .password_opslimit = 1,
                                 .password_memlimit = 8192 };

  self->host.api = ed_api_open (&options, &error);
  if (self->host.api == NULL)
    sim_violate (self, "the server does not start: %s", error->message);
  return self->host.api != NULL;
}

void
sim_server_stop (SimHistory *self)
{
  g_clear_pointer (&self->host.api, ed_api_close);
}

/* What the database has of the push that failed, as the answer that nobody got; NULL: nothing. */
static char *
find_answer (SimHistory *self, const char *account, GBytes *body)
{
  g_autofree char *path = g_build_filename (self->data_dir, "organisation.db", NULL);
  const EdDbOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (EdDb) db = ed_db_open (&options, NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = ed_json_parse_object (text, (gssize) length, NULL);
  JsonArray *commands = ed_json_get_array (json_node_get_object (node), "commands");
  g_autoptr (GString) answer = g_string_new (NULL);
  guint n = 0;

  g_assert_nonnull (db);
  g_string_printf (answer, "{\"epoch\":\"%s\",\"results\":[", self->host.api->organisation->epoch);
  for (guint i = 0; i < json_array_get_length (commands); i++)
    {
      const char *id = ed_json_get_text (json_array_get_object_element (commands, i), "id");
      g_autoptr (EdStatement) select =
          ed_db_query (db,
                       NULL,
                       "SELECT result FROM command WHERE account = $1 AND id = $2",
                       "tt",
                       account,
                       id);

      g_assert_nonnull (select);
      if (!ed_statement_step (select, NULL))
        break;
      g_string_append_printf (answer, "%s%s", n++ > 0 ? "," : "", ed_statement_text (select, 0));
    }
  g_string_append (answer, "],\"next_seq\":1,\"durable\":0}");
  return n > 0 ? g_string_free (g_steal_pointer (&answer), FALSE) : NULL;
}

gboolean
sim_server_mend (SimHistory *self, const char *account, GBytes *body)
{
  g_autofree char *answer = NULL;
  char *wrong = NULL;

  if (self->disk == NULL || !sim_disk_is_dead (self->disk))
    return FALSE;
  sim_server_stop (self);
  sim_disk_restart (self->disk, self->rand);
  sim_tell (self, "the server has failed, and starts again");
  if (!sim_server_start (self))
    return TRUE;
  answer = body != NULL ? find_answer (self, account, body) : NULL;
  if (answer != NULL)
    wrong = sim_model_take_push (self->model,
                                 account,
                                 ed_clock_now (&self->clock.parent),
                                 body,
                                 answer,
                                 strlen (answer));
  if (wrong != NULL)
    sim_violate (self, "before it failed: %s", wrong);
  g_free (wrong);
  return TRUE;
}

/* FALSE: it has failed over it. */
static gboolean
do_job (SimHistory *self, EdApiJob *(*make) (EdApi *api))
{
  EdApiJob *job = make (self->host.api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (self->host.api, &job, 1, &response, NULL);
  return !sim_server_mend (self, NULL, NULL) && response.status < 300;
}

/* What it failed over may be done all the same; doing it again does nothing more. */
void
sim_server_do_chores (SimHistory *self)
{
  sim_tell (self, "the server does its chores");
  if (!do_job (self, ed_api_make_chores))
    {
      sim_disk_disarm (self->disk);
      if (self->violation == NULL && !do_job (self, ed_api_make_chores))
        sim_violate (self, "the server cannot do its chores");
    }
  sim_model_take_chores (self->model, ed_clock_now (&self->clock.parent));
  if (self->violation == NULL)
    do_job (self, ed_api_make_seal);
}

void
sim_server_back_up (SimHistory *self)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup", NULL);

  sim_tell (self, "a backup of the server");
  sim_disk_disarm (self->disk);
  sim_server_stop (self);
  sim_copy_files (self->data_dir, backup);
  self->has_backup = TRUE;
  g_clear_pointer (&self->backup_passwords, g_hash_table_unref);
  self->backup_passwords = sim_passwords_copy (self->passwords);
  self->backup_position = sim_model_position (self->model);
  sim_server_start (self);
}

/* The database alone: what is noted beside it stays. */
static void
put_back_database (SimHistory *self, const char *backup)
{
  static const char *const names[] = { "organisation.db", "organisation.db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (backup, names[i], NULL);
      g_autofree char *to = g_build_filename (self->data_dir, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_remove (to);
      if (g_file_get_contents (from, &bytes, &length, NULL))
        g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
    }
}

/* What opened an account then opens it no more, and what opened it since is not known: whoever runs
 * the server gives them another password. */
static void
renew_passwords (SimHistory *self, GHashTable *since)
{
  for (guint i = 0; i < SIM_PEOPLE; i++)
    {
      const SimPerson *person = &sim_people[i];
      g_autofree char *former = g_strdup (sim_password_in (since, person->id, FALSE));
      g_autoptr (GError) error = NULL;

      if (strcmp (former, sim_password (self, person->id, FALSE)) == 0)
        continue;
      ed_upkeep_set_password (self->host.api, person->user, former, &error);
      g_assert_no_error (error);
      sim_passwords_set (self->passwords, person->id, former);
    }
}

void
sim_server_put_back (SimHistory *self)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup", NULL);
  g_autoptr (GHashTable) since = NULL;
  gboolean whole = sim_pick (self, 2) == 0;
  gint64 now = ed_clock_now (&self->clock.parent);

  if (!self->has_backup)
    return;
  sim_tell (self, "the server%s is put back from its backup", whole ? "" : "'s database alone");
  sim_disk_disarm (self->disk);
  sim_server_stop (self);
  sim_disk_settle (self->disk);
  if (whole)
    sim_copy_files (backup, self->data_dir);
  else
    put_back_database (self, backup);
  self->restores++;
  since = self->passwords;
  self->passwords = sim_passwords_copy (self->backup_passwords);
  if (whole)
    g_hash_table_remove_all (self->withdrawn);
  if (!sim_server_start (self))
    return;
  sim_model_go_back (self->model,
                     self->backup_position,
                     self->host.api->organisation->restored_at == now ? now : ED_ABSENT);
  if (!whole)
    renew_passwords (self, since);
}

/* --- what its database says ---------------------------------------------------------------------
 */

static EdDb *
open_database (SimHistory *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, "organisation.db", NULL);
  const EdDbOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
}

char *
sim_server_name_statement (gpointer history, const char *expert, gint64 month)
{
  g_autoptr (EdDb) db = open_database (history);
  g_autofree char *date = ed_date_to_text (month);
  g_autoptr (EdStatement) select =
      ed_db_query (db,
                   NULL,
                   "SELECT id FROM statement WHERE expert = $1 AND month = $2",
                   "tt",
                   expert,
                   date);

  g_assert_nonnull (select);
  return ed_statement_step (select, NULL) ? g_strdup (ed_statement_text (select, 0)) : NULL;
}

gboolean
sim_server_has_given_up (SimHistory *self, const char *id)
{
  g_autoptr (EdDb) db = open_database (self);
  g_autoptr (EdStatement) select =
      ed_db_query (db, NULL, "SELECT 1 FROM upload WHERE id = $1 AND state = 'given_up'", "t", id);

  g_assert_nonnull (select);
  return ed_statement_step (select, NULL);
}

char **
sim_server_list_held (gpointer history)
{
  SimHistory *self = history;
  g_autoptr (EdStatement) select =
      self->host.api == NULL
          ? NULL
          : ed_db_query (self->host.api->writer,
                         NULL,
                         "SELECT id FROM held_command JOIN command USING (account, id)"
                         " WHERE type LIKE 'account.%' OR type IN ('fee.set', 'settings.set')",
                         "");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  while (select != NULL && ed_statement_step (select, NULL))
    g_strv_builder_add (ids, ed_statement_text (select, 0));
  return g_strv_builder_end (ids);
}

#define SEALS 4 /* all of a history's rows */

/* Each command that was answered stands in the log, once. */
static char *
check_log (SimHistory *self, EdDb *db)
{
  g_autoptr (EdStatement) select =
      ed_db_query (db,
                   NULL,
                   "SELECT count(*) FROM audit WHERE device IS NOT NULL AND what LIKE '%.%'"
                   " AND what NOT IN ('document.read', 'cases.read')",
                   "");
  guint n = sim_model_count_results (self->model);

  g_assert_true (ed_statement_step (select, NULL));
  if (ed_statement_int (select, 0) == (gint64) n)
    return NULL;
  return g_strdup_printf ("the audit log tells of %d commands instead of %u",
                          (int) ed_statement_int (select, 0),
                          n);
}

static char *
check_mails (SimHistory *self, EdDb *db)
{
  g_autoptr (EdStatement) select =
      ed_db_query (db,
                   NULL,
                   "SELECT kind || ' ' || event || ' ' || recipient FROM mail_outbox",
                   "");
  g_autoptr (GPtrArray) queued = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (select);
  while (ed_statement_step (select, NULL))
    g_ptr_array_add (queued, g_strdup (ed_statement_text (select, 0)));
  return sim_model_check_mails (self->model, queued);
}

char *
sim_server_check_books (SimHistory *self)
{
  g_autoptr (EdDb) db = NULL;
  char *wrong;
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SEALS; i++)
    if (!do_job (self, ed_api_make_seal))
      return g_strdup ("the audit log cannot be sealed");
  db = open_database (self);
  proof = ed_audit_verify (db, 0, NULL, &error);
  g_assert_no_error (error);
  if (proof->fault != ED_ABSENT)
    return g_strdup_printf ("the audit log has fault %d in row %d",
                            (int) proof->fault,
                            (int) proof->fault_row);
  if (proof->unsealed > 0)
    return g_strdup_printf ("%d audit rows get no seal", (int) proof->unsealed);
  wrong = check_log (self, db);
  return wrong != NULL ? wrong : check_mails (self, db);
}
