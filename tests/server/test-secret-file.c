/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The key of second factors, in a file beside the database: taken in use, missed, lost. */

#include <glib/gstdio.h>
#include <string.h>

#include "domain/totp.h"
#include "house.h"
#include "server/api-state.h"
#include "server/secret-file.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"
#include "support/authenticator.h"
#include "support/fault-vfs.h"

#define PHONE "00000000-0000-4000-8000-0000000000aa" /* another device */
#define APP_SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

static gint64
now (Office *office)
{
  return ed_clock_now (&office->clock.parent);
}

/* The expert has an app with APP_SECRET; the code that it shows. */
static char *
set_up (House *house)
{
  static const guint8 secret[] = "12345678901234567890"; /* the same, not as base32 */
  Office *office = house->office;
  const char *account = house->expert->account;
  g_autoptr (GBytes) sealed = ed_totp_proof_seal (office->api, account, secret);
  EdDb *db = office->api->writer;

  G_STATIC_ASSERT (sizeof secret == ED_TOTP_SECRET_BYTES + 1);
  g_assert_true (ed_totps_begin (db, account, sealed, now (office), NULL));
  g_assert_true (ed_totps_confirm (db, account, now (office), NULL));
  return authenticator_code (APP_SECRET, now (office));
}

/* Signs in on the device PHONE; TOTP may be NULL. "201", or the status and code. */
static char *
try_sign_in (Office *office, const char *totp)
{
  g_autofree char *more = totp != NULL ? g_strdup_printf (",\"totp\":\"%s\"", totp) : g_strdup ("");
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"expert\",\"password\":\"" PASSWORD
                       "\"%s,\"device\":{\"id\":\"" PHONE "\",\"name\":\"phone\"}}",
                       more);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/sessions",
                           .peer = "a",
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *code = NULL;

  ed_api_call_now (office->api, &request, &response);
  code = response.status >= 400 ? response_code (&response) : NULL;
  return code != NULL ? g_strdup_printf ("%u %s", response.status, code)
                      : g_strdup_printf ("%u", response.status);
}

static void
assert_sign_in (Office *office, const char *totp, const char *expected)
{
  g_autofree char *tried = try_sign_in (office, totp);

  g_assert_cmpstr (tried, ==, expected);
}

/* What secrets are sealed with where OWN is the server's key. */
static void
make_key (const guint8 *own, guint8 *key)
{
  static const char purpose[] = "experts-dashboard: second factors";

  ed_secrets_mac (own, purpose, sizeof purpose, key, ED_SECRET_BYTES);
}

/* What ACCOUNT's secret was sealed with when the key was in the database. */
static void
make_former_key (House *house, guint8 *key)
{
  make_key (house->office->api->organisation->content_key, key);
}

static GBytes *
read_sealed (House *house, const char *account)
{
  g_autoptr (EdTotpRow) row = ed_totps_load (house->office->api->writer, account, NULL);

  g_assert_nonnull (row);
  return g_bytes_ref (row->sealed);
}

