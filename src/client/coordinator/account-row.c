/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/account-row.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdAccountRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkMenuButton *more;
  EdAccountItem *item;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAccountRow, ed_account_row, GTK_TYPE_WIDGET)

static void
add_deed (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* What can be done with the account in the state in which it is. */
static GMenuModel *
make_menu (const EdAccount *account)
{
  g_autoptr (GMenu) deeds = g_menu_new ();
  g_autoptr (GMenu) access = g_menu_new ();
  GMenu *menu = g_menu_new ();

  add_deed (deeds, _ ("_Edit…"), "experts.edit", account->id);
  if (account->state == ED_ACCOUNT_INVITED)
    add_deed (deeds, _ ("_Invite again"), "experts.invite", account->id);
  else if (account->state == ED_ACCOUNT_ACTIVE)
    add_deed (deeds, _ ("Send a new _password…"), "experts.invite", account->id);
  add_deed (deeds, _ ("_Devices…"), "experts.devices", account->id);
  if (account->totp_since != ED_ABSENT)
    add_deed (access, _ ("Reset _two-step sign-in…"), "experts.reset-totp", account->id);
  if (account->state == ED_ACCOUNT_SUSPENDED)
    add_deed (access, _ ("_Resume"), "experts.resume", account->id);
  else
    add_deed (access, _ ("_Suspend…"), "experts.suspend", account->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (deeds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (access));
  return G_MENU_MODEL (menu);
}

static void
set_item (EdAccountRow *self, EdAccountItem *item)
{
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *label = NULL;

  if (!g_set_object (&self->item, item))
    return;
  if (item != NULL)
    {
      const EdAccount *account = ed_account_item_account (item);

      menu = make_menu (account);
      /* Translators: %s is a person's name */
      label = g_strdup_printf (_ ("More for %s"), account->name);
      ed_row_name (GTK_WIDGET (self), account->name, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->more),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label,
                                      -1);
    }
  gtk_menu_button_set_menu_model (self->more, menu);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
ed_account_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_ACCOUNT_ROW (object)->item);
}

static void
ed_account_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_item (ED_ACCOUNT_ROW (object), g_value_get_object (value));
}

static void
ed_account_row_dispose (GObject *object)
{
  EdAccountRow *self = ED_ACCOUNT_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ACCOUNT_ROW);
  G_OBJECT_CLASS (ed_account_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "item_name", G_CALLBACK (ed_account_item_name) },
  { "item_bare_name", G_CALLBACK (ed_account_item_bare_name) },
  { "item_facts", G_CALLBACK (ed_account_item_facts) },
  { "item_story", G_CALLBACK (ed_account_item_story) },
  { "item_trouble", G_CALLBACK (ed_account_item_trouble) },
  { "item_state", G_CALLBACK (ed_account_item_state) },
  { "item_state_classes", G_CALLBACK (ed_account_item_state_classes) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_account_row_class_init (EdAccountRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_account_row_get_property;
  object_class->set_property = ed_account_row_set_property;
  object_class->dispose = ed_account_row_dispose;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_ACCOUNT_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  ed_focus_row_class (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAccountRow, box);
  gtk_widget_class_bind_template_child (widget_class, EdAccountRow, more);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_account_row_init (EdAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
