/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-writer.h"

#define WRITERS 2 /* at once */

/* The window's thread alone touches it. */
static GThreadPool *writers;

typedef struct
{
  EdFormKind kind;
  gpointer values;
  EdCase *case_;
  EdSettings *settings;
  char *language;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  ed_record_free (ed_form_get (order->kind)->values, order->values);
  ed_record_free (&ed_case_type, order->case_);
  ed_settings_free (order->settings);
  g_free (order->language);
  g_free (order);
}

static void
write_in_thread (gpointer data, gpointer unused)
{
  g_autoptr (GTask) task = data;
  const Order *order = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *pdf;

  if (g_task_return_error_if_cancelled (task))
    return;
  pdf = ed_form_write_pdf (order->kind,
                           order->values,
                           order->case_,
                           order->settings,
                           order->language,
                           &error);
  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
ed_form_write_async (EdFormKind kind,
                     gconstpointer values,
                     const EdCase *case_,
                     const EdSettings *settings,
                     const char *language,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Order *order = g_new0 (Order, 1);

  order->kind = kind;
  order->values = ed_record_copy (ed_form_get (kind)->values, values);
  order->case_ = ed_record_copy (&ed_case_type, case_);
  order->settings = ed_record_copy (&ed_settings_type, settings);
  order->language = g_strdup (language);
  g_task_set_task_data (task, order, free_order);
  if (writers == NULL)
    writers = g_thread_pool_new (write_in_thread, NULL, WRITERS, FALSE, NULL);
  g_thread_pool_push (writers, g_steal_pointer (&task), NULL);
}

GBytes *
ed_form_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_form_write_wait (void)
{
  if (writers != NULL)
    g_thread_pool_free (g_steal_pointer (&writers), FALSE, TRUE);
}