/* The office as it was before its key had a file of its own. */
static void
make_former (House *house, const char *account, const char *path)
{
  EdApi *api = house->office->api;
  guint8 former[ED_SECRET_BYTES];

  g_assert_true (ed_db_begin (api->writer, TRUE, NULL));
  g_assert_true (ed_totp_proof_seal_anew (api->writer,
                                          account,
                                          api->secret,
                                          api->organisation->content_key,
                                          NULL));
  g_assert_true (ed_db_exec (api->writer, "UPDATE organisation SET secret_mark = NULL", NULL));
  g_assert_true (ed_db_commit (api->writer, NULL));
  make_former_key (house, former);
  {
    g_autoptr (GBytes) sealed = read_sealed (house, account);
    guint8 opened[ED_TOTP_SECRET_BYTES];

    g_assert_true (ed_secrets_unseal (former, account, sealed, opened, sizeof opened));
  }
  office_close (house->office);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* What was sealed with a key in the database is sealed anew at the first start. */
static void
test_secrets_of_before_are_sealed_anew (House *house, gconstpointer unused)
{
  Office *office = house->office;
  const char *account = house->expert->account;
  g_autofree char *path = g_build_filename (office->folder, "secret", NULL);
  g_autofree char *code = set_up (house);
  g_autoptr (GBytes) sealed = NULL;
  guint8 former[ED_SECRET_BYTES], opened[ED_TOTP_SECRET_BYTES];
  GStatBuf state;

  make_former (house, account, path);
  office_open (office);
  g_assert_cmpint (g_stat (path, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0600);
  make_former_key (house, former);
  sealed = read_sealed (house, account);
  g_assert_false (ed_secrets_unseal (former, account, sealed, opened, sizeof opened));
  assert_sign_in (office, code, "201");
  /* And only at the first. */
  office_close (office);
  office_open (office);
  {
    g_autoptr (GBytes) again = read_sealed (house, account);

    g_assert_true (g_bytes_equal (sealed, again));
  }
}

static void
assert_does_not_open (Office *office, const char *why)
{
  EdApiOptions options = { .data_dir = office->folder,
                           .database = office->database,
                           .password_opslimit = 1,
                           .password_memlimit = 8192 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdApi) api = ed_api_open (&options, &error), spared = NULL;

  g_assert_null (api);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, "put it back from a backup"));
  /* What has nothing to do with it goes on. */
  options.spares_secret = TRUE;
  g_clear_error (&error);
  spared = ed_api_open (&options, &error);
  g_assert_no_error (error);
}

/* Without its key, or with another's, nothing is served, and nothing is changed. */
static void
test_wrong_key_is_said (House *house, gconstpointer unused)
{
  Office *office = house->office;
  g_autofree char *path = g_build_filename (office->folder, "secret", NULL);
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autofree char *code = set_up (house);
  guint8 other[ED_SECRET_BYTES];

  office_close (office);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  assert_does_not_open (office, "is not there");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  ed_secrets_random (other, sizeof other);
  g_assert_true (ed_secret_file_write (path, other, NULL));
  assert_does_not_open (office, "is not the one of this database");
  g_assert_true (g_file_set_contents (path, "rubbish\n", -1, NULL));
  assert_does_not_open (office, "holds no secret");
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  office_open (office);
  assert_sign_in (office, code, "201");
}

/* Keys that were put aside for another. */
static guint
count_aside (Office *office)
{
  g_autoptr (GDir) dir = g_dir_open (office->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "secret.before-") ? 1 : 0;
  return n;
}

/* Where the key is lost, the password alone is still not enough; a recovery code is. */
static void
test_lost_key_opens_nothing (House *house, gconstpointer unused)
{
  Office *office = house->office;
  g_autofree char *path = g_build_filename (office->folder, "secret", NULL);
  g_autofree char *code = set_up (house);
  g_auto (GStrv) recovery = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, office->api, NULL));
  recovery = ed_totp_proof_renew_codes (&batch, house->expert->account, NULL);
  g_assert_true (ed_batch_finish (&batch, NULL));
  g_assert_true (ed_secret_file_renew (office->api->writer, path, now (office), NULL));
  g_assert_cmpuint (count_aside (office), ==, 1);
  office_close (office);
  office_open (office);
  assert_sign_in (office, NULL, "401 totp_needed");
  assert_sign_in (office, code, "401 totp_wrong");
  assert_sign_in (office, recovery[0], "201");
  assert_sign_in (office, recovery[0], "401 totp_wrong");
  /* An app that is set up now is sealed with the new key. */
  g_free (code);
  code = set_up (house);
  assert_sign_in (office, code, "201");
}

/* What the database has sealed, if anything, opens with the key that the office has taken. */
static void
assert_key_fits (House *house)
{
  g_autoptr (GBytes) sealed = read_sealed (house, house->expert->account);
  guint8 key[ED_SECRET_BYTES], opened[ED_TOTP_SECRET_BYTES];

  make_key (house->office->api->secret, key);
  g_assert_true (g_bytes_get_size (sealed) == 0
                 || ed_secrets_unseal (key, house->expert->account, sealed, opened, sizeof opened));
}

