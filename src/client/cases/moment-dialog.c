/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/moment-dialog.h"

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

struct _EdMomentDialog
{
  AdwWindow parent_instance;
  EdDateRow *date;
  GtkEditable *time;
  AdwComboRow *result;
  EdCaseItem *item;
  gint64 start;  /* what the fields say as long as nobody changes them, to the millisecond */
  gint64 opened; /* monotonic, µs */
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

G_DEFINE_FINAL_TYPE (EdMomentDialog, ed_moment_dialog, ADW_TYPE_WINDOW)

static gint64
read_time (EdMomentDialog *self)
{
  return ed_time_from_typed (gtk_editable_get_text (self->time));
}

/* The instant in the fields; date and time are valid. */
static gint64
read_instant (EdMomentDialog *self)
{
  const EdZone *zone = ed_case_item_zone (self->item);
  gint64 date = ed_date_row_date (self->date);
  gint64 time = read_time (self);

  if (date == ed_zone_date (zone, self->start) && time == ed_zone_minutes (zone, self->start))
    return self->start;
  return ed_zone_instant (zone, date, time);
}

/* The item's own clock goes from minute to minute; what has just been opened is newer. */
static gint64
read_now (EdMomentDialog *self)
{
  gint64 open_ms = (g_get_monotonic_time () - self->opened) / 1000;

  return MAX (ed_case_item_now (self->item), self->start + open_ms);
}

static char *
judge (EdMomentDialog *self, gboolean *valid)
{
  const EdCase *case_ = ed_case_item_case (self->item);
  gint64 at;

  *valid = FALSE;
  if (ed_date_row_date (self->date) == ED_ABSENT)
    return ed_date_wrong_text (ed_case_item_today (self->item));
  if (read_time (self) == ED_ABSENT)
    return g_strdup (_ ("The time is not one of the day, such as 16:00."));
  at = read_instant (self);
  if (at > read_now (self))
    return g_strdup (_ ("This still lies in the future."));
  if (case_->assigned_at != ED_ABSENT && at < case_->assigned_at)
    {
      g_autofree char *assigned =
          ed_instant_text (case_->assigned_at, ed_case_item_zone (self->item));

      return g_strdup_printf (_ ("The case was assigned later, on %s."), assigned);
    }
  *valid = TRUE;
  return ed_date_full_text (ed_date_row_date (self->date), ed_case_item_today (self->item));
}

static void
on_changed (EdMomentDialog *self)
{
  if (self->item == NULL)
    return;
  g_free (self->hint);
  self->hint = judge (self, &self->valid);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
  ed_reason_set_action (GTK_WIDGET (self), "moment.save", self->valid ? NULL : self->hint);
}

static char **
choose_hint_classes (gpointer object, gboolean valid)
{
  const char *classes[] = { valid ? "dim-label" : "error", NULL };

  return g_strdupv ((char **) classes);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdMomentDialog *self = ED_MOMENT_DIALOG (widget);
  guint selected = adw_combo_row_get_selected (self->result);

  on_changed (self);
  if (!self->valid)
    return;
  g_signal_emit (self,
                 signals[SAVED],
                 0,
                 read_instant (self),
                 selected == GTK_INVALID_LIST_POSITION ? ED_ABSENT : (gint64) selected);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_entry_activated (EdMomentDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "moment.save", NULL);
}

static void
ed_moment_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdMomentDialog *self = ED_MOMENT_DIALOG (object);

  if (id == PROP_HINT)
    g_value_set_string (value, self->hint);
  else
    g_value_set_boolean (value, self->valid);
}

static void
ed_moment_dialog_dispose (GObject *object)
{
  g_clear_object (&ED_MOMENT_DIALOG (object)->item);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_MOMENT_DIALOG);
  G_OBJECT_CLASS (ed_moment_dialog_parent_class)->dispose (object);
}

static void
ed_moment_dialog_finalize (GObject *object)
{
  g_free (ED_MOMENT_DIALOG (object)->hint);
  G_OBJECT_CLASS (ed_moment_dialog_parent_class)->finalize (object);
}

static void
ed_moment_dialog_class_init (EdMomentDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_DATE_ROW);
  object_class->dispose = ed_moment_dialog_dispose;
  object_class->finalize = ed_moment_dialog_finalize;
  object_class->get_property = ed_moment_dialog_get_property;
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SAVED] = g_signal_new ("saved",
                                 ED_TYPE_MOMENT_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_INT64,
                                 G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/moment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMomentDialog, date);
  gtk_widget_class_bind_template_child (widget_class, EdMomentDialog, time);
  gtk_widget_class_bind_template_child (widget_class, EdMomentDialog, result);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_hint_classes);
  gtk_widget_class_install_action (widget_class, "moment.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_moment_dialog_init (EdMomentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  ed_save_keys_add (GTK_WIDGET (self), "moment.save");
}

static void
fill_results (EdMomentDialog *self, gint64 result)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; ed_attempt_result_choices[i].word != NULL; i++)
    gtk_string_list_append (words, _ (ed_attempt_result_choices[i].label));
  adw_combo_row_set_model (self->result, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->result,
                              result == ED_ABSENT ? GTK_INVALID_LIST_POSITION : (guint) result);
}

GtkWidget *
ed_moment_dialog_new (EdCaseItem *item,
                      const char *title,
                      gint64 at,
                      gboolean results,
                      gint64 result)
{
  EdMomentDialog *self = g_object_new (ED_TYPE_MOMENT_DIALOG, NULL);
  const EdZone *zone = ed_case_item_zone (item);
  g_autofree char *time = ed_time_to_text (ed_zone_minutes (zone, at));

  self->start = at;
  self->opened = g_get_monotonic_time ();
  gtk_window_set_default_size (GTK_WINDOW (self),
                               (int) (420 * ed_text_scale (GTK_WIDGET (self))),
                               -1);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->result), results);
  if (results)
    fill_results (self, result);
  ed_date_row_set_today (self->date, ed_case_item_today (item));
  ed_date_row_set_date (self->date, ed_zone_date (zone, at));
  gtk_editable_set_text (self->time, time);
  self->item = g_object_ref (item);
  on_changed (self);
  return GTK_WIDGET (self);
}
