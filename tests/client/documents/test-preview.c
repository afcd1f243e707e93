/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview shows what it is given, says what it cannot show, and goes without a trace. */

#include "client/documents/preview-pages.h"
#include "client/documents/preview-print.h"
#include "client/documents/preview-thumbnails.h"
#include "client/documents/preview.h"
#include "sample-documents.h"
#include "support/server-process.h"

#include <adwaita.h>

#ifdef __SANITIZE_ADDRESS__
#  define WATCHDOG_S 600
#else
#  define WATCHDOG_S 60
#endif

typedef struct
{
  GtkWidget *window;
  EdPreview *preview;
  EdPreviewPages *pages;
} Fixture;

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = g_object_ref (gtk_window_new ());
  fixture->preview = ED_PREVIEW (ed_preview_new ());
  fixture->pages =
      ED_PREVIEW_PAGES (find_type (GTK_WIDGET (fixture->preview), ED_TYPE_PREVIEW_PAGES));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->preview));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer preview = fixture->preview;

  g_object_add_weak_pointer (preview, &preview);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (preview);
}

static gboolean
on_watchdog (gpointer data)
{
  g_error ("waited too long for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until CONDITION of FIXTURE holds. */
static void
wait_until (gboolean (*condition) (Fixture *fixture), Fixture *fixture, const char *what)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_S, on_watchdog, (gpointer) what);

  while (!condition (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

#define WAIT_UNTIL(condition, fixture) wait_until (condition, fixture, #condition)

static char *
get_text (gpointer object, const char *property)
{
  char *text;

  g_object_get (object, property, &text, NULL);
  return text;
}

static guint
get_number (gpointer object, const char *property)
{
  guint number;

  g_object_get (object, property, &number, NULL);
  return number;
}

static double
get_zoom (Fixture *fixture)
{
  double zoom;

  g_object_get (fixture->pages, "zoom", &zoom, NULL);
  return zoom;
}

static gboolean
is_in_state (Fixture *fixture, const char *state)
{
  g_autofree char *now = get_text (fixture->preview, "state");

  return g_str_equal (now, state);
}

static gboolean
shows_pages (Fixture *fixture)
{
  return is_in_state (fixture, "pages") && get_number (fixture->pages, "page") > 0;
}

static gboolean
shows_problem (Fixture *fixture)
{
  return is_in_state (fixture, "problem");
}

static EdPreviewSearch *
get_search (Fixture *fixture)
{
  g_autoptr (EdPreviewSearch) search = NULL;

  g_object_get (fixture->preview, "search", &search, NULL);
  return search; /* the preview's own reference is enough */
}

static gboolean
search_is_done (Fixture *fixture)
{
  gboolean busy;

  g_object_get (get_search (fixture), "busy", &busy, NULL);
  return !busy;
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->preview), action, NULL));
}

static void
show_sample (Fixture *fixture)
{
  g_autoptr (GBytes) pdf = ed_sample_pdf ();

  ed_preview_set_document (fixture->preview, "sample.pdf", pdf);
  g_assert_true (is_in_state (fixture, "waiting"));
  WAIT_UNTIL (shows_pages, fixture);
}

static void
test_begins_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_in_state (fixture, "empty"));
  ed_preview_set_waiting (fixture->preview, "log.pdf");
  g_assert_true (is_in_state (fixture, "waiting"));
  ed_preview_set_empty (fixture->preview);
  g_assert_true (is_in_state (fixture, "empty"));
}

static void
test_shows_pdf (Fixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_assert_cmpuint (get_number (fixture->preview, "n-pages"), ==, 3);
  g_assert_cmpuint (get_number (fixture->pages, "page"), ==, 1);
}

/* What is on the screen has the sample's red square. */
static gboolean
has_red (Fixture *fixture)
{
  GtkWidget *widget = GTK_WIDGET (fixture->pages);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autofree guint32 *pixels = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  pixels = g_new (guint32, (gsize) width * height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (gsize i = 0; i < (gsize) width * height; i++)
    if (pixels[i] == 0xffff0000)
      return TRUE;
  return FALSE;
}

static void
test_draws_pages (Fixture *fixture, gconstpointer data)
{
  g_assert_false (has_red (fixture));
  show_sample (fixture);
  WAIT_UNTIL (has_red, fixture);
}

static void
test_shows_one_after_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) image = ed_sample_image ("png", 300, 200, FALSE);
  g_autofree char *name = NULL;

  show_sample (fixture);
  ed_preview_set_document (fixture->preview, "photo.png", image);
  g_assert_true (is_in_state (fixture, "waiting"));
  WAIT_UNTIL (shows_pages, fixture);
  g_assert_cmpuint (get_number (fixture->preview, "n-pages"), ==, 1);
  name = get_text (fixture->preview, "name");
  g_assert_cmpstr (name, ==, "photo.png");
}

