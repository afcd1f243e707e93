/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last import is taken back: at once, by halves, later. */

#include "client/coordinator/take-back-dialog.h"
#include "client/fake-desk-take-back.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct
{
  GtkWidget *window, *dialog;
  EdDesk *desk;
  GPtrArray *ids; /* of the import */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->ids = g_ptr_array_new_with_free_func (g_free);
}

static void
close_dialog (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  while (fixture->dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_dialog (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue; /* answers that nobody waits for */
  g_assert_finalize_object (fixture->desk);
  g_ptr_array_unref (fixture->ids);
}

static void
import (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (fixture->ids, g_uuid_string_random ());
  ed_take_back_remember (fixture->desk, fixture->ids);
}

static void
open_dialog (Fixture *fixture, const char *said)
{
  EdTakeBackDialog *dialog = ed_take_back_dialog_open (fixture->window, fixture->desk);

  fixture->dialog = GTK_WIDGET (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  ed_stage_wait_for (fixture->dialog, said);
}

static gint64
get_moment (Fixture *fixture)
{
  EdTakeBackDialog *dialog = ED_TAKE_BACK_DIALOG (fixture->dialog);

  return ed_take_back_at (ed_take_back_dialog_take_back (dialog));
}

/* From anywhere, until it has been taken back. */
static void
test_last_import_is_remembered (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, "No import to take back");
  close_dialog (fixture);
  import (fixture, 2);
  open_dialog (fixture, "Take back 2 cases?");
  ed_fake_desk_set_taken_back (ed_record_new (&ed_take_back_answer_type));
  ed_stage_click (fixture->dialog, "Take back");
  ed_stage_wait_for (fixture->dialog, "2 cases have been taken back");
  close_dialog (fixture);
  open_dialog (fixture, "No import to take back");
}

/* The server answers for the first two hundred, and is out of reach then: what has gone is said to
 * have gone, and who comes again is asked about the rest only. */
static void
test_half_is_taken_back (Fixture *fixture, gconstpointer data)
{
  EdTakeBackAnswer *answer = ed_record_new (&ed_take_back_answer_type);

  import (fixture, 300);
  ed_take_back_keep (answer->kept, fixture->ids->pdata[7], 312, ED_TAKE_BACK_CHANGED);
  ed_take_back_keep (answer->kept, fixture->ids->pdata[8], ED_ABSENT, ED_TAKE_BACK_UNKNOWN);
  ed_fake_desk_set_taken_back (answer);
  open_dialog (fixture, "Take back 300 cases?");
  ed_stage_click (fixture->dialog, "Take back");
  ed_stage_wait_for (fixture->dialog,
                     "198 cases have been taken back.\n"
                     "The server has not answered yet for 100 cases.\n"
                     "It cannot be reached. Try again when you are connected.\n"
                     "2 cases stay.\n"
                     "Not on the server yet; take them back once they are: –.\n"
                     "Changed since: 312.");
  close_dialog (fixture);

  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + HOUR);
  open_dialog (fixture, "Take back 101 cases?");
  g_assert_cmpint (get_moment (fixture), ==, ED_SAMPLE_NOW);
  ed_fake_desk_set_taken_back (ed_record_new (&ed_take_back_answer_type));
  ed_stage_click (fixture->dialog, "Take back");
  ed_stage_wait_for (fixture->dialog, "101 cases have been taken back");
}

/* In the same dialog what was said of the first half is not forgotten. */
static void
test_other_half_is_tried_again (Fixture *fixture, gconstpointer data)
{
  EdTakeBackAnswer *answer = ed_record_new (&ed_take_back_answer_type);

  import (fixture, 300);
  ed_take_back_keep (answer->kept, fixture->ids->pdata[7], 312, ED_TAKE_BACK_CHANGED);
  ed_fake_desk_set_taken_back (answer);
  open_dialog (fixture, "Take back 300 cases?");
  ed_stage_click (fixture->dialog, "Take back");
  ed_stage_wait_for (fixture->dialog,
                     "199 cases have been taken back.\n"
                     "The server has not answered yet for 100 cases.\n"
                     "It cannot be reached. Try again when you are connected.\n"
                     "1 case stays.\nChanged since: 312.");
  ed_fake_desk_set_taken_back (ed_record_new (&ed_take_back_answer_type));
  ed_stage_click (fixture->dialog, "Try again");
  ed_stage_wait_for (fixture->dialog, "299 cases have been taken back");
  ed_stage_wait_for (fixture->dialog, "1 case stays.\nChanged since: 312.");
}

/* Undone here before the dialog was closed: the server has never heard of it. */
static void
test_what_is_nowhere_does_not_stay (Fixture *fixture, gconstpointer data)
{
  EdTakeBackAnswer *answer = ed_record_new (&ed_take_back_answer_type);

  import (fixture, 2);
  ed_fake_desk_set_absent (fixture->ids->pdata[1]);
  ed_take_back_keep (answer->kept, fixture->ids->pdata[1], ED_ABSENT, ED_TAKE_BACK_UNKNOWN);
  ed_fake_desk_set_taken_back (answer);
  open_dialog (fixture, "Take back 2 cases?");
  ed_stage_click (fixture->dialog, "Take back");
  ed_stage_wait_for (fixture->dialog, "2 cases have been taken back");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/take-back-dialog/last-import-is-remembered", test_last_import_is_remembered);
  ADD ("/coordinator/take-back-dialog/half-is-taken-back", test_half_is_taken_back);
  ADD ("/coordinator/take-back-dialog/other-half-is-tried-again", test_other_half_is_tried_again);
  ADD ("/coordinator/take-back-dialog/what-is-nowhere-does-not-stay",
       test_what_is_nowhere_does_not_stay);
  return g_test_run ();
}
