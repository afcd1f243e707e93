/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/ask-dialog.h"

#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/choice-rows.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/reason.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>
#include <math.h>

/* Of a number's field, at most: "12500.00". */
#define NUMBER_CHARS 8

struct _EdAskDialog
{
  AdwMessageDialog parent_instance;
  GtkListBox *choices;
  EdWrap *scale;
  AdwPreferencesGroup *number_group;
  AdwPreferencesRow *number_row;
  GtkSpinButton *number;
  GtkWidget *text_box;
  GtkLabel *text_label;
  GtkTextView *text;
  gboolean has_number, choice_needed, text_needed;
  gint64 number_unit; /* of what is answered, in one that is shown */
  gint64 chosen;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdAskDialog, ed_ask_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* What is typed, without the space around it; NULL where there is nothing. */
static char *
read_text (EdAskDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static void
judge (EdAskDialog *self)
{
  g_autofree char *text = read_text (self);
  const char *why = NULL;

  if (self->choice_needed && self->chosen == ED_ABSENT)
    why = gtk_widget_get_visible (GTK_WIDGET (self->scale)) ? _ ("Choose a number first")
                                                            : _ ("Choose one of these first");
  else if (self->text_needed && text == NULL)
    why = _ ("Write something first");
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self), "confirm", why);
}

static gint64
read_number (EdAskDialog *self)
{
  gtk_spin_button_update (self->number);
  return llround (gtk_spin_button_get_value (self->number) * (double) self->number_unit);
}

static void
on_response (EdAskDialog *self, const char *response)
{
  g_autofree char *text = read_text (self);
  gint64 value = self->has_number ? read_number (self) : self->chosen;

  if (g_strcmp0 (response, "confirm") == 0)
    g_signal_emit (self, signals[ANSWERED], 0, value, text);
}

static gint64
find_value (gpointer button)
{
  return GPOINTER_TO_INT (g_object_get_data (button, "value"));
}

static void
on_chosen (gpointer object, gint64 choice)
{
  EdAskDialog *self = object;

  self->chosen = choice;
  judge (self);
}

static void
on_point_toggled (EdAskDialog *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    self->chosen = find_value (button);
  else if (self->chosen == find_value (button))
    self->chosen = ED_ABSENT;
  judge (self);
}

static void
add_points (EdAskDialog *self, const EdAsk *ask)
{
  GtkToggleButton *first = NULL;

  for (gint64 point = ask->scale_min; point <= ask->scale_max; point++)
    {
      g_autofree char *label = ed_number_text (point);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER ((int) point));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      first = first == NULL ? GTK_TOGGLE_BUTTON (button) : first;
      g_signal_connect_object (button,
                               "toggled",
                               G_CALLBACK (on_point_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_widget_add_css_class (button, "scale-point");
      ed_wrap_append (self->scale, button);
      if (point == ask->point)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
    }
}

static gboolean
is_destructive (EdAskDialog *self)
{
  return adw_message_dialog_get_response_appearance (ADW_MESSAGE_DIALOG (self), "confirm")
         == ADW_RESPONSE_DESTRUCTIVE;
}

/* What takes something away is answered by its button, which this presses where one has written
 * why. */
static void
finish_text (EdAskDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *text = read_text (self);

  if (text == NULL || !gtk_widget_has_focus (GTK_WIDGET (self->text))
      || !adw_message_dialog_get_response_enabled (dialog, "confirm"))
    return;
  adw_message_dialog_set_default_response (dialog, "confirm");
  g_signal_emit_by_name (self, "activate-default");
}

/* Enter makes a line where there is text to write; with Ctrl it answers everywhere. */
static gboolean
on_key (EdAskDialog *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (is_destructive (self))
    finish_text (self);
  else
    g_signal_emit_by_name (self, "activate-default");
  return GDK_EVENT_STOP;
}

static void
ed_ask_dialog_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_ASK_DIALOG);
  G_OBJECT_CLASS (ed_ask_dialog_parent_class)->dispose (object);
}

static void
ed_ask_dialog_class_init (EdAskDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_ask_dialog_dispose;
  signals[ANSWERED] = g_signal_new ("answered",
                                    ED_TYPE_ASK_DIALOG,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    2,
                                    G_TYPE_INT64,
                                    G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/ask-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, scale);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, number_group);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, number);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, text_box);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, text_label);
  gtk_widget_class_bind_template_child (widget_class, EdAskDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
  gtk_widget_class_bind_template_callback (widget_class, judge);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
ed_ask_dialog_init (EdAskDialog *self)
{
  self->chosen = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_message_fit (ADW_MESSAGE_DIALOG (self));
}

/* The field shows any number of the range, or those that are common in a very wide one. */
static void
set_number_width (EdAskDialog *self, const EdAsk *ask)
{
  double most = (double) MAX (ABS (ask->number_min), ABS (ask->number_max));
  g_autofree char *longest =
      g_strdup_printf ("%.*f", (int) ask->number_digits, most / (double) self->number_unit);

  gtk_editable_set_width_chars (GTK_EDITABLE (self->number),
                                MIN ((int) strlen (longest), NUMBER_CHARS));
}

static void
set_number (EdAskDialog *self, const EdAsk *ask)
{
  double unit;

  self->has_number = TRUE;
  adw_preferences_row_set_title (self->number_row, ask->number_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ask->number_label,
                                  -1);
  self->number_unit = MAX (ask->number_unit, 1);
  unit = (double) self->number_unit;
  gtk_spin_button_set_digits (self->number, ask->number_digits);
  gtk_spin_button_set_range (self->number,
                             (double) ask->number_min / unit,
                             (double) ask->number_max / unit);
  gtk_spin_button_set_value (self->number, (double) ask->number / unit);
  set_number_width (self, ask);
}

GtkWidget *
ed_ask_dialog_new (GtkWindow *parent, const EdAsk *ask)
{
  EdAskDialog *self = g_object_new (ED_TYPE_ASK_DIALOG, "transient-for", parent, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  gboolean has_scale = ask->scale_min < ask->scale_max;

  adw_message_dialog_set_heading (dialog, ask->heading);
  adw_message_dialog_set_body (dialog, ask->body == NULL ? "" : ask->body);
  adw_message_dialog_set_response_label (dialog, "confirm", ask->confirm);
  adw_message_dialog_set_response_appearance (dialog, "confirm", ask->appearance);
  if (is_destructive (self))
    adw_message_dialog_set_default_response (dialog, "cancel");
  self->choice_needed = ask->choice_needed || has_scale;
  self->text_needed = ask->text_needed;
  gtk_widget_set_visible (GTK_WIDGET (self->choices), ask->choices != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), has_scale);
  gtk_widget_set_visible (GTK_WIDGET (self->number_group), ask->number_label != NULL);
  gtk_widget_set_visible (self->text_box, ask->text_label != NULL);
  if (ask->choices != NULL)
    ed_choice_rows_add (self->choices, ask->choices, on_chosen, self);
  if (has_scale)
    add_points (self, ask);
  if (ask->number_label != NULL)
    {
      set_number (self, ask);
      gtk_widget_grab_focus (GTK_WIDGET (self->number));
    }
  if (ask->text_label != NULL)
    gtk_label_set_label (self->text_label, ask->text_label);
  judge (self);
  return GTK_WIDGET (self);
}
