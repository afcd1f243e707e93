/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/all-cases-page.h"

#include "client/closures.h"
#include "client/coordinator/archive-panel.h"
#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/assign-many-dialog.h"
#include "client/coordinator/case-inquiry.h"
#include "client/coordinator/case-selection.h"
#include "client/coordinator/cases-export.h"
#include "client/coordinator/column-chooser.h"
#include "client/coordinator/column-set.h"
#include "client/coordinator/import-dialog.h"
#include "client/coordinator/remind-dialog.h"
#include "client/coordinator/table-views.h"
#include "client/coordinator/take-back-dialog.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/answer.h"
#include "client/widgets/focus.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-drafts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows that fill a window of usual size, and those that the view has widgets for. */
#define STEP 18
#define LIMIT 208

/* In pixels: well within a row, where a menu that a key opens points to. */
#define MENU_INSET 12

/* The columns that this account has chosen, kept among the drafts, which nobody else reads. */
#define COLUMNS_KIND "case-columns"
#define REMEMBER_MS 400

struct _EdAllCasesPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdFilterBar *bar;
  GtkColumnView *view;
  GtkAdjustment *across; /* where the view is scrolled to; its page is what can be seen */
  GtkSearchBar *search_bar;
  GtkEditable *entry;
  GtkPopover *menu;
  GtkSelectionModel *selection; /* of several */
  GtkPopover *chooser;          /* of columns */
  GtkWidget *wide;              /* the button that opens it */
  GtkWidget *narrow;            /* and the one of the menu that does, where there is little room */
  EdArchivePanel *archive;
  EdColumnSet *columns;
  EdTableViews *views;
  EdDesk *desk;
  EdCaseInquiry *inquiry;
  EdCasesExport *export; /* the latest, or NULL */
  guint fitting;         /* the columns are going to be fitted */
  guint remembering;     /* they are going to be remembered as they are */
  GCancellable *cancellable;
};

enum
{
  PROP_DESK = 1,
  PROP_INQUIRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAllCasesPage, ed_all_cases_page, GTK_TYPE_WIDGET)

/* --- columns --------------------------------------------------------------------------------- */

static void
on_sorted (EdAllCasesPage *self)
{
  gboolean descending;
  EdSort sort = ed_column_set_sort (self->columns, &descending);

  ed_case_inquiry_set_sort (self->inquiry, sort, descending);
  ed_table_views_update (self->views);
}

static gboolean
fit_columns (gpointer data)
{
  EdAllCasesPage *self = data;

  self->fitting = 0;
  ed_column_set_fit (self->columns, (int) gtk_adjustment_get_page_size (self->across));
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
on_width_changed (EdAllCasesPage *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add (fit_columns, self);
}

static gboolean
remember_columns (gpointer data)
{
  EdAllCasesPage *self = data;
  g_autofree char *text = ed_table_layout_to_text (ed_column_set_layout (self->columns));

  self->remembering = 0;
  ed_desk_save_draft_async (self->desk, COLUMNS_KIND, "", text, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* A width that is drawn changes with each movement of the pointer. */
static void
on_arranged (EdAllCasesPage *self)
{
  g_clear_handle_id (&self->remembering, g_source_remove);
  self->remembering = g_timeout_add (REMEMBER_MS, remember_columns, self);
  ed_table_views_update (self->views);
}

static void
on_recalled (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAllCasesPage *self = data;
  g_autofree char *text = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);
  EdTableLayout layout;

  if (ed_answer_is_cancelled (result) || self->remembering != 0)
    return;
  if (ed_table_layout_from_text (&layout, text))
    ed_column_set_set_layout (self->columns, &layout);
}

/* Beneath the button that can be seen, for there are two. */
static void
on_choose_columns (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  GtkWidget *button = gtk_widget_get_mapped (self->wide) ? self->wide : self->narrow;
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (button, widget, &bounds))
    return;
  place = (GdkRectangle){ (int) bounds.origin.x,
                          (int) bounds.origin.y,
                          (int) bounds.size.width,
                          (int) bounds.size.height };
  gtk_popover_set_pointing_to (self->chooser, &place);
  gtk_popover_popup (self->chooser);
}

/* --- filters --------------------------------------------------------------------------------- */

static void
on_filter_changed (EdAllCasesPage *self)
{
  const EdCaseFilter filter = ed_filter_bar_filter (self->bar);

  ed_case_inquiry_set_filter (self->inquiry, &filter);
  ed_table_views_update (self->views);
}

static void
on_text_changed (EdAllCasesPage *self)
{
  ed_case_inquiry_set_text (self->inquiry, gtk_editable_get_text (self->entry));
  ed_archive_panel_set_text (self->archive, ed_case_inquiry_query (self->inquiry)->text);
  ed_table_views_update (self->views);
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
  ed_table_views_show_all (ED_ALL_CASES_PAGE (widget)->views);
}

static void
on_save_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_table_views_ask_name (ED_ALL_CASES_PAGE (widget)->views);
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
  gboolean are_many = item == NULL && ed_selection_count (self->selection) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "all-cases.open", item != NULL);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self),
      "all-cases.assign",
      are_many || (item != NULL && ed_case_is_open (ed_case_item_case (item))));
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self),
      "all-cases.remind",
      are_many || (item != NULL && ed_remind_dialog_takes (ed_case_item_case (item))));
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

/* The cases selected; NULL, and it is said, where they are too many. */
static GPtrArray *
list_selected (EdAllCasesPage *self)
{
  g_autofree char *too_many = NULL;

  if (ed_selection_count (self->selection) <= ED_SELECTION_MAX)
    return ed_selection_list_cases (self->selection);
  too_many = ed_number_in (_ ("Select at most %s cases at a time."), ED_SELECTION_MAX);
  ed_toast (GTK_WIDGET (self), too_many, NULL);
  return NULL;
}

