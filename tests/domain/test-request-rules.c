/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands on a request do and refuse, given by whom they are for. */

#include <string.h>

#include "domain/internal-message.h"
#include "domain/request-play.h"

#define AT G_GINT64_CONSTANT (1714550400000) /* 2024-05-01T08:00Z */
#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define TODAY G_GINT64_CONSTANT (19844) /* 2024-05-01 */
#define TAG "11111111"
#define ID(n) "33333333-0000-4000-8000-00000000000" n

static EdCommand *
make (EdCommandType type, PlayPerson who, const EdRequest *request)
{
  return play_request_command (type, who, request, TAG, ID ("1"), AT + HOUR);
}

static void
refused (EdRequest *request, PlayPerson who, const EdCommand *command, const char *expected)
{
  g_autoptr (EdRequest) before = ed_request_copy (request);
  g_autofree char *told = NULL;
  EdRefusal refusal;

  g_assert_false (play_request_apply (&request, who, command, &refusal));
  told = g_strdup_printf ("%s %s",
                          ed_refusal_word (refusal.code),
                          refusal.field != NULL ? refusal.field : "-");
  g_assert_cmpstr (told, ==, expected);
  g_assert_true (ed_record_equal (&ed_request_type, before, request));
}

static void
applied (EdRequest **request, PlayPerson who, const EdCommand *command)
{
  EdRefusal refusal;

  play_request_apply (request, who, command, &refusal);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "none");
}

/* Arguments by name: texts, ids and numbers as their kind asks for; "" for absent. */
static void
set_arg (EdCommand *command, const char *name, const char *value)
{
  const EdField *field = ed_record_type_find (ed_command_form (command->type)->args, name);

  g_assert_nonnull (field);
  if (value[0] == '\0')
    ed_field_clear (field, command->args);
  else if (field->kind == ED_FIELD_TEXTS)
    {
      g_strfreev (((EdArgs *) command->args)->documents);
      ((EdArgs *) command->args)->documents = g_strsplit (value, " ", -1);
    }
  else if (field->kind == ED_FIELD_TEXT || field->kind == ED_FIELD_ID)
    ed_field_set_text (field, command->args, value);
  else
    ed_field_set_number (field, command->args, g_ascii_strtoll (value, NULL, 10));
}

static const struct
{
  EdRequestState state;
  PlayPerson who;
  EdCommandType type;
  const char *arg, *value;
  const char *refusal;
} refusals[] = {
  { ED_REQUEST_UNASSIGNED,
    PLAY_COORDINATOR,
    ED_COMMAND_REQUEST_ASSIGN,
    "expert",
    ID ("9"),
    "expert_not_suitable expert" },
  { ED_REQUEST_IN_PROGRESS,
    PLAY_ASSIGNED,
    ED_COMMAND_REQUEST_HAND_BACK,
    "reason",
    "",
    "reason_required reason" },
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_REQUEST_RETURN,
    "note",
    "",
    "reason_required note" },
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_REQUEST_RETURN,
    "version",
    ID ("9"),
    "wrong_state version" },
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_REQUEST_APPROVE,
    "version",
    ID ("9"),
    "wrong_state version" },
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_RESPONSE_ADJUST,
    "version",
    ID ("9"),
    "wrong_state version" },
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_RESPONSE_ADJUST,
    "text",
    "",
    "invalid text" },
  { ED_REQUEST_IN_PROGRESS, PLAY_ASSIGNED, ED_COMMAND_RESPONSE_SEND, "text", "", "invalid text" },
  { ED_REQUEST_IN_PROGRESS,
    PLAY_ASSIGNED,
    ED_COMMAND_RESPONSE_SEND,
    "documents",
    ID ("7") " " ID ("7"),
    "invalid documents" },
  { ED_REQUEST_ASSIGNED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_SHARE,
    "documents",
    "",
    "invalid documents" },
  { ED_REQUEST_ASSIGNED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_SHARE,
    "expires",
    "19843",
    "invalid expires" },
  { ED_REQUEST_COMPLETED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_ASK_AGAIN,
    "due",
    "19843",
    "invalid due" },
  { ED_REQUEST_COMPLETED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_ASK_AGAIN,
    "question",
    "",
    "invalid question" },
  { ED_REQUEST_ASSIGNED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_REVOKE,
    "id",
    TAG "-0000-4000-a000-000000000002",
    "not_found id" },
  { ED_REQUEST_ASSIGNED, PLAY_SENDER, ED_COMMAND_REQUEST_REVOKE, "id", ID ("9"), "not_found id" },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (EdRequest) request = play_request (refusals[i].state, AT);
      g_autoptr (EdCommand) command = make (refusals[i].type, refusals[i].who, request);

      set_arg (command, refusals[i].arg, refusals[i].value);
      g_test_message ("%s %s", ed_command_form (refusals[i].type)->word, refusals[i].arg);
      refused (request, refusals[i].who, command, refusals[i].refusal);
    }
}

