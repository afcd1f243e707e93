/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-open.h"

#include "sync/call.h"
#include "sync/device-card.h"
#include "sync/pin.h"
#include "sync/secret.h"
#include "sync/sign-in.h"
#include "sync/soup-transport.h"

#define DEVICE_NAME_MAX 100

/* One opening under way. */
typedef struct
{
  EdOpening *opening;
  EdOpened *opened;
  GCancellable *cancellable;
  char *folder;
  EdDeviceCard *card;
  gboolean is_renewed;    /* the card's id is new: its old one belonged to somebody else */
  EdGreeting *greeting;   /* NULL: the server is out of reach */
  EdSignInAnswer *answer; /* NULL: not signed in */
  guint8 half[ED_VAULT_KEY_LENGTH];
  gboolean has_half;
  guint8 key[ED_VAULT_KEY_LENGTH];
} Steps;

static void
steps_clear (Steps *steps)
{
  ed_secret_wipe (steps->key, sizeof steps->key);
  ed_secret_wipe (steps->half, sizeof steps->half);
  g_clear_pointer (&steps->answer, ed_sign_in_answer_free);
  g_clear_pointer (&steps->greeting, ed_greeting_free);
  g_clear_pointer (&steps->card, ed_device_card_free);
  g_free (steps->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Steps, steps_clear)

EdOpening *
ed_opening_new (const EdDeskOptions *options)
{
  EdOpening *opening = g_new0 (EdOpening, 1);

  opening->data_dir = g_strdup (options->data_dir);
  opening->server = g_strdup (options->server);
  opening->ca_file = g_strdup (options->ca_file);
  opening->user = g_strdup (options->user);
  opening->password = g_strdup (options->password);
  opening->totp = g_strdup (options->totp);
  opening->cost = options->cost;
  opening->clock = options->clock != NULL ? options->clock : ed_clock_system ();
  opening->transport = options->transport;
  opening->hold_ms = options->hold_ms;
  return opening;
}

void
ed_opening_free (EdOpening *opening)
{
  g_free (opening->data_dir);
  g_free (opening->server);
  g_free (opening->ca_file);
  g_free (opening->user);
  ed_secret_free (opening->password);
  ed_secret_free (opening->totp);
  ed_transport_free (opening->transport);
  g_free (opening);
}

void
ed_opened_clear (EdOpened *opened)
{
  g_clear_pointer (&opened->sync, ed_store_close);
  g_clear_pointer (&opened->work, ed_store_close);
  g_clear_pointer (&opened->read, ed_store_close);
  g_clear_pointer (&opened->vault, ed_vault_close);
  g_clear_pointer (&opened->transport, ed_transport_free);
  g_clear_pointer (&opened->account, ed_account_free);
}

/* --- the server's part ------------------------------------------------------------------------ */

static char *
make_device_name (void)
{
  const char *host = g_get_host_name ();

  return g_utf8_validate (host, -1, NULL) && *host != '\0'
             ? g_utf8_substring (host, 0, MIN (g_utf8_strlen (host, -1), DEVICE_NAME_MAX))
             : g_strdup ("computer");
}

static gboolean
send_sign_in (Steps *steps, GError **error)
{
  g_autofree char *name = make_device_name ();
  const EdSignIn sign_in = { .user = steps->opening->user,
                             .password = steps->opening->password,
                             .totp = steps->opening->totp,
                             .device_id = steps->card->id,
                             .device_name = name };

  steps->answer =
      ed_sign_in_send (steps->opened->transport, &sign_in, NULL, steps->cancellable, error);
  return steps->answer != NULL;
}

static void
read_half (Steps *steps)
{
  gsize length = 0;
  g_autofree guchar *half = NULL;

  if (steps->answer->vault_half == NULL)
    return;
  half = g_base64_decode (steps->answer->vault_half, &length);
  steps->has_half = length == sizeof steps->half;
  if (steps->has_half)
    memcpy (steps->half, half, length);
  ed_secret_wipe (half, length);
}

/* Greets and signs in. A device id that belongs to somebody else is given up, once. */
static gboolean
meet_server (Steps *steps, GError **error)
{
  g_autoptr (GError) cause = NULL;

  steps->greeting = ed_sign_in_greet (steps->opened->transport,
                                      steps->opening->clock,
                                      NULL,
                                      steps->cancellable,
                                      error);
  if (steps->greeting == NULL)
    return FALSE;
  if (steps->card->organisation != NULL
      && strcmp (steps->card->organisation, steps->greeting->hello->organisation_id) != 0)
    {
      g_clear_pointer (&steps->greeting, ed_greeting_free);
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_PROTOCOL,
                           "this is another organisation's server; nothing was sent to it");
      return FALSE;
    }
  if (!send_sign_in (steps, &cause))
    {
      g_autofree char *id = g_uuid_string_random ();

      if (!g_error_matches (cause, ED_SYNC_ERROR, ED_SYNC_ERROR_SIGN_IN))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      ed_device_card_renew (steps->card, id);
      steps->is_renewed = TRUE;
      if (!send_sign_in (steps, error))
        return FALSE;
    }
  read_half (steps);
  return TRUE;
}

