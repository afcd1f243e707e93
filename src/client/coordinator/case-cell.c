/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-cell.h"

#include "client/cases/case-texts.h"
#include "client/cases/message-texts.h"
#include "client/coordinator/thirds.h"

#include <glib/gi18n.h>

typedef struct
{
  EdColumn column;
  GtkWidget *widget; /* that carries this: the label, or the box */
  GtkLabel *label;   /* of text, of progress, of the badge */
  EdThirds *thirds;
  GtkImage *icon; /* of the badge; beside the number: of a thread that asks for something */
  EdCaseItem *item;
  gboolean is_due; /* shows what was there before the item */
  GtkRoot *root;   /* whose privacy is followed, or NULL; borrowed while the widget is rooted */
} Cell;

static GQuark
get_key (void)
{
  static GQuark key;

  if (key == 0)
    key = g_quark_from_static_string ("ed-case-cell");
  return key;
}

static Cell *
get_cell (GtkWidget *widget)
{
  return g_object_get_qdata (G_OBJECT (widget), get_key ());
}

/* --- showing --------------------------------------------------------------------------------- */

static gboolean
is_private (const Cell *cell)
{
  gboolean is_private = FALSE;

  if (cell->root != NULL)
    g_object_get (cell->root, "private", &is_private, NULL);
  return is_private;
}

static void
show_progress (const Cell *cell)
{
  g_autofree char *text = ed_case_progress_text (NULL, cell->item);

  gtk_widget_set_visible (cell->widget, cell->item != NULL);
  ed_thirds_set_filled (cell->thirds, (guint) ed_case_progress_value (NULL, cell->item));
  gtk_label_set_label (cell->label, text);
}

static void
show_badge (const Cell *cell)
{
  gboolean has_badge = ed_case_has_badge (NULL, cell->item);
  g_autofree char *text = NULL;
  g_autofree char *icon = NULL;
  g_autofree char *fact = NULL;
  g_auto (GStrv) classes = NULL;

  gtk_widget_set_visible (cell->widget, has_badge);
  if (!has_badge)
    return;
  text = ed_case_badge_text (NULL, cell->item);
  icon = ed_case_badge_icon (NULL, cell->item);
  fact = ed_case_badge_fact (NULL, cell->item);
  classes = ed_case_badge_classes (NULL, cell->item);
  gtk_label_set_label (cell->label, text);
  gtk_image_set_from_icon_name (cell->icon, icon);
  gtk_widget_set_css_classes (cell->widget, (const char **) classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  fact,
                                  -1);
}

