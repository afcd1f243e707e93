/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/vault.h"

#include "domain/unlock-tries.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "korrekt-Pferd-batterie"
#define HOUR (60 * 60 * 1000)

static EdManualClock running; /* the machine */
static const EdVaultCost cheap = { .opslimit = 1, .memlimit = 8192, .running = &running.parent };
static const guint8 half[ED_VAULT_KEY_LENGTH] = "the server's half: 32 bytes long";
static const guint8 other_half[ED_VAULT_KEY_LENGTH] = "another half, of 32 bytes length";

typedef struct
{
  char *top;
  char *folder;
  char *file;
  EdVault *vault;
  guint8 key[ED_VAULT_KEY_LENGTH];
} Fixture;

static EdVault *
open_vault (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  EdVault *vault = ed_vault_open (fixture->folder, &cheap, &error);

  g_assert_no_error (error);
  g_assert_nonnull (vault);
  return vault;
}

static void
reopen (Fixture *fixture)
{
  ed_vault_close (fixture->vault);
  fixture->vault = open_vault (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ed_manual_clock_init (&running, HOUR);
  fixture->top = g_dir_make_tmp ("ed-vault-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folder = ed_vault_folder (fixture->top, "https://demo.example", "expert@demo.example");
  fixture->file = g_build_filename (fixture->folder, "vault.json", NULL);
  fixture->vault = open_vault (fixture);
  g_assert_false (ed_vault_has_key (fixture->vault));
  g_assert_true (ed_vault_create (fixture->vault, PASSWORD, half, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_true (ed_vault_has_key (fixture->vault));
}

static void
remove_below (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  ed_vault_close (fixture->vault);
  remove_below (fixture->folder, "vault.json");
  remove_below (fixture->folder, "cache.db");
  remove_below (fixture->folder, "lock");
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->top), ==, 0);
  g_free (fixture->file);
  g_free (fixture->folder);
  g_free (fixture->top);
}

static void
assert_opens (Fixture *fixture, const char *password, const guint8 *server_half)
{
  guint8 key[ED_VAULT_KEY_LENGTH] = { 0 };
  g_autoptr (GError) error = NULL;

  if (password != NULL)
    ed_vault_unlock (fixture->vault, password, key, &error);
  else
    ed_vault_unlock_by_server (fixture->vault, server_half, key, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (key, sizeof key, fixture->key, sizeof fixture->key);
}

static void
assert_stays_shut (Fixture *fixture, const char *password, const guint8 *server_half)
{
  guint8 key[ED_VAULT_KEY_LENGTH] = { 0 };
  g_autoptr (GError) error = NULL;

  if (password != NULL)
    g_assert_false (ed_vault_unlock_confirmed (fixture->vault, password, key, &error));
  else
    g_assert_false (ed_vault_unlock_by_server (fixture->vault, server_half, key, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_PASSWORD);
  g_assert_cmpint (memcmp (key, fixture->key, sizeof key), !=, 0);
}

static void
test_folder_hides_names (void)
{
  static const struct
  {
    const char *server, *user;
    gboolean same;
  } cases[] = {
    { "https://demo.example", "expert@demo.example", TRUE },
    { "https://demo.example/", "Expert@Demo.example", TRUE },
    { "https://demo.example", "expert2@demo.example", FALSE },
    { "https://other.example", "expert@demo.example", FALSE },
    { "https://demo.example:8443", "expert@demo.example", FALSE },
  };
  g_autofree char *folder = ed_vault_folder ("top", cases[0].server, cases[0].user);

  g_assert_true (g_str_has_prefix (folder, "top" G_DIR_SEPARATOR_S));
  g_assert_null (strstr (folder, "expert"));
  g_assert_null (strstr (folder, "demo"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *other = ed_vault_folder ("top", cases[i].server, cases[i].user);

      g_assert_cmpint (g_str_equal (folder, other), ==, cases[i].same);
    }
}

static void
test_each_slot_opens (Fixture *fixture, gconstpointer unused)
{
  reopen (fixture);
  g_assert_true (ed_vault_has_key (fixture->vault));
  assert_opens (fixture, PASSWORD, NULL);
  assert_opens (fixture, NULL, half);
  assert_stays_shut (fixture, "wrong", NULL);
  assert_stays_shut (fixture, "", NULL);
  assert_stays_shut (fixture, NULL, other_half);
}

static void
test_password_is_normalised (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (ed_vault_set_password (fixture->vault, fixture->key, "Z\xc3\xbcrich", NULL));
  assert_opens (fixture, "Zu\xcc\x88rich", NULL);
  assert_stays_shut (fixture, "Zurich", NULL);
}

static void
test_keys_differ (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *second = g_build_filename (fixture->top, "second", NULL);
  guint8 key[ED_VAULT_KEY_LENGTH] = { 0 };
  EdVault *vault = ed_vault_open (second, &cheap, NULL);

  g_assert_true (ed_vault_create (vault, PASSWORD, NULL, key, NULL));
  g_assert_cmpint (memcmp (key, fixture->key, sizeof key), !=, 0);
  /* No half was given: nothing opens the server's slot. */
  g_assert_false (ed_vault_unlock_by_server (vault, half, key, NULL));
  ed_vault_close (vault);
  remove_below (second, "vault.json");
  remove_below (second, "lock");
  g_assert_cmpint (g_rmdir (second), ==, 0);
}

static void
test_slots_are_replaced (Fixture *fixture, gconstpointer unused)
{
  g_assert_true (ed_vault_set_password (fixture->vault, fixture->key, "new one", NULL));
  reopen (fixture);
  assert_opens (fixture, "new one", NULL);
  assert_stays_shut (fixture, PASSWORD, NULL);
  assert_opens (fixture, NULL, half);

  g_assert_true (ed_vault_set_server_half (fixture->vault, fixture->key, other_half, NULL));
  reopen (fixture);
  assert_opens (fixture, NULL, other_half);
  assert_stays_shut (fixture, NULL, half);
  assert_opens (fixture, "new one", NULL);
}

/* The new file is written beside the old one: where that fails, the old slots still open. */
static void
test_failed_write_keeps_slots (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *saved = g_strconcat (fixture->file, ".saved", NULL);
  g_autofree char *stone = g_build_filename (fixture->file, "stone", NULL);
  g_autoptr (GError) error = NULL;

  /* A folder in the file's place cannot be renamed over. */
  g_assert_cmpint (g_rename (fixture->file, saved), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->file, 0700), ==, 0);
  g_assert_true (g_file_set_contents (stone, "", 0, NULL));
  g_assert_false (ed_vault_set_password (fixture->vault, fixture->key, "new one", &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER);
  assert_opens (fixture, PASSWORD, NULL);
  assert_stays_shut (fixture, "new one", NULL);

  g_assert_cmpint (g_remove (stone), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->file), ==, 0);
  g_assert_cmpint (g_rename (saved, fixture->file), ==, 0);
  reopen (fixture);
  assert_opens (fixture, PASSWORD, NULL);
}

static void
test_file_holds_no_secret (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *key = g_base64_encode (fixture->key, sizeof fixture->key);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fixture->file, &text, &length, NULL));
  g_assert_null (strstr (text, PASSWORD));
  g_assert_null (strstr (text, key));
  g_assert_null (strstr (text, "expert"));
  for (gsize i = 0; i + sizeof fixture->key <= length; i++)
    g_assert_cmpint (memcmp (text + i, fixture->key, sizeof fixture->key), !=, 0);
}

static void
test_second_owner_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_vault_open (fixture->folder, &cheap, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_IN_USE);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return g_strjoinv (to, parts);
}

static void
test_damaged_file_is_told (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *from, *to;
  } cases[] = {
    { "{", "" },
    { "\"version\" : 1", "\"version\" : 2" },
    { "\"slots\"", "\"slits\"" },
    { "\"password\"", "\"passwort\"" },
    { "\"nonce\" : \"", "\"nonce\" : \"AA" },
    { "\"sealed\"", "\"open\"" },
    { "\"memlimit\" : 8192", "\"memlimit\" : 1" },
    { "\"memlimit\" : 8192", "\"memlimit\" : 99999999999999" },
    { "\"opslimit\" : 1", "\"opslimit\" : 1000000" },
  };
  g_autofree char *good = NULL;

  g_clear_pointer (&fixture->vault, ed_vault_close);
  g_assert_true (g_file_get_contents (fixture->file, &good, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bad = replace (good, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->file, bad, -1, NULL));
      g_assert_null (ed_vault_open (fixture->folder, &cheap, &error));
      g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_DAMAGED);
    }
}

