/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-layout.h"

/* 100 × 200 and 300 × 100 points. */
static EdPageSize sizes[] = { { 10000, 20000 }, { 30000, 10000 } };
static const EdPaper paper = { ED_PAPER_PDF, 2, sizes };

static void
assert_rectangle (const GdkRectangle *rectangle, int x, int y, int width, int height)
{
  g_assert_cmpint (rectangle->x, ==, x);
  g_assert_cmpint (rectangle->y, ==, y);
  g_assert_cmpint (rectangle->width, ==, width);
  g_assert_cmpint (rectangle->height, ==, height);
}

static void
test_pages_lie_below_each_other (void)
{
  g_autoptr (EdPreviewLayout) layout = ed_preview_layout_new (&paper, 2.0, 0, 1000);
  g_autoptr (EdPreviewLayout) narrow = ed_preview_layout_new (&paper, 2.0, 0, 100);
  g_autoptr (EdPreviewLayout) turned = ed_preview_layout_new (&paper, 2.0, 1, 1000);

  g_assert_cmpint (layout->width, ==, 1000);
  g_assert_cmpint (layout->height, ==, 12 + 400 + 12 + 200 + 12);
  assert_rectangle (&layout->pages[0], 400, 12, 200, 400);
  assert_rectangle (&layout->pages[1], 200, 424, 600, 200);

  g_assert_cmpint (narrow->width, ==, 624); /* the widest and its gaps */
  assert_rectangle (&narrow->pages[1], 12, 424, 600, 200);

  assert_rectangle (&turned->pages[0], 300, 12, 400, 200);
  assert_rectangle (&turned->pages[1], 400, 224, 200, 600);
}

static void
test_fit_is_as_wide_as_the_window (void)
{
  g_assert_cmpfloat (ed_preview_layout_fit (&paper, 0, 624), ==, 2.0);
  g_assert_cmpfloat (ed_preview_layout_fit (&paper, 1, 424), ==, 2.0);
  g_assert_cmpfloat (ed_preview_layout_fit (&paper, 0, 0), >, 0.0);
}

static void
test_page_is_found_by_height (void)
{
  static const struct
  {
    int y;
    guint page;
  } cases[] = { { -5, 0 }, { 0, 0 }, { 411, 0 }, { 412, 1 }, { 423, 1 }, { 500, 1 }, { 9999, 1 } };
  g_autoptr (EdPreviewLayout) layout = ed_preview_layout_new (&paper, 2.0, 0, 1000);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (ed_preview_layout_page_at (layout, cases[i].y), ==, cases[i].page);
}

/* A box of 10 × 20 points, 30 from the left and 40 from the top of the first page, at each turn. */
static void
test_boxes_turn_with_the_page (void)
{
  static const EdTextBox box = { 3000, 4000, 4000, 6000 };
  static const struct
  {
    float x, y, width, height; /* from the page's corner */
  } expected[] = { { 60, 80, 20, 40 },
                   { 280, 60, 40, 20 },
                   { 120, 280, 20, 40 },
                   { 80, 120, 40, 20 } };

  for (guint turns = 0; turns < 4; turns++)
    {
      g_autoptr (EdPreviewLayout) layout = ed_preview_layout_new (&paper, 2.0, turns, 1000);
      graphene_rect_t rect = ed_preview_layout_box (layout, 0, &box);
      const GdkRectangle *page = &layout->pages[0];
      gint32 x, y;

      g_test_message ("%u quarter turns", turns);
      g_assert_cmpfloat (rect.origin.x - (float) page->x, ==, expected[turns].x);
      g_assert_cmpfloat (rect.origin.y - (float) page->y, ==, expected[turns].y);
      g_assert_cmpfloat (rect.size.width, ==, expected[turns].width);
      g_assert_cmpfloat (rect.size.height, ==, expected[turns].height);

      /* And back: the middle of what is shown is the middle of the box. */
      ed_preview_layout_on_paper (layout,
                                  0,
                                  rect.origin.x + rect.size.width / 2,
                                  rect.origin.y + rect.size.height / 2,
                                  &x,
                                  &y);
      g_assert_cmpint (x, ==, 3500);
      g_assert_cmpint (y, ==, 5000);
    }
}

static void
test_place_stays_at_other_scales (void)
{
  g_autoptr (EdPreviewLayout) small = ed_preview_layout_new (&paper, 1.0, 0, 400);
  g_autoptr (EdPreviewLayout) large = ed_preview_layout_new (&paper, 4.0, 0, 400);
  const GdkRectangle *page = &small->pages[1];
  EdPreviewPlace place = ed_preview_layout_place_at (small, page->x + 75, page->y + 50);
  graphene_point_t point = ed_preview_layout_point_of (large, &place);

  g_assert_cmpuint (place.page, ==, 1);
  g_assert_cmpfloat (point.x, ==, (float) large->pages[1].x + 300);
  g_assert_cmpfloat (point.y, ==, (float) large->pages[1].y + 200);
}

static void
test_zoom_goes_in_steps (void)
{
  static const struct
  {
    double zoom;
    gboolean closer;
    double next;
  } cases[] = {
    { 1.0, TRUE, 1.25 },  { 1.0, FALSE, 0.9 }, { 0.64, TRUE, 0.67 },
    { 0.64, FALSE, 0.5 }, { 4.0, TRUE, 4.0 },  { 0.25, FALSE, 0.25 },
    { 0.1, TRUE, 0.25 },  { 9.0, FALSE, 4.0 }, { 0.998, TRUE, 1.25 }, /* "100 %" already */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (ed_preview_zoom_step (cases[i].zoom, cases[i].closer), ==, cases[i].next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/preview-layout/pages-lie-below-each-other",
                   test_pages_lie_below_each_other);
  g_test_add_func ("/client/preview-layout/fit-is-as-wide-as-the-window",
                   test_fit_is_as_wide_as_the_window);
  g_test_add_func ("/client/preview-layout/page-is-found-by-height", test_page_is_found_by_height);
  g_test_add_func ("/client/preview-layout/boxes-turn-with-the-page",
                   test_boxes_turn_with_the_page);
  g_test_add_func ("/client/preview-layout/place-stays-at-other-scales",
                   test_place_stays_at_other_scales);
  g_test_add_func ("/client/preview-layout/zoom-goes-in-steps", test_zoom_goes_in_steps);
  return g_test_run ();
}
