/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everybody tries everything in every state of a request; and who sees what then. */

#include <string.h>

#include "domain/internal-message.h"
#include "domain/request-play.h"

#define AT G_GINT64_CONSTANT (1714550400000) /* 2024-05-01 */
#define OWN_ID "22222222-0000-4000-8000-000000000001"
#define TAG "11111111"

static void
check_row (PlayPerson who, EdRequestState state, EdCommandType type)
{
  g_autoptr (EdRequest) request = play_request (state, AT);
  g_autoptr (EdRequest) before = ed_request_copy (request);
  g_autoptr (EdCommand) command =
      play_request_command (type, who, request, TAG, OWN_ID, AT + 3600000);
  EdRefusal refusal;
  gboolean kept;
  EdRefusalCode expected = play_request_expect (who, state, type, &kept);
  gboolean applied = play_request_apply (&request, who, command, &refusal);
  gboolean changed = !ed_record_equal (&ed_request_type, before, request);

  g_test_message ("%s, %s, %s: %s",
                  play_person_word (who),
                  ed_request_state_choices[state].word,
                  ed_command_form (type)->word,
                  ed_refusal_word (refusal.code));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (expected));
  g_assert_cmpint (applied, ==, expected == ED_REFUSAL_NONE);
  g_assert_cmpint (changed, ==, applied && ed_command_changes_case (type));
}

static void
test_everybody_tries_everything (void)
{
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    for (int state = 0; state < (int) PLAY_N_STATES; state++)
      for (int type = PLAY_FIRST_COMMAND; type <= PLAY_LAST_COMMAND; type++)
        check_row (who, state, type);
}

static void
test_late_is_who_held_it (void)
{
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    for (int state = 0; state < (int) PLAY_N_STATES; state++)
      for (int type = PLAY_FIRST_COMMAND; type <= PLAY_LAST_COMMAND; type++)
        {
          g_autoptr (EdRequest) request = play_request (state, AT);
          g_autoptr (EdCommand) command =
              play_request_command (type, who, request, TAG, OWN_ID, AT + 3600000);
          gboolean kept;
          gint64 ended;

          play_request_expect (who, state, type, &kept);
          g_assert_cmpint (ed_request_is_late (request, command, play_person_id (who), &ended),
                           ==,
                           kept);
          g_assert_cmpint (ended != ED_ABSENT, ==, kept);
        }
}

/* Whether any text of RECORD contains PART. */
static gboolean
contains (const EdRecordType *type, gconstpointer record, const char *part)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      gconstpointer place = (const char *) record + field->offset;

      if ((field->kind == ED_FIELD_TEXT || field->kind == ED_FIELD_ID)
          && *(char *const *) place != NULL && strstr (*(char *const *) place, part) != NULL)
        return TRUE;
      if (field->kind == ED_FIELD_RECORD && *(const gpointer *) place != NULL
          && contains (field->element, *(const gpointer *) place, part))
        return TRUE;
      for (guint j = 0; field->kind == ED_FIELD_RECORDS && j < (*(GPtrArray *const *) place)->len;
           j++)
        {
          if (contains (field->element, (*(GPtrArray *const *) place)->pdata[j], part))
            return TRUE;
        }
    }
  return FALSE;
}

/* Who finds which words, in a request of which states; a letter each, as in the table of rights;
 * what is not named is not to be found. F stands for the text of file names. */
static const struct
{
  const char *word;
  EdRequestAudience audience;
  const char *states;
} sights[] = {
  { "The question", ED_REQUEST_FOR_STAFF, "UAIRCX" },
  { "The question", ED_REQUEST_FOR_EXPERT, "AIRCX" },
  { "The question", ED_REQUEST_FOR_SENDER, "UAIRCX" },
  { CANARY_FORMER_DRAFT, ED_REQUEST_FOR_STAFF, "UAIRCX" },
  { CANARY_REASON, ED_REQUEST_FOR_STAFF, "UAIRCX" },
  { CANARY_DRAFT, ED_REQUEST_FOR_EXPERT, "IX" },
  { CANARY_SENT, ED_REQUEST_FOR_STAFF, "RC" },
  { CANARY_SENT, ED_REQUEST_FOR_EXPERT, "RC" },
  { CANARY_ANSWER, ED_REQUEST_FOR_STAFF, "C" },
  { CANARY_ANSWER, ED_REQUEST_FOR_EXPERT, "C" },
  { CANARY_ANSWER, ED_REQUEST_FOR_SENDER, "C" },
  { "Judit", ED_REQUEST_FOR_STAFF, "AIRCX" },
  { "Judit", ED_REQUEST_FOR_EXPERT, "AIRCX" },
  { "Anna", ED_REQUEST_FOR_STAFF, "AIRCX" },
  { "Anna", ED_REQUEST_FOR_EXPERT, "AIRCX" },
  { "Béla", ED_REQUEST_FOR_STAFF, "UAIRCX" },
  /* Files: the one shared, the one shared no more, of the former draft, of the draft, of the
   * version that is replaced, of the answer. */
  { TAG "-0000-4000-a000-000000000001", ED_REQUEST_FOR_STAFF, "UAIRCX" },
  { TAG "-0000-4000-a000-000000000001", ED_REQUEST_FOR_EXPERT, "AIRCX" },
  { TAG "-0000-4000-a000-000000000001", ED_REQUEST_FOR_SENDER, "UAIRCX" },
  { TAG "-0000-4000-a000-000000000002", ED_REQUEST_FOR_SENDER, "UAIRCX" },
  { TAG "-0000-4000-b000-000000000001", ED_REQUEST_FOR_STAFF, "UAIRCX" },
  { TAG "-0000-4000-b000-000000000002", ED_REQUEST_FOR_EXPERT, "IX" },
  { TAG "-0000-4000-b000-000000000003", ED_REQUEST_FOR_STAFF, "RC" },
  { TAG "-0000-4000-b000-000000000003", ED_REQUEST_FOR_EXPERT, "RC" },
  { TAG "-0000-4000-b000-000000000004", ED_REQUEST_FOR_STAFF, "RC" },
  { TAG "-0000-4000-b000-000000000004", ED_REQUEST_FOR_EXPERT, "RC" },
  { TAG "-0000-4000-b000-000000000004", ED_REQUEST_FOR_SENDER, "C" },
  /* Never in a request at all: messages are documents of their own. */
  { CANARY_INTERNAL, ED_REQUEST_FOR_STAFF, "" },
};

