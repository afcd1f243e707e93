/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every kind of call that writes, at every fault point: the n-th call to the disk fails, and all
 * after it, for n = 1, 2, 3 … until none is left. Whoever starts the server again finds all of the
 * call or nothing, and all of it where the answer was good. Chance is the same in every run, so
 * that all of it is to the letter. */

#include "domain/totp.h"
#include "house.h"
#include "server/api-state.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"
#include "support/fault-vfs.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define POINTS_MAX 400
#define NEWCOMER "e0000000-0000-4000-8000-0000000000aa"

typedef struct _Trial Trial;

typedef struct
{
  const char *name;
  void (*prepare) (Trial *trial);
  guint (*run) (Trial *trial);
} Path;

struct _Trial
{
  const Path *path;
  House house;
  char *receipt;
  char *template;
  gsize length;
  char *before, *after;
};

/* --- chance -------------------------------------------------------------------------------------
 */

static GRand *dice;

static const char *
name_dice (void)
{
  return "test";
}

static uint32_t
throw_dice (void)
{
  return g_rand_int (dice);
}

static void
fill_with_dice (void *const bytes, const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guint8 *) bytes)[i] = (guint8) g_rand_int (dice);
}

static void
begin_chance (void)
{
  static struct randombytes_implementation source = { .implementation_name = name_dice,
                                                      .random = throw_dice,
                                                      .buf = fill_with_dice };

  if (dice == NULL)
    {
      dice = g_rand_new ();
      randombytes_set_implementation (&source);
    }
  g_rand_set_seed (dice, 1);
  g_random_set_seed (1);
}

static const guint8 totp_secret[ED_TOTP_SECRET_BYTES] = { 1, 2, 3 };

/* --- the paths ----------------------------------------------------------------------------------
 */

static guint
call (Person *person, const char *method, const char *path, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, method, path, NULL, body, &response);
}

static guint
push (Person *person,
      const char *type,
      const char *target,
      const char *assignment,
      const char *args)
{
  g_autofree char *envelope = person_envelope (person,
                                               "0a000000-0000-4000-8000-0000000000bb",
                                               type,
                                               target,
                                               assignment,
                                               args);
  g_auto (EdApiResponse) response = { 0 };

  return person_push_text (person, envelope, &response);
}

static void
prepare_nothing (Trial *trial)
{
}

static void
prepare_session (Trial *trial)
{
  House *house = &trial->house;

  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  person_must (house->expert,
               NULL,
               "session.add",
               house->case_id,
               house->assignment,
               "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"date\":\"2020-04-01\"}");
}

static void
prepare_message (Trial *trial)
{
  House *house = &trial->house;

  person_must (house->coordinator,
               NULL,
               "message.send",
               house->case_id,
               house->assignment,
               "{\"id\":\"7e000000-0000-4000-8000-000000000001\",\"text\":\"Well?\"}");
}

/* The expert has read that the case is gone, and wiped it. */
static void
prepare_forget (Trial *trial)
{
  House *house = &trial->house;

  person_must (house->expert, NULL, "case.decline", house->case_id, house->assignment, NULL);
  pull_free (person_pull (house->expert, 500));
  trial->receipt = g_strdup_printf ("{\"t\":\"case\",\"id\":\"%s\",\"cursor\":\"%s\"}",
                                    house->case_id,
                                    house->expert->cursor);
}

static guint
create (Trial *trial)
{
  return push (trial->house.coordinator,
               "case.create",
               "c0000000-0000-4000-8000-0000000000cc",
               NULL,
               "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}");
}

static guint
edit (Trial *trial)
{
  return push (trial->house.coordinator,
               "case.edit",
               trial->house.case_id,
               NULL,
               "{\"city\":{\"to\":\"Szeged\"}}");
}

static guint
reassign (Trial *trial)
{
  g_autofree char *args = g_strdup_printf ("{\"expert\":\"%s\"}", trial->house.other->account);

  return push (trial->house.coordinator,
               "case.assign",
               trial->house.case_id,
               trial->house.assignment,
               args);
}

static guint
decline (Trial *trial)
{
  return push (trial->house.expert,
               "case.decline",
               trial->house.case_id,
               trial->house.assignment,
               NULL);
}

static guint
add_session (Trial *trial)
{
  return push (trial->house.expert,
               "session.add",
               trial->house.case_id,
               trial->house.assignment,
               "{\"id\":\"5e000000-0000-4000-8000-000000000002\",\"date\":\"2020-04-02\"}");
}

static guint
send_message (Trial *trial)
{
  return push (trial->house.expert,
               "message.send",
               trial->house.case_id,
               trial->house.assignment,
               "{\"id\":\"7e000000-0000-4000-8000-000000000002\",\"text\":\"Soon\"}");
}

static guint
be_refused (Trial *trial)
{
  return push (trial->house.expert,
               "satisfaction.score",
               trial->house.case_id,
               trial->house.assignment,
               "{\"score\":99}");
}

/* For an assignment that has ended: late work. */
static void
prepare_late (Trial *trial)
{
  House *house = &trial->house;

  g_free (person_assign (house->coordinator, house->case_id, house->other));
}

