/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everybody tries everything in every state of a request, on the server; and whoever sends requests
 * looks everywhere for what they must not see. */

#include <string.h>

#include "request-hall.h"
#include "server/api-state.h"
#include "support/server-process.h"

/* What the outcome has to be, by the table of rights. */
static const char *
expect (PlayPerson who, EdRequestState state, EdCommandType type)
{
  gboolean kept;
  EdRefusalCode code = play_request_expect (who, state, type, &kept);

  if (kept)
    return "kept";
  return code == ED_REFUSAL_NONE ? "applied" : ed_refusal_word (code);
}

/* Whether it leaves the request as it was. */
static gboolean
check_row (Hall *hall, PlayPerson who, EdRequestState state, EdCommandType type, const char *id)
{
  g_autoptr (EdRequest) before = hall_load (hall, id);
  g_autoptr (EdRequest) after = NULL;
  g_autoptr (EdRequest) played = NULL;
  g_autoptr (EdCommand) command = NULL;
  g_autofree char *outcome = NULL;
  const char *expected = expect (who, state, type);
  const char *held = NULL;
  gboolean same;

  /* Who held it once names that assignment. */
  for (guint i = 0; i < before->assignments->len; i++)
    {
      const EdRequestAssignment *ended = before->assignments->pdata[i];

      if (strcmp (ended->expert_id, hall->people[who]->account) == 0)
        held = ended->id;
    }
  command = play_request_command (type,
                                  who,
                                  before,
                                  hall->tag,
                                  hall_make_id (hall),
                                  ed_clock_now (&hall->office->clock.parent));
  if (held != NULL && command->assignment_id != NULL)
    {
      g_free (command->assignment_id);
      command->assignment_id = g_strdup (held);
    }
  outcome = hall_do (hall, who, command, NULL);
  g_test_message ("%s, %s, %s: %s",
                  play_person_word (who),
                  ed_request_state_choices[state].word,
                  ed_command_form (type)->word,
                  outcome);
  g_assert_cmpstr (outcome, ==, expected);
  after = hall_load (hall, id);
  same = ed_record_equal (&ed_request_type, before, after);
  g_assert_cmpint (same, ==, strcmp (outcome, "applied") != 0 || !ed_command_changes_case (type));
  return same;
}

static void
test_everybody_tries_everything (Hall *hall, gconstpointer unused)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autofree char *id = hall_tell (hall, state);

      for (int who = 0; who < PLAY_N_PEOPLE; who++)
        for (int type = PLAY_FIRST_COMMAND; type <= PLAY_LAST_COMMAND; type++)
          {
            if (check_row (hall, who, state, type, id))
              continue;
            g_free (id);
            id = hall_tell (hall, state);
          }
    }
}

/* --- the sender ------------------------------------------------------------------------------ */

static const char *const canaries[] = {
  CANARY_INTERNAL, CANARY_NOTE, CANARY_REASON,   CANARY_FORMER_DRAFT,
  CANARY_DRAFT,    CANARY_SENT, CANARY_REVIEWED,
};

/* That nothing of TEXT, which WHERE brought, is the experts' and coordinators' own. */
static void
check_clean (Hall *hall, const char *text, const char *where)
{
  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    {
      if (strstr (text, canaries[i]) != NULL)
        g_error ("%s says %s: %s", where, canaries[i], text);
    }
  /* Nor who they are. */
  for (int who = PLAY_COORDINATOR; who <= PLAY_STRANGER; who++)
    {
      if (strstr (text, hall->people[who]->account) != NULL)
        g_error ("%s names the %s: %s", where, play_person_word (who), text);
    }
}

/* All that a full pull brings WHO. */
static char *
pull_all (Hall *hall, PlayPerson who)
{
  Person *other = person_on_other_device (hall->people[who]);
  g_autoptr (Pull) pull = person_pull (other, 500);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pull->bodies->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) pull->bodies->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Adjusts the response under review, so that there is a reviewer's version. */
static void
review (Hall *hall, const char *id)
{
  g_autoptr (EdRequest) request = hall_load (hall, id);
  g_autofree char *args = g_strdup_printf ("{\"version\":\"%s\",\"text\":\"" CANARY_REVIEWED "\"}",
                                           ed_request_latest_version (request)->id);

  hall_push (hall, PLAY_COORDINATOR, "response.adjust", id, NULL, args, "applied");
}

/* A file of the story, and in which states the sender may read it (letters as in the table of
 * rights). */
