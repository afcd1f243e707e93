/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A slot holds the key sealed by XChaCha20-Poly1305 under the slot's own key, with the slot's name
 * as additional text, so that no slot can pass for another. The password's is Argon2id with its
 * cost and salt beside it; the server's is a hash of the half that the server gives. Nothing secret
 * stays in the vault itself: the key is the caller's. */

#include "store/vault.h"
#include "base/platform.h"
#include "domain/unlock-tries.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#define VERSION 1
#define PASSWORD_SLOT "password"
#define SERVER_SLOT "server"
#define TRIES "tries"
#define DEFAULT_OPSLIMIT 3
#define DEFAULT_MEMLIMIT (64 * 1024 * 1024)
/* What a file may ask for at most; beyond it is damaged. */
#define GREATEST_OPSLIMIT 100
#define GREATEST_MEMLIMIT (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)
#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEALED_LENGTH (ED_VAULT_KEY_LENGTH + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define SALT_LENGTH crypto_pwhash_SALTBYTES

typedef struct
{
  gboolean used;
  gint64 opslimit, memlimit; /* password's only */
  guint8 salt[SALT_LENGTH];  /* password's only */
  guint8 nonce[NONCE_LENGTH];
  guint8 sealed[SEALED_LENGTH];
} Slot;

struct _EdVault
{
  char *database;
  char *file; /* vault.json */
  EdLock *lock;
  gint64 opslimit, memlimit;
  const EdClock *running;
  Slot password, server; /* the password's is not used once it was closed */
  EdUnlockTries tries;
};

G_DEFINE_QUARK (ed_vault_error, ed_vault_error)

/* No change of the machine's clock touches it; it stands while the machine sleeps, and begins again
 * when it is started. */
static gint64
read_running (const EdClock *clock)
{
  return g_get_monotonic_time () / 1000;
}

static const EdClock machine = { read_running };

static void
start_sodium (void)
{
  int result = sodium_init ();

  g_assert (result >= 0);
}

static gboolean
read_bytes (JsonObject *object, const char *name, guint8 *bytes, gsize length)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");
  gsize read = 0;

  return sodium_base642bin (bytes,
                            length,
                            text,
                            strlen (text),
                            NULL,
                            &read,
                            NULL,
                            sodium_base64_VARIANT_ORIGINAL)
             == 0
         && read == length;
}

static void
write_bytes (JsonObject *object, const char *name, const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  json_object_set_string_member (object, name, text);
}

/* FALSE when it is there and no slot. */
static gboolean
read_slot (JsonObject *slots, const char *name, Slot *slot)
{
  JsonNode *node = json_object_get_member (slots, name);
  JsonObject *object;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  slot->used = read_bytes (object, "nonce", slot->nonce, NONCE_LENGTH)
               && read_bytes (object, "sealed", slot->sealed, SEALED_LENGTH);
  if (!slot->used || g_str_equal (name, SERVER_SLOT))
    return slot->used;
  slot->opslimit = json_object_get_int_member_with_default (object, "opslimit", 0);
  slot->memlimit = json_object_get_int_member_with_default (object, "memlimit", 0);
  return read_bytes (object, "salt", slot->salt, SALT_LENGTH)
         && slot->opslimit >= (gint64) crypto_pwhash_OPSLIMIT_MIN
         && slot->opslimit <= GREATEST_OPSLIMIT
         && slot->memlimit >= (gint64) crypto_pwhash_MEMLIMIT_MIN
         && slot->memlimit <= GREATEST_MEMLIMIT;
}

static void
read_tries (EdVault *vault, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, TRIES);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  vault->tries.wrong = json_object_get_int_member_with_default (object, "wrong", 0);
  vault->tries.running = json_object_get_int_member_with_default (object, "running", 0);
}

static gboolean
read_slots (EdVault *vault, const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonNode *slots;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  if (json_object_get_int_member_with_default (json_node_get_object (root), "version", 0)
      != VERSION)
    return FALSE;
  read_tries (vault, json_node_get_object (root));
  slots = json_object_get_member (json_node_get_object (root), "slots");
  return slots != NULL && JSON_NODE_HOLDS_OBJECT (slots)
         && read_slot (json_node_get_object (slots), PASSWORD_SLOT, &vault->password)
         && read_slot (json_node_get_object (slots), SERVER_SLOT, &vault->server)
         && (vault->password.used
             || (vault->server.used && ed_unlock_tries_left (&vault->tries) == 0));
}

