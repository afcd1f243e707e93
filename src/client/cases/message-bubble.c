/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-bubble.h"

#include "client/cases/message-texts.h"
#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdMessageBubble
{
  GtkListBoxRow parent_instance;
  GtkWidget *edit, *discard, *fold;
  EdMessageEntry *entry;
  gboolean private;
  gboolean open;
};

enum
{
  PROP_ENTRY = 1,
  PROP_PRIVATE,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdMessageBubble, ed_message_bubble, GTK_TYPE_LIST_BOX_ROW)

/* --- closures -------------------------------------------------------------------------------- */

static char *
format_text (gpointer object, const char *text, gboolean open, gboolean private, gboolean pointed)
{
  char *beginning = NULL;

  if (private && !pointed)
    return g_strdup ("••••••");
  if (text != NULL && !open)
    beginning = ed_message_beginning (text);
  return beginning != NULL ? beginning : g_strdup (text);
}

static gboolean
is_long (gpointer object, const char *text)
{
  g_autofree char *beginning = text == NULL ? NULL : ed_message_beginning (text);

  return beginning != NULL;
}

static char *
choose_fold_label (gpointer object, gboolean open)
{
  return g_strdup (open ? _ ("Show less") : _ ("Show the whole message"));
}

static char **
choose_classes (gpointer object, gboolean own, gboolean former)
{
  const char *classes[] = { "message", own ? "own" : "other", former ? "former" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static int
choose_margin (gpointer object, gboolean wide)
{
  return wide ? 36 : 0;
}

static char *
choose_state_icon (gpointer object, gboolean refused)
{
  return g_strdup (refused ? "ed-refused-symbolic" : "ed-outbox-symbolic");
}

static char **
choose_state_classes (gpointer object, gboolean refused)
{
  const char *classes[] = { refused ? "error" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

static const EdCallback closures[] = {
  { "format_text", G_CALLBACK (format_text) },
  { "is_long", G_CALLBACK (is_long) },
  { "choose_fold_label", G_CALLBACK (choose_fold_label) },
  { "choose_classes", G_CALLBACK (choose_classes) },
  { "choose_margin", G_CALLBACK (choose_margin) },
  { "choose_state_icon", G_CALLBACK (choose_state_icon) },
  { "choose_state_classes", G_CALLBACK (choose_state_classes) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

/* --- object ---------------------------------------------------------------------------------- */

static void
on_fold (EdMessageBubble *self)
{
  self->open = !self->open;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
ed_message_bubble_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdMessageBubble *self = ED_MESSAGE_BUBBLE (object);

  if (id == PROP_ENTRY)
    g_value_set_object (value, self->entry);
  else
    g_value_set_boolean (value, id == PROP_PRIVATE ? self->private : self->open);
}

static void
ed_message_bubble_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdMessageBubble *self = ED_MESSAGE_BUBBLE (object);

  if (id == PROP_ENTRY)
    self->entry = g_value_dup_object (value);
  else
    self->private = g_value_get_boolean (value);
}

static void
ed_message_bubble_dispose (GObject *object)
{
  g_clear_object (&ED_MESSAGE_BUBBLE (object)->entry);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_MESSAGE_BUBBLE);
  G_OBJECT_CLASS (ed_message_bubble_parent_class)->dispose (object);
}

static void
ed_message_bubble_class_init (EdMessageBubbleClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_message_bubble_dispose;
  object_class->get_property = ed_message_bubble_get_property;
  object_class->set_property = ed_message_bubble_set_property;
  properties[PROP_ENTRY] = g_param_spec_object ("entry",
                                                NULL,
                                                NULL,
                                                ED_TYPE_MESSAGE_ENTRY,
                                                flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  properties[PROP_OPEN] =
      g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/message-bubble.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMessageBubble, edit);
  gtk_widget_class_bind_template_child (widget_class, EdMessageBubble, discard);
  gtk_widget_class_bind_template_child (widget_class, EdMessageBubble, fold);
  gtk_widget_class_bind_template_callback (widget_class, on_fold);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_message_bubble_init (EdMessageBubble *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_button_wrap (GTK_BUTTON (self->discard));
  ed_button_wrap (GTK_BUTTON (self->edit));
  ed_button_wrap (GTK_BUTTON (self->fold));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_message_bubble_new (EdMessageEntry *entry)
{
  EdMessageBubble *self = g_object_new (ED_TYPE_MESSAGE_BUBBLE, "entry", entry, NULL);
  const char *sent = ed_message_entry_command (entry);
  const char *command = sent != NULL ? sent : "";
  g_autofree char *author = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *label = NULL;

  g_object_get (entry, "author", &author, "moment", &moment, NULL);
  /* Translators: who wrote a message, and when: "Dr. Kovács, 18 March 2020, 20:44" */
  label = g_strdup_printf (C_ ("message", "%s, %s"), author, moment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", command);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->discard), "s", command);
  return GTK_WIDGET (self);
}