static const struct
{
  EdFileKind kind;
  guint n;
  const char *states;
} files[] = {
  { ED_FILE_SHARED, 1, "UAIRCX" }, { ED_FILE_SHARED, 2, "" },   { ED_FILE_RESPONSE, 1, "" },
  { ED_FILE_RESPONSE, 2, "" },     { ED_FILE_RESPONSE, 3, "" }, { ED_FILE_RESPONSE, 4, "C" },
};

/* Whether the story has come to the response's file N by STATE. */
static gboolean
is_there (EdRequestState state, guint n)
{
  static const char *const states[] = { "", "UAIRCX", "IX", "RC", "RC" };

  return strchr (states[n], "UAIRCX"[state]) != NULL;
}

/* Tries to read each file, to ask for it, and to have it deleted. */
static void
check_files (Hall *hall, PlayPerson who, EdRequestState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *id = play_file_id (hall->tag, files[i].kind, files[i].n);
      gboolean may = who == PLAY_SENDER && strchr (files[i].states, "UAIRCX"[state]) != NULL;
      g_autofree char *text = NULL;
      g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
      g_auto (EdApiResponse) asked = { 0 };
      g_auto (EdApiResponse) given_up = { 0 };

      g_assert_cmpuint (hall_read (hall, who, id, &text), ==, may ? 200 : 404);
      g_assert_cmpint (strstr (text, CANARY_FILE) != NULL, ==, may);
      if (files[i].kind == ED_FILE_SHARED && who == PLAY_SENDER)
        continue;
      g_assert_cmpuint (person_call (hall->people[who], "HEAD", path, NULL, NULL, &asked), ==, 404);
      if (files[i].kind == ED_FILE_RESPONSE && is_there (state, files[i].n))
        g_assert_cmpuint (person_call (hall->people[who], "DELETE", path, NULL, NULL, &given_up),
                          ==,
                          404);
    }
}

/* Every command there is, right and wrong: no answer repeats what others wrote. */
static void
check_answers (Hall *hall, PlayPerson who, const char *id)
{
  for (int type = PLAY_FIRST_COMMAND; type <= PLAY_LAST_COMMAND; type++)
    {
      g_autoptr (EdRequest) request = hall_load (hall, id);
      g_autoptr (EdCommand) command =
          play_request_command (type,
                                PLAY_COORDINATOR,
                                request,
                                hall->tag,
                                hall_make_id (hall),
                                ed_clock_now (&hall->office->clock.parent));
      g_autofree char *said = NULL;
      g_autofree char *outcome = NULL;

      /* These would change what is looked at. */
      if (who == PLAY_SENDER && type <= ED_COMMAND_REQUEST_ASK_AGAIN)
        continue;
      outcome = hall_do (hall, who, command, &said);
      g_assert_cmpstr (outcome, !=, "applied");
      check_clean (hall, said, ed_command_form (type)->word);
    }
}

/* Every other call of the server (PROTOCOL 1.8) with what they may know or guess. */
static void
check_calls (Hall *hall, PlayPerson who, const char *id)
{
  g_autofree char *document = g_strdup_printf ("/v1/documents/%s/content", id);
  g_autofree char *devices = g_strdup_printf ("account=%s", hall->people[PLAY_ASSIGNED]->account);
  g_autofree char *wish = g_strdup_printf ("{\"target\":\"%s\"}", id);
  g_autofree char *device = g_strconcat ("/v1/devices/", hall->people[PLAY_ASSIGNED]->device, NULL);
  const char *period = "{\"from\":\"2020-01-01\",\"to\":\"2020-12-31\"}";
  const struct
  {
    const char *method, *path, *query, *body;
    guint status;
  } calls[] = {
    { "GET", document, NULL, NULL, 404 },
    { "GET", "/v1/devices", devices, NULL, 404 },
    { "POST", "/v1/audit/search", NULL, wish, 403 },
    { "POST", "/v1/audit/verify", NULL, "{}", 403 },
    { "DELETE", device, NULL, NULL, 404 },
    { "POST", "/v1/cases/search", NULL, "{}", 403 },
    { "POST", "/v1/cases/take-back", NULL, "{}", 403 },
    { "POST", "/v1/reports/summary", NULL, period, 403 },
    { "GET", "/open/request/1", NULL, NULL, 200 },
    { "GET", "/v1/hello", NULL, NULL, 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (EdApiResponse) response = { 0 };
      g_autofree char *text = NULL;
      guint status = person_call (hall->people[who],
                                  calls[i].method,
                                  calls[i].path,
                                  calls[i].query,
                                  calls[i].body,
                                  &response);

      text = response_text (&response);
      g_test_message ("%s %s: %u", calls[i].method, calls[i].path, status);
      g_assert_cmpuint (status, ==, calls[i].status);
      check_clean (hall, text, calls[i].path);
    }
}

/* What arrived since the last time, as it came. */
static void
check_mails (Hall *hall)
{
  g_autoptr (GPtrArray) letters = NULL;

  ed_mailer_send_due (hall->mailer);
  letters = letters_list (hall->maildir);
  g_assert_cmpuint (letters->len, >, 0);
  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = letters->pdata[i];
      gboolean is_managers =
          strstr (letter->to, "sender@") != NULL || strstr (letter->to, "other@") != NULL;

      check_clean (hall, letter->subject, "a subject");
      check_clean (hall, letter->text, "a mail");
      g_assert_null (strstr (letter->text, "The subject"));
      g_assert_null (strstr (letter->text, "The question"));
      g_assert_true (!is_managers || strstr (letter->subject, ": answered") != NULL
                     || strstr (letter->subject, "account") != NULL);
    }
  ed_remove_tree (hall->maildir);
}

