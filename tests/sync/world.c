/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "world.h"

#include "store/late-work.h"
#include "store/messages.h"
#include "support/server-process.h"
#include "support/test-database.h"
#include "sync/sign-in.h"

#include <string.h>

static const struct
{
  const char *user, *id, *role;
} people[] = {
  { WORLD_COORDINATOR, "e0000000-0000-4000-8000-000000000001", "coordinator" },
  { WORLD_EXPERT, "e0000000-0000-4000-8000-000000000002", "expert" },
  { WORLD_OTHER, "e0000000-0000-4000-8000-000000000003", "expert" },
  { WORLD_MANAGER, "e0000000-0000-4000-8000-000000000004", "case_manager" },
};

/* --- the server ---------------------------------------------------------------------------------
 */

const char *
world_account (const char *user)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    if (strcmp (people[i].user, user) == 0)
      return people[i].id;
  g_assert_not_reached ();
}

static void
add_people (World *self)
{
  static const char *const types[] = { "psychological",
                                       "legal",
                                       "financial",
                                       "health_coaching",
                                       NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (GError) error = NULL;
      const char *roles[] = { people[i].role, NULL };

      account->id = g_strdup (people[i].id);
      account->user = g_strdup (people[i].user);
      account->name = g_strdup_printf ("Name of %s", people[i].user);
      account->roles = g_strdupv ((char **) roles);
      account->state = ED_ACCOUNT_ACTIVE;
      if (strcmp (people[i].role, "expert") == 0)
        account->case_types = g_strdupv ((char **) types);
      ed_api_add_account (self->host.api, account, WORLD_PASSWORD, &error);
      g_assert_no_error (error);
    }
}

static void
stop (World *self)
{
  g_clear_pointer (&self->host.api, ed_api_close);
}

static void
start (World *self)
{
  g_autoptr (GError) error = NULL;
  const EdApiOptions options = { .data_dir = self->data_dir,
                                 .database = self->database,
                                 .clock = &self->clock.parent,
                                 .password_opslimit = 1,
                                 .password_memlimit = 8192 };

  self->host.api = ed_api_open (&options, &error);
  g_assert_no_error (error);
}

World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;
  EdFounding founding = { 0 };

  self->folder = g_dir_make_tmp ("ed-world-XXXXXX", &error);
  g_assert_no_error (error);
  self->data_dir = g_build_filename (self->folder, "server", NULL);
  ed_manual_clock_init (&self->clock, WORLD_START);
  g_mutex_init (&self->host.mutex);
  self->database = ed_test_database_new_current ();
  founding.data_dir = self->data_dir;
  founding.database = self->database;
  founding.organisation = "Segítő Kör";
  founding.zone = "Europe/Budapest";
  founding.clock = &self->clock.parent;
  ed_api_init (&founding, &error);
  g_assert_no_error (error);
  start (self);
  add_people (self);
  return self;
}

void
world_free (World *self)
{
  stop (self);
  ed_remove_tree (self->folder);
  ed_test_database_drop (self->database);
  ed_test_database_drop (self->copy);
  g_mutex_clear (&self->host.mutex);
  g_free (self->folder);
  g_free (self->data_dir);
  g_free (self);
}

static void
copy_files (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  ed_remove_tree (to);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
    }
}

void
world_back_up (World *self)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup", NULL);

  stop (self);
  copy_files (self->data_dir, backup);
  ed_test_database_drop (self->copy);
  self->copy = self->database != NULL ? ed_test_database_copy (self->database) : NULL;
  start (self);
}

void
world_restore (World *self)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup", NULL);

  stop (self);
  copy_files (backup, self->data_dir);
  if (self->database != NULL)
    {
      ed_test_database_drop (self->database);
      self->database = ed_test_database_copy (self->copy);
    }
  start (self);
}

void
world_advance (World *self, gint64 by_ms)
{
  ed_manual_clock_advance (&self->clock, by_ms);
}

const char *
world_make_id (World *self)
{
  static char ids[16][37];
  char *id = ids[self->ids % G_N_ELEMENTS (ids)];

  g_snprintf (id, sizeof ids[0], "a0000000-0000-4000-8000-%012u", ++self->ids);
  return id;
}

/* --- a machine ----------------------------------------------------------------------------------
 */

static void
on_changed (gpointer data)
{
  ((Machine *) data)->changes++;
}

void
machine_open (Machine *self)
{
  static const guint8 key[32] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;

  self->store = ed_store_open (self->path, key, &self->clock.parent, &error);
  g_assert_no_error (error);
  self->pass.store = self->store;
}

