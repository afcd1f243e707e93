/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A case that is being recorded outlives the window it is entered in. */

#include "client/coordinator/intake-drafts.h"
#include "client/coordinator/intake-form.h"
#include "client/coordinator/new-case-page.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sql/db.h"
#include "sync/desk-drafts.h"

#include <string.h>

#define HOUR_MS (60 * 60 * 1000)

typedef struct
{
  GtkWindow *window;
  GtkWidget *page;
  EdIntakeForm *form;
  EdDesk *desk;
} Fixture;

/* The page as a window that is opened anew shows it. */
static void
open_page (Fixture *fixture)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->page = ed_new_case_page_new (fixture->desk);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  fixture->window = ed_stage_show (overlay, 700, 800);
  fixture->form = ED_INTAKE_FORM (ed_stage_find (fixture->page, ED_TYPE_INTAKE_FORM, NULL));
  ed_stage_settle ();
}

static void
close_page (Fixture *fixture)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  open_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_page (fixture);
  g_assert_finalize_object (fixture->desk);
}

static void
enter (Fixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ed_intake_form_row (fixture->form, field)), text);
}

static const char *
text_of (Fixture *fixture, const char *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (ed_intake_form_row (fixture->form, field)));
}

static gboolean
is_kept (gpointer data)
{
  const char *body = ed_fake_desk_draft (data, "new-case", "");

  return body != NULL && strstr (body, "Suzuki") != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return ed_fake_desk_draft (data, "new-case", "") == NULL;
}

static void
test_draft_keeps_itself (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "company_name", "Suzuki");
  ed_stage_wait (is_kept, fixture->desk);
  enter (fixture, "company_name", "");
  ed_stage_wait (is_gone, fixture->desk);
}

/* The window is closed in the middle of a word; the call was when it was, not when it is typed. */
static void
test_draft_outlives_window (Fixture *fixture, gconstpointer data)
{
  EdCase *intake;

  enter (fixture, "company_name", "Suzuki");
  enter (fixture, "client_alias", "XY");
  close_page (fixture);
  g_assert_true (is_kept (fixture->desk));
  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + 20 * HOUR_MS);
  open_page (fixture);
  ed_stage_wait_for (fixture->page, "Suzuki - XY, begun on 24 March 2020, 12:32 and not saved");
  g_assert_false (ed_intake_form_has_draft (fixture->form));
  ed_stage_click (fixture->page, "Restore draft");
  g_assert_cmpstr (text_of (fixture, "company_name"), ==, "Suzuki");
  g_assert_cmpstr (text_of (fixture, "client_alias"), ==, "XY");
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Restore draft"));
  intake = ed_intake_form_read (fixture->form, ed_desk_zone (fixture->desk));
  g_assert_cmpint (intake->recorded_at, ==, ED_SAMPLE_NOW);
  ed_record_free (&ed_case_intake_type, intake);
}

/* Saving ends it for good. */
static void
test_draft_ends_with_saving (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "company_name", "Suzuki");
  enter (fixture, "client_alias", "XY");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_intake_form_row (fixture->form, "type")),
                              ED_CASE_PSYCHOLOGICAL + 1);
  ed_stage_wait (is_kept, fixture->desk);
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait (is_gone, fixture->desk);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  close_page (fixture);
  g_assert_true (is_gone (fixture->desk));
  open_page (fixture);
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Restore draft"));
}

/* The desk is locked before the page has heard that it is saved. */
static void
test_saved_draft_is_gone (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "company_name", "Suzuki");
  enter (fixture, "client_alias", "XY");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_intake_form_row (fixture->form, "type")),
                              ED_CASE_PSYCHOLOGICAL + 1);
  ed_stage_wait (is_kept, fixture->desk);
  ed_stage_click (fixture->page, "Save");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  ed_desk_close (fixture->desk);
  ed_stage_settle ();
  g_assert_true (is_gone (fixture->desk));
}