static gboolean
is_sight (const char *word, EdRequestAudience audience, EdRequestState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    {
      if (strcmp (sights[i].word, word) == 0 && sights[i].audience == audience)
        return strchr (sights[i].states, "UAIRCX"[state]) != NULL;
    }
  return FALSE;
}

static void
test_everybody_sees_their_own (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    for (int state = 0; state < (int) PLAY_N_STATES; state++)
      for (int audience = ED_REQUEST_FOR_STAFF; audience <= ED_REQUEST_FOR_SENDER; audience++)
        {
          g_autoptr (EdRequest) request = play_request (state, AT);
          g_autoptr (EdRequest) view = ed_request_project (request, audience);
          gboolean found = view != NULL && contains (&ed_request_type, view, sights[i].word);

          g_test_message ("%s, %s, audience %d",
                          sights[i].word,
                          ed_request_state_choices[state].word,
                          audience);
          g_assert_cmpint (found, ==, is_sight (sights[i].word, audience, state));
        }
}

/* A desk projects what it has applied commands to. */
static void
test_view_of_a_view_is_the_same (void)
{
  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    for (int audience = ED_REQUEST_FOR_STAFF; audience <= ED_REQUEST_FOR_SENDER; audience++)
      {
        g_autoptr (EdRequest) request = play_request (state, AT);
        g_autoptr (EdRequest) view = ed_request_project (request, audience);
        g_autoptr (EdRequest) again = NULL;

        if (view == NULL)
          continue;
        again = ed_request_project (view, audience);
        g_assert_true (ed_record_equal (&ed_request_type, view, again));
      }
}

static void
test_sender_reads_four_words (void)
{
  static const EdRequestState read[PLAY_N_STATES] = {
    ED_REQUEST_SENT,    ED_REQUEST_IN_WORK,  ED_REQUEST_IN_WORK,
    ED_REQUEST_IN_WORK, ED_REQUEST_ANSWERED, ED_REQUEST_CANCELLED,
  };

  for (int state = 0; state < (int) PLAY_N_STATES; state++)
    {
      g_autoptr (EdRequest) request = play_request (state, AT);
      g_autoptr (EdRequest) view = ed_request_project (request, ED_REQUEST_FOR_SENDER);

      g_assert_cmpint (view->state, ==, read[state]);
      g_assert_null (view->assignment_id);
      g_assert_null (view->draft);
      g_assert_null (view->returned);
      g_assert_cmpuint (view->assignments->len, ==, 0);
      g_assert_cmpuint (view->versions->len, ==, state == ED_REQUEST_COMPLETED);
    }
}

static void
test_files_are_those_of_the_view (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_COMPLETED, AT);
  static const guint counts[] = { 4, 3, 2 }; /* see sights */

  for (int audience = ED_REQUEST_FOR_STAFF; audience <= ED_REQUEST_FOR_SENDER; audience++)
    {
      g_autoptr (EdRequest) view = ed_request_project (request, audience);
      g_autoptr (GPtrArray) documents = ed_request_list_documents (view);

      g_assert_cmpuint (documents->len, ==, counts[audience]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/request/everybody-tries-everything", test_everybody_tries_everything);
  g_test_add_func ("/domain/request/late-is-who-held-it", test_late_is_who_held_it);
  g_test_add_func ("/domain/request/everybody-sees-their-own", test_everybody_sees_their_own);
  g_test_add_func ("/domain/request/view-of-a-view-is-the-same", test_view_of_a_view_is_the_same);
  g_test_add_func ("/domain/request/sender-reads-four-words", test_sender_reads_four_words);
  g_test_add_func ("/domain/request/files-are-those-of-the-view", test_files_are_those_of_the_view);
  return g_test_run ();
}
