/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "net.h"

#include "server/founding.h"
#include "support/test-database.h"

#include <string.h>

#define WATCHDOG_S 120

static const struct
{
  const char *user, *id, *role;
  gboolean for_requests;
} people[] = {
  { NET_COORDINATOR, "e0000000-0000-4000-8000-000000000001", "coordinator" },
  { NET_EXPERT, NET_EXPERT_ID, "expert" },
  { NET_OTHER, NET_OTHER_ID, "expert", TRUE },
  { NET_MANAGER, "e0000000-0000-4000-8000-000000000004", "case_manager", TRUE },
  { NET_ADMINISTRATOR, "e0000000-0000-4000-8000-000000000005", "administrator" },
};

/* --- the server ---------------------------------------------------------------------------------
 */

static void
add_people (Net *self, EdApi *api)
{
  static const char *const types[] = { "psychological", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (GError) error = NULL;
      const char *roles[] = { people[i].role, NULL };

      if (people[i].for_requests && !self->has_requests)
        continue;
      account->id = g_strdup (people[i].id);
      account->user = g_strdup (people[i].user);
      account->name = g_strdup_printf ("Name of %s", people[i].user);
      account->roles = g_strdupv ((char **) roles);
      account->state = ED_ACCOUNT_ACTIVE;
      if (strcmp (people[i].role, "expert") == 0)
        account->case_types = g_strdupv ((char **) types);
      ed_api_add_account (api, account, NET_PASSWORD, &error);
      g_assert_no_error (error);
    }
}

void
net_found (Net *self)
{
  g_autoptr (GError) error = NULL;
  EdFounding founding = { .data_dir = self->server_dir,
                          .organisation = "Segítő Kör",
                          .zone = "Europe/Budapest" };
  EdApiOptions options = { .data_dir = self->server_dir,
                           .password_opslimit = 1,
                           .password_memlimit = 8192 };
  g_autoptr (EdApi) api = NULL;

  ed_test_database_drop (self->database);
  self->database = ed_test_database_new_current ();
  founding.database = options.database = self->database;
  ed_api_init (&founding, &error);
  g_assert_no_error (error);
  api = ed_api_open (&options, &error);
  g_assert_no_error (error);
  add_people (self, api);
}

static Net *
make_net (gboolean has_requests)
{
  Net *self = g_new0 (Net, 1);
  g_autoptr (GError) error = NULL;

  self->has_requests = has_requests;
  self->folder = g_dir_make_tmp ("ed-net-XXXXXX", &error);
  g_assert_no_error (error);
  self->server_dir = g_build_filename (self->folder, "server", NULL);
  net_found (self);
  net_start (self);
  self->url = g_strdup (ed_server_process_url (self->process));
  return self;
}

Net *
net_new (void)
{
  return make_net (FALSE);
}

Net *
net_new_for_requests (void)
{
  return make_net (TRUE);
}

void
net_free (Net *self)
{
  if (self->process != NULL)
    ed_server_process_stop (self->process);
  ed_remove_tree (self->folder);
  ed_test_database_drop (self->database);
  g_free (self->folder);
  g_free (self->server_dir);
  g_free (self->url);
  g_free (self);
}

void
net_start (Net *self)
{
  const char *program = g_getenv ("ED_SERVER_PROGRAM");
  g_autofree char *options = ed_test_database_option (self->database);

  g_assert_nonnull (program);
  self->process = ed_server_process_start_with (program, self->server_dir, self->port, options);
  self->port = ed_server_process_port (self->process);
}

void
net_kill (Net *self)
{
  g_clear_pointer (&self->process, ed_server_process_kill);
}

/* --- waiting -------------------------------------------------------------------------------------
 */

