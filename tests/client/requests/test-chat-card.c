/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages of the internal chat that are taken back. */

#include "client/fake-desk.h"
#include "client/requests/request-page.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "store/drafts.h"
#include "wire/push.h"

#include <adwaita.h>

#define REQUEST "b0000000-0000-4000-8000-000000000001"

typedef struct
{
  EdDesk *desk;
  GtkWindow *window;
  GtkTextBuffer *buffer;
} Fixture;

static void
add_request (EdDesk *desk)
{
  EdRequest *request = ed_request_new ();
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  request->id = g_strdup (REQUEST);
  request->state = ED_REQUEST_UNASSIGNED;
  request->subject = g_strdup ("Return to work");
  request->sender_id = g_strdup ("e0000000-0000-4000-8000-000000000077");
  request->sender_name = g_strdup ("M. Frei");
  request->sent_at = ED_SAMPLE_NOW;
  round->id = g_strdup ("00000000-0000-4000-8000-000000000901");
  round->question = g_strdup ("Can the employee resume work?");
  round->at = ED_SAMPLE_NOW;
  g_ptr_array_add (request->rounds, round);
  ed_fake_desk_add_request (desk, request);
}

/* A coordinator reads the request and has sent "May I?". */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new (), *card;

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  add_request (fixture->desk);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay),
                               ed_request_page_new (fixture->desk, REQUEST));
  fixture->window = ed_stage_show (overlay, 1160, 900);
  ed_stage_wait_for (overlay, "Return to work");
  card = gtk_widget_get_ancestor (ed_stage_find (overlay, GTK_TYPE_LABEL, "Internal chat"),
                                  g_type_from_name ("EdChatCard"));
  fixture->buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (ed_stage_find (card, GTK_TYPE_TEXT_VIEW, NULL)));
  gtk_text_buffer_set_text (fixture->buffer, "May I?", -1);
  ed_stage_click (card, "Send internally");
  ed_stage_wait_for (card, "May I?");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static gboolean
has_both (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = NULL;

  g_object_get (fixture->buffer, "text", &text, NULL);
  return g_strcmp0 (text, "It is\n\nMay I?") == 0;
}

/* In the step in which they are no message any more, whatever becomes of the page. */
static void
test_words_are_a_draft_at_once (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_settle (fixture->desk, ED_OUTBOX_REFUSED, ED_REFUSAL_FORBIDDEN, NULL);
  ed_stage_wait_for (GTK_WIDGET (fixture->window), "Not sent. Your account may not do this.");
  gtk_text_buffer_set_text (fixture->buffer, "It is", -1);
  ed_stage_click (GTK_WIDGET (fixture->window), "Take back and edit");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
  g_assert_cmpstr (ed_fake_desk_draft (fixture->desk, ED_DRAFT_INTERNAL, REQUEST),
                   ==,
                   "It is\n\nMay I?");
  ed_stage_wait (has_both, fixture);
}

/* What has been sent is not there twice. */
static void
test_sent_words_stay (Fixture *fixture, gconstpointer data)
{
  ed_stage_click (GTK_WIDGET (fixture->window), "Take back and edit");
  ed_stage_wait_for (GTK_WIDGET (fixture->window), "Too late: it has been sent already.");
  g_assert_cmpint (gtk_text_buffer_get_char_count (fixture->buffer), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = { { "/client/chat-card/draft-at-once", test_words_are_a_draft_at_once },
                { "/client/chat-card/sent-already", test_sent_words_stay } };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