static gboolean
read_file (EdVault *vault, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_get_contents (vault->file, &text, &length, &local))
    {
      if (read_slots (vault, text, length))
        return TRUE;
      g_set_error (error,
                   ED_VAULT_ERROR,
                   ED_VAULT_ERROR_DAMAGED,
                   "%s: not a vault of this program",
                   vault->file);
      return FALSE;
    }
  if (!g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER, "%s", local->message);
      return FALSE;
    }
  if (!g_file_test (vault->database, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error,
               ED_VAULT_ERROR,
               ED_VAULT_ERROR_DAMAGED,
               "%s: missing beside a database",
               vault->file);
  return FALSE;
}

static void
add_slot (JsonObject *slots, const char *name, const Slot *slot)
{
  JsonObject *object;

  if (!slot->used)
    return;
  object = json_object_new ();
  if (g_str_equal (name, PASSWORD_SLOT))
    {
      json_object_set_int_member (object, "opslimit", slot->opslimit);
      json_object_set_int_member (object, "memlimit", slot->memlimit);
      write_bytes (object, "salt", slot->salt, SALT_LENGTH);
    }
  write_bytes (object, "nonce", slot->nonce, NONCE_LENGTH);
  write_bytes (object, "sealed", slot->sealed, SEALED_LENGTH);
  json_object_set_object_member (slots, name, object);
}

static void
add_tries (JsonObject *object, const EdUnlockTries *tries)
{
  JsonObject *said = json_object_new ();

  json_object_set_int_member (said, "wrong", tries->wrong);
  json_object_set_int_member (said, "running", tries->running);
  json_object_set_object_member (object, TRIES, said);
}

/* Writes the vault with these slots, and takes them over when that has gone well. */
static gboolean
write_slots (EdVault *vault, const Slot *password, const Slot *server, GError **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();
  JsonObject *slots = json_object_new ();

  add_slot (slots, PASSWORD_SLOT, password);
  add_slot (slots, SERVER_SLOT, server);
  json_object_set_int_member (object, "version", VERSION);
  if (vault->tries.wrong > 0)
    add_tries (object, &vault->tries);
  json_object_set_object_member (object, "slots", slots);
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  if (!g_file_set_contents_full (vault->file,
                                 text,
                                 -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 &local))
    {
      g_set_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER, "%s", local->message);
      return FALSE;
    }
  vault->password = *password;
  vault->server = *server;
  return TRUE;
}

/* FALSE when there is not enough memory for it. */
static gboolean
make_password_key (const Slot *slot, const char *password, guint8 *slot_key)
{
  g_autofree char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
  const char *hashed = normal != NULL ? normal : password;
  int result = crypto_pwhash (slot_key,
                              ED_VAULT_KEY_LENGTH,
                              hashed,
                              strlen (hashed),
                              slot->salt,
                              (unsigned long long) slot->opslimit,
                              (size_t) slot->memlimit,
                              crypto_pwhash_ALG_ARGON2ID13);

  if (normal != NULL)
    sodium_memzero (normal, strlen (normal));
  return result == 0;
}

static void
make_server_key (const guint8 *server_half, guint8 *slot_key)
{
  static const char purpose[] = "experts-dashboard vault: server slot";

  crypto_generichash (slot_key,
                      ED_VAULT_KEY_LENGTH,
                      (const guint8 *) purpose,
                      sizeof purpose,
                      server_half,
                      ED_VAULT_KEY_LENGTH);
}

static void
seal (Slot *slot, const char *name, const guint8 *slot_key, const guint8 *key)
{
  randombytes_buf (slot->nonce, NONCE_LENGTH);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->sealed,
                                              NULL,
                                              key,
                                              ED_VAULT_KEY_LENGTH,
                                              (const guint8 *) name,
                                              strlen (name),
                                              NULL,
                                              slot->nonce,
                                              slot_key);
  slot->used = TRUE;
}

