/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/session-table.h"

#include "domain/days.h"
#include "forms/flow.h"
#include "forms/form-values.h"

#include <math.h>

#define COLUMNS 4
#define PADDING 6.0
#define EMPTY_HEIGHT 72.0
#define MOST_EMPTY_HEIGHT 160.0
#define LEAST_HEIGHT 30.0
#define LEAST_SLICE 40.0 /* what must fit for a row to begin at the page's end */
#define NUMBER_WIDTH 18.0

/* When, topic, notes, agreed. */
static const double widths[COLUMNS] = { 100, 105, 158, 120 };
static const char *const heads[COLUMNS] = { "sessions.when",
                                            "sessions.topic",
                                            "sessions.notes",
                                            "sessions.agreed" };

/* One row while it is drawn. */
typedef struct
{
  EdSheet *sheet;
  const EdLoggedSession *session; /* or NULL */
  guint number;
  gboolean is_by_hand; /* what is missing will be written */
  double empty_height;
  EdFlow *flows[COLUMNS]; /* but the first */
  gboolean is_empty;      /* of text: to be written on */
} Row;

static const char *
say (EdSheet *sheet, const char *key)
{
  return ed_texts_say (ed_sheet_texts (sheet), ed_sheet_form (sheet), key);
}

static double
place_column (guint column)
{
  double x = ED_SHEET_LEFT;

  for (guint i = 0; i < column; i++)
    x += widths[i];
  return x;
}

static void
draw_head (EdSheet *sheet)
{
  cairo_t *cairo = ed_sheet_cairo (sheet);
  PangoLayout *layouts[COLUMNS];
  double height = 0;

  for (guint i = 0; i < COLUMNS; i++)
    {
      layouts[i] = ed_sheet_set (sheet,
                                 ED_STYLE_STRONG_LABEL,
                                 say (sheet, heads[i]),
                                 widths[i] - 2 * PADDING);
      height = fmax (height, ed_layout_height (layouts[i]));
    }
  height += 8;
  cairo_set_source_rgb (cairo, 0.94, 0.95, 0.97);
  cairo_rectangle (cairo, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH, height);
  cairo_fill (cairo);
  for (guint i = 0; i < COLUMNS; i++)
    {
      ed_sheet_show (sheet, layouts[i], place_column (i) + PADDING, ed_sheet_y (sheet) + 4);
      g_object_unref (layouts[i]);
    }
  ed_sheet_move (sheet, height);
}

/* "16:30 · 50 min", or NULL when neither is known. */
static char *
describe_time (EdSheet *sheet, const EdLoggedSession *session)
{
  g_autofree char *time = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *length = NULL;

  if (session->time != ED_ABSENT)
    time = ed_time_to_text (session->time);
  if (session->minutes == ED_ABSENT)
    return g_steal_pointer (&time);
  minutes = g_strdup_printf ("%" G_GINT64_FORMAT, session->minutes);
  length = ed_texts_fill (ed_sheet_texts (sheet),
                          ed_sheet_form (sheet),
                          "sessions.length",
                          "minutes",
                          minutes,
                          NULL);
  return time == NULL ? g_steal_pointer (&length) : g_strconcat (time, " · ", length, NULL);
}

/* A small label with a line behind it. */
static void
draw_entry (EdSheet *sheet, const char *key, double y)
{
  double x = ED_SHEET_LEFT + PADDING + NUMBER_WIDTH;
  double end = ED_SHEET_LEFT + widths[0] - PADDING;
  g_autoptr (PangoLayout) layout = ed_sheet_set (sheet, ED_STYLE_LABEL, say (sheet, key), end - x);
  double width = ed_layout_width (layout) + 4;

  ed_sheet_show (sheet, layout, x, y);
  ed_sheet_rule (sheet, ED_RULE_WRITING, x + width, y + 10, end - x - width);
}

static void
draw_when (Row *row, double y)
{
  EdSheet *sheet = row->sheet;
  const EdLoggedSession *session = row->session;
  double x = ED_SHEET_LEFT + PADDING + NUMBER_WIDTH;
  double width = widths[0] - 2 * PADDING - NUMBER_WIDTH;
  g_autofree char *number = g_strdup_printf ("%u", row->number);
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  ed_sheet_write (sheet, ED_STYLE_QUESTION, number, ED_SHEET_LEFT + PADDING, y, NUMBER_WIDTH);
  if (session != NULL && session->date != ED_ABSENT)
    date = ed_texts_short_date (ed_sheet_texts (sheet), session->date);
  if (session != NULL)
    time = describe_time (sheet, session);
  if (date != NULL)
    ed_sheet_write (sheet, ED_STYLE_ANSWER, date, x, y, width);
  else if (row->is_by_hand)
    draw_entry (sheet, "sessions.date", y + 2);
  if (time != NULL)
    ed_sheet_write (sheet, ED_STYLE_LABEL, time, x, y + 16, width);
  if (row->is_by_hand && (session == NULL || session->time == ED_ABSENT))
    draw_entry (sheet, "sessions.time", y + (time != NULL ? 32 : 22));
  if (row->is_by_hand && (session == NULL || session->minutes == ED_ABSENT))
    draw_entry (sheet, "sessions.minutes", y + 42);
}