static void
show_mark (const Cell *cell)
{
  gboolean has_mark = ed_case_has_mark (NULL, cell->item);
  g_autofree char *text = ed_case_mark_text (NULL, cell->item);

  gtk_widget_set_visible (GTK_WIDGET (cell->icon), has_mark);
  if (!has_mark)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

/* Asked for when it is to be seen: to be given a tooltip, a widget asks the screen where the
 * pointer is and waits for the answer, which a table's rows cannot do with every frame. */
static gboolean
on_query_tooltip (GtkWidget *pointed,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip,
                  GtkWidget *widget)
{
  const Cell *cell = get_cell (widget);
  g_autofree char *text = NULL;

  if (cell->item == NULL)
    return FALSE;
  text = cell->column == ED_COLUMN_BADGE ? ed_case_badge_fact (NULL, cell->item)
                                         : ed_case_mark_text (NULL, cell->item);
  gtk_tooltip_set_text (tooltip, text);
  return *text != '\0';
}

/* The keyboard stops at the row, too, and its first cell says which case it is. */
static void
name_row (const Cell *cell)
{
  GtkWidget *place = gtk_widget_get_parent (cell->widget);
  GtkWidget *row = place != NULL ? gtk_widget_get_parent (place) : NULL;
  g_autofree char *title = NULL;

  if (row == NULL || cell->item == NULL || gtk_widget_get_prev_sibling (place) != NULL)
    return;
  title = ed_case_title_text (NULL, cell->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_item (GtkWidget *widget)
{
  Cell *cell = get_cell (widget);
  g_autofree char *text = NULL;

  cell->is_due = FALSE;
  if (cell->column == ED_COLUMN_PROGRESS)
    show_progress (cell);
  else if (cell->column == ED_COLUMN_BADGE)
    show_badge (cell);
  else
    {
      text = ed_column_text (cell->column, cell->item, is_private (cell));
      gtk_label_set_label (cell->label, text);
    }
  if (cell->column == ED_COLUMN_NUMBER)
    show_mark (cell);
  name_row (cell);
}

/* --- following the window -------------------------------------------------------------------- */

static void
on_root (GtkWidget *widget)
{
  Cell *cell = get_cell (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (cell->root != NULL)
    g_signal_handlers_disconnect_by_func (cell->root, show_item, widget);
  cell->root = NULL;
  if (root == NULL || g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") == NULL)
    return;
  cell->root = root;
  g_signal_connect_object (root,
                           "notify::private",
                           G_CALLBACK (show_item),
                           widget,
                           G_CONNECT_SWAPPED);
  show_item (widget);
}

/* --- making ---------------------------------------------------------------------------------- */

/* For what is pointed at in the cell of WIDGET. */
static void
give_tooltip (GtkWidget *pointed, GtkWidget *widget)
{
  gtk_widget_set_has_tooltip (pointed, TRUE);
  g_signal_connect (pointed, "query-tooltip", G_CALLBACK (on_query_tooltip), widget);
}

static GtkWidget *
make_label (Cell *cell)
{
  cell->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (cell->label, 0);
  return GTK_WIDGET (cell->label);
}

/* In characters; beside the number there is room for the mark. */
static int
get_width (EdColumn column)
{
  int width = ed_column_form (column)->width;

  return column == ED_COLUMN_NUMBER ? width - 3 : width;
}

/* Figures stand under each other. */
static gboolean
is_number (EdColumn column)
{
  return column == ED_COLUMN_NUMBER || column == ED_COLUMN_SESSIONS || column == ED_COLUMN_SCORE;
}

static GtkWidget *
make_text (Cell *cell)
{
  GtkWidget *label = make_label (cell);

  gtk_label_set_width_chars (cell->label, get_width (cell->column));
  if (is_number (cell->column))
    gtk_label_set_xalign (cell->label, 1);
  if (cell->column == ED_COLUMN_NUMBER || cell->column == ED_COLUMN_RECORDED)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (cell->label, PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
make_number (Cell *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  cell->icon = g_object_new (GTK_TYPE_IMAGE,
                             "icon-name",
                             "ed-message-symbolic",
                             "accessible-role",
                             GTK_ACCESSIBLE_ROLE_IMG,
                             NULL);
  gtk_widget_add_css_class (GTK_WIDGET (cell->icon), "accent");
  give_tooltip (GTK_WIDGET (cell->icon), box);
  gtk_box_append (GTK_BOX (box), make_text (cell));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->icon));
  return box;
}

static GtkWidget *
make_progress (Cell *cell)
{
  const char *classes[] = { "caption", "dim-label", "numeric", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = make_label (cell);

  cell->thirds = ED_THIRDS (ed_thirds_new ());
  gtk_widget_set_css_classes (label, classes);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->thirds));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_badge (Cell *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  cell->icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  give_tooltip (box, box);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->icon));
  gtk_box_append (GTK_BOX (box), make_label (cell));
  return box;
}

static void
free_cell (gpointer data)
{
  Cell *cell = data;

  g_clear_object (&cell->item);
  g_free (cell);
}

GtkWidget *
ed_case_cell_new (EdColumn column)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->column = column;
  if (column == ED_COLUMN_PROGRESS)
    cell->widget = make_progress (cell);
  else if (column == ED_COLUMN_BADGE)
    cell->widget = make_badge (cell);
  else if (column == ED_COLUMN_NUMBER)
    cell->widget = make_number (cell);
  else
    cell->widget = make_text (cell);
  g_object_set_qdata_full (G_OBJECT (cell->widget), get_key (), cell, free_cell);
  if (ed_column_form (column)->is_private)
    g_signal_connect (cell->widget, "notify::root", G_CALLBACK (on_root), NULL);
  show_item (cell->widget);
  return cell->widget;
}

void
ed_case_cell_set_item (GtkWidget *widget, EdCaseItem *item)
{
  Cell *cell = get_cell (widget);

  g_return_if_fail (cell != NULL);
  if (cell->item != NULL)
    g_signal_handlers_disconnect_by_func (cell->item, show_item, widget);
  g_set_object (&cell->item, item);
  cell->is_due = item != NULL;
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show_item), widget, G_CONNECT_SWAPPED);
}

void
ed_case_cell_fill (GtkWidget *widget)
{
  const Cell *cell = get_cell (widget);

  g_return_if_fail (cell != NULL);
  if (cell->is_due)
    show_item (widget);
}

gboolean
ed_case_cell_is_due (GtkWidget *widget)
{
  const Cell *cell = get_cell (widget);

  return cell != NULL && cell->is_due;
}

gboolean
ed_case_cell_is (GtkWidget *widget)
{
  return get_cell (widget) != NULL;
}
