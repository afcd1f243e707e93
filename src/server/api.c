/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's one entrance: which call is meant, who asks, and what happens with it. */

#include "server/api.h"

#include <string.h>

#include "domain/account.h"
#include "server/batch-table.h"
#include "server/call.h"
#include "server/database.h"
#include "server/device-table.h"
#include "server/erasure.h"
#include "server/invitation.h"
#include "server/job.h"
#include "server/noted.h"
#include "server/outside.h"
#include "server/probe-table.h"
#include "server/restoration.h"
#include "server/secret-file.h"
#include "server/settings-keeper.h"
#include "server/uploads.h"
#include "wire/sign-in.h"

#define PUSH_BYTES_MAX (1024 * 1024)
#define BODY_BYTES_MAX (16 * 1024)
#define WRONG_PER_USER 5
#define WRONG_PER_PEER 30
#define WRONG_WINDOW_MS (15 * 60 * 1000)
#define RESETS_PER_USER 3
#define RESETS_PER_PEER 20
#define RESETS_WINDOW_MS (60 * 60 * 1000)
#define SEARCHES_PER_ACCOUNT 60 /* of the archive, its pages too */
#define SEARCHES_WINDOW_MS (60 * 1000)
#define EXPORTS_PER_ACCOUNT 60
#define EXPORTS_WINDOW_MS (60 * 1000)
#define INQUIRY_MS (60 * 60 * 1000) /* in which its pages are turned */
/* After an outage this many devices come back in a second; few need not wait for each other. */
#define RETRY_DEVICES_PER_S 25
#define RETRY_SPREAD_MAX_S 60

typedef enum
{
  OPEN,
  SIGNED_IN,
  HALF_SIGNED_IN, /* also without the second factor that the organisation asks for */
} Access;

typedef enum
{
  NOTHING, /* no body */
  JSON,
  BYTES
} Content;

/* An id stands where the path has a star, any part of a path where it has a question mark. */
static const struct
{
  const char *path;
  const char *method;
  Access access;
  Content content;
  gsize body_max;
  void (*answer) (EdApiCall *call);
} routes[] = {
  { "/v1/commands", "POST", SIGNED_IN, JSON, PUSH_BYTES_MAX, ed_api_push },
  { "/v1/feed", "GET", SIGNED_IN, NOTHING, 0, ed_api_feed },
  { "/v1/receipts", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_receipt },
  { "/v1/sessions", "POST", OPEN, JSON, BODY_BYTES_MAX, ed_api_sign_in },
  { "/v1/sessions/refresh", "POST", OPEN, JSON, BODY_BYTES_MAX, ed_api_refresh },
  { "/v1/sessions/current", "DELETE", HALF_SIGNED_IN, NOTHING, 0, ed_api_sign_out },
  { "/v1/uploads", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_announce_upload },
  { "/v1/uploads/*", "HEAD", SIGNED_IN, NOTHING, 0, ed_api_ask_upload },
  { "/v1/uploads/*", "PATCH", SIGNED_IN, BYTES, ED_UPLOAD_PIECE_MAX, ed_api_send_piece },
  { "/v1/uploads/*", "DELETE", SIGNED_IN, NOTHING, 0, ed_api_give_upload_up },
  { "/v1/documents/*/content", "GET", SIGNED_IN, NOTHING, 0, ed_api_content },
  { "/v1/password", "POST", HALF_SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_change_password },
  { "/v1/password/reset", "POST", OPEN, JSON, BODY_BYTES_MAX, ed_api_reset_password },
  { "/v1/totp", "GET", HALF_SIGNED_IN, NOTHING, 0, ed_api_show_totp },
  { "/v1/totp", "POST", HALF_SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_begin_totp },
  { "/v1/totp/confirm", "POST", HALF_SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_confirm_totp },
  { "/v1/totp/off", "POST", HALF_SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_end_totp },
  { "/v1/totp/codes", "POST", HALF_SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_renew_recovery_codes },
  { "/v1/devices", "GET", SIGNED_IN, NOTHING, 0, ed_api_list_devices },
  { "/v1/devices/*", "DELETE", SIGNED_IN, NOTHING, 0, ed_api_revoke_device },
  { "/v1/audit/search", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_search_audit },
  { "/v1/audit/verify", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_verify_audit },
  { "/v1/exports", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_note_export },
  { "/v1/cases/search", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_search_cases },
  { "/v1/cases/take-back", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_take_back },
  { "/v1/reports/summary", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_report },
  { "/v1/reports/release", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_release_report },
  { "/v1/privacy/preview", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_preview_retention },
  { "/v1/privacy/search", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_search_client },
  { "/v1/privacy/export", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_export_client },
  { "/v1/privacy/erase", "POST", SIGNED_IN, JSON, BODY_BYTES_MAX, ed_api_erase_client },
  { "/open/case/?", "GET", OPEN, NOTHING, 0, ed_api_open_case },
  { "/open/request/?", "GET", OPEN, NOTHING, 0, ed_api_open_request },
  { "/open/account/?", "GET", OPEN, NOTHING, 0, ed_api_show_account },
  { "/open/account/?", "POST", OPEN, NOTHING, 0, ed_api_confirm_account },
  { "/v1/hello", "GET", OPEN, NOTHING, 0, ed_api_hello },
  { "/healthz", "GET", OPEN, NOTHING, 0, ed_api_healthz },
  { "/readyz", "GET", OPEN, NOTHING, 0, ed_api_healthz },
};

