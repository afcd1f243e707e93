/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-account.h"

static char *last_deed;

static void
free_device (gpointer device)
{
  ed_record_free (&ed_listed_device_type, device);
}

void
ed_fake_desk_issue_password (EdDesk *desk)
{
  desk->is_issued = TRUE;
}

void
ed_fake_desk_add_device (EdDesk *desk, EdListedDevice *device)
{
  if (desk->devices == NULL)
    desk->devices = g_ptr_array_new_with_free_func (free_device);
  g_ptr_array_add (desk->devices, device);
}

void
ed_fake_desk_fail_account (EdDesk *desk, GError *error)
{
  g_clear_error (&desk->account_trouble);
  desk->account_trouble = error;
}

const char *
ed_fake_desk_account_deed (void)
{
  return last_deed;
}

static gboolean
return_idly (gpointer data)
{
  GTask *task = data;
  EdDesk *desk = g_task_get_source_object (task);

  if (desk != NULL && desk->account_trouble != NULL)
    g_task_return_error (task, g_steal_pointer (&desk->account_trouble));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* DEED: taken. */
static void
answer (EdDesk *desk,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer data,
        char *deed)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);

  g_task_set_check_cancellable (task, FALSE);
  if (desk == NULL || desk->account_trouble == NULL)
    {
      g_free (last_deed);
      last_deed = g_strdup (deed);
    }
  g_free (deed);
  g_idle_add_full (G_PRIORITY_DEFAULT, return_idly, task, g_object_unref);
}

static gboolean
finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
ed_desk_password_is_issued (EdDesk *desk)
{
  return desk->is_issued;
}

void
ed_desk_change_password_async (EdDesk *desk,
                               const char *old,
                               const char *chosen,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  answer (desk, cancellable, callback, data, g_strdup_printf ("changed %s to %s", old, chosen));
}

gboolean
ed_desk_change_password_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  gboolean done = finish (result, error);

  desk->is_issued = desk->is_issued && !done;
  return done;
}

void
ed_desk_keep_password_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  answer (desk, cancellable, callback, data, g_strdup ("kept"));
}

gboolean
ed_desk_keep_password_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_change_password_finish (desk, result, error);
}

void
ed_desk_reset_password_async (const EdDeskOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  answer (NULL, cancellable, callback, data, g_strdup_printf ("reset %s", options->user));
}

gboolean
ed_desk_reset_password_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

void
ed_desk_list_devices_async (EdDesk *desk,
                            const char *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  answer (desk, cancellable, callback, data, g_strdup_printf ("listed %s", account));
}

EdDeviceList *
ed_desk_list_devices_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  EdDeviceList *list;

  if (!finish (result, error))
    return NULL;
  list = ed_record_new (&ed_device_list_type);
  for (guint i = 0; desk->devices != NULL && i < desk->devices->len; i++)
    g_ptr_array_add (list->devices,
                     ed_record_copy (&ed_listed_device_type, desk->devices->pdata[i]));
  return list;
}

void
ed_desk_revoke_device_async (EdDesk *desk,
                             const char *device,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  for (guint i = 0; desk->devices != NULL && i < desk->devices->len; i++)
    {
      EdListedDevice *listed = desk->devices->pdata[i];

      if (desk->account_trouble == NULL && g_strcmp0 (listed->id, device) == 0)
        listed->revoked_at = desk->now;
    }
  answer (desk, cancellable, callback, data, g_strdup_printf ("revoked %s", device));
}

gboolean
ed_desk_revoke_device_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

void
ed_desk_count_open_cases_async (EdDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];

      if (case_ == NULL || case_->expert_id == NULL || case_->state == ED_CASE_CLOSED)
        continue;
      g_hash_table_insert (
          open,
          g_strdup (case_->expert_id),
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (open, case_->expert_id)) + 1));
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, open);
}

GHashTable *
ed_desk_count_open_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
