/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails at every point of a file's way: each call is done whole or not at all, and goes
 * well when it is made again. */

#include "files.h"
#include "server/api-state.h"
#include "support/fault-vfs.h"

#define POINTS_MAX 300
#define HALF (200 * 1024)

typedef struct
{
  House house;
  Sample *sample;
  char *command; /* id of the command that attaches */
} Trial;

static guint
announce (Trial *trial)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_announce (trial->house.expert, trial->sample, &response);
}

static guint
send_first (Trial *trial)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_send (trial->house.expert, trial->sample, 0, HALF, 0, &response);
}

static guint
send_last (Trial *trial)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_send (trial->house.expert, trial->sample, HALF, HALF, HALF, &response);
}

static guint
push (Trial *trial, const char *id, const char *type, const char *args)
{
  House *house = &trial->house;
  g_autofree char *envelope =
      person_envelope (house->expert, id, type, house->case_id, house->assignment, args);
  g_auto (EdApiResponse) response = { 0 };

  return person_push_text (house->expert, envelope, &response);
}

static guint
attach (Trial *trial)
{
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"other\"}", trial->sample->id);

  return push (trial, trial->command, "document.attach", args);
}

static guint
read_whole (Trial *trial)
{
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_read (trial->house.expert, trial->sample->id, NULL, &response);

  if (status == 200)
    g_assert_true (g_bytes_equal (response.body, trial->sample->bytes));
  return status;
}

/* The steps in their order. REPEAT: how one that was done is answered when it comes again, because
 * the disk failed after its commit. */
static const struct
{
  const char *name;
  guint (*make) (Trial *trial);
  guint done, repeat;
  gint64 bytes; /* there afterwards */
  const char *state;
} steps[] = {
  { "announce", announce, 201, 201, 0, "waiting" },
  { "first", send_first, 204, 409, HALF, "waiting" },
  { "last", send_last, 204, 409, 2 * HALF, "waiting" },
  { "attach", attach, 200, 200, 2 * HALF, "bound" },
  { "read", read_whole, 200, 200, 2 * HALF, "bound" },
};

/* What is there is what the row says. */
static void
check_whole (Trial *trial)
{
  House *house = &trial->house;

  g_assert_cmpint (house_count (house, "SELECT coalesce(sum(length(bytes)), 0) FROM file_chunk"),
                   ==,
                   house_count (house, "SELECT coalesce(sum(received), 0) FROM upload"));
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload WHERE state = 'bound'"),
                   ==,
                   house_count (house,
                                "SELECT count(*) FROM document WHERE type = 'case'"
                                " AND body LIKE '%\"sha256\"%'"));
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM view_file"),
                   ==,
                   2 * house_count (house, "SELECT count(*) FROM upload WHERE state = 'bound'"));
}

/* Makes STEP with the disk failing at its first, second … access until it goes through. Answers how
 * often it failed. */
static guint
make_step (Trial *trial, guint step, EdFaultKind kind)
{
  guint points = 0;
  gboolean failed = TRUE;

  for (guint nth = 1; failed && nth < POINTS_MAX; nth++)
    {
      guint status;

      ed_fault_vfs_arm (nth, kind, TRUE);
      status = steps[step].make (trial);
      failed = ed_fault_vfs_disarm ();
      if (status != 503)
        g_assert_true (status == steps[step].done || status == steps[step].repeat);
      points += failed ? 1 : 0;
      /* As after a power cut: what is on the disk counts. */
      office_close (trial->house.office);
      office_open (trial->house.office);
      check_whole (trial);
    }
  return points;
}

static void
test_every_step (Trial *trial, gconstpointer kind)
{
  House *house = &trial->house;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM upload WHERE state = '%s'", steps[i].state);

      guint points = make_step (trial, i, GPOINTER_TO_INT (kind));

      g_test_message ("%s: %u", steps[i].name, points);
      g_assert_cmpuint (points, >, 2);
      g_assert_cmpint (house_count (house, "SELECT received FROM upload"), ==, steps[i].bytes);
      g_assert_cmpint (house_count (house, sql), ==, 1);
    }
}

/* The same server goes on when the disk is well again. */
static void
test_every_step_goes_on (Trial *trial, gconstpointer kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      ed_fault_vfs_arm (1, GPOINTER_TO_INT (kind), TRUE);
      g_assert_cmpuint (steps[i].make (trial), ==, 503);
      g_assert_true (ed_fault_vfs_disarm ());
      check_whole (trial);
      g_assert_cmpuint (steps[i].make (trial), ==, steps[i].done);
    }
}

static void
set_up (Trial *trial, gconstpointer unused)
{
  House *house = &trial->house;

  house_set_up_with_case (house, NULL);
  trial->sample = sample_new (house->office, "other", house->case_id, house->assignment);
  sample_set_bytes (trial->sample, sample_pdf (2 * HALF));
  trial->command = office_make_id (house->office);
  pull_free (person_pull (house->expert, 500));
  house->office->vfs = ED_FAULT_VFS;
  office_close (house->office);
  office_open (house->office);
}

static void
tear_down (Trial *trial, gconstpointer unused)
{
  sample_free (trial->sample);
  g_free (trial->command);
  house_tear_down (&trial->house, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What fails is logged; that is no failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  ed_fault_vfs_register ();
#define ADD(path, kind, function)          \
  g_test_add ("/server/file-faults/" path, \
              Trial,                       \
              GINT_TO_POINTER (kind),      \
              set_up,                      \
              function,                    \
              tear_down)
  ADD ("every-step/disk", ED_FAULT_IO, test_every_step);
  ADD ("every-step/full", ED_FAULT_FULL, test_every_step);
  ADD ("every-step-goes-on/disk", ED_FAULT_IO, test_every_step_goes_on);
  ADD ("every-step-goes-on/full", ED_FAULT_FULL, test_every_step_goes_on);
  return g_test_run ();
}
