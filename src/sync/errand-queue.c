/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/errand-queue.h"

#include "wire/record-json.h"

struct _EdErrandQueue
{
  GMutex mutex;
  GQueue errands; /* EdErrand */
};

static void
errand_free (EdErrand *errand)
{
  if (errand->free_data != NULL)
    errand->free_data (errand->data);
  g_clear_pointer (&errand->body, g_bytes_unref);
  g_free (errand->path);
  g_object_unref (errand->task);
  g_free (errand);
}

gpointer
ed_errand_read_record (const EdAnswer *answer, gpointer type, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  gpointer record = NULL;

  if (length > 0 && ed_record_fits (type, text, (gssize) length))
    record = ed_record_from_json (type, text, (gssize) length, ED_WIRE_LENIENT, NULL);
  if (record == NULL)
    g_set_error_literal (error,
                         ED_SYNC_ERROR,
                         ED_SYNC_ERROR_PROTOCOL,
                         "the server's answer makes no sense");
  return record;
}

void
ed_errand_finish (EdErrand *errand, const EdAnswer *answer, const GError *error)
{
  GError *failure = error != NULL ? g_error_copy (error) : NULL;
  gpointer result = NULL;

  if (answer != NULL)
    result = errand->read (answer, errand->data, &failure);
  if (result != NULL)
    g_task_return_pointer (errand->task, result, errand->free_result);
  else
    g_task_return_error (errand->task, failure);
  errand_free (errand);
}

EdErrandQueue *
ed_errand_queue_new (void)
{
  EdErrandQueue *self = g_new0 (EdErrandQueue, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
ed_errand_queue_free (EdErrandQueue *self)
{
  g_autoptr (GError) closed = NULL;

  if (self == NULL)
    return;
  closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  ed_errand_queue_fail (self, closed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
ed_errand_queue_add (EdErrandQueue *self, EdErrand *errand)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->errands, errand);
  g_mutex_unlock (&self->mutex);
}

EdErrand *
ed_errand_queue_take (EdErrandQueue *self)
{
  EdErrand *errand;

  do
    {
      g_mutex_lock (&self->mutex);
      errand = g_queue_pop_head (&self->errands);
      g_mutex_unlock (&self->mutex);
      if (errand == NULL || !g_task_return_error_if_cancelled (errand->task))
        return errand;
      errand_free (errand);
    }
  while (TRUE);
}

void
ed_errand_queue_fail (EdErrandQueue *self, const GError *error)
{
  EdErrand *errand;

  while ((errand = ed_errand_queue_take (self)) != NULL)
    ed_errand_finish (errand, NULL, error);
}
