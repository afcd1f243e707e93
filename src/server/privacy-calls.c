/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Privacy (PROTOCOL 15): what would be erased, what there is of a client, giving it to them, and
 * erasing it. */

#include "domain/account.h"
#include "domain/late-work.h"
#include "domain/message.h"
#include "domain/request-view.h"
#include "server/audit-table.h"
#include "server/document-table.h"
#include "server/erasure.h"
#include "server/inquiry.h"
#include "server/mail-table.h"
#include "server/message-table.h"
#include "server/reading.h"
#include "server/request-projection.h"
#include "server/request-table.h"
#include "server/retention.h"
#include "server/settings-keeper.h"
#include "server/surroundings.h"
#include "wire/json-text.h"
#include "wire/privacy.h"
#include "wire/record-json.h"

#define SEEING_TO_IT (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)

/* --- what is due -------------------------------------------------------------------------------
 */

static char *
answer_preview (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (EdSettings) settings = ed_settings_load (api, db, NULL, error);
  g_autoptr (EdPrivacyPreview) preview =
      settings != NULL ? ed_retention_preview (db, settings, ed_clock_now (api->clock), error)
                       : NULL;

  return preview != NULL ? ed_record_to_json (&ed_privacy_preview_type, preview, NULL) : NULL;
}

void
ed_api_preview_retention (EdApiCall *call)
{
  const EdInquiry inquiry = { .answer = answer_preview };

  if (ed_api_call_may (call, SEEING_TO_IT))
    call->job = ed_inquiry_job_new (call, &inquiry);
}

/* --- who is it ---------------------------------------------------------------------------------
 */

typedef struct
{
  EdClientSearch *search;
  EdSurroundings *surroundings;
  const EdZone *zone;
  EdPrivacyFinds *finds;
} Search;

static EdPrivacyFind *
add_find (Search *search, const char *id, guint match)
{
  EdPrivacyFind *find;

  if (search->finds->finds->len >= ED_PRIVACY_FINDS_MAX)
    {
      search->finds->more = TRUE;
      return NULL;
    }
  find = ed_record_new (&ed_privacy_find_type);
  find->id = g_strdup (id);
  find->by_name = (match & ED_CLIENT_NAME) != 0;
  find->by_phone = (match & ED_CLIENT_PHONE) != 0;
  find->by_email = (match & ED_CLIENT_EMAIL) != 0;
  find->late_work = ed_surroundings_count_late (search->surroundings, id);
  g_ptr_array_add (search->finds->finds, find);
  return find;
}

static const char *const case_members[] = {
  "id",    "number",       "state",     "recorded_at", "company_name", "type",
  "phone", "client_alias", "documents", "email",       NULL,
};

static void
look_at_case (gpointer data, gconstpointer value)
{
  Search *search = data;
  const EdCase *case_ = value;
  guint match = ed_client_search_match_case (search->search, case_);
  EdPrivacyFind *find = match != 0 ? add_find (search, case_->id, match) : NULL;
  EdCaseCompany company;

  if (find == NULL)
    return;
  company = ed_surroundings_of (search->surroundings, case_->id);
  find->number = case_->number;
  find->name = g_strdup (case_->client_alias);
  find->company_name = g_strdup (case_->company_name);
  find->type = case_->type;
  find->date = ed_zone_date (search->zone, case_->recorded_at);
  find->is_open = case_->state != ED_CASE_CLOSED;
  find->is_unpaid = company.is_unpaid;
  find->documents = case_->documents->len;
  find->messages = company.messages;
}

static void
look_at_request (gpointer data, gconstpointer value)
{
  Search *search = data;
  const EdRequest *request = value;
  guint match = ed_client_search_match_request (search->search, request);
  EdPrivacyFind *find = match != 0 ? add_find (search, request->id, match) : NULL;
  g_autoptr (GPtrArray) documents = NULL;

  if (find == NULL)
    return;
  documents = ed_request_list_documents (request);
  find->is_request = TRUE;
  find->number = request->number;
  find->name = g_strdup (request->subject);
  find->company_name = g_strdup (request->sender_name);
  find->date = ed_zone_date (search->zone, request->sent_at);
  find->is_open = ed_request_is_open (request);
  find->documents = documents->len;
}

/* What is counted of those that were found alone. */
static gboolean
count_rest (EdDb *db, EdPrivacyFind *find, GError **error)
{
  g_auto (GStrv) mails = ed_mails_list_about (db, find->id, error);
  g_auto (GStrv) messages = NULL;

  if (mails == NULL)
    return FALSE;
  find->mails = g_strv_length (mails);
  if (find->is_request != 1)
    return TRUE;
  messages = ed_internal_messages_list_of_request (db, find->id, error);
  if (messages != NULL)
    find->messages = g_strv_length (messages);
  return messages != NULL;
}

static gint
compare_dates (gconstpointer a, gconstpointer b)
{
  const EdPrivacyFind *first = *(EdPrivacyFind *const *) a, *second = *(EdPrivacyFind *const *) b;

  if (first->date != second->date)
    return first->date < second->date ? 1 : -1;
  return g_strcmp0 (first->id, second->id);
}

