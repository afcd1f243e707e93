/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "office.h"

#include <glib/gstdio.h>
#include <string.h>

#include "domain/command.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/projection.h"
#include "support/test-database.h"

#define START G_GINT64_CONSTANT (1584564240000) /* 2020-03-18T20:44:00Z */

static void
free_person (gpointer data)
{
  Person *self = data;

  g_free (self->account);
  g_free (self->user);
  g_free (self->device);
  g_free (self->token);
  g_free (self->refresh);
  g_free (self->cursor);
  g_free (self);
}

Office *
office_new (void)
{
  g_autoptr (GError) error = NULL;
  Office *self = g_new0 (Office, 1);
  EdFounding founding = { 0 };

  self->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", &error);
  g_assert_no_error (error);
  self->people = g_ptr_array_new_with_free_func (free_person);
  ed_manual_clock_init (&self->clock, START);
  self->database = ed_test_database_new_current ();
  founding.data_dir = self->folder;
  founding.database = self->database;
  founding.organisation = "Segítő Kör";
  founding.zone = "Europe/Budapest";
  founding.clock = &self->clock.parent;
  ed_api_init (&founding, &error);
  g_assert_no_error (error);
  office_open (self);
  return self;
}

void
office_open (Office *self)
{
  g_autoptr (GError) error = NULL;
  EdApiOptions options = {
    .data_dir = self->folder,
    .database = self->database,
    .clock = &self->clock.parent,
    .password_opslimit = 1,
    .password_memlimit = 8192,
    .vfs = self->vfs,
  };

  self->api = ed_api_open (&options, &error);
  g_assert_no_error (error);
  /* Power cuts are tested on a disk of their own; elsewhere waiting for one proves nothing. */
  if (self->vfs == NULL)
    ed_db_relax (self->api->writer, TRUE, &error);
  g_assert_no_error (error);
}

void
office_close (Office *self)
{
  g_clear_pointer (&self->api, ed_api_close);
}