/* Guide A6.2 "This chat is visible only to the expert centre team — the requester cannot see these
 * messages." */
static void
test_sender_finds_nothing (Hall *hall, gconstpointer unused)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autofree char *id = hall_tell (hall, state);
      g_autofree char *own = NULL;
      g_autofree char *others = NULL;

      if (state == ED_REQUEST_UNDER_REVIEW)
        review (hall, id);
      own = pull_all (hall, PLAY_SENDER);
      check_clean (hall, own, "the feed");
      g_assert_nonnull (strstr (own, "The question"));
      g_assert_cmpint (strstr (own, CANARY_ANSWER) != NULL, ==, state >= ED_REQUEST_COMPLETED);
      for (guint i = 0; i < G_N_ELEMENTS (files); i++)
        {
          const char *file = play_file_id (hall->tag, files[i].kind, files[i].n);
          gboolean is_named =
              files[i].kind == ED_FILE_SHARED || strchr (files[i].states, "UAIRCX"[state]) != NULL;

          g_assert_cmpint (strstr (own, file) != NULL, ==, is_named);
        }
      others = pull_all (hall, PLAY_OTHER_MANAGER);
      check_clean (hall, others, "another's feed");
      g_assert_null (strstr (others, id));
      g_assert_null (strstr (others, "The question"));
      for (int who = PLAY_SENDER; who <= PLAY_OTHER_MANAGER; who++)
        {
          check_files (hall, who, state);
          check_answers (hall, who, id);
          check_calls (hall, who, id);
        }
      check_mails (hall);
    }
}

/* The administrator has no business with what is asked and answered. */
static void
test_administrator_sees_none (Hall *hall, gconstpointer unused)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autofree char *id = hall_tell (hall, state);
      g_autofree char *feed = pull_all (hall, PLAY_ADMINISTRATOR);

      g_assert_null (strstr (feed, id));
      g_assert_null (strstr (feed, "\"t\":\"document\""));
      g_assert_null (strstr (feed, "\"t\":\"internal_message\""));
      for (guint i = 0; i < G_N_ELEMENTS (files); i++)
        g_assert_cmpuint (hall_read (hall,
                                     PLAY_ADMINISTRATOR,
                                     play_file_id (hall->tag, files[i].kind, files[i].n),
                                     NULL),
                          ==,
                          404);
    }
}

/* Who reads which file in which state: sender aside, who is above. */
static const struct
{
  PlayPerson who;
  EdFileKind kind;
  guint n;
  const char *states;
} readers[] = {
  { PLAY_COORDINATOR, ED_FILE_SHARED, 1, "UAIRCX" },
  { PLAY_COORDINATOR, ED_FILE_RESPONSE, 1, "UAIRCX" },
  { PLAY_COORDINATOR, ED_FILE_RESPONSE, 3, "RC" },
  { PLAY_COORDINATOR, ED_FILE_RESPONSE, 4, "RC" },
  { PLAY_ASSIGNED, ED_FILE_SHARED, 1, "AIRCX" },
  { PLAY_ASSIGNED, ED_FILE_RESPONSE, 2, "IX" },
  { PLAY_ASSIGNED, ED_FILE_RESPONSE, 3, "RC" },
  { PLAY_ASSIGNED, ED_FILE_RESPONSE, 4, "RC" },
};

static gboolean
may_read (PlayPerson who, guint file, EdRequestState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (readers[i].who == who && readers[i].kind == files[file].kind
          && readers[i].n == files[file].n)
        return strchr (readers[i].states, "UAIRCX"[state]) != NULL;
    }
  return FALSE;
}

