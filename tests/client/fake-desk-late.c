/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-late.h"

void
ed_fake_desk_add_late (EdDesk *desk, EdLateWork *late)
{
  g_ptr_array_add (desk->late, late);
  ed_fake_desk_tell (desk);
}

static gboolean
is_about (const EdLateWork *late, const char *target_id)
{
  return g_strcmp0 (late->case_id, target_id) == 0 || g_strcmp0 (late->request_id, target_id) == 0;
}

guint
ed_fake_desk_count_late (EdDesk *desk, const char *target_id)
{
  guint n = 0;

  for (guint i = 0; i < desk->late->len; i++)
    {
      const EdLateWork *late = desk->late->pdata[i];

      n += late->state == ED_LATE_WAITING && g_strcmp0 (late->by, desk->account->id) != 0
           && is_about (late, target_id);
    }
  return n;
}

gboolean
ed_fake_desk_settle_late (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  const EdLateCircumstances circumstances = {
    .account_id = desk->account->id,
    .roles = ed_account_roles (desk->account),
    .at = desk->now,
  };
  EdLateWork *found = NULL;

  for (guint i = 0; i < desk->late->len; i++)
    {
      EdLateWork *late = desk->late->pdata[i];

      if (g_str_equal (late->id, command->target_id))
        found = late;
    }
  if (!ed_late_work_apply (found, command, &circumstances, refusal))
    return FALSE;
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

static gboolean
is_listed (EdDesk *desk, const EdLateWork *late, const char *target_id)
{
  if (target_id == NULL)
    return g_strcmp0 (late->by, desk->account->id) == 0
           && !g_hash_table_contains (desk->late_away, late->assignment_id);
  return late->state == ED_LATE_WAITING && is_about (late, target_id);
}

void
ed_desk_list_late_async (EdDesk *desk,
                         const char *target_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);

  for (guint i = 0; i < desk->late->len; i++)
    if (is_listed (desk, desk->late->pdata[i], target_id))
      g_ptr_array_add (list, ed_record_copy (&ed_late_work_type, desk->late->pdata[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_list_late_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_put_late_away_async (EdDesk *desk,
                             const char *assignment_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_hash_table_add (desk->late_away, g_strdup (assignment_id));
  ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, NULL);
}

gboolean
ed_desk_put_late_away_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  ed_fake_desk_finish (desk, result, error);
  return TRUE;
}