/* A fresh key would make the database unreadable for good. */
static void
test_missing_file_beside_database_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (ed_vault_path (fixture->vault), "a database", -1, NULL));
  g_clear_pointer (&fixture->vault, ed_vault_close);
  g_assert_cmpint (g_remove (fixture->file), ==, 0);
  g_assert_null (ed_vault_open (fixture->folder, &cheap, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_DAMAGED);
}

static void
test_place_that_is_no_folder_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *below = g_build_filename (fixture->file, "below", NULL);
  const char *const folders[] = { fixture->file, below };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ed_vault_open (folders[i], &cheap, &error));
      g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER);
    }
}

/* Tries a wrong password: the code of the error, and the number that it ends with. */
static gint64
try_wrong (Fixture *fixture, EdVaultError code)
{
  guint8 key[ED_VAULT_KEY_LENGTH];
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_vault_unlock (fixture->vault, "wrong", key, &error));
  g_assert_error (error, ED_VAULT_ERROR, (int) code);
  return ed_unlock_tries_number (error->message);
}

/* N wrong ones, each as soon as it may be tried. */
static void
try_wrong_often (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      try_wrong (fixture, ED_VAULT_ERROR_PASSWORD);
      ed_manual_clock_advance (&running, HOUR);
    }
}

static void
test_wrong_passwords_wait (Fixture *fixture, gconstpointer unused)
{
  guint8 key[ED_VAULT_KEY_LENGTH];
  g_autoptr (GError) error = NULL;

  for (gint64 left = 9; left >= 6; left--)
    g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, left);
  /* Nothing is tried while it waits, not even the right one, and it is not counted. */
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_WAIT), ==, 30);
  g_assert_false (ed_vault_unlock (fixture->vault, PASSWORD, key, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_WAIT);
  ed_manual_clock_advance (&running, 29999);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_WAIT), ==, 1);
  ed_manual_clock_advance (&running, 1);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, 5);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_WAIT), ==, 60);
  ed_manual_clock_advance (&running, 60000);
  assert_opens (fixture, PASSWORD, NULL);
  /* The right one has made them good. */
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, 9);
}