static void
test_files_are_read_by_view (Hall *hall, gconstpointer unused)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autofree char *id = hall_tell (hall, state);

      for (int who = PLAY_COORDINATOR; who <= PLAY_STRANGER; who++)
        for (guint i = 0; i < G_N_ELEMENTS (files); i++)
          {
            const char *file = play_file_id (hall->tag, files[i].kind, files[i].n);

            g_test_message ("%s, %s, %s",
                            play_person_word (who),
                            ed_request_state_choices[state].word,
                            file);
            g_assert_cmpuint (hall_read (hall, who, file, NULL),
                              ==,
                              may_read (who, i, state) ? 200 : 404);
          }
    }
}

/* What a client is handed of a request: what was asked and answered; neither what colleagues say to
 * each other nor what its experts, former ones too, have not sent. */
static void
test_client_gets_no_chat (Hall *hall, gconstpointer unused)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autofree char *id = hall_tell (hall, state);
      g_autofree char *body = g_strdup_printf ("{\"requests\":[\"%s\"]}", id);
      g_autofree char *text = NULL;
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (person_call (hall->people[PLAY_COORDINATOR],
                                     "POST",
                                     "/v1/privacy/export",
                                     NULL,
                                     body,
                                     &response),
                        ==,
                        200);
      text = response_text (&response);
      g_assert_nonnull (strstr (text, "\"question\""));
      g_assert_null (strstr (text, CANARY_INTERNAL));
      g_assert_null (strstr (text, CANARY_NOTE));
      g_assert_null (strstr (text, CANARY_DRAFT));
      g_assert_null (strstr (text, CANARY_FORMER_DRAFT));
      g_assert_null (strstr (text, CANARY_REASON));
      if (state == ED_REQUEST_COMPLETED)
        g_assert_nonnull (strstr (text, CANARY_ANSWER));
    }
}

/* What PERSON is handed of the request ID for its client. Free it. */
static char *
export_for_client (Person *person, const char *id)
{
  g_autofree char *body = g_strdup_printf ("{\"requests\":[\"%s\"]}", id);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (person, "POST", "/v1/privacy/export", NULL, body, &response),
                    ==,
                    200);
  return response_text (&response);
}

/* The former expert writes after the request has gone to another: a draft, which is still none of
 * the client's, and an answer, of which a coordinator says something to them. */
static void
test_client_gets_no_late_draft (Hall *hall, gconstpointer unused)
{
  Person *coordinator = hall->people[PLAY_COORDINATOR];
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *other = hall_assign (hall, id, PLAY_STRANGER, first);
  g_autofree char *version = g_strdup (hall_make_id (hall));
  g_autofree char *answer =
      g_strdup_printf ("{\"version\":\"%s\",\"text\":\"" CANARY_ANSWER "\"}", version);
  g_autofree char *find = NULL, *before = NULL, *after = NULL;
  g_autoptr (EdStatement) row = NULL;

  hall_push (hall,
             PLAY_ASSIGNED,
             "response.draft",
             id,
             first,
             "{\"text\":\"" CANARY_FORMER_DRAFT "\"}",
             "kept");
  hall_push (hall, PLAY_ASSIGNED, "response.send", id, first, answer, "kept");
  before = export_for_client (coordinator, id);
  g_assert_null (strstr (before, CANARY_FORMER_DRAFT));
  g_assert_nonnull (strstr (before, CANARY_ANSWER));
  row = ed_db_query (hall->office->api->writer,
                     NULL,
                     "SELECT id FROM document WHERE type = 'late_work'"
                     " AND body LIKE '%" CANARY_ANSWER "%'",
                     "");
  g_assert_true (ed_statement_step (row, NULL));
  find = g_strdup (ed_statement_text (row, 0));
  ed_statement_done (g_steal_pointer (&row));
  hall_push (hall,
             PLAY_COORDINATOR,
             "late.settle",
             find,
             NULL,
             "{\"accepted\":false,\"note\":\"" CANARY_NOTE "\"}",
             "applied");
  after = export_for_client (coordinator, id);
  g_assert_null (strstr (after, CANARY_NOTE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Hall, NULL, hall_set_up, function, hall_tear_down)
  ADD ("/server/request/everybody-tries-everything", test_everybody_tries_everything);
  ADD ("/server/request/sender-finds-nothing", test_sender_finds_nothing);
  ADD ("/server/request/administrator-sees-none", test_administrator_sees_none);
  ADD ("/server/request/files-are-read-by-view", test_files_are_read_by_view);
  ADD ("/server/request/client-gets-no-chat", test_client_gets_no_chat);
  ADD ("/server/request/client-gets-no-late-draft", test_client_gets_no_late_draft);
  return g_test_run ();
}
