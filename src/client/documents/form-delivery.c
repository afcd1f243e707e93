/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-delivery.h"

#include "client/documents/form-draft.h"
#include "client/documents/form-texts.h"
#include "client/documents/form-writer.h"
#include "client/sentences.h"
#include "client/widgets/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What the steps hand on, and what undoing needs. */
typedef struct
{
  EdFormKind kind;
  EdCase *case_;
  char *language;
  char *draft;
  gint64 score;
  EdRefusal refusal;
  char *document_id;
  char *score_command; /* NULL: none was entered */
} Parcel;

static void
free_parcel (gpointer data)
{
  Parcel *parcel = data;

  ed_case_free (parcel->case_);
  g_free (parcel->language);
  g_free (parcel->draft);
  g_free (parcel->document_id);
  g_free (parcel->score_command);
  g_free (parcel);
}

static const char *
get_draft_kind (const Parcel *parcel)
{
  return ed_form_get (parcel->kind)->name;
}

/* --- delivering ------------------------------------------------------------------------------ */

/* A score that is refused is no reason to take the form back. */
static void
on_scored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Parcel *parcel = g_task_get_task_data (task);
  EdRefusal refusal;

  if (!ed_desk_do_finish (ED_DESK (source), result, &refusal, NULL))
    g_clear_pointer (&parcel->score_command, g_free);
  g_task_return_boolean (task, TRUE);
}

static void
enter_score (GTask *task, EdDesk *desk, Parcel *parcel)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_SATISFACTION_SCORE,
                                                  id,
                                                  parcel->case_->id,
                                                  parcel->case_->assignment_id,
                                                  ed_clock_now (ed_clock_system ()));

  ((EdArgs *) command->args)->score = parcel->score;
  parcel->score_command = g_steal_pointer (&id);
  ed_desk_do_async (desk, command, NULL, on_scored, task);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Parcel *parcel = g_task_get_task_data (task);
  EdDesk *desk = ED_DESK (source);
  GError *error = NULL;

  if (!ed_desk_attach_file_finish (desk,
                                   result,
                                   &parcel->document_id,
                                   NULL,
                                   &parcel->refusal,
                                   &error))
    {
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_boolean (task, FALSE);
      return;
    }
  if (parcel->score == ED_ABSENT)
    g_task_return_boolean (task, TRUE);
  else
    enter_score (g_object_ref (task), desk, parcel);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Parcel *parcel = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) document = ed_form_write_finish (result, &error);
  g_autofree char *name = NULL;
  EdDraftEnd ends;
  EdAttachment attachment;

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  name = ed_form_file_name (parcel->kind, parcel->case_, parcel->language);
  ends = (EdDraftEnd){ .kind = get_draft_kind (parcel), .object = parcel->case_->id };
  attachment = (EdAttachment){
    .case_id = parcel->case_->id,
    .assignment_id = parcel->case_->assignment_id,
    .kind = ed_form_get (parcel->kind)->document,
    .name = name,
    .content = document,
    .ends = &ends,
  };
  ed_desk_attach_file_async (g_task_get_source_object (task),
                             &attachment,
                             NULL,
                             on_attached,
                             g_object_ref (task));
}

void
ed_form_deliver_async (EdDesk *desk,
                       const EdFormDelivery *delivery,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (desk, NULL, callback, data);
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->kind = delivery->kind;
  parcel->case_ = ed_case_copy (delivery->case_);
  parcel->language = g_strdup (delivery->language);
  parcel->draft = ed_form_draft_write (delivery->kind, delivery->values, delivery->language);
  parcel->score = delivery->score;
  g_task_set_task_data (task, parcel, free_parcel);
  ed_form_write_async (delivery->kind,
                       delivery->answers,
                       delivery->case_,
                       ed_desk_settings (desk),
                       delivery->language,
                       NULL,
                       on_written,
                       task);
}

gboolean
ed_form_deliver_finish (GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  *refusal = ((Parcel *) g_task_get_task_data (G_TASK (result)))->refusal;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- undoing --------------------------------------------------------------------------------- */

static void
open_again (const Parcel *parcel, GtkWidget *overlay)
{
  gtk_widget_activate_action (overlay,
                              "win.fill-form",
                              "(ss)",
                              parcel->case_->id,
                              ed_form_get (parcel->kind)->name);
}

/* What is being taken back, and where that is said. */
typedef struct
{
  GTask *delivery;
  GtkWidget *overlay;
} Undoing;

static void
free_undoing (Undoing *undoing)
{
  g_object_unref (undoing->delivery);
  g_object_unref (undoing->overlay);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undoing, free_undoing)

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Undoing) undoing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ed_desk_cancel_file_finish (ED_DESK (source), result, &error))
    {
      open_again (g_task_get_task_data (undoing->delivery), undoing->overlay);
      return;
    }
  sentence = error != NULL ? ed_error_sentence (error)
                           : g_strdup (_ ("This has been sent already and cannot be undone."));
  ed_toast (undoing->overlay, sentence, NULL);
}

static void
on_undo (GtkWidget *overlay, AdwToast *toast)
{
  Undoing *undoing = g_new0 (Undoing, 1);
  const Parcel *parcel;
  EdDesk *desk;

  undoing->delivery = g_object_ref (g_object_get_data (G_OBJECT (toast), "delivery"));
  undoing->overlay = g_object_ref (overlay);
  parcel = g_task_get_task_data (undoing->delivery);
  desk = g_task_get_source_object (undoing->delivery);
  /* The last one first. */
  if (parcel->score_command != NULL)
    ed_desk_undo_async (desk, parcel->score_command, NULL, NULL, NULL);
  ed_desk_cancel_written_async (desk,
                                parcel->document_id,
                                get_draft_kind (parcel),
                                parcel->case_->id,
                                parcel->draft,
                                NULL,
                                on_taken_back,
                                undoing);
}

static char *
describe (const Parcel *parcel)
{
  static const char *const done[] = {
    [ED_FORM_SATISFACTION] = N_ ("Satisfaction Feedback form attached"),
    [ED_FORM_TREATMENT_LOG] = N_ ("Treatment log attached"),
    [ED_FORM_CASE_FILE] = N_ ("Case file attached"),
  };

  if (parcel->score_command != NULL)
    /* Translators: the satisfaction score */
    return g_strdup_printf (_ ("Satisfaction Feedback form attached, score %d entered"),
                            (int) parcel->score);
  return g_strdup (_ (done[parcel->kind]));
}

void
ed_form_deliver_offer_undo (GAsyncResult *result, GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  const Parcel *parcel = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = describe (parcel);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = ed_toast_new_undo (text, G_CALLBACK (on_undo), overlay);
  g_object_set_data_full (G_OBJECT (toast), "delivery", g_object_ref (result), g_object_unref);
  ed_toast_show (from, toast);
}
