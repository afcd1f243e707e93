/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/intake-form.h"
#include "client/coordinator/new-case-page.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/stage.h"
#include "client/walk.h"

#include <string.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  EdIntakeForm *form;
  EdDesk *desk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_experts_add (fixture->desk);
  fixture->window = gtk_window_new ();
  fixture->page = ed_new_case_page_new (fixture->desk);
  fixture->form = ed_stage_find_type (fixture->page, ED_TYPE_INTAKE_FORM);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue; /* answers that nobody waits for */
  g_assert_finalize_object (fixture->desk);
}

static void
enter (Fixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ed_intake_form_row (fixture->form, field)), text);
}

static void
enter_required (Fixture *fixture)
{
  enter (fixture, "company_name", "Suzuki");
  enter (fixture, "client_alias", "XY");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_intake_form_row (fixture->form, "type")),
                              ED_CASE_PSYCHOLOGICAL + 1);
}

static void
press (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->form), action, NULL);
}

static GtkWidget *
wait_for_toast (Fixture *fixture)
{
  GtkWidget *overlay = gtk_window_get_child (GTK_WINDOW (fixture->window));

  for (;;)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (strcmp (G_OBJECT_TYPE_NAME (child), "AdwToastWidget") == 0)
          return child;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The sentence of the toast that shows. */
static const char *
get_toast_text (GtkWidget *toast)
{
  return gtk_label_get_label (ed_stage_find_type (toast, GTK_TYPE_LABEL));
}

static void
undo (GtkWidget *toast)
{
  GtkButton *button = ed_stage_find_type (toast, GTK_TYPE_BUTTON);

  g_assert_cmpstr (gtk_button_get_label (button), ==, "Undo");
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_desk_empty (Fixture *fixture)
{
  return ed_fake_desk_count_commands (fixture->desk) == 0;
}

static void
test_page_saves (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toast;

  enter_required (fixture);
  press (fixture, "new-case.save");
  toast = wait_for_toast (fixture);
  g_assert_cmpstr (get_toast_text (toast), ==, "Case recorded");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  g_assert_false (ed_intake_form_has_draft (fixture->form));

  undo (toast);
  while (!is_desk_empty (fixture) || !ed_intake_form_has_draft (fixture->form))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (ed_intake_form_row (fixture->form, "company_name"))),
      ==,
      "Suzuki");
}

static void
test_page_saves_nothing_wrong (Fixture *fixture, gconstpointer data)
{
  enter_required (fixture);
  enter (fixture, "age", "old");
  press (fixture, "new-case.save");
  g_assert_nonnull (ed_intake_form_trouble (fixture->form, "age"));
  g_assert_true (is_desk_empty (fixture));
  g_assert_true (ed_intake_form_has_draft (fixture->form));
}

/* What only the rules know comes back beside its field, and nothing is lost. */
static void
test_page_shows_refusal_beside_field (Fixture *fixture, gconstpointer data)
{
  enter_required (fixture);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_intake_form_row (fixture->form, "type")),
                              ED_CASE_HEALTH_COACHING + 1);
  press (fixture, "new-case.save");
  while (ed_intake_form_trouble (fixture->form, "coaching_kind") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (ed_intake_form_trouble (fixture->form, "coaching_kind"),
                   ==,
                   "Choose the kind of health coaching.");
  g_assert_true (is_desk_empty (fixture));
  g_assert_true (ed_intake_form_has_draft (fixture->form));
}

static void
test_page_shows_refusal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trouble = NULL;

  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_EXPERT);
  enter_required (fixture);
  press (fixture, "new-case.save");
  while (trouble == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->page, "trouble", &trouble, NULL);
    }
  g_assert_cmpstr (trouble, ==, "Your account may not do this.");
  g_assert_true (ed_intake_form_has_draft (fixture->form));
}

