/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/sheet.h"

#include "forms/code.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define PAGE_WIDTH 595.276 /* 210 mm */
#define PAGE_HEIGHT 841.89 /* 297 mm */
#define RIGHT (ED_SHEET_LEFT + ED_SHEET_WIDTH)
#define TOP 40.0
#define BOTTOM (PAGE_HEIGHT - 64.0)
#define FOOT (PAGE_HEIGHT - 46.0)
#define CODE_SIDE 60.0
#define SMALL_CODE_SIDE 46.0 /* 16 mm: a module is half a millimetre, which scanners see */
#define CASE_WIDTH 104.0
#define GAP 14.0
#define MOST_LARGE_DIGITS 7

struct _EdSheet
{
  EdSheetFrame frame;
  GByteArray *written;
  cairo_surface_t *surface;
  cairo_t *cairo;
  PangoContext *context;
  guint page;
  double y, top;
  GArray *left_over; /* double: of each page that is ended */
};

typedef struct
{
  double size;
  PangoWeight weight;
  float spacing;
  double red, green, blue;
} Face;

static const Face faces[] = {
  [ED_STYLE_TITLE] = { 21, PANGO_WEIGHT_BOLD, 1.0F, 0.10, 0.20, 0.36 },
  [ED_STYLE_QUESTION] = { 10.5, PANGO_WEIGHT_BOLD, 1.1F, 0.10, 0.20, 0.36 },
  [ED_STYLE_ANSWER] = { 10, PANGO_WEIGHT_NORMAL, 1.2F, 0.10, 0.10, 0.12 },
  [ED_STYLE_CHOSEN] = { 10, PANGO_WEIGHT_BOLD, 1.2F, 0.10, 0.10, 0.12 },
  [ED_STYLE_LEAD] = { 9.5, PANGO_WEIGHT_NORMAL, 1.2F, 0.34, 0.36, 0.40 },
  [ED_STYLE_LABEL] = { 8, PANGO_WEIGHT_NORMAL, 1.1F, 0.34, 0.36, 0.40 },
  [ED_STYLE_STRONG_LABEL] = { 8.5, PANGO_WEIGHT_BOLD, 1.1F, 0.34, 0.36, 0.40 },
  [ED_STYLE_INVERSE] = { 11, PANGO_WEIGHT_BOLD, 1.0F, 1, 1, 1 },
  [ED_STYLE_CROSS] = { 15, PANGO_WEIGHT_BOLD, 1.0F, 0.10, 0.20, 0.36 },
};

