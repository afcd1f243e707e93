/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* file-victim URL DIR USER CASE DOCUMENT [surely]: a desk with a document to send, which is killed
 * as soon as a piece of it has arrived. Ends well only when the server has all of it. Where the
 * window is slower than the line it is told of the last piece alone, or of none, and lives; but
 * "surely" it is killed then too.
 * file-victim URL DIR USER: one on which somebody has just picked a file for a new request, and
 * which is killed then. */

#include "net.h"
#include "papers.h"
#include "sync/desk-drafts.h"
#include "sync/desk-files.h"

#include <signal.h>
#include <string.h>

static gboolean surely;

static void
on_progress (EdDesk *desk, const char *id, gint64 so_far, gint64 size)
{
  static gint64 begin = -1;

  if (surely && so_far > 0)
    raise (SIGKILL);
  if (begin < 0)
    begin = so_far;
  else if (so_far > begin && so_far < size)
    raise (SIGKILL);
}

static gboolean
is_held (EdDesk *desk, const char *case_id, const char *document_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files = NULL;

  ed_desk_list_files_async (desk, case_id, NULL, net_on_ready, &result);
  files = ed_desk_list_files_finish (desk, net_wait_result (&result), NULL);
  g_assert_nonnull (files);
  for (guint i = 0; i < files->len; i++)
    {
      const EdFileProgress *file = files->pdata[i];

      if (strcmp (file->document_id, document_id) == 0)
        return file->state == ED_FILE_HELD;
    }
  return FALSE;
}

static void
keep_and_die (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) content = paper_new (2 * MIB, 7);
  const EdDraftFile file = { (char *) "d0000000-0000-4000-8000-000000000001",
                             (char *) "page.pdf",
                             content };

  ed_desk_keep_draft_file_async (desk, ED_DRAFT_REQUEST, "", &file, NULL, net_on_ready, &result);
  g_assert_true (ed_desk_keep_draft_file_finish (desk, net_wait_result (&result), NULL));
  raise (SIGKILL);
}

int
main (int argc, char **argv)
{
  EdDeskOptions options = { .password = NET_PASSWORD };
  g_autoptr (GError) error = NULL;
  EdDesk *desk;

  g_assert_true (argc == 4 || argc == 6 || argc == 7);
  surely = argc == 7;
  options.server = argv[1];
  options.data_dir = argv[2];
  options.user = argv[3];
  desk = net_open_with (&options, NULL, &error);
  g_assert_no_error (error);
  if (argc == 4)
    keep_and_die (desk);
  g_signal_connect (desk, "file-progress", G_CALLBACK (on_progress), NULL);
  while (!is_held (desk, argv[4], argv[5]))
    g_main_context_iteration (NULL, TRUE);
  if (surely)
    raise (SIGKILL);
  net_close (desk);
  return 0;
}