static gboolean
search_all (Search *search, EdDb *db, GError **error)
{
  GPtrArray *finds = search->finds->finds;

  if (!ed_reading_all (db, "case", &ed_case_type, case_members, look_at_case, search, error)
      || !ed_reading_all (db, "request", &ed_request_type, NULL, look_at_request, search, error))
    return FALSE;
  for (guint i = 0; i < finds->len; i++)
    if (!count_rest (db, finds->pdata[i], error))
      return FALSE;
  g_ptr_array_sort (finds, compare_dates);
  return TRUE;
}

static char *
answer_search (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (EdSettings) settings = ed_settings_load (api, db, NULL, error);
  g_autoptr (EdSurroundings) surroundings =
      settings != NULL ? ed_surroundings_load (db, error) : NULL;
  g_autoptr (EdClientSearch) client = ed_client_search_new (question);
  g_autoptr (EdPrivacyFinds) finds = ed_record_new (&ed_privacy_finds_type);
  g_autoptr (EdZone) zone = NULL;
  Search search = { client, surroundings, NULL, finds };

  if (surroundings == NULL)
    return NULL;
  search.zone = zone = ed_settings_make_zone (settings);
  if (ed_client_search_can_find (client) && !search_all (&search, db, error))
    return NULL;
  return ed_record_to_json (&ed_privacy_finds_type, finds, NULL);
}

void
ed_api_search_client (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_search,
                        .free_question = (GDestroyNotify) ed_client_inquiry_free,
                        .what = "privacy.search" };

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return;
  inquiry.question = ed_api_call_read (call, &ed_client_inquiry_type);
  if (inquiry.question != NULL)
    call->job = ed_inquiry_job_new (call, &inquiry);
}

/* --- giving it to them -------------------------------------------------------------------------
 */

static void
append_text (GString *json, const char *text)
{
  if (json->str[json->len - 1] != '[')
    g_string_append_c (json, ',');
  g_string_append (json, text);
}

/* Appends the document's text as it is; *FOUND is FALSE where there is none. */
static gboolean
append_document (GString *json,
                 EdDb *db,
                 const char *type,
                 const char *id,
                 gboolean *found,
                 GError **error)
{
  GError *local = NULL;
  gint64 rev;
  gsize length;
  g_autofree char *text = ed_documents_load (db, type, id, &rev, &length, &local);

  *found = text != NULL;
  if (text != NULL)
    append_text (json, text);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The documents TYPE of IDS, which may be NULL: what lists them has failed. */
static gboolean
append_all (GString *json, EdDb *db, const char *type, char **ids, GError **error)
{
  gboolean found;

  for (char **id = ids; id != NULL && *id != NULL; id++)
    if (!append_document (json, db, type, *id, &found, error))
      return FALSE;
  return ids != NULL;
}

/* Of what colleagues say to each other, and of what was not sent, nothing stays in REQUEST. */
static void
leave_out_colleagues (EdRequest *request)
{
  ed_record_free (&ed_request_return_type, g_steal_pointer (&request->returned));
  for (guint i = 0; i < request->assignments->len; i++)
    {
      EdRequestAssignment *ended = request->assignments->pdata[i];

      g_clear_pointer (&ended->reason, g_free);
      ed_record_free (&ed_response_draft_type, g_steal_pointer (&ended->draft));
    }
}

/* As staff see it, but for that. */
static gboolean
append_request (GString *json, EdDb *db, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdRequest) whole = ed_requests_load (db, id, NULL, &local);
  g_autoptr (EdRequest) seen = NULL;
  g_autofree char *text = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (whole == NULL)
    return TRUE;
  seen = ed_request_project (whole, ED_REQUEST_FOR_STAFF);
  leave_out_colleagues (seen);
  text = ed_record_to_json (&ed_request_type, seen, NULL);
  append_text (json, text);
  return TRUE;
}

typedef struct
{
  GString *json;
  const EdPrivacyOrder *order;
} LateExport;

static gboolean
has (char **ids, const char *id)
{
  return ids != NULL && id != NULL && g_strv_contains ((const char *const *) ids, id);
}

/* A draft is no more the client's for coming late. */
static gboolean
was_sent (const EdLateWork *late)
{
  return g_strcmp0 (late->type, ed_command_form (ED_COMMAND_RESPONSE_DRAFT)->word) != 0;
}

/* Without what was said of it to whoever entered it. */
static void
append_late_work (gpointer data, gconstpointer value)
{
  LateExport *export = data;
  const EdLateWork *late = value;
  g_autoptr (EdLateWork) given = NULL;
  g_autofree char *text = NULL;

  if ((!has (export->order->cases, late->case_id)
       && !has (export->order->requests, late->request_id))
      || !was_sent (late))
    return;
  given = ed_record_copy (&ed_late_work_type, late);
  g_clear_pointer (&given->note, g_free);
  text = ed_record_to_json (&ed_late_work_type, given, NULL);
  append_text (export->json, text);
}

