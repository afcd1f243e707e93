/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread in a profile, and the composer: what is written is sent, kept, taken back. */

#include "client/cases/message-bubble.h"
#include "client/cases/message-dialog.h"
#include "client/deed-stage.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-messages.h"
#include "client/stage.h"
#include "store/drafts.h"

#include <adwaita.h>

#define CONTACTED 266
#define NUMBER_ID(number) "00000000-0000-4000-8000-000000000" #number

static char *
read_field (GtkWidget *dialog)
{
  GtkWidget *view = ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

static void
close_dialog (EdDeedStage *stage, GtkWidget *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  ed_deed_stage_wait_no_dialog (stage);
  ed_stage_settle ();
}

typedef struct
{
  GtkWidget *dialog;
  const char *text;
} Field;

static gboolean
field_says (gpointer data)
{
  const Field *field = data;
  g_autofree char *text = read_field (field->dialog);

  return g_strcmp0 (text, field->text) == 0;
}

typedef struct
{
  EdDesk *desk;
  const char *id, *text;
} Draft;

static gboolean
draft_says (gpointer data)
{
  const Draft *draft = data;

  return g_strcmp0 (ed_fake_desk_draft (draft->desk, ED_DRAFT_MESSAGE, draft->id), draft->text)
         == 0;
}

/* --- writing --------------------------------------------------------------------------------- */

static void
test_message_is_sent (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");
  GtkWidget *send = ed_stage_find (dialog, GTK_TYPE_BUTTON, "Send");
  const EdArgs *args;

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Emailing the agent");
  g_assert_true (ed_stage_says (dialog, "Write here the text of the email"));
  g_assert_false (gtk_widget_is_sensitive (send));
  ed_deed_stage_write (dialog, " \n ");
  g_assert_false (gtk_widget_is_sensitive (send));
  ed_deed_stage_write (dialog, "  May I?\nPlease \n");
  g_assert_false (ed_stage_says (dialog, "Write here the text of the email"));
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  args = ed_deed_stage_wait_command (stage, 1, ED_COMMAND_MESSAGE_SEND);
  g_assert_cmpstr (args->text, ==, "May I?\nPlease");
  g_assert_cmpint (args->handover, ==, ED_ABSENT);
  g_assert_nonnull (ed_fake_desk_command (stage->desk, 0)->assignment_id);
  ed_stage_wait_for (stage->profile, "May I?\nPlease");
  g_assert_true (ed_stage_says (stage->profile, "waiting to be sent"));
  ed_fake_desk_settle (stage->desk, ED_OUTBOX_ACCEPTED, ED_REFUSAL_NONE, NULL);
  while (ed_stage_says (stage->profile, "waiting to be sent"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_too_long_cannot_be_sent (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");
  g_autofree char *text = g_strnfill (ED_MESSAGE_LENGTH + 3, 'x');

  ed_deed_stage_write (dialog, text);
  g_assert_true (ed_stage_says (dialog, "3 characters too many"));
  g_assert_false (gtk_widget_is_sensitive (ed_stage_find (dialog, GTK_TYPE_BUTTON, "Send")));
  text[ED_MESSAGE_LENGTH] = '\0';
  ed_deed_stage_write (dialog, text);
  g_assert_true (gtk_widget_is_sensitive (ed_stage_find (dialog, GTK_TYPE_BUTTON, "Send")));
  close_dialog (stage, dialog);
}

static void
test_draft_is_kept (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");

  ed_deed_stage_write (dialog, "Half a sen");
  /* By itself, */
  ed_stage_wait (draft_says, &(Draft){ stage->desk, NUMBER_ID (266), "Half a sen" });
  ed_deed_stage_write (dialog, "Half a sentence");
  /* and at once when the window closes. */
  close_dialog (stage, dialog);
  g_assert_true (draft_says (&(Draft){ stage->desk, NUMBER_ID (266), "Half a sentence" }));
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);

  dialog = ed_deed_stage_ask (stage, "Emailing the agent");
  ed_stage_wait (field_says, &(Field){ dialog, "Half a sentence" });
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  ed_deed_stage_wait_command (stage, 1, ED_COMMAND_MESSAGE_SEND);
  ed_stage_wait (draft_says, &(Draft){ stage->desk, NUMBER_ID (266), NULL });
}

/* The desk is locked before the dialog has heard that it is sent. */
static void
test_sent_draft_is_gone (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");

  ed_deed_stage_write (dialog, "May I?");
  ed_stage_click (dialog, "Send");
  ed_desk_close (stage->desk);
  ed_deed_stage_wait_no_dialog (stage);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 1);
  g_assert_true (draft_says (&(Draft){ stage->desk, NUMBER_ID (266), NULL }));
}

static void
test_empty_draft_goes (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");

  ed_deed_stage_write (dialog, "No");
  ed_stage_wait (draft_says, &(Draft){ stage->desk, NUMBER_ID (266), "No" });
  ed_deed_stage_write (dialog, "");
  close_dialog (stage, dialog);
  ed_stage_wait (draft_says, &(Draft){ stage->desk, NUMBER_ID (266), NULL });
}

/* The case is closed while the expert writes: nothing is sent, and nothing lost. */
static void
test_refused_text_stays (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");

  ed_deed_stage_write (dialog, "May I?");
  ((EdCase *) ed_fake_desk_find (stage->desk, NUMBER_ID (266)))->state = ED_CASE_CLOSED;
  ed_stage_click (dialog, "Send");
  ed_stage_wait_for (dialog, "The case is closed.");
  g_assert_true (field_says (&(Field){ dialog, "May I?" }));
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);
  close_dialog (stage, dialog);
  g_assert_true (draft_says (&(Draft){ stage->desk, NUMBER_ID (266), "May I?" }));
}

/* --- handing over ---------------------------------------------------------------------------- */

static void
test_handover_is_asked_after_contact (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Ask to hand the case over");
  GtkWidget *box = ed_stage_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL);

  g_assert_false (ed_deed_stage_offers (stage, "Decline case"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Ask to hand the case over");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), FALSE);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Emailing the agent");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), TRUE);
  ed_deed_stage_write (dialog, "I am ill");
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  g_assert_cmpint (ed_deed_stage_wait_command (stage, 1, ED_COMMAND_MESSAGE_SEND)->handover, ==, 1);
  ed_stage_wait_for (stage->profile, "Asks to hand the case over");
}