static void
assign_many (EdAllCasesPage *self)
{
  g_autoptr (GPtrArray) cases = list_selected (self);

  if (cases != NULL)
    ed_assign_many_dialog_open (GTK_WIDGET (self), self->desk, cases);
}

static void
on_remind (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  g_autoptr (GPtrArray) cases = list_selected (self);

  if (cases != NULL && cases->len > 0)
    ed_remind_dialog_open (widget, self->desk, cases);
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  g_autoptr (EdCaseItem) item = ed_selection_get_only (self->selection);
  EdAssignDialog *dialog;

  if (ed_selection_count (self->selection) > 1)
    {
      assign_many (self);
      return;
    }
  if (item == NULL || !ed_case_is_open (ed_case_item_case (item)))
    return;
  dialog = ed_assign_dialog_open (widget, self->desk, ed_case_item_case (item));
  ed_assign_dialog_tell (dialog, widget);
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

static void
on_right_pressed (EdAllCasesPage *self, int n_press, double x, double y)
{
  GtkListItem *item = ed_column_set_pick (self->columns, x, y);
  guint position;

  if (item == NULL)
    return;
  position = gtk_list_item_get_position (item);
  /* Within what is selected, the menu is for all of that. */
  if (!gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  open_menu (self, x, y);
}

/* Of the row that has the focus, which Tab may have come to without selecting it. */
static void
on_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAllCasesPage *self = ED_ALL_CASES_PAGE (widget);
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_is_ancestor (focus, view)
      && gtk_widget_compute_bounds (focus, view, &bounds))
    on_right_pressed (self,
                      1,
                      MAX (bounds.origin.x, 0) + 2 * MENU_INSET,
                      bounds.origin.y + bounds.size.height / 2);
  else
    open_menu (self, gtk_widget_get_width (view) / 2.0, 4 * MENU_INSET);
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_import_choose (widget, ED_ALL_CASES_PAGE (widget)->desk);
}

static void
on_take_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_take_back_dialog_open (widget, ED_ALL_CASES_PAGE (widget)->desk);
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
  if (self->remembering != 0)
    {
      g_source_remove (self->remembering);
      remember_columns (self);
    }
  g_cancellable_cancel (self->cancellable);
  if (self->views != NULL)
    ed_table_views_stop (self->views);
  g_clear_pointer (&self->export, ed_cases_export_free);
  if (self->columns != NULL)
    ed_column_set_release (self->columns);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->inquiry != NULL)
    ed_case_inquiry_stop (self->inquiry);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  if (self->chooser != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->chooser)));
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ALL_CASES_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->views);
  g_clear_object (&self->columns);
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
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, bar);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, archive);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, view);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, across);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, search_bar);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, entry);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, menu);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, chooser);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, wide);
  gtk_widget_class_bind_template_child (class, EdAllCasesPage, narrow);
  gtk_widget_class_bind_template_callback (class, choose_state);
  gtk_widget_class_bind_template_callback (class, format_shown);
  gtk_widget_class_bind_template_callback (class, on_filter_changed);
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

  g_type_ensure (ED_TYPE_ARCHIVE_PANEL);
  g_type_ensure (ED_TYPE_COLUMN_CHOOSER);
  g_type_ensure (ED_TYPE_FILTER_BAR);
  g_type_ensure (ED_TYPE_PAGE);
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
  gtk_widget_class_install_action (widget_class, "all-cases.remind", NULL, on_remind);
  gtk_widget_class_install_action (widget_class, "all-cases.menu", NULL, on_menu);
  gtk_widget_class_install_action (widget_class, "all-cases.save", "s", on_save);
  gtk_widget_class_install_action (widget_class, "all-cases.save-view", NULL, on_save_view);
  gtk_widget_class_install_action (widget_class, "all-cases.columns", NULL, on_choose_columns);
  gtk_widget_class_install_action (widget_class, "all-cases.import", NULL, on_import);
  gtk_widget_class_install_action (widget_class, "all-cases.take-back", NULL, on_take_back);
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
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->chooser), GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->entry);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  self->columns = ed_column_set_new (self->view);
  ed_focus_return (self->menu);
  ed_focus_return (self->chooser);
  ed_column_chooser_set_columns (ED_COLUMN_CHOOSER (self->chooser), self->columns);
  g_signal_connect_object (self->columns,
                           "arranged",
                           G_CALLBACK (on_arranged),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
ed_all_cases_page_new (EdDesk *desk)
{
  EdAllCasesPage *self = g_object_new (ED_TYPE_ALL_CASES_PAGE, NULL);
  GListModel *list;
  EdTableParts parts;

  self->desk = g_object_ref (desk);
  ed_archive_panel_set_desk (self->archive, desk);
  /* First of all, so that the first rows come into the columns that stay. */
  ed_desk_load_draft_async (desk, COLUMNS_KIND, "", self->cancellable, on_recalled, self);
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
  g_signal_connect_object (self->columns,
                           "sorted",
                           G_CALLBACK (on_sorted),
                           self,
                           G_CONNECT_SWAPPED);
  parts = (EdTableParts){ GTK_WIDGET (self), self->bar,   self->columns,
                          self->inquiry,     self->entry, self->search_bar };
  self->views = ed_table_views_new (&parts, desk);
  ed_column_set_set_sort (self->columns, ED_SORT_RECORDED_AT, TRUE);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}
