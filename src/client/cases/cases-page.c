/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/cases-page.h"

#include "client/cases/bar-drop.h"
#include "client/cases/case-bar.h"
#include "client/cases/case-deeds.h"
#include "client/cases/case-search.h"
#include "client/closures.h"
#include "client/documents/attach-dialog.h"
#include "client/resources.h"
#include "client/widgets/chip.h"
#include "client/widgets/focus.h"
#include "client/widgets/page.h"
#include "client/widgets/status.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows that fill a window of usual size, and those that the view has widgets for. */
#define STEP 10
#define LIMIT 48

struct _EdCasesPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdWrap *chips;
  GtkGridView *view;
  GtkSearchBar *search_bar;
  GtkEditable *entry;
  EdDesk *desk;
  EdCaseSearch *search;
  EdScope scope;
};

enum
{
  PROP_DESK = 1,
  PROP_SEARCH,
  PROP_CLOSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdCasesPage, ed_cases_page, GTK_TYPE_WIDGET)

/* Which of the stack's children to show. */
static char *
choose_state (gpointer object,
              gboolean loaded,
              guint shown,
              guint total,
              const char *text,
              gint64 syncing,
              gboolean closed)
{
  if (shown > 0)
    return g_strdup ("list");
  if (syncing > 0 && total == 0)
    return g_strdup ("syncing");
  if (!loaded)
    return g_strdup ("loading");
  if (total > 0 || (text != NULL && *text != '\0'))
    return g_strdup ("nothing-found");
  return g_strdup (closed ? "none-closed" : "none");
}

static char *
choose_title (gpointer object, gboolean closed)
{
  return g_strdup (closed ? _ ("Closed cases") : _ ("Cases in progress"));
}

/* The filters are useless while there is nothing to filter. */
static gboolean
are_filters_useful (gpointer object, guint total)
{
  return total > 0;
}

static void
on_chip_toggled (EdCasesPage *self, GtkToggleButton *chip)
{
  GtkWidget *sibling = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  if (!gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; sibling != NULL; i++, sibling = gtk_widget_get_next_sibling (sibling))
    if (sibling == GTK_WIDGET (chip))
      ed_case_search_set_filter (self->search, i);
}

static void
on_found (EdCasesPage *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; chip != NULL; i++, chip = gtk_widget_get_next_sibling (chip))
    ed_chip_set_count (ED_CHIP (chip), ed_case_search_count (self->search, i));
}

static void
on_text_changed (EdCasesPage *self)
{
  ed_case_search_set_text (self->search, gtk_editable_get_text (self->entry));
}

static void
on_row_activated (EdCasesPage *self, guint position)
{
  g_autoptr (EdCaseItem) item =
      g_list_model_get_item (G_LIST_MODEL (ed_case_search_list (self->search)), position);

  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.open-case",
                              "s",
                              ed_case_item_case (item)->id);
}

/* Files are dropped on the bars of cases that the reader works on. */
static gboolean
takes_files (gpointer owner, EdCaseItem *item)
{
  EdCasesPage *self = owner;
  const EdCase *case_ = ed_case_item_case (item);
  gint64 now = ed_desk_now (self->desk);
  g_autoptr (EdCommand) command = ed_case_attach_command (case_, ED_DOCUMENT_OTHER, now);
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  g_ptr_array_add (commands, command);
  return ed_case_foresee (case_,
                          commands,
                          ed_desk_account (self->desk),
                          ed_desk_settings (self->desk),
                          ed_desk_zone (self->desk),
                          now,
                          NULL);
}

static void
on_dropped (gpointer owner, EdCaseItem *item, GPtrArray *files)
{
  ed_attach_files (owner, ED_CASES_PAGE (owner)->desk, item, -1, files);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCasesPage *self = ED_CASES_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCasesPage *self = ED_CASES_PAGE (widget);
  GtkWidget *all = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (all), TRUE);
}

/* To the case that is due next. */
static gboolean
ed_cases_page_grab_focus (GtkWidget *widget)
{
  EdCasesPage *self = ED_CASES_PAGE (widget);

  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? ed_focus_begin (GTK_WIDGET (self->view))
                                                         : gtk_widget_grab_focus (self->page);
}

static void
ed_cases_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCasesPage *self = ED_CASES_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else if (id == PROP_SEARCH)
    g_value_set_object (value, self->search);
  else
    g_value_set_boolean (value, self->scope == ED_SCOPE_CLOSED);
}

static void
ed_cases_page_dispose (GObject *object)
{
  EdCasesPage *self = ED_CASES_PAGE (object);

  if (self->view != NULL)
    gtk_grid_view_set_model (self->view, NULL);
  if (self->search != NULL)
    ed_case_search_stop (self->search);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CASES_PAGE);
  g_clear_object (&self->search);
  g_clear_object (&self->desk);
  self->view = NULL;
  G_OBJECT_CLASS (ed_cases_page_parent_class)->dispose (object);
}

static void
ed_cases_page_class_init (EdCasesPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_CASE_BAR);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_STATUS);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_cases_page_dispose;
  widget_class->grab_focus = ed_cases_page_grab_focus;
  widget_class->focus = ed_focus_through;
  object_class->get_property = ed_cases_page_get_property;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_SEARCH] = g_param_spec_object ("search", NULL, NULL, ED_TYPE_CASE_SEARCH, flags);
  properties[PROP_CLOSED] = g_param_spec_boolean ("closed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCasesPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdCasesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, EdCasesPage, view);
  gtk_widget_class_bind_template_child (widget_class, EdCasesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EdCasesPage, entry);
  gtk_widget_class_bind_template_callback (widget_class, choose_state);
  gtk_widget_class_bind_template_callback (widget_class, choose_title);
  gtk_widget_class_bind_template_callback (widget_class, are_filters_useful);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "fraction",
                                                G_CALLBACK (ed_closure_fraction));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "progress_text",
                                                G_CALLBACK (ed_closure_progress));
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, on_show_all);
}

static const EdBarDrop bar_drop = { takes_files, on_dropped };

static void
ed_cases_page_init (EdCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->entry);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  ed_bar_drop_add (GTK_WIDGET (self->view), &bar_drop, self);
}

static void
add_chips (EdCasesPage *self)
{
  guint n;
  const EdCaseFilter *filters = ed_case_filters (self->scope, &n);
  EdChip *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *chip = ed_chip_new (_ (filters[i].label), first);

      first = first == NULL ? ED_CHIP (chip) : first;
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (self->chips, chip);
    }
}

GtkWidget *
ed_cases_page_new (EdDesk *desk, EdScope scope)
{
  EdCasesPage *self = g_object_new (ED_TYPE_CASES_PAGE, NULL);
  GtkNoSelection *model;

  self->desk = g_object_ref (desk);
  self->scope = scope;
  self->search = ed_case_search_new (desk, scope);
  add_chips (self);
  g_signal_connect_object (self->search, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (ed_case_search_list (self->search))));
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  ed_row_list_pace (ed_case_search_list (self->search), GTK_WIDGET (self->view), STEP, LIMIT);
  g_object_unref (model);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_cases_page_new_in_progress (EdDesk *desk)
{
  return ed_cases_page_new (desk, ED_SCOPE_IN_PROGRESS);
}

GtkWidget *
ed_cases_page_new_closed (EdDesk *desk)
{
  return ed_cases_page_new (desk, ED_SCOPE_CLOSED);
}
