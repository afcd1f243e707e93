/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Responses that came after the request had changed hands. */

#include "domain/late-work.h"
#include "domain/request-play.h"

#define AT G_GINT64_CONSTANT (1714550400000) /* 2024-05-01T08:00Z */
#define TAG "10000000"
#define NEW_ID "20000000-0000-4000-8000-000000000001"
#define NEW_VERSION "20000000-0000-4000-c000-000000000001"
#define LATE_WORDS "Written on the train"

/* What the former expert of REQUEST meant to do. */
static EdCommand *
make_kept (const EdRequest *request, EdCommandType type)
{
  const EdRequestAssignment *ended = request->assignments->pdata[0];
  EdCommand *kept = ed_command_new (type, NEW_ID, request->id, ended->id, AT);

  ((EdArgs *) kept->args)->text = g_strdup (LATE_WORDS);
  if (type == ED_COMMAND_RESPONSE_SEND)
    ((EdArgs *) kept->args)->version = g_strdup (NEW_VERSION);
  return kept;
}

static gboolean
accept (EdRequest *request, const EdCommand *kept, EdRefusalCode *code)
{
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdRequestCircumstances circumstances = {
    .account_id = play_person_id (PLAY_FORMER),
    .account_name = "Béla",
    .roles = ED_ROLE_EXPERT,
    .at = AT + 1000,
    .received_at = AT + 86400000,
    .number = ED_ABSENT,
    .zone = zone,
  };
  EdRefusal refusal;
  gboolean accepted = ed_request_accept_late (request, kept, &circumstances, &refusal);

  *code = refusal.code;
  return accepted;
}

static void
test_acceptance_follows_state (void)
{
  static const gboolean takes[PLAY_N_STATES] = {
    [ED_REQUEST_ASSIGNED] = TRUE,
    [ED_REQUEST_IN_PROGRESS] = TRUE,
    [ED_REQUEST_UNDER_REVIEW] = TRUE,
  };
  static const EdCommandType types[] = { ED_COMMAND_RESPONSE_SEND, ED_COMMAND_RESPONSE_DRAFT };

  for (guint state = 0; state < PLAY_N_STATES; state++)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      {
        g_autoptr (EdRequest) request = play_request ((EdRequestState) state, AT);
        g_autoptr (EdCommand) kept = make_kept (request, types[i]);
        guint versions = request->versions->len, events = request->events->len;
        EdRefusalCode code;

        g_assert_cmpint (ed_request_can_take_late (request, kept), ==, takes[state]);
        g_assert_cmpint (accept (request, kept, &code), ==, takes[state]);
        if (takes[state])
          continue;
        g_assert_cmpint (code, ==, ED_REFUSAL_WRONG_STATE);
        g_assert_cmpint (request->state, ==, state);
        g_assert_cmpuint (request->versions->len, ==, versions);
        g_assert_cmpuint (request->events->len, ==, events);
      }
}

/* It is the version to decide on; the one who has the request keeps it and what they wrote. */
static void
test_sent_response_is_the_latest_version (void)
{
  static const EdRequestState states[] = { ED_REQUEST_ASSIGNED,
                                           ED_REQUEST_IN_PROGRESS,
                                           ED_REQUEST_UNDER_REVIEW };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (EdRequest) request = play_request (states[i], AT);
      g_autoptr (EdCommand) kept = make_kept (request, ED_COMMAND_RESPONSE_SEND);
      const EdRequestAssignment *ended = request->assignments->pdata[0];
      guint versions = request->versions->len;
      const EdResponseVersion *latest;
      g_autoptr (EdRequest) seen = NULL;
      EdRefusalCode code;

      g_assert_true (accept (request, kept, &code));
      latest = ed_request_latest_version (request);
      g_assert_cmpuint (request->versions->len, ==, versions + 1);
      g_assert_cmpstr (latest->id, ==, NEW_VERSION);
      g_assert_cmpstr (latest->text, ==, LATE_WORDS);
      g_assert_cmpstr (latest->assignment_id, ==, kept->assignment_id);
      g_assert_cmpstr (latest->by, ==, play_person_id (PLAY_FORMER));
      g_assert_cmpint (latest->at_received_at, ==, AT + 86400000);
      g_assert_cmpint (request->state, ==, ED_REQUEST_UNDER_REVIEW);
      g_assert_cmpstr (request->expert_id, ==, play_person_id (PLAY_ASSIGNED));
      g_assert_cmpint (request->draft != NULL, ==, states[i] == ED_REQUEST_IN_PROGRESS);
      /* What they had left behind has been sent. */
      g_assert_null (ended->draft);

      seen = ed_request_project (request, ED_REQUEST_FOR_EXPERT);
      g_assert_null (ed_request_find_version (seen, NEW_VERSION));
    }
}

/* A draft of the former expert takes the place of the one that they had left behind. */
static void
test_draft_stays_with_the_ended_assignment (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_IN_PROGRESS, AT);
  g_autoptr (EdCommand) kept = make_kept (request, ED_COMMAND_RESPONSE_DRAFT);
  const EdRequestAssignment *ended = request->assignments->pdata[0];
  guint events = request->events->len;
  EdRefusalCode code;

  g_assert_cmpstr (ended->draft->text, ==, CANARY_FORMER_DRAFT);
  g_assert_true (accept (request, kept, &code));
  g_assert_cmpstr (ended->draft->text, ==, LATE_WORDS);
  g_assert_cmpstr (request->draft->text, ==, CANARY_DRAFT);
  g_assert_cmpint (request->state, ==, ED_REQUEST_IN_PROGRESS);
  g_assert_cmpuint (request->events->len, ==, events);
}

/* An answer to the former question is none to the present one. */
static void
test_answer_to_another_question (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_IN_PROGRESS, AT);
  g_autoptr (EdCommand) kept = make_kept (request, ED_COMMAND_RESPONSE_SEND);
  const EdRequestAssignment *ended = request->assignments->pdata[0];
  EdRefusalCode code;

  ed_request_round (request)->at_received_at = ended->to;
  g_assert_true (ed_request_can_take_late (request, kept));
  ed_request_round (request)->at_received_at = ended->to + 1;
  g_assert_false (ed_request_can_take_late (request, kept));
  g_assert_false (accept (request, kept, &code));
}

/* What the command itself is refused with holds here too. */
static void
test_rules_of_the_response_hold (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_ASSIGNED, AT);
  g_autoptr (EdCommand) kept = make_kept (request, ED_COMMAND_RESPONSE_SEND);
  g_autoptr (EdCommand) foreign = make_kept (request, ED_COMMAND_RESPONSE_SEND);
  EdRefusalCode code;

  ((EdArgs *) foreign->args)->documents =
      g_strsplit (play_file_id (TAG, ED_FILE_RESPONSE, 7), ",", -1);
  g_assert_false (accept (request, foreign, &code));
  g_assert_cmpint (code, ==, ED_REFUSAL_UPLOAD_UNKNOWN);
  g_assert_cmpint (request->state, ==, ED_REQUEST_ASSIGNED);

  g_assert_true (accept (request, kept, &code));
  g_assert_false (accept (request, kept, &code));
  g_assert_cmpint (code, ==, ED_REFUSAL_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/domain/late-response/" path, test)
  ADD ("follows-state", test_acceptance_follows_state);
  ADD ("sent", test_sent_response_is_the_latest_version);
  ADD ("draft", test_draft_stays_with_the_ended_assignment);
  ADD ("another-question", test_answer_to_another_question);
  ADD ("rules", test_rules_of_the_response_hold);
#undef ADD
  return g_test_run ();
}
