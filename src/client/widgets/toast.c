/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/toast.h"

#include "domain/command.h"
#include "domain/refusal.h"

#include <glib/gi18n.h>

#define CHILDREN "ed-toast-children"
#define SHOWN "ed-toast-shown"
#define BARS "ed-toast-bars"
#define LIFTING "ed-toast-lifting"
#define UNDO "win.undo"
#define LINES 4
#define LEAST_CHARS 8
#define AROUND 24 /* pixels at the sides of a toast, at least */

static void
dismiss (GtkWidget *overlay)
{
  AdwToast *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);

  if (shown != NULL)
    adw_toast_dismiss (shown);
  g_object_set_data (G_OBJECT (overlay), SHOWN, NULL);
}

static void
on_waiting (GtkWidget *overlay, GParamSpec *pspec, EdDesk *desk)
{
  AdwToast *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);
  gint64 waiting;

  g_object_get (desk, "waiting", &waiting, NULL);
  if (waiting == 0 && shown != NULL && g_strcmp0 (adw_toast_get_action_name (shown), UNDO) == 0)
    dismiss (overlay);
}

void
ed_toast_end (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    dismiss (overlay);
}

void
ed_toast_watch (GtkWidget *from, EdDesk *desk)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  dismiss (overlay);
  g_signal_connect_object (desk,
                           "notify::waiting",
                           G_CALLBACK (on_waiting),
                           overlay,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
find_words (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child);
  return found;
}

static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* As labels count: the wider of a letter and a digit. */
static int
measure_char (GtkWidget *label)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (label), NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (1, PANGO_PIXELS_CEIL (width));
}

/* The words of TOAST, which has no room for them on one line. The overlay asks for its height
 * without a width, so it gets that of the width that words want. */
static void
wrap (GtkWidget *overlay, GtkWidget *toast)
{
  GtkWidget *words = find_words (toast);
  int wide = measure_width (toast), room = gtk_widget_get_width (overlay) - AROUND;

  if (words == NULL || room <= 0 || wide <= room)
    return;
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (words), LINES);
  gtk_label_set_max_width_chars (
      GTK_LABEL (words),
      MAX (LEAST_CHARS, (room - (wide - measure_width (words))) / measure_char (words)));
}

/* --- bars below ------------------------------------------------------------------------------ */

static gboolean
is_toast (GtkWidget *widget)
{
  return g_str_equal (gtk_widget_get_css_name (widget), "toast");
}

/* How high the bars at the lower end of OVERLAY reach. */
static int
measure_bars (GtkWidget *overlay)
{
  const GPtrArray *bars = g_object_get_data (G_OBJECT (overlay), BARS);
  float top = (float) gtk_widget_get_height (overlay);
  graphene_rect_t bounds;

  for (guint i = 0; bars != NULL && i < bars->len; i++)
    if (gtk_widget_compute_bounds (bars->pdata[i], overlay, &bounds) && bounds.size.height > 0)
      top = MIN (top, bounds.origin.y);
  return gtk_widget_get_height (overlay) - (int) top;
}

static void
lift (GtkWidget *overlay)
{
  int height = measure_bars (overlay);
  GtkWidget *child = gtk_widget_get_first_child (overlay);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_toast (child))
      gtk_widget_set_margin_bottom (child, height);
}

static gboolean
lift_idly (gpointer overlay)
{
  g_object_steal_data (overlay, LIFTING);
  lift (overlay);
  return G_SOURCE_REMOVE;
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* Nobody may ask for another place while the window lays itself out. */
static void
lift_soon (GtkWidget *overlay)
{
  if (g_object_get_data (G_OBJECT (overlay), LIFTING) != NULL)
    return;
  g_object_set_data_full (
      G_OBJECT (overlay),
      LIFTING,
      GUINT_TO_POINTER (g_idle_add_full (G_PRIORITY_HIGH_IDLE, lift_idly, overlay, NULL)),
      remove_source);
}

void
ed_toast_spare (GtkWidget *bar)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (bar, ADW_TYPE_TOAST_OVERLAY);
  GPtrArray *bars;

  if (overlay == NULL || !gtk_widget_get_mapped (bar))
    return;
  bars = g_object_get_data (G_OBJECT (overlay), BARS);
  if (bars == NULL)
    {
      bars = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (overlay), BARS, bars, (GDestroyNotify) g_ptr_array_unref);
    }
  if (!g_ptr_array_find (bars, bar, NULL))
    g_ptr_array_add (bars, bar);
  lift_soon (overlay);
}

void
ed_toast_cover (GtkWidget *bar)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (bar, ADW_TYPE_TOAST_OVERLAY);
  GPtrArray *bars = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), BARS) : NULL;

  if (bars == NULL)
    return;
  g_ptr_array_remove (bars, bar);
  lift_soon (overlay);
}

/* --- showing --------------------------------------------------------------------------------- */

static void
on_children_changed (GListModel *children,
                     guint position,
                     guint removed,
                     guint added,
                     GtkWidget *overlay)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

      if (is_toast (child))
        wrap (overlay, child);
    }
  lift (overlay);
}

void
ed_toast_wrap (AdwToastOverlay *overlay)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (overlay), CHILDREN) != NULL)
    return;
  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (children, "items-changed", G_CALLBACK (on_children_changed), overlay);
  g_object_set_data_full (G_OBJECT (overlay), CHILDREN, children, g_object_unref);
}

void
ed_toast_show (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }
  dismiss (overlay);
  ed_toast_wrap (ADW_TOAST_OVERLAY (overlay));
  g_object_set_data_full (G_OBJECT (overlay), SHOWN, g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
ed_toast (GtkWidget *from, const char *text, const char *const *commands)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (commands != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, UNDO);
      adw_toast_set_action_target_value (toast, g_variant_new_strv (commands, -1));
      adw_toast_set_timeout (toast, ED_UNDO_S);
    }
  ed_toast_show (from, toast);
}

void
ed_toast_taken (GtkWidget *from,
                const char *text,
                const GPtrArray *commands,
                const GArray *refusals)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < refusals->len; i++)
    if (g_array_index (refusals, EdRefusal, i).code == ED_REFUSAL_NONE)
      g_strv_builder_add (builder, ((const EdCommand *) commands->pdata[i])->id);
  ids = g_strv_builder_end (builder);
  ed_toast (from, text, (const char *const *) ids);
}

AdwToast *
ed_toast_new_undo (const char *text, GCallback on_undo, gpointer object)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, ED_UNDO_S);
  g_signal_connect_object (toast, "button-clicked", on_undo, object, G_CONNECT_SWAPPED);
  return toast;
}