/* A file is taken only for what it was uploaded for. */
static void
test_documents_have_to_be_there (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_IN_PROGRESS, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_RESPONSE_SEND, PLAY_ASSIGNED, request);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  EdRequestCircumstances circumstances = { .account_id = play_person_id (PLAY_ASSIGNED),
                                           .roles = ED_ROLE_EXPERT,
                                           .at = AT,
                                           .received_at = AT,
                                           .zone = zone };
  EdRefusal refusal;

  /* Not even the one of an expert before. */
  set_arg (command, "documents", TAG "-0000-4000-b000-000000000001");
  g_assert_false (ed_request_apply (&request, command, &circumstances, &refusal));
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_UPLOAD_UNKNOWN);
  g_assert_cmpstr (refusal.field, ==, "documents");
  /* What is in the draft needs no file. */
  set_arg (command, "documents", TAG "-0000-4000-b000-000000000002");
  g_assert_true (ed_request_apply (&request, command, &circumstances, &refusal));
  g_assert_null (request->draft);
  g_assert_cmpuint (ed_request_latest_version (request)->documents->len, ==, 1);
}

static void
test_wish_is_for_addressable_experts (void)
{
  static const struct
  {
    PlayPerson wish;
    gint64 addressable, state;
    gboolean taken;
  } rows[] = {
    { PLAY_STRANGER, 1, ED_ACCOUNT_ACTIVE, TRUE },
    { PLAY_STRANGER, 1, ED_ACCOUNT_INVITED, TRUE },
    { PLAY_STRANGER, ED_ABSENT, ED_ACCOUNT_ACTIVE, FALSE },
    { PLAY_STRANGER, 1, ED_ACCOUNT_SUSPENDED, FALSE },
    { PLAY_COORDINATOR, 1, ED_ACCOUNT_ACTIVE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdAccount *account = (EdAccount *) play_person_account (rows[i].wish);
      g_autoptr (EdRequest) request = NULL;
      g_autoptr (EdCommand) command =
          ed_command_new (ED_COMMAND_REQUEST_CREATE, ID ("1"), ID ("2"), NULL, AT);
      EdRefusal refusal;

      set_arg (command, "subject", "Subject");
      set_arg (command, "question", "Question");
      set_arg (command, "recipient", account->id);
      account->addressable = rows[i].addressable;
      account->state = rows[i].state;
      g_assert_cmpint (play_request_apply (&request, PLAY_SENDER, command, &refusal),
                       ==,
                       rows[i].taken);
      if (rows[i].taken)
        g_assert_cmpstr (request->recipient_name, ==, account->name);
      else
        g_assert_cmpint (refusal.code, ==, ED_REFUSAL_EXPERT_NOT_SUITABLE);
      account->addressable = 1;
      account->state = ED_ACCOUNT_ACTIVE;
    }
}

static void
test_request_begins (void)
{
  g_autoptr (EdRequest) request = NULL;
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_REQUEST_CREATE, ID ("1"), ID ("2"), NULL, AT);

  set_arg (command, "subject", "Subject");
  set_arg (command, "question", "Question");
  set_arg (command, "urgent", "1");
  set_arg (command, "due", "19850");
  set_arg (command, "documents", ID ("5") " " ID ("6"));
  set_arg (command, "expires", "19860");
  applied (&request, PLAY_SENDER, command);
  g_assert_cmpint (request->state, ==, ED_REQUEST_UNASSIGNED);
  g_assert_cmpint (request->number, ==, 12);
  g_assert_cmpstr (request->sender_id, ==, play_person_id (PLAY_SENDER));
  g_assert_cmpint (request->urgent, ==, 1);
  g_assert_cmpint (request->due, ==, 19850);
  g_assert_null (request->recipient_id);
  g_assert_cmpstr (ed_request_round (request)->question, ==, "Question");
  g_assert_cmpuint (request->documents->len, ==, 2);
  g_assert_cmpint (((EdRequestDocument *) request->documents->pdata[1])->expires, ==, 19860);
  g_assert_null (ed_record_find_invalid (&ed_request_type, request));
}

