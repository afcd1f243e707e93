/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-account.h"

#include "sync/call.h"
#include "sync/desk-worker.h"
#include "sync/pin.h"
#include "sync/secret.h"
#include "sync/soup-transport.h"

#define TIMEOUT_S 20

/* BODY is taken, and may be NULL. */
static void
send_errand (GTask *task,
             const char *method,
             char *path,
             GBytes *body,
             gpointer (*read) (const EdAnswer *, gpointer, GError **),
             GDestroyNotify free_result,
             gpointer data,
             GDestroyNotify free_data)
{
  EdErrand *errand = g_new0 (EdErrand, 1);

  *errand = (EdErrand){ method, path, body, read, free_result, data, free_data, task };
  ed_desk_send_errand (g_task_get_source_object (task), errand);
}

static GTask *
new_task (EdDesk *desk,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);

  /* What has been done at the server is done, whoever still waits for it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  return task;
}

static gboolean
finish_done (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* --- passwords -------------------------------------------------------------------------------- */

/* What remains to be done here once the server has the new password. */
typedef struct
{
  EdVault *vault;
  char *old, *chosen;
} Slot;

static void
slot_free (Slot *slot)
{
  ed_secret_free (slot->old);
  ed_secret_free (slot->chosen);
  g_free (slot);
}

/* A vault that does not open with the old password is opened by the server's half at the next
 * sign-in, and gets its slot then: nothing is lost, so nothing is said. */
static gpointer
renew_slot (const EdAnswer *answer, gpointer data, GError **error)
{
  Slot *slot = data;
  guint8 key[ED_VAULT_KEY_LENGTH];

  if (ed_vault_unlock_confirmed (slot->vault, slot->old, key, NULL))
    ed_vault_set_password (slot->vault, key, slot->chosen, NULL);
  ed_secret_wipe (key, sizeof key);
  return ed_desk_read_nothing (answer, NULL, error);
}

void
ed_desk_change_password_async (EdDesk *desk,
                               const char *old,
                               const char *chosen,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GString *body = g_string_new ("{\"old\":");
  Slot *slot = g_new0 (Slot, 1);

  g_return_if_fail (ED_IS_DESK (desk) && old != NULL && chosen != NULL);

  ed_json_append_string (body, old);
  g_string_append (body, ",\"new\":");
  ed_json_append_string (body, chosen);
  g_string_append_c (body, '}');
  slot->vault = ed_desk_vault (desk);
  slot->old = g_strdup (old);
  slot->chosen = g_strdup (chosen);
  send_errand (new_task (desk, ed_desk_change_password_async, cancellable, callback, data),
               "POST",
               g_strdup ("/v1/password"),
               ed_secret_bytes (g_string_free (body, FALSE)),
               renew_slot,
               NULL,
               slot,
               (GDestroyNotify) slot_free);
}

gboolean
ed_desk_change_password_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  gboolean done = finish_done (desk, result, error);

  if (done)
    ed_desk_forget_issued (desk);
  return done;
}

void
ed_desk_keep_password_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  static const char body[] = "{\"keep\":true}";

  g_return_if_fail (ED_IS_DESK (desk));

  send_errand (new_task (desk, ed_desk_keep_password_async, cancellable, callback, data),
               "POST",
               g_strdup ("/v1/password"),
               g_bytes_new_static (body, sizeof body - 1),
               ed_desk_read_nothing,
               NULL,
               NULL,
               NULL);
}

gboolean
ed_desk_keep_password_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_change_password_finish (desk, result, error);
}

/* A call to a server before anybody is signed in. */
typedef struct
{
  char *server, *ca_file, *user;
  char *pin;
  EdTransport *transport;
} Reset;

static void
reset_free (Reset *reset)
{
  g_clear_pointer (&reset->transport, ed_transport_free);
  g_free (reset->server);
  g_free (reset->ca_file);
  g_free (reset->pin);
  g_free (reset->user);
  g_free (reset);
}

static gboolean
send_reset (Reset *reset, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new ("{\"user\":");
  g_autoptr (GBytes) body = NULL;
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "POST", .path = "/v1/password/reset", .timeout_s = TIMEOUT_S };

  ed_json_append_string (text, reset->user);
  g_string_append_c (text, '}');
  call.body = body = g_bytes_new (text->str, text->len);
  if (reset->transport == NULL)
    {
      reset->transport = ed_soup_transport_new (reset->server, reset->ca_file, error);
      if (reset->transport != NULL)
        ed_soup_transport_pin (reset->transport, reset->pin);
    }
  if (reset->transport == NULL
      || !ed_transport_send (reset->transport, &call, &answer, cancellable, error))
    return FALSE;
  return answer.status == 202 || ed_call_fail (&answer, NULL, error);
}

static void
run_reset (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reset *reset = data;
  GError *error = NULL;
  gboolean done = send_reset (reset, cancellable, &error);

  /* The transport goes in the thread that used it. */
  g_clear_pointer (&reset->transport, ed_transport_free);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ed_desk_reset_password_async (const EdDeskOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Reset *reset = g_new0 (Reset, 1);

  g_return_if_fail (options->server != NULL && options->user != NULL);

  g_task_set_source_tag (task, ed_desk_reset_password_async);
  reset->server = g_strdup (options->server);
  reset->ca_file = g_strdup (options->ca_file);
  if (options->data_dir != NULL)
    reset->pin = ed_pin_load (options->data_dir, options->server);
  reset->user = g_strdup (options->user);
  reset->transport = options->transport;
  g_task_set_task_data (task, reset, (GDestroyNotify) reset_free);
  g_task_run_in_thread (task, run_reset);
}

gboolean
ed_desk_reset_password_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- cases ------------------------------------------------------------------------------------ */

static void
run_count_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GHashTable *open = ed_store_count_open_cases (ed_desk_work_store (source), &error);

  if (open != NULL)
    g_task_return_pointer (task, open, (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

void
ed_desk_count_open_cases_async (EdDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  ed_desk_run (desk,
               ed_desk_count_open_cases_async,
               run_count_open,
               NULL,
               NULL,
               cancellable,
               callback,
               data);
}

GHashTable *
ed_desk_count_open_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

/* --- devices ---------------------------------------------------------------------------------- */

void
ed_desk_list_devices_async (EdDesk *desk,
                            const char *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  send_errand (new_task (desk, ed_desk_list_devices_async, cancellable, callback, data),
               "GET",
               account != NULL ? g_strconcat ("/v1/devices?account=", account, NULL)
                               : g_strdup ("/v1/devices"),
               NULL,
               ed_errand_read_record,
               (GDestroyNotify) ed_device_list_free,
               (gpointer) &ed_device_list_type,
               NULL);
}

EdDeviceList *
ed_desk_list_devices_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_revoke_device_async (EdDesk *desk,
                             const char *device,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && device != NULL);

  send_errand (new_task (desk, ed_desk_revoke_device_async, cancellable, callback, data),
               "DELETE",
               g_strconcat ("/v1/devices/", device, NULL),
               NULL,
               ed_desk_read_nothing,
               NULL,
               NULL,
               NULL);
}

gboolean
ed_desk_revoke_device_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return finish_done (desk, result, error);
}
