/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-texts.h"

#include "client/sample-cases.h"
#include "client/sample-messages.h"

#include <string.h>

static void
test_author_is_named (void)
{
  g_autoptr (EdCase) case_ = ed_sample_case_new ();
  g_autoptr (EdMessage) message = ed_sample_message_new (case_, ED_AUTHOR_COORDINATOR, "Hello", 0);
  g_autofree char *own = ed_message_author_text (message, message->by);
  g_autofree char *others = ed_message_author_text (message, "somebody");
  g_autofree char *unnamed = NULL;

  g_assert_cmpstr (own, ==, "You");
  g_assert_cmpstr (others, ==, "Judit Nagy");
  g_clear_pointer (&message->by_name, g_free);
  unnamed = ed_message_author_text (message, NULL);
  g_assert_cmpstr (unnamed, ==, "Coordinator");
}

static void
test_moment_says_what_arrived_late (void)
{
  g_autoptr (EdCase) case_ = ed_sample_case_new ();
  g_autoptr (EdMessage) message = ed_sample_message_new (case_, ED_AUTHOR_EXPERT, "Hello", 60);
  g_autoptr (EdZone) zone = ed_zone_new (&(gint64){ 0 }, &(gint32){ 0 }, 1);
  g_autofree char *prompt = NULL;
  g_autofree char *late = NULL;

  message->at_received_at = message->at + 9 * 60000;
  prompt = ed_message_moment_text (message, zone);
  g_assert_cmpstr (prompt, ==, "24 March 2020, 11:32");
  message->at_received_at = message->at + 45 * 60000;
  late = ed_message_moment_text (message, zone);
  g_assert_cmpstr (late, ==, "24 March 2020, 11:32, arrived 24 March 2020, 12:17");
}

static void
test_state_is_said (void)
{
  static const struct
  {
    EdMessageRow row;
    const char *text;
  } rows[] = {
    { { .state = ED_OUTBOX_ACCEPTED }, NULL },
    { { .state = ED_OUTBOX_WAITING }, "waiting to be sent" },
    { { .state = ED_OUTBOX_WAITING, .may_be_refused = TRUE },
      "waiting to be sent, may be refused" },
    { { .state = ED_OUTBOX_SENT }, "sent, no answer yet" },
    { { .state = ED_OUTBOX_REFUSED, .code = ED_REFUSAL_CASE_CLOSED },
      "Not sent. The case is closed." },
    { { .state = ED_OUTBOX_REFUSED, .code = ED_REFUSAL_ALREADY_ASSIGNED },
      "Not sent. The case has changed hands meanwhile." },
    { { .state = ED_OUTBOX_KEPT },
      "kept for the coordinator: the case is no longer assigned to you" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_message_state_text (&rows[i].row);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_composer_says_where_it_goes (void)
{
  g_autoptr (EdCase) case_ = ed_sample_case_new ();
  g_autofree char *title = ed_message_title (TRUE, FALSE);
  g_autofree char *handover = ed_message_title (TRUE, TRUE);
  g_autofree char *answer = ed_message_title (FALSE, FALSE);
  g_autofree char *placeholder = ed_message_placeholder (TRUE);
  g_autofree char *to_agent = ed_message_hint (case_, TRUE);
  g_autofree char *to_expert = ed_message_hint (case_, FALSE);
  g_autofree char *to_nobody = NULL;

  /* The guide's own words. */
  g_assert_cmpstr (title, ==, "Emailing the agent");
  g_assert_cmpstr (placeholder, ==, "Write here the text of the email");
  g_assert_cmpstr (handover, ==, "Ask to hand the case over");
  g_assert_cmpstr (answer, ==, "Message to the expert");
  g_assert_nonnull (strstr (to_agent, case_->assigned_by_name));
  g_assert_nonnull (strstr (to_agent, "an exact copy"));
  g_assert_nonnull (strstr (to_expert, case_->expert_name));
  g_clear_pointer (&case_->assigned_by_name, g_free);
  to_nobody = ed_message_hint (case_, TRUE);
  g_assert_true (g_str_has_prefix (to_nobody, "The agent gets it"));
}

/* COUNT times UNIT. */
static char *
repeat (const char *unit, guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

static void
test_excess_is_counted_in_characters (void)
{
  g_autofree char *most = repeat ("€", ED_MESSAGE_LENGTH);
  g_autofree char *more = repeat ("€", ED_MESSAGE_LENGTH + 1);
  g_autofree char *much = repeat ("x", ED_MESSAGE_LENGTH + 12);
  g_autofree char *fits = ed_message_excess_text (most);
  g_autofree char *one = ed_message_excess_text (more);
  g_autofree char *dozen = ed_message_excess_text (much);

  g_assert_null (fits);
  g_assert_cmpstr (one, ==, "1 character too many");
  g_assert_cmpstr (dozen, ==, "12 characters too many");
}

static void
test_long_text_has_a_beginning (void)
{
  g_autofree char *lines = repeat ("é\n", 12);
  g_autofree char *more_lines = repeat ("é\n", 13);
  g_autofree char *line = repeat ("é", 1000);
  g_autofree char *longer = repeat ("é", 1001);
  g_autofree char *cut_lines = ed_message_beginning (more_lines);
  g_autofree char *cut = ed_message_beginning (longer);
  g_autofree char *twelve = repeat ("é\n", 11);

  g_assert_null (ed_message_beginning (""));
  g_assert_null (ed_message_beginning (line));
  g_strchomp (lines);
  g_assert_null (ed_message_beginning (lines));
  g_assert_true (g_str_has_prefix (cut_lines, twelve));
  g_assert_cmpstr (cut_lines + strlen (twelve), ==, "é…");
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 1001);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_str_has_suffix (cut, "é…"));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/client/message-texts/" path, test)
  ADD ("author", test_author_is_named);
  ADD ("moment", test_moment_says_what_arrived_late);
  ADD ("state", test_state_is_said);
  ADD ("composer", test_composer_says_where_it_goes);
  ADD ("excess", test_excess_is_counted_in_characters);
  ADD ("beginning", test_long_text_has_a_beginning);
#undef ADD
  return g_test_run ();
}
