/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/sign-in.h"

#include "sync/call.h"
#include "sync/secret.h"

/* Long enough for Argon2id on a busy server, short enough to wait for at a desk. */
#define TIMEOUT_S 20
#define PROTOCOL 1

void
ed_greeting_free (EdGreeting *greeting)
{
  if (greeting == NULL)
    return;
  if (greeting->hello != NULL)
    ed_hello_free (greeting->hello);
  g_free (greeting);
}

static gboolean
fail_protocol (GError **error, const char *sentence)
{
  g_set_error_literal (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL, sentence);
  return FALSE;
}

static EdGreeting *
read_greeting (const EdAnswer *answer, GError **error)
{
  g_autoptr (EdGreeting) greeting = g_new0 (EdGreeting, 1);
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);

  if (length > 0)
    greeting->hello = ed_hello_from_json (text, (gssize) length, NULL);
  if (greeting->hello == NULL || strcmp (greeting->hello->product, "experts-dashboard") != 0)
    {
      fail_protocol (error, "the address answers, but not as an Experts' Dashboard server does");
      return NULL;
    }
  if (greeting->hello->protocol[0] > PROTOCOL || greeting->hello->protocol[1] < PROTOCOL)
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_OLD,
                           "this program and the server have no protocol in common");
      return NULL;
    }
  return g_steal_pointer (&greeting);
}

EdGreeting *
ed_sign_in_greet (EdTransport *transport,
                  const EdClock *clock,
                  EdPassReport *report,
                  GCancellable *cancellable,
                  GError **error)
{
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = TIMEOUT_S };
  g_auto (EdAnswer) answer = { 0 };
  gint64 sent = ed_clock_now (clock);
  EdGreeting *greeting;

  if (!ed_transport_send (transport, &call, &answer, cancellable, error))
    return NULL;
  if (answer.status != 200)
    {
      ed_call_fail (&answer, report, error);
      return NULL;
    }
  greeting = read_greeting (&answer, error);
  if (greeting == NULL)
    return NULL;
  greeting->sent = sent;
  greeting->received = ed_clock_now (clock);
  return greeting;
}

static gboolean
check_organisation (EdStore *store, const char *organisation_id, GError **error)
{
  g_autofree char *known = NULL;

  if (!ed_call_read_fact (store, "organisation_id", &known, error))
    return FALSE;
  if (known == NULL)
    return ed_store_set (store, "organisation_id", organisation_id, error);
  return strcmp (known, organisation_id) == 0
         || fail_protocol (error, "this is another organisation's server; nothing was sent to it");
}

gboolean
ed_sign_in_accept_greeting (EdStore *store, const EdGreeting *greeting, GError **error)
{
  const EdHello *hello = greeting->hello;
  g_autofree char *spread = NULL, *known = NULL;
  gboolean restored = FALSE;

  if (!check_organisation (store, hello->organisation_id, error)
      || !ed_call_meet_epoch (store, hello->epoch, &restored, error)
      || !ed_call_measure_clock (store,
                                 greeting->sent,
                                 greeting->received,
                                 hello->server_time,
                                 error)
      || !ed_call_read_fact (store, "retry_spread_s", &known, error))
    return FALSE;
  if (hello->retry_spread_s == ED_ABSENT)
    return TRUE;
  spread = g_strdup_printf ("%" G_GINT64_FORMAT, hello->retry_spread_s);
  return g_strcmp0 (spread, known) == 0 || ed_store_set (store, "retry_spread_s", spread, error);
}

/* The answer to signing in or to a refresh, with its two tokens at least. */
static EdSignInAnswer *
read_tokens (const EdAnswer *answer, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  g_autoptr (EdSignInAnswer) read = NULL;

  if (length > 0)
    read =
        ed_record_from_json (&ed_sign_in_answer_type, text, (gssize) length, ED_WIRE_LENIENT, NULL);
  if (read != NULL && read->token != NULL && read->refresh_token != NULL)
    return g_steal_pointer (&read);
  fail_protocol (error, "the server's answer to the sign-in makes no sense");
  return NULL;
}

