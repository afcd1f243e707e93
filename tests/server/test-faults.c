/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails at every point: the answer is 503 and nothing is stored, or all of it is. */

#include <string.h>

#include "house.h"
#include "server/api-state.h"
#include "support/fault-vfs.h"

#define POINTS_MAX 200

typedef struct
{
  House house;
  char *id;
  char *envelope;
} Trial;

static void
set_up (Trial *trial, gconstpointer unused)
{
  House *house = &trial->house;

  house_set_up_with_case (house, NULL);
  pull_free (person_pull (house->expert, 500));
  house->office->vfs = ED_FAULT_VFS;
  office_close (house->office);
  office_open (house->office);
  trial->id = office_make_id (house->office);
  trial->envelope = person_envelope (house->expert,
                                     trial->id,
                                     "case.contact",
                                     house->case_id,
                                     house->assignment,
                                     NULL);
}

static void
tear_down (Trial *trial, gconstpointer unused)
{
  g_free (trial->id);
  g_free (trial->envelope);
  house_tear_down (&trial->house, NULL);
}

static guint
push (Trial *trial, const char *envelope)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_push_text (trial->house.expert, envelope, &response);
}

/* What of the command is in the database, in numbers. */
static gint64
count_traces (Trial *trial)
{
  House *house = &trial->house;

  return house_count (house, "SELECT count(*) FROM command WHERE type = 'case.contact'")
         + house_count (house, "SELECT count(*) FROM audit WHERE what = 'case.contact'")
         + house_count (house, "SELECT count(*) FROM view WHERE body LIKE '%contacted_at%'")
         + house_count (house, "SELECT count(*) FROM document WHERE body LIKE '%contacted_at%'")
         + house_count (house,
                        "SELECT last_seq FROM device ORDER BY last_seq DESC LIMIT 1"
                        " OFFSET 1");
}

static void
test_push_fails_whole (Trial *trial, gconstpointer kind)
{
  House *house = &trial->house;
  gboolean failed = TRUE;
  guint points = 0;

  for (guint nth = 1; failed && nth < POINTS_MAX; nth++)
    {
      guint status;

      ed_fault_vfs_arm (nth, GPOINTER_TO_INT (kind), TRUE);
      status = push (trial, trial->envelope);
      failed = ed_fault_vfs_disarm ();
      if (!failed)
        {
          g_assert_cmpuint (status, ==, 200);
          break;
        }
      points++;
      /* As after a power cut: what is on the disk counts. */
      office_close (house->office);
      office_open (house->office);
      if (status == 503)
        continue;
      /* The failure came after the commit: then all of it must be there. */
      g_assert_cmpuint (status, ==, 200);
      break;
    }
  g_assert_cmpuint (points, >, 2);
  g_assert_cmpint (count_traces (trial), ==, 1 + 1 + 2 + 1 + 1);
}

static void
test_nothing_stays_of_a_failure (Trial *trial, gconstpointer kind)
{
  House *house = &trial->house;

  ed_fault_vfs_arm (1, GPOINTER_TO_INT (kind), TRUE);
  g_assert_cmpuint (push (trial, trial->envelope), ==, 503);
  g_assert_true (ed_fault_vfs_disarm ());
  g_assert_cmpint (count_traces (trial), ==, 0);
  /* The same server goes on when the disk is well again. */
  g_assert_cmpuint (push (trial, trial->envelope), ==, 200);
  g_assert_cmpint (count_traces (trial), ==, 1 + 1 + 2 + 1 + 1);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM failure"), ==, 0);
}

static void
test_whole_transaction_is_refused (Trial *trial, gconstpointer kind)
{
  House *house = &trial->house;
  EdApiResponse responses[3] = { 0 };
  EdApiJob *jobs[3];

  /* An expired token to drop, so that there is something to write. */
  ed_manual_clock_advance (&house->office->clock, G_GINT64_CONSTANT (31) * 86400000);
  for (guint i = 0; i < 3; i++)
    jobs[i] = ed_api_make_chores (house->office->api);
  ed_fault_vfs_arm (1, GPOINTER_TO_INT (kind), TRUE);
  ed_api_write (house->office->api, jobs, 3, responses, NULL);
  ed_fault_vfs_disarm ();
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (responses[i].status, ==, 503);
      ed_api_response_clear (&responses[i]);
    }
}

