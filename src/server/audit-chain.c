/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audit-chain.h"

#include <string.h>

#include "base/plant.h"
#include "domain/days.h"
#include "server/audit-anchor-table.h"
#include "server/audit-seal-table.h"
#include "server/audit-table.h"
#include "wire/json-text.h"

/* A leaf: the row's id, 8 bytes, the highest first, and its digest. */
#define ID_BYTES 8
#define LEAF_BYTES (ID_BYTES + ED_SECRET_BYTES)

#define AT_ONCE 100 /* seals that are dropped in one transaction */
#define DROPPED "retention.audit"

static void
append_number (GByteArray *bytes, gint64 number)
{
  guint64 big = GUINT64_TO_BE ((guint64) number);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

/* A text with its length in front, so that no two rows read alike; NULL is no text. */
static void
append_text (GByteArray *bytes, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  append_number (bytes, text != NULL ? (gint64) length : -1);
  if (length > 0)
    g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}

/* The leaf of the row that STATEMENT stands at, appended to LEAVES. */
static void
append_leaf (GByteArray *leaves, EdStatement *statement)
{
  g_autoptr (GByteArray) row = g_byte_array_new ();
  guint8 digest[ED_SECRET_BYTES];
  gint64 id = ed_statement_int (statement, ED_AUDIT_ID);

  append_number (row, id);
  for (int column = ED_AUDIT_AT; column < ED_AUDIT_N_COLUMNS; column++)
    append_text (row, ed_statement_text (statement, column));
  ed_secrets_digest (row->data, row->len, digest);
  append_number (leaves, id);
  g_byte_array_append (leaves, digest, sizeof digest);
}

static gint64
leaf_id (const guint8 *leaf)
{
  guint64 big;

  memcpy (&big, leaf, sizeof big);
  return (gint64) GUINT64_FROM_BE (big);
}

static void
hash_seal (const EdAuditSeal *seal, guint8 *hash)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize length = 0;
  gconstpointer leaves = g_bytes_get_data (seal->leaves, &length);

  g_byte_array_append (bytes, seal->previous, sizeof seal->previous);
  append_number (bytes, seal->n);
  append_number (bytes, seal->first);
  append_number (bytes, seal->last);
  append_text (bytes, seal->at);
  g_byte_array_append (bytes, leaves, (guint) length);
  ed_secrets_digest (bytes->data, bytes->len, hash);
}

/* --- sealing ---------------------------------------------------------------------------------- */

