/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "papers.h"

#include "store/connection.h"

#include <string.h>

GBytes *
paper_new (gsize length, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  char *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) (i % 4096 == 0 ? (gint32) g_rand_int (random) : bytes[i - 1] * 31 + 7);
  memcpy (bytes, "%PDF-1.7\n", MIN (length, 9));
  return g_bytes_new_take (bytes, length);
}

static const char *
keep (const char *id)
{
  return g_intern_string (id);
}

const char *
machine_attach (Machine *self, const char *case_id, GBytes *content, const char **command_id)
{
  g_autoptr (EdCase) case_ = machine_load (self, case_id);
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_DOCUMENT_ATTACH,
                                                  world_make_id (self->world),
                                                  case_id,
                                                  case_->assignment_id,
                                                  ed_clock_now (&self->clock.parent));
  EdArgs *args = command->args;
  EdRefusal refusal;
  g_autoptr (GError) error = NULL;
  gboolean done;

  args->upload = g_strdup (world_make_id (self->world));
  args->kind = ED_DOCUMENT_TREATMENT_LOG;
  done = ed_store_attach (self->store, command, "log.pdf", content, NULL, &refusal, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (ED_REFUSAL_NONE));
  g_assert_true (done);
  if (command_id != NULL)
    *command_id = keep (command->id);
  return keep (args->upload);
}

void
machine_assert_paper (Machine *self,
                      const char *case_id,
                      const char *document_id,
                      const char *expected)
{
  static const char *const words[] = { "waiting", "sending", "sent", "refused", "held", "away" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = ed_store_list_files (self->store, case_id, &error);
  const char *found = "none";

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      const EdFileProgress *file = files->pdata[i];

      if (strcmp (file->document_id, document_id) == 0)
        found = words[file->state];
    }
  g_assert_cmpstr (found, ==, expected);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GBytes *
machine_fetch (Machine *self, const char *case_id, const char *document_id, GError **error)
{
  g_autoptr (EdFetchQueue) queue = ed_fetch_queue_new ();
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;

  if (!ed_store_load_file (self->store, case_id, document_id, &file, &content, error))
    return NULL;
  if (content != NULL)
    return g_steal_pointer (&content);
  g_assert_nonnull (file);
  ed_fetch_queue_add (queue, file, g_task_new (NULL, NULL, on_fetched, &result));
  self->pass.fetches = queue;
  if (!machine_try (self, &failure))
    ed_fetch_queue_fail (queue, failure);
  self->pass.fetches = NULL;
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
machine_assert_fetch (Machine *self, const char *case_id, const char *document_id, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) fetched = machine_fetch (self, case_id, document_id, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (fetched, content));
}

gint64
machine_count_bytes (Machine *self)
{
  g_autoptr (EdStatement) select =
      ed_db_prepare (self->store->db,
                     "SELECT coalesce (sum (length (bytes)), 0) FROM file_chunk",
                     NULL);

  g_assert_true (ed_statement_step (select, NULL));
  return ed_statement_int (select, 0);
}

const char *
world_make_late_case (World *self, Machine *expert)
{
  const char *id = world_make_case (self, expert);

  machine_contact (expert, id);
  machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  return id;
}