static gboolean
append_parts (GString *json, EdDb *db, const EdPrivacyOrder *order, GError **error)
{
  static char *none[] = { NULL };
  char **cases = order->cases != NULL ? order->cases : none;
  char **requests = order->requests != NULL ? order->requests : none;
  LateExport late = { json, order };

  g_string_append (json, "{\"cases\":[");
  if (!append_all (json, db, "case", cases, error))
    return FALSE;
  g_string_append (json, "],\"messages\":[");
  for (char **id = cases; *id != NULL; id++)
    {
      g_auto (GStrv) ids = ed_messages_list_of_case (db, *id, error);

      if (!append_all (json, db, "message", ids, error))
        return FALSE;
    }
  g_string_append (json, "],\"requests\":[");
  for (char **id = requests; *id != NULL; id++)
    if (!append_request (json, db, *id, error))
      return FALSE;
  g_string_append (json, "],\"late_work\":[");
  if (!ed_reading_all (db, "late_work", &ed_late_work_type, NULL, append_late_work, &late, error))
    return FALSE;
  g_string_append (json, "]}");
  return TRUE;
}

static char *
answer_export (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);

  if (!append_parts (json, db, question, error))
    return NULL;
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* The order that the body gives, or NULL when the answer is filled. */
static EdPrivacyOrder *
read_order (EdApiCall *call)
{
  g_autoptr (EdPrivacyOrder) order = NULL;
  guint n;

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return NULL;
  order = ed_api_call_read (call, &ed_privacy_order_type);
  if (order == NULL)
    return NULL;
  n = ed_privacy_order_count (order);
  if (n > 0 && n <= ED_PRIVACY_ORDER_MAX && ed_json_are_ids (order->cases)
      && ed_json_are_ids (order->requests))
    return g_steal_pointer (&order);
  ed_answer_problem (call->response, 400, "bad_request", "The body is malformed.", "cases");
  return NULL;
}

void
ed_api_export_client (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_export,
                        .free_question = (GDestroyNotify) ed_privacy_order_free,
                        .what = "client.export" };
  EdPrivacyOrder *order = read_order (call);

  if (order == NULL)
    return;
  inquiry.question = order;
  inquiry.target = order->cases != NULL ? order->cases[0] : order->requests[0];
  call->job = ed_inquiry_job_new (call, &inquiry);
}

/* --- erasing -----------------------------------------------------------------------------------
 */

typedef struct
{
  EdApiJob job;
  EdPrivacyOrder *order;
  char *account, *device;
} EraseJob;

/* The running number of the first of them, 0: it is not there. */
static gboolean
find_number (EdDb *db, const EdPrivacyOrder *order, gint64 *number, GError **error)
{
  gboolean is_case = order->cases != NULL;
  GError *local = NULL;
  gint64 rev;
  gsize length;
  g_autofree char *text = ed_documents_load (db,
                                             is_case ? "case" : "request",
                                             is_case ? order->cases[0] : order->requests[0],
                                             &rev,
                                             &length,
                                             &local);

  *number = 0;
  if (text != NULL && is_case)
    {
      g_autoptr (EdCase) case_ =
          ed_record_from_json (&ed_case_type, text, (gssize) length, ED_WIRE_LENIENT, &local);

      *number = case_ != NULL ? case_->number : 0;
    }
  else if (text != NULL)
    {
      g_autoptr (EdRequest) request =
          ed_record_from_json (&ed_request_type, text, (gssize) length, ED_WIRE_LENIENT, &local);

      *number = request != NULL ? request->number : 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
erase_all (EraseJob *self, EdBatch *batch, GError **error)
{
  const EdErasure by = { .why = "erased",
                         .account = self->account,
                         .device = self->device,
                         .code = ed_erasure_reason_choices[self->order->reason].word };

  for (char **id = self->order->cases; id != NULL && *id != NULL; id++)
    if (!ed_erasure_of_case (batch, *id, &by, error))
      return FALSE;
  for (char **id = self->order->requests; id != NULL && *id != NULL; id++)
    if (!ed_erasure_of_request (batch, *id, &by, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_erase (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  EraseJob *self = (EraseJob *) job;
  gint64 number;

  if (!find_number (batch->db, self->order, &number, error))
    return FALSE;
  if (number != self->order->number)
    {
      ed_answer_problem (response, 404, "not_found", "Nothing there has this number.", NULL);
      return TRUE;
    }
  ed_answer_empty (response, 204);
  return erase_all (self, batch, error);
}

static void
free_erase (EdApiJob *job)
{
  EraseJob *self = (EraseJob *) job;

  ed_privacy_order_free (self->order);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

void
ed_api_erase_client (EdApiCall *call)
{
  g_autoptr (EdPrivacyOrder) order = read_order (call);
  EraseJob *self;

  if (order == NULL)
    return;
  if (order->number == ED_ABSENT || order->reason == ED_ABSENT)
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "The body is malformed.",
                         order->number == ED_ABSENT ? "number" : "reason");
      return;
    }
  self = g_new0 (EraseJob, 1);
  self->job.run = run_erase;
  self->job.free = free_erase;
  self->order = g_steal_pointer (&order);
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
}
