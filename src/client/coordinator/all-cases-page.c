/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/all-cases-page.h"

#include "client/closures.h"
#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/case-cell.h"
#include "client/coordinator/case-columns.h"
#include "client/coordinator/case-inquiry.h"
#include "client/coordinator/case-selection.h"
#include "client/coordinator/cases-export.h"
#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/page.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows that fill a window of usual size, and those that the view has widgets for. */
#define STEP 18
#define LIMIT 208

struct _EdAllCasesPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdWrap *marks;
  EdWrap *states;
  EdWrap *types;
  GtkColumnView *view;
  GtkAdjustment *across; /* where the view is scrolled to; its page is what can be seen */
  GtkSearchBar *search_bar;
  GtkEditable *entry;
  GtkPopover *menu;
  GtkSelectionModel *selection; /* of several */
  GtkColumnViewColumn *columns[ED_N_COLUMNS];
  EdDesk *desk;
  EdCaseInquiry *inquiry;
  EdCasesExport *export; /* the latest, or NULL */
  int asked_column;      /* which column's sorter was asked last; to find out the first one */
  guint fitting;         /* the columns are going to be fitted */
};

enum
{
  PROP_DESK = 1,
  PROP_INQUIRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAllCasesPage, ed_all_cases_page, GTK_TYPE_WIDGET)

/* --- sorting --------------------------------------------------------------------------------- */

typedef struct
{
  EdAllCasesPage *page; /* owns the column and so the sorter */
  EdColumn column;
} Sorting;

/* The rows come sorted: the sorters serve the headers alone. Each notes that it was asked, and says
 * "smaller", which the header turns round for a descending column. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sorting *sorting = data;

  sorting->page->asked_column = (int) sorting->column;
  return -1;
}

/* The view's sorter asks the first column's sorter first, and it never says "equal". */
static void
on_sorter_changed (EdAllCasesPage *self, GtkSorterChange change, GtkSorter *sorter)
{
  GtkOrdering order;

  if (self->view == NULL)
    return; /* it is losing its columns */
  self->asked_column = -1;
  order = gtk_sorter_compare (sorter, self, self->view); /* of the same it would ask nobody */
  if (self->asked_column < 0)
    return;
  ed_case_inquiry_set_sort (self->inquiry,
                            (EdSort) ed_column_form ((EdColumn) self->asked_column)->sort,
                            order == GTK_ORDERING_LARGER);
}

static GtkSorter *
make_sorter (EdAllCasesPage *self, EdColumn column)
{
  Sorting *sorting = g_new (Sorting, 1);

  sorting->page = self;
  sorting->column = column;
  return GTK_SORTER (gtk_custom_sorter_new (note_column, sorting, g_free));
}

/* --- columns --------------------------------------------------------------------------------- */

/* A cell knows its list item, which owns it, so that a press on the cell finds the row. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *cell = ed_case_cell_new ((EdColumn) GPOINTER_TO_UINT (column));

  g_object_set_data (G_OBJECT (cell), "list-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ed_case_cell_set_item (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ed_case_cell_set_item (gtk_list_item_get_child (item), NULL);
}

static void
add_column (EdAllCasesPage *self, EdColumn column)
{
  const EdColumnForm *form = ed_column_form (column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  made = gtk_column_view_column_new (_ (form->title), factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made,
                                     column == ED_COLUMN_COMPANY || column == ED_COLUMN_ALIAS
                                         || column == ED_COLUMN_EXPERT);
  if (form->sort >= 0)
    {
      g_autoptr (GtkSorter) sorter = make_sorter (self, column);

      gtk_column_view_column_set_sorter (made, sorter);
    }
  gtk_column_view_append_column (self->view, made);
  self->columns[column] = made;
  g_object_unref (made);
}

/* As many columns as there is room for. */
static gboolean
fit_columns (gpointer data)
{
  EdAllCasesPage *self = data;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));
  guint fitting = ed_columns_fit ((int) gtk_adjustment_get_page_size (self->across),
                                  (double) character / PANGO_SCALE);

  pango_font_metrics_unref (metrics);
  for (int i = 0; i < ED_N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], (fitting >> i & 1) != 0);
  self->fitting = 0;
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
on_width_changed (EdAllCasesPage *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add (fit_columns, self);
}

/* --- filters --------------------------------------------------------------------------------- */

static const EdChoice mark_choices[] = {
  { "unanswered", N_ ("Messages to answer") },
  { NULL, NULL },
};

/* The index of the chip of CHIPS that is pressed, or ED_ABSENT. */
static gint64
find_pressed (EdWrap *chips)
{
  gint64 i = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      return i;
  return ED_ABSENT;
}

