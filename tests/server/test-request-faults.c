/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails at every point while a request changes: all that follows is stored, the views,
 * the rights to files, the chat and the mails, or nothing of it. */

#include "request-hall.h"
#include "server/api-state.h"
#include "support/fault-vfs.h"

#define POINTS_MAX 400

/* What is done: how the request got there, who does what, and what it leaves in the database. */
typedef struct
{
  EdRequestState state;
  PlayPerson who;
  EdCommandType type;
  const char *const traces[6]; /* SQL that counts one or more when it was done, and else none */
} Deed;

static const Deed deeds[] = {
  { ED_REQUEST_UNDER_REVIEW,
    PLAY_COORDINATOR,
    ED_COMMAND_REQUEST_RETURN,
    { "SELECT count(*) FROM document WHERE type = 'internal_message' AND body LIKE '%More words%'",
      "SELECT count(*) FROM view WHERE type = 'internal_message' AND body LIKE '%More words%'",
      "SELECT count(*) FROM document WHERE type = 'request' AND body LIKE '%More words%'" } },
  { ED_REQUEST_IN_PROGRESS,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_CANCEL,
    { "SELECT count(*) FROM command WHERE type = 'request.cancel'",
      "SELECT count(*) FROM mail_outbox WHERE kind = 'request_cancelled'",
      "SELECT count(*) FROM view WHERE type = 'request' AND body LIKE '%\"cancelled_at\"%'" } },
  { ED_REQUEST_ASSIGNED,
    PLAY_SENDER,
    ED_COMMAND_REQUEST_REVOKE,
    { "SELECT count(*) FROM view WHERE type = 'document' AND gone = 1 AND why = 'revoked'"
      " AND id LIKE '%000001'",
      "SELECT count(*) FROM upload WHERE state = 'waiting' AND id LIKE '%-a000-000000000001'",
      "SELECT 1 - count(*) FROM view_file WHERE file LIKE '%-a000-000000000001'"
      " AND audience = 'staff'" } },
};

static gint64
count (Hall *hall, const char *sql)
{
  g_autoptr (EdStatement) statement = ed_db_prepare (hall->office->api->writer, sql, NULL);

  g_assert_true (ed_statement_step (statement, NULL));
  return ed_statement_int (statement, 0);
}

static void
check_traces (Hall *hall, const Deed *deed, gboolean done)
{
  for (guint i = 0; deed->traces[i] != NULL; i++)
    {
      g_test_message ("%s", deed->traces[i]);
      g_assert_cmpint (count (hall, deed->traces[i]) > 0, ==, done);
    }
}

static void
test_failing_disk_leaves_all_or_nothing (Hall *hall, gconstpointer data)
{
  const Deed *deed = data;
  g_autofree char *id = hall_tell (hall, deed->state);
  g_autoptr (EdRequest) request = hall_load (hall, id);
  g_autoptr (EdCommand) command = play_request_command (deed->type,
                                                        deed->who,
                                                        request,
                                                        hall->tag,
                                                        hall_make_id (hall),
                                                        ed_clock_now (&hall->office->clock.parent));
  gboolean failed = TRUE;
  guint points = 0;

  hall->office->vfs = ED_FAULT_VFS;
  hall_reopen (hall);
  check_traces (hall, deed, FALSE);
  for (guint nth = 1; failed && nth < POINTS_MAX; nth++)
    {
      g_autofree char *outcome = NULL;

      ed_fault_vfs_arm (nth, ED_FAULT_IO, TRUE);
      outcome = hall_do (hall, deed->who, command, NULL);
      failed = ed_fault_vfs_disarm ();
      /* As after a power cut: what is on the disk counts. */
      hall_reopen (hall);
      check_traces (hall, deed, g_strcmp0 (outcome, "applied") == 0);
      if (g_strcmp0 (outcome, "applied") == 0)
        break;
      g_assert_cmpstr (outcome, ==, "unavailable");
      points++;
    }
  g_assert_cmpuint (points, >, 2);
  check_traces (hall, deed, TRUE);
}

int
main (int argc, char **argv)
{
  static const char *const paths[] = { "/server/request-faults/return",
                                       "/server/request-faults/cancel",
                                       "/server/request-faults/revoke" };

  g_test_init (&argc, &argv, NULL);
  /* What fails is logged; that is no failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  ed_fault_vfs_register ();
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_test_add (paths[i],
                Hall,
                &deeds[i],
                hall_set_up,
                test_failing_disk_leaves_all_or_nothing,
                hall_tear_down);
  return g_test_run ();
}
