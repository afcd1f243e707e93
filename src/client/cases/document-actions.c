/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The case's documents: uploading them by a chooser, the clipboard or drag and drop, looking at
 * them, and taking them back. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"
#include "client/documents/attach-dialog.h"
#include "client/documents/document-window.h"
#include "client/documents/file-chooser.h"
#include "client/documents/form-texts.h"
#include "client/documents/incoming-files.h"
#include "client/sentences.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

/* --- attaching ------------------------------------------------------------------------------- */

/* Takes FILES. */
static void
attach (EdCaseActions *self, int kind, GPtrArray *files)
{
  ed_attach_files (ed_case_actions_profile (self),
                   ed_case_actions_desk (self),
                   ed_case_actions_item (self),
                   kind,
                   files);
}

static void
on_chosen (gpointer self, int kind, GListModel *files)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (picked, ed_picked_file_new (file));
    }
  attach (self, kind, picked);
}

static void
choose (EdCaseActions *self, EdDocumentKind kind)
{
  ed_choose_files (ed_case_actions_profile (self), (int) kind, on_chosen, self);
}

/* The type's own document: the treatment log or the case file. */
static void
on_upload_needed (EdCaseActions *self, GVariant *parameter)
{
  choose (self, (EdDocumentKind) ed_case_needed_document (ed_case_actions_case (self)));
}

static void
on_upload_form (EdCaseActions *self, GVariant *parameter)
{
  choose (self, ED_DOCUMENT_SATISFACTION_FORM);
}

/* The form in the program, instead of a file. */
static void
fill_in (EdCaseActions *self, gint64 kind)
{
  const char *form = ed_form_name_of_document (kind);

  if (form != NULL)
    gtk_widget_activate_action (ed_case_actions_profile (self),
                                "win.fill-form",
                                "(ss)",
                                ed_case_actions_case (self)->id,
                                form);
}

static void
on_fill_needed (EdCaseActions *self, GVariant *parameter)
{
  fill_in (self, ed_case_needed_document (ed_case_actions_case (self)));
}

static void
on_fill_form (EdCaseActions *self, GVariant *parameter)
{
  fill_in (self, ED_DOCUMENT_SATISFACTION_FORM);
}

static void
on_upload_other (EdCaseActions *self, GVariant *parameter)
{
  choose (self, ED_DOCUMENT_OTHER);
}

static void
on_pasted (gpointer owner, GPtrArray *files)
{
  EdCaseActions *self = owner;

  if (files != NULL)
    attach (self, -1, files);
  else
    ed_toast (ed_case_actions_profile (self),
              _ ("There is no file and no picture in the clipboard."),
              NULL);
}

static void
on_paste (EdCaseActions *self, GVariant *parameter)
{
  ed_incoming_files_paste (ed_case_actions_profile (self),
                           ed_case_actions_cancellable (self),
                           on_pasted,
                           self);
}

/* --- looking --------------------------------------------------------------------------------- */

/* Opens the document that PARAMETER names, and does THEN. */
static void
open_document (EdCaseActions *self, GVariant *parameter, const char *then)
{
  const EdCase *case_ = ed_case_actions_case (self);
  const EdDocument *document =
      ed_case_find_document (case_, g_variant_get_string (parameter, NULL));

  if (document != NULL)
    gtk_window_present (GTK_WINDOW (ed_document_window_new (ed_case_actions_profile (self),
                                                            ed_case_actions_desk (self),
                                                            case_->id,
                                                            document,
                                                            then)));
}

static void
on_open (EdCaseActions *self, GVariant *parameter)
{
  open_document (self, parameter, NULL);
}

static void
on_save (EdCaseActions *self, GVariant *parameter)
{
  open_document (self, parameter, "preview.save");
}

static void
on_print (EdCaseActions *self, GVariant *parameter)
{
  open_document (self, parameter, "preview.print");
}

/* --- taking back ----------------------------------------------------------------------------- */

static void
on_remove_answered (GtkWidget *dialog, gint64 value, const char *text, EdCaseActions *self)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (ed_case_detach_command (ed_case_actions_case (self),
                                                    g_object_get_data (G_OBJECT (dialog), "id"),
                                                    ed_case_actions_clock ())),
      _ ("Document removed"));
}

static void
on_remove (EdCaseActions *self, GVariant *parameter)
{
  const EdDocument *document =
      ed_case_find_document (ed_case_actions_case (self), g_variant_get_string (parameter, NULL));
  g_autofree char *body = NULL;
  EdAsk question = {
    .heading = _ ("Remove this document?"),
    .confirm = _ ("_Remove"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };
  GtkWidget *dialog;

  if (document == NULL)
    return;
  body = g_strdup_printf (_ ("“%s” is taken off the case, here and on the server."),
                          document->name == NULL ? "" : document->name);
  question.body = body;
  dialog = ed_ask_dialog_new (NULL, &question);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (document->id), g_free);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_remove_answered), self, 0);
  ed_case_actions_present (self, dialog);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdCaseActions) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_cancel_file_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : NULL;

  if (ed_case_actions_is_over (self))
    return;
  if (sentence == NULL)
    sentence = g_strdup (done ? _ ("The file is taken back and was not sent.")
                              : _ ("Too late, the server has the file. It can be removed."));
  ed_toast (ed_case_actions_profile (self), sentence, NULL);
}

