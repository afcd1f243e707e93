/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is served when: turns, rounds, and who is told to come again. */

#include "server/line.h"

#define MOST 32
#define SOON 0 /* nobody is waited for */

static void
join_all (EdLine *line, const char *owner, const char *names, guint weight)
{
  for (; *names != '\0'; names++)
    g_assert_true (ed_line_join (line, GINT_TO_POINTER (*names), weight, owner));
}

/* Who is served next, a letter each. */
static void
assert_round (EdLine *line, const char *expected)
{
  gpointer items[MOST];
  guint n = ed_line_take (line, items, MOST, SOON);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_c (names, (char) GPOINTER_TO_INT (items[i]));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_owners_take_turns (void)
{
  EdLine *line = ed_line_new (MOST);

  join_all (line, "anna", "abcde", 1);
  join_all (line, "bela", "ABC", 1);
  join_all (line, NULL, "12", 1);
  join_all (line, "anna", "f", 1);
  g_assert_cmpuint (ed_line_length (line), ==, 11);
  assert_round (line, "aA12bBcCdef");
  assert_round (line, "");
  join_all (line, "anna", "x", 1);
  assert_round (line, "x");
  ed_line_free (line);
}

static void
test_rounds_have_a_size (void)
{
  EdLine *line = ed_line_new (MOST);

  join_all (line, "anna", "abc", 20);
  join_all (line, "bela", "A", 100);
  join_all (line, "cili", "uvw", 1);
  assert_round (line, "a"); /* the large one would not fit, and nobody passes it */
  assert_round (line, "A");
  assert_round (line, "ubv"); /* then it is the turn of 20 that do not fit */
  assert_round (line, "cw");
  ed_line_free (line);
}

/* How many more NULL owners are let in. */
static guint
fill (EdLine *line)
{
  guint n = 0;

  while (n < 5000 && ed_line_join (line, GINT_TO_POINTER ('x'), 1, NULL))
    n++;
  return n;
}

static void
drain (EdLine *line)
{
  gpointer items[MOST];

  while (ed_line_take (line, items, MOST, SOON) > 0)
    ;
}

static void
test_as_many_wait_as_a_second_serves (void)
{
  static const struct
  {
    gint64 took; /* ms, a round */
    guint waiting;
  } cases[] = {
    { 100, 10 * MOST }, { 250, 4 * MOST }, { 500, 4 * MOST }, { 5000, 4 * MOST }, { 1, 1000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdLine *line = ed_line_new (MOST);

      for (guint round = 0; round < 100; round++)
        ed_line_served (line, cases[i].took * 1000);
      g_assert_cmpuint (fill (line), ==, cases[i].waiting);
      /* Who was let in before is not sent away. */
      ed_line_insist (line, GINT_TO_POINTER ('y'), 1, NULL);
      g_assert_cmpuint (ed_line_length (line), ==, cases[i].waiting + 1);
      drain (line);
      g_assert_true (ed_line_join (line, GINT_TO_POINTER ('z'), 1, NULL));
      drain (line);
      ed_line_free (line);
    }
}

static void
test_nobody_takes_the_line_alone (void)
{
  EdLine *line = ed_line_new (MOST);
  guint n = 0;

  while (n < 5000 && ed_line_join (line, GINT_TO_POINTER ('x'), 1, "anna"))
    n++;
  g_assert_cmpuint (n, ==, 16);
  g_assert_true (ed_line_join (line, GINT_TO_POINTER ('y'), 1, "bela"));
  drain (line);
  g_assert_true (ed_line_join (line, GINT_TO_POINTER ('x'), 1, "anna"));
  drain (line);
  ed_line_free (line);
}

static gpointer
wait_for_one (gpointer line)
{
  gpointer item = NULL;

  g_assert_cmpuint (ed_line_take (line, &item, 1, G_MAXINT64), <=, 1);
  return item;
}

static void
test_waiting_ends (void)
{
  EdLine *line = ed_line_new (MOST);
  GThread *thread = g_thread_new ("waits", wait_for_one, line);

  join_all (line, NULL, "a", 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, 'a');
  thread = g_thread_new ("waits", wait_for_one, line);
  ed_line_end (line);
  g_assert_null (g_thread_join (thread));
  g_assert_true (ed_line_has_ended (line));
  /* What is still let in is served. */
  ed_line_insist (line, GINT_TO_POINTER ('b'), 1, "anna");
  g_assert_false (ed_line_has_ended (line));
  assert_round (line, "b");
  g_assert_true (ed_line_has_ended (line));
  ed_line_free (line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/server/line/" path, function)
  ADD ("owners-take-turns", test_owners_take_turns);
  ADD ("rounds-have-a-size", test_rounds_have_a_size);
  ADD ("as-many-wait-as-a-second-serves", test_as_many_wait_as_a_second_serves);
  ADD ("nobody-takes-the-line-alone", test_nobody_takes_the_line_alone);
  ADD ("waiting-ends", test_waiting_ends);
  return g_test_run ();
}