/* A new call comes before the old draft is seen to: neither is lost, nothing is mixed. */
static void
test_drafts_are_not_mixed (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "company_name", "Suzuki");
  enter (fixture, "phone", "06 30 111 1111");
  close_page (fixture);
  open_page (fixture);
  ed_stage_wait_for (fixture->page, "Suzuki, begun on 24 March 2020, 12:32 and not saved");
  enter (fixture, "company_name", "Bosch");
  close_page (fixture);
  open_page (fixture);
  ed_stage_wait_for (fixture->page, "Bosch, begun on 24 March 2020, 12:32 and not saved");
  ed_stage_click (fixture->page, "Restore draft");
  g_assert_cmpstr (text_of (fixture, "company_name"), ==, "Bosch");
  g_assert_cmpstr (text_of (fixture, "phone"), ==, "");
  ed_stage_wait_for (fixture->page, "Suzuki, begun on 24 March 2020, 12:32 and not saved");
  ed_stage_click (fixture->page, "Restore draft");
  g_assert_cmpstr (text_of (fixture, "phone"), ==, "06 30 111 1111");
  ed_stage_wait_for (fixture->page, "Bosch, begun on 24 March 2020, 12:32 and not saved");
}

static void
test_draft_is_discarded (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay;

  enter (fixture, "company_name", "Suzuki");
  close_page (fixture);
  open_page (fixture);
  overlay = gtk_widget_get_parent (fixture->page);
  ed_stage_wait_for (fixture->page, "Suzuki, begun on 24 March 2020, 12:32 and not saved");
  ed_stage_click (fixture->page, "Discard");
  ed_stage_wait (is_gone, fixture->desk);
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Restore draft"));
  ed_stage_wait_for (overlay, "Draft discarded");
  ed_stage_click (overlay, "Undo");
  ed_stage_wait_for (fixture->page, "Suzuki, begun on 24 March 2020, 12:32 and not saved");
  ed_stage_wait (is_kept, fixture->desk);
}

static void
test_draft_cannot_be_saved (Fixture *fixture, gconstpointer data)
{
  const char *sentence = "The draft could not be saved: The disk is full. Make room, then try "
                         "again; nothing is lost.";

  ed_fake_desk_fail_drafts (fixture->desk,
                            g_error_new_literal (ED_DB_ERROR, ED_DB_ERROR_FULL, "full"));
  enter (fixture, "company_name", "Suzuki");
  ed_stage_wait_for (fixture->page, sentence);
  ed_fake_desk_fail_drafts (fixture->desk, NULL);
  enter (fixture, "city", "Pécs");
  ed_stage_wait (is_kept, fixture->desk);
  while (ed_stage_says (fixture->page, sentence))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_draft_hides_names (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "client_alias", "XY");
  close_page (fixture);
  open_page (fixture);
  ed_stage_wait_for (fixture->page, "XY, begun on 24 March 2020, 12:32 and not saved");
  g_object_set (fixture->page, "private", TRUE, NULL);
  ed_stage_wait_for (fixture->page, "••••••, begun on 24 March 2020, 12:32 and not saved");
}

/* What cannot be read is no reason to fail. */
static void
test_damaged_draft_is_none (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    NULL, "", "{", "[]", "{\"drafts\":[{}]}", "{\"drafts\":3}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (EdIntakeDrafts) drafts = ed_intake_drafts_read (bodies[i]);

      g_assert_null (ed_intake_drafts_last (drafts));
      g_assert_null (ed_intake_drafts_write (drafts, NULL, ED_ABSENT));
    }
}

#define ADD(path, test) \
  g_test_add ("/coordinator/new-case-drafts/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("keeps-itself", test_draft_keeps_itself);
  ADD ("outlives-window", test_draft_outlives_window);
  ADD ("ends-with-saving", test_draft_ends_with_saving);
  ADD ("saved-is-gone", test_saved_draft_is_gone);
  ADD ("are-not-mixed", test_drafts_are_not_mixed);
  ADD ("is-discarded", test_draft_is_discarded);
  ADD ("cannot-be-saved", test_draft_cannot_be_saved);
  ADD ("hides-names", test_draft_hides_names);
  ADD ("damaged", test_damaged_draft_is_none);
  return g_test_run ();
}