static void
on_cancel (EdCaseActions *self, GVariant *parameter)
{
  ed_desk_cancel_file_async (ed_case_actions_desk (self),
                             g_variant_get_string (parameter, NULL),
                             ed_case_actions_cancellable (self),
                             on_cancelled,
                             g_object_ref (self));
}

/* --- trying again ---------------------------------------------------------------------------- */

typedef struct
{
  EdCaseActions *actions;
  char *id;
} Order;

static void
free_order (Order *order)
{
  g_object_unref (order->actions);
  g_free (order->id);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static void
on_refused_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Order) order = data;
  EdCaseActions *self = order->actions;
  const EdFileProgress *progress;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      ed_desk_load_file_finish (ED_DESK (source), result, NULL, NULL, &error);
  GPtrArray *files;
  EdPickedFile *file;

  if (ed_case_actions_is_over (self))
    return;
  progress = ed_case_files_find (ed_case_actions_files (self), order->id);
  if (progress == NULL)
    return;
  if (bytes == NULL)
    {
      g_autofree char *sentence = ed_error_sentence (error);

      ed_toast (ed_case_actions_profile (self), sentence, NULL);
      return;
    }
  files = g_ptr_array_new_with_free_func (g_object_unref);
  file = ed_picked_file_new_for_bytes (progress->name, bytes);
  ed_picked_file_set_replaced (file, order->id);
  g_ptr_array_add (files, file);
  attach (self, (int) progress->kind, files);
}

/* With another look at it: it may be something else than was said. */
static void
on_retry (EdCaseActions *self, GVariant *parameter)
{
  Order *order = g_new (Order, 1);

  order->actions = g_object_ref (self);
  order->id = g_variant_dup_string (parameter, NULL);
  ed_desk_load_file_async (ed_case_actions_desk (self),
                           ed_case_actions_case (self)->id,
                           order->id,
                           ed_case_actions_cancellable (self),
                           on_refused_loaded,
                           order);
}

/* --- what the rules are asked ---------------------------------------------------------------- */

static GPtrArray *
imagine_attach (EdCaseActions *self, EdDocumentKind kind)
{
  return ed_case_actions_list (
      ed_case_attach_command (ed_case_actions_case (self), kind, ed_case_actions_clock ()));
}

static GPtrArray *
imagine_needed (EdCaseActions *self)
{
  gint64 kind = ed_case_needed_document (ed_case_actions_case (self));

  /* Where none is needed, one that such a case does not take. */
  return imagine_attach (self,
                         kind == ED_ABSENT ? ED_DOCUMENT_TREATMENT_LOG : (EdDocumentKind) kind);
}

static GPtrArray *
imagine_form (EdCaseActions *self)
{
  return imagine_attach (self, ED_DOCUMENT_SATISFACTION_FORM);
}

static GPtrArray *
imagine_other (EdCaseActions *self)
{
  return imagine_attach (self, ED_DOCUMENT_OTHER);
}

const EdCaseAction ed_document_actions[] = {
  { "upload-needed", NULL, FALSE, on_upload_needed, imagine_needed },
  { "upload-form", NULL, FALSE, on_upload_form, imagine_form },
  { "upload-other", NULL, FALSE, on_upload_other, imagine_other },
  { "fill-needed", NULL, FALSE, on_fill_needed, imagine_needed },
  { "fill-form", NULL, FALSE, on_fill_form, imagine_form },
  { "paste-file", NULL, FALSE, on_paste, imagine_other },
  { "open-document", "s", FALSE, on_open, NULL },
  { "save-document", "s", FALSE, on_save, NULL },
  { "print-document", "s", FALSE, on_print, NULL },
  { "remove-document", "s", FALSE, on_remove, imagine_other },
  { "retry-document", "s", FALSE, on_retry, imagine_other },
  { "cancel-document", "s", FALSE, on_cancel, NULL },
  { "discard-document", "s", FALSE, on_cancel, NULL },
  { NULL, NULL, FALSE, NULL, NULL },
};

gboolean
ed_case_actions_can_attach (EdCaseActions *self)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (ed_case_actions_item (self) == NULL)
    return FALSE;
  commands = imagine_other (self);
  return ed_case_actions_foresee (self, commands, NULL);
}

void
ed_case_actions_attach (EdCaseActions *self, GPtrArray *files)
{
  attach (self, -1, files);
}
