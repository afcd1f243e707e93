/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of files: what the server must know of them follows from the calls that it has
 * acknowledged (PROTOCOL 12), and goes back with it. */

#include "model-part.h"

#include "domain/request.h"

#include <string.h>

#define LIFE_MS (G_GINT64_CONSTANT (30) * 86400000) /* of what nothing has */

typedef struct
{
  SimBytes state;
  gint64 since; /* first heard of, by now or earlier */
} Bytes;

GHashTable *
sim_files_new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
sim_files_take (SimModel *self, const char *id, SimBytes state)
{
  Bytes *bytes = g_hash_table_lookup (self->bytes, id);

  if (bytes != NULL && state == SIM_BYTES_ANNOUNCED)
    return;
  if (bytes == NULL)
    {
      bytes = g_new0 (Bytes, 1);
      bytes->since = self->now;
      g_hash_table_insert (self->bytes, g_strdup (id), bytes);
    }
  bytes->state = state;
}

const EdFile *
sim_files_find (const SimModel *self, const char *id)
{
  const Bytes *bytes = id != NULL ? g_hash_table_lookup (self->bytes, id) : NULL;

  if (id == NULL || (bytes != NULL && bytes->state == SIM_BYTES_GIVEN_UP))
    return NULL;
  return sim_model_file (self, id);
}

gboolean
sim_model_has_bytes (const SimModel *self, const char *id)
{
  const Bytes *bytes = g_hash_table_lookup (self->bytes, id);

  return bytes != NULL && bytes->state == SIM_BYTES_ARRIVED;
}

/* --- what has it --------------------------------------------------------------------------------
 */

gboolean
sim_model_is_file_of (EdTargetKind kind, gpointer record, const char *id)
{
  g_autoptr (GPtrArray) documents = NULL;

  if (kind == ED_TARGET_CASE)
    return ed_case_find_document (record, id) != NULL;
  if (kind == ED_TARGET_REQUEST)
    {
      documents = ed_request_list_documents (record);
      return ed_request_document_find (documents, id) != NULL;
    }
  if (kind != ED_TARGET_LATE_WORK)
    return FALSE;
  for (guint i = 0; i < ((EdLateWork *) record)->files->len; i++)
    if (strcmp (((EdFile *) ((EdLateWork *) record)->files->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sim_model_lists (const SimModel *self, EdTargetKind kind, const char *id, const char *file)
{
  gpointer record = sim_model_find (self, kind, id);

  return record != NULL && sim_model_is_file_of (kind, record, file);
}

static gboolean
is_had (const SimModel *self, const char *id)
{
  for (EdTargetKind kind = 0; kind < ED_N_TARGETS; kind++)
    {
      GHashTableIter iter;
      gpointer thing;

      g_hash_table_iter_init (&iter, self->things[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &thing))
        if (sim_model_is_file_of (kind, ((SimThing *) thing)->record, id))
          return TRUE;
    }
  return FALSE;
}

/* What was given up stays so: who is asked for it gives it up once more. */
static gboolean
may_die (gpointer id, gpointer value, gpointer data)
{
  const SimModel *self = data;
  const Bytes *bytes = value;

  return bytes->state != SIM_BYTES_GIVEN_UP && bytes->since <= self->now - LIFE_MS
         && !is_had (self, id);
}

void
sim_files_expire (SimModel *self)
{
  g_hash_table_foreach_remove (self->bytes, may_die, self);
}
