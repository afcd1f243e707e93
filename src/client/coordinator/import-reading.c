/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-reading.h"

#include "forms/intake-words.h"

static void
clear_reading (gpointer data)
{
  EdImportReading *self = data;

  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->table, ed_csv_table_free);
  g_free (self->fields);
  g_free (self->example);
}

EdImportReading *
ed_import_reading_ref (EdImportReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ed_import_reading_unref (EdImportReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

int
ed_import_reading_find_column (const EdImportReading *self, const EdField *field)
{
  for (guint i = 0; i < ed_csv_table_columns (self->table); i++)
    if (self->fields[i] == field)
      return (int) i;
  return -1;
}

/* --- in the thread ---------------------------------------------------------------------------- */

typedef struct
{
  GBytes *bytes;
  EdImportWishes wishes;
  gint64 now;
  EdZone *zone;
} Job;

static void
free_job (Job *job)
{
  g_bytes_unref (job->bytes);
  ed_zone_free (job->zone);
  g_clear_pointer (&job->wishes.fields, g_ptr_array_unref);
  g_clear_pointer (&job->wishes.columns, g_hash_table_unref);
  g_free (job);
}

static gboolean
read_cells (EdImportReading *self, const Job *job, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (job->bytes, &length);
  g_autofree char *text = NULL;

  self->charset = job->wishes.charset >= 0 ? (EdCharset) job->wishes.charset
                                           : ed_csv_guess_charset (bytes, length);
  text = ed_csv_decode (bytes, length, self->charset, error);
  if (text == NULL)
    return FALSE;
  self->separator =
      job->wishes.separator != 0 ? job->wishes.separator : ed_csv_guess_separator (text);
  self->table = ed_csv_table_new (text, self->separator, error);
  return self->table != NULL;
}

/* FIELD is in COLUMN, and in no other. */
static void
put_field (EdImportReading *self, guint column, const EdField *field)
{
  int before = field != NULL ? ed_import_reading_find_column (self, field) : -1;

  if (before >= 0)
    self->fields[before] = NULL;
  self->fields[column] = field;
}

static void
choose_fields (EdImportReading *self, const EdImportWishes *wishes)
{
  guint n = ed_csv_table_columns (self->table);

  self->fields = g_new0 (const EdField *, n);
  ed_intake_table_match (self->table, self->fields);
  for (guint i = 0; i < n && wishes->columns != NULL; i++)
    {
      g_autofree char *plain = ed_intake_words_plain (ed_csv_table_title (self->table, i));
      const char *name = g_hash_table_lookup (wishes->columns, plain);

      if (name != NULL)
        put_field (self, i, ed_record_type_find (&ed_case_intake_type, name));
    }
  for (guint i = 0; wishes->fields != NULL && i < MIN (n, wishes->fields->len); i++)
    self->fields[i] = wishes->fields->pdata[i];
}

static void
choose_dates (EdImportReading *self, const EdImportWishes *wishes)
{
  const EdField *field = ed_record_type_find (&ed_case_intake_type, "recorded_at");
  int column = ed_import_reading_find_column (self, field);
  EdDateGuess guess = { ED_DATES_ISO, NULL };

  if (column >= 0)
    guess = ed_intake_table_guess_dates (self->table, (guint) column);
  self->dates = wishes->dates >= 0 ? (EdDateStyle) wishes->dates : guess.style;
  if (wishes->dates < 0)
    self->example = g_strdup (guess.example);
}

static void
run_reading (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (EdImportReading) self = g_atomic_rc_box_new0 (EdImportReading);
  GError *error = NULL;

  if (!read_cells (self, job, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  choose_fields (self, &job->wishes);
  choose_dates (self, &job->wishes);
  const EdIntakePlan plan = { self->fields, self->dates, job->now, job->zone };

  self->rows = ed_intake_table_read (self->table, &plan, cancellable);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) ed_import_reading_unref);
}

void
ed_import_reading_make_async (GBytes *bytes,
                              const EdImportWishes *wishes,
                              gint64 now,
                              EdZone *zone,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, ed_import_reading_make_async);
  job->bytes = g_bytes_ref (bytes);
  job->wishes = *wishes;
  if (wishes->fields != NULL)
    g_ptr_array_ref (wishes->fields);
  if (wishes->columns != NULL)
    g_hash_table_ref (wishes->columns);
  job->now = now;
  job->zone = zone;
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_task_run_in_thread (task, run_reading);
}

EdImportReading *
ed_import_reading_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
