/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-sheet.h"

#include "client/numbers.h"

struct _EdPreviewSheet
{
  GObject parent_instance;
  EdPreviewDocument *document;
  guint page;
  int scale_factor;
};

enum
{
  PROP_LABEL = 1,
  PROP_THUMBNAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdPreviewSheet, ed_preview_sheet, G_TYPE_OBJECT)

static void
ed_preview_sheet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPreviewSheet *self = ED_PREVIEW_SHEET (object);

  if (id == PROP_LABEL)
    g_value_take_string (value, ed_number_text (self->page + 1));
  else
    g_value_set_object (
        value,
        ed_preview_document_thumbnail (self->document, self->page, self->scale_factor));
}

static void
ed_preview_sheet_finalize (GObject *object)
{
  g_object_unref (ED_PREVIEW_SHEET (object)->document);
  G_OBJECT_CLASS (ed_preview_sheet_parent_class)->finalize (object);
}

static void
ed_preview_sheet_class_init (EdPreviewSheetClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_preview_sheet_get_property;
  object_class->finalize = ed_preview_sheet_finalize;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_THUMBNAIL] =
      g_param_spec_object ("thumbnail", NULL, NULL, GDK_TYPE_PAINTABLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_preview_sheet_init (EdPreviewSheet *self)
{
}

EdPreviewSheet *
ed_preview_sheet_new (EdPreviewDocument *document, guint page, int scale_factor)
{
  EdPreviewSheet *self = g_object_new (ED_TYPE_PREVIEW_SHEET, NULL);

  self->document = g_object_ref (document);
  self->page = page;
  self->scale_factor = scale_factor;
  return self;
}

void
ed_preview_sheet_say_drawn (EdPreviewSheet *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THUMBNAIL]);
}