/* Chips of one kind exclude each other; a chip pressed again lets go. */
static void
on_chip_toggled (EdAllCasesPage *self, GtkToggleButton *chip)
{
  GtkWidget *wrap = gtk_widget_get_parent (GTK_WIDGET (chip));

  for (GtkWidget *other = gtk_widget_get_first_child (wrap);
       other != NULL && gtk_toggle_button_get_active (chip);
       other = gtk_widget_get_next_sibling (other))
    if (other != GTK_WIDGET (chip))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
  ed_case_inquiry_set_state (self->inquiry, find_pressed (self->states));
  ed_case_inquiry_set_type (self->inquiry, find_pressed (self->types));
  ed_case_inquiry_set_marked (self->inquiry, find_pressed (self->marks) != ED_ABSENT);
}

static void
add_chips (EdAllCasesPage *self, EdWrap *wrap, const EdChoice *choices)
{
  for (; choices->word != NULL; choices++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (choices->label));

      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (wrap, chip);
    }
}

static void
release_chips (EdWrap *wrap)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (wrap)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), FALSE);
}

static void
on_text_changed (EdAllCasesPage *self)
{
  ed_case_inquiry_set_text (self->inquiry, gtk_editable_get_text (self->entry));
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->entry, "");
  release_chips (self->states);
  release_chips (self->types);
  release_chips (self->marks);
}

static char *
choose_state (gpointer object, gboolean loaded, guint shown, gboolean narrowed, gint64 syncing)
{
  if (shown > 0)
    return g_strdup ("table");
  if (syncing > 0 && !narrowed)
    return g_strdup ("syncing");
  if (!loaded)
    return g_strdup ("loading");
  return g_strdup (narrowed ? "nothing-found" : "none");
}

static char *
format_shown (gpointer object, gboolean loaded, guint shown)
{
  g_autofree char *number = NULL;
  g_autoptr (GString) text = NULL;

  if (!loaded)
    return g_strdup ("");
  number = ed_closure_number (NULL, shown);
  /* Translators: {n} is replaced by the number, with its separators */
  text = g_string_new (ngettext ("{n} case", "{n} cases", shown));
  g_string_replace (text, "{n}", number, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- the selected cases ---------------------------------------------------------------------- */

static void
on_selected (EdAllCasesPage *self)
{
  g_autoptr (EdCaseItem) item = ed_selection_get_only (self->selection);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "all-cases.open", item != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "all-cases.assign",
                                 item != NULL && ed_case_is_open (ed_case_item_case (item)));
}

static void
on_row_activated (EdAllCasesPage *self, guint position)
{
  g_autoptr (EdCaseItem) item =
      g_list_model_get_item (G_LIST_MODEL (ed_case_inquiry_list (self->inquiry)), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.open-case",
                                "s",
                                ed_case_item_case (item)->id);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (EdCaseItem) item = ed_selection_get_only (ED_ALL_CASES_PAGE (widget)->selection);

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.open-case", "s", ed_case_item_case (item)->id);
}

static void
on_assigned (EdAllCasesPage *self, const char *command_id, const char *expert)
{
  const char *commands[] = { command_id, NULL };
  g_autofree char *text = NULL;

  /* Translators: name of an expert */
  text = g_strdup_printf (_ ("Assigned to %s"), expert);
  ed_toast (GTK_WIDGET (self), text, commands);
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  g_autoptr (EdCaseItem) item = ed_selection_get_only (self->selection);
  EdAssignDialog *dialog;

  if (item == NULL || !ed_case_is_open (ed_case_item_case (item)))
    return;
  dialog = ed_assign_dialog_open (widget, self->desk, ed_case_item_case (item));
  g_signal_connect_object (dialog, "assigned", G_CALLBACK (on_assigned), self, G_CONNECT_SWAPPED);
}

static void
open_menu (EdAllCasesPage *self, double x, double y)
{
  GdkRectangle place = { 0, 0, 1, 1 };
  double page_x, page_y;

  if (ed_selection_count (self->selection) == 0)
    return;
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view),
                                    GTK_WIDGET (self),
                                    x,
                                    y,
                                    &page_x,
                                    &page_y);
  place.x = (int) page_x;
  place.y = (int) page_y;
  gtk_popover_set_pointing_to (self->menu, &place);
  gtk_popover_popup (self->menu);
}

