/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-chart.h"

#include "client/dates.h"
#include "client/reports/report-texts.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define GAP 8           /* between a label, its bar and its number */
#define BAR_MIN 14      /* least thickness */
#define ROW_GAP 8       /* between bars */
#define LABEL_SHARE 0.4 /* of the width, at most */
#define COLUMNS_HEIGHT 150
#define COLUMN_MAX 44
#define HATCH 5.0
#define HATCHED_SHARE 0.12 /* of the room: no length that says anything */
#define RADIUS 3.0

typedef struct
{
  char *label, *number;
  gint64 count; /* or absent */
  gboolean is_rest;
} Part;

struct _EdReportChart
{
  GtkWidget parent_instance;
  GArray *parts; /* Part */
  gboolean is_columns;
  gint64 greatest;
};

G_DEFINE_FINAL_TYPE (EdReportChart, ed_report_chart, GTK_TYPE_WIDGET)

/* --- measures --------------------------------------------------------------------------------- */

static PangoLayout *
set_text (EdReportChart *self, const char *text, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  if (width > 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static int
measure_widest (EdReportChart *self, gboolean numbers, int *height)
{
  int widest = 0;

  *height = 0;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      g_autoptr (PangoLayout) layout = set_text (self, numbers ? part->number : part->label, 0);
      int w, h;

      pango_layout_get_pixel_size (layout, &w, &h);
      widest = MAX (widest, w);
      *height = MAX (*height, h);
    }
  return widest;
}

static int
row_height (EdReportChart *self)
{
  int height;

  measure_widest (self, TRUE, &height);
  return MAX (height, BAR_MIN) + ROW_GAP;
}

static void
ed_report_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  EdReportChart *self = ED_REPORT_CHART (widget);
  int text;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 360;
      return;
    }
  measure_widest (self, TRUE, &text);
  *minimum = *natural = self->is_columns ? COLUMNS_HEIGHT + 2 * text + 2 * GAP
                                         : row_height (self) * (int) self->parts->len;
}

/* --- paint ------------------------------------------------------------------------------------ */

typedef struct
{
  cairo_t *cairo;
  GdkRGBA text, bar;
  gboolean is_contrast;
} Paint;

static void
use (Paint *paint, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (paint->cairo,
                         color->red,
                         color->green,
                         color->blue,
                         (double) color->alpha * alpha);
}

static void
add_rounded (cairo_t *cairo, double x, double y, double width, double height)
{
  double r = fmin (RADIUS, fmin (width, height) / 2);

  cairo_new_sub_path (cairo);
  cairo_arc (cairo, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cairo, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cairo, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cairo, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cairo);
}

