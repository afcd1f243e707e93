/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The board tells how much waits, whoever counts meanwhile. */

#include "desk-fixture.h"

#include "sync/board.h"

#define TURNS 300

/* One who counts beside the window, over and over. */
typedef struct
{
  EdBoard *board;
  EdStore *store;
  gint turn; /* atomic: that is to be counted in; negative: the end */
  gint done; /* atomic: the last one that was */
} Counter;

static gpointer
count (gpointer data)
{
  Counter *counter = data;
  gint turn;

  while ((turn = g_atomic_int_get (&counter->turn)) >= 0)
    {
      if (turn == g_atomic_int_get (&counter->done))
        {
          g_thread_yield ();
          continue;
        }
      ed_board_write_change (counter->board, counter->store);
      g_atomic_int_set (&counter->done, turn);
    }
  return NULL;
}

static void
assert_told (EdBoard *board, gint64 expected)
{
  g_auto (EdNotice) notice = { 0 };

  ed_board_read (board, &notice);
  g_assert_cmpint (notice.waiting, ==, expected);
}

/* What was counted before the last deed never stays behind what was counted after it. */
static void
test_later_count_stays (void)
{
  g_autoptr (EdBoard) board = ed_board_new ();
  Counter counter = { .board = board };
  GThread *thread;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  counter.store = desk_connect (&desk);
  thread = g_thread_new ("counter", count, &counter);
  for (gint turn = 1; turn <= TURNS; turn++)
    {
      g_atomic_int_set (&counter.turn, turn);
      desk_do (&desk, desk_make_message ((guint) turn, 1, "Hello"));
      ed_board_write_change (board, desk.store);
      while (g_atomic_int_get (&counter.done) != turn)
        g_thread_yield ();
      assert_told (board, turn);
    }
  g_atomic_int_set (&counter.turn, -1);
  g_thread_join (thread);
  ed_store_close (counter.store);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/board/later-count-stays", test_later_count_stays);
  return g_test_run ();
}