static gboolean
load_organisation (EdApi *api, GError **error)
{
  api->organisation = ed_organisation_load (api->writer, error);
  if (api->organisation == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error,
                             G_FILE_ERROR,
                             G_FILE_ERROR_NOENT,
                             "there is no organisation in this database yet: run init first");
      return FALSE;
    }
  return ed_settings_refresh (api, error) && ed_batch_continue_numbers (api, error)
         && ed_api_keep_zone_ahead (api, error);
}

EdLock *
ed_api_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  GError *local = NULL;
  EdLock *lock = ed_platform_lock (path, &local);

  if (lock != NULL)
    return lock;
  if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    {
      g_clear_error (&local);
      g_set_error (error,
                   G_FILE_ERROR,
                   G_FILE_ERROR_EXIST,
                   "another experts-dashboard-server is using %s",
                   folder);
    }
  else
    g_propagate_error (error, local);
  return NULL;
}

/* Whether the disk takes what is written, asked before anybody is answered. */
static gboolean
try_writing (EdDb *db, GError **error)
{
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (ed_probe_write (db, error))
    return ed_db_commit (db, error);
  ed_db_rollback (db);
  return FALSE;
}

/* A file is one process's alone. */
static gboolean
claim_folder (EdApi *api, const char *folder, const char *location, GError **error)
{
  if (ed_database_is_shared (location))
    return TRUE;
  if (!g_file_test (location, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   G_FILE_ERROR,
                   G_FILE_ERROR_NOENT,
                   "%s holds no organisation: run init first",
                   folder);
      return FALSE;
    }
  api->lock = ed_api_lock (folder, error);
  return api->lock != NULL;
}

/* Somebody may have put an older file in the database's place. */
static gboolean
meet_older_file (EdApi *api, GError **error)
{
  gboolean due = FALSE;

  if (api->lock == NULL)
    return TRUE;
  if (!ed_restoration_is_due (api->folder, api->writer, &due, error))
    return FALSE;
  if (!due)
    return TRUE;
  g_message ("the database is older than it was: numbers go on 1000 further, and mails that wait "
             "are not sent");
  return ed_restoration_apply (api->writer, FALSE, ed_clock_now (api->clock), error);
}

/* How far the database has come, for meet_older_file() of another time. */
static void
note_head (EdApi *api)
{
  gint64 xid, mark;

  if (api->lock != NULL && api->organisation != NULL
      && ed_batches_head (api->writer, G_MAXINT64, &xid, &mark, NULL))
    ed_restoration_note_head (api->folder, xid, mark);
}