static void
test_page_discards (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toast;

  enter_required (fixture);
  press (fixture, "new-case.discard");
  g_assert_false (ed_intake_form_has_draft (fixture->form));
  toast = wait_for_toast (fixture);
  g_assert_cmpstr (get_toast_text (toast), ==, "Draft discarded");
  undo (toast);
  g_assert_true (ed_intake_form_has_draft (fixture->form));
  press (fixture, "new-case.save");
  while (is_desk_empty (fixture))
    g_main_context_iteration (NULL, TRUE);
}

static EdAssignDialog *
wait_for_dialog (void)
{
  for (;;)
    {
      GListModel *windows = gtk_window_get_toplevels ();

      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (ED_IS_ASSIGN_DIALOG (window)
              && g_list_model_get_n_items (ed_assign_dialog_candidates (ED_ASSIGN_DIALOG (window)))
                     > 0)
            return ED_ASSIGN_DIALOG (window);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_page_saves_and_assigns (Fixture *fixture, gconstpointer data)
{
  enter_required (fixture);
  enter (fixture, "city", "Debrecen");
  press (fixture, "new-case.save-and-assign");
  gtk_widget_activate_action (GTK_WIDGET (wait_for_dialog ()), "assign.do", NULL);
  g_assert_cmpstr (get_toast_text (wait_for_toast (fixture)),
                   ==,
                   "Case recorded and assigned to Dr. Nagy Zoltán");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 2);
}

static void
test_page_saves_without_assigning (Fixture *fixture, gconstpointer data)
{
  enter_required (fixture);
  press (fixture, "new-case.save-and-assign");
  gtk_window_close (GTK_WINDOW (wait_for_dialog ()));
  g_assert_cmpstr (get_toast_text (wait_for_toast (fixture)), ==, "Case recorded");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
}

static void
scale_text (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 1024 * 96 * percent / 100, NULL);
}

/* Where WIDGET begins and ends in the window, from above. */
static void
find_place (Fixture *fixture, GtkWidget *widget, float *begin, float *end)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, fixture->window, &bounds));
  *begin = bounds.origin.y;
  *end = bounds.origin.y + bounds.size.height;
}

/* Whoever records one case after the other does not wait for it to go. */
static void
test_toast_leaves_the_actions (Fixture *fixture, gconstpointer percent)
{
  float save, assign, over, toast, unused;

  scale_text (GPOINTER_TO_INT (percent));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  ed_walk_wait_drawn (fixture->window);
  enter_required (fixture);
  press (fixture, "new-case.save");
  wait_for_toast (fixture);
  ed_walk_wait_drawn (fixture->window);
  find_place (fixture, wait_for_toast (fixture), &over, &toast);
  find_place (fixture, ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Save"), &save, &unused);
  find_place (fixture,
              ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Save and assign"),
              &assign,
              &unused);
  g_assert_cmpfloat (over, >=, 0);
  g_assert_cmpfloat (toast, <=, save);
  g_assert_cmpfloat (toast, <=, assign);
  scale_text (100);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/new-case-page/saves", test_page_saves);
  ADD ("/coordinator/new-case-page/saves-nothing-wrong", test_page_saves_nothing_wrong);
  ADD ("/coordinator/new-case-page/shows-refusal-beside-field",
       test_page_shows_refusal_beside_field);
  ADD ("/coordinator/new-case-page/shows-refusal", test_page_shows_refusal);
  ADD ("/coordinator/new-case-page/discards", test_page_discards);
  ADD ("/coordinator/new-case-page/saves-and-assigns", test_page_saves_and_assigns);
  ADD ("/coordinator/new-case-page/saves-without-assigning", test_page_saves_without_assigning);
  for (int percent = 100; percent <= 200; percent += 100)
    {
      g_autofree char *path =
          g_strdup_printf ("/coordinator/new-case-page/toast-leaves-the-actions/%d", percent);

      g_test_add (path,
                  Fixture,
                  GINT_TO_POINTER (percent),
                  set_up,
                  test_toast_leaves_the_actions,
                  tear_down);
    }
  return g_test_run ();
}
