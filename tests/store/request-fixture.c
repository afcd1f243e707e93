/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "request-fixture.h"

#include "file-fixture.h"
#include "wire/record-json.h"

const char *
desk_request_id (guint n)
{
  g_autofree char *id = g_strdup_printf ("b0000000-0000-4000-8000-%012u", n);

  return g_intern_string (id);
}

EdRequest *
desk_make_request (guint n, EdRequestState state)
{
  EdRequest *request = ed_request_new ();
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  request->id = g_strdup (desk_request_id (n));
  request->number = n;
  request->state = state;
  request->subject = g_strdup_printf ("Return to work %u", n);
  request->case_reference = g_strdup_printf ("HV-%u", n);
  request->sender_id = g_strdup (DESK_SENDER);
  request->sender_name = g_strdup ("M. Frei");
  request->sent_at = DESK_NOW + (gint64) n * 60000;
  round->id = g_strdup (desk_command_id (1000 + n));
  round->question = g_strdup ("When?");
  round->at = request->sent_at;
  g_ptr_array_add (request->rounds, round);
  if (state >= ED_REQUEST_ASSIGNED && state <= ED_REQUEST_CANCELLED)
    {
      request->assignment_id = g_strdup (desk_assignment_id (n));
      request->expert_id = g_strdup (DESK_EXPERT);
      request->expert_name = g_strdup ("Dr. Kovács Anna");
      request->assigned_at = DESK_NOW;
    }
  return request;
}

void
desk_put_request (Desk *desk, EdRequest *request)
{
  g_autofree char *body = ed_record_to_json (&ed_request_type, request, NULL);

  desk_put_text (desk, "request", request->id, body);
  ed_request_free (request);
}

EdRequestDocument *
desk_share (EdRequest *request, guint n, GBytes *content)
{
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);

  document->id = g_strdup (desk_document_id (n));
  document->name = g_strdup_printf ("report %u.pdf", n);
  document->type = g_strdup ("application/pdf");
  document->size = (gint64) g_bytes_get_size (content);
  document->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  document->at = DESK_NOW;
  document->by = g_strdup (DESK_SENDER);
  g_ptr_array_add (request->documents, document);
  return document;
}

void
desk_put_internal (Desk *desk,
                   guint n,
                   guint n_request,
                   const char *by,
                   const char *text,
                   gint64 after)
{
  EdInternalMessage message = {
    .id = (char *) desk_message_id (n),
    .request_id = (char *) desk_request_id (n_request),
    .assignment_id = (char *) desk_assignment_id (n_request),
    .author = ED_AUTHOR_COORDINATOR,
    .by = (char *) by,
    .at = DESK_NOW + after,
    .at_received_at = DESK_NOW + after,
    .text = (char *) text,
  };
  g_autofree char *body = ed_record_to_json (&ed_internal_message_type, &message, NULL);

  desk_put_text (desk, "internal_message", message.id, body);
}

void
desk_become (Desk *desk, const char *id, const char *role)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"M. Frei\",\"roles\":[\"%s\"],"
                                           "\"state\":\"active\"}",
                                           id,
                                           role);

  g_assert_true (ed_store_set (desk->store, "account_id", id, NULL));
  desk_put_text (desk, "account", id, body);
  desk_catch_up (desk, 0);
}

EdCommand *
desk_on_request (guint n, guint n_request, EdCommandType type, gboolean assigned)
{
  return ed_command_new (type,
                         desk_command_id (n),
                         desk_request_id (n_request),
                         assigned ? desk_assignment_id (n_request) : NULL,
                         DESK_NOW);
}

EdRequestRow *
desk_load_request (Desk *desk, guint n)
{
  g_autoptr (GError) error = NULL;
  EdRequestRow *row = ed_store_load_request (desk->store, desk_request_id (n), &error);

  g_assert_no_error (error);
  return row;
}