void
machine_sign_in (Machine *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *device = ed_store_device (self->store, &error);
  EdSignIn sign_in = { .user = (char *) self->user,
                       .password = (char *) WORLD_PASSWORD,
                       .device_id = device,
                       .device_name = (char *) "machine" };
  g_autoptr (EdGreeting) greeting = NULL;
  g_autoptr (EdSignInAnswer) answer = NULL;

  greeting = ed_sign_in_greet (self->transport, &self->clock.parent, NULL, NULL, &error);
  g_assert_no_error (error);
  ed_sign_in_accept_greeting (self->store, greeting, &error);
  g_assert_no_error (error);
  answer = ed_sign_in_send (self->transport, &sign_in, NULL, NULL, &error);
  g_assert_no_error (error);
  ed_store_set (self->store, "account_id", answer->account->id, &error);
  ed_store_set (self->store, "refresh_token", answer->refresh_token, &error);
  ed_store_set (self->store, "token", answer->token, &error);
  g_assert_no_error (error);
}

Machine *
machine_new (World *world, const char *user)
{
  Machine *self = g_new0 (Machine, 1);

  self->world = world;
  self->user = user;
  self->path = g_strdup_printf ("%s/%s.db", world->folder, world_make_id (world));
  ed_manual_clock_init (&self->clock, ed_clock_now (&world->clock.parent));
  self->transport = ed_api_transport_new (&world->host);
  self->pass.transport = self->transport;
  self->pass.clock = &self->clock.parent;
  self->pass.on_changed = on_changed;
  self->pass.data = self;
  machine_open (self);
  machine_sign_in (self);
  return self;
}

void
machine_free (Machine *self)
{
  ed_store_close (self->store);
  ed_transport_free (self->transport);
  g_free (self->path);
  g_free (self);
}

void
machine_reopen (Machine *self)
{
  ed_store_close (self->store);
  machine_open (self);
}

gboolean
machine_try (Machine *self, GError **error)
{
  return ed_pass_run (&self->pass, 0, &self->report, NULL, error);
}

void
machine_sync (Machine *self)
{
  g_autoptr (GError) error = NULL;

  machine_try (self, &error);
  g_assert_no_error (error);
}

void
machine_fail (Machine *self, EdSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (machine_try (self, &error));
  g_assert_error (error, ED_SYNC_ERROR, (gint) code);
}

/* --- commands ------------------------------------------------------------------------------------
 */

EdRefusalCode
machine_do (Machine *self, EdCommand *command)
{
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autoptr (GError) error = NULL;

  if (!ed_store_enqueue (self->store, command, &refusal, &error))
    g_assert_cmpint ((gint) refusal.code, !=, (gint) ED_REFUSAL_NONE);
  g_assert_no_error (error);
  ed_command_free (command);
  return refusal.code;
}

static EdCommand *
make_command (Machine *self, EdCommandType type, const char *case_id)
{
  g_autoptr (EdCase) case_ = NULL;
  const char *assignment = NULL;

  if (ed_command_form (type)->needs_assignment || type == ED_COMMAND_CASE_ASSIGN)
    {
      case_ = machine_load (self, case_id);
      assignment = case_ != NULL ? case_->assignment_id : NULL;
    }
  return ed_command_new (type,
                         world_make_id (self->world),
                         case_id,
                         assignment,
                         ed_clock_now (&self->clock.parent));
}

static const char *
must (Machine *self, EdCommand *command)
{
  static char ids[8][37];
  static guint next;
  char *id = ids[next++ % G_N_ELEMENTS (ids)];

  g_strlcpy (id, command->id, sizeof ids[0]);
  g_assert_cmpstr (ed_refusal_word (machine_do (self, command)),
                   ==,
                   ed_refusal_word (ED_REFUSAL_NONE));
  return id;
}

const char *
machine_create_case (Machine *self)
{
  static char ids[8][37];
  static guint next;
  char *id = ids[next++ % G_N_ELEMENTS (ids)];
  EdCommand *command;
  EdCase *intake;

  g_strlcpy (id, world_make_id (self->world), sizeof ids[0]);
  command = make_command (self, ED_COMMAND_CASE_CREATE, id);
  intake = command->args;
  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup ("XY");
  intake->type = ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  must (self, command);
  return id;
}

const char *
machine_assign (Machine *self, const char *case_id, const char *user)
{
  EdCommand *command = make_command (self, ED_COMMAND_CASE_ASSIGN, case_id);
  EdArgs *args = command->args;

  args->expert = g_strdup (world_account (user));
  return must (self, command);
}

const char *
machine_contact (Machine *self, const char *case_id)
{
  return must (self, make_command (self, ED_COMMAND_CASE_CONTACT, case_id));
}

const char *
machine_add_session (Machine *self, const char *case_id, gint64 date)
{
  EdCommand *command = make_command (self, ED_COMMAND_SESSION_ADD, case_id);
  EdArgs *args = command->args;

  args->id = g_strdup (world_make_id (self->world));
  args->date = date;
  return must (self, command);
}

