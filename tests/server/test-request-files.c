/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of requests: who announces them, what commands need of them, and when their bytes may die
 * (PROTOCOL 12). */

#include "request-hall.h"
#include "server/api-state.h"

#define KEPT_MS G_GINT64_CONSTANT (3456000000) /* 40 days: longer than any file waits */

static void
test_bytes_are_asked_for (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *args = g_strdup_printf ("{\"text\":\"A\",\"documents\":[\"%s\"]}", file);
  g_autofree char *none = g_strdup_printf ("{\"documents\":[\"%s\"]}", file);

  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, args, "upload_needed");
  hall_push (hall, PLAY_SENDER, "request.share", id, NULL, none, "upload_needed");
  /* What cannot be anyway is refused without them. */
  hall_push (hall,
             PLAY_SENDER,
             "request.share",
             id,
             NULL,
             "{\"documents\":[\"x\"]}",
             "upload_unknown:documents");
  /* Another's file, or one for something else. */
  hall_upload (hall, PLAY_SENDER, file, id, ED_FILE_SHARED);
  hall_push (hall,
             PLAY_ASSIGNED,
             "response.draft",
             id,
             assignment,
             args,
             "upload_unknown:documents");
  hall_push (hall, PLAY_SENDER, "request.share", id, NULL, none, "applied");
  hall_push (hall,
             PLAY_ASSIGNED,
             "response.draft",
             id,
             assignment,
             args,
             "upload_unknown:documents");
}

/* Who announces which file for which request. */
static void
test_uploads_are_for_their_people (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  const struct
  {
    PlayPerson who;
    const char *kind, *request, *assignment;
    guint status;
  } rows[] = {
    { PLAY_SENDER, "shared", id, NULL, 201 },
    { PLAY_SENDER, "shared", hall_make_id (hall), NULL, 201 }, /* which is not there yet */
    { PLAY_OTHER_MANAGER, "shared", id, NULL, 404 },
    { PLAY_ASSIGNED, "shared", id, NULL, 403 },
    { PLAY_COORDINATOR, "shared", id, NULL, 403 },
    { PLAY_ASSIGNED, "response", id, assignment, 201 },
    { PLAY_STRANGER, "response", id, assignment, 404 },
    { PLAY_ASSIGNED, "response", id, NULL, 403 },
    { PLAY_COORDINATOR, "response", id, NULL, 201 },
    { PLAY_COORDINATOR, "response", hall_make_id (hall), NULL, 404 },
    { PLAY_SENDER, "response", id, assignment, 403 },
    { PLAY_SENDER, "response", id, NULL, 403 },
    { PLAY_ADMINISTRATOR, "response", id, NULL, 403 },
    { PLAY_SENDER, "shared", id, assignment, 400 },
    { PLAY_ASSIGNED, "other", id, assignment, 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *target = rows[i].assignment != NULL
                                    ? g_strdup_printf (",\"assignment\":\"%s\"", rows[i].assignment)
                                    : g_strdup ("");
      g_autofree char *hash = g_strnfill (64, 'a');
      g_autofree char *body = g_strdup_printf (
          "{\"id\":\"%s\",\"kind\":\"%s\",\"target\":{\"request\":\"%s\"%s},\"name\":\"a.pdf\","
          "\"type\":\"application/pdf\",\"length\":9,\"sha256\":\"%s\"}",
          hall_make_id (hall),
          rows[i].kind,
          rows[i].request,
          target,
          hash);
      g_auto (EdApiResponse) response = { 0 };

      g_test_message ("%s, %s", play_person_word (rows[i].who), rows[i].kind);
      g_assert_cmpuint (
          person_call (hall->people[rows[i].who], "POST", "/v1/uploads", NULL, body, &response),
          ==,
          rows[i].status);
    }
}

/* The expert drafts a response with FILE; the outcome, to be freed. */
static char *
draft_with (Hall *hall, const char *id, const char *assignment, const char *file)
{
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_RESPONSE_DRAFT,
                                                  hall_make_id (hall),
                                                  id,
                                                  assignment,
                                                  ed_clock_now (&hall->office->clock.parent));

  ((EdArgs *) command->args)->text = g_strdup ("Text");
  ((EdArgs *) command->args)->documents = g_strsplit (file, ",", -1);
  return hall_do (hall, PLAY_ASSIGNED, command, NULL);
}

/* What late work brought stays until it is settled, whatever becomes of drafts with the same file.
 */
static void
test_late_file_outlives_a_draft (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *other = hall_assign (hall, id, PLAY_STRANGER, first);
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *late = draft_with (hall, id, first, file);
  g_autofree char *again = hall_assign (hall, id, PLAY_ASSIGNED, other);
  g_autofree char *drafted = draft_with (hall, id, again, file);

  g_assert_cmpstr (late, ==, "kept");
  g_assert_cmpstr (drafted, ==, "applied");
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, file, NULL), ==, 200);
  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, again, "{\"text\":\"B\"}", "applied");
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, file, NULL), ==, 404);
  ed_manual_clock_set (&hall->office->clock, ed_clock_now (&hall->office->clock.parent) + KEPT_MS);
  person_sign_in (hall->people[PLAY_COORDINATOR]);
  office_run_chores (hall->office);
  g_assert_cmpuint (hall_read (hall, PLAY_COORDINATOR, file, NULL), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/server/request-files/" name, Hall, NULL, hall_set_up, function, hall_tear_down)
  ADD ("bytes-are-asked-for", test_bytes_are_asked_for);
  ADD ("uploads-are-for-their-people", test_uploads_are_for_their_people);
  ADD ("late-file-outlives-a-draft", test_late_file_outlives_a_draft);
  return g_test_run ();
}
