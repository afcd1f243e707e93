/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/remind-dialog.h"

#include "base/clock.h"
#include "client/cases/case-deeds.h"
#include "client/cases/message-texts.h"
#include "client/closures.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/attend.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-intakes.h"

#include <glib/gi18n.h>

struct _EdRemindDialog
{
  AdwWindow parent_instance;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *from; /* held */
  EdDesk *desk;
  GPtrArray *cases; /* EdCase, those whose expert is not told yet */
  guint n_left_out;
  GPtrArray *commands; /* those given, one for each case */
  char *trouble;
  gboolean is_busy;
  GCancellable *cancellable;
};

enum
{
  PROP_COUNT_TEXT = 1,
  PROP_SUMMARY,
  PROP_LEFT_OUT,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdRemindDialog, ed_remind_dialog, ADW_TYPE_WINDOW)

/* --- what is written ---------------------------------------------------------------------------
 */

/* Without the space around it. */
static char *
read_text (EdRemindDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static void
update (EdRemindDialog *self)
{
  g_autofree char *text = read_text (self);
  gboolean can = *text != '\0' && g_utf8_strlen (text, -1) <= ED_MESSAGE_LENGTH
                 && self->cases->len > 0 && !self->is_busy;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remind.send", can);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
set_trouble (EdRemindDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  update (self);
}

static void
on_text_changed (EdRemindDialog *self)
{
  g_autofree char *text = read_text (self);

  set_trouble (self, ed_message_excess_text (text));
}

/* --- to whom -----------------------------------------------------------------------------------
 */

/* How many of the cases each expert has, in the order in which they come. */
static char *
summarise (EdRemindDialog *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->cases->len; i++)
    {
      const char *name = ((const EdCase *) self->cases->pdata[i])->expert_name;
      guint at;

      if (!g_ptr_array_find_with_equal_func (names, name, (GEqualFunc) g_str_equal, &at))
        {
          at = names->len;
          g_ptr_array_add (names, (gpointer) name);
          g_array_set_size (counts, names->len);
        }
      g_array_index (counts, guint, at)++;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *number = ed_number_text (g_array_index (counts, guint, i));

      g_string_append_printf (text,
                              "%s%s %s",
                              i > 0 ? " · " : "",
                              (const char *) names->pdata[i],
                              number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
ed_remind_dialog_takes (const EdCase *case_)
{
  return case_->state == ED_CASE_ASSIGNED && case_->assignment_id != NULL;
}

/* --- sending -----------------------------------------------------------------------------------
 */

static EdCommand *
make_command (const EdCase *case_, const char *text)
{
  EdCommand *command =
      ed_case_command (ED_COMMAND_MESSAGE_SEND, case_, ed_clock_now (ed_clock_system ()));
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->text = g_strdup (text);
  return command;
}

static void
say_done (EdRemindDialog *self, const GArray *refusals, guint done)
{
  g_autofree char *text = NULL;

  text =
      ed_number_in (ngettext ("%s reminder on its way", "%s reminders on their way", done), done);
  ed_toast_taken (self->from, text, self->commands, refusals);
}

/* Those that were taken are not sent again. */
static guint
keep_refused (EdRemindDialog *self, const GArray *refusals)
{
  guint done = 0;

  for (guint i = refusals->len; i > 0; i--)
    if (g_array_index (refusals, EdRefusal, i - 1).code == ED_REFUSAL_NONE)
      {
        g_ptr_array_remove_index (self->cases, i - 1);
        done++;
      }
  return done;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRemindDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) refusals = ed_desk_do_all_finish (ED_DESK (source), result, &error);
  guint done;

  if (ed_answer_is_cancelled (result))
    return;
  self->is_busy = FALSE;
  if (refusals == NULL)
    {
      set_trouble (self, ed_error_sentence (error));
      return;
    }
  done = keep_refused (self, refusals);
  if (done > 0)
    say_done (self, refusals, done);
  if (self->cases->len == 0)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    set_trouble (self,
                 ed_number_in (ngettext ("In %s case the expert could not be written to: it has "
                                         "changed meanwhile.",
                                         "In %s cases the expert could not be written to: they "
                                         "have changed meanwhile.",
                                         self->cases->len),
                               self->cases->len));
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdRemindDialog *self = ED_REMIND_DIALOG (widget);
  g_autofree char *text = read_text (self);

  g_clear_pointer (&self->commands, g_ptr_array_unref);
  self->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  for (guint i = 0; i < self->cases->len; i++)
    g_ptr_array_add (self->commands, make_command (self->cases->pdata[i], text));
  self->is_busy = TRUE;
  set_trouble (self, NULL);
  ed_desk_do_all_async (self->desk, self->commands, self->cancellable, on_done, self);
}

/* The text field takes Enter with Ctrl, too. */
static gboolean
on_key (EdRemindDialog *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "remind.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- object ------------------------------------------------------------------------------------
 */

static void
ed_remind_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdRemindDialog *self = ED_REMIND_DIALOG (object);
  guint n = self->cases->len;

  switch (id)
    {
    case PROP_COUNT_TEXT:
      g_value_take_string (value, ed_number_in (ngettext ("%s case", "%s cases", n), n));
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, summarise (self));
      break;
    case PROP_LEFT_OUT:
      if (self->n_left_out > 0)
        g_value_take_string (
            value,
            ed_number_in (ngettext ("%s case is left out: no expert works on it now.",
                                    "%s cases are left out: no expert works on them now.",
                                    self->n_left_out),
                          self->n_left_out));
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_remind_dialog_dispose (GObject *object)
{
  EdRemindDialog *self = ED_REMIND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_REMIND_DIALOG);
  g_clear_object (&self->desk);
  g_clear_object (&self->from);
  G_OBJECT_CLASS (ed_remind_dialog_parent_class)->dispose (object);
}

static void
ed_remind_dialog_finalize (GObject *object)
{
  EdRemindDialog *self = ED_REMIND_DIALOG (object);

  g_ptr_array_unref (self->cases);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_free (self->trouble);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_remind_dialog_parent_class)->finalize (object);
}

static void
ed_remind_dialog_class_init (EdRemindDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_remind_dialog_get_property;
  object_class->dispose = ed_remind_dialog_dispose;
  object_class->finalize = ed_remind_dialog_finalize;
  properties[PROP_COUNT_TEXT] = g_param_spec_string ("count-text", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_LEFT_OUT] = g_param_spec_string ("left-out", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/remind-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdRemindDialog, view);
  gtk_widget_class_bind_template_child (widget_class, EdRemindDialog, buffer);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "remind.send", NULL, on_send);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_remind_dialog_init (EdRemindDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

EdRemindDialog *
ed_remind_dialog_open (GtkWidget *from, EdDesk *desk, const GPtrArray *cases)
{
  EdRemindDialog *self = g_object_new (ED_TYPE_REMIND_DIALOG, NULL);

  self->from = g_object_ref (from);
  self->desk = g_object_ref (desk);
  for (guint i = 0; i < cases->len; i++)
    if (ed_remind_dialog_takes (cases->pdata[i]))
      g_ptr_array_add (self->cases, ed_case_copy (cases->pdata[i]));
  self->n_left_out = cases->len - self->cases->len;
  gtk_text_buffer_set_text (self->buffer,
                            _ ("A reminder: please look at this case, something in it is due. If "
                               "you need help with it, write to me here."),
                            -1);
  update (self);
  ed_attend (GTK_WINDOW (self), from, 480, 400);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
