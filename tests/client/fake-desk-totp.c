/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "domain/totp.h"
#include "sync/desk-totp.h"

#define RIGHT_PASSWORD "secret"
#define RIGHT_CODE "123456"

void
ed_fake_desk_set_totp (EdDesk *desk, gint64 codes_left, gboolean is_required)
{
  desk->codes_left = codes_left;
  desk->wants_totp = is_required;
}

gboolean
ed_desk_totp_is_required (EdDesk *desk)
{
  return desk->wants_totp;
}

static void
free_answer (gpointer answer)
{
  ed_totp_answer_free (answer);
}

static gboolean
return_idly (gpointer data)
{
  GTask *task = data;
  EdDesk *desk = g_task_get_source_object (task);
  EdTotpAnswer *answer = g_task_get_task_data (task);

  if (desk->account_trouble != NULL)
    g_task_return_error (task, g_steal_pointer (&desk->account_trouble));
  else if (answer == NULL)
    g_task_return_new_error (task,
                             ED_SYNC_ERROR,
                             GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "code")),
                             "refused");
  else
    g_task_return_pointer (task, ed_record_copy (&ed_totp_answer_type, answer), free_answer);
  return G_SOURCE_REMOVE;
}

/* PASSWORD and CODE are checked where given; ANSWER is taken. */
static void
answer (EdDesk *desk,
        EdTotpAnswer *answer,
        const char *password,
        const char *code,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  EdSyncError error = 0;

  if (code != NULL && !g_str_equal (code, RIGHT_CODE))
    error = ED_SYNC_ERROR_TOTP_WRONG;
  if (password != NULL && !g_str_equal (password, RIGHT_PASSWORD))
    error = ED_SYNC_ERROR_PASSWORD;
  g_task_set_check_cancellable (task, FALSE);
  if (error != 0)
    {
      g_object_set_data (G_OBJECT (task), "code", GINT_TO_POINTER ((int) error));
      ed_totp_answer_free (answer);
    }
  else
    g_task_set_task_data (task, answer, free_answer);
  g_idle_add_full (G_PRIORITY_DEFAULT, return_idly, task, g_object_unref);
}

static EdTotpAnswer *
new_codes (void)
{
  EdTotpAnswer *codes = ed_record_new (&ed_totp_answer_type);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < ED_RECOVERY_CODES; i++)
    {
      g_autofree char *code = g_strdup_printf ("abcd-efgh-jkmn-%04u", 2345 + i);

      g_strv_builder_add (builder, code);
    }
  codes->recovery_codes = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return codes;
}

void
ed_desk_load_totp_async (EdDesk *desk,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  EdTotpAnswer *state = ed_record_new (&ed_totp_answer_type);

  state->codes_left = desk->codes_left;
  if (desk->codes_left != ED_ABSENT)
    state->since = desk->now;
  answer (desk, state, NULL, NULL, cancellable, callback, data);
}

void
ed_desk_begin_totp_async (EdDesk *desk,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  EdTotpAnswer *begun = ed_record_new (&ed_totp_answer_type);

  begun->secret = g_strdup ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  begun->uri = ed_totp_make_uri ("Segítő Kör", "expert@demo.example", begun->secret);
  answer (desk, begun, password, NULL, cancellable, callback, data);
}

void
ed_desk_confirm_totp_async (EdDesk *desk,
                            const char *code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  answer (desk, new_codes (), NULL, code, cancellable, callback, data);
}

void
ed_desk_end_totp_async (EdDesk *desk,
                        const char *password,
                        const char *code,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  answer (desk, ed_record_new (&ed_totp_answer_type), password, code, cancellable, callback, data);
  if (g_str_equal (password, RIGHT_PASSWORD) && g_str_equal (code, RIGHT_CODE))
    desk->codes_left = ED_ABSENT;
}

void
ed_desk_renew_recovery_codes_async (EdDesk *desk,
                                    const char *password,
                                    const char *code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  answer (desk, new_codes (), password, code, cancellable, callback, data);
}

EdTotpAnswer *
ed_desk_totp_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  EdTotpAnswer *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found != NULL && found->recovery_codes != NULL)
    ed_fake_desk_set_totp (desk, ED_RECOVERY_CODES, FALSE);
  return found;
}