/* The leaves of what is not sealed; NULL on failure. */
static GByteArray *
collect (EdDb *db, GError **error)
{
  g_autoptr (GByteArray) leaves = g_byte_array_new ();
  g_autoptr (EdStatement) statement = ed_audit_read_unsealed (db, ED_AUDIT_SEAL_MAX, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    append_leaf (leaves, statement);
  if (ED_PLANT (audit_row_unsealed) && leaves->len > 0)
    g_byte_array_remove_range (leaves, 0, LEAF_BYTES);
  if (local == NULL)
    return g_steal_pointer (&leaves);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
mark_rows (EdDb *db, const GByteArray *leaves, gint64 seal, GError **error)
{
  for (guint at = 0; at < leaves->len; at += LEAF_BYTES)
    if (!ed_audit_set_seal (db, leaf_id (leaves->data + at), seal, error))
      return FALSE;
  return TRUE;
}

gboolean
ed_audit_seal (EdDb *db, gint64 now, gboolean *more, GError **error)
{
  g_autoptr (GByteArray) leaves = collect (db, error);
  g_auto (EdAuditSeal) last = { 0 };
  g_auto (EdAuditSeal) seal = { 0 };
  GError *local = NULL;
  gboolean added;

  *more = FALSE;
  if (leaves == NULL || leaves->len == 0)
    return leaves != NULL;
  if (!ed_audit_seals_last (db, &last, &local) && local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *more = leaves->len == ED_AUDIT_SEAL_MAX * LEAF_BYTES;
  seal.n = last.n + 1;
  seal.first = leaf_id (leaves->data);
  seal.last = leaf_id (leaves->data + leaves->len - LEAF_BYTES);
  seal.at = ed_instant_to_text (now);
  memcpy (seal.previous, last.hash, sizeof seal.previous);
  seal.leaves = g_bytes_new (leaves->data, leaves->len);
  hash_seal (&seal, seal.hash);
  if (!ed_audit_seals_add (db, &seal, &added, error))
    return FALSE;
  /* Another process was faster: what it left is sealed the next time. */
  return !added || mark_rows (db, leaves, seal.n, error);
}

/* --- dropping --------------------------------------------------------------------------------- */

static char *
to_hexadecimal (const guint8 *hash)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ED_SECRET_BYTES; i++)
    g_string_append_printf (text, "%02x", hash[i]);
  return g_string_free (text, FALSE);
}

/* Where the log begins from now on: behind SEAL. */
static gboolean
cut (EdDb *db, const EdAuditSeal *seal, gint64 now, GError **error)
{
  g_autofree char *hash = to_hexadecimal (seal->hash);

  return ed_audit_anchors_set (db, seal, error) && ed_audit_remove_sealed (db, seal->n, error)
         && ed_audit_seals_remove (db, seal->n, error)
         && ed_audit_add (db, now, NULL, NULL, DROPPED, NULL, hash, error);
}

gboolean
ed_audit_drop (EdDb *db, gint64 now, gint64 before, GError **error)
{
  g_auto (EdAuditSeal) last = { 0 };
  GError *local = NULL;
  gint64 n = 0;

  if (!ed_audit_seals_find_older (db, before, AT_ONCE, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  if (ed_audit_seals_next (db, n - 1, &last, &local))
    return cut (db, &last, now, error);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* --- verifying -------------------------------------------------------------------------------- */

static gboolean
find_fault (EdAuditProof *proof, EdAuditFault fault, gint64 seal, gint64 row)
{
  proof->fault = fault;
  proof->fault_seal = seal;
  if (row > 0)
    proof->fault_row = row;
  return FALSE;
}

/* Whether the rows of SEAL are those of its leaves, in the same order and word for word. */
static gboolean
compare_rows (EdAuditProof *proof, const EdAuditSeal *seal, const GByteArray *found)
{
  gsize length = 0;
  const guint8 *leaves = g_bytes_get_data (seal->leaves, &length);
  gsize at = 0;

  while (at < MIN (length, found->len))
    {
      gint64 expected = leaf_id (leaves + at), id = leaf_id (found->data + at);

      if (id > expected)
        return find_fault (proof, ED_AUDIT_ROW_MISSING, seal->n, expected);
      if (id < expected)
        return find_fault (proof, ED_AUDIT_ROW_ADDED, seal->n, id);
      if (memcmp (leaves + at, found->data + at, LEAF_BYTES) != 0)
        return find_fault (proof, ED_AUDIT_ROW_CHANGED, seal->n, id);
      at += LEAF_BYTES;
    }
  if (at < length)
    return find_fault (proof, ED_AUDIT_ROW_MISSING, seal->n, leaf_id (leaves + at));
  if (at < found->len)
    return find_fault (proof, ED_AUDIT_ROW_ADDED, seal->n, leaf_id (found->data + at));
  return TRUE;
}

/* FALSE where a fault is found, or with ERROR. */
static gboolean
check_rows (EdDb *db, EdAuditProof *proof, const EdAuditSeal *seal, GError **error)
{
  g_autoptr (GByteArray) found = g_byte_array_new ();
  g_autoptr (EdStatement) statement = ed_audit_read_sealed (db, seal->n, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (ed_statement_step (statement, &local))
    append_leaf (found, statement);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!compare_rows (proof, seal, found))
    return FALSE;
  proof->rows += found->len / LEAF_BYTES;
  return TRUE;
}

static gboolean
check_seal (EdAuditProof *proof, const EdAuditSeal *seal, const guint8 *previous)
{
  guint8 hash[ED_SECRET_BYTES];

  if (seal->n != proof->seals + 1)
    return find_fault (proof, ED_AUDIT_SEAL_MISSING, proof->seals + 1, 0);
  hash_seal (seal, hash);
  if (memcmp (hash, seal->hash, sizeof hash) != 0
      || memcmp (previous, seal->previous, sizeof seal->previous) != 0
      || g_bytes_get_size (seal->leaves) % LEAF_BYTES != 0)
    return find_fault (proof, ED_AUDIT_SEAL_CHANGED, seal->n, 0);
  return TRUE;
}

/* The seal fits. FALSE where it is not the one that was noted. */
static gboolean
note_seal (EdAuditProof *proof, const EdAuditSeal *seal, gint64 noted_seal, const char *noted)
{
  g_free (proof->head);
  proof->head = to_hexadecimal (seal->hash);
  proof->seals = seal->n;
  proof->sealed_at = ed_json_read_instant (seal->at);
  if (noted == NULL || seal->n != noted_seal || g_ascii_strcasecmp (noted, proof->head) == 0)
    return TRUE;
  return find_fault (proof, ED_AUDIT_SEAL_UNKNOWN, seal->n, 0);
}

static gboolean
is_noted (const guint8 *hash, const char *noted)
{
  g_autofree char *text = to_hexadecimal (hash);

  return g_ascii_strcasecmp (noted, text) == 0;
}

/* Where the log begins: behind what was dropped, which the log itself says. *PREVIOUS: the hash of
 * that. FALSE where a fault is found, or with ERROR. */
static gboolean
begin (EdDb *db, EdAuditProof *proof, guint8 *previous, GError **error)
{
  g_auto (EdAuditSeal) anchor = { 0 };
  g_autofree char *hash = NULL;
  GError *local = NULL;
  gboolean said = FALSE;

  if (!ed_audit_anchors_load (db, &anchor, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  hash = to_hexadecimal (anchor.hash);
  if (!ed_audit_has (db, DROPPED, hash, &said, error))
    return FALSE;
  proof->gone = proof->seals = anchor.n;
  proof->gone_at = ed_json_read_instant (anchor.at);
  memcpy (previous, anchor.hash, sizeof anchor.hash);
  return said || find_fault (proof, ED_AUDIT_SEAL_CHANGED, anchor.n, 0);
}

/* All seals in their order. FALSE where a fault is found, or with ERROR. */
static gboolean
walk (EdDb *db, EdAuditProof *proof, gint64 noted_seal, const char *noted, GError **error)
{
  guint8 previous[ED_SECRET_BYTES] = { 0 };
  GError *local = NULL;

  if (!begin (db, proof, previous, error))
    return FALSE;
  if (noted != NULL && noted_seal == proof->gone && !is_noted (previous, noted))
    return find_fault (proof, ED_AUDIT_SEAL_UNKNOWN, noted_seal, 0);
  while (TRUE)
    {
      g_auto (EdAuditSeal) seal = { 0 };

      if (!ed_audit_seals_next (db, proof->seals, &seal, &local))
        break;
      if (!check_seal (proof, &seal, previous) || !check_rows (db, proof, &seal, error)
          || !note_seal (proof, &seal, noted_seal, noted))
        return FALSE;
      memcpy (previous, seal.hash, sizeof previous);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (noted != NULL && noted_seal > proof->seals)
    return find_fault (proof, ED_AUDIT_SEAL_UNKNOWN, noted_seal, 0);
  return TRUE;
}

EdAuditProof *
ed_audit_verify (EdDb *db, gint64 noted_seal, const char *noted, GError **error)
{
  g_autoptr (EdAuditProof) proof = ed_record_new (&ed_audit_proof_type);
  GError *local = NULL;
  gint64 beyond = 0;

  proof->rows = proof->seals = proof->unsealed = 0;
  if (walk (db, proof, noted_seal, noted, &local))
    beyond = ed_audit_find_beyond (db, proof->seals, &local);
  if (beyond > 0)
    find_fault (proof, ED_AUDIT_SEAL_MISSING, proof->seals + 1, beyond);
  if (local == NULL)
    ed_audit_count_unsealed (db, &proof->unsealed, &proof->unsealed_since, &local);
  if (local == NULL)
    return g_steal_pointer (&proof);
  g_propagate_error (error, local);
  return NULL;
}
