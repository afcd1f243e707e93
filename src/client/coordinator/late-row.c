/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/late-row.h"

#include "client/cases/late-texts.h"
#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/wrap.h"
#include "wire/push.h"

struct _EdLateRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *deed;
  GtkLabel *words;
  GtkLabel *origin;
  GtkLabel *present;
  GtkWidget *why_not;
  GtkWidget *accept;
  GtkWidget *discard;
  char *id;
};

enum
{
  ACCEPTED,
  DISCARDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdLateRow, ed_late_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_accept (EdLateRow *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
on_discard (EdLateRow *self)
{
  g_signal_emit (self, signals[DISCARDED], 0);
}

static void
ed_late_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ED_TYPE_LATE_ROW);
  G_OBJECT_CLASS (ed_late_row_parent_class)->dispose (object);
}

static void
ed_late_row_finalize (GObject *object)
{
  g_free (ED_LATE_ROW (object)->id);
  G_OBJECT_CLASS (ed_late_row_parent_class)->finalize (object);
}

static void
ed_late_row_class_init (EdLateRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char
      *const names[N_SIGNALS] = { [ACCEPTED] = "accepted", [DISCARDED] = "discarded" };

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_late_row_dispose;
  object_class->finalize = ed_late_row_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i],
                               ED_TYPE_LATE_ROW,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/late-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, deed);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, words);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, origin);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, present);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, why_not);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, accept);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_discard);
}

static void
ed_late_row_init (EdLateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The buttons say what they are about. */
static void
describe (GtkWidget *button, const char *deed)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  deed,
                                  -1);
}

GtkWidget *
ed_late_row_new (const EdLateWork *late, const EdCase *case_, const EdZone *zone)
{
  g_autoptr (EdCommand) kept =
      late->command == NULL ? NULL : ed_command_from_json (late->command, NULL);
  g_autofree char *deed = NULL;
  g_autofree char *words = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *present = NULL;
  EdLateRow *self;

  if (kept == NULL)
    return NULL;
  self = g_object_new (ED_TYPE_LATE_ROW, NULL);
  self->id = g_strdup (late->id);
  deed = ed_late_deed_text (late, kept);
  words = ed_late_words_text (kept);
  origin = ed_late_origin_text (late, zone);
  present = ed_late_present_text (late, kept, case_, zone);
  gtk_label_set_label (self->deed, deed);
  gtk_label_set_label (self->words, words == NULL ? "" : words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  gtk_label_set_label (self->origin, origin);
  gtk_label_set_label (self->present, present);
  gtk_widget_set_visible (self->accept, ed_late_work_can_be_accepted (kept->type));
  gtk_widget_set_visible (self->why_not, !ed_late_work_can_be_accepted (kept->type));
  describe (self->accept, deed);
  describe (self->discard, deed);
  return GTK_WIDGET (self);
}

const char *
ed_late_row_id (EdLateRow *self)
{
  g_return_val_if_fail (ED_IS_LATE_ROW (self), NULL);
  return self->id;
}