static cairo_status_t
append_written (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Where it ends. */
static double
draw_organisation (EdSheet *self, double width)
{
  const char *name = self->frame.organisation;

  if (name == NULL)
    return TOP;
  return TOP + 4
         + ed_sheet_write (self, ED_STYLE_STRONG_LABEL, name, ED_SHEET_LEFT, TOP - 2, width);
}

/* The number and the code in the upper right corner, the organisation in the left one, which ends
 * at the height answered. */
static double
draw_corners (EdSheet *self, double side)
{
  const EdSheetFrame *frame = &self->frame;
  double x = RIGHT - side - GAP - CASE_WIDTH;
  const char *label = frame->number_label != NULL ? frame->number_label
                                                  : ed_texts_say (frame->texts, "sheet", "case");
  g_autoptr (PangoLayout) layout = ed_sheet_set (self, ED_STYLE_LABEL, label, CASE_WIDTH);
  g_autoptr (PangoLayout) number = NULL;

  ed_code_draw (self->cairo, frame->code, RIGHT - side, TOP, side);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  ed_sheet_show (self, layout, x, TOP - 2);
  if (frame->number == NULL)
    {
      ed_sheet_rule (self, ED_RULE_WRITING, x, TOP + 32, CASE_WIDTH);
      return draw_organisation (self, x - GAP - ED_SHEET_LEFT);
    }
  number = ed_sheet_set (self,
                         strlen (frame->number) <= MOST_LARGE_DIGITS ? ED_STYLE_TITLE
                                                                     : ED_STYLE_QUESTION,
                         frame->number,
                         CASE_WIDTH);
  pango_layout_set_alignment (number, PANGO_ALIGN_RIGHT);
  ed_sheet_show (self, number, x, TOP + 9);
  return draw_organisation (self, x - GAP - ED_SHEET_LEFT);
}

static void
draw_first_head (EdSheet *self)
{
  const EdSheetFrame *frame = &self->frame;
  double width = ED_SHEET_WIDTH - CODE_SIDE - GAP;
  const char *title = ed_texts_say (frame->texts, frame->form, "title");
  const char *lead = ed_texts_say (frame->texts, frame->form, "lead");
  double y = draw_corners (self, CODE_SIDE);

  y = fmax (y, TOP + 34);
  y += ed_sheet_write (self, ED_STYLE_TITLE, title, ED_SHEET_LEFT, y, width) + 6;
  y += ed_sheet_write (self, ED_STYLE_LEAD, lead, ED_SHEET_LEFT, y, width) + 12;
  ed_sheet_rule (self, ED_RULE_FIRM, ED_SHEET_LEFT, y, ED_SHEET_WIDTH);
  self->y = y + 14;
}

static void
draw_next_head (EdSheet *self)
{
  const EdSheetFrame *frame = &self->frame;
  double width = ED_SHEET_WIDTH - SMALL_CODE_SIDE - CASE_WIDTH - 2 * GAP;
  const char *title = ed_texts_say (frame->texts, frame->form, "title");
  double y = draw_corners (self, SMALL_CODE_SIDE);

  y = fmax (y, TOP + 28);
  y += ed_sheet_write (self, ED_STYLE_QUESTION, title, ED_SHEET_LEFT, y, width) + 10;
  y = fmax (y, TOP + SMALL_CODE_SIDE + 10);
  ed_sheet_rule (self, ED_RULE_FIRM, ED_SHEET_LEFT, y, ED_SHEET_WIDTH);
  self->y = y + 14;
}

static void
draw_foot (EdSheet *self)
{
  const EdTexts *texts = self->frame.texts;
  g_autofree char *version_number = g_strdup_printf ("%u", self->frame.version);
  g_autofree char *page_number = g_strdup_printf ("%u", self->page);
  g_autofree char *pages_number = g_strdup_printf ("%u", self->frame.pages);
  g_autofree char *version =
      ed_texts_fill (texts, "sheet", "version", "version", version_number, NULL);
  g_autofree char *page =
      ed_texts_fill (texts, "sheet", "page", "page", page_number, "pages", pages_number, NULL);
  const char *parts[] = { version, ed_texts_say (texts, self->frame.form, "foot"), page };

  ed_sheet_rule (self, ED_RULE_DIVIDER, ED_SHEET_LEFT, FOOT - 8, ED_SHEET_WIDTH);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (PangoLayout) layout =
          ed_sheet_set (self, ED_STYLE_LABEL, parts[i], ED_SHEET_WIDTH);

      pango_layout_set_alignment (
          layout,
          (const PangoAlignment[]){ PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT }[i]);
      ed_sheet_show (self, layout, ED_SHEET_LEFT, FOOT);
    }
}

static void
begin_page (EdSheet *self)
{
  self->page++;
  if (self->page == 1)
    draw_first_head (self);
  else
    draw_next_head (self);
  self->top = self->y;
}

static void
end_page (EdSheet *self)
{
  double room = ed_sheet_room (self);

  g_array_append_val (self->left_over, room);
  draw_foot (self);
  cairo_show_page (self->cairo);
}

/* The document's own name and maker; no more of the case than the first page shows. */
static void
describe (EdSheet *self)
{
  const EdSheetFrame *frame = &self->frame;
  const char *title = ed_texts_say (frame->texts, frame->form, "title");
  g_autofree char *full =
      frame->number == NULL ? g_strdup (title) : g_strconcat (title, " ", frame->number, NULL);

  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, full);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Experts' Dashboard");
  if (frame->organisation != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, frame->organisation);
}

/* Set for paper: the same on every machine, whatever its screen asks for. */
static PangoContext *
make_context (EdSheet *self)
{
  PangoContext *context = pango_cairo_create_context (self->cairo);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context,
                              pango_language_from_string (ed_texts_language (self->frame.texts)));
  return context;
}

EdSheet *
ed_sheet_new (const EdSheetFrame *frame)
{
  EdSheet *self = g_new0 (EdSheet, 1);

  self->frame = *frame;
  self->written = g_byte_array_new ();
  self->left_over = g_array_new (FALSE, FALSE, sizeof (double));
  self->surface =
      cairo_pdf_surface_create_for_stream (append_written, self->written, PAGE_WIDTH, PAGE_HEIGHT);
  describe (self);
  self->cairo = cairo_create (self->surface);
  self->context = make_context (self);
  begin_page (self);
  return self;
}