static gboolean
unseal (const Slot *slot, const char *name, const guint8 *slot_key, guint8 *key, GError **error)
{
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (key,
                                                  NULL,
                                                  NULL,
                                                  slot->sealed,
                                                  SEALED_LENGTH,
                                                  (const guint8 *) name,
                                                  strlen (name),
                                                  slot->nonce,
                                                  slot_key)
      == 0)
    return TRUE;
  g_set_error (error,
               ED_VAULT_ERROR,
               ED_VAULT_ERROR_PASSWORD,
               "the vault's %s slot does not open",
               name);
  return FALSE;
}

static gboolean
set_out_of_memory (GError **error)
{
  g_set_error (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER, "not enough memory for the password");
  return FALSE;
}

static gboolean
set_closed (GError **error)
{
  g_set_error_literal (error,
                       ED_VAULT_ERROR,
                       ED_VAULT_ERROR_CLOSED,
                       "too many wrong passwords: the server has to be asked");
  return FALSE;
}

static gboolean
fill_password_slot (const EdVault *vault,
                    Slot *slot,
                    const char *password,
                    const guint8 *key,
                    GError **error)
{
  guint8 slot_key[ED_VAULT_KEY_LENGTH];

  slot->opslimit = vault->opslimit;
  slot->memlimit = vault->memlimit;
  randombytes_buf (slot->salt, SALT_LENGTH);
  if (!make_password_key (slot, password, slot_key))
    return set_out_of_memory (error);
  seal (slot, PASSWORD_SLOT, slot_key, key);
  sodium_memzero (slot_key, sizeof slot_key);
  return TRUE;
}

static void
fill_server_slot (Slot *slot, const guint8 *server_half, const guint8 *key)
{
  guint8 slot_key[ED_VAULT_KEY_LENGTH];

  make_server_key (server_half, slot_key);
  seal (slot, SERVER_SLOT, slot_key, key);
  sodium_memzero (slot_key, sizeof slot_key);
}

char *
ed_vault_folder (const char *data_dir, const char *server, const char *user)
{
  g_autofree char *address = g_ascii_strdown (server, -1);
  g_autofree char *name = g_ascii_strdown (user, -1);
  g_autofree char *both = NULL;
  guint8 hash[16];
  char hex[2 * sizeof hash + 1];

  start_sodium ();
  while (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = '\0';
  both = g_strconcat (address, "\n", name, NULL);
  crypto_generichash (hash, sizeof hash, (const guint8 *) both, strlen (both), NULL, 0);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return g_build_filename (data_dir, hex, NULL);
}

EdVault *
ed_vault_open (const char *folder, const EdVaultCost *cost, GError **error)
{
  g_autoptr (EdVault) vault = g_new0 (EdVault, 1);
  g_autoptr (GError) local = NULL;
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);

  start_sodium ();
  vault->database = g_build_filename (folder, "cache.db", NULL);
  vault->file = g_build_filename (folder, "vault.json", NULL);
  vault->opslimit = cost != NULL && cost->opslimit > 0 ? (gint64) cost->opslimit : DEFAULT_OPSLIMIT;
  vault->running = cost != NULL && cost->running != NULL ? cost->running : &machine;
  vault->memlimit = cost != NULL && cost->memlimit > 0 ? (gint64) cost->memlimit : DEFAULT_MEMLIMIT;
  if (ed_platform_make_private_folder (folder, &local))
    vault->lock = ed_platform_lock (lock, &local);
  if (vault->lock == NULL)
    {
      g_set_error (error,
                   ED_VAULT_ERROR,
                   g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_EXIST)
                       ? ED_VAULT_ERROR_IN_USE
                       : ED_VAULT_ERROR_FOLDER,
                   "%s",
                   local->message);
      return NULL;
    }
  return read_file (vault, error) ? g_steal_pointer (&vault) : NULL;
}

void
ed_vault_close (EdVault *vault)
{
  if (vault == NULL)
    return;
  g_clear_pointer (&vault->lock, ed_platform_unlock);
  g_free (vault->database);
  g_free (vault->file);
  sodium_memzero (vault, sizeof *vault);
  g_free (vault);
}

gboolean
ed_vault_has_key (EdVault *vault)
{
  return vault->password.used || vault->server.used;
}

const char *
ed_vault_path (EdVault *vault)
{
  return vault->database;
}