const char *
machine_edit_city (Machine *self, const char *case_id, const char *city)
{
  g_autoptr (EdCase) from = machine_load (self, case_id);
  g_autoptr (EdCase) to = ed_case_copy (from);
  EdCommand *command = make_command (self, ED_COMMAND_CASE_EDIT, case_id);

  g_free (to->city);
  to->city = g_strdup (city);
  ed_command_edit (command, "city", from, to);
  return must (self, command);
}

/* --- what it shows -------------------------------------------------------------------------------
 */

EdCase *
machine_load (Machine *self, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_store_load_case (self->store, case_id, &error);

  g_assert_no_error (error);
  return row != NULL ? ed_case_copy (row->case_) : NULL;
}

static GArray *
query_all (Machine *self)
{
  const EdCaseQuery query = { .scope = ED_SCOPE_ALL,
                              .sort = ED_SORT_NUMBER,
                              .type = ED_ABSENT,
                              .state = ED_ABSENT };
  g_autoptr (GError) error = NULL;
  GArray *rows = ed_store_query_cases (self->store, &query, &error);

  g_assert_no_error (error);
  return rows;
}

guint
machine_count_cases (Machine *self)
{
  g_autoptr (GArray) rows = query_all (self);

  return rows->len;
}

/* Whether the coordinators have it to settle, and nothing of its content is here. */
static gboolean
is_handed_over (Machine *self, const char *command_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = ed_store_list_own_late (self->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < own->len; i++)
    {
      const EdLateWork *late = own->pdata[i];

      g_assert_null (late->command);
      if (strcmp (late->id, command_id) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
machine_fate (Machine *self, const char *command_id)
{
  static const char *const words[] = { "waiting", "sent", "accepted", "refused", "kept" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ed_store_list_outbox (self->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->command->id, command_id) != 0)
        continue;
      return entry->state == ED_OUTBOX_REFUSED
                 ? g_strconcat ("refused ", ed_refusal_word (entry->code), NULL)
                 : g_strdup (words[entry->state]);
    }
  return g_strdup (is_handed_over (self, command_id) ? "handed over" : "none");
}

gint64
machine_count_waiting (Machine *self)
{
  EdCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  ed_store_count (self->store, &counts, &error);
  g_assert_no_error (error);
  return counts.waiting;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The messages about the case that the server has, in order, as one text. */
static char *
describe_thread (Machine *self, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ed_store_list_messages (self->store, case_id, &error);
  GString *text = g_string_new (case_id);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const EdMessageRow *row = g_ptr_array_index (rows, i);
      g_autofree char *message = ed_record_to_json (&ed_message_type, row->message, NULL);

      if (row->state == ED_OUTBOX_ACCEPTED)
        g_string_append (text, message);
    }
  return g_string_free (text, FALSE);
}

guint
machine_count_message (Machine *self, const char *case_id, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ed_store_list_messages (self->store, case_id, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const EdMessageRow *row = g_ptr_array_index (rows, i);

      count += row->state == ED_OUTBOX_ACCEPTED && strcmp (row->message->id, id) == 0;
    }
  return count;
}

char *
machine_describe (Machine *self)
{
  g_autoptr (GArray) rows = query_all (self);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  loaded =
      ed_store_load_rows (self->store, (const gint64 *) (gpointer) rows->data, rows->len, &error);
  g_assert_no_error (error);
  accounts = ed_store_list_accounts (self->store, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < loaded->len; i++)
    {
      const EdCaseRow *row = g_ptr_array_index (loaded, i);

      g_ptr_array_add (lines, ed_record_to_json (&ed_case_type, row->case_, NULL));
      g_ptr_array_add (lines, describe_thread (self, row->case_->id));
    }
  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (lines,
                     ed_record_to_json (&ed_account_type, g_ptr_array_index (accounts, i), NULL));
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

guint
machine_count_sessions (Machine *self, const char *case_id)
{
  g_autoptr (EdCase) case_ = machine_load (self, case_id);

  return case_ != NULL ? case_->sessions->len : 0;
}

void
machine_assert_fate (Machine *self, const char *command_id, const char *expected)
{
  g_autofree char *fate = machine_fate (self, command_id);

  g_assert_cmpstr (fate, ==, expected);
}

void
machine_assert_same (Machine *self, Machine *other)
{
  g_autofree char *shown = machine_describe (self);
  g_autofree char *wanted = machine_describe (other);

  g_assert_cmpstr (shown, ==, wanted);
}

const char *
world_make_case (World *self, Machine *expert)
{
  g_autoptr (Machine) coordinator = machine_new (self, WORLD_COORDINATOR);
  const char *id;

  machine_sync (coordinator);
  id = machine_create_case (coordinator);
  machine_sync (coordinator);
  machine_assign (coordinator, id, expert->user);
  machine_sync (coordinator);
  machine_sync (expert);
  return id;
}