GBytes *
ed_sheet_finish (EdSheet *self, GError **error)
{
  cairo_status_t status;

  end_page (self);
  status = cairo_status (self->cairo);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->written));
}

void
ed_sheet_free (EdSheet *self)
{
  g_object_unref (self->context);
  cairo_destroy (self->cairo);
  cairo_surface_destroy (self->surface); /* may still write */
  g_clear_pointer (&self->written, g_byte_array_unref);
  g_array_unref (self->left_over);
  g_free (self);
}

const EdTexts *
ed_sheet_texts (EdSheet *self)
{
  return self->frame.texts;
}

const char *
ed_sheet_form (EdSheet *self)
{
  return self->frame.form;
}

cairo_t *
ed_sheet_cairo (EdSheet *self)
{
  return self->cairo;
}

double
ed_sheet_y (EdSheet *self)
{
  return self->y;
}

double
ed_sheet_room (EdSheet *self)
{
  return BOTTOM - self->y;
}

void
ed_sheet_move (EdSheet *self, double height)
{
  self->y += height;
}

void
ed_sheet_turn (EdSheet *self)
{
  end_page (self);
  begin_page (self);
}

guint
ed_sheet_page (EdSheet *self)
{
  return self->page;
}

double
ed_sheet_left_over (EdSheet *self, guint page)
{
  return g_array_index (self->left_over, double, page - 1);
}

gboolean
ed_sheet_need (EdSheet *self, double height)
{
  if (height <= ed_sheet_room (self) || self->y <= self->top)
    return FALSE;
  ed_sheet_turn (self);
  return TRUE;
}

PangoLayout *
ed_sheet_set (EdSheet *self, EdStyle style, const char *text, double width)
{
  const Face *face = &faces[style];
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, "Cantarell,DejaVu Sans,sans-serif");
  pango_font_description_set_weight (font, face->weight);
  pango_font_description_set_absolute_size (font, face->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_line_spacing (layout, face->spacing);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  g_object_set_data (G_OBJECT (layout), "face", (gpointer) face);
  return layout;
}

void
ed_sheet_show (EdSheet *self, PangoLayout *layout, double x, double y)
{
  const Face *face = g_object_get_data (G_OBJECT (layout), "face");

  cairo_set_source_rgb (self->cairo, face->red, face->green, face->blue);
  cairo_move_to (self->cairo, x, y);
  pango_cairo_show_layout (self->cairo, layout);
}

void
ed_sheet_show_line (EdSheet *self, PangoLayout *layout, PangoLayoutLine *line, double x, double y)
{
  const Face *face = g_object_get_data (G_OBJECT (layout), "face");

  cairo_set_source_rgb (self->cairo, face->red, face->green, face->blue);
  cairo_move_to (self->cairo, x, y);
  pango_cairo_show_layout_line (self->cairo, line);
}

double
ed_sheet_write (EdSheet *self, EdStyle style, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = ed_sheet_set (self, style, text, width);

  ed_sheet_show (self, layout, x, y);
  return ed_layout_height (layout);
}

void
ed_sheet_rule (EdSheet *self, EdRule rule, double x, double y, double width)
{
  static const struct
  {
    double thickness, red, green, blue;
  } rules[] = {
    [ED_RULE_FIRM] = { 1.2, 0.10, 0.20, 0.36 },
    [ED_RULE_DIVIDER] = { 0.5, 0.80, 0.81, 0.83 },
    [ED_RULE_WRITING] = { 0.5, 0.60, 0.62, 0.66 },
  };

  cairo_set_line_width (self->cairo, rules[rule].thickness);
  cairo_set_source_rgb (self->cairo, rules[rule].red, rules[rule].green, rules[rule].blue);
  cairo_move_to (self->cairo, x, y);
  cairo_line_to (self->cairo, x + width, y);
  cairo_stroke (self->cairo);
}

void
ed_sheet_box (EdSheet *self, double x, double y, double side, gboolean is_ticked)
{
  cairo_set_line_width (self->cairo, 0.8);
  cairo_set_source_rgb (self->cairo, 0.34, 0.36, 0.40);
  cairo_rectangle (self->cairo, x, y, side, side);
  cairo_stroke (self->cairo);
  if (is_ticked)
    {
      g_autoptr (PangoLayout) cross = ed_sheet_set (self, ED_STYLE_CROSS, "×", 2 * side);

      ed_sheet_show (self,
                     cross,
                     x + (side - ed_layout_width (cross)) / 2,
                     y + (side - ed_layout_height (cross)) / 2);
    }
}

double
ed_layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
ed_layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}
