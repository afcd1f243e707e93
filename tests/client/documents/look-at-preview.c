/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows a file in a preview and writes a picture of it: what one looks at while designing.
 *
 *   ED_RENDER=build/src/render/experts-dashboard-render \
 *     tests/support/with-display build/tests/client/documents/look-at-preview FILE OUT.png
 *
 * with --width, --height, --dark, --scale PERCENT, --find WORDS, --do ACTION (a few times), --page
 * N; or, to look at it by hand, with --stay. Without FILE ("-"): the sample document. */

#include "client/documents/preview-pages.h"
#include "client/documents/preview.h"
#include "client/shell/picture.h"
#include "sample-documents.h"

#include <adwaita.h>

static int width = 900, height = 700, scale = 100, page;
static gboolean dark, stay;
static char *find;
static char **deeds, **arguments;
static GtkWidget *preview;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_INT, &scale, NULL, NULL },
  { "page", 0, 0, G_OPTION_ARG_INT, &page, NULL, NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "stay", 0, 0, G_OPTION_ARG_NONE, &stay, NULL, NULL },
  { "find", 0, 0, G_OPTION_ARG_STRING, &find, NULL, NULL },
  { "do", 0, 0, G_OPTION_ARG_STRING_ARRAY, &deeds, NULL, NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments, NULL, NULL },
  { NULL },
};

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

static gboolean
on_drawn (gpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (preview);

  if (!ed_picture_save (GTK_WIDGET (root), arguments[1], &error))
    g_printerr ("%s\n", error->message);
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_shown (gpointer data)
{
  for (char **deed = deeds; deed != NULL && *deed != NULL; deed++)
    gtk_widget_activate_action (preview, *deed, NULL);
  if (find != NULL)
    {
      gtk_widget_activate_action (preview, "preview.search", NULL);
      gtk_editable_set_text (GTK_EDITABLE (find_type (preview, GTK_TYPE_SEARCH_ENTRY)), find);
    }
  if (page > 0)
    ed_preview_pages_go_to (ED_PREVIEW_PAGES (find_type (preview, ED_TYPE_PREVIEW_PAGES)),
                            (guint) page);
  g_timeout_add (1500, on_drawn, data);
  return G_SOURCE_REMOVE;
}

static GBytes *
load (const char *path)
{
  char *bytes;
  gsize length;

  if (g_str_equal (path, "-"))
    return ed_sample_pdf ();
  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return g_bytes_new_static ("", 0);
  return g_bytes_new_take (bytes, length);
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GBytes) bytes = load (arguments[0]);
  g_autofree char *name = g_path_get_basename (arguments[0]);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                1024 * 96 * scale / 100,
                "gtk-enable-animations",
                FALSE,
                NULL);
  preview = ed_preview_new ();
  gtk_widget_set_vexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), preview);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (g_bytes_get_size (bytes) > 0)
    ed_preview_set_document (ED_PREVIEW (preview), name, bytes);
  gtk_window_present (GTK_WINDOW (window));
  if (!stay)
    g_timeout_add (1500, on_shown, application);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (AdwApplication) application = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || g_strv_length (arguments) != 2)
    return 2;
  application = adw_application_new (ED_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
