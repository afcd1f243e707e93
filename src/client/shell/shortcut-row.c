/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/shortcut-row.h"

#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#define RANGE "..."

struct _EdShortcutRow
{
  AdwPreferencesRow parent_instance;
  char *keys;
  char *keys_of;
  EdWrap *labels;
};

enum
{
  PROP_KEYS = 1,
  PROP_KEYS_OF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdShortcutRow, ed_shortcut_row, ADW_TYPE_PREFERENCES_ROW)

/* KEY as people read it: "Ctrl+F". */
static char *
say_key (const char *key)
{
  GdkModifierType modifiers;
  guint value;

  if (!gtk_accelerator_parse (key, &value, &modifiers))
    g_error ("'%s' is no key", key);
  return gtk_accelerator_get_label (value, modifiers);
}

/* One KEY, or the range of keys that it names, into SAID too. */
static void
add_key (EdShortcutRow *self, const char *key, GString *said)
{
  const char *range = strstr (key, RANGE);
  g_autofree char *first = g_strndup (key, range != NULL ? (gsize) (range - key) : strlen (key));
  g_autofree char *first_said = say_key (first);

  g_string_append_printf (said, ", %s", first_said);
  ed_wrap_append (self->labels, gtk_shortcut_label_new (first));
  if (range == NULL)
    return;
  g_string_append_printf (said, "\u2013%s", range + strlen (RANGE));
  ed_wrap_append (self->labels, gtk_label_new ("\u2013"));
  ed_wrap_append (self->labels, gtk_shortcut_label_new (range + strlen (RANGE)));
}

void
ed_shortcut_row_show (EdShortcutRow *self, GtkApplication *application)
{
  g_autoptr (GString) said = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (ED_IS_SHORTCUT_ROW (self));
  said = g_string_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  keys = self->keys_of != NULL ? gtk_application_get_accels_for_action (application, self->keys_of)
                               : g_strsplit (self->keys, " ", -1);
  for (guint i = 0; keys[i] != NULL; i++)
    add_key (self, keys[i], said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said->str,
                                  -1);
}

static void
ed_shortcut_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdShortcutRow *self = ED_SHORTCUT_ROW (object);

  if (id == PROP_KEYS)
    self->keys = g_value_dup_string (value);
  else
    self->keys_of = g_value_dup_string (value);
}

static void
ed_shortcut_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SHORTCUT_ROW);
  G_OBJECT_CLASS (ed_shortcut_row_parent_class)->dispose (object);
}

static void
ed_shortcut_row_finalize (GObject *object)
{
  EdShortcutRow *self = ED_SHORTCUT_ROW (object);

  g_free (self->keys);
  g_free (self->keys_of);
  G_OBJECT_CLASS (ed_shortcut_row_parent_class)->finalize (object);
}

static void
ed_shortcut_row_class_init (EdShortcutRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->set_property = ed_shortcut_row_set_property;
  object_class->dispose = ed_shortcut_row_dispose;
  object_class->finalize = ed_shortcut_row_finalize;
  properties[PROP_KEYS] = g_param_spec_string ("keys", NULL, NULL, NULL, flags);
  properties[PROP_KEYS_OF] = g_param_spec_string ("keys-of", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/shortcut-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdShortcutRow, labels);
}

static void
ed_shortcut_row_init (EdShortcutRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