static void
test_handover_is_no_way_before_contact (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog;

  g_assert_false (ed_deed_stage_offers (stage, "Ask to hand the case over"));
  g_assert_true (ed_deed_stage_offers (stage, "Decline case"));
  dialog = ed_deed_stage_ask (stage, "Emailing the agent");
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL));
  close_dialog (stage, dialog);
}

/* --- reading --------------------------------------------------------------------------------- */

static gboolean
is_read (gpointer data)
{
  return ed_fake_desk_read_at (data, NUMBER_ID (266)) == ED_SAMPLE_NOW - 12 * 60000;
}

static gboolean
has_place (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
test_thread_is_read (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *mark;

  g_assert_true (
      ed_stage_says (stage->profile,
                     "No messages yet. Ask the agent, or tell them what they should know."));
  gtk_window_set_default_size (stage->window, 1160, 420);
  ed_sample_messages_add (stage->desk, NUMBER_ID (266));
  ed_stage_wait_for (stage->profile,
                     "Good. The company has just confirmed two more sessions as well.");
  g_assert_true (ed_stage_says (stage->profile, "You"));
  g_assert_true (ed_stage_says (stage->profile, "Judit Nagy"));
  g_assert_true (ed_stage_says (stage->profile, "new"));
  /* It is further down: not read before it has been scrolled to. */
  ed_stage_wait_for (stage->profile, "new message");
  mark = ed_stage_find (stage->profile, GTK_TYPE_LABEL, "new message");
  ed_stage_wait (has_place, mark);
  g_assert_cmpint (ed_fake_desk_read_at (stage->desk, NUMBER_ID (266)), ==, ED_ABSENT);
  g_signal_emit_by_name (gtk_widget_get_ancestor (mark, GTK_TYPE_BUTTON), "clicked");
  ed_stage_wait (is_read, stage->desk);
  while (ed_stage_says (stage->profile, "new message"))
    g_main_context_iteration (NULL, TRUE);
  /* What was new stays marked until the profile is opened again. */
  g_assert_true (ed_stage_says (stage->profile, "new"));
}

static void
test_long_thread_is_folded (EdDeedStage *stage, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (stage->desk, NUMBER_ID (266));

  for (int i = 0; i < 9; i++)
    {
      g_autofree char *text = g_strdup_printf ("Number %d", i);

      ed_fake_desk_add_message (stage->desk,
                                ed_sample_message_new (case_, ED_AUTHOR_EXPERT, text, 100 - i));
    }
  /* Of a thread that is on the screen nothing goes; */
  ed_stage_wait_for (stage->profile, "Number 8");
  g_assert_true (ed_stage_says (stage->profile, "Number 0"));
  /* one that is opened shows its end. */
  ed_stage_close (stage->window);
  ed_deed_stage_open (stage, NUMBER_ID (266));
  ed_stage_wait_for (stage->profile, "Show 3 earlier messages");
  g_assert_false (ed_stage_says (stage->profile, "Number 2"));
  g_assert_true (ed_stage_says (stage->profile, "Number 3"));
  ed_stage_click (stage->profile, "Show 3 earlier messages");
  ed_stage_wait_for (stage->profile, "Number 0");
  g_assert_true (ed_stage_says (stage->profile, "Number 8"));
}

static void
test_long_text_is_folded (EdDeedStage *stage, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (stage->desk, NUMBER_ID (266));
  g_autofree char *text = g_strnfill (1500, 'x');

  ed_fake_desk_add_message (stage->desk, ed_sample_message_new (case_, ED_AUTHOR_EXPERT, text, 1));
  ed_stage_wait_for (stage->profile, "Show the whole message");
  g_assert_false (ed_stage_says (stage->profile, text));
  ed_stage_click (stage->profile, "Show the whole message");
  g_assert_true (ed_stage_says (stage->profile, text));
  ed_stage_click (stage->profile, "Show less");
  g_assert_false (ed_stage_says (stage->profile, text));
}

/* --- taking back ----------------------------------------------------------------------------- */

static void
write_and_send (EdDeedStage *stage, const char *text)
{
  GtkWidget *dialog = ed_deed_stage_ask (stage, "Emailing the agent");

  ed_deed_stage_write (dialog, text);
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  ed_stage_wait_for (stage->profile, text);
}

static void
test_waiting_one_is_taken_back (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog;

  write_and_send (stage, "Too early");
  dialog = ed_deed_stage_ask (stage, "Take back and edit");
  ed_stage_wait (field_says, &(Field){ dialog, "Too early" });
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);
  close_dialog (stage, dialog);
}

