/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/stage.h"
#include "client/widgets/status.h"

typedef struct
{
  GtkWindow *window;
  GtkStack *stack;
  GtkWidget *status;
  GtkWidget *button; /* below its words */
  guint frames;      /* painted */
  int height;        /* of the button by then */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->stack = GTK_STACK (gtk_stack_new ());
  fixture->button = gtk_button_new_with_label ("Show all");
  fixture->status = g_object_new (ED_TYPE_STATUS,
                                  "icon-name",
                                  "ed-cases-symbolic",
                                  "title",
                                  "Nothing found",
                                  "description",
                                  "No case fits.",
                                  "extra",
                                  fixture->button,
                                  NULL);
  gtk_stack_add_named (fixture->stack, gtk_label_new ("the list"), "list");
  gtk_stack_add_named (fixture->stack, fixture->status, "none");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
}

static void
test_is_made_when_shown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *made;

  fixture->window = ed_stage_show (GTK_WIDGET (fixture->stack), 600, 400);
  g_assert_null (gtk_widget_get_first_child (fixture->status));
  gtk_stack_set_visible_child_name (fixture->stack, "none");
  ed_stage_settle ();
  g_assert_true (ed_stage_says (fixture->status, "Nothing found"));
  g_assert_true (ed_stage_says (fixture->status, "No case fits."));
  g_assert_true (gtk_widget_get_mapped (fixture->button));
  made = gtk_widget_get_first_child (fixture->status);
  gtk_stack_set_visible_child_name (fixture->stack, "list");
  ed_stage_settle ();
  gtk_stack_set_visible_child_name (fixture->stack, "none");
  ed_stage_settle ();
  g_assert_true (gtk_widget_get_first_child (fixture->status) == made);
}

static void
test_goes_unseen (Fixture *fixture, gconstpointer data)
{
  gpointer button = fixture->button;

  g_object_add_weak_pointer (G_OBJECT (button), &button);
  fixture->window = ed_stage_show (GTK_WIDGET (fixture->stack), 600, 400);
  gtk_stack_remove (fixture->stack, fixture->status);
  g_assert_null (button);
}

static void
on_painted (GdkFrameClock *clock, Fixture *fixture)
{
  fixture->frames++;
  fixture->height = gtk_widget_get_height (fixture->button);
  g_signal_handlers_disconnect_by_func (clock, on_painted, fixture);
}

static gboolean
is_painted (gpointer data)
{
  return ((Fixture *) data)->frames > 0;
}

static void
test_first_frame_has_all (Fixture *fixture, gconstpointer data)
{
  fixture->window = ed_stage_show (GTK_WIDGET (fixture->stack), 600, 400);
  ed_stage_settle ();
  gtk_stack_set_visible_child_name (fixture->stack, "none");
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->stack)),
                    "after-paint",
                    G_CALLBACK (on_painted),
                    fixture);
  ed_stage_wait (is_painted, fixture);
  g_assert_cmpint (fixture->height, >, 20);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/client/status/is-made-when-shown", test_is_made_when_shown);
  add ("/client/status/goes-unseen", test_goes_unseen);
  add ("/client/status/first-frame-has-all", test_first_frame_has_all);
  return g_test_run ();
}