/* Of two coordinators the later one does not overrun the earlier. */
static void
test_reassigning_names_what_it_ends (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_IN_PROGRESS, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR, request);
  g_autofree char *former = g_strdup (request->assignment_id);
  const EdRequestAssignment *ended;

  set_arg (command, "expert", play_person_id (PLAY_STRANGER));
  g_clear_pointer (&command->assignment_id, g_free);
  refused (request, PLAY_COORDINATOR, command, "already_assigned -");
  command->assignment_id = g_strdup (former);
  applied (&request, PLAY_COORDINATOR, command);
  g_assert_cmpint (request->state, ==, ED_REQUEST_ASSIGNED);
  g_assert_cmpstr (request->assignment_id, ==, command->id);
  g_assert_cmpstr (request->expert_name, ==, "Csilla");
  g_assert_null (request->draft);
  ended = request->assignments->pdata[request->assignments->len - 1];
  g_assert_cmpstr (ended->id, ==, former);
  g_assert_cmpint (ended->ended, ==, ED_REQUEST_END_REASSIGNED);
  g_assert_cmpstr (ended->draft->text, ==, CANARY_DRAFT);
}

/* Nobody answers their own question. */
static void
test_sender_is_no_expert_of_it (void)
{
  EdAccount *sender = (EdAccount *) play_person_account (PLAY_SENDER);
  g_auto (GStrv) roles = sender->roles;
  const char *both[] = { "case_manager", "expert", NULL };
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNASSIGNED, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR, request);

  sender->roles = g_strdupv ((char **) both);
  set_arg (command, "expert", sender->id);
  refused (request, PLAY_COORDINATOR, command, "expert_not_suitable expert");
  g_strfreev (sender->roles);
  sender->roles = g_steal_pointer (&roles);
}

