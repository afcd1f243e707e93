/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/code-sheet.h"

#include "client/widgets/toast.h"
#include "sync/secret.h"

#include <glib/gi18n.h>

#define FONT "Monospace 12"

char *
ed_code_sheet_text (const char *organisation, const char *user, char **codes)
{
  GString *text = g_string_new (NULL);

  /* Translators: %s is the organisation's name */
  g_string_append_printf (text,
                          _ ("Recovery codes for the Experts' Dashboard of %s"),
                          organisation != NULL ? organisation : "");
  g_string_append_printf (text, "\n%s\n\n", user != NULL ? user : "");
  g_string_append (text,
                   _ ("Each works once, in place of a code from the authenticator app.\n"
                      "Keep them where nobody else finds them, and apart from your computer."));
  g_string_append (text, "\n\n");
  for (char **code = codes; code != NULL && *code != NULL; code++)
    g_string_append_printf (text, "%s\n", *code);
  return g_string_free (text, FALSE);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer text)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_cairo_show_layout (cairo, layout);
}

static void
free_text (gpointer text)
{
  ed_secret_free (text);
}

GtkPrintOperation *
ed_code_sheet_print_new (const char *text)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  char *copy = g_strdup (text);

  g_object_set_data_full (G_OBJECT (operation), "text", copy, free_text);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), copy);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, _ ("Recovery codes"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  return operation;
}

void
ed_code_sheet_print (GtkWidget *from, const char *text)
{
  g_autoptr (GtkPrintOperation) operation = ed_code_sheet_print_new (text);
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, &error)
      != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  sentence = g_strdup_printf (_ ("It could not be printed: %s"), error->message);
  ed_toast (from, sentence, NULL);
}