/* The position of the row at a place in the view. */
static guint
find_position (EdAllCasesPage *self, double x, double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  for (; at != NULL && at != GTK_WIDGET (self->view); at = gtk_widget_get_parent (at))
    {
      /* Beside the text, what is hit is the box around the cell. */
      GtkWidget *cell = ed_case_cell_is (at) ? at : gtk_widget_get_first_child (at);

      if (cell != NULL && ed_case_cell_is (cell))
        item = g_object_get_data (G_OBJECT (cell), "list-item");
      if (item != NULL)
        return gtk_list_item_get_position (item);
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
on_right_pressed (EdAllCasesPage *self, int n_press, double x, double y)
{
  guint position = find_position (self, x, y);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  /* Within what is selected, the menu is for all of that. */
  if (!gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  open_menu (self, x, y);
}

static void
on_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);

  open_menu (self, gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0, 48);
}

/* What the table shows, all of it. */
static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  gboolean is_csv = g_str_equal (g_variant_get_string (parameter, NULL), "csv");

  g_clear_pointer (&self->export, ed_cases_export_free);
  self->export = ed_cases_export_new (widget,
                                      self->desk,
                                      is_csv ? ED_SPREADSHEET_CSV : ED_SPREADSHEET_XLSX,
                                      ed_case_inquiry_query (self->inquiry));
  ed_export_begin (ed_cases_export_export (self->export));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_all_cases_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else
    g_value_set_object (value, self->inquiry);
}

static void
ed_all_cases_page_dispose (GObject *object)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (object);

  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_pointer (&self->export, ed_cases_export_free);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->inquiry != NULL)
    ed_case_inquiry_stop (self->inquiry);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  g_clear_pointer (&self->page, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ED_TYPE_ALL_CASES_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->inquiry);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_all_cases_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/all-cases-page.ui");
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, page);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, marks);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, states);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, types);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, view);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, across);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, search_bar);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, entry);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, menu);
  gtk_widget_class_bind_template_callback (class, choose_state);
  gtk_widget_class_bind_template_callback (class, format_shown);
  gtk_widget_class_bind_template_callback (class, on_text_changed);
  gtk_widget_class_bind_template_callback (class, on_row_activated);
  gtk_widget_class_bind_template_callback (class, on_right_pressed);
  gtk_widget_class_bind_template_callback (class, on_width_changed);
  gtk_widget_class_bind_template_callback_full (class, "is_not", G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (class,
                                                "fraction",
                                                G_CALLBACK (ed_closure_fraction));
  gtk_widget_class_bind_template_callback_full (class,
                                                "progress_text",
                                                G_CALLBACK (ed_closure_progress));
}

static void
ed_all_cases_page_class_init (EdAllCasesPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_all_cases_page_get_property;
  object_class->dispose = ed_all_cases_page_dispose;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_INQUIRY] =
      g_param_spec_object ("inquiry", NULL, NULL, ED_TYPE_CASE_INQUIRY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, on_show_all);
  gtk_widget_class_install_action (widget_class, "all-cases.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "all-cases.assign", NULL, on_assign);
  gtk_widget_class_install_action (widget_class, "all-cases.menu", NULL, on_menu);
  gtk_widget_class_install_action (widget_class, "all-cases.save", "s", on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "all-cases.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_F10,
                                       GDK_SHIFT_MASK,
                                       "all-cases.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_d,
                                       GDK_CONTROL_MASK,
                                       "all-cases.assign",
                                       NULL);
}

static void
ed_all_cases_page_init (EdAllCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->entry);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  for (int i = 0; i < ED_N_COLUMNS; i++)
    add_column (self, (EdColumn) i);
}

GtkWidget *
ed_all_cases_page_new (EdDesk *desk)
{
  EdAllCasesPage *self = g_object_new (ED_TYPE_ALL_CASES_PAGE, NULL);
  GListModel *list;

  self->desk = g_object_ref (desk);
  self->inquiry = ed_case_inquiry_new (desk);
  list = G_LIST_MODEL (ed_case_inquiry_list (self->inquiry));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (list)));
  gtk_column_view_set_model (self->view, self->selection);
  ed_row_list_pace (ed_case_inquiry_list (self->inquiry), GTK_WIDGET (self->view), STEP, LIMIT);
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "items-changed",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);
  on_selected (self);
  add_chips (self, self->marks, mark_choices);
  add_chips (self, self->states, ed_case_state_choices);
  add_chips (self, self->types, ed_case_type_choices);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view),
                           "changed",
                           G_CALLBACK (on_sorter_changed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_sort_by_column (self->view,
                                  self->columns[ED_COLUMN_RECORDED],
                                  GTK_SORT_DESCENDING);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}
