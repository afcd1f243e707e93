/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/session-dialog.h"

#include "client/dates.h"
#include "client/resources.h"
#include "client/widgets/date-row.h"
#include "client/widgets/focus.h"
#include "client/widgets/reason.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/save-keys.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"

#include <glib/gi18n.h>

struct _EdSessionDialog
{
  AdwWindow parent_instance;
  EdDateRow *date;
  GtkEditable *time;
  GtkSpinButton *minutes;
  EdCaseItem *item;
  char *hint;
  gboolean valid;
};

enum
{
  PROP_HINT = 1,
  PROP_VALID,
  N_PROPS
};
enum
{
  SAVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdSessionDialog, ed_session_dialog, ADW_TYPE_WINDOW)

static gboolean
is_empty (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text == '\0';
}

/* What is wrong, or what the date means in words; *VALID whether it can be saved. */
static char *
judge (EdSessionDialog *self, gboolean *valid)
{
  const EdCase *case_ = ed_case_item_case (self->item);
  const EdZone *zone = ed_case_item_zone (self->item);
  gint64 date = ed_date_row_date (self->date);

  *valid = FALSE;
  if (is_empty (GTK_EDITABLE (self->date)))
    return g_strdup (_ ("Type a date, or pick it in the calendar."));
  if (date == ED_ABSENT)
    return ed_date_wrong_text (ed_case_item_today (self->item));
  if (case_->recorded_at != ED_ABSENT && date < ed_zone_date (zone, case_->recorded_at))
    {
      g_autofree char *recorded = ed_date_text (ed_zone_date (zone, case_->recorded_at));

      return g_strdup_printf (_ ("The case was recorded later, on %s."), recorded);
    }
  if (!is_empty (self->time)
      && ed_time_from_typed (gtk_editable_get_text (self->time)) == ED_ABSENT)
    return g_strdup (_ ("The time is not one of the day, such as 16:00."));
  *valid = TRUE;
  return ed_date_full_text (date, ed_case_item_today (self->item));
}

static void
on_changed (EdSessionDialog *self)
{
  if (self->item == NULL)
    return;
  g_free (self->hint);
  self->hint = judge (self, &self->valid);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
  ed_reason_set_action (GTK_WIDGET (self), "session.save", self->valid ? NULL : self->hint);
}

/* An empty or unfinished field is no fault, a wrong date is. */
static char **
choose_hint_classes (gpointer object, gboolean valid, const char *text)
{
  gboolean wrong = !valid && text != NULL && *text != '\0';
  const char *classes[] = { wrong ? "error" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSessionDialog *self = ED_SESSION_DIALOG (widget);
  gint64 minutes = (gint64) gtk_spin_button_get_value_as_int (self->minutes);
  gint64 time =
      is_empty (self->time) ? ED_ABSENT : ed_time_from_typed (gtk_editable_get_text (self->time));

  on_changed (self);
  if (!self->valid)
    return;
  if (minutes == 0 || minutes == ed_case_item_case (self->item)->session_minutes)
    minutes = ED_ABSENT;
  g_signal_emit (self, signals[SAVED], 0, ed_date_row_date (self->date), time, minutes);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_entry_activated (EdSessionDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "session.save", NULL);
}

static void
ed_session_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSessionDialog *self = ED_SESSION_DIALOG (object);

  if (id == PROP_HINT)
    g_value_set_string (value, self->hint);
  else
    g_value_set_boolean (value, self->valid);
}

static void
ed_session_dialog_dispose (GObject *object)
{
  g_clear_object (&ED_SESSION_DIALOG (object)->item);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SESSION_DIALOG);
  G_OBJECT_CLASS (ed_session_dialog_parent_class)->dispose (object);
}

static void
ed_session_dialog_finalize (GObject *object)
{
  g_free (ED_SESSION_DIALOG (object)->hint);
  G_OBJECT_CLASS (ed_session_dialog_parent_class)->finalize (object);
}

static void
ed_session_dialog_class_init (EdSessionDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_DATE_ROW);
  object_class->dispose = ed_session_dialog_dispose;
  object_class->finalize = ed_session_dialog_finalize;
  object_class->get_property = ed_session_dialog_get_property;
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SAVED] = g_signal_new ("saved",
                                 ED_TYPE_SESSION_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 3,
                                 G_TYPE_INT64,
                                 G_TYPE_INT64,
                                 G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/session-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSessionDialog, date);
  gtk_widget_class_bind_template_child (widget_class, EdSessionDialog, time);
  gtk_widget_class_bind_template_child (widget_class, EdSessionDialog, minutes);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_hint_classes);
  gtk_widget_class_install_action (widget_class, "session.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_session_dialog_init (EdSessionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  ed_save_keys_add (GTK_WIDGET (self), "session.save");
}

/* The minutes to begin with: the session's, else the case's, else none. */
static gint64
find_minutes (EdCaseItem *item, const EdSession *session)
{
  gint64 minutes = ed_case_item_case (item)->session_minutes;

  if (session != NULL && session->minutes != ED_ABSENT)
    return session->minutes;
  return minutes == ED_ABSENT ? 0 : minutes;
}

GtkWidget *
ed_session_dialog_new (EdCaseItem *item, const EdSession *session)
{
  EdSessionDialog *self = g_object_new (ED_TYPE_SESSION_DIALOG, NULL);
  g_autofree char *time = NULL;

  self->item = g_object_ref (item);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               (int) (420 * ed_text_scale (GTK_WIDGET (self))),
                               -1);
  gtk_window_set_title (GTK_WINDOW (self),
                        session == NULL ? _ ("Add session") : _ ("Edit session"));
  ed_date_row_set_today (self->date, ed_case_item_today (item));
  gtk_spin_button_set_value (self->minutes, (double) find_minutes (item, session));
  if (session != NULL)
    {
      ed_date_row_set_date (self->date, session->date);
      time = session->time == ED_ABSENT ? g_strdup ("") : ed_time_to_text (session->time);
      gtk_editable_set_text (self->time, time);
    }
  on_changed (self);
  return GTK_WIDGET (self);
}
