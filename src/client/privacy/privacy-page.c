/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/privacy-page.h"

#include "client/privacy/client-finder.h"
#include "client/privacy/due-card.h"
#include "client/privacy/erasures-card.h"
#include "client/resources.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "domain/account.h"

#include <adwaita.h>

struct _EdPrivacyPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdDueCard *due;
  EdClientFinder *finder;
  EdErasuresCard *erasures;
};

G_DEFINE_FINAL_TYPE (EdPrivacyPage, ed_privacy_page, GTK_TYPE_WIDGET)

static void
on_done (EdPrivacyPage *self)
{
  ed_due_card_ask (self->due);
  ed_erasures_card_ask (self->erasures);
}

static void
ed_privacy_page_dispose (GObject *object)
{
  EdPrivacyPage *self = ED_PRIVACY_PAGE (object);

  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_PRIVACY_PAGE);
  G_OBJECT_CLASS (ed_privacy_page_parent_class)->dispose (object);
}

static void
ed_privacy_page_class_init (EdPrivacyPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_CLIENT_FINDER);
  g_type_ensure (ED_TYPE_DUE_CARD);
  g_type_ensure (ED_TYPE_ERASURES_CARD);
  g_type_ensure (ED_TYPE_PAGE);
  G_OBJECT_CLASS (class)->dispose = ed_privacy_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "privacy/privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPrivacyPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdPrivacyPage, due);
  gtk_widget_class_bind_template_child (widget_class, EdPrivacyPage, finder);
  gtk_widget_class_bind_template_child (widget_class, EdPrivacyPage, erasures);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
ed_privacy_page_init (EdPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_privacy_page_new (EdDesk *desk)
{
  EdPrivacyPage *self = g_object_new (ED_TYPE_PRIVACY_PAGE, NULL);
  guint roles = ed_account_roles (ed_desk_account (desk));

  ed_due_card_set_desk (self->due, desk);
  ed_client_finder_set_desk (self->finder, desk);
  ed_erasures_card_set_desk (self->erasures, desk);
  gtk_widget_set_visible (GTK_WIDGET (self->finder), (roles & ED_ROLE_COORDINATOR) != 0);
  return GTK_WIDGET (self);
}
