/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* After a deed whose button goes away, the focus is on what comes next. Ctrl+Enter is a deed. */

#include "client/coordinator/late-dialog.h"
#include "client/coordinator/late-row.h"
#include "client/sample-cases.h"
#include "client/shell/sidebar-row.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"
#include "client/widgets/toast.h"

#define CASE(number) "'00000000-0000-4000-8000-000000000" number "'"
#define CLOSING "'" ED_SAMPLE_CLOSING "'"

/* Turns of the main loop until all has followed from a deed. */
#define PATIENCE 8

/* The button that is pressed, and the one that has the focus afterwards; RESPONSE answers the
 * dialog that it opens, or NULL. */
typedef struct
{
  EdWalkPage page;
  const char *button;
  const char *response;
  const char *next;
} Deed;

static const Deed deeds[] = {
  { { ED_ROLE_EXPERT, "contacted", NULL, "win.open-case", CASE ("261") },
    "Client has been contacted",
    NULL,
    "Add session" },
  { { ED_ROLE_COORDINATOR, "approved", NULL, "win.open-case", CLOSING },
    "Approve",
    NULL,
    "Re-open" },
  { { ED_ROLE_EXPERT, "withdrawn", NULL, "win.open-case", CASE ("244") },
    "Withdraw",
    NULL,
    "Close case" },
  { { ED_ROLE_COORDINATOR, "returned", NULL, "win.open-case", CLOSING },
    "Return",
    "confirm",
    "Reassign…" },
};

static const char *
read_focus (EdWalkStage *stage)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  GtkWidget *label;

  if (focus == NULL)
    return NULL;
  if (GTK_IS_BUTTON (focus) && gtk_button_get_label (GTK_BUTTON (focus)) != NULL)
    return gtk_button_get_label (GTK_BUTTON (focus));
  label = ed_stage_find (focus, GTK_TYPE_LABEL, NULL);
  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : G_OBJECT_TYPE_NAME (focus);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *button = ed_stage_find (root, GTK_TYPE_BUTTON, label);

  if (button == NULL)
    button = gtk_widget_get_ancestor (ed_stage_find (root, GTK_TYPE_LABEL, label), GTK_TYPE_BUTTON);
  return button;
}

static gboolean
has_dialog (gpointer stage)
{
  return ed_walk_stage_dialog (stage) != NULL;
}

static void
test_focus_goes_on (EdWalkStage *stage, gconstpointer data)
{
  const Deed *deed = data;
  GtkWidget *detail = ed_walk_stage_show (stage, &deed->page);
  GtkWidget *button = find_button (detail != NULL ? detail : stage->window, deed->button);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_grab_focus (button));
  gtk_widget_activate (button);
  if (deed->response != NULL)
    {
      GtkWidget *text;

      ed_stage_wait (has_dialog, stage);
      text = ed_stage_find (GTK_WIDGET (ed_walk_stage_dialog (stage)), GTK_TYPE_TEXT_VIEW, NULL);
      if (text != NULL)
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "A note", -1);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (ed_walk_stage_dialog (stage)),
                                   deed->response);
      gtk_window_destroy (ed_walk_stage_dialog (stage));
    }
  for (int i = 0; i < PATIENCE; i++)
    ed_walk_wait_drawn (stage->window);
  g_assert_cmpstr (read_focus (stage), ==, deed->next);
}

/* --- elsewhere -------------------------------------------------------------------------------- */

static const EdWalkPage first_page = { ED_ROLE_EXPERT, "list", "cases-in-progress" };

/* A toast that had the focus would stay for as long as it has it. */
static void
test_locking_leads_to_the_sign_in_page (EdWalkStage *stage, gconstpointer data)
{
  GtkWidget *row;

  ed_walk_stage_show (stage, data);
  row = ed_stage_find (stage->window, ED_TYPE_SIDEBAR_ROW, NULL);
  ed_toast (row, "Done", (const char *const[]){ "a command", NULL });
  gtk_widget_grab_focus (row);
  ed_walk_wait_drawn (stage->window);
  ed_window_lock (ED_WINDOW (stage->window));
  for (int i = 0; i < PATIENCE; i++)
    ed_walk_wait_drawn (stage->window);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (stage->window)),
                                             ED_TYPE_SIGN_IN_PAGE));
}

static const EdWalkPage late_page = { ED_ROLE_COORDINATOR, "late", "today" };

/* What is settled leaves the dialog: the focus is in the row that takes its place. */
static void
test_settled_row_leads_to_the_next (EdWalkStage *stage, gconstpointer data)
{
  GtkWidget *dialog, *accept, *row;

  ed_walk_stage_show (stage, data);
  ed_sample_late_add (stage->desk, "99999999-9999-4999-8999-999999999999", ED_LATE_WAITING);
  ed_late_dialog_open (stage->window, stage->desk, ED_TARGET_CASE, ED_SAMPLE_CASE);
  ed_stage_wait (has_dialog, stage);
  ed_stage_wait_for (GTK_WIDGET (ed_walk_stage_dialog (stage)), "Message");
  dialog = GTK_WIDGET (ed_walk_stage_dialog (stage));
  accept = find_button (dialog, "Accept");
  g_assert_true (gtk_widget_grab_focus (accept));
  gtk_widget_activate (accept);
  for (int i = 0; i < PATIENCE; i++)
    ed_walk_wait_drawn (dialog);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ED_TYPE_LATE_ROW);
  g_assert_nonnull (row);
  g_assert_true (ed_stage_says (row, "Message"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- forms ------------------------------------------------------------------------------------ */

/* A form, and what its first field needs, or NULL: it can be saved as it is. */
typedef struct
{
  EdWalkPage page;
  const char *name;
} Form;

#define EXPERT "33333333-3333-4333-8333-333333333331"

static const Form forms[] = {
  { { ED_ROLE_COORDINATOR, "account", "experts", NULL, NULL, "experts.edit('" EXPERT "')" } },
  { { ED_ROLE_COORDINATOR, "company", "companies", NULL, NULL, "companies.new" }, "Nova" },
  { { ED_ROLE_COORDINATOR, "edit-case", NULL, "win.open-case", CASE ("261"), "deed.edit" } },
  { { ED_ROLE_EXPERT, "contacted", NULL, "win.open-case", CASE ("261"), "deed.contact-at" } },
};

static gboolean
has_no_dialog (gpointer stage)
{
  return !has_dialog (stage);
}

static void
test_form_is_sent_by_ctrl_enter (EdWalkStage *stage, gconstpointer data)
{
  const Form *form = data;
  GtkWindow *dialog;

  ed_walk_stage_show (stage, &form->page);
  ed_walk_stage_do (stage, &form->page);
  ed_stage_wait (has_dialog, stage);
  dialog = ed_walk_stage_dialog (stage);
  ed_walk_wait_drawn (GTK_WIDGET (dialog));
  if (form->name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT, NULL)),
                           form->name);
  ed_walk_stage_press (dialog, "ctrl+Return");
  ed_stage_wait (has_no_dialog, stage);
}

int
main (int argc, char **argv)
{
  ed_walk_stage_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    ed_walk_stage_add ("keyboard-deeds", deeds[i].page.name, &deeds[i], test_focus_goes_on);
  ed_walk_stage_add ("keyboard-deeds", "lock", &first_page, test_locking_leads_to_the_sign_in_page);
  ed_walk_stage_add ("keyboard-deeds", "late", &late_page, test_settled_row_leads_to_the_next);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    ed_walk_stage_add ("ctrl-enter",
                       forms[i].page.name,
                       &forms[i],
                       test_form_is_sent_by_ctrl_enter);
  return g_test_run ();
}
