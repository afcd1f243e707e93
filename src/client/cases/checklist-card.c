/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/checklist-card.h"

#include "client/cases/check-row.h"
#include "client/cases/deed-row.h"
#include "client/cases/deed-texts.h"
#include "client/cases/profile-texts.h"
#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/template.h"

struct _EdChecklistCard
{
  GtkWidget parent_instance;
  GtkWidget *card;
  EdCaseItem *item;
  EdCaseFiles *files;
  gboolean mine;
  gboolean editable;
  guint rights;
};

enum
{
  PROP_ITEM = 1,
  PROP_FILES,
  PROP_MINE,
  PROP_EDITABLE,
  PROP_RIGHTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdChecklistCard, ed_checklist_card, GTK_TYPE_WIDGET)

static void
ed_checklist_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdChecklistCard *self = ED_CHECKLIST_CARD (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_FILES)
    g_value_set_object (value, self->files);
  else if (id == PROP_RIGHTS)
    g_value_set_uint (value, self->rights);
  else
    g_value_set_boolean (value, id == PROP_MINE ? self->mine : self->editable);
}

static void
ed_checklist_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdChecklistCard *self = ED_CHECKLIST_CARD (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else if (id == PROP_FILES)
    g_set_object (&self->files, g_value_get_object (value));
  else if (id == PROP_RIGHTS)
    self->rights = g_value_get_uint (value);
  else if (id == PROP_MINE)
    self->mine = g_value_get_boolean (value);
  else
    self->editable = g_value_get_boolean (value);
}

static void
ed_checklist_card_dispose (GObject *object)
{
  EdChecklistCard *self = ED_CHECKLIST_CARD (object);

  g_clear_object (&self->item);
  g_clear_object (&self->files);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CHECKLIST_CARD);
  G_OBJECT_CLASS (ed_checklist_card_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "next_text", G_CALLBACK (ed_profile_next_text) },
  { "missing_text", G_CALLBACK (ed_profile_missing_text) },
  { "files_text", G_CALLBACK (ed_profile_files_text) },
  { "locked_text", G_CALLBACK (ed_profile_locked_text) },
  { "check_is_needed", G_CALLBACK (ed_check_is_needed) },
  { "returned_text", G_CALLBACK (ed_profile_returned_text) },
  { "and_not", G_CALLBACK (ed_closure_and_not) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_checklist_card_class_init (EdChecklistCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_CHECK_ROW);
  g_type_ensure (ED_TYPE_DEED_ROW);
  object_class->dispose = ed_checklist_card_dispose;
  object_class->get_property = ed_checklist_card_get_property;
  object_class->set_property = ed_checklist_card_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FILES] = g_param_spec_object ("files", NULL, NULL, ED_TYPE_CASE_FILES, flags);
  properties[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_RIGHTS] = g_param_spec_uint ("rights", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/checklist-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdChecklistCard, card);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_checklist_card_init (EdChecklistCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
