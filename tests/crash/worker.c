/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* crash-worker URL FOLDER CASE [drain]: a desk that writes message after message about a case, and
 * says the command's id as soon as the desk has taken it, or "not taken" when the disk has no room
 * for it, until somebody kills it. With "drain" it writes nothing, and ends when all that it holds
 * has been answered. */

#include "sync/net.h"

#include <stdio.h>
#include <string.h>

#define PAUSE_MS 4

static gboolean
stop_waiting (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_a_little (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (PAUSE_MS, stop_waiting, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Whether the desk takes COMMAND (taken); the only reasons not to are a full disk, and one so slow
 * that its turn does not come. */
static gboolean
is_taken (EdDesk *desk, EdCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  ed_desk_do_async (desk, command, NULL, net_on_ready, &result);
  ed_command_free (command);
  if (ed_desk_do_finish (desk, net_wait_result (&result), &refusal, &error))
    return TRUE;
  if (!g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_BUSY))
    g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FULL);
  return FALSE;
}

static void
write_message (EdDesk *desk, const char *case_id)
{
  g_autoptr (EdCase) case_ = net_load (desk, case_id);
  g_autofree char *id = g_uuid_string_random ();
  EdCommand *command;
  EdArgs *args;

  g_assert_nonnull (case_);
  command = ed_command_new (ED_COMMAND_MESSAGE_SEND,
                            id,
                            case_id,
                            case_->assignment_id,
                            g_get_real_time () / 1000);
  args = command->args;
  args->id = g_uuid_string_random ();
  args->text = g_strdup ("It goes on.");
  g_print ("%s\n", is_taken (desk, command) ? id : "not taken");
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  EdDeskOptions options = { .user = NET_EXPERT, .password = NET_PASSWORD };
  g_autoptr (GError) error = NULL;
  EdDesk *desk;

  g_assert_cmpint (argc, >=, 4);
  options.server = argv[1];
  options.data_dir = argv[2];
  desk = net_open_with (&options, NULL, &error);
  g_assert_no_error (error);
  if (argc > 4)
    {
      net_wait_number (desk, "waiting", 0);
      net_close (desk);
      return 0;
    }
  while (TRUE)
    {
      write_message (desk, argv[3]);
      pause_a_little ();
    }
}