/* A disk on which nothing can be written is said when the server starts, not at the first push. */
static void
test_bad_disk_is_said_at_the_start (Trial *trial, gconstpointer kind)
{
  House *house = &trial->house;
  EdApiOptions options = { .data_dir = house->office->folder, .vfs = ED_FAULT_VFS };
  g_autofree char *full = g_strdup_printf ("the disk that holds %s is full: ", options.data_dir);
  g_autofree char *bad = g_strdup_printf ("%s cannot be used: ", options.data_dir);
  gboolean says_full = FALSE, failed = TRUE;
  guint points = 0;

  office_close (house->office);
  for (guint nth = 1; failed && nth < POINTS_MAX; nth++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdApi) api = NULL;

      ed_fault_vfs_arm (nth, GPOINTER_TO_INT (kind), TRUE);
      api = ed_api_open (&options, &error);
      failed = ed_fault_vfs_disarm () && api == NULL;
      if (!failed)
        break;
      points++;
      g_test_message ("%s", error->message);
      says_full = says_full || g_str_has_prefix (error->message, full);
      g_assert_true (g_str_has_prefix (error->message, full)
                     || g_str_has_prefix (error->message, bad));
    }
  g_assert_cmpuint (points, >, 1);
  g_assert_cmpint (says_full, ==, GPOINTER_TO_INT (kind) == ED_FAULT_FULL);
  office_open (house->office);
  g_assert_cmpuint (push (trial, trial->envelope), ==, 200);
}

static guint
ask_health (Trial *trial, const char *path)
{
  EdApiRequest request = { .method = "GET", .path = path, .peer = "192.0.2.1" };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (trial->house.office->api, &request, &response);
  return response.status;
}

/* Who asks whether all is well hears it before somebody's work is refused. */
static void
test_disk_that_takes_nothing_is_not_well (Trial *trial, gconstpointer kind)
{
  static const char *const paths[] = { "/readyz", "/healthz" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_cmpuint (ask_health (trial, paths[i]), ==, 200);
      ed_fault_vfs_arm (1, GPOINTER_TO_INT (kind), TRUE);
      g_assert_cmpuint (ask_health (trial, paths[i]), ==, 503);
      g_assert_true (ed_fault_vfs_disarm ());
      g_assert_cmpuint (ask_health (trial, paths[i]), ==, 200);
    }
}

/* A command that makes the server itself fail: twice 500, then it is refused, and the queue goes
 * on. */
static void
test_third_failure_is_an_answer (void)
{
  House house = { 0 };
  g_autofree char *id = NULL, *one = NULL, *two = NULL, *three = NULL, *body = NULL;

  house_set_up_with_case (&house, NULL);
  id = office_make_id (house.office);
  /* A document that no reader understands. */
  g_assert_true (ed_db_exec (house.office->api->writer,
                             "UPDATE document SET body = 'spoilt' WHERE type = 'case'",
                             NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "command * failed: *");
  one = person_push (house.expert, id, "case.contact", house.case_id, house.assignment, NULL);
  g_assert_cmpstr (one, ==, "internal_error");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "command * failed: *");
  two = person_push (house.expert, id, "case.contact", house.case_id, house.assignment, NULL);
  g_assert_cmpstr (two, ==, "internal_error");
  g_assert_cmpint (house.expert->seq, ==, 1);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "command * failed: *");
  three = person_push (house.expert, id, "case.contact", house.case_id, house.assignment, NULL);
  g_assert_cmpstr (three, ==, "internal_error");
  g_assert_cmpint (house.expert->seq, ==, 2);
  g_test_assert_expected_messages ();
  house_tear_down (&house, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What fails is logged; that is no failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  ed_fault_vfs_register ();
#define ADD(path, kind, function) \
  g_test_add ("/server/faults/" path, Trial, GINT_TO_POINTER (kind), set_up, function, tear_down)
  ADD ("push-fails-whole/disk", ED_FAULT_IO, test_push_fails_whole);
  ADD ("push-fails-whole/full", ED_FAULT_FULL, test_push_fails_whole);
  ADD ("nothing-stays-of-a-failure/disk", ED_FAULT_IO, test_nothing_stays_of_a_failure);
  ADD ("nothing-stays-of-a-failure/full", ED_FAULT_FULL, test_nothing_stays_of_a_failure);
  ADD ("whole-transaction-is-refused", ED_FAULT_FULL, test_whole_transaction_is_refused);
  ADD ("bad-disk-is-said-at-the-start/disk", ED_FAULT_IO, test_bad_disk_is_said_at_the_start);
  ADD ("bad-disk-is-said-at-the-start/full", ED_FAULT_FULL, test_bad_disk_is_said_at_the_start);
  ADD ("disk-that-takes-nothing-is-not-well/disk",
       ED_FAULT_IO,
       test_disk_that_takes_nothing_is_not_well);
  ADD ("disk-that-takes-nothing-is-not-well/full",
       ED_FAULT_FULL,
       test_disk_that_takes_nothing_is_not_well);
  g_test_add_func ("/server/faults/third-failure-is-an-answer", test_third_failure_is_an_answer);
  return g_test_run ();
}
