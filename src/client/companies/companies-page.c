/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/companies/companies-page.h"

#include "client/closures.h"
#include "client/companies/company-dialog.h"
#include "client/companies/company-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-companies.h"

#include <glib/gi18n.h>

struct _EdCompaniesPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkStack *stack;
  GtkSearchBar *search_bar;
  GtkEditable *entry;
  GtkListBox *present, *retired;
  GtkWidget *retired_group;
  GtkWidget *none;
  EdDesk *desk;
  GPtrArray *companies; /* EdCompany; NULL until they are read */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdCompaniesPage, ed_companies_page, GTK_TYPE_WIDGET)

/* --- the list --------------------------------------------------------------------------------- */

static gboolean
fits_search (EdCompaniesPage *self, const EdCompany *company)
{
  const char *typed = gtk_editable_get_text (self->entry);

  return g_str_match_string (typed, company->name, TRUE) || *typed == '\0'
         || (company->notes != NULL && g_str_match_string (typed, company->notes, TRUE));
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
add_row (GtkListBox *list, const EdCompany *company)
{
  g_autofree char *text = ed_company_text (company);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), company->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "companies.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", company->id);
  gtk_list_box_append (list, row);
}

static void
show_companies (EdCompaniesPage *self)
{
  guint n_present = 0, n_retired = 0;

  if (self->companies == NULL)
    return;
  clear_list (self->present);
  clear_list (self->retired);
  for (guint i = 0; i < self->companies->len; i++)
    {
      const EdCompany *company = self->companies->pdata[i];

      if (!fits_search (self, company))
        continue;
      if (company->retired == 1)
        n_retired++;
      else
        n_present++;
      add_row (company->retired == 1 ? self->retired : self->present, company);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->present), n_present > 0);
  gtk_widget_set_visible (self->retired_group, n_retired > 0);
  gtk_widget_set_visible (self->none, n_present + n_retired == 0);
  gtk_stack_set_visible_child_name (self->stack, self->companies->len > 0 ? "list" : "empty");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCompaniesPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) companies =
      ed_desk_load_companies_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (companies == NULL)
    {
      g_autofree char *sentence = ed_error_sentence (error);

      ed_toast (GTK_WIDGET (self), sentence, NULL);
      return;
    }
  g_clear_pointer (&self->companies, g_ptr_array_unref);
  self->companies = g_steal_pointer (&companies);
  show_companies (self);
}

static void
on_desk_changed (EdCompaniesPage *self)
{
  ed_desk_load_companies_async (self->desk, self->cancellable, on_loaded, self);
}

/* --- deeds ------------------------------------------------------------------------------------ */

static void
on_saved (EdCompaniesPage *self, const char *command_id, const char *sentence)
{
  const char *commands[] = { command_id, NULL };

  ed_toast (GTK_WIDGET (self), sentence, commands);
}

static void
open_dialog (EdCompaniesPage *self, const EdCompany *company)
{
  GtkWidget *dialog = ed_company_dialog_new (self->desk, company);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (ED_COMPANIES_PAGE (widget), NULL);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCompaniesPage *self = ED_COMPANIES_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->companies != NULL && i < self->companies->len; i++)
    if (g_str_equal (((EdCompany *) self->companies->pdata[i])->id, id))
      {
        open_dialog (self, self->companies->pdata[i]);
        return;
      }
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCompaniesPage *self = ED_COMPANIES_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_companies_page_dispose (GObject *object)
{
  EdCompaniesPage *self = ED_COMPANIES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_COMPANIES_PAGE);
  G_OBJECT_CLASS (ed_companies_page_parent_class)->dispose (object);
}

static void
ed_companies_page_finalize (GObject *object)
{
  EdCompaniesPage *self = ED_COMPANIES_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->companies, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_companies_page_parent_class)->finalize (object);
}

static void
ed_companies_page_class_init (EdCompaniesPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_PAGE);
  object_class->dispose = ed_companies_page_dispose;
  object_class->finalize = ed_companies_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "companies/companies-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, entry);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, present);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, retired);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, retired_group);
  gtk_widget_class_bind_template_child (widget_class, EdCompaniesPage, none);
  gtk_widget_class_bind_template_callback (widget_class, show_companies);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_install_action (widget_class, "companies.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "companies.edit", "s", on_edit);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "companies.new",
                                       NULL);
}

static void
ed_companies_page_init (EdCompaniesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->entry);
}

GtkWidget *
ed_companies_page_new (EdDesk *desk)
{
  EdCompaniesPage *self = g_object_new (ED_TYPE_COMPANIES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}
