/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* print-forms FOLDER: every form in every language, empty, for a case and filled in, as documents
 * and as pictures, to be looked at. */

#include "forms/samples.h"

#include <poppler.h>
#include <stdlib.h>

#define SCALE 1.25

static void
paint_pages (GBytes *pdf, const char *path)
{
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *name = g_strdup_printf ("%s-%d.png", path, i + 1);
      cairo_surface_t *picture =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (595 * SCALE), (int) (842 * SCALE));
      cairo_t *cairo = cairo_create (picture);

      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_paint (cairo);
      cairo_scale (cairo, SCALE, SCALE);
      poppler_page_render (page, cairo);
      cairo_destroy (cairo);
      cairo_surface_write_to_png (picture, name);
      cairo_surface_destroy (picture);
      g_object_unref (page);
    }
  g_object_unref (document);
}

static void
print_form (EdFormKind kind,
            gconstpointer values,
            const EdCase *case_,
            const char *language,
            const char *folder,
            const char *state)
{
  g_autoptr (EdSettings) settings = samples_settings ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_form_write_pdf (kind, values, case_, settings, language, &error);
  g_autofree char *name =
      g_strdup_printf ("%s/%s-%s-%s", folder, ed_form_get (kind)->name, language, state);
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  g_assert_no_error (error);
  g_file_set_contents (file, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  paint_pages (pdf, name);
}

int
main (int argc, char *argv[])
{
  const char *const *languages = ed_form_list_languages ();

  if (argc != 2)
    return EXIT_FAILURE;
  for (guint i = 0; languages[i] != NULL; i++)
    {
      for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
        {
          g_autoptr (EdCase) case_ = samples_case (
              kind == ED_FORM_CASE_FILE ? ED_CASE_HEALTH_COACHING : ED_CASE_PSYCHOLOGICAL);
          gpointer values = samples_values (kind, case_, languages[i]);

          print_form (kind, NULL, NULL, languages[i], argv[1], "empty");
          print_form (kind, NULL, case_, languages[i], argv[1], "case");
          print_form (kind, values, case_, languages[i], argv[1], "filled");
          ed_record_free (ed_form_get (kind)->values, values);
        }
    }
  return EXIT_SUCCESS;
}