static gboolean
on_watchdog (gpointer what)
{
  g_error ("waited too long for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

static guint
start_watchdog (const char *what)
{
  return g_timeout_add_seconds (WATCHDOG_S, on_watchdog, (gpointer) what);
}

void
net_on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
net_wait_result (GAsyncResult **result)
{
  guint watchdog = start_watchdog ("an answer");

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
  return *result;
}

void
net_wait_connection (EdDesk *desk, EdConnection connection)
{
  guint watchdog = start_watchdog ("a connection");

  while (ed_desk_connection (desk) != connection)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

void
net_wait_number (EdDesk *desk, const char *property, gint64 value)
{
  guint watchdog = start_watchdog (property);
  gint64 now = value - 1;

  while (now != value)
    {
      g_object_get (desk, property, &now, NULL);
      if (now != value)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (watchdog);
}

static void
on_changed (EdDesk *desk, gboolean *changed)
{
  *changed = TRUE;
}

void
net_wait_until (EdDesk *desk,
                gboolean (*holds) (EdDesk *desk, gpointer data),
                gpointer data,
                const char *what)
{
  guint watchdog = start_watchdog (what);
  gboolean changed = FALSE;
  gulong handler = g_signal_connect (desk, "changed", G_CALLBACK (on_changed), &changed);

  while (!holds (desk, data))
    {
      while (!changed)
        g_main_context_iteration (NULL, TRUE);
      changed = FALSE;
    }
  g_signal_handler_disconnect (desk, handler);
  g_source_remove (watchdog);
}

EdCase *
net_wait_case (EdDesk *desk, const char *id, gboolean (*fits) (const EdCase *case_))
{
  guint watchdog = start_watchdog ("a case");
  gboolean changed = TRUE;
  gulong handler = g_signal_connect (desk, "changed", G_CALLBACK (on_changed), &changed);
  EdCase *case_ = NULL;

  while (case_ == NULL)
    {
      while (!changed)
        g_main_context_iteration (NULL, TRUE);
      changed = FALSE;
      case_ = net_load (desk, id);
      if (case_ != NULL && !fits (case_))
        g_clear_pointer (&case_, ed_case_free);
    }
  g_signal_handler_disconnect (desk, handler);
  g_source_remove (watchdog);
  return case_;
}

gboolean
net_case_is_there (const EdCase *case_)
{
  return TRUE;
}

gboolean
net_case_is_contacted (const EdCase *case_)
{
  return case_->contacted_at != ED_ABSENT;
}

gboolean
net_case_has_session (const EdCase *case_)
{
  return case_->sessions->len > 0;
}

/* --- desks ---------------------------------------------------------------------------------------
 */

char *
net_make_dir (Net *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

EdDesk *
net_open_with (EdDeskOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  options->cost.opslimit = 1;
  options->cost.memlimit = 8192;
  ed_desk_open_async (options, cancellable, net_on_ready, &result);
  return ed_desk_open_finish (net_wait_result (&result), error);
}

EdDesk *
net_open (Net *self, const char *name, const char *user, const char *password, GError **error)
{
  g_autofree char *dir = net_make_dir (self, name);
  EdDeskOptions options = { .data_dir = dir,
                            .server = self->url,
                            .user = user,
                            .password = password };

  return net_open_with (&options, NULL, error);
}

EdDesk *
net_desk (Net *self, const char *name, const char *user)
{
  g_autoptr (GError) error = NULL;
  EdDesk *desk = net_open (self, name, user, NET_PASSWORD, &error);

  g_assert_no_error (error);
  return desk;
}

EdStore *
net_open_store (Net *self, const char *name, const char *user, EdVault **vault)
{
  g_autofree char *dir = net_make_dir (self, name);
  g_autofree char *folder = ed_vault_folder (dir, self->url, user);
  const EdVaultCost cost = { .opslimit = 1, .memlimit = 8192 };
  guint8 key[ED_VAULT_KEY_LENGTH];
  g_autoptr (GError) error = NULL;
  EdStore *store;

  *vault = ed_vault_open (folder, &cost, &error);
  g_assert_no_error (error);
  ed_vault_unlock (*vault, NET_PASSWORD, key, &error);
  g_assert_no_error (error);
  store = ed_store_open (ed_vault_path (*vault), key, ed_clock_system (), &error);
  g_assert_no_error (error);
  return store;
}

void
net_close (EdDesk *desk)
{
  ed_desk_close (desk);
  g_assert_finalize_object (desk);
}

EdCase *
net_load (EdDesk *desk, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = NULL;

  ed_desk_load_case_async (desk, id, NULL, net_on_ready, &result);
  row = ed_desk_load_case_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return row != NULL ? ed_case_copy (row->case_) : NULL;
}

EdRefusalCode
net_do (EdDesk *desk, EdCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  ed_desk_do_async (desk, command, NULL, net_on_ready, &result);
  ed_command_free (command);
  if (!ed_desk_do_finish (desk, net_wait_result (&result), &refusal, &error) && error == NULL)
    g_assert_cmpint ((gint) refusal.code, !=, (gint) ED_REFUSAL_NONE);
  g_assert_no_error (error);
  return refusal.code;
}

static EdCommand *
make_command (EdDesk *desk, EdCommandType type, const char *case_id)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCase) case_ = NULL;

  if (ed_command_form (type)->needs_assignment || type == ED_COMMAND_CASE_ASSIGN)
    case_ = net_load (desk, case_id);
  return ed_command_new (type,
                         id,
                         case_id,
                         case_ != NULL ? case_->assignment_id : NULL,
                         g_get_real_time () / 1000);
}

static char *
must (EdDesk *desk, EdCommand *command)
{
  char *id = g_strdup (command->id);

  g_assert_cmpstr (ed_refusal_word (net_do (desk, command)), ==, ed_refusal_word (ED_REFUSAL_NONE));
  return id;
}

char *
net_create_case (EdDesk *desk, char **case_id)
{
  EdCommand *command;
  EdCase *intake;

  *case_id = g_uuid_string_random ();
  command = make_command (desk, ED_COMMAND_CASE_CREATE, *case_id);
  intake = command->args;
  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup (NET_ALIAS);
  intake->type = ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  return must (desk, command);
}

char *
net_assign (EdDesk *desk, const char *case_id, const char *account_id)
{
  EdCommand *command = make_command (desk, ED_COMMAND_CASE_ASSIGN, case_id);
  EdArgs *args = command->args;

  args->expert = g_strdup (account_id);
  return must (desk, command);
}

char *
net_contact (EdDesk *desk, const char *case_id)
{
  return must (desk, make_command (desk, ED_COMMAND_CASE_CONTACT, case_id));
}

char *
net_add_session (EdDesk *desk, const char *case_id)
{
  EdCommand *command = make_command (desk, ED_COMMAND_SESSION_ADD, case_id);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->date = ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk));
  return must (desk, command);
}

char *
net_make_case (EdDesk *coordinator)
{
  char *id = NULL;
  g_autofree char *created = net_create_case (coordinator, &id);
  g_autofree char *assigned = net_assign (coordinator, id, NET_EXPERT_ID);

  net_wait_number (coordinator, "waiting", 0);
  return id;
}

int
net_state (EdDesk *desk, const char *command_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  ed_desk_list_outbox_async (desk, NULL, net_on_ready, &result);
  entries = ed_desk_list_outbox_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->command->id, command_id) == 0)
        return (int) entry->state;
    }
  return -1;
}