static guint
create_account (Trial *trial)
{
  return push (trial->house.coordinator,
               "account.create",
               NEWCOMER,
               NULL,
               "{\"user\":\"new@demo.example\",\"name\":\"New\",\"roles\":[\"expert\"]}");
}

static guint
suspend_account (Trial *trial)
{
  return push (trial->house.coordinator,
               "account.suspend",
               trial->house.other->account,
               NULL,
               NULL);
}

static guint
send_receipt (Trial *trial)
{
  return call (trial->house.expert, "POST", "/v1/receipts", trial->receipt);
}

static guint
sign_in (Trial *trial)
{
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"%s\",\"password\":\"" PASSWORD "\",\"device\":{\"id\":"
                       "\"d0000000-0000-4000-8000-0000000000dd\",\"name\":\"laptop\"}}",
                       trial->house.expert->user);

  return call (trial->house.expert, "POST", "/v1/sessions", body);
}

static guint
refresh (Trial *trial)
{
  g_autofree char *body =
      g_strdup_printf ("{\"refresh_token\":\"%s\"}", trial->house.expert->refresh);

  return call (trial->house.expert, "POST", "/v1/sessions/refresh", body);
}

static guint
sign_out (Trial *trial)
{
  return call (trial->house.expert, "DELETE", "/v1/sessions/current", NULL);
}

static guint
change_password (Trial *trial)
{
  return call (trial->house.expert,
               "POST",
               "/v1/password",
               "{\"old\":\"" PASSWORD "\",\"new\":\"nine blue elephants dance\"}");
}

static guint
reset_password (Trial *trial)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\"}", trial->house.expert->user);

  return call (trial->house.expert, "POST", "/v1/password/reset", body);
}

static void
prepare_totp (Trial *trial)
{
  EdApi *api = trial->house.office->api;
  const char *account = trial->house.expert->account;
  g_autoptr (GBytes) sealed = ed_totp_proof_seal (api, account, totp_secret);
  g_auto (GStrv) codes = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, api, NULL));
  g_assert_true (ed_totps_begin (batch.db, account, sealed, batch.now, NULL));
  g_assert_true (ed_totp_proof_begin (&batch, account, account, NULL));
  codes = ed_totp_proof_renew_codes (&batch, account, NULL);
  g_assert_nonnull (codes);
  g_assert_true (ed_batch_finish (&batch, NULL));
}

static guint
sign_in_by_code (Trial *trial)
{
  gint64 step = ed_totp_step (ed_clock_now (&trial->house.office->clock.parent));
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"%s\",\"password\":\"" PASSWORD "\",\"totp\":\"%06u\","
                       "\"device\":{\"id\":\"d0000000-0000-4000-8000-0000000000dd\","
                       "\"name\":\"laptop\"}}",
                       trial->house.expert->user,
                       ed_totp_code (totp_secret, sizeof totp_secret, step));

  return call (trial->house.expert, "POST", "/v1/sessions", body);
}

static guint
reset_totp (Trial *trial)
{
  return push (trial->house.coordinator,
               "account.reset_totp",
               trial->house.expert->account,
               NULL,
               NULL);
}

static guint
revoke_device (Trial *trial)
{
  g_autofree char *path = g_strconcat ("/v1/devices/", trial->house.expert->device, NULL);

  return call (trial->house.expert, "DELETE", path, NULL);
}

static guint
do_chores (Trial *trial)
{
  EdApi *api = trial->house.office->api;
  EdApiJob *job = ed_api_make_chores (api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (api, &job, 1, &response, NULL);
  return response.status;
}

static void
prepare_chores (Trial *trial)
{
  ed_manual_clock_advance (&trial->house.office->clock, G_GINT64_CONSTANT (31) * 86400000);
}

static const Path paths[] = {
  { "create", prepare_nothing, create },
  { "edit", prepare_nothing, edit },
  { "reassign", prepare_message, reassign },
  { "decline", prepare_message, decline },
  { "add-session", prepare_session, add_session },
  { "send-message", prepare_nothing, send_message },
  { "be-refused", prepare_nothing, be_refused },
  { "late-work", prepare_late, add_session },
  { "create-account", prepare_nothing, create_account },
  { "suspend-account", prepare_nothing, suspend_account },
  { "send-receipt", prepare_forget, send_receipt },
  { "sign-in", prepare_nothing, sign_in },
  { "refresh", prepare_nothing, refresh },
  { "sign-out", prepare_nothing, sign_out },
  { "change-password", prepare_nothing, change_password },
  { "reset-password", prepare_nothing, reset_password },
  { "sign-in-by-code", prepare_totp, sign_in_by_code },
  { "reset-totp", prepare_totp, reset_totp },
  { "revoke-device", prepare_nothing, revoke_device },
  { "chores", prepare_chores, do_chores },
};

/* --- what is there ------------------------------------------------------------------------------
 */

static void
list_column (EdDb *db, GPtrArray *names, const char *sql)
{
  g_autoptr (EdStatement) select = ed_db_prepare (db, sql, NULL);

  while (ed_statement_step (select, NULL))
    g_ptr_array_add (names, g_strdup (ed_statement_text (select, 0)));
}

static void
dump_table (EdDb *db, const char *table, GString *dump)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *info =
      g_strdup_printf ("SELECT 'quote(' || name || ')' FROM pragma_table_info('%s')", table);
  g_autofree char *list = NULL, *select = NULL;

  list_column (db, columns, info);
  g_ptr_array_add (columns, NULL);
  list = g_strjoinv (" || ',' || ", (char **) columns->pdata);
  select = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY 1", list, table);
  list_column (db, rows, select);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (dump, "%s: %s\n", table, (const char *) rows->pdata[i]);
}

