/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/late-row.h"

#include "client/cases/late-texts.h"
#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "wire/push.h"

#include <glib/gi18n.h>

struct _EdLateRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *deed;
  GtkLabel *words;
  GtkLabel *origin;
  GtkLabel *present;
  GtkLabel *why_not;
  GtkWidget *texts; /* of a response, beside the present one */
  GtkLabel *late_title, *late_text;
  GtkLabel *now_title, *now_text, *now_files;
  GtkWidget *accept;
  GtkWidget *discard;
  EdWrap *files; /* to be looked at */
  char *id;
};

enum
{
  ACCEPTED,
  DISCARDED,
  OPENED, /* const char *file_id */
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
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_LATE_ROW);
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
  static const char *const names[OPENED] = { [ACCEPTED] = "accepted", [DISCARDED] = "discarded" };

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_late_row_dispose;
  object_class->finalize = ed_late_row_finalize;
  signals[OPENED] = g_signal_new ("opened",
                                  ED_TYPE_LATE_ROW,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
  for (guint i = 0; i < OPENED; i++)
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
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, texts);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, late_title);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, late_text);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, now_title);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, now_text);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, now_files);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, accept);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, discard);
  gtk_widget_class_bind_template_child (widget_class, EdLateRow, files);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_discard);
}

static void
ed_late_row_init (EdLateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Hidden without TEXT. */
static void
put_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* The buttons say what they do, and to what. */
static void
set_button (GtkWidget *button, const char *label, const char *tooltip, const char *deed)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  deed,
                                  -1);
}

static void
on_file (EdLateRow *self, GtkWidget *button)
{
  g_signal_emit (self, signals[OPENED], 0, g_object_get_data (G_OBJECT (button), "id"));
}

/* With an icon, and as narrow as its window. */
static GtkWidget *
make_file_button (const char *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("x-office-document-symbolic"));
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, _ ("Look at it before you decide"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* A button for each file that it brought. */
static void
add_files (EdLateRow *self, const GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const EdFile *file = files->pdata[i];
      GtkWidget *button = make_file_button (file->name);

      g_object_set_data_full (G_OBJECT (button), "id", g_strdup (file->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_file), self, G_CONNECT_SWAPPED);
      ed_wrap_append (self->files, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files), files->len > 0);
}

/* What of LATE does not depend on where it belongs. */
static EdLateRow *
make_row (const EdLateWork *late, const EdCommand *kept, const EdZone *zone, const char *why_not)
{
  EdLateRow *self = g_object_new (ED_TYPE_LATE_ROW, NULL);
  g_autofree char *deed = ed_late_deed_text (late, kept);
  g_autofree char *origin = ed_late_origin_text (late, zone);
  gboolean is_response = late->request_id != NULL;

  self->id = g_strdup (late->id);
  gtk_label_set_label (self->deed, deed);
  gtk_label_set_label (self->origin, origin);
  put_text (self->why_not, why_not);
  add_files (self, late->files);
  gtk_widget_set_visible (self->accept, why_not == NULL);
  set_button (self->accept,
              is_response ? _ ("Take over") : _ ("Accept"),
              is_response ? _ ("It takes its place in the request, as the former expert’s")
                          : _ ("It counts as the former expert’s"),
              deed);
  set_button (self->discard,
              is_response ? _ ("Dismiss…") : _ ("Discard…"),
              _ ("Leave it out; the expert reads your note"),
              deed);
  return self;
}

GtkWidget *
ed_late_row_new (const EdLateWork *late, const EdCase *case_, const EdZone *zone)
{
  g_autoptr (EdCommand) kept =
      late->command == NULL ? NULL : ed_command_from_json (late->command, NULL);
  g_autofree char *words = NULL;
  g_autofree char *present = NULL;
  EdLateRow *self;

  if (kept == NULL)
    return NULL;
  self = make_row (late,
                   kept,
                   zone,
                   ed_late_work_can_be_accepted (kept->type)
                       ? NULL
                       : _ ("It speaks of a counselling that goes on with somebody else, so it "
                            "cannot be accepted."));
  words = ed_late_words_text (kept);
  present = ed_late_present_text (late, kept, case_, zone);
  put_text (self->words, words);
  put_text (self->present, present);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_late_row_new_for_request (const EdLateWork *late, const EdRequest *request, const EdZone *zone)
{
  g_autoptr (EdCommand) kept =
      late->command == NULL ? NULL : ed_command_from_json (late->command, NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *files = NULL;
  EdLateRow *self;

  if (kept == NULL)
    return NULL;
  self = make_row (late, kept, zone, ed_late_why_not_text (kept, request));
  put_text (self->words, NULL);
  put_text (self->present, NULL);
  gtk_widget_set_visible (self->texts, TRUE);
  put_text (self->late_title, _ ("The late response"));
  put_text (self->late_text, ((const EdArgs *) kept->args)->text);
  ed_late_present_response (request, &title, &text, &files);
  put_text (self->now_title, title);
  put_text (self->now_text, text);
  put_text (self->now_files, files);
  return GTK_WIDGET (self);
}

const char *
ed_late_row_id (EdLateRow *self)
{
  g_return_val_if_fail (ED_IS_LATE_ROW (self), NULL);
  return self->id;
}
