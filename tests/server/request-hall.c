/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "request-hall.h"

#include <string.h>

#include "server/api-state.h"
#include "server/request-projection.h"
#include "support/server-process.h"
#include "wire/push.h"
#include "wire/upload.h"

static void
make_mailer (Hall *hall)
{
  const EdPostOptions post = { .maildir = hall->maildir, .from = "mails@office.example" };

  hall->mailer = ed_mailer_new (hall->office->api, &post, "https://experts.example");
}

void
hall_set_up (Hall *hall, gconstpointer unused)
{
  static const char *const people[PLAY_N_PEOPLE][2] = {
    [PLAY_COORDINATOR] = { "judit", "coordinator" },
    [PLAY_ASSIGNED] = { "anna", "expert" },
    [PLAY_FORMER] = { "bela", "expert" },
    [PLAY_STRANGER] = { "csilla", "expert" },
    [PLAY_SENDER] = { "sender", "case_manager" },
    [PLAY_OTHER_MANAGER] = { "other", "case_manager" },
    [PLAY_ADMINISTRATOR] = { "admin", "administrator" },
  };

  hall->office = office_new ();
  hall->requests = 0;
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    {
      hall->people[who] = office_add (hall->office, people[who][0], people[who][1]);
      person_sign_in (hall->people[who]);
    }
  hall->parent = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  hall->maildir = g_build_filename (hall->parent, "mail", NULL);
  make_mailer (hall);
  g_assert_true (ed_db_exec (hall->office->api->writer, "DELETE FROM mail_outbox", NULL));
}

void
hall_tear_down (Hall *hall, gconstpointer unused)
{
  ed_mailer_free (hall->mailer);
  ed_remove_tree (hall->parent);
  g_free (hall->parent);
  g_free (hall->maildir);
  office_free (hall->office);
}

void
hall_reopen (Hall *hall)
{
  ed_mailer_free (hall->mailer);
  office_close (hall->office);
  office_open (hall->office);
  make_mailer (hall);
}

const char *
hall_make_id (Hall *hall)
{
  static char ids[16][40];
  static guint next;
  g_autofree char *id = office_make_id (hall->office);
  char *place = ids[next++ % G_N_ELEMENTS (ids)];

  g_strlcpy (place, id, sizeof ids[0]);
  return place;
}

static char *
make_content (const char *id)
{
  return g_strdup_printf ("%%PDF-1.7\n" CANARY_FILE " %s\n", id);
}

static void
send_bytes (Person *person, const char *id, const char *bytes)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", person->token, NULL);
  g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
  EdApiRequest request = {
    .method = "PATCH",
    .path = path,
    .authorization = authorization,
    .device = person->device,
    .upload_offset = "0",
    .peer = "192.0.2.1",
    .body = bytes,
    .body_length = strlen (bytes),
  };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (person->office->api, &request, &response);
  g_assert_cmpuint (response.status, ==, 204);
}

/* Uploads the file, unless it was before. */
static void
upload (Hall *hall, PlayPerson who, const EdCommand *command, const char *id, EdFileKind kind)
{
  g_autofree char *bytes = make_content (id);
  g_autoptr (EdFile) file = ed_record_new (&ed_file_type);
  g_autofree char *body = NULL;
  g_auto (EdApiResponse) response = { 0 };

  file->id = g_strdup (id);
  file->request_id = g_strdup (command->target_id);
  if (ed_command_form (command->type)->needs_assignment)
    file->assignment_id = g_strdup (command->assignment_id);
  file->kind = kind;
  file->name = g_strdup_printf ("%s.pdf", id);
  file->type = ED_MEDIA_PDF;
  file->length = (gint64) strlen (bytes);
  file->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);
  body = ed_upload_to_json (file);
  if (person_call (hall->people[who], "POST", "/v1/uploads", NULL, body, &response) == 201)
    {
      g_autoptr (JsonObject) object = response_object (&response);

      if (json_object_get_int_member (object, "offset") == 0)
        send_bytes (hall->people[who], id, bytes);
    }
}

void
hall_upload (Hall *hall, PlayPerson who, const char *id, const char *request, EdFileKind kind)
{
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_REQUEST_SHARE, id, request, NULL, 1);

  upload (hall, who, command, id, kind);
}

static void
upload_all (Hall *hall, PlayPerson who, const EdCommand *command)
{
  gboolean is_shared = command->type == ED_COMMAND_REQUEST_CREATE
                       || command->type == ED_COMMAND_REQUEST_SHARE
                       || command->type == ED_COMMAND_REQUEST_ASK_AGAIN;
  const EdArgs *args = command->args;

  for (char **id = args->documents; id != NULL && *id != NULL; id++)
    upload (hall, who, command, *id, is_shared ? ED_FILE_SHARED : ED_FILE_RESPONSE);
}

