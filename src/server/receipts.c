/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Receipts (PROTOCOL 6): a device says that it has wiped what it lost sight of. */

#include <string.h>

#include "base/plant.h"
#include "server/audience.h"
#include "server/call.h"
#include "server/credential-table.h"
#include "server/cursor.h"
#include "server/device-table.h"
#include "server/job.h"
#include "server/receipt-table.h"
#include "wire/record-json.h"

#define TYPE_MAX 32

typedef struct
{
  EdApiJob job;
  char *account;
  char *device;
  char *type;
  char *id;
  EdPosition seen; /* how far the device had read when it wiped */
} ReceiptJob;

/* Defects that the note would make good, as who lacks the row begins anew. */
static gboolean
is_planted (void)
{
  return ED_PLANT (one_receipt_for_all) || ED_PLANT (receipts_kept_over_regrant);
}

/* Notes the receipt, and deletes the row when no device is left that could hold the thing. */
static gboolean
settle (ReceiptJob *self,
        EdBatch *batch,
        const char *audience,
        const EdPosition *gone,
        GError **error)
{
  gint64 waiting;

  if (!ed_receipts_add (batch->db, audience, self->type, self->id, self->device, batch->now, error))
    return FALSE;
  waiting = ed_devices_count_waiting (batch->db,
                                      self->account,
                                      audience,
                                      self->type,
                                      self->id,
                                      gone->xid,
                                      error);
  if (waiting != 0 && !ED_PLANT (one_receipt_for_all))
    return waiting > 0;
  return ed_views_delete_gone (batch->db, audience, self->type, self->id, error)
         && (is_planted ()
             || ed_credentials_note_wiped (batch->db, self->account, gone->xid, error))
         && ed_receipts_clear (batch->db, audience, self->type, self->id, error);
}

/* The receipt for what AUDIENCE has lost, if it has and the device had seen that. */
static gboolean
take_receipt (ReceiptJob *self, EdBatch *batch, const char *audience, GError **error)
{
  GError *local = NULL;
  EdPosition gone;
  gboolean found = ed_views_find_gone (batch->db, audience, self->type, self->id, &gone, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!found || gone.xid > self->seen.xid
      || (gone.xid == self->seen.xid && gone.seq > self->seen.seq))
    return TRUE;
  return settle (self, batch, audience, &gone, error);
}

static gboolean
run_receipt (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ReceiptJob *self = (ReceiptJob *) job;
  g_auto (GStrv) audiences = ed_audiences_in_person (self->account);

  ed_answer_empty (response, 204);
  for (char **audience = audiences; *audience != NULL; audience++)
    if (!take_receipt (self, batch, *audience, error))
      return FALSE;
  return TRUE;
}

static void
free_receipt (EdApiJob *job)
{
  ReceiptJob *self = (ReceiptJob *) job;

  g_free (self->account);
  g_free (self->device);
  g_free (self->type);
  g_free (self->id);
  g_free (self);
}

static void
answer_bad_request (EdApiCall *call, const char *field)
{
  ed_answer_problem (call->response, 400, "bad_request", "The receipt is malformed.", field);
}

void
ed_api_receipt (EdApiCall *call)
{
  g_autoptr (JsonNode) node = ed_api_call_parse_body (call);
  const EdOrganisation *organisation = call->api->organisation;
  const char *type, *id, *text;
  EdCursor cursor;
  ReceiptJob *self;

  if (node == NULL)
    return;
  type = ed_json_get_text (json_node_get_object (node), "t");
  id = ed_json_get_text (json_node_get_object (node), "id");
  text = ed_json_get_text (json_node_get_object (node), "cursor");
  if (type == NULL || *type == '\0' || strlen (type) > TYPE_MAX)
    {
      answer_bad_request (call, "t");
      return;
    }
  if (id == NULL || !ed_json_is_id (id))
    {
      answer_bad_request (call, "id");
      return;
    }
  if (text == NULL)
    {
      answer_bad_request (call, "cursor");
      return;
    }
  if (ed_cursor_from_text (&cursor,
                           text,
                           organisation->epoch,
                           call->bearer->account,
                           organisation->cursor_key)
      != ED_CURSOR_GOOD)
    {
      /* Of another life of this database, or too old to tell: it has no effect. */
      ed_answer_empty (call->response, 204);
      return;
    }
  self = g_new0 (ReceiptJob, 1);
  self->job.run = run_receipt;
  self->job.free = free_receipt;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  self->type = g_strdup (type);
  self->id = g_strdup (id);
  self->seen = cursor.at;
  call->job = &self->job;
}