/* The disk fails, or the process ends, at each point at which the database is written: the next
 * start has the former key or the new one, as the database has. */
static void
test_renewing_may_break_off (House *house, gconstpointer kind)
{
  Office *office = house->office;
  g_autofree char *path = g_build_filename (office->folder, "secret", NULL);
  guint points = 0;
  gboolean failed = TRUE;

  if (office->database != NULL)
    {
      g_test_skip ("on a disk that fails on order");
      return;
    }
  office->vfs = ED_FAULT_VFS;
  for (guint nth = 1; failed && nth < 100; nth++)
    {
      g_free (set_up (house));
      office_close (office);
      office_open (office);
      assert_key_fits (house);
      ed_fault_vfs_arm (nth, GPOINTER_TO_INT (kind), TRUE);
      ed_secret_file_renew (office->api->writer, path, now (office), NULL);
      failed = ed_fault_vfs_disarm ();
      points += failed ? 1 : 0;
    }
  g_assert_cmpuint (points, >, 2);
}

/* The name of the first key that was put aside. Free it. */
static char *
find_aside (Office *office)
{
  g_autoptr (GDir) dir = g_dir_open (office->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "secret.before-"))
      return g_build_filename (office->folder, name, NULL);
  g_assert_not_reached ();
}

/* The process ends between two steps at the files: the next start takes the one that is left. */
static void
test_renewing_is_ended_later (House *house, gconstpointer unused)
{
  Office *office = house->office;
  g_autofree char *path = g_build_filename (office->folder, "secret", NULL);
  g_autofree char *next = g_strconcat (path, ".new", NULL);
  g_autofree char *code = set_up (house);
  g_autofree char *aside = NULL;
  guint8 key[ED_SECRET_BYTES], read[ED_SECRET_BYTES];

  /* Written, not yet in use. */
  ed_secrets_random (key, sizeof key);
  g_assert_true (ed_secret_file_write (next, key, NULL));
  office_close (office);
  office_open (office);
  assert_key_fits (house);
  assert_sign_in (office, code, "201");
  /* In use, not yet in its place. */
  g_assert_true (ed_secret_file_renew (office->api->writer, path, now (office), NULL));
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
  g_assert_true (ed_secret_file_read (path, key, NULL));
  aside = find_aside (office);
  office_close (office);
  g_assert_cmpint (g_rename (path, next), ==, 0);
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  office_open (office);
  g_assert_true (ed_secret_file_read (path, read, NULL));
  g_assert_cmpmem (read, sizeof read, key, sizeof key);
  g_assert_cmpuint (count_aside (office), ==, 1);
  /* There never was another, or it is lost. */
  office_close (office);
  g_assert_cmpint (g_rename (path, next), ==, 0);
  office_open (office);
  g_assert_true (ed_secret_file_read (path, read, NULL));
  g_assert_cmpmem (read, sizeof read, key, sizeof key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/secret-file/" path, House, NULL, house_set_up, function, house_tear_down)
#define ADD_FAULT(path, kind)              \
  g_test_add ("/server/secret-file/" path, \
              House,                       \
              GINT_TO_POINTER (kind),      \
              house_set_up,                \
              test_renewing_may_break_off, \
              house_tear_down)
  ed_fault_vfs_register ();
  ADD ("secrets-of-before-are-sealed-anew", test_secrets_of_before_are_sealed_anew);
  ADD ("wrong-key-is-said", test_wrong_key_is_said);
  ADD ("lost-key-opens-nothing", test_lost_key_opens_nothing);
  ADD ("renewing-is-ended-later", test_renewing_is_ended_later);
  ADD_FAULT ("failing-disk-keeps-a-key-that-fits", ED_FAULT_IO);
  ADD_FAULT ("full-disk-keeps-a-key-that-fits", ED_FAULT_FULL);
  return g_test_run ();
}
