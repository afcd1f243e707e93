/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-drafts.h"

static char *
make_key (const char *kind, const char *object)
{
  return g_strdup_printf ("%s:%s", kind, object);
}

const char *
ed_fake_desk_draft (EdDesk *desk, const char *kind, const char *object)
{
  g_autofree char *key = make_key (kind, object);

  return g_hash_table_lookup (desk->drafts, key);
}

void
ed_fake_desk_put_draft (EdDesk *desk, const char *kind, const char *object, const char *body)
{
  g_hash_table_insert (desk->drafts, make_key (kind, object), g_strdup (body));
}

void
ed_fake_desk_fail_drafts (EdDesk *desk, GError *error)
{
  g_clear_error (&desk->draft_error);
  desk->draft_error = error;
}

void
ed_desk_save_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          const char *body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  gboolean is_saved = desk->draft_error == NULL;

  if (is_saved)
    ed_fake_desk_put_draft (desk, kind, object, body);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (is_saved));
}

gboolean
ed_desk_save_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  gboolean is_saved = GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));

  if (!is_saved && error != NULL)
    *error = g_error_copy (desk->draft_error);
  return is_saved;
}

void
ed_desk_load_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  ed_fake_desk_answer (desk,
                       cancellable,
                       callback,
                       data,
                       g_strdup (ed_fake_desk_draft (desk, kind, object)));
}

char *
ed_desk_load_draft_finish (EdDesk *desk, GAsyncResult *result, gint64 *updated_at, GError **error)
{
  g_autofree char *body = ed_fake_desk_finish (desk, result, error);

  if (updated_at != NULL)
    *updated_at = desk->now;
  if (desk->draft_error == NULL)
    return g_steal_pointer (&body);
  g_propagate_error (error, g_error_copy (desk->draft_error));
  return NULL;
}

void
ed_desk_discard_draft_async (EdDesk *desk,
                             const char *kind,
                             const char *object,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autofree char *key = make_key (kind, object);

  g_hash_table_remove (desk->drafts, key);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_discard_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}