/* The people of the play have other ids here. */
static char *
name_people (Hall *hall, const char *text)
{
  g_autoptr (GString) named = g_string_new (text);

  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    g_string_replace (named, play_person_id (who), hall->people[who]->account, 0);
  return g_string_free (g_steal_pointer (&named), FALSE);
}

char *
hall_do (Hall *hall, PlayPerson who, const EdCommand *command, char **said)
{
  Person *person = hall->people[who];
  g_autofree char *text = ed_command_to_json (command, person->seq);
  g_autofree char *envelope = name_people (hall, text);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;
  JsonObject *result;

  upload_all (hall, who, command);
  person_push_text (person, envelope, &response);
  if (said != NULL)
    *said = response_text (&response);
  object = response_object (&response);
  if (response.status != 200)
    return g_strdup (json_object_get_string_member (object, "code"));
  person->seq = json_object_get_int_member (object, "next_seq");
  result = json_array_get_object_element (json_object_get_array_member (object, "results"), 0);
  if (strcmp (json_object_get_string_member (result, "status"), "rejected") != 0)
    return g_strdup (json_object_get_string_member (result, "status"));
  return g_strdup (
      json_object_get_string_member (json_object_get_object_member (result, "problem"), "code"));
}

char *
hall_tell (Hall *hall, EdRequestState state)
{
  char *id = g_strdup (hall_make_id (hall));
  g_autoptr (GPtrArray) steps = NULL;

  g_snprintf (hall->tag, sizeof hall->tag, "7e57%04x", ++hall->requests);
  steps = play_steps_to (state, id, hall->tag, ed_clock_now (&hall->office->clock.parent));
  for (guint i = 0; i < steps->len; i++)
    {
      const PlayStep *step = steps->pdata[i];
      g_autofree char *outcome = hall_do (hall, step->who, step->command, NULL);

      g_assert_cmpstr (outcome, ==, "applied");
    }
  return id;
}

EdRequest *
hall_load (Hall *hall, const char *id)
{
  g_autoptr (GError) error = NULL;
  EdRequest *request = ed_requests_load (hall->office->api->writer, id, NULL, &error);

  g_assert_no_error (error);
  return request;
}

void
hall_push (Hall *hall,
           PlayPerson who,
           const char *type,
           const char *request,
           const char *assignment,
           const char *args,
           const char *expected)
{
  g_autofree char *named = name_people (hall, args);
  g_autofree char *outcome =
      person_push (hall->people[who], NULL, type, request, assignment, named);

  g_assert_cmpstr (outcome, ==, expected);
}

char *
hall_ask (Hall *hall, const char *args)
{
  char *id = g_strdup (hall_make_id (hall));
  g_autofree char *all =
      g_strdup_printf ("{\"subject\":\"The subject\",\"question\":\"The question\"%s}", args);

  hall_push (hall, PLAY_SENDER, "request.create", id, NULL, all, "applied");
  return id;
}

char *
hall_assign (Hall *hall, const char *id, PlayPerson who, const char *former)
{
  char *assignment = g_strdup (hall_make_id (hall));
  g_autofree char *args = g_strdup_printf ("{\"expert\":\"%s\"}", hall->people[who]->account);

  person_must (hall->people[PLAY_COORDINATOR], assignment, "request.assign", id, former, args);
  return assignment;
}

void
hall_respond (Hall *hall, const char *id, const char *assignment, const char *version)
{
  g_autofree char *args =
      g_strdup_printf ("{\"version\":\"%s\",\"text\":\"" CANARY_SENT "\"}", version);

  hall_push (hall, PLAY_ASSIGNED, "response.send", id, assignment, args, "applied");
}

guint
hall_read (Hall *hall, PlayPerson who, const char *id, char **text)
{
  g_autofree char *path = g_strdup_printf ("/v1/documents/%s/content", id);
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (hall->people[who], "GET", path, NULL, NULL, &response);

  if (text == NULL)
    return status;
  if (response.source != NULL)
    {
      *text = g_malloc0 ((gsize) response.source->length + 1);
      g_assert_cmpint (response.source->read (response.source,
                                              0,
                                              (guint8 *) *text,
                                              (gsize) response.source->length),
                       ==,
                       response.source->length);
    }
  else
    *text = response_text (&response);
  return status;
}

char *
hall_receive (Hall *hall)
{
  g_autoptr (GPtrArray) letters = NULL;
  char *said;

  ed_mailer_send_due (hall->mailer);
  letters = letters_list (hall->maildir);
  said = letters_describe (letters);
  ed_remove_tree (hall->maildir);
  return said;
}
