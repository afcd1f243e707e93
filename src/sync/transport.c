/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/transport.h"

G_DEFINE_QUARK (ed_sync_error, ed_sync_error)

void
ed_answer_clear (EdAnswer *answer)
{
  g_clear_pointer (&answer->content_type, g_free);
  g_clear_pointer (&answer->body, g_bytes_unref);
  answer->status = 0;
  answer->retry_after_s = 0;
  answer->upload_offset = -1;
}

gboolean
ed_transport_send (EdTransport *transport,
                   const EdCall *call,
                   EdAnswer *answer,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (transport != NULL && call != NULL && answer != NULL, FALSE);

  *answer = (EdAnswer){ .upload_offset = -1 };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!transport->send (transport, call, answer, cancellable, error))
    {
      ed_answer_clear (answer);
      return FALSE;
    }
  g_assert (answer->body != NULL);
  return TRUE;
}

void
ed_transport_free (EdTransport *transport)
{
  if (transport != NULL)
    transport->free (transport);
}