/* What is sealed in the database is opened with what is not in it. */
static gboolean
take_secret (EdApi *api, const EdApiOptions *of, GError **error)
{
  g_autofree char *path = ed_secret_file_locate (of->data_dir, of->secret_file);

  return of->spares_secret
         || ed_secret_file_settle (api->writer,
                                   path,
                                   api->organisation->content_key,
                                   api->secret,
                                   error);
}

static gboolean
open_database (EdApi *api, const EdApiOptions *of, GError **error)
{
  g_autofree char *location = ed_database_locate (of->data_dir, of->database);
  GError *failure = NULL;
  gboolean is_disk;

  api->is_shared = ed_database_is_shared (location);
  if (!claim_folder (api, of->data_dir, location, error))
    return FALSE;
  api->writer = ed_database_open_current (location, of->vfs, error);
  if (api->writer == NULL || !try_writing (api->writer, error))
    return ed_database_explain (location, error);
  api->readers = ed_readers_new (location);
  if (meet_older_file (api, &failure)
      && ed_outside_apply (api->folder, api->writer, ed_clock_now (api->clock), &failure)
      && load_organisation (api, &failure) && take_secret (api, of, &failure)
      && ed_noted_apply_accounts (api, &failure) && ed_noted_apply_releases (api, &failure)
      && ed_erasure_catch_up (api, &failure) && ed_outside_keep_up (api, &failure))
    return TRUE;
  ed_error_complete (&failure);
  is_disk = failure->domain == ED_DB_ERROR;
  g_propagate_error (error, failure);
  return is_disk ? ed_database_explain (location, error) : FALSE;
}

EdApi *
ed_api_open (const EdApiOptions *options, GError **error)
{
  g_autoptr (EdApi) api = g_new0 (EdApi, 1);
  g_autofree char *nobody = NULL;

  if (!ed_secrets_init ())
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "libsodium does not start");
      return NULL;
    }
  g_mutex_init (&api->writing);
  api->folder = g_strdup (options->data_dir);
  api->metrics = ed_metrics_new ();
  api->clock = options->clock != NULL ? options->clock : ed_clock_system ();
  api->is_quiet = options->is_quiet;
  api->is_outside_due = TRUE; /* a process may have ended before it wrote */
  api->mail_secrets = &ed_invitation_secrets;
  api->opslimit = options->password_opslimit;
  api->memlimit = options->password_memlimit;
  api->wrong_by_user = ed_rate_new (WRONG_PER_USER, WRONG_WINDOW_MS);
  api->wrong_by_peer = ed_rate_new (WRONG_PER_PEER, WRONG_WINDOW_MS);
  api->wrong_by_totp = ed_rate_new (WRONG_PER_USER, WRONG_WINDOW_MS);
  api->resets_by_user = ed_rate_new (RESETS_PER_USER, RESETS_WINDOW_MS);
  api->resets_by_peer = ed_rate_new (RESETS_PER_PEER, RESETS_WINDOW_MS);
  api->searches = ed_rate_new (SEARCHES_PER_ACCOUNT, SEARCHES_WINDOW_MS);
  api->exports = ed_rate_new (EXPORTS_PER_ACCOUNT, EXPORTS_WINDOW_MS);
  api->inquiries = ed_rate_new (1, INQUIRY_MS);
  nobody = ed_secrets_make_token ();
  api->nobody_hash = ed_secrets_hash_password (nobody, api->opslimit, api->memlimit);
  if (api->nobody_hash == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too little memory");
      return NULL;
    }
  return open_database (api, options, error) ? g_steal_pointer (&api) : NULL;
}

void
ed_api_set_address (EdApi *api, const char *address)
{
  g_return_if_fail (api->address == NULL);
  g_atomic_pointer_set (&api->address, g_strdup (address));
}

