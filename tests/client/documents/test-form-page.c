/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-deeds.h"
#include "client/documents/form-page.h"
#include "client/documents/form-writer.h"
#include "client/documents/preview.h"
#include "client/fake-desk-insides.h"
#include "client/sample-cases.h"

#include <adwaita.h>
#include <poppler.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#  define WATCHDOG_S 600
#else
#  define WATCHDOG_S 60
#endif
#define CASE_240 "00000000-0000-4000-8000-000000000240"

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  GtkDropDown *cases;
  GtkDropDown *languages;
  EdDesk *desk;
  guint watchdog;
} Fixture;

static gboolean
on_watchdog (gpointer data)
{
  g_error ("waited too long");
  return G_SOURCE_REMOVE;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  fixture->watchdog = g_timeout_add_seconds (WATCHDOG_S, on_watchdog, NULL);
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  fixture->window = gtk_window_new ();
  fixture->page = ed_form_page_new (fixture->desk, (EdFormKind) GPOINTER_TO_INT (data));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  collect (fixture->page, GTK_TYPE_DROP_DOWN, found);
  g_assert_cmpuint (found->len, ==, 2);
  fixture->cases = found->pdata[0];
  fixture->languages = found->pdata[1];
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
  g_source_remove (fixture->watchdog);
}

static guint
count_entries (GtkDropDown *drop_down)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (drop_down));
}

static const char *
get_entry (GtkDropDown *drop_down, guint i)
{
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)), i);
}

static guint
find_entry (GtkDropDown *drop_down, const char *part)
{
  for (guint i = 0; i < count_entries (drop_down); i++)
    {
      if (strstr (get_entry (drop_down, i), part) != NULL)
        return i;
    }
  g_assert_not_reached ();
}

static void
wait_for_cases (Fixture *fixture)
{
  while (count_entries (fixture->cases) < 2)
    g_main_context_iteration (NULL, TRUE);
}

/* Until the document shown is called TITLE and says TEXT. */
static void
wait_for_document (Fixture *fixture, const char *title, const char *text)
{
  for (gboolean is_shown = FALSE; !is_shown;)
    {
      GBytes *pdf = ed_form_page_document (ED_FORM_PAGE (fixture->page));
      PopplerDocument *document =
          pdf == NULL ? NULL : poppler_document_new_from_bytes (pdf, NULL, NULL);
      PopplerPage *page = document == NULL ? NULL : poppler_document_get_page (document, 0);
      g_autofree char *found_title = page == NULL ? NULL : poppler_document_get_title (document);
      g_autofree char *found_text = page == NULL ? NULL : poppler_page_get_text (page);

      is_shown = g_strcmp0 (found_title, title) == 0
                 && (text == NULL || strstr (found_text, text) != NULL);
      g_clear_object (&page);
      g_clear_object (&document);
      if (!is_shown)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_page_shows_empty_form (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  wait_for_document (fixture, "Treatment log", "Case number");
  name = ed_form_page_file_name (ED_FORM_PAGE (fixture->page));
  g_assert_cmpstr (name, ==, "Treatment log.pdf");
  g_assert_cmpuint (count_entries (fixture->languages), ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->cases), ==, 0);
}

static void
test_page_changes_language (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  gtk_drop_down_set_selected (fixture->languages, find_entry (fixture->languages, "Magyar"));
  wait_for_document (fixture, "Kezelési napló", "Szakértő");
  name = ed_form_page_file_name (ED_FORM_PAGE (fixture->page));
  g_assert_cmpstr (name, ==, "Kezelési napló.pdf");
}

static void
test_page_takes_from_case (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  wait_for_cases (fixture);
  gtk_drop_down_set_selected (fixture->cases,
                              find_entry (fixture->cases, "Case 261 (Suzuki - XY)"));
  wait_for_document (fixture, "Treatment log 261", "Suzuki");
  name = ed_form_page_file_name (ED_FORM_PAGE (fixture->page));
  g_assert_cmpstr (name, ==, "Treatment log 261.pdf");
}

/* What happens in the case appears in its form, which stays the one chosen. */
static void
test_page_follows_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdCommand) command = NULL;
  EdRefusal refusal;

  wait_for_cases (fixture);
  gtk_drop_down_set_selected (fixture->cases, find_entry (fixture->cases, "Case 240"));
  wait_for_document (fixture, "Treatment log 240", NULL);
  command = ed_case_add_session_command (ed_fake_desk_find (fixture->desk, CASE_240),
                                         ed_date_from_text ("2020-03-31"),
                                         ED_ABSENT,
                                         ED_ABSENT,
                                         ED_SAMPLE_NOW);
  g_assert_true (ed_fake_desk_do (fixture->desk, command, NULL, &refusal));
  ed_fake_desk_tell (fixture->desk);
  wait_for_document (fixture, "Treatment log 240", "2020-03-31");
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->cases),
                    ==,
                    find_entry (fixture->cases, "Case 240"));
}