static void
test_review (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNDER_REVIEW, AT);
  g_autoptr (EdCommand) adjust = make (ED_COMMAND_RESPONSE_ADJUST, PLAY_COORDINATOR, request);
  g_autoptr (EdCommand) approve = make (ED_COMMAND_REQUEST_APPROVE, PLAY_COORDINATOR, request);
  g_autofree char *sent = g_strdup (ed_request_latest_version (request)->id);
  const EdResponseVersion *latest;

  set_arg (adjust, "text", CANARY_REVIEWED);
  applied (&request, PLAY_COORDINATOR, adjust);
  latest = ed_request_latest_version (request);
  g_assert_cmpint (request->state, ==, ED_REQUEST_UNDER_REVIEW);
  g_assert_cmpstr (latest->id, ==, adjust->id);
  g_assert_cmpint (latest->kind, ==, ED_VERSION_ADJUSTED);
  g_assert_cmpuint (latest->documents->len, ==, 0);
  g_assert_nonnull (ed_request_find_version (request, sent));
  /* The decision was about the text before. */
  refused (request, PLAY_COORDINATOR, approve, "wrong_state version");
  set_arg (approve, "version", adjust->id);
  set_arg (approve, "text", "");
  applied (&request, PLAY_COORDINATOR, approve);
  g_assert_cmpint (request->state, ==, ED_REQUEST_COMPLETED);
  g_assert_cmpstr (ed_request_round (request)->answer, ==, adjust->id);
  g_assert_cmpint (request->completed_at, ==, AT + HOUR);
  g_assert_cmpint (ed_request_latest_version (request)->approved_at, ==, AT + HOUR);
  g_assert_cmpint (ed_request_find_version (request, sent)->approved_at, ==, ED_ABSENT);
}

static void
test_files_alone_adjust_nothing (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNDER_REVIEW, AT);
  g_autoptr (EdCommand) approve = make (ED_COMMAND_REQUEST_APPROVE, PLAY_COORDINATOR, request);

  set_arg (approve, "text", "");
  set_arg (approve, "documents", ID ("7"));
  refused (request, PLAY_COORDINATOR, approve, "invalid text");
}

static void
test_return_is_said_in_the_chat (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNDER_REVIEW, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_RETURN, PLAY_COORDINATOR, request);
  g_autoptr (EdCommand) send = NULL;
  g_autoptr (EdInternalMessage) message = NULL;
  EdRequestCircumstances circumstances = { .account_id = play_person_id (PLAY_COORDINATOR),
                                           .account_name = "Judit",
                                           .roles = ED_ROLE_COORDINATOR,
                                           .at = AT,
                                           .received_at = AT + 1 };

  set_arg (command, "note", CANARY_NOTE);
  applied (&request, PLAY_COORDINATOR, command);
  g_assert_cmpint (request->state, ==, ED_REQUEST_IN_PROGRESS);
  g_assert_cmpstr (request->returned->note, ==, CANARY_NOTE);
  message = ed_internal_message_new (request, command, &circumstances);
  g_assert_null (ed_record_find_invalid (&ed_internal_message_type, message));
  g_assert_cmpstr (message->id, ==, command->id);
  g_assert_cmpstr (message->request_id, ==, request->id);
  g_assert_cmpstr (message->assignment_id, ==, request->assignment_id);
  g_assert_cmpstr (message->text, ==, CANARY_NOTE);
  g_assert_cmpint (message->author, ==, ED_AUTHOR_COORDINATOR);
  send = make (ED_COMMAND_RESPONSE_SEND, PLAY_ASSIGNED, request);
  applied (&request, PLAY_ASSIGNED, send);
  g_assert_null (request->returned);
}

static void
test_asking_again (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_COMPLETED, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_ASK_AGAIN, PLAY_SENDER, request);
  g_autofree char *assignment = g_strdup (request->assignment_id);
  g_autoptr (EdRequest) view = ed_request_project (request, ED_REQUEST_FOR_SENDER);

  set_arg (command, "documents", ID ("7"));
  applied (&request, PLAY_SENDER, command);
  g_assert_cmpint (request->state, ==, ED_REQUEST_ASSIGNED);
  g_assert_cmpstr (request->assignment_id, ==, assignment);
  g_assert_cmpuint (request->rounds->len, ==, 2);
  g_assert_cmpstr (ed_request_round (request)->question, ==, "Another question");
  g_assert_null (ed_request_latest_version (request));
  g_assert_cmpint (request->completed_at, ==, ED_ABSENT);
  g_assert_cmpint (((EdResponseVersion *) request->versions->pdata[2])->approved_at, !=, ED_ABSENT);
  /* On the sender's desk, whose view names no expert. */
  applied (&view, PLAY_SENDER, command);
  g_assert_cmpint (view->state, ==, ED_REQUEST_IN_WORK);
}

