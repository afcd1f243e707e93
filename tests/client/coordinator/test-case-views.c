/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-views.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "sync/desk-drafts.h"

static EdCaseView *
make_view (const char *name)
{
  EdCaseView *view = g_new0 (EdCaseView, 1);

  view->name = g_strdup (name);
  view->filter = (EdCaseFilter){ ED_NEED_TIME, ED_CASE_ASSIGNED, ED_CASE_LEGAL };
  view->text = g_strdup ("it's “Árvíztűrő”");
  view->sort = ED_SORT_COMPANY;
  view->descending = TRUE;
  ed_table_layout_init (&view->layout);
  ed_table_layout_show (&view->layout, ED_COLUMN_SCORE, TRUE);
  ed_table_layout_move (&view->layout, ED_COLUMN_SCORE, -4);
  view->layout.widths[ED_COLUMN_CITY] = 99;
  return view;
}

typedef struct
{
  EdDesk *desk;
  EdCaseViews *views;
} Fixture;

static void
on_loaded (EdCaseViews *views, gboolean *is_loaded)
{
  *is_loaded = TRUE;
}

/* What the account finds on its next visit. */
static void
come_again (Fixture *fixture)
{
  gboolean is_loaded = FALSE;

  g_clear_object (&fixture->views);
  fixture->views = ed_case_views_new (fixture->desk);
  g_signal_connect (fixture->views, "loaded", G_CALLBACK (on_loaded), &is_loaded);
  while (!is_loaded)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (fixture->views, &is_loaded);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  come_again (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->views);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->desk);
}

/* "All|Unassigned|…", the one that the table begins with in brackets. */
static char *
list_views (Fixture *fixture)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < ed_case_views_count (fixture->views); i++)
    g_string_append_printf (names,
                            i == ed_case_views_first (fixture->views) ? "[%s]|" : "%s|",
                            ed_case_view_title (ed_case_views_get (fixture->views, i)));
  return g_string_free (names, FALSE);
}

#define REST "Unassigned|Overdue|Messages to answer|Waiting for approval|Closed|"

static void
assert_views (Fixture *fixture, const char *expected)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *names = list_views (fixture);

      g_assert_cmpstr (names, ==, expected);
      come_again (fixture);
    }
}

static void
save (Fixture *fixture, const char *name)
{
  g_autoptr (EdCaseView) view = make_view (name);

  ed_case_views_save (fixture->views, view);
}

static void
test_views_begin (Fixture *fixture, gconstpointer data)
{
  assert_views (fixture, "[All]|" REST);
}

/* Every part of a view comes back as it was. */
static void
test_views_are_kept_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdCaseView) view = make_view ("Mine");
  const EdCaseView *kept;

  ed_case_views_save (fixture->views, view);
  come_again (fixture);
  kept = ed_case_views_get (fixture->views, ed_case_views_find (fixture->views, "mine"));
  g_assert_cmpstr (kept->name, ==, "Mine");
  g_assert_false (kept->is_preset);
  g_assert_true (ed_case_filter_is_same (&kept->filter, &view->filter));
  g_assert_cmpstr (kept->text, ==, view->text);
  g_assert_cmpint (kept->sort, ==, view->sort);
  g_assert_true (kept->descending);
  g_assert_true (ed_table_layout_is_same (&kept->layout, &view->layout));
}

static void
test_views_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdCaseView) removed = NULL;

  save (fixture, "Zeta");
  save (fixture, "Alpha");
  assert_views (fixture, "[All]|" REST "Alpha|Zeta|");
  ed_case_views_set_first (fixture->views, ed_case_views_find (fixture->views, "Zeta"));
  save (fixture, "Mid");
  assert_views (fixture, "All|" REST "Alpha|Mid|[Zeta]|");
  ed_case_views_rename (fixture->views, ed_case_views_find (fixture->views, "Zeta"), " Beta ");
  assert_views (fixture, "All|" REST "Alpha|[Beta]|Mid|");
  save (fixture, "BETA"); /* in its place */
  assert_views (fixture, "All|" REST "Alpha|[BETA]|Mid|");
  removed = ed_case_views_remove (fixture->views, ed_case_views_find (fixture->views, "beta"));
  assert_views (fixture, "[All]|" REST "Alpha|Mid|");
  ed_case_views_save (fixture->views, removed);
  assert_views (fixture, "[All]|" REST "Alpha|BETA|Mid|");
  ed_case_views_set_first (fixture->views, 2);
  ed_case_views_rename (fixture->views, ed_case_views_find (fixture->views, "Mid"), "Aaa");
  g_assert_cmpuint (ed_case_views_first (fixture->views), ==, 2);
  come_again (fixture);
  g_assert_cmpuint (ed_case_views_first (fixture->views), ==, 2);
}

