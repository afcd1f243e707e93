/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-item.h"

#include "client/coordinator/import-texts.h"

struct _EdImportItem
{
  GObject parent_instance;
  EdImportReading *reading;
  guint row;
  EdImportKind kind;
  gboolean included;
  char *case_id;
  gint64 number;     /* of the case held, or of one that is alike */
  guint alike;       /* cases held */
  EdRefusal refusal; /* after all */
};

enum
{
  PROP_KIND = 1,
  PROP_INCLUDED,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdImportItem, ed_import_item, G_TYPE_OBJECT)

static const EdIntakeRow *
get_row (EdImportItem *self)
{
  return &g_array_index (self->reading->rows, EdIntakeRow, self->row);
}

static void
ed_import_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdImportItem *self = ED_IMPORT_ITEM (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_INCLUDED:
      g_value_set_boolean (value, self->included);
      break;
    case PROP_NOTE:
      g_value_take_string (value, ed_import_item_note (self, FALSE));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_import_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_INCLUDED);
  ed_import_item_include (ED_IMPORT_ITEM (object), g_value_get_boolean (value));
}

static void
ed_import_item_finalize (GObject *object)
{
  g_clear_pointer (&ED_IMPORT_ITEM (object)->reading, ed_import_reading_unref);
  g_free (ED_IMPORT_ITEM (object)->case_id);
  G_OBJECT_CLASS (ed_import_item_parent_class)->finalize (object);
}

static void
ed_import_item_class_init (EdImportItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_import_item_get_property;
  object_class->set_property = ed_import_item_set_property;
  object_class->finalize = ed_import_item_finalize;
  properties[PROP_KIND] =
      g_param_spec_uint ("kind", NULL, NULL, 0, ED_N_IMPORT_KINDS, ED_IMPORT_CASE, flags);
  properties[PROP_INCLUDED] =
      g_param_spec_boolean ("included",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_import_item_init (EdImportItem *self)
{
  self->number = ED_ABSENT;
}

static EdImportKind
find_kind (EdImportItem *self, const EdIntakeCheck *check)
{
  if (check == NULL)
    return ED_IMPORT_REFUSED;
  if (check->is_held)
    return ED_IMPORT_HELD;
  return check->alike > 0 || get_row (self)->like != ED_ABSENT ? ED_IMPORT_NOTED : ED_IMPORT_CASE;
}

EdImportItem *
ed_import_item_new (EdImportReading *reading, guint row, const EdIntakeCheck *check)
{
  EdImportItem *self = g_object_new (ED_TYPE_IMPORT_ITEM, NULL);

  self->reading = ed_import_reading_ref (reading);
  self->row = row;
  self->kind = find_kind (self, check);
  self->included = self->kind == ED_IMPORT_CASE || self->kind == ED_IMPORT_NOTED;
  if (check != NULL)
    {
      self->case_id = g_strdup (check->id);
      self->number = check->number;
      self->alike = check->alike;
    }
  return self;
}

guint
ed_import_item_row (EdImportItem *self)
{
  return self->row;
}

guint
ed_import_item_line (EdImportItem *self)
{
  return ed_csv_table_line (self->reading->table, self->row);
}

EdImportKind
ed_import_item_kind (EdImportItem *self)
{
  g_return_val_if_fail (ED_IS_IMPORT_ITEM (self), ED_IMPORT_REFUSED);
  return self->kind;
}

gboolean
ed_import_item_is_included (EdImportItem *self)
{
  return self->included;
}

void
ed_import_item_include (EdImportItem *self, gboolean included)
{
  gboolean can_be = self->kind == ED_IMPORT_CASE || self->kind == ED_IMPORT_NOTED;

  if (self->included == (included && can_be))
    return;
  self->included = included && can_be;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
}

const EdCase *
ed_import_item_intake (EdImportItem *self)
{
  return get_row (self)->intake;
}

const char *
ed_import_item_case_id (EdImportItem *self)
{
  return self->case_id;
}

void
ed_import_item_settle (EdImportItem *self, const EdRefusal *refusal)
{
  self->refusal = *refusal;
  self->kind = refusal->code == ED_REFUSAL_NONE ? ED_IMPORT_HELD : ED_IMPORT_REFUSED;
  ed_import_item_include (self, FALSE);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

char *
ed_import_item_title (EdImportItem *self, gboolean hidden)
{
  return ed_import_title_text (get_row (self)->intake, hidden);
}

char *
ed_import_item_note (EdImportItem *self, gboolean hidden)
{
  const EdIntakeRow *row = get_row (self);

  switch (self->kind)
    {
    case ED_IMPORT_REFUSED:
      return ed_import_refused_text (self->reading, self->row, &self->refusal, hidden);
    case ED_IMPORT_HELD:
      return ed_import_held_text (self->number);
    case ED_IMPORT_NOTED:
      return ed_import_alike_text (
          self->alike,
          self->number,
          row->like != ED_ABSENT ? ed_csv_table_line (self->reading->table, (guint) row->like) : 0);
    default:
      return g_strdup ("");
    }
}