static void
copy_file (Office *self, const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (self->folder, from, NULL);
  g_autofree char *target = g_build_filename (self->folder, to, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
}

void
office_back_up (Office *self)
{
  g_assert_true (ed_db_checkpoint (self->api->writer, NULL));
  office_close (self);
  if (self->database == NULL)
    copy_file (self, "organisation.db", "backup");
  else
    {
      ed_test_database_drop (self->backup);
      self->backup = ed_test_database_copy (self->database);
    }
  office_open (self);
}

void
office_stop_and_restore (Office *self)
{
  office_close (self);
  if (self->database == NULL)
    copy_file (self, "backup", "organisation.db");
  else
    {
      ed_test_database_drop (self->database);
      self->database = ed_test_database_copy (self->backup);
    }
}

void
office_restore (Office *self)
{
  office_stop_and_restore (self);
  office_open (self);
}

/* With all that is in it: the program keeps its mails in a folder of their own. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
office_free (Office *self)
{
  office_close (self);
  remove_folder (self->folder);
  ed_test_database_drop (self->database);
  ed_test_database_drop (self->backup);
  g_ptr_array_unref (self->people);
  g_free (self->folder);
  g_free (self);
}

char *
office_make_id (Office *self)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", ++self->ids);
}

void
office_run_chores (Office *self)
{
  EdApiJob *job = ed_api_make_chores (self->api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (self->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
}

Person *
office_add (Office *self, const char *user, const char *roles)
{
  static const char *const types[] = { "psychological",
                                       "legal",
                                       "financial",
                                       "health_coaching",
                                       NULL };
  EdAccount *account = ed_record_new (&ed_account_type);
  Person *person = g_new0 (Person, 1);
  g_autoptr (GError) error = NULL;

  account->id = office_make_id (self);
  account->user = g_strdup (user);
  account->name = g_strdup_printf ("Name of %s", user);
  account->reply_to = g_strconcat (user, "@office.example", NULL);
  account->roles = g_strsplit (roles, ",", -1);
  account->state = ED_ACCOUNT_INVITED;
  if ((ed_account_roles (account) & ED_ROLE_EXPERT) != 0)
    account->case_types = g_strdupv ((char **) types);
  ed_api_add_account (self->api, account, PASSWORD, &error);
  g_assert_no_error (error);
  person->office = self;
  person->account = g_strdup (account->id);
  person->user = g_strdup (user);
  ed_account_free (account);
  g_ptr_array_add (self->people, person);
  return person;
}

void
office_suspend (Office *self, Person *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = NULL;
  EdBatch batch;
  gint64 rev;

  ed_batch_begin (&batch, self->api, &error);
  g_assert_no_error (error);
  account = ed_case_store_load_account (&batch, person->account, &rev, &error);
  g_assert_no_error (error);
  account->state = ED_ACCOUNT_SUSPENDED;
  ed_projection_write_account (&batch, account, rev + 1, &error);
  g_assert_no_error (error);
  ed_credentials_set_state (batch.db, account->id, ED_ACCOUNT_SUSPENDED, &error);
  g_assert_no_error (error);
  ed_batch_finish (&batch, &error);
  g_assert_no_error (error);
}

Person *
person_on_other_device (Person *self)
{
  Person *other = g_new0 (Person, 1);

  other->office = self->office;
  other->account = g_strdup (self->account);
  other->user = g_strdup (self->user);
  g_ptr_array_add (self->office->people, other);
  person_sign_in (other);
  return other;
}

void
person_sign_in (Person *self)
{
  g_autofree char *body = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;

  if (self->device == NULL)
    {
      self->device = office_make_id (self->office);
      self->seq = 1;
    }
  body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"" PASSWORD "\","
                          "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}",
                          self->user,
                          self->device);
  g_assert_cmpuint (person_call (self, "POST", "/v1/sessions", NULL, body, &response), ==, 201);
  object = response_object (&response);
  g_free (self->token);
  g_free (self->refresh);
  self->token = g_strdup (json_object_get_string_member (object, "token"));
  self->refresh = g_strdup (json_object_get_string_member (object, "refresh_token"));
}

guint
person_call (Person *self,
             const char *method,
             const char *path,
             const char *query,
             const char *body,
             EdApiResponse *response)
{
  g_autofree char *authorization =
      self->token != NULL ? g_strconcat ("Bearer ", self->token, NULL) : NULL;
  EdApiRequest request = {
    .method = method,
    .path = path,
    .query = query,
    .authorization = authorization,
    .device = self->device,
    .peer = "192.0.2.1",
    .body = body,
    .body_length = body != NULL ? strlen (body) : 0,
  };

  ed_api_call_now (self->office->api, &request, response);
  return response->status;
}

char *
response_text (const EdApiResponse *response)
{
  gsize length;
  const char *bytes;

  if (response->body == NULL)
    return g_strdup ("");
  bytes = g_bytes_get_data (response->body, &length);
  return g_strndup (bytes, length);
}

JsonObject *
response_object (const EdApiResponse *response)
{
  g_autofree char *text = response_text (response);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

char *
response_code (const EdApiResponse *response)
{
  g_autoptr (JsonObject) object = NULL;

  if (response->status < 400)
    return g_strdup ("");
  g_assert_cmpstr (response->content_type, ==, "application/problem+json");
  object = response_object (response);
  g_assert_cmpint (json_object_get_int_member (object, "status"), ==, response->status);
  return g_strdup (json_object_get_string_member (object, "code"));
}

char *
person_envelope (Person *self,
                 const char *id,
                 const char *type,
                 const char *case_id,
                 const char *assignment_id,
                 const char *args)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_utc (ed_clock_now (&self->office->clock.parent) / 1000);
  g_autofree char *done_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.000Z");
  int known = ed_command_find (type);
  EdTargetKind kind =
      known >= 0 ? ed_command_form ((EdCommandType) known)->target_kind : ED_TARGET_CASE;
  g_autofree char *assignment =
      assignment_id != NULL ? g_strdup_printf (",\"assignment\":\"%s\"", assignment_id) : NULL;

  return g_strdup_printf ("{\"id\":\"%s\",\"seq\":%" G_GINT64_FORMAT ",\"type\":\"%s\",\"v\":1,"
                          "\"target\":{\"%s\":\"%s\"%s},\"done_at\":\"%s\",\"args\":%s}",
                          id,
                          self->seq,
                          type,
                          ed_target (kind)->word,
                          case_id,
                          assignment != NULL ? assignment : "",
                          done_at,
                          args != NULL ? args : "{}");
}

guint
person_push_text (Person *self, const char *envelopes, EdApiResponse *response)
{
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", self->device, envelopes);

  return person_call (self, "POST", "/v1/commands", NULL, body, response);
}

/* "code" or "code:field" of a problem's or a result's object. */
static char *
describe_problem (JsonObject *problem)
{
  const char *code = json_object_get_string_member (problem, "code");
  JsonObject *params = json_object_has_member (problem, "params")
                           ? json_object_get_object_member (problem, "params")
                           : NULL;

  if (params == NULL || !json_object_has_member (params, "field"))
    return g_strdup (code);
  return g_strdup_printf ("%s:%s", code, json_object_get_string_member (params, "field"));
}

char *
person_push (Person *self,
             const char *id,
             const char *type,
             const char *case_id,
             const char *assignment_id,
             const char *args)
{
  g_autofree char *own = id != NULL ? g_strdup (id) : office_make_id (self->office);
  g_autofree char *envelope = person_envelope (self, own, type, case_id, assignment_id, args);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;
  JsonObject *result;
  const char *status;

  person_push_text (self, envelope, &response);
  object = response_object (&response);
  if (response.status != 200)
    return describe_problem (object);
  self->seq = json_object_get_int_member (object, "next_seq");
  result = json_array_get_object_element (json_object_get_array_member (object, "results"), 0);
  g_assert_cmpstr (json_object_get_string_member (result, "id"), ==, own);
  status = json_object_get_string_member (result, "status");
  if (strcmp (status, "rejected") != 0)
    return g_strdup (status);
  return describe_problem (json_object_get_object_member (result, "problem"));
}

void
person_must (Person *self,
             const char *id,
             const char *type,
             const char *case_id,
             const char *assignment_id,
             const char *args)
{
  g_autofree char *outcome = person_push (self, id, type, case_id, assignment_id, args);

  g_assert_cmpstr (outcome, ==, "applied");
}

char *
person_create_case (Person *self, const char *type)
{
  char *case_id = office_make_id (self->office);
  g_autofree char *args = g_strdup_printf (
      "{\"company_name\":\"Suzuki\",\"type\":\"%s\","
      "\"client_alias\":\"XY\",\"phone\":\"06 30 111 1111\"%s}",
      type,
      strcmp (type, "health_coaching") == 0 ? ",\"coaching_kind\":\"life_coach\"" : "");

  person_must (self, NULL, "case.create", case_id, NULL, args);
  return case_id;
}

/* The open assignment of the case, or NULL. */
static char *
find_assignment (Office *office, const char *case_id)
{
  g_autoptr (EdStatement) row =
      ed_db_query (office->api->writer,
                   NULL,
                   "SELECT body FROM document WHERE type = 'case' AND id = $1",
                   "t",
                   case_id);
  g_autoptr (JsonNode) body = NULL;

  g_assert_true (ed_statement_step (row, NULL));
  body = json_from_string (ed_statement_text (row, 0), NULL);
  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (body),
                                                               "assignment_id",
                                                               NULL));
}

