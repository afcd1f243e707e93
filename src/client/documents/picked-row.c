/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/picked-row.h"

#include "client/closures.h"
#include "client/documents/document-texts.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdPickedRow
{
  GtkListBoxRow parent_instance;
  GtkDropDown *choice;
  EdPickedFile *file;
  GArray *kinds; /* int, in the order of the choice; -1: not chosen */
};

enum
{
  PROP_FILE = 1,
  N_PROPS
};
enum
{
  REMOVED,
  KIND_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdPickedRow, ed_picked_row, GTK_TYPE_LIST_BOX_ROW)

static char *
choose_icon (gpointer object, guint state)
{
  return g_strdup (state == ED_PICKED_BAD ? "ed-refused-symbolic" : "x-office-document-symbolic");
}

static char **
choose_icon_classes (gpointer object, guint state)
{
  const char *classes[] = { state == ED_PICKED_BAD ? "error" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

static gboolean
is_usable (gpointer object, guint state)
{
  return state != ED_PICKED_BAD;
}

static gboolean
is_busy (gpointer object, guint state)
{
  return state == ED_PICKED_READING || state == ED_PICKED_CHECKING;
}

static void
on_selected (EdPickedRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  if (self->kinds == NULL || selected >= self->kinds->len)
    return;
  g_object_set (self->file, "kind", g_array_index (self->kinds, int, selected), NULL);
  g_signal_emit (self, signals[KIND_CHOSEN], 0);
}

static void
on_remove (EdPickedRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
ed_picked_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_PICKED_ROW (object)->file);
}

static void
ed_picked_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_PICKED_ROW (object)->file = g_value_dup_object (value);
}

static void
ed_picked_row_dispose (GObject *object)
{
  EdPickedRow *self = ED_PICKED_ROW (object);

  g_clear_pointer (&self->kinds, g_array_unref);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_PICKED_ROW);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (ed_picked_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "choose_icon", G_CALLBACK (choose_icon) },
  { "choose_icon_classes", G_CALLBACK (choose_icon_classes) },
  { "is_usable", G_CALLBACK (is_usable) },
  { "is_busy", G_CALLBACK (is_busy) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_picked_row_class_init (EdPickedRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  object_class->dispose = ed_picked_row_dispose;
  object_class->get_property = ed_picked_row_get_property;
  object_class->set_property = ed_picked_row_set_property;
  properties[PROP_FILE] =
      g_param_spec_object ("file",
                           NULL,
                           NULL,
                           ED_TYPE_PICKED_FILE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[REMOVED] = g_signal_new ("removed",
                                   ED_TYPE_PICKED_ROW,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[KIND_CHOSEN] = g_signal_new ("kind-chosen",
                                       ED_TYPE_PICKED_ROW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/picked-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPickedRow, choice);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_picked_row_init (EdPickedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the file can be; first that nobody has said it, unless there is but one thing. */
static void
offer_kinds (EdPickedRow *self, const EdCase *case_)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (int));
  int kind = ed_picked_file_kind (self->file);
  guint selected = 0;

  for (int i = -1; i <= ED_DOCUMENT_OTHER; i++)
    {
      if (i >= 0 && !ed_case_takes_document (case_, (EdDocumentKind) i))
        continue;
      if (i == kind)
        selected = kinds->len;
      g_array_append_val (kinds, i);
      gtk_string_list_append (words, i < 0 ? _ ("What is it?") : ed_document_kind_word (i));
    }
  if (kinds->len == 2)
    selected = 1;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (words));
  self->kinds = g_steal_pointer (&kinds);
  gtk_drop_down_set_selected (self->choice, selected);
  on_selected (self);
}

GtkWidget *
ed_picked_row_new (EdPickedFile *file, const EdCase *case_)
{
  EdPickedRow *self = g_object_new (ED_TYPE_PICKED_ROW, "file", file, NULL);

  offer_kinds (self, case_);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ed_picked_file_name (file),
                                  -1);
  return GTK_WIDGET (self);
}

EdPickedFile *
ed_picked_row_file (EdPickedRow *self)
{
  return self->file;
}
