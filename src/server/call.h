/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/answer.h"
#include "server/api-state.h"
#include "server/sign-in-table.h"

/* One call being answered: what came in, who asks, and where the answer goes. Lives on the stack of
 * ed_api_call(). A function that answers it fills RESPONSE, or sets JOB, or PARKED. */
typedef struct
{
  EdApi *api;
  const EdApiRequest *request;
  EdApiResponse *response;
  EdDb *db;         /* read transaction of this call */
  EdBearer *bearer; /* NULL in calls without a sign-in */
  gint64 now;
  char part[64]; /* what the path names, an id or a token, where its call has one */
  EdApiJob *job;
  gboolean parked;
  gint64 until;
} EdApiCall;

/* Finds out who asks. FALSE when the answer is filled (401, 403, 400), or JOB set: the call is to
 * be made again after it. */
gboolean ed_api_call_identify (EdApiCall *call);

/* Looks at who was let in as SELF again, in DB: RESPONSE is filled where they may not go on, and
 * left where they may. FALSE with ERROR set on failure. */
gboolean
ed_bearer_check_again (const EdBearer *self, EdDb *db, EdApiResponse *response, GError **error);

/* Whether the organisation asks the bearer for a second factor. */
gboolean ed_api_call_wants_totp (EdApiCall *call);

/* The body as a JSON object; NULL when the answer is filled. */
typedef struct _JsonNode EdJsonNode;
EdJsonNode *ed_api_call_parse_body (EdApiCall *call);

/* What the calls do (PROTOCOL 1.8). */
void ed_api_hello (EdApiCall *call);
void ed_api_healthz (EdApiCall *call);
void ed_api_sign_in (EdApiCall *call);
void ed_api_refresh (EdApiCall *call);
void ed_api_sign_out (EdApiCall *call);
void ed_api_push (EdApiCall *call);
void ed_api_feed (EdApiCall *call);
void ed_api_receipt (EdApiCall *call);
void ed_api_announce_upload (EdApiCall *call);
void ed_api_ask_upload (EdApiCall *call);
void ed_api_send_piece (EdApiCall *call);
void ed_api_give_upload_up (EdApiCall *call);
void ed_api_content (EdApiCall *call);
void ed_api_change_password (EdApiCall *call);
void ed_api_reset_password (EdApiCall *call);
void ed_api_show_totp (EdApiCall *call);
void ed_api_begin_totp (EdApiCall *call);
void ed_api_confirm_totp (EdApiCall *call);
void ed_api_end_totp (EdApiCall *call);
void ed_api_renew_recovery_codes (EdApiCall *call);
void ed_api_open_case (EdApiCall *call);
void ed_api_open_request (EdApiCall *call);
void ed_api_show_account (EdApiCall *call);
void ed_api_confirm_account (EdApiCall *call);
void ed_api_list_devices (EdApiCall *call);
void ed_api_revoke_device (EdApiCall *call);
void ed_api_search_audit (EdApiCall *call);
void ed_api_verify_audit (EdApiCall *call);
void ed_api_note_export (EdApiCall *call);
void ed_api_report (EdApiCall *call);
void ed_api_release_report (EdApiCall *call);
void ed_api_preview_retention (EdApiCall *call);
void ed_api_search_client (EdApiCall *call);
void ed_api_export_client (EdApiCall *call);
void ed_api_erase_client (EdApiCall *call);
void ed_api_search_cases (EdApiCall *call);
void ed_api_take_back (EdApiCall *call);