EdSignInAnswer *
ed_sign_in_send (EdTransport *transport,
                 const EdSignIn *sign_in,
                 EdPassReport *report,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GBytes) body = ed_secret_bytes (ed_sign_in_to_json (sign_in));
  const EdCall call = { .method = "POST",
                        .path = "/v1/sessions",
                        .body = body,
                        .timeout_s = TIMEOUT_S };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (EdSignInAnswer) signed_in = NULL;

  if (!ed_transport_send (transport, &call, &answer, cancellable, error))
    return NULL;
  if (answer.status != 201)
    {
      ed_call_fail (&answer, report, error);
      return NULL;
    }
  signed_in = read_tokens (&answer, error);
  if (signed_in == NULL)
    return NULL;
  if (signed_in->account != NULL && signed_in->account->id != NULL)
    return g_steal_pointer (&signed_in);
  fail_protocol (error, "the server's answer to the sign-in makes no sense");
  return NULL;
}

static gboolean
drop_tokens (EdStore *store, GError **error)
{
  return ed_store_set (store, "token", NULL, error)
         && ed_store_set (store, "refresh_token", NULL, error);
}

/* The refresh token first: broken off in between, the old access token still goes with the new
 * pair. */
static gboolean
store_tokens (EdStore *store, const EdAnswer *answer, GError **error)
{
  g_autoptr (EdSignInAnswer) pair = read_tokens (answer, error);

  return pair != NULL && ed_store_set (store, "refresh_token", pair->refresh_token, error)
         && ed_store_set (store, "token", pair->token, error);
}

gboolean
ed_sign_in_refresh (EdTransport *transport,
                    EdStore *store,
                    EdPassReport *report,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *device = ed_store_device (store, error);
  g_autofree char *refresh_token = NULL;
  g_autoptr (GString) text = g_string_new ("{\"refresh_token\":");
  g_autoptr (GBytes) body = NULL;
  EdCall call = { .method = "POST", .path = "/v1/sessions/refresh", .timeout_s = TIMEOUT_S };
  g_auto (EdAnswer) answer = { 0 };

  if (device == NULL || !ed_call_read_fact (store, "refresh_token", &refresh_token, error))
    return FALSE;
  if (refresh_token == NULL)
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_SIGN_IN,
                           "the sign-in no longer holds");
      return FALSE;
    }
  ed_json_append_string (text, refresh_token);
  g_string_append_c (text, '}');
  ed_secret_clear (refresh_token);
  body = ed_secret_bytes (g_string_free (g_steal_pointer (&text), FALSE));
  call.device = device;
  call.body = body;
  if (!ed_transport_send (transport, &call, &answer, cancellable, error))
    return FALSE;
  if (answer.status == 200)
    return store_tokens (store, &answer, error);
  if (answer.status == 401 && !drop_tokens (store, error))
    return FALSE;
  return ed_call_fail (&answer, report, error);
}

gboolean
ed_sign_in_end (EdTransport *transport, EdStore *store, GCancellable *cancellable, GError **error)
{
  g_autofree char *device = ed_store_device (store, error);
  g_autofree char *token = NULL;
  EdCall call = { .method = "DELETE", .path = "/v1/sessions/current", .timeout_s = TIMEOUT_S };
  g_auto (EdAnswer) answer = { 0 };

  if (device == NULL || !ed_call_read_fact (store, "token", &token, error))
    return FALSE;
  call.device = device;
  call.token = token;
  if (token != NULL && !ed_transport_send (transport, &call, &answer, cancellable, error))
    return FALSE;
  if (token != NULL && answer.status != 204 && answer.status != 401)
    return ed_call_fail (&answer, NULL, error);
  return drop_tokens (store, error);
}
