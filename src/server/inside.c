/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/inside.h"

#include <gio/gio.h>
#include <string.h>

#include "domain/days.h"
#include "server/answer.h"
#include "server/api-state.h"
#include "server/batch.h"
#include "server/device-table.h"
#include "server/push.h"
#include "server/uploads.h"
#include "wire/push.h"

struct _EdInside
{
  EdApi *api;
  char *account;
  char *device;
  gint64 seq;
  GPtrArray *said; /* EdEnvelope */
};

typedef gboolean (*Change) (EdInside *self, EdBatch *batch, GError **error);

static gboolean
change (EdInside *self, Change do_it, GError **error)
{
  EdBatch batch;

  if (!ed_batch_begin (&batch, self->api, error))
    return FALSE;
  if (!do_it (self, &batch, error))
    {
      ed_batch_abandon (&batch);
      return FALSE;
    }
  return ed_batch_finish (&batch, error);
}

static gboolean
enter (EdInside *self, EdBatch *batch, GError **error)
{
  return ed_devices_meet (batch->db,
                          self->device,
                          self->account,
                          "Demonstration",
                          batch->head,
                          batch->now,
                          error);
}

static gboolean
leave (EdInside *self, EdBatch *batch, GError **error)
{
  return ed_devices_revoke (batch->db, self->device, batch->now, error);
}

EdInside *
ed_inside_new (EdApi *api, const char *account, const char *device, GError **error)
{
  g_autoptr (EdInside) self = g_new0 (EdInside, 1);

  self->api = api;
  self->account = g_strdup (account);
  self->device = g_strdup (device);
  self->seq = 1;
  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_envelope_free);
  return change (self, enter, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
ed_inside_leave (EdInside *self, GError **error)
{
  return change (self, leave, error);
}

void
ed_inside_free (EdInside *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->said);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

void
ed_inside_say (EdInside *self,
               const char *id,
               const char *type,
               const char *target,
               const char *assignment_id,
               gint64 done_at,
               const char *args)
{
  g_autofree char *at = ed_instant_to_text (done_at);
  int known = ed_command_find (type);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_assert (known >= 0);
  g_string_append_printf (text,
                          "{\"id\":\"%s\",\"seq\":%" G_GINT64_FORMAT ",\"type\":\"%s\",\"v\":1,"
                          "\"target\":{\"%s\":\"%s\"",
                          id,
                          self->seq++,
                          type,
                          ed_target (ed_command_form (known)->target_kind)->word,
                          target);
  if (assignment_id != NULL)
    g_string_append_printf (text, ",\"assignment\":\"%s\"", assignment_id);
  g_string_append_printf (text, "},\"done_at\":\"%s\",\"args\":%s}", at, args);
  node = ed_json_parse_object (text->str, (gssize) text->len, &error);
  if (node == NULL)
    g_error ("%s: %s", error->message, text->str);
  g_ptr_array_add (self->said, ed_envelope_read (node, self->api->organisation->content_key));
}

/* Whether everything that was pushed was applied. */
static gboolean
check_answer (EdInside *self, const EdApiResponse *response, GError **error)
{
  gsize length = 0;
  const char *text = response->body != NULL ? g_bytes_get_data (response->body, &length) : "";
  g_autoptr (EdPushAnswer) answer = NULL;

  if (response->status == 200)
    answer = ed_push_answer_from_json (text, (gssize) length, error);
  for (guint i = 0; answer != NULL && i < answer->results->len; i++)
    {
      const EdResult *result = answer->results->pdata[i];

      if (result->status == ED_RESULT_APPLIED)
        continue;
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_FAILED,
                   "a command was refused: %s %s",
                   ed_refusal_word (result->code),
                   result->field != NULL ? result->field : "");
      return FALSE;
    }
  if (answer != NULL && answer->next_seq == self->seq)
    return TRUE;
  g_clear_error (error);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "a push was answered with %u: %.*s",
               response->status,
               (int) length,
               text);
  return FALSE;
}

gboolean
ed_inside_push (EdInside *const *people, guint n, GError **error)
{
  g_autofree EdApiJob **jobs = g_new0 (EdApiJob *, n);
  g_autofree EdInside **askers = g_new0 (EdInside *, n);
  g_autofree EdApiResponse *responses = g_new0 (EdApiResponse, n);
  gboolean applied = TRUE;
  guint asked = 0;

  for (guint i = 0; i < n; i++)
    {
      EdInside *self = people[i];

      if (self->said->len == 0)
        continue;
      askers[asked] = self;
      jobs[asked++] =
          ed_push_job_new (self->account, self->device, 0, g_steal_pointer (&self->said));
      self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_envelope_free);
    }
  if (asked == 0)
    return TRUE;
  ed_api_write (people[0]->api, jobs, asked, responses, NULL);
  for (guint i = 0; i < asked; i++)
    {
      applied = applied && check_answer (askers[i], &responses[i], error);
      ed_api_response_clear (&responses[i]);
    }
  return applied;
}

/* Writes JOB, whose answer must be STATUS. */
static gboolean
write_job (EdInside *self, EdApiJob *job, guint status, GError **error)
{
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (self->api, &job, 1, &response, NULL);
  if (response.status == status)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "an upload was answered with %u",
               response.status);
  return FALSE;
}

gboolean
ed_inside_upload (EdInside *self, const EdFile *file, GBytes *bytes, GError **error)
{
  gsize length = g_bytes_get_size (bytes);
  EdFile *copy = ed_record_copy (&ed_file_type, file);

  if (!write_job (self, ed_upload_announce_job_new (self->account, copy), 201, error))
    return FALSE;
  for (gsize at = 0; at < length; at += ED_UPLOAD_PIECE_MAX)
    {
      g_autoptr (GBytes) piece =
          g_bytes_new_from_bytes (bytes, at, MIN (ED_UPLOAD_PIECE_MAX, length - at));

      if (!write_job (self,
                      ed_upload_piece_job_new (self->account, file->id, (gint64) at, piece),
                      204,
                      error))
        return FALSE;
    }
  return TRUE;
}