static void
test_says_why_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("%PDF-1.7 and then nothing", 25);
  g_autofree char *sentence = NULL;
  g_autofree char *given = NULL;

  ed_preview_set_document (fixture->preview, "broken.pdf", nonsense);
  WAIT_UNTIL (shows_problem, fixture);
  sentence = get_text (fixture->preview, "sentence");
  g_assert_cmpstr (sentence, ==, "The file is damaged or incomplete.");

  ed_preview_set_problem (fixture->preview, "log.pdf", "It is not on this computer yet.");
  given = get_text (fixture->preview, "sentence");
  g_assert_cmpstr (given, ==, "It is not on this computer yet.");

  show_sample (fixture); /* and is none the worse for it */
}

static gboolean
is_at_full_size (Fixture *fixture)
{
  return get_zoom (fixture) == 1.0;
}

static gboolean
is_closer (Fixture *fixture)
{
  return get_zoom (fixture) == 1.25;
}

static gboolean
fits (Fixture *fixture)
{
  gboolean fit;

  g_object_get (fixture->preview, "fit-width", &fit, NULL);
  return fit && get_zoom (fixture) != 1.25;
}

static void
test_zooms_and_fits (Fixture *fixture, gconstpointer data)
{
  gboolean fit;

  show_sample (fixture);
  act (fixture, "preview.full-size");
  WAIT_UNTIL (is_at_full_size, fixture);
  g_object_get (fixture->preview, "fit-width", &fit, NULL);
  g_assert_false (fit);
  act (fixture, "preview.zoom-in");
  WAIT_UNTIL (is_closer, fixture);
  act (fixture, "preview.fit-width");
  WAIT_UNTIL (fits, fixture);
}

static gboolean
is_at_second_page (Fixture *fixture)
{
  return get_number (fixture->pages, "page") == 2;
}

static gboolean
is_at_first_page (Fixture *fixture)
{
  return get_number (fixture->pages, "page") == 1;
}

static void
test_turns_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *thumbnails = find_type (GTK_WIDGET (fixture->preview), ED_TYPE_PREVIEW_THUMBNAILS);

  show_sample (fixture);
  act (fixture, "preview.full-size");
  WAIT_UNTIL (is_at_full_size, fixture);
  act (fixture, "preview.next-page");
  WAIT_UNTIL (is_at_second_page, fixture);
  act (fixture, "preview.previous-page");
  WAIT_UNTIL (is_at_first_page, fixture);
  g_signal_emit_by_name (thumbnails, "page-chosen", 2);
  WAIT_UNTIL (is_at_second_page, fixture);
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Before what is closer has been laid out. */
static void
test_turns_page_at_once (Fixture *fixture, gconstpointer data)
{
  guint left = 3;

  show_sample (fixture);
  act (fixture, "preview.full-size");
  act (fixture, "preview.next-page");
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->preview), count_frame, &left, NULL);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  WAIT_UNTIL (is_at_second_page, fixture);
}

static void
test_rotates (Fixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  for (guint turns = 1; turns <= 4; turns++)
    {
      act (fixture, "preview.rotate");
      g_assert_cmpuint (get_number (fixture->pages, "quarter-turns"), ==, turns % 4);
    }
}

static void
test_finds_words (Fixture *fixture, gconstpointer data)
{
  EdPreviewSearch *search = get_search (fixture);
  GtkWidget *entry = find_type (GTK_WIDGET (fixture->preview), GTK_TYPE_SEARCH_ENTRY);
  const EdPreviewMatch *match;

  show_sample (fixture);
  act (fixture, "preview.search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "furo");
  g_signal_emit_by_name (entry, "search-changed");
  WAIT_UNTIL (search_is_done, fixture);
  g_assert_cmpuint (get_number (search, "found"), ==, 1);
  match = ed_preview_search_current (search);
  g_assert_nonnull (match);
  g_assert_cmpuint (match->page, ==, 0);
  g_assert_cmpuint (ed_preview_search_on_page (search, 0, &match), ==, 1);
  g_assert_cmpuint (ed_preview_search_on_page (search, 1, &match), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "r");
  g_signal_emit_by_name (entry, "search-changed");
  WAIT_UNTIL (search_is_done, fixture);
  g_assert_cmpuint (get_number (search, "found"), ==, 4);
  for (guint i = 2; i <= 5; i++)
    {
      act (fixture, "preview.next-match");
      g_assert_cmpuint (get_number (search, "current"), ==, (i - 1) % 4 + 1);
    }
  act (fixture, "preview.previous-match");
  g_assert_cmpuint (get_number (search, "current"), ==, 4);

  gtk_editable_set_text (GTK_EDITABLE (entry), "zebra");
  g_signal_emit_by_name (entry, "search-changed");
  WAIT_UNTIL (search_is_done, fixture);
  g_assert_cmpuint (get_number (search, "found"), ==, 0);
  g_assert_null (ed_preview_search_current (search));
}

static gboolean
has_selected (Fixture *fixture)
{
  gboolean selected;

  act (fixture, "preview.select-page"); /* as soon as the page has been read */
  g_object_get (fixture->pages, "selected", &selected, NULL);
  return selected;
}

typedef struct
{
  char *text;
  gboolean done;
} Paste;

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;

  paste->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  paste->done = TRUE;
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->preview));
  Paste paste = { NULL, FALSE };

  show_sample (fixture);
  WAIT_UNTIL (has_selected, fixture);
  act (fixture, "preview.copy");
  gdk_clipboard_read_text_async (clipboard, NULL, on_pasted, &paste);
  while (!paste.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (paste.text, ==, ED_SAMPLE_WORDS);
  g_free (paste.text);
}