static void
test_refused_one_is_written_again (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog;

  write_and_send (stage, "Refused");
  ed_fake_desk_settle (stage->desk, ED_OUTBOX_REFUSED, ED_REFUSAL_NOT_ASSIGNED, NULL);
  ed_stage_wait_for (stage->profile, "Not sent. The case is no longer assigned to you.");
  dialog = ed_deed_stage_ask (stage, "Take back and edit");
  ed_stage_wait (field_says, &(Field){ dialog, "Refused" });
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  g_assert_cmpstr (ed_deed_stage_wait_command (stage, 1, ED_COMMAND_MESSAGE_SEND)->text,
                   ==,
                   "Refused");
}

/* Its words are a draft by the time that it has gone, whether its case is still shown or not. */
static void
test_refused_one_outlives_the_page (EdDeedStage *stage, gconstpointer data)
{
  write_and_send (stage, "Refused");
  ed_fake_desk_settle (stage->desk, ED_OUTBOX_REFUSED, ED_REFUSAL_NOT_ASSIGNED, NULL);
  ed_stage_wait_for (stage->profile, "Not sent. The case is no longer assigned to you.");
  ed_stage_click (stage->profile, "Take back and edit");
  ed_stage_close (stage->window);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);
  g_assert_cmpstr (ed_fake_desk_draft (stage->desk, ED_DRAFT_MESSAGE, NUMBER_ID (266)),
                   ==,
                   "Refused");
  ed_deed_stage_open (stage, NUMBER_ID (266));
}