gboolean
ed_vault_create (EdVault *vault,
                 const char *password,
                 const guint8 *server_half,
                 guint8 *key,
                 GError **error)
{
  Slot password_slot = { 0 };
  Slot server_slot = { 0 };

  g_return_val_if_fail (!ed_vault_has_key (vault), FALSE);

  randombytes_buf (key, ED_VAULT_KEY_LENGTH);
  if (server_half != NULL)
    fill_server_slot (&server_slot, server_half, key);
  if (fill_password_slot (vault, &password_slot, password, key, error)
      && write_slots (vault, &password_slot, &server_slot, error))
    return TRUE;
  sodium_memzero (key, ED_VAULT_KEY_LENGTH);
  return FALSE;
}

/* What was wrong before counts no more; where that cannot be written, it counts on. */
static void
forget_wrong (EdVault *vault)
{
  if (vault->tries.wrong == 0)
    return;
  vault->tries = (EdUnlockTries){ 0 };
  write_slots (vault, &vault->password, &vault->server, NULL);
}

gboolean
ed_vault_unlock_confirmed (EdVault *vault, const char *password, guint8 *key, GError **error)
{
  guint8 slot_key[ED_VAULT_KEY_LENGTH];
  gboolean opened;

  g_return_val_if_fail (ed_vault_has_key (vault), FALSE);

  if (!vault->password.used)
    return set_closed (error);
  if (!make_password_key (&vault->password, password, slot_key))
    return set_out_of_memory (error);
  opened = unseal (&vault->password, PASSWORD_SLOT, slot_key, key, error);
  sodium_memzero (slot_key, sizeof slot_key);
  if (opened)
    forget_wrong (vault);
  return opened;
}

/* Writes a wrong password down; the last one closes the slot, unless nothing else opens the vault.
 */
static gboolean
count_wrong (EdVault *vault, GError **error)
{
  Slot password = vault->password;
  guint left;

  ed_unlock_tries_add (&vault->tries, ed_clock_now (vault->running));
  left = ed_unlock_tries_left (&vault->tries);
  if (left == 0 && vault->server.used)
    password = (Slot){ 0 };
  if (!write_slots (vault, &password, &vault->server, error))
    return FALSE;
  if (!password.used)
    return set_closed (error);
  g_set_error (error,
               ED_VAULT_ERROR,
               ED_VAULT_ERROR_PASSWORD,
               "the password does not open what this computer holds; tries left: %u",
               left);
  return FALSE;
}

gboolean
ed_vault_unlock (EdVault *vault, const char *password, guint8 *key, GError **error)
{
  gint64 wait = ed_unlock_tries_wait (&vault->tries, ed_clock_now (vault->running));
  g_autoptr (GError) cause = NULL;

  if (wait > 0 && vault->password.used)
    {
      g_set_error (error,
                   ED_VAULT_ERROR,
                   ED_VAULT_ERROR_WAIT,
                   "too many wrong passwords; seconds to wait: %" G_GINT64_FORMAT,
                   (wait + 999) / 1000);
      return FALSE;
    }
  if (ed_vault_unlock_confirmed (vault, password, key, &cause))
    return TRUE;
  if (g_error_matches (cause, ED_VAULT_ERROR, ED_VAULT_ERROR_PASSWORD))
    return count_wrong (vault, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

gboolean
ed_vault_unlock_by_server (EdVault *vault, const guint8 *server_half, guint8 *key, GError **error)
{
  guint8 slot_key[ED_VAULT_KEY_LENGTH];
  gboolean opened;

  make_server_key (server_half, slot_key);
  opened = unseal (&vault->server, SERVER_SLOT, slot_key, key, error);
  sodium_memzero (slot_key, sizeof slot_key);
  return opened;
}

gboolean
ed_vault_set_password (EdVault *vault, const guint8 *key, const char *password, GError **error)
{
  EdUnlockTries before = vault->tries;
  Slot slot = { 0 };

  vault->tries = (EdUnlockTries){ 0 };
  if (fill_password_slot (vault, &slot, password, key, error)
      && write_slots (vault, &slot, &vault->server, error))
    return TRUE;
  vault->tries = before;
  return FALSE;
}

gboolean
ed_vault_set_server_half (EdVault *vault,
                          const guint8 *key,
                          const guint8 *server_half,
                          GError **error)
{
  Slot slot = { 0 };

  fill_server_slot (&slot, server_half, key);
  return write_slots (vault, &vault->password, &slot, error);
}