static gboolean
is_roomy (Fixture *fixture)
{
  gboolean roomy;

  g_object_get (fixture->preview, "roomy", &roomy, NULL);
  return roomy;
}

static void
test_thumbnails_are_beside (Fixture *fixture, gconstpointer data)
{
  GtkWidget *thumbnails = find_type (GTK_WIDGET (fixture->preview), ED_TYPE_PREVIEW_THUMBNAILS);

  show_sample (fixture);
  WAIT_UNTIL (is_roomy, fixture);
  g_assert_true (gtk_widget_get_visible (thumbnails));
  act (fixture, "preview.show-thumbnails");
  g_assert_false (gtk_widget_get_visible (thumbnails));
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  *(int *) data = (int) result;
}

static void
on_opened (EdPreviewDocument *document, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Into a file, which is then looked at as any other document. */
static void
test_prints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = ed_sample_pdf ();
  g_autoptr (EdPreviewDocument) document = ed_preview_document_new (pdf);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ed-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "printed.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean opened = FALSE;
  int result = -1;

  g_signal_connect (document, "opened", G_CALLBACK (on_opened), &opened);
  while (!opened)
    g_main_context_iteration (NULL, TRUE);
  operation = ed_preview_print_new (document, "sample.pdf");
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (on_print_done), &result);
  gtk_print_operation_run (operation,
                           GTK_PRINT_OPERATION_ACTION_EXPORT,
                           GTK_WINDOW (fixture->window),
                           &error);
  g_assert_no_error (error);
  while (result == -1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  ed_preview_document_close (document);

  printed = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);
  ed_preview_set_document (fixture->preview, "printed.pdf", printed);
  WAIT_UNTIL (shows_pages, fixture);
  g_assert_cmpuint (get_number (fixture->preview, "n-pages"), ==, 3);
  ed_remove_tree (folder);
}

/* While the document is being opened, and while a page is being drawn. */
static void
test_goes_at_any_time (void)
{
  Fixture fixture;

  set_up (&fixture, NULL);
  show_sample (&fixture);
  act (&fixture, "preview.zoom-in");
  tear_down (&fixture, NULL);

  for (guint turns = 0; turns < 20; turns++)
    {
      g_autoptr (GBytes) pdf = ed_sample_pdf ();

      set_up (&fixture, NULL);
      ed_preview_set_document (fixture.preview, "sample.pdf", pdf);
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      tear_down (&fixture, NULL);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/client/preview/begins-empty", test_begins_empty);
  ADD ("/client/preview/shows-pdf", test_shows_pdf);
  ADD ("/client/preview/draws-pages", test_draws_pages);
  ADD ("/client/preview/shows-one-after-another", test_shows_one_after_another);
  ADD ("/client/preview/says-why-not", test_says_why_not);
  ADD ("/client/preview/zooms-and-fits", test_zooms_and_fits);
  ADD ("/client/preview/turns-pages", test_turns_pages);
  ADD ("/client/preview/turns-page-at-once", test_turns_page_at_once);
  ADD ("/client/preview/rotates", test_rotates);
  ADD ("/client/preview/finds-words", test_finds_words);
  ADD ("/client/preview/copies", test_copies);
  ADD ("/client/preview/thumbnails-are-beside", test_thumbnails_are_beside);
  ADD ("/client/preview/prints", test_prints);
  g_test_add_func ("/client/preview/goes-at-any-time", test_goes_at_any_time);
  return g_test_run ();
}