static void
test_asking_one_who_left (void)
{
  EdAccount *expert = (EdAccount *) play_person_account (PLAY_ASSIGNED);
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_COMPLETED, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_ASK_AGAIN, PLAY_SENDER, request);
  g_autoptr (EdRequest) view = NULL;

  expert->state = ED_ACCOUNT_SUSPENDED;
  applied (&request, PLAY_SENDER, command);
  expert->state = ED_ACCOUNT_ACTIVE;
  g_assert_cmpint (request->state, ==, ED_REQUEST_UNASSIGNED);
  g_assert_null (request->expert_id);
  g_assert_cmpuint (request->assignments->len, ==, 2);
  view = ed_request_project (request, ED_REQUEST_FOR_SENDER);
  g_assert_cmpuint (view->versions->len, ==, 1);
}

/* The last day counts whole, in the organisation's zone. */
static void
test_sharing_ends (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_ASSIGNED, AT);
  g_autoptr (EdCommand) command = make (ED_COMMAND_REQUEST_SHARE, PLAY_SENDER, request);
  gint64 from = 0;
  gint32 ahead = 7200;
  g_autoptr (EdZone) zone = ed_zone_new (&from, &ahead, 1);
  gint64 end = (TODAY + 1) * DAY - 2 * HOUR;
  const EdRequestDocument *document;
  guint n_events;

  g_assert_cmpint (ed_request_next_expiry (request, zone), ==, ED_ABSENT);
  set_arg (command, "documents", ID ("7"));
  set_arg (command, "expires", "19844");
  applied (&request, PLAY_SENDER, command);
  n_events = request->events->len;
  g_assert_cmpint (ed_request_next_expiry (request, zone), ==, end);
  g_assert_false (ed_request_expire (request, end - 1, zone));
  g_assert_true (ed_request_expire (request, end, zone));
  g_assert_false (ed_request_expire (request, end, zone));
  document = ed_request_document_find (request->documents, ID ("7"));
  g_assert_cmpint (document->ended, ==, ED_SHARING_EXPIRED);
  g_assert_cmpint (document->ended_at, ==, end);
  g_assert_cmpuint (request->events->len, ==, n_events + 1);
  g_assert_cmpint (ed_request_next_expiry (request, zone), ==, ED_ABSENT);
  /* It may be shared once more. */
  set_arg (command, "expires", "");
  applied (&request, PLAY_SENDER, command);
  g_assert_cmpint (ed_request_document_find (request->documents, ID ("7"))->ended, ==, ED_ABSENT);
}

static const struct
{
  EdRequestState state;
  gint64 due; /* days from today */
  gboolean returned;
  EdRequestBadgeKind kind;
  gint64 next; /* days from today, or -1 */
} badges[] = {
  { ED_REQUEST_UNASSIGNED, ED_ABSENT, FALSE, ED_REQUEST_BADGE_NONE, -1 },
  { ED_REQUEST_UNASSIGNED, 5, FALSE, ED_REQUEST_BADGE_NONE, 3 },
  { ED_REQUEST_UNASSIGNED, 3, FALSE, ED_REQUEST_BADGE_NONE, 1 },
  { ED_REQUEST_ASSIGNED, 2, FALSE, ED_REQUEST_BADGE_DUE_SOON, 1 },
  { ED_REQUEST_SENT, 1, FALSE, ED_REQUEST_BADGE_DUE_SOON, 1 },
  { ED_REQUEST_UNDER_REVIEW, 0, FALSE, ED_REQUEST_BADGE_DUE_TODAY, 1 },
  { ED_REQUEST_IN_WORK, -1, FALSE, ED_REQUEST_BADGE_OVERDUE, -1 },
  { ED_REQUEST_IN_PROGRESS, -40, FALSE, ED_REQUEST_BADGE_OVERDUE, -1 },
  { ED_REQUEST_IN_PROGRESS, -1, TRUE, ED_REQUEST_BADGE_RETURNED, -1 },
  { ED_REQUEST_COMPLETED, -1, FALSE, ED_REQUEST_BADGE_NONE, -1 },
  { ED_REQUEST_ANSWERED, 0, FALSE, ED_REQUEST_BADGE_NONE, -1 },
  { ED_REQUEST_CANCELLED, 0, FALSE, ED_REQUEST_BADGE_NONE, -1 },
};

