/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files attached to a case and taken off it. The bytes are there before the command is judged: what
 * is known of them comes with the circumstances. */

#include "domain/bounds.h"
#include "domain/ruling.h"

#include <string.h>

/* Whether FILE was uploaded for just this. */
static gboolean
is_meant (const EdRuling *ruling, const EdFile *file)
{
  return strcmp (file->id, ruling->args->upload) == 0
         && strcmp (file->case_id, ruling->case_->id) == 0
         && g_strcmp0 (file->assignment_id, ruling->case_->assignment_id) == 0
         && file->kind == ruling->args->kind;
}

static gboolean
check_file (EdRuling *ruling, const EdFile *file)
{
  if (file == NULL || !is_meant (ruling, file))
    return ed_ruling_refuse (ruling, ED_REFUSAL_UPLOAD_UNKNOWN, "upload");
  if (file->type == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_TYPE_NOT_ALLOWED, "type");
  if (file->length > ED_FILE_BYTES_MAX)
    return ed_ruling_refuse (ruling, ED_REFUSAL_TOO_LARGE, "length");
  return TRUE;
}

static EdDocument *
make_document (const EdRuling *ruling, const EdFile *file)
{
  EdDocument *document = ed_record_new (&ed_document_type);

  document->id = g_strdup (file->id);
  document->assignment_id = g_strdup (file->assignment_id);
  document->kind = file->kind;
  document->name = g_strdup (file->name);
  document->type = g_strdup (ed_file_media_choices[file->type].word);
  document->size = file->length;
  document->sha256 = g_strdup (file->sha256);
  document->at = ruling->circumstances->at;
  document->by = g_strdup (ruling->circumstances->account_id);
  return document;
}

/* A satisfaction form says more than that none could be had. */
gboolean
ed_rule_document_attach (EdRuling *ruling)
{
  EdCase *case_ = ruling->case_;
  EdDocumentKind kind = (EdDocumentKind) ruling->args->kind;
  const EdFile *file = ruling->circumstances->file;
  const EdDocument *present = ed_case_find_document (case_, ruling->args->upload);

  if (present != NULL)
    {
      gboolean is_same = present->kind == ruling->args->kind
                         && g_strcmp0 (present->assignment_id, case_->assignment_id) == 0;

      return is_same || ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "upload");
    }
  if (!ed_case_takes_document (case_, kind))
    return ed_ruling_refuse (ruling, ED_REFUSAL_TYPE_NOT_ALLOWED, "kind");
  if (!check_file (ruling, file)
      || !ed_ruling_has_room (ruling, case_->documents, ED_CASE_DOCUMENTS_MAX, "documents"))
    return FALSE;

  g_ptr_array_add (case_->documents, make_document (ruling, file));
  if (kind == ED_DOCUMENT_SATISFACTION_FORM)
    case_->satisfaction_not_possible = ED_ABSENT;
  return ed_ruling_record (ruling, ED_EVENT_DOCUMENT_ATTACHED);
}

/* Nothing of it stays in the case: it may have been another client's. */
gboolean
ed_rule_document_detach (EdRuling *ruling)
{
  EdDocument *document = ed_case_find_document (ruling->case_, ruling->args->id);

  if (document == NULL || g_strcmp0 (document->assignment_id, ruling->case_->assignment_id) != 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");

  g_ptr_array_remove (ruling->case_->documents, document);
  return ed_ruling_record (ruling, ED_EVENT_DOCUMENT_DETACHED);
}
