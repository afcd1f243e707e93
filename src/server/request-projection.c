/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/request-projection.h"

#include <string.h>

#include "base/plant.h"
#include "server/api-state.h"
#include "server/audience.h"
#include "server/document-table.h"
#include "server/due-table.h"
#include "server/receipt-table.h"
#include "server/request-mail.h"
#include "server/request-table.h"
#include "server/retention.h"
#include "server/upload-table.h"
#include "server/view-file-table.h"
#include "wire/record-json.h"

/* One audience of a request: what it saw, and what it is to see. */
typedef struct
{
  EdBatch *batch;
  const char *audience;
  const EdRequest *was, *is; /* projected; NULL: nothing */
  gint64 rev;
} Sight;

static gboolean
put (EdBatch *batch, const EdView *view, GError **error)
{
  EdPosition at = ed_batch_next (batch, view->audience);

  return ed_views_put (batch->db, view, &at, error);
}

static gboolean
take (EdBatch *batch,
      const char *audience,
      const char *type,
      const char *id,
      const char *why,
      GError **error)
{
  EdPosition at = ed_batch_next (batch, audience);
  gboolean changed;

  return ed_views_take (batch->db, audience, type, id, why, &at, &changed, error)
         && ed_view_files_set (batch->db, audience, type, id, NULL, error);
}