static void
test_views_refuse_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean for_new, for_alpha;
  } cases[] = {
    { "", FALSE, FALSE },         { "  ", FALSE, FALSE },   { "Closed", FALSE, FALSE },
    { "overdue ", FALSE, FALSE }, { "New", TRUE, TRUE },    { "alpha", TRUE, TRUE },
    { "Beta", TRUE, FALSE },      { " BETA", TRUE, FALSE },
  };
  g_autofree char *longest = g_strnfill (ED_CASE_VIEW_NAME_MAX, 'x');
  g_autofree char *longer = g_strconcat (longest, "x", NULL);
  guint alpha;

  save (fixture, "Alpha");
  save (fixture, "Beta");
  alpha = ed_case_views_find (fixture->views, "Alpha");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *name = cases[i].name;

      g_assert_cmpint (ed_case_views_refuse_name (fixture->views, name, G_MAXUINT) == NULL,
                       ==,
                       cases[i].for_new);
      g_assert_cmpint (ed_case_views_refuse_name (fixture->views, name, alpha) == NULL,
                       ==,
                       cases[i].for_alpha);
    }
  g_assert_null (ed_case_views_refuse_name (fixture->views, longest, G_MAXUINT));
  g_assert_nonnull (ed_case_views_refuse_name (fixture->views, longer, G_MAXUINT));
}

/* What is spoilt, or of another program, narrows nothing and loses nothing else. */
static void
test_views_of_other_texts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "[All]|" REST },
    { "('x', true)", "[All]|" REST },
    { "('Overdue', true, [])",
      "All|Unassigned|[Overdue]|Messages to answer|Waiting for "
      "approval|Closed|" },
    { "('Gone', false, [])", "[All]|" REST },
    { "('A', false, [('A', 'moon', 'sun', 'star', '', 'rain', true, 'snow')])",
      "All|" REST "[A]|" },
  };
  const EdCaseView *view;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ed_desk_save_draft_async (fixture->desk, "case-views", "", cases[i].text, NULL, NULL, NULL);
      come_again (fixture);
      assert_views (fixture, cases[i].expected);
    }
  view = ed_case_views_get (fixture->views, ed_case_views_first (fixture->views));
  g_assert_cmpint (view->filter.need, ==, ED_NEED_ANY);
  g_assert_cmpint (view->filter.state, ==, ED_ABSENT);
  g_assert_cmpint (view->filter.type, ==, ED_ABSENT);
  g_assert_null (view->text);
  g_assert_cmpint (view->sort, ==, ED_SORT_RECORDED_AT);
  g_assert_true (ed_table_layout_is_first (&view->layout));
}

/* A client who is erased leaves them, also where they are being shown. */
static void
test_views_follow_what_is_kept (Fixture *fixture, gconstpointer data)
{
  save (fixture, "Of Kanári");
  ed_desk_save_draft_async (fixture->desk,
                            "case-views",
                            "",
                            "('All', true, [('Of …', '', '', 'legal', '', 'company', true, '')])",
                            NULL,
                            NULL,
                            NULL);
  g_signal_emit_by_name (fixture->desk, "changed");
  while (ed_case_views_find (fixture->views, "Of …") == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ed_case_views_find (fixture->views, "Of Kanári"), ==, G_MAXUINT);
}

/* Of a preset the cases count, of an own view also order and columns, of none the widths. */
static void
test_view_is_now (void)
{
  g_autoptr (EdCaseView) own = make_view ("A");
  g_autoptr (EdCaseView) now = make_view (NULL);
  g_autoptr (EdCaseView) preset = make_view ("B");

  preset->is_preset = TRUE;
  now->layout.widths[ED_COLUMN_CITY] = 199;
  g_assert_true (ed_case_view_is_now (own, now));
  g_assert_true (ed_case_view_is_now (preset, now));
  now->descending = FALSE;
  g_assert_false (ed_case_view_is_now (own, now));
  g_assert_true (ed_case_view_is_now (preset, now));
  now->descending = TRUE;
  ed_table_layout_show (&now->layout, ED_COLUMN_SCORE, FALSE);
  g_assert_false (ed_case_view_is_now (own, now));
  g_assert_true (ed_case_view_is_now (preset, now));
  now->filter.type = ED_ABSENT;
  g_assert_false (ed_case_view_is_now (preset, now));
}

static void
test_view_is_described (void)
{
  g_autoptr (EdCaseView) view = make_view ("A");
  g_autofree char *full = ed_case_view_describe (view);
  g_autofree char *little = NULL;

  g_assert_cmpstr (full,
                   ==,
                   "Overdue · Assigned · Legal · “it's “Árvíztűrő”” · by Company · 11 columns");
  view->filter = (EdCaseFilter){ ED_NEED_ANY, ED_ABSENT, ED_ABSENT };
  g_clear_pointer (&view->text, g_free);
  little = ed_case_view_describe (view);
  g_assert_cmpstr (little, ==, "All cases · by Company · 11 columns");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/coordinator/case-views/begin", test_views_begin);
  ADD ("/coordinator/case-views/kept-whole", test_views_are_kept_whole);
  ADD ("/coordinator/case-views/change", test_views_change);
  ADD ("/coordinator/case-views/names", test_views_refuse_names);
  ADD ("/coordinator/case-views/follow-what-is-kept", test_views_follow_what_is_kept);
  ADD ("/coordinator/case-views/other-texts", test_views_of_other_texts);
  g_test_add_func ("/coordinator/case-views/is-now", test_view_is_now);
  g_test_add_func ("/coordinator/case-views/described", test_view_is_described);
  return g_test_run ();
}