static void
draw_writing_lines (Row *row, double y)
{
  for (guint i = 1; i < COLUMNS; i++)
    {
      for (guint line = 1; line * ED_SHEET_LINE < row->empty_height - 2; line++)
        ed_sheet_rule (row->sheet,
                       ED_RULE_DIVIDER,
                       place_column (i) + PADDING,
                       y + line * ED_SHEET_LINE,
                       widths[i] - 2 * PADDING);
    }
}

static double
measure_rest (Row *row)
{
  double height = 0;

  for (guint i = 1; i < COLUMNS; i++)
    height = fmax (height, ed_flow_height (row->flows[i]));
  return height;
}

static gboolean
is_done (Row *row)
{
  for (guint i = 1; i < COLUMNS; i++)
    {
      if (!ed_flow_is_done (row->flows[i]))
        return FALSE;
    }
  return TRUE;
}

/* As much of the row as fits the page, from the top of a page on if not IS_FIRST. */
static void
draw_slice (Row *row, gboolean is_first)
{
  EdSheet *sheet = row->sheet;
  double y = ed_sheet_y (sheet);
  double room = ed_sheet_room (sheet) - 2 * PADDING;
  double height = is_first ? LEAST_HEIGHT : 0;

  if (is_first)
    draw_when (row, y + PADDING);
  else
    {
      g_autofree char *text =
          g_strdup_printf ("%u (%s)", row->number, say (sheet, "sessions.continued"));

      height = ed_sheet_write (sheet,
                               ED_STYLE_LABEL,
                               text,
                               ED_SHEET_LEFT + PADDING,
                               y + PADDING,
                               widths[0] - 2 * PADDING);
    }
  if (row->is_empty)
    {
      draw_writing_lines (row, y);
      height = row->empty_height - 2 * PADDING;
    }
  for (guint i = 1; i < COLUMNS; i++)
    height =
        fmax (height, ed_flow_draw (row->flows[i], place_column (i) + PADDING, y + PADDING, room));
  ed_sheet_move (sheet, height + 2 * PADDING);
  ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
}

static void
draw_row (Row *row)
{
  double height =
      row->is_empty ? row->empty_height : fmax (measure_rest (row), LEAST_HEIGHT) + 2 * PADDING;

  /* A row of ordinary height is not parted; a long one may begin where there is some room. */
  if (ed_sheet_need (row->sheet, height < 3 * EMPTY_HEIGHT ? height : LEAST_HEIGHT + LEAST_SLICE))
    draw_head (row->sheet);
  draw_slice (row, TRUE);
  while (!is_done (row))
    {
      ed_sheet_turn (row->sheet);
      draw_head (row->sheet);
      draw_slice (row, FALSE);
    }
}

/* Draws the row as it is described, but for its flows. */
static void
draw_session (Row row)
{
  EdSheet *sheet = row.sheet;
  const EdLoggedSession *session = row.session;
  const char *texts[COLUMNS] = { NULL };

  if (session != NULL)
    {
      texts[1] = session->topic;
      texts[2] = session->notes;
      texts[3] = session->agreed;
    }
  for (guint i = 1; i < COLUMNS; i++)
    {
      row.flows[i] = ed_flow_new (sheet, ED_STYLE_ANSWER, texts[i], widths[i] - 2 * PADDING);
      row.is_empty = row.is_empty && texts[i] == NULL;
    }
  draw_row (&row);
  for (guint i = 1; i < COLUMNS; i++)
    ed_flow_free (row.flows[i]);
}

/* As high that N empty rows, or as many as fit, end with the page. */
static double
choose_height (double room, guint n, gboolean fills_page)
{
  guint fitting = (guint) (room / EMPTY_HEIGHT);

  if (fitting > 0 && n >= fitting)
    return (room - 0.5) / fitting;
  return fills_page && n > 0 ? fmin ((room - 0.5) / n, MOST_EMPTY_HEIGHT) : EMPTY_HEIGHT;
}

void
ed_session_table_draw (EdSheet *sheet,
                       const GPtrArray *sessions,
                       guint rows,
                       gboolean is_by_hand,
                       gboolean fills_page)
{
  Row row = { .sheet = sheet, .is_by_hand = is_by_hand, .is_empty = is_by_hand };
  guint n = MAX (sessions->len, rows);

  ed_sheet_need (sheet, 40 + EMPTY_HEIGHT);
  ed_sheet_move (sheet,
                 ed_sheet_write (sheet,
                                 ED_STYLE_QUESTION,
                                 say (sheet, "sessions"),
                                 ED_SHEET_LEFT,
                                 ed_sheet_y (sheet),
                                 ED_SHEET_WIDTH)
                     + 6);
  draw_head (sheet);
  row.empty_height = choose_height (ed_sheet_room (sheet), n, fills_page);
  for (guint i = 0; i < n; i++)
    {
      row.number = i + 1;
      row.session = i < sessions->len ? sessions->pdata[i] : NULL;
      draw_session (row);
    }
  ed_sheet_move (sheet, 18);
}