void
ed_api_close (EdApi *api)
{
  if (api == NULL)
    return;
  note_head (api);
  ed_readers_free (api->readers);
  ed_db_close (api->writer);
  ed_organisation_free (api->organisation);
  g_clear_pointer (&api->settings, ed_settings_free);
  g_clear_pointer (&api->zone, ed_zone_free);
  ed_rate_free (api->wrong_by_user);
  ed_rate_free (api->wrong_by_peer);
  ed_rate_free (api->wrong_by_totp);
  ed_rate_free (api->resets_by_user);
  ed_rate_free (api->resets_by_peer);
  ed_rate_free (api->searches);
  ed_rate_free (api->exports);
  ed_rate_free (api->inquiries);
  ed_platform_unlock (api->lock);
  ed_secrets_clear (api->secret, sizeof api->secret);
  g_free (api->address);
  g_free (api->nobody_hash);
  g_free (api->folder);
  ed_metrics_free (api->metrics);
  g_mutex_clear (&api->writing);
  g_free (api);
}

EdMetrics *
ed_api_get_metrics (EdApi *api)
{
  return api->metrics;
}

gint64
ed_api_now (EdApi *api)
{
  return ed_clock_now (api->clock);
}

gboolean
ed_api_is_demonstration (EdApi *api)
{
  return api->organisation->demonstration != 0;
}

gboolean
ed_api_is_shared (EdApi *api)
{
  return api->is_shared;
}

/* Whether PATH is as PATTERN says; what stands at its star or question mark is CALL's from then on.
 */
static gboolean
match_path (const char *pattern, const char *path, EdApiCall *call)
{
  const char *mark = strpbrk (pattern, "*?");
  gsize before = mark != NULL ? (gsize) (mark - pattern) : 0;
  gsize length;

  if (mark == NULL)
    return strcmp (pattern, path) == 0;
  if (strncmp (pattern, path, before) != 0)
    return FALSE;
  length = strcspn (path + before, "/");
  if (length == 0 || length >= sizeof call->part || strcmp (path + before + length, mark + 1) != 0)
    return FALSE;
  g_strlcpy (call->part, path + before, length + 1);
  return *mark == '?' || ed_json_is_id (call->part);
}

/* The route of the path and method; -1 when the answer is filled. */
static int
find_route (EdApiCall *call)
{
  g_autoptr (GString) allow = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!match_path (routes[i].path, call->request->path, call))
        continue;
      if (strcmp (routes[i].method, call->request->method) == 0)
        return (int) i;
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", routes[i].method);
    }
  if (allow->len == 0)
    {
      ed_answer_problem (call->response, 404, "not_found", "There is no such call.", NULL);
      return -1;
    }
  ed_answer_problem (call->response,
                     405,
                     "method_not_allowed",
                     "The call has another method.",
                     NULL);
  call->response->allow = g_intern_string (allow->str);
  return -1;
}

static gboolean
is_media (const char *content_type, const char *wanted)
{
  g_autofree char *type = NULL;

  if (content_type == NULL)
    return TRUE;
  type = g_strstrip (g_strndup (content_type, strcspn (content_type, ";")));
  return g_ascii_strcasecmp (type, wanted) == 0;
}

static gboolean
check_body (EdApiCall *call, int route)
{
  const EdApiRequest *request = call->request;
  gsize body_max = routes[route].body_max;
  const char *wanted =
      routes[route].content == BYTES ? "application/octet-stream" : "application/json";
  char limit[24];

  if (request->content_encoding != NULL
      || ((body_max > 0 || request->body_length > 0) && !is_media (request->content_type, wanted)))
    {
      g_autofree char *detail = g_strdup_printf ("Bodies are %s without an encoding.", wanted);

      ed_answer_problem (call->response, 415, "unsupported_media", detail, NULL);
      return FALSE;
    }
  if (request->body_length <= body_max)
    return TRUE;
  g_snprintf (limit, sizeof limit, "%" G_GSIZE_FORMAT, body_max);
  ed_answer_problem (call->response, 413, "too_large", "The body is too large.", limit);
  return FALSE;
}