static gboolean
has_no_commands (gpointer desk)
{
  return ed_fake_desk_count_commands (desk) == 0;
}

static void
test_refused_one_is_discarded (EdDeedStage *stage, gconstpointer data)
{
  write_and_send (stage, "Refused");
  ed_fake_desk_settle (stage->desk, ED_OUTBOX_REFUSED, ED_REFUSAL_NOT_ASSIGNED, NULL);
  ed_stage_wait_for (stage->profile, "Discard");
  ed_stage_click (stage->profile, "Discard");
  ed_stage_wait (has_no_commands, stage->desk);
  while (ed_stage_says (stage->profile, "Refused"))
    g_main_context_iteration (NULL, TRUE);
}

/* --- the other side, and the end ------------------------------------------------------------- */

static void
test_coordinator_answers (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *dialog;

  ed_sample_messages_add (stage->desk, NUMBER_ID (266));
  dialog = ed_deed_stage_ask (stage, "Message to the expert");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Message to the expert");
  g_assert_null (ed_stage_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL));
  ed_deed_stage_write (dialog, "Fine");
  ed_stage_click (dialog, "Send");
  ed_deed_stage_wait_no_dialog (stage);
  g_assert_cmpstr (ed_deed_stage_wait_command (stage, 1, ED_COMMAND_MESSAGE_SEND)->text,
                   ==,
                   "Fine");
}

static void
test_closed_case_is_read_only (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *label = ed_stage_find (stage->profile, GTK_TYPE_LABEL, "Emailing the agent");

  g_assert_false (gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON)));
  g_assert_true (
      ed_stage_says (stage->profile, "The case is closed; its messages can be read only."));
}

static void
test_bubble_is_named (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *bubble;

  ed_sample_messages_add (stage->desk, NUMBER_ID (266));
  ed_stage_wait_for (stage->profile, "Judit Nagy");
  bubble = ed_stage_find (stage->profile, ED_TYPE_MESSAGE_BUBBLE, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bubble),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "You, 23 March 2020, 10:32");
}

#define ADD(path, number, begin, test)  \
  g_test_add ("/client/messages/" path, \
              EdDeedStage,              \
              GINT_TO_POINTER (number), \
              begin,                    \
              test,                     \
              ed_deed_stage_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("sent", CONTACTED, ed_deed_stage_set_up, test_message_is_sent);
  ADD ("too-long", CONTACTED, ed_deed_stage_set_up, test_too_long_cannot_be_sent);
  ADD ("draft", CONTACTED, ed_deed_stage_set_up, test_draft_is_kept);
  ADD ("sent-draft", CONTACTED, ed_deed_stage_set_up, test_sent_draft_is_gone);
  ADD ("empty-draft", CONTACTED, ed_deed_stage_set_up, test_empty_draft_goes);
  ADD ("refused-at-once", CONTACTED, ed_deed_stage_set_up, test_refused_text_stays);
  ADD ("handover", CONTACTED, ed_deed_stage_set_up, test_handover_is_asked_after_contact);
  ADD ("no-handover", 261, ed_deed_stage_set_up, test_handover_is_no_way_before_contact);
  ADD ("read", CONTACTED, ed_deed_stage_set_up, test_thread_is_read);
  ADD ("long-thread", CONTACTED, ed_deed_stage_set_up, test_long_thread_is_folded);
  ADD ("long-text", CONTACTED, ed_deed_stage_set_up, test_long_text_is_folded);
  ADD ("taken-back", CONTACTED, ed_deed_stage_set_up, test_waiting_one_is_taken_back);
  ADD ("written-again", CONTACTED, ed_deed_stage_set_up, test_refused_one_is_written_again);
  ADD ("outlives-page", CONTACTED, ed_deed_stage_set_up, test_refused_one_outlives_the_page);
  ADD ("discarded", CONTACTED, ed_deed_stage_set_up, test_refused_one_is_discarded);
  ADD ("coordinator", CONTACTED, ed_deed_stage_set_up_coordinator, test_coordinator_answers);
  ADD ("closed", 188, ed_deed_stage_set_up, test_closed_case_is_read_only);
  ADD ("named", CONTACTED, ed_deed_stage_set_up, test_bubble_is_named);
  return g_test_run ();
}