/* Whether, for what the server's part ended with, a vault that is known may be unlocked without it.
 * What the server has refused is refused. */
static gboolean
may_work_offline (const GError *error)
{
  return error->domain == ED_SYNC_ERROR && error->code != ED_SYNC_ERROR_PASSWORD
         && error->code != ED_SYNC_ERROR_TOTP_NEEDED && error->code != ED_SYNC_ERROR_TOTP_WRONG
         && error->code != ED_SYNC_ERROR_SUSPENDED && error->code != ED_SYNC_ERROR_SIGN_IN;
}

/* --- the vault's part ------------------------------------------------------------------------- */

/* The password was changed elsewhere: the server, which has confirmed it, has the other half. */
static gboolean
unlock_by_server (Steps *steps, GError **error)
{
  EdVault *vault = steps->opened->vault;

  return ed_vault_unlock_by_server (vault, steps->half, steps->key, error)
         && ed_vault_set_password (vault, steps->key, steps->opening->password, error);
}

/* The slot of the server's half, for a device that signs in under a new id. */
static gboolean
keep_half (Steps *steps, GError **error)
{
  guint8 key[ED_VAULT_KEY_LENGTH];
  gboolean fits = ed_vault_unlock_by_server (steps->opened->vault, steps->half, key, NULL);

  ed_secret_wipe (key, sizeof key);
  return fits || ed_vault_set_server_half (steps->opened->vault, steps->key, steps->half, error);
}

