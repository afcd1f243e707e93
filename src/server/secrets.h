/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Random bytes, keyed hashes and their text forms. All of it libsodium. */

#define ED_SECRET_BYTES 32 /* keys, tokens, hashes of tokens */
#define ED_MAC_BYTES 16

gboolean ed_secrets_init (void);
void ed_secrets_random (gpointer bytes, gsize length);
gint64 ed_secrets_random_mark (void); /* any 63 bits, never 0 */
char *ed_secrets_make_uuid (void);

/* base64url without padding. Decoding answers NULL for anything else. */
char *ed_secrets_to_text (gconstpointer bytes, gsize length);
guint8 *ed_secrets_from_text (const char *text, gsize *length);
/* Ordinary base64 with padding, as JSON carries bytes. */
char *ed_secrets_to_base64 (gconstpointer bytes, gsize length);

/* A new token, 256 random bits as text. */
char *ed_secrets_make_token (void);
/* What the database keeps of TOKEN: 32 bytes. */
void ed_secrets_hash_token (const char *token, guint8 *hash);

/* BLAKE2b without a key, which anybody can compute: ED_SECRET_BYTES into DIGEST. */
void ed_secrets_digest (gconstpointer bytes, gsize length, guint8 *digest);

/* Keyed BLAKE2b of TEXT: 32 bytes into MAC. KEY has ED_SECRET_BYTES. */
void
ed_secrets_mac (const guint8 *key, gconstpointer text, gsize length, guint8 *mac, gsize mac_length);
gboolean ed_secrets_equal (gconstpointer a, gconstpointer b, gsize length);

/* A password of 20 letters and digits that are hard to confuse, in groups of five: 100 bits. */
char *ed_secrets_make_password (void);
/* Whether TEXT has the form of one. */
gboolean ed_secrets_is_made_password (const char *text);
/* A recovery code: 16 of the same letters and digits in groups of four, 80 bits. */
char *ed_secrets_make_recovery_code (void);
/* Overwrites secret bytes. */
void ed_secrets_clear (gpointer bytes, gsize length);
/* Overwrites and frees a secret text. */
void ed_secrets_free_text (char *text);

/* Argon2id. Hashing answers NULL when there is no memory for it. A cost of 0 is libsodium's
 * recommendation for signing in: 3 passes over 64 MiB. */
char *ed_secrets_hash_password (const char *password, guint opslimit, gsize memlimit);
gboolean ed_secrets_check_password (const char *hash, const char *password);

/* BYTES sealed under KEY for the one thing that NAME says: what is put under another name does not
 * open. XChaCha20-Poly1305, the nonce in front. */
GBytes *ed_secrets_seal (const guint8 *key, const char *name, gconstpointer bytes, gsize length);
/* The LENGTH bytes into BYTES; FALSE where SEALED is not theirs. */
gboolean ed_secrets_unseal (const guint8 *key,
                            const char *name,
                            GBytes *sealed,
                            gpointer bytes,
                            gsize length);

/* A key pair to seal messages to: ED_SECRET_BYTES each. */
void ed_secrets_make_sealing_pair (guint8 *public_key, guint8 *secret_key);