static void
test_badges (void)
{
  g_autoptr (EdZone) zone = ed_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (badges); i++)
    {
      g_autoptr (EdRequest) request = ed_request_new ();
      gint64 next = badges[i].next < 0 ? ED_ABSENT : (TODAY + badges[i].next) * DAY;
      EdRequestBadge badge;

      request->state = badges[i].state;
      if (badges[i].due != ED_ABSENT)
        request->due = TODAY + badges[i].due;
      if (badges[i].returned)
        request->returned = ed_record_new (&ed_request_return_type);
      badge = ed_request_badge (request, AT, zone);
      g_test_message ("row %u", i);
      g_assert_cmpint (badge.kind, ==, badges[i].kind);
      g_assert_cmpint (badge.count,
                       ==,
                       badge.kind == ED_REQUEST_BADGE_DUE_SOON ? badges[i].due : ED_ABSENT);
      g_assert_cmpint (badge.tone == ED_TONE_NONE, ==, badge.kind == ED_REQUEST_BADGE_NONE);
      g_assert_cmpint (ed_request_next_change (request, AT, zone), ==, next);
    }
}

static void
test_states_by_status (void)
{
  static const struct
  {
    EdRequestState state;
    EdRequestStatus status;
  } rows[] = {
    { ED_REQUEST_UNASSIGNED, ED_REQUEST_STATUS_OPEN },
    { ED_REQUEST_ASSIGNED, ED_REQUEST_STATUS_OPEN },
    { ED_REQUEST_IN_PROGRESS, ED_REQUEST_STATUS_IN_PROGRESS },
    { ED_REQUEST_UNDER_REVIEW, ED_REQUEST_STATUS_UNDER_REVIEW },
    { ED_REQUEST_COMPLETED, ED_REQUEST_STATUS_COMPLETED },
    { ED_REQUEST_CANCELLED, ED_REQUEST_STATUS_COMPLETED },
    { ED_REQUEST_SENT, ED_REQUEST_STATUS_OPEN },
    { ED_REQUEST_IN_WORK, ED_REQUEST_STATUS_IN_PROGRESS },
    { ED_REQUEST_ANSWERED, ED_REQUEST_STATUS_COMPLETED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ed_request_status (rows[i].state), ==, rows[i].status);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/domain/request/" name, function)
  ADD ("refusals", test_refusals);
  ADD ("documents-have-to-be-there", test_documents_have_to_be_there);
  ADD ("wish-is-for-addressable-experts", test_wish_is_for_addressable_experts);
  ADD ("request-begins", test_request_begins);
  ADD ("reassigning-names-what-it-ends", test_reassigning_names_what_it_ends);
  ADD ("sender-is-no-expert-of-it", test_sender_is_no_expert_of_it);
  ADD ("review", test_review);
  ADD ("files-alone-adjust-nothing", test_files_alone_adjust_nothing);
  ADD ("return-is-said-in-the-chat", test_return_is_said_in_the_chat);
  ADD ("asking-again", test_asking_again);
  ADD ("asking-one-who-left", test_asking_one_who_left);
  ADD ("sharing-ends", test_sharing_ends);
  ADD ("badges", test_badges);
  ADD ("states-by-status", test_states_by_status);
  return g_test_run ();
}
