/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-totp.h"

#include "sync/desk-worker.h"
#include "sync/secret.h"
#include "wire/record-json.h"

/* An answer without a body is one with nothing in it. */
static gpointer
read_answer (const EdAnswer *answer, gpointer data, GError **error)
{
  if (answer->status == 204)
    return ed_record_new (&ed_totp_answer_type);
  return ed_errand_read_record (answer, (gpointer) &ed_totp_answer_type, error);
}

/* PASSWORD and CODE may be NULL; without both it is a GET. */
static void
send (EdDesk *desk,
      const char *path,
      const char *password,
      const char *code,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  EdErrand *errand = g_new0 (EdErrand, 1);
  GString *body = g_string_new ("{");

  /* What has been done at the server is done, whoever still waits for it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, ed_desk_load_totp_async);
  if (password != NULL)
    {
      g_string_append (body, "\"password\":");
      ed_json_append_string (body, password);
    }
  if (code != NULL)
    {
      g_string_append (body, password != NULL ? ",\"code\":" : "\"code\":");
      ed_json_append_string (body, code);
    }
  g_string_append_c (body, '}');
  errand->method = password != NULL || code != NULL ? "POST" : "GET";
  errand->path = g_strdup (path);
  errand->body = ed_secret_bytes (g_string_free (body, FALSE));
  if (password == NULL && code == NULL)
    g_clear_pointer (&errand->body, g_bytes_unref);
  errand->read = read_answer;
  errand->free_result = (GDestroyNotify) ed_totp_answer_free;
  errand->task = task;
  ed_desk_send_errand (desk, errand);
}

void
ed_desk_load_totp_async (EdDesk *desk,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  send (desk, "/v1/totp", NULL, NULL, cancellable, callback, data);
}

void
ed_desk_begin_totp_async (EdDesk *desk,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && password != NULL);

  send (desk, "/v1/totp", password, NULL, cancellable, callback, data);
}

void
ed_desk_confirm_totp_async (EdDesk *desk,
                            const char *code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && code != NULL);

  send (desk, "/v1/totp/confirm", NULL, code, cancellable, callback, data);
}

void
ed_desk_end_totp_async (EdDesk *desk,
                        const char *password,
                        const char *code,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && password != NULL && code != NULL);

  send (desk, "/v1/totp/off", password, code, cancellable, callback, data);
}

void
ed_desk_renew_recovery_codes_async (EdDesk *desk,
                                    const char *password,
                                    const char *code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk) && password != NULL && code != NULL);

  send (desk, "/v1/totp/codes", password, code, cancellable, callback, data);
}

EdTotpAnswer *
ed_desk_totp_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  EdTotpAnswer *answer;

  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer != NULL && answer->recovery_codes != NULL)
    ed_desk_forget_totp_required (desk);
  return answer;
}
