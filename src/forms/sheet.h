/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/texts.h"

#include <pango/pangocairo.h>

/* The pages of a form while it is drawn: A4 upright, one column, a head with the case's number and
 * code, a foot with the page's number. Drawn from the top down; what does not fit any more calls
 * for the next page. Lengths in points, the origin at the page's upper left corner. One thread. */
typedef struct _EdSheet EdSheet;

#define ED_SHEET_LEFT 56.0
#define ED_SHEET_WIDTH 483.0
#define ED_SHEET_LINE 23.0 /* from one writing line to the next */

typedef enum
{
  ED_STYLE_TITLE,
  ED_STYLE_QUESTION, /* what is asked, above its answer */
  ED_STYLE_ANSWER,
  ED_STYLE_CHOSEN, /* an answer among others */
  ED_STYLE_LEAD,
  ED_STYLE_LABEL, /* small, beside or above a field */
  ED_STYLE_STRONG_LABEL,
  ED_STYLE_INVERSE, /* on a dark ground */
  ED_STYLE_CROSS,   /* in a tick box */
} EdStyle;

typedef enum
{
  ED_RULE_FIRM,    /* below a head */
  ED_RULE_DIVIDER, /* between rows */
  ED_RULE_WRITING, /* to write on */
} EdRule;

/* What stands on every page; borrowed as long as the sheet is. */
typedef struct
{
  const EdTexts *texts;
  const char *form;         /* group of texts */
  const char *organisation; /* or NULL */
  const char *number;       /* the case's, or NULL: a line to write it on */
  const char *code;         /* of the QR code */
  guint version;
  guint pages;              /* as counted before; 0 while counting */
  const char *number_label; /* what the number is; NULL: the case's */
} EdSheetFrame;

EdSheet *ed_sheet_new (const EdSheetFrame *frame);
/* Ends the last page. The document; fails when memory ran out. */
GBytes *ed_sheet_finish (EdSheet *self, GError **error);
void ed_sheet_free (EdSheet *self);

const EdTexts *ed_sheet_texts (EdSheet *self);
const char *ed_sheet_form (EdSheet *self);
cairo_t *ed_sheet_cairo (EdSheet *self);

double ed_sheet_y (EdSheet *self);    /* where the next thing begins */
double ed_sheet_room (EdSheet *self); /* from there to the end of the page */
void ed_sheet_move (EdSheet *self, double height);
void ed_sheet_turn (EdSheet *self);  /* to the next page */
guint ed_sheet_page (EdSheet *self); /* from 1 on */
/* What has stayed free below the last thing on PAGE, once that page is ended. */
double ed_sheet_left_over (EdSheet *self, guint page);
/* Turns unless HEIGHT fits, or the page is fresh; whether it did. */
gboolean ed_sheet_need (EdSheet *self, double height);

/* TEXT set in STYLE, wrapped to WIDTH, not drawn. */
PangoLayout *ed_sheet_set (EdSheet *self, EdStyle style, const char *text, double width);
void ed_sheet_show (EdSheet *self, PangoLayout *layout, double x, double y);
/* One line of LAYOUT, its baseline beginning at (X, Y). */
void
ed_sheet_show_line (EdSheet *self, PangoLayout *layout, PangoLayoutLine *line, double x, double y);
/* Set and shown; its height. */
double
ed_sheet_write (EdSheet *self, EdStyle style, const char *text, double x, double y, double width);
void ed_sheet_rule (EdSheet *self, EdRule rule, double x, double y, double width);
/* The empty square of a tick box, its left upper corner at (X, Y), or one with a cross in it. */
void ed_sheet_box (EdSheet *self, double x, double y, double side, gboolean is_ticked);

double ed_layout_height (PangoLayout *layout);
double ed_layout_width (PangoLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSheet, ed_sheet_free)