/* Neither the program nor the machine forgets them when it is started anew. */
static void
test_wrong_passwords_are_remembered (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 4; i++)
    {
      try_wrong (fixture, ED_VAULT_ERROR_PASSWORD);
      reopen (fixture);
    }
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_WAIT), ==, 30);
  ed_manual_clock_set (&running, 5000);
  reopen (fixture);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_WAIT), ==, 25);
  ed_manual_clock_set (&running, 30000);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, 5);
}

static void
test_last_wrong_password_closes_the_slot (Fixture *fixture, gconstpointer unused)
{
  guint8 key[ED_VAULT_KEY_LENGTH];
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  try_wrong_often (fixture, ED_UNLOCK_TRIES_MAX - 1);
  try_wrong (fixture, ED_VAULT_ERROR_CLOSED);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (ed_vault_unlock (fixture->vault, PASSWORD, key, &error));
      g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_CLOSED);
      g_clear_error (&error);
      reopen (fixture);
      g_assert_true (ed_vault_has_key (fixture->vault));
    }
  /* What the password would open is not on the disk any more. */
  g_assert_true (g_file_get_contents (fixture->file, &text, NULL, NULL));
  g_assert_null (strstr (text, "\"password\""));
  /* The server's half still opens it, and makes the password's slot anew. */
  assert_opens (fixture, NULL, half);
  g_assert_true (ed_vault_set_password (fixture->vault, fixture->key, PASSWORD, NULL));
  reopen (fixture);
  assert_opens (fixture, PASSWORD, NULL);
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, 9);
}

/* With no other way in, the password's stays: it waits, and what is kept is not lost. */
static void
test_only_slot_is_not_closed (Fixture *fixture, gconstpointer unused)
{
  guint8 key[ED_VAULT_KEY_LENGTH];

  ed_vault_close (fixture->vault);
  g_assert_cmpint (g_remove (fixture->file), ==, 0);
  fixture->vault = open_vault (fixture);
  g_assert_true (ed_vault_create (fixture->vault, PASSWORD, NULL, fixture->key, NULL));
  try_wrong_often (fixture, ED_UNLOCK_TRIES_MAX + 3);
  g_assert_true (ed_vault_unlock (fixture->vault, PASSWORD, key, NULL));
}

/* A password that the server has just confirmed is no guess. */
static void
test_confirmed_password_is_not_counted (Fixture *fixture, gconstpointer unused)
{
  guint8 key[ED_VAULT_KEY_LENGTH];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    try_wrong (fixture, ED_VAULT_ERROR_PASSWORD);
  g_assert_false (ed_vault_unlock_confirmed (fixture->vault, "changed elsewhere", key, &error));
  g_assert_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_PASSWORD);
  g_assert_true (ed_vault_unlock_confirmed (fixture->vault, PASSWORD, key, NULL));
  g_assert_cmpint (try_wrong (fixture, ED_VAULT_ERROR_PASSWORD), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/vault/" path, Fixture, NULL, set_up, function, tear_down)

  g_test_add_func ("/store/vault/folder-hides-names", test_folder_hides_names);
  ADD ("each-slot-opens", test_each_slot_opens);
  ADD ("password-is-normalised", test_password_is_normalised);
  ADD ("keys-differ", test_keys_differ);
  ADD ("slots-are-replaced", test_slots_are_replaced);
  ADD ("failed-write-keeps-slots", test_failed_write_keeps_slots);
  ADD ("file-holds-no-secret", test_file_holds_no_secret);
  ADD ("second-owner-is-refused", test_second_owner_is_refused);
  ADD ("damaged-file-is-told", test_damaged_file_is_told);
  ADD ("missing-file-beside-database-is-told", test_missing_file_beside_database_is_told);
  ADD ("place-that-is-no-folder-is-told", test_place_that_is_no_folder_is_told);
  ADD ("wrong-passwords-wait", test_wrong_passwords_wait);
  ADD ("wrong-passwords-are-remembered", test_wrong_passwords_are_remembered);
  ADD ("last-wrong-password-closes-the-slot", test_last_wrong_password_closes_the_slot);
  ADD ("only-slot-is-not-closed", test_only_slot_is_not_closed);
  ADD ("confirmed-password-is-not-counted", test_confirmed_password_is_not_counted);
  return g_test_run ();
}