static gboolean
has_entry (Fixture *fixture, const char *part)
{
  for (guint i = 0; i < count_entries (fixture->cases); i++)
    {
      if (strstr (get_entry (fixture->cases, i), part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Each form is offered for the cases that need it: guide, "Uploading treatment log / case file". */
static void
test_page_offers_fitting_cases (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *entry;
    gboolean is_offered[3]; /* by EdFormKind */
  } cases[] = {
    { "Case 240 (Suzuki - Kék)", { TRUE, TRUE, FALSE } },
    { "Case 255 (Bosch - Fűzfa)", { TRUE, FALSE, TRUE } },
    { "Case 270", { FALSE, FALSE, FALSE } }, /* legal */
    { "Case 221", { FALSE, FALSE, FALSE } }, /* financial */
    { "Case 199", { FALSE, FALSE, FALSE } }, /* closed */
  };

  wait_for_cases (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (has_entry (fixture, cases[i].entry),
                     ==,
                     cases[i].is_offered[GPOINTER_TO_INT (data)]);
}

static void
test_page_hides_names (Fixture *fixture, gconstpointer data)
{
  wait_for_cases (fixture);
  gtk_drop_down_set_selected (fixture->cases, find_entry (fixture->cases, "Kék"));
  wait_for_document (fixture, "Treatment log 240", "Kék");
  g_object_set (fixture->page, "private", TRUE, NULL);
  g_assert_false (has_entry (fixture, "Kék"));
  g_assert_true (has_entry (fixture, "Case 240 (Suzuki - ••••••)"));
  wait_for_document (fixture, "Treatment log", NULL);
  g_object_set (fixture->page, "private", FALSE, NULL);
  g_assert_true (has_entry (fixture, "Case 240 (Suzuki - Kék)"));
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (fixture->page, GTK_TYPE_BUTTON, found);
  for (guint i = 0; i < found->len; i++)
    {
      if (g_strcmp0 (gtk_button_get_label (found->pdata[i]), label) == 0)
        return found->pdata[i];
    }
  g_assert_not_reached ();
}

/* The pages are to be seen, and "Save as…" and "Print…" are there once. */
static void
test_page_shows_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) previews = g_ptr_array_new ();
  GtkWidget *print = find_button (fixture, "Print…");
  guint n_pages;

  g_assert_false (gtk_widget_get_sensitive (print));
  collect (fixture->page, ED_TYPE_PREVIEW, previews);
  while (!gtk_widget_get_sensitive (print))
    g_main_context_iteration (NULL, TRUE);
  g_object_get (previews->pdata[0], "n-pages", &n_pages, NULL);
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture, "Save as…")));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (
      gtk_widget_get_template_child (previews->pdata[0], ED_TYPE_PREVIEW, "file_tools"))));
}

/* However long a company's name is: what is chosen does not widen the window. */
static void
test_page_fits_narrow_window (Fixture *fixture, gconstpointer data)
{
  int minimum;

  wait_for_cases (fixture);
  gtk_drop_down_set_selected (fixture->cases, find_entry (fixture->cases, "A very long company"));
  wait_for_document (fixture, "Treatment log 268", NULL);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* While it is being written, and nothing has been seen yet. */
static void
test_page_goes_at_once (Fixture *fixture, gconstpointer data)
{
  g_assert_null (ed_form_page_document (ED_FORM_PAGE (fixture->page)));
}

static void
note_written (GObject *source, GAsyncResult *result, gpointer written)
{
  *(GBytes **) written = ed_form_write_finish (result, NULL);
}

/* After the wait nothing draws any more: the answer is there to be fetched without waiting. */
static void
test_form_is_waited_for (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  GBytes *written = NULL;

  ed_form_write_async (ED_FORM_CASE_FILE, NULL, NULL, settings, "en", NULL, note_written, &written);
  ed_form_write_wait ();
  while (written == NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_nonnull (written);
  g_bytes_unref (written);
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/client/form-page/shows-empty-form", ED_FORM_TREATMENT_LOG, test_page_shows_empty_form);
  ADD ("/client/form-page/shows-pages", ED_FORM_CASE_FILE, test_page_shows_pages);
  ADD ("/client/form-page/fits-narrow-window", ED_FORM_TREATMENT_LOG, test_page_fits_narrow_window);
  ADD ("/client/form-page/goes-at-once", ED_FORM_CASE_FILE, test_page_goes_at_once);
  ADD ("/client/form-page/changes-language", ED_FORM_TREATMENT_LOG, test_page_changes_language);
  ADD ("/client/form-page/takes-from-case", ED_FORM_TREATMENT_LOG, test_page_takes_from_case);
  ADD ("/client/form-page/follows-case", ED_FORM_TREATMENT_LOG, test_page_follows_case);
  ADD ("/client/form-page/offers/satisfaction",
       ED_FORM_SATISFACTION,
       test_page_offers_fitting_cases);
  ADD ("/client/form-page/offers/treatment-log",
       ED_FORM_TREATMENT_LOG,
       test_page_offers_fitting_cases);
  ADD ("/client/form-page/offers/case-file", ED_FORM_CASE_FILE, test_page_offers_fitting_cases);
  ADD ("/client/form-page/hides-names", ED_FORM_TREATMENT_LOG, test_page_hides_names);
  g_test_add_func ("/client/form-page/is-waited-for", test_form_is_waited_for);
  status = g_test_run ();
  ed_form_write_wait ();
  return status;
}