static char *
name_database (Trial *trial)
{
  return g_build_filename (trial->house.office->folder, "organisation.db", NULL);
}

/* With the server stopped; without the row by which it asks whether the disk can be written to. */
static char *
dump_database (Trial *trial)
{
  g_autofree char *path = name_database (trial);
  const EdDbOptions options = { .path = path };
  g_autoptr (EdDb) db = ed_db_open (&options, NULL);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func (g_free);
  GString *dump = g_string_new (NULL);

  g_assert_nonnull (db);
  list_column (db, whole, "PRAGMA integrity_check");
  g_assert_cmpstr (whole->pdata[0], ==, "ok");
  list_column (db,
               tables,
               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
               " AND name <> 'probe' ORDER BY name");
  for (guint i = 0; i < tables->len; i++)
    dump_table (db, tables->pdata[i], dump);
  return g_string_free (dump, FALSE);
}

/* --- trying -------------------------------------------------------------------------------------
 */

/* As it was, without what the server notes beside its database; the key there stays. */
static void
restore_template (Trial *trial)
{
  g_autofree char *path = name_database (trial);
  g_autoptr (GDir) dir = g_dir_open (trial->house.office->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *beside = g_build_filename (trial->house.office->folder, name, NULL);

      if (strcmp (name, "secret") != 0)
        g_remove (beside);
    }
  g_assert_true (g_file_set_contents_full (path,
                                           trial->template,
                                           (gssize) trial->length,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
}

/* Runs the path with the fault NTH (0: none); TRUE when it came. */
static gboolean
try_once (Trial *trial, guint nth, EdFaultKind kind, guint *status, char **state)
{
  gboolean failed;

  restore_template (trial);
  begin_chance ();
  office_open (trial->house.office);
  ed_fault_vfs_arm (nth > 0 ? nth : G_MAXINT, kind, TRUE);
  *status = trial->path->run (trial);
  office_close (trial->house.office);
  failed = ed_fault_vfs_disarm ();
  /* What is kept beside the database has its say when the server starts. */
  office_open (trial->house.office);
  office_close (trial->house.office);
  *state = dump_database (trial);
  return failed;
}

/* What goes on the way to the disk, and how the two ends of it look. */
static void
set_up (Trial *trial)
{
  House *house = &trial->house;
  g_autofree char *path = NULL;
  guint status;

  begin_chance ();
  house_set_up_with_case (house, NULL);
  pull_free (person_pull (house->expert, 500));
  pull_free (person_pull (house->coordinator, 500));
  trial->path->prepare (trial);
  house->office->vfs = ED_FAULT_VFS;
  office_close (house->office);
  path = name_database (trial);
  g_assert_true (g_file_get_contents (path, &trial->template, &trial->length, NULL));
  trial->before = dump_database (trial);
  g_assert_false (try_once (trial, 0, ED_FAULT_IO, &status, &trial->after));
  g_assert_cmpuint (status / 100, ==, 2);
  g_assert_cmpstr (trial->before, !=, trial->after);
}

static void
tear_down (Trial *trial)
{
  office_open (trial->house.office);
  house_tear_down (&trial->house, NULL);
  g_free (trial->receipt);
  g_free (trial->template);
  g_free (trial->before);
  g_free (trial->after);
}

static void
test_call_is_whole (gconstpointer path)
{
  static const EdFaultKind kinds[] = { ED_FAULT_IO, ED_FAULT_FULL };
  Trial trial = { .path = path };
  guint points = 0;

  set_up (&trial);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint nth = 1; nth < POINTS_MAX; nth++)
      {
        g_autofree char *state = NULL;
        guint status;
        gboolean failed = try_once (&trial, nth, kinds[i], &status, &state);

        if (status / 100 == 2 || !failed)
          g_assert_cmpstr (state, ==, trial.after);
        else
          g_assert_true (strcmp (state, trial.before) == 0 || strcmp (state, trial.after) == 0);
        if (!failed)
          break;
        points++;
      }
  g_assert_cmpuint (points, >, 2);
  tear_down (&trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What fails is logged; that is no failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  ed_fault_vfs_register ();
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strconcat ("/server/call-faults/", paths[i].name, NULL);

      g_test_add_data_func (name, &paths[i], test_call_is_whole);
    }
  return g_test_run ();
}