EdJsonNode *
ed_api_call_parse_body (EdApiCall *call)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = ed_json_parse_object (call->request->body != NULL ? call->request->body : "",
                                         (gssize) call->request->body_length,
                                         &error);

  if (node == NULL)
    ed_answer_problem (call->response, 400, "bad_request", "The body is no JSON object.", NULL);
  return node;
}

/* FALSE when the answer is filled. */
static gboolean
has_wanted_totp (EdApiCall *call)
{
  if (call->bearer->has_totp || !ed_api_call_wants_totp (call))
    return TRUE;
  ed_answer_problem (call->response,
                     403,
                     "totp_required",
                     "The organisation asks for a second factor.",
                     NULL);
  return FALSE;
}

EdApiOutcome
ed_api_call (EdApi *api,
             const EdApiRequest *request,
             EdApiResponse *response,
             EdApiJob **job,
             gint64 *until)
{
  EdApiCall call = { .api = api, .request = request, .response = response };
  g_autoptr (GError) error = NULL;
  int route;

  memset (response, 0, sizeof *response);
  call.now = ed_clock_now (api->clock);
  route = find_route (&call);
  if (route < 0 || !check_body (&call, route))
    return ED_API_DONE;
  call.db = ed_readers_take (api->readers, &error);
  if (call.db == NULL)
    {
      ed_answer_failure (response, error);
      return ED_API_DONE;
    }
  if (routes[route].access == OPEN
      || (ed_api_call_identify (&call)
          && (routes[route].access == HALF_SIGNED_IN || has_wanted_totp (&call))))
    routes[route].answer (&call);
  if (call.job != NULL)
    call.job->bearer = g_steal_pointer (&call.bearer);
  ed_bearer_free (call.bearer);
  ed_readers_give_back (api->readers, call.db);
  *job = call.job;
  *until = call.until;
  if (call.job != NULL)
    return ED_API_WRITE;
  return call.parked ? ED_API_PARK : ED_API_DONE;
}

/* What the source has, as a body; nothing of it where it breaks off. */
static void
read_source (EdApiResponse *response)
{
  EdApiSource *source = response->source;
  gsize length = (gsize) source->length, read = 0;
  guint8 *bytes = g_malloc (length);

  while (read < length)
    {
      gssize n = source->read (source, (gint64) read, bytes + read, length - read);

      if (n < 0)
        break;
      read += (gsize) n;
    }
  response->body = g_bytes_new_take (bytes, read == length ? length : 0);
  source->free (g_steal_pointer (&response->source));
}

void
ed_api_call_now (EdApi *api, const EdApiRequest *request, EdApiResponse *response)
{
  EdApiRequest at_once = *request;
  EdApiJob *job = NULL;
  gint64 until;

  at_once.at_once = TRUE;
  do
    {
      if (ed_api_call (api, &at_once, response, &job, &until) == ED_API_WRITE)
        ed_api_write (api, &job, 1, response, NULL);
    }
  while (response->status == 0);
  if (response->source != NULL)
    read_source (response);
}

void
ed_api_hello (EdApiCall *call)
{
  EdApi *api = call->api;
  g_autofree char *key = ed_secrets_to_base64 (api->organisation->sealing_public, ED_SECRET_BYTES);
  g_autoptr (GError) error = NULL;
  gint64 devices = ed_devices_count (call->db, &error);
  EdHello hello = {
    .product = (char *) "experts-dashboard",
    .version = (char *) ED_VERSION,
    .epoch = api->organisation->epoch,
    .organisation_id = api->organisation->id,
    .organisation = (char *) ed_organisation_name (api->organisation),
    .sealing_key = key,
    .server_time = call->now,
    .retry_spread_s = CLAMP (devices / RETRY_DEVICES_PER_S, 1, RETRY_SPREAD_MAX_S),
    .protocol = { 1, 1 },
    .schema = { 1, 1 },
  };

  if (devices < 0)
    ed_answer_failure (call->response, error);
  else
    ed_answer_json (call->response, 200, ed_hello_to_json (&hello));
}
