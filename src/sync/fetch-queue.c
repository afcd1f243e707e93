/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/fetch-queue.h"

typedef struct
{
  EdFile *file;
  GTask *task;
} Wish;

struct _EdFetchQueue
{
  GMutex mutex;
  GQueue wishes; /* Wish */
};

static void
wish_free (Wish *wish)
{
  ed_file_free (wish->file);
  g_object_unref (wish->task);
  g_free (wish);
}

EdFetchQueue *
ed_fetch_queue_new (void)
{
  EdFetchQueue *self = g_new0 (EdFetchQueue, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
ed_fetch_queue_free (EdFetchQueue *self)
{
  g_autoptr (GError) closed = NULL;

  if (self == NULL)
    return;
  closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  ed_fetch_queue_fail (self, closed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
ed_fetch_queue_add (EdFetchQueue *self, const EdFile *file, GTask *task)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->file = ed_record_copy (&ed_file_type, file);
  wish->task = task;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->wishes, wish);
  g_mutex_unlock (&self->mutex);
}

EdFile *
ed_fetch_queue_first (EdFetchQueue *self)
{
  EdFile *first = NULL;

  g_mutex_lock (&self->mutex);
  while (first == NULL && !g_queue_is_empty (&self->wishes))
    {
      Wish *wish = g_queue_peek_head (&self->wishes);

      if (g_task_return_error_if_cancelled (wish->task))
        wish_free (g_queue_pop_head (&self->wishes));
      else
        first = ed_record_copy (&ed_file_type, wish->file);
    }
  g_mutex_unlock (&self->mutex);
  return first;
}

static void
answer (Wish *wish, GBytes *content, const GError *error)
{
  if (content != NULL)
    g_task_return_pointer (wish->task, g_bytes_ref (content), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (wish->task, g_error_copy (error));
  wish_free (wish);
}

void
ed_fetch_queue_answer (EdFetchQueue *self, const char *id, GBytes *content, const GError *error)
{
  g_return_if_fail ((content != NULL) != (error != NULL));

  g_mutex_lock (&self->mutex);
  for (GList *at = self->wishes.head; at != NULL;)
    {
      GList *next = at->next;
      Wish *wish = at->data;

      if (g_str_equal (wish->file->id, id))
        {
          g_queue_delete_link (&self->wishes, at);
          answer (wish, content, error);
        }
      at = next;
    }
  g_mutex_unlock (&self->mutex);
}

void
ed_fetch_queue_fail (EdFetchQueue *self, const GError *error)
{
  g_mutex_lock (&self->mutex);
  while (!g_queue_is_empty (&self->wishes))
    answer (g_queue_pop_head (&self->wishes), NULL, error);
  g_mutex_unlock (&self->mutex);
}