static gboolean
unlock (Steps *steps, GError **error)
{
  EdVault *vault = steps->opened->vault;
  const char *password = steps->opening->password;
  g_autoptr (GError) cause = NULL;

  if (!ed_vault_has_key (vault))
    return ed_vault_create (vault,
                            password,
                            steps->has_half ? steps->half : NULL,
                            steps->key,
                            error);
  if (steps->answer != NULL ? ed_vault_unlock_confirmed (vault, password, steps->key, &cause)
                            : ed_vault_unlock (vault, password, steps->key, &cause))
    return !steps->has_half || keep_half (steps, error);
  if (steps->has_half
      && (g_error_matches (cause, ED_VAULT_ERROR, ED_VAULT_ERROR_PASSWORD)
          || g_error_matches (cause, ED_VAULT_ERROR, ED_VAULT_ERROR_CLOSED)))
    return unlock_by_server (steps, error);
  if (steps->answer == NULL && g_error_matches (cause, ED_VAULT_ERROR, ED_VAULT_ERROR_PASSWORD))
    {
      g_set_error_literal (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD, cause->message);
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* --- the store's part ------------------------------------------------------------------------- */

static gboolean
open_stores (Steps *steps, GError **error)
{
  const char *path = ed_vault_path (steps->opened->vault);
  EdStore **stores[] = { &steps->opened->sync, &steps->opened->work, &steps->opened->read };

  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      *stores[i] = ed_store_open (path, steps->key, steps->opening->clock, error);
      if (*stores[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* This vault was made for the account that has now signed in. */
static gboolean
check_account (Steps *steps, GError **error)
{
  g_autofree char *known = NULL;

  if (!ed_call_read_fact (steps->opened->sync, "account_id", &known, error))
    return FALSE;
  if (known == NULL || strcmp (known, steps->answer->account->id) == 0)
    return TRUE;
  g_set_error_literal (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_PROTOCOL,
                       "this is another server than the one that this computer's cases are from");
  return FALSE;
}

static gboolean
write_card (Steps *steps, GError **error)
{
  g_free (steps->card->organisation);
  steps->card->organisation = g_strdup (steps->greeting->hello->organisation_id);
  return ed_device_card_write (steps->card, steps->folder, error);
}

/* Store and card name one device. A pass may have given the store another one (PROTOCOL 3.5,
 * forked): then the sign-in just made was the old one's, and is made again. A card renewed during
 * this sign-in goes the other way: the commands without an answer begin anew under its id. */
static gboolean
agree_on_device (Steps *steps, GError **error)
{
  EdStore *store = steps->opened->sync;
  g_autoptr (GError) cause = NULL;
  g_autofree char *known = NULL;

  if (!ed_call_read_fact (store, "device", &known, error))
    return FALSE;
  if (known == NULL)
    return ed_store_set (store, "device", steps->card->id, error);
  if (strcmp (known, steps->card->id) == 0)
    return TRUE;
  if (steps->is_renewed)
    return ed_store_renew_device (store, error)
           && ed_store_set (store, "device", steps->card->id, error);
  ed_device_card_renew (steps->card, known);
  g_clear_pointer (&steps->answer, ed_sign_in_answer_free);
  if (!send_sign_in (steps, &cause))
    {
      /* A code was used up by the sign-in that was the old one's: the next begins with this id. */
      if (g_error_matches (cause, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG))
        write_card (steps, NULL);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  read_half (steps);
  return write_card (steps, error) && (!steps->has_half || keep_half (steps, error));
}

/* What the sign-in brought, the tokens last: they stand for all of it. */
static gboolean
store_sign_in (Steps *steps, GError **error)
{
  EdStore *store = steps->opened->sync;
  const EdSignInAnswer *answer;
  g_autofree char *account = NULL;

  if (!check_account (steps, error) || !agree_on_device (steps, error))
    return FALSE;
  answer = steps->answer;
  account = ed_record_to_json (&ed_account_type, answer->account, NULL);
  return ed_sign_in_accept_greeting (store, steps->greeting, error)
         && ed_store_set (store, "account_id", answer->account->id, error)
         && ed_store_set (store, "account", account, error)
         && ed_store_set (store, "refresh_token", answer->refresh_token, error)
         && ed_store_set (store, "token", answer->token, error);
}

/* What is kept here does not open without the server for longer than the organisation wants. */
static gboolean
check_age (Steps *steps, GError **error)
{
  EdStore *store = steps->opened->sync;
  g_autoptr (EdSettings) settings = ed_store_load_settings (store, error);
  g_autofree char *text = NULL;
  gint64 last;

  if (settings == NULL || !ed_call_read_fact (store, "synced_at", &text, error))
    return FALSE;
  last = text != NULL ? g_ascii_strtoll (text, NULL, 10) : ED_ABSENT;
  if (!ed_settings_is_stale (settings, last, ed_clock_now (steps->opening->clock)))
    return TRUE;
  g_set_error_literal (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_STALE,
                       "this computer has been without the server for too long");
  return FALSE;
}

static gboolean
load_account (Steps *steps, GError **error)
{
  EdStore *store = steps->opened->sync;
  g_autofree char *text = NULL, *cursor = NULL;
  g_autoptr (GError) cause = NULL;

  if (!ed_call_read_fact (store, "cursor", &cursor, error)
      || !ed_call_read_fact (store, "account", &text, error))
    return FALSE;
  steps->opened->is_fresh = cursor == NULL;
  steps->opened->account = ed_store_load_own_account (store, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (steps->opened->account == NULL && text != NULL)
    steps->opened->account =
        ed_record_from_json (&ed_account_type, text, -1, ED_WIRE_LENIENT, NULL);
  if (steps->opened->account != NULL)
    return TRUE;
  g_set_error_literal (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_UNREACHABLE,
                       "the first sign-in on this computer needs the server");
  return FALSE;
}

/* --- all of it -------------------------------------------------------------------------------- */

static EdTransport *
make_transport (const EdOpening *opening, GError **error)
{
  g_autofree char *pin = ed_pin_load (opening->data_dir, opening->server);
  EdTransport *transport = ed_soup_transport_new (opening->server, opening->ca_file, error);

  if (transport != NULL)
    ed_soup_transport_pin (transport, pin);
  return transport;
}

static gboolean
prepare (Steps *steps, GError **error)
{
  EdOpening *opening = steps->opening;

  steps->opened->transport = g_steal_pointer (&opening->transport);
  if (steps->opened->transport == NULL)
    steps->opened->transport = make_transport (opening, error);
  if (steps->opened->transport == NULL)
    return FALSE;
  steps->folder = ed_vault_folder (opening->data_dir, opening->server, opening->user);
  steps->opened->vault = ed_vault_open (steps->folder, &opening->cost, error);
  if (steps->opened->vault == NULL)
    return FALSE;
  steps->card = ed_device_card_read (steps->folder);
  return TRUE;
}

/* The server has confirmed the password and asks for a code: what is kept here opens with the
 * password, as it would without the server, and goes on with the sign-in that it holds. FALSE:
 * nothing is open. */
static gboolean
go_on_with_sign_in (Steps *steps)
{
  EdOpened *opened = steps->opened;
  g_autofree char *token = NULL;
  gboolean done;

  if (steps->opening->totp != NULL || !ed_vault_has_key (opened->vault))
    return FALSE;
  done = ed_vault_unlock_confirmed (opened->vault, steps->opening->password, steps->key, NULL)
         && open_stores (steps, NULL)
         && ed_call_read_fact (opened->sync, "refresh_token", &token, NULL) && token != NULL
         && check_age (steps, NULL) && load_account (steps, NULL);
  ed_secret_clear (token);
  if (done)
    return TRUE;
  g_clear_pointer (&opened->sync, ed_store_close);
  g_clear_pointer (&opened->work, ed_store_close);
  g_clear_pointer (&opened->read, ed_store_close);
  return FALSE;
}

static gboolean
run (Steps *steps, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean is_met;

  if (!prepare (steps, error))
    return FALSE;
  is_met = meet_server (steps, &cause);
  if (g_error_matches (cause, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED)
      && go_on_with_sign_in (steps))
    return TRUE;
  if (!is_met && (!may_work_offline (cause) || !ed_vault_has_key (steps->opened->vault)))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  /* The card goes before the vault: a vault whose server slot belongs to a forgotten id would be of
   * no use after a change of password. */
  if (steps->answer != NULL && !write_card (steps, error))
    return FALSE;
  if (!unlock (steps, error) || !open_stores (steps, error))
    return FALSE;
  steps->opened->is_signed_in = steps->answer != NULL;
  steps->opened->is_issued =
      steps->answer != NULL && steps->answer->suggest_password_change == TRUE;
  steps->opened->wants_totp = steps->answer != NULL && steps->answer->totp_required == TRUE;
  return (steps->opened->is_signed_in ? store_sign_in (steps, error) : check_age (steps, error))
         && load_account (steps, error);
}

gboolean
ed_opening_run (EdOpening *opening, EdOpened *opened, GCancellable *cancellable, GError **error)
{
  g_auto (Steps) steps = { .opening = opening, .opened = opened, .cancellable = cancellable };

  *opened = (EdOpened){ 0 };
  if (run (&steps, error))
    return TRUE;
  ed_opened_clear (opened);
  return FALSE;
}
