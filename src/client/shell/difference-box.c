/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/difference-box.h"

#include "client/field-text.h"
#include "client/widgets/follow.h"

#include <glib/gi18n.h>

#define HIDDEN "••••••"

struct _EdDifferenceBox
{
  GtkWidget parent_instance;
  GPtrArray *differences; /* or NULL */
  gboolean private;
};

enum
{
  PROP_PRIVATE = 1,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (EdDifferenceBox, ed_difference_box, GTK_TYPE_WIDGET)

static void
free_difference (gpointer data)
{
  EdDifference *difference = data;

  g_free (difference->now);
  g_free (difference->wanted);
  g_free (difference);
}

GPtrArray *
ed_differences_list (const EdCommand *edit, const EdZone *zone)
{
  const EdRecordType *type = ed_command_form (edit->type)->edited;
  GPtrArray *list = g_ptr_array_new_with_free_func (free_difference);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      EdDifference *difference;

      if ((edit->edited & G_GUINT64_CONSTANT (1) << i) == 0)
        continue;
      difference = g_new0 (EdDifference, 1);
      difference->label = _ (field->label);
      difference->now = ed_field_text (field, edit->from, zone);
      difference->wanted = ed_field_text (field, edit->to, zone);
      difference->sensitive = (field->flags & (ED_FIELD_SENSITIVE | ED_FIELD_CONTACT)) != 0;
      g_ptr_array_add (list, difference);
    }
  return list;
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* TEXT beside its word, which is as wide as the others of WORDS. No GtkGrid: without a width it
 * asks for the height of its narrowest, which newer GTKs then give to all that is around it. */
static GtkWidget *
make_value (GtkSizeGroup *words, const char *word, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = make_label (word, "dim-label");
  GtkWidget *value = make_label (text, NULL);

  gtk_label_set_wrap (GTK_LABEL (name), FALSE); /* a short one, which would be torn */
  gtk_widget_set_hexpand (value, TRUE);
  gtk_size_group_add_widget (words, name);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), value);
  return line;
}

static GtkWidget *
make_field (EdDifferenceBox *self, const EdDifference *difference)
{
  g_autoptr (GtkSizeGroup) words = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gboolean is_hidden = self->private && difference->sensitive;
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: before the value that somebody else gave to a field meanwhile */
  const char *now = C_ ("conflict", "Now");
  /* Translators: before the value that the reader wanted to give to the same field */
  const char *yours = C_ ("conflict", "Yours");

  gtk_box_append (GTK_BOX (field), make_label (difference->label, "caption-heading"));
  gtk_box_append (GTK_BOX (field), make_value (words, now, is_hidden ? HIDDEN : difference->now));
  gtk_box_append (GTK_BOX (field),
                  make_value (words, yours, is_hidden ? HIDDEN : difference->wanted));
  return field;
}

static void
clear (EdDifferenceBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
fill (EdDifferenceBox *self)
{
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->differences != NULL);
  for (guint i = 0; self->differences != NULL && i < self->differences->len; i++)
    gtk_widget_set_parent (make_field (self, self->differences->pdata[i]), GTK_WIDGET (self));
}

void
ed_difference_box_show (EdDifferenceBox *self, GPtrArray *differences)
{
  g_return_if_fail (ED_IS_DIFFERENCE_BOX (self));

  if (differences != NULL)
    g_ptr_array_ref (differences);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = differences;
  fill (self);
}

static void
ed_difference_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_DIFFERENCE_BOX (object)->private);
}

static void
ed_difference_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdDifferenceBox *self = ED_DIFFERENCE_BOX (object);

  self->private = g_value_get_boolean (value);
  fill (self);
}

static void
ed_difference_box_dispose (GObject *object)
{
  EdDifferenceBox *self = ED_DIFFERENCE_BOX (object);

  clear (self);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_difference_box_parent_class)->dispose (object);
}

static void
ed_difference_box_class_init (EdDifferenceBoxClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_difference_box_dispose;
  object_class->get_property = ed_difference_box_get_property;
  object_class->set_property = ed_difference_box_set_property;
  g_object_class_install_property (
      object_class,
      PROP_PRIVATE,
      g_param_spec_boolean ("private",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ed_difference_box_init (EdDifferenceBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  ed_follow_window (GTK_WIDGET (self), "private");
}
