/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/stage.h"

#include "client/widgets/icon-thread.h"

#include <adwaita.h>

/* A test that waits in vain ends, and says so. */
#ifdef __SANITIZE_ADDRESS__
#  define LIMIT_S 1200
#else
#  define LIMIT_S 120
#endif

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static gboolean
asks_something (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data))
      return TRUE;
  return FALSE;
}

/* As GLib writes, but for how later libadwaitas measure the heading of their own message dialog:
 * GTK 4.18 warns of it. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer unused)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0
        && g_str_has_prefix (fields[i].value, "Trying to measure GtkLabel") && asks_something ())
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, unused);
}

GtkWindow *
ed_stage_show (GtkWidget *widget, int width, int height)
{
  static gsize is_set_up = 0;
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  if (g_once_init_enter (&is_set_up))
    {
      g_log_set_writer_func (write_log, NULL, NULL);
      ed_icon_thread_keep ();
      g_once_init_leave (&is_set_up, 1);
    }
  g_object_set_data (G_OBJECT (window), "staged", widget);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
  ed_stage_wait (is_drawn, widget);
  return window;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
ed_stage_close (GtkWindow *window)
{
  gpointer widget = g_object_get_data (G_OBJECT (window), "staged");

  g_object_add_weak_pointer (widget, &widget);
  gtk_window_destroy (window);
  ed_stage_wait (is_null, &widget);
}

static gboolean
on_too_long (gpointer is_too_long)
{
  *(gboolean *) is_too_long = TRUE;
  return G_SOURCE_REMOVE;
}

void
ed_stage_wait (gboolean (*condition) (gpointer data), gpointer data)
{
  gboolean is_too_long = FALSE;
  guint limit = g_timeout_add_seconds (LIMIT_S, on_too_long, &is_too_long);

  while (!condition (data))
    {
      if (is_too_long)
        g_error ("waited for %d seconds in vain", LIMIT_S);
      g_main_context_iteration (NULL, TRUE);
    }
  if (!is_too_long)
    g_source_remove (limit);
}

void
ed_stage_settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static const char *
find_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return GTK_IS_EDITABLE (widget) ? gtk_editable_get_text (GTK_EDITABLE (widget)) : NULL;
}

GtkWidget *
ed_stage_find (GtkWidget *root, GType type, const char *text)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (!gtk_widget_get_visible (root))
    return NULL;
  if ((type == 0 || G_TYPE_CHECK_INSTANCE_TYPE (root, type))
      && (text == NULL || g_strcmp0 (find_text (root), text) == 0))
    return root;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (gtk_widget_get_child_visible (child))
        found = ed_stage_find (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
ed_stage_find_type (GtkWidget *root, GType type)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ed_stage_find_type (child, type);
  return found;
}

gboolean
ed_stage_says (GtkWidget *root, const char *text)
{
  return ed_stage_find (root, GTK_TYPE_LABEL, text) != NULL;
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Saying;

static gboolean
is_said (gpointer data)
{
  const Saying *saying = data;

  return ed_stage_says (saying->root, saying->text);
}

void
ed_stage_wait_for (GtkWidget *root, const char *text)
{
  ed_stage_wait (is_said, &(Saying){ root, text });
}

void
ed_stage_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = ed_stage_find (root, GTK_TYPE_BUTTON, label);

  if (button == NULL)
    {
      GtkWidget *inside = ed_stage_find (root, GTK_TYPE_LABEL, label);

      g_assert_nonnull (inside);
      button = gtk_widget_get_ancestor (inside, GTK_TYPE_BUTTON);
    }
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

char *
ed_stage_text (gpointer object, const char *property)
{
  char *text;

  g_object_get (object, property, &text, NULL);
  return text;
}
