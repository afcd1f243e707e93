/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/administration/overview-page.h"

#include "client/administration/concern-texts.h"
#include "client/reports/report-tile.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdOverviewPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkStack *states; /* loading, overview, trouble */
  AdwStatusPage *trouble;
  GtkFlowBox *tiles;
  GtkListBox *concerns, *places;
  GtkWidget *calm; /* nothing to see to */
  EdDesk *desk;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdOverviewPage, ed_overview_page, GTK_TYPE_WIDGET)

/* A row that leads to the place called NAME. */
static GtkWidget *
make_row (const char *title, const char *subtitle, const char *icon, const char *place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", place);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_tiles (EdOverviewPage *self, const GPtrArray *accounts)
{
  g_autoptr (GPtrArray) facts = ed_account_facts (accounts);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);
  for (guint i = 0; i < facts->len; i++)
    gtk_flow_box_insert (self->tiles, ed_report_tile_new (facts->pdata[i]), -1);
}

static void
show_concerns (EdOverviewPage *self, const GPtrArray *accounts)
{
  const EdZone *zone = ed_desk_zone (self->desk);
  g_autoptr (GArray) concerns = ed_concerns_list (accounts, ed_desk_now (self->desk), zone);

  clear_list (self->concerns);
  for (guint i = 0; i < concerns->len; i++)
    {
      const EdConcern *concern = &g_array_index (concerns, EdConcern, i);
      g_autofree char *text = ed_concern_text (concern, zone);

      gtk_list_box_append (
          self->concerns,
          make_row (concern->account->name, text, ed_concern_icon (concern->kind), "experts"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->concerns), concerns->len > 0);
  gtk_widget_set_visible (self->calm, concerns->len == 0);
}

static void
show_places (EdOverviewPage *self)
{
  const EdSettings *settings = ed_desk_settings (self->desk);
  const struct
  {
    const char *title, *subtitle, *icon, *place;
  } places[] = {
    { _ ("Experts"),
      _ ("All accounts: create, invite again, suspend, take a lost second factor away."),
      "system-users-symbolic",
      "experts" },
    { _ ("Privacy"),
      settings->retention_on == 1
          ? _ ("What is kept long enough is erased by itself; see what comes next.")
          : _ ("Nothing is erased by itself yet: see what would be, then switch it on."),
      "ed-privacy-symbolic",
      "privacy" },
    { _ ("Audit"),
      _ ("Who did what and when, by numbers only, and whether the log is whole."),
      "security-high-symbolic",
      "audit" },
    { _ ("Settings"),
      settings->coordinators_totp == 1
          ? _ ("Time limits, opening hours, e-mails. Two-step sign-in is required.")
          : _ ("Time limits, opening hours, e-mails, and whether two-step sign-in is required."),
      "preferences-system-symbolic",
      "settings" },
  };

  clear_list (self->places);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    gtk_list_box_append (
        self->places,
        make_row (places[i].title, places[i].subtitle, places[i].icon, places[i].place));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdOverviewPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, &error);
  if (accounts == NULL)
    {
      g_autofree char *sentence = ed_error_sentence (error);

      adw_status_page_set_description (self->trouble, sentence);
      gtk_stack_set_visible_child_name (self->states, "trouble");
      return;
    }
  show_tiles (self, accounts);
  show_concerns (self, accounts);
  show_places (self);
  gtk_stack_set_visible_child_name (self->states, "overview");
}

static void
look (EdOverviewPage *self)
{
  ed_desk_list_accounts_async (self->desk, 0, self->cancellable, on_listed, self);
}

static void
ed_overview_page_dispose (GObject *object)
{
  EdOverviewPage *self = ED_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_overview_page_parent_class)->dispose (object);
}

static void
ed_overview_page_finalize (GObject *object)
{
  g_clear_object (&ED_OVERVIEW_PAGE (object)->cancellable);
  G_OBJECT_CLASS (ed_overview_page_parent_class)->finalize (object);
}

static void
ed_overview_page_class_init (EdOverviewPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_PAGE);
  G_OBJECT_CLASS (class)->dispose = ed_overview_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_overview_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ED_UI "administration/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, concerns);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, calm);
  gtk_widget_class_bind_template_child (widget_class, EdOverviewPage, places);
}

static void
ed_overview_page_init (EdOverviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_overview_page_new (EdDesk *desk)
{
  EdOverviewPage *self = g_object_new (ED_TYPE_OVERVIEW_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
  return GTK_WIDGET (self);
}