/* A bar without a length: stripes. */
static void
draw_hatch (Paint *paint, double x, double y, double width, double height)
{
  cairo_t *cairo = paint->cairo;

  cairo_save (cairo);
  add_rounded (cairo, x, y, width, height);
  cairo_clip (cairo);
  use (paint, &paint->text, 0.4);
  cairo_set_line_width (cairo, 1);
  for (int i = 0; i * HATCH < width + height; i++)
    {
      double at = x - height + i * HATCH;

      cairo_move_to (cairo, at, y + height);
      cairo_line_to (cairo, at + height, y);
    }
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static void
draw_bar (Paint *paint, const Part *part, double x, double y, double width, double height)
{
  if (part->count == ED_ABSENT)
    {
      draw_hatch (paint, x, y, width, height);
      return;
    }
  if (part->count == 0)
    return;
  add_rounded (paint->cairo, x, y, fmax (width, 2), fmax (height, 2));
  if (part->is_rest)
    use (paint, &paint->text, paint->is_contrast ? 0.6 : 0.3);
  else
    use (paint, &paint->bar, 1);
  cairo_fill_preserve (paint->cairo);
  if (paint->is_contrast)
    {
      use (paint, &paint->text, 1);
      cairo_set_line_width (paint->cairo, 1);
      cairo_stroke (paint->cairo);
    }
  cairo_new_path (paint->cairo);
}

static void
draw_text (Paint *paint, PangoLayout *layout, double x, double y, double alpha)
{
  use (paint, &paint->text, alpha);
  cairo_move_to (paint->cairo, x, y);
  pango_cairo_show_layout (paint->cairo, layout);
}

/* As a share of the longest one. */
static double
share_of (EdReportChart *self, const Part *part)
{
  if (part->count == ED_ABSENT)
    return HATCHED_SHARE;
  return self->greatest > 0 ? (double) part->count / (double) self->greatest : 0;
}

static void
draw_row (EdReportChart *self, Paint *paint, guint i, int labels, double room)
{
  const Part *part = &g_array_index (self->parts, Part, i);
  g_autoptr (PangoLayout) label = set_text (self, part->label, labels);
  g_autoptr (PangoLayout) number = set_text (self, part->number, 0);
  double height = row_height (self), y = height * i;
  double x = labels + GAP, length = share_of (self, part) * room;
  int w, h;

  pango_layout_get_pixel_size (label, &w, &h);
  draw_text (paint, label, labels - w, y + (height - h) / 2, 0.8);
  draw_bar (paint, part, x, y + ROW_GAP / 2.0, length, height - ROW_GAP);
  pango_layout_get_pixel_size (number, &w, &h);
  draw_text (paint,
             number,
             part->count == 0 ? x : x + fmax (length, 2) + GAP / 2.0,
             y + (height - h) / 2,
             1);
}

static void
draw_rows (EdReportChart *self, Paint *paint, int width)
{
  int height;
  int labels = MIN (measure_widest (self, FALSE, &height), (int) (width * LABEL_SHARE));
  int numbers = measure_widest (self, TRUE, &height);
  double room = fmax (width - labels - numbers - 2 * GAP, 10);

  for (guint i = 0; i < self->parts->len; i++)
    draw_row (self, paint, i, labels, room);
}

/* Every so many labels that none touches the next. */
static guint
label_step (EdReportChart *self, double column)
{
  int height;
  int widest = measure_widest (self, FALSE, &height);

  return (guint) fmax (1, ceil ((widest + GAP) / column));
}

static void
draw_columns (EdReportChart *self, Paint *paint, int width, int height)
{
  guint n = self->parts->len;
  double column = (double) width / MAX (n, 1), bar = fmin (column * 0.7, COLUMN_MAX);
  guint step = label_step (self, column);
  int text;
  double base, room;

  measure_widest (self, TRUE, &text);
  base = height - text - GAP;
  room = base - text - GAP;
  use (paint, &paint->text, 0.2);
  cairo_rectangle (paint->cairo, 0, base, width, 1);
  cairo_fill (paint->cairo);
  for (guint i = 0; i < n; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      g_autoptr (PangoLayout) label = set_text (self, part->label, 0);
      g_autoptr (PangoLayout) number = set_text (self, part->number, 0);
      double tall = share_of (self, part) * room, middle = column * (i + 0.5);
      int w, h;

      draw_bar (paint, part, middle - bar / 2, base - tall, bar, tall);
      pango_layout_get_pixel_size (number, &w, &h);
      if (w < column)
        draw_text (paint, number, middle - w / 2.0, base - tall - h - 2, 1);
      pango_layout_get_pixel_size (label, &w, &h);
      if (i % step == 0)
        draw_text (paint, label, fmin (fmax (middle - w / 2.0, 0), width - w), base + 4, 0.8);
    }
}

static void
ed_report_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EdReportChart *self = ED_REPORT_CHART (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  Paint paint = { 0 };

  gtk_style_context_get_color (context, &paint.text);
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &paint.bar))
    paint.bar = paint.text;
  paint.is_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  paint.cairo =
      gtk_snapshot_append_cairo (snapshot,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->is_columns)
    draw_columns (self, &paint, width, height);
  else
    draw_rows (self, &paint, width);
  cairo_destroy (paint.cairo);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
clear_part (gpointer data)
{
  g_free (((Part *) data)->label);
  g_free (((Part *) data)->number);
}

static void
ed_report_chart_finalize (GObject *object)
{
  g_array_unref (ED_REPORT_CHART (object)->parts);
  G_OBJECT_CLASS (ed_report_chart_parent_class)->finalize (object);
}

static void
ed_report_chart_class_init (EdReportChartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_report_chart_finalize;
  widget_class->measure = ed_report_chart_measure;
  widget_class->snapshot = ed_report_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ed_report_chart_init (EdReportChart *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  /* High contrast comes and goes while it is shown. */
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
}

/* "Mar" of "2020-03": the year stands above. */
static char *
short_month (const char *key)
{
  g_autofree char *text = g_strconcat (key, "-01", NULL);
  gint64 date = ed_date_from_text (text);

  if (date == ED_ABSENT)
    return g_strdup (key);
  /* Translators: a month below a column of a chart, as of strftime */
  return ed_date_in_format (date, _ ("%Ob"));
}

GtkWidget *
ed_report_chart_new (const EdReport *report, const EdReportGroup *group)
{
  EdReportChart *self = g_object_new (ED_TYPE_REPORT_CHART, NULL);
  g_autofree char *label = NULL;

  self->is_columns = group->kind == ED_REPORT_MONTH;
  for (guint i = 0; i < group->cells->len; i++)
    {
      const EdReportCell *cell = group->cells->pdata[i];
      Part part = { .count = cell->count, .is_rest = ed_report_key_is_rest (cell->key) };

      part.label = self->is_columns
                       ? short_month (cell->key)
                       : ed_report_key_text (report, (EdReportKind) group->kind, cell->key);
      part.number = ed_report_count_text (cell->count);
      g_array_append_val (self->parts, part);
      self->greatest = MAX (self->greatest, cell->count);
    }
  /* Translators: %s is what a chart shows: "Type of problem" */
  label = g_strdup_printf (_ ("Chart: %s"), ed_report_group_title ((EdReportKind) group->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