/* The view lists these documents: their bytes may be read with it. */
static gboolean
list_files (const Sight *sight, GError **error)
{
  g_autoptr (GPtrArray) documents = ed_request_list_documents (sight->is);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (ids, ((EdRequestDocument *) documents->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  return ed_view_files_set (sight->batch->db,
                            sight->audience,
                            "request",
                            sight->is->id,
                            (const char *const *) ids->pdata,
                            error);
}

static gboolean
show (const Sight *sight, GError **error)
{
  EdView view = { sight->audience, "request", sight->is->id, sight->rev, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_request_type, sight->is, &view.length);

  view.body = text;
  return (sight->was != NULL
          || ed_receipts_clear (sight->batch->db, sight->audience, "request", sight->is->id, error))
         && put (sight->batch, &view, error) && list_files (sight, error);
}

/* Whether VIEW has the shared document DOCUMENT for its reader. */
static gboolean
has_shared (const EdRequest *view, const char *id)
{
  const EdRequestDocument *document =
      view != NULL ? ed_request_document_find (view->documents, id) : NULL;

  return document != NULL && document->ended == ED_ABSENT;
}

static gboolean
show_document (const Sight *sight, const char *id, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"request_id\":\"%s\"}", id, sight->is->id);
  EdView view = { sight->audience, "document", id, sight->rev, text, strlen (text) };

  return ed_receipts_clear (sight->batch->db, sight->audience, "document", id, error)
         && put (sight->batch, &view, error);
}

/* Why what was shared is shared no more, by the request itself; WHOLE: why all of it is lost. */
static const char *
find_why (const EdRequest *request, const char *id, const char *whole)
{
  const EdRequestDocument *document = ed_request_document_find (request->documents, id);

  if (document == NULL || document->ended == ED_ABSENT)
    return whole;
  return ed_sharing_end_choices[document->ended].word;
}

/* Gives and takes the rows of shared documents, apart from which they are not forgotten. */
static gboolean
settle_documents (const Sight *sight, const EdRequest *request, const char *why, GError **error)
{
  for (guint i = 0; sight->was != NULL && i < sight->was->documents->len; i++)
    {
      const char *id = ((EdRequestDocument *) sight->was->documents->pdata[i])->id;

      if (!has_shared (sight->is, id)
          && !take (sight->batch,
                    sight->audience,
                    "document",
                    id,
                    find_why (request, id, why),
                    error))
        return FALSE;
    }
  for (guint i = 0; sight->is != NULL && i < sight->is->documents->len; i++)
    {
      const char *id = ((EdRequestDocument *) sight->is->documents->pdata[i])->id;

      if (!has_shared (sight->was, id) && !show_document (sight, id, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes what is new to the audience. WHY: it loses the request, if it does. */
static gboolean
settle (const Sight *sight, const EdRequest *request, const char *why, GError **error)
{
  if (sight->is == NULL)
    return sight->was == NULL
           || take (sight->batch, sight->audience, "request", request->id, why, error);
  if (sight->was != NULL && ed_record_equal (&ed_request_type, sight->was, sight->is))
    return TRUE;
  return show (sight, error);
}

static gboolean
write_for_staff (EdBatch *batch,
                 const EdRequest *before,
                 const EdRequest *request,
                 gint64 rev,
                 GError **error)
{
  g_autoptr (EdRequest) is = ed_request_project (request, ED_REQUEST_FOR_STAFF);
  g_autoptr (EdRequest) was =
      before != NULL ? ed_request_project (before, ED_REQUEST_FOR_STAFF) : NULL;
  const Sight sight = { batch, ED_AUDIENCE_OF_STAFF, was, is, rev };

  return settle_documents (&sight, request, "revoked", error)
         && settle (&sight, request, NULL, error);
}

static gboolean
write_for_sender (EdBatch *batch,
                  const EdRequest *before,
                  const EdRequest *request,
                  gint64 rev,
                  GError **error)
{
  g_autofree char *audience = ed_audience_of_case_manager (request->sender_id);
  g_autoptr (EdRequest) is = ed_request_project (request, ED_REQUEST_FOR_SENDER);
  g_autoptr (EdRequest) was =
      before != NULL ? ed_request_project (before, ED_REQUEST_FOR_SENDER) : NULL;
  const Sight sight = { batch, audience, was, is, rev };

  return settle (&sight, request, NULL, error);
}

/* Why an expert loses the request. */
static const char *
get_why (const EdRequest *request)
{
  guint n = request->assignments->len;
  const EdRequestAssignment *last = n > 0 ? request->assignments->pdata[n - 1] : NULL;

  return last != NULL && last->ended == ED_REQUEST_END_HANDED_BACK ? "declined" : "reassigned";
}

/* With the assignment its expert loses the chat, also where the request comes back to them. */
static gboolean
take_chat (EdBatch *batch,
           const EdRequest *before,
           const char *audience,
           const char *why,
           GError **error)
{
  g_auto (GStrv) ids = ed_internal_messages_list (batch->db, before->assignment_id, error);

  if (ED_PLANT (chat_not_taken))
    return TRUE;
  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      if (!take (batch, audience, "internal_message", *id, why, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
take_from_expert (EdBatch *batch, const EdRequest *before, const EdRequest *request, GError **error)
{
  const char *why = get_why (request);
  g_autofree char *audience = ed_audience_of_expert (before->expert_id);
  g_autoptr (EdRequest) was = NULL;
  Sight sight = { .batch = batch, .audience = audience };

  if (!take_chat (batch, before, audience, why, error))
    return FALSE;
  if (g_strcmp0 (before->expert_id, request->expert_id) == 0)
    return TRUE;
  sight.was = was = ed_request_project (before, ED_REQUEST_FOR_EXPERT);
  return settle_documents (&sight, request, why, error) && settle (&sight, request, why, error);
}

static gboolean
write_for_expert (EdBatch *batch,
                  const EdRequest *before,
                  const EdRequest *request,
                  gint64 rev,
                  GError **error)
{
  gboolean was_theirs = before != NULL && g_strcmp0 (before->expert_id, request->expert_id) == 0;
  g_autofree char *audience = NULL;
  g_autoptr (EdRequest) is = NULL;
  g_autoptr (EdRequest) was = NULL;
  Sight sight = { .batch = batch, .rev = rev };

  if (before != NULL && before->assignment_id != NULL
      && g_strcmp0 (before->assignment_id, request->assignment_id) != 0
      && !take_from_expert (batch, before, request, error))
    return FALSE;
  if (request->assignment_id == NULL)
    return TRUE;
  sight.audience = audience = ed_audience_of_expert (request->expert_id);
  sight.is = is = ed_request_project (request, ED_REQUEST_FOR_EXPERT);
  sight.was = was = was_theirs ? ed_request_project (before, ED_REQUEST_FOR_EXPERT) : NULL;
  return settle_documents (&sight, request, "reassigned", error)
         && settle (&sight, request, NULL, error);
}

gboolean
ed_request_expiry_note (EdBatch *batch, const EdRequest *request, GError **error)
{
  gint64 at = ed_request_next_expiry (request, batch->api->zone);

  return at != ED_ABSENT ? ed_dues_set (batch->db, ED_DUE_REQUEST_EXPIRY, request->id, at, error)
                         : ed_dues_clear (batch->db, ED_DUE_REQUEST_EXPIRY, request->id, error);
}

gboolean
ed_projection_write_request (EdBatch *batch,
                             const EdRequest *before,
                             const EdRequest *request,
                             gint64 rev,
                             GError **error)
{
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_request_type, request, &length);

  return ed_documents_store (batch->db, "request", request->id, rev, text, length, error)
         && write_for_staff (batch, before, request, rev, error)
         && write_for_expert (batch, before, request, rev, error)
         && write_for_sender (batch, before, request, rev, error)
         && ed_request_expiry_note (batch, request, error)
         && ed_request_reminders_note (batch, request, error)
         && ed_retention_note_request (batch, request, error);
}

/* What AUDIENCE has of it. */
static gboolean
take_all (EdBatch *batch,
          const char *audience,
          const EdRequest *request,
          const char *const *messages,
          const char *why,
          GError **error)
{
  for (; *messages != NULL; messages++)
    if (!take (batch, audience, "internal_message", *messages, why, error))
      return FALSE;
  for (guint i = 0; i < request->documents->len; i++)
    {
      const EdRequestDocument *document = request->documents->pdata[i];

      if (!take (batch, audience, "document", document->id, why, error))
        return FALSE;
    }
  return take (batch, audience, "request", request->id, why, error);
}

gboolean
ed_projection_take_request (EdBatch *batch,
                            const EdRequest *request,
                            const char *const *messages,
                            const char *why,
                            GError **error)
{
  g_autofree char *sender = ed_audience_of_case_manager (request->sender_id);
  g_autofree char *expert =
      request->expert_id != NULL ? ed_audience_of_expert (request->expert_id) : NULL;

  return take_all (batch, ED_AUDIENCE_OF_STAFF, request, messages, why, error)
         && take_all (batch, sender, request, messages, why, error)
         && (expert == NULL || take_all (batch, expert, request, messages, why, error));
}

gboolean
ed_projection_write_internal_message (EdBatch *batch,
                                      const EdRequest *request,
                                      const EdInternalMessage *message,
                                      gboolean *is_new,
                                      GError **error)
{
  EdView view = { ED_AUDIENCE_OF_STAFF, "internal_message", message->id, 1, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_internal_message_type, message, &view.length);
  g_autofree char *audience = NULL;

  view.body = text;
  if (!ed_internal_messages_add (batch->db,
                                 message->id,
                                 message->request_id,
                                 message->assignment_id,
                                 is_new,
                                 error))
    return FALSE;
  if (!*is_new)
    return TRUE;
  if (!ed_documents_store (batch->db, "internal_message", message->id, 1, text, view.length, error)
      || !put (batch, &view, error))
    return FALSE;
  if (ED_PLANT (chat_shown_to_sender))
    {
      view.audience = audience = ed_audience_of_case_manager (request->sender_id);
      return put (batch, &view, error);
    }
  if (message->assignment_id == NULL
      || g_strcmp0 (request->assignment_id, message->assignment_id) != 0)
    return TRUE;
  view.audience = audience = ed_audience_of_expert (request->expert_id);
  return put (batch, &view, error);
}

/* Every id of a file that anybody reads by the request. */
static GHashTable *
collect_files (const EdRequest *request)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) documents =
      request != NULL ? ed_request_list_documents (request) : g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    g_hash_table_add (ids, g_strdup (((EdRequestDocument *) documents->pdata[i])->id));
  return ids;
}

gboolean
ed_request_settle_files (EdBatch *batch,
                         const EdRequest *before,
                         const EdRequest *request,
                         GError **error)
{
  g_autoptr (GHashTable) had = collect_files (before);
  g_autoptr (GHashTable) has = collect_files (request);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, has);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (had, id) && !ed_uploads_bind (batch->db, id, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, had);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (has, id) && !ed_uploads_unbind (batch->db, id, batch->now, error))
        return FALSE;
    }
  return TRUE;
}

EdRequest *
ed_requests_load (EdDb *db, const char *id, gint64 *rev, GError **error)
{
  gint64 found = 0;
  gsize length;
  g_autofree char *text = ed_documents_load (db, "request", id, &found, &length, error);

  if (rev != NULL)
    *rev = found;
  if (text == NULL)
    return NULL;
  return ed_record_from_json (&ed_request_type, text, (gssize) length, ED_WIRE_LENIENT, error);
}
