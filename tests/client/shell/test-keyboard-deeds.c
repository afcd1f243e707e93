/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* After a deed whose button goes away, the focus is on what comes next. */

#include "client/cases/case-profile.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"

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
      ed_walk_wait_drawn (stage->window);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (ed_walk_stage_dialog (stage)),
                                   deed->response);
    }
  for (int i = 0; i < PATIENCE; i++)
    ed_walk_wait_drawn (stage->window);
  g_assert_cmpstr (read_focus (stage), ==, deed->next);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/client/keyboard-deeds/%s", deeds[i].page.name);

      g_test_add (path,
                  EdWalkStage,
                  &deeds[i],
                  ed_walk_stage_set_up,
                  test_focus_goes_on,
                  ed_walk_stage_tear_down);
    }
  return g_test_run ();
}