char *
person_assign (Person *self, const char *case_id, Person *expert)
{
  char *assignment = office_make_id (self->office);
  g_autofree char *former = find_assignment (self->office, case_id);
  g_autofree char *args = g_strdup_printf ("{\"expert\":\"%s\"}", expert->account);

  person_must (self, assignment, "case.assign", case_id, former, args);
  return assignment;
}

/* The words of an item's line. */
static char *
describe_item (JsonObject *item)
{
  const char *kind = json_object_get_string_member (item, "k");
  g_autofree char *line = g_strdup_printf ("%s %s %s",
                                           kind,
                                           json_object_get_string_member (item, "t"),
                                           json_object_get_string_member (item, "id"));

  if (strcmp (kind, "forget") != 0)
    return g_steal_pointer (&line);
  return g_strconcat (line, " ", json_object_get_string_member (item, "why"), NULL);
}

/* Reads one page; FALSE when it was the last. */
static gboolean
read_page (Person *self, Pull *pull, gint64 limit)
{
  g_autofree char *query =
      self->cursor != NULL
          ? g_strdup_printf ("limit=%" G_GINT64_FORMAT "&after=%s", limit, self->cursor)
          : g_strdup_printf ("limit=%" G_GINT64_FORMAT, limit);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (person_call (self, "GET", "/v1/feed", query, NULL, &response), ==, 200);
  text = response_text (&response);
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  g_clear_pointer (&pull->end, json_object_unref);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (JsonNode) node = json_from_string (*line, NULL);
      JsonObject *item = json_node_get_object (node);

      g_assert_null (pull->end);
      if (strcmp (json_object_get_string_member (item, "k"), "end") == 0)
        {
          pull->end = json_object_ref (item);
          continue;
        }
      g_ptr_array_add (pull->lines, describe_item (item));
      g_ptr_array_add (pull->bodies, g_strdup (*line));
    }
  g_assert_nonnull (pull->end);
  pull->pages++;
  g_free (self->cursor);
  self->cursor = g_strdup (json_object_get_string_member (pull->end, "to"));
  return json_object_get_boolean_member (pull->end, "more");
}

Pull *
person_pull (Person *self, gint64 limit)
{
  Pull *pull = g_new0 (Pull, 1);

  pull->lines = g_ptr_array_new_with_free_func (g_free);
  pull->bodies = g_ptr_array_new_with_free_func (g_free);
  while (read_page (self, pull, limit))
    ;
  return pull;
}

guint
person_pull_page (Person *self, guint limit, JsonObject **end)
{
  g_autofree char *query = self->cursor != NULL
                               ? g_strdup_printf ("limit=%u&after=%s", limit, self->cursor)
                               : g_strdup_printf ("limit=%u", limit);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonNode) node = NULL;
  guint n;

  g_assert_cmpuint (person_call (self, "GET", "/v1/feed", query, NULL, &response), ==, 200);
  text = response_text (&response);
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines) - 2;
  node = json_from_string (lines[n], NULL);
  *end = json_object_ref (json_node_get_object (node));
  g_free (self->cursor);
  self->cursor = g_strdup (json_object_get_string_member (*end, "to"));
  return n;
}

void
pull_free (Pull *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->bodies);
  g_clear_pointer (&self->end, json_object_unref);
  g_free (self);
}

gboolean
pull_has (const Pull *self, const char *line)
{
  return g_ptr_array_find_with_equal_func (self->lines, line, g_str_equal, NULL);
}

const char *
pull_body (const Pull *self, const char *id)
{
  for (guint i = self->lines->len; i > 0; i--)
    {
      const char *line = self->lines->pdata[i - 1];

      if (g_str_has_prefix (line, "put ") && g_str_has_suffix (line, id))
        return self->bodies->pdata[i - 1];
    }
  return NULL;
}
