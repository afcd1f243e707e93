/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-pages.h"

#include "client/documents/preview-paint.h"
#include "client/documents/preview-pinch.h"
#include "client/documents/preview-port.h"

#include <math.h>

struct _EdPreviewPages
{
  GtkWidget parent_instance;
  EdPreviewDocument *document;
  EdPreviewSearch *search;
  EdPreviewSelection *selection;
  EdPreviewLayout *layout; /* NULL without a document */
  double zoom;
  double said_zoom; /* watchers are told when the layout has come to rest */
  gboolean fits;
  guint quarter_turns;
  guint page; /* from 1 */

  EdPreviewPort port;

  EdPreviewKept kept;

  gboolean stale;   /* the layout has to be made anew */
  int laid_out_for; /* width of the window */
  guint settling;   /* source */
  guint dragged_page;
};

enum
{
  PROP_ZOOM = 1,
  PROP_FITS,
  PROP_QUARTER_TURNS,
  PROP_PAGE,
  PROP_SELECTED,
  N_OWN_PROPS,
  PROP_HADJUSTMENT = N_OWN_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_OWN_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (EdPreviewPages,
                               ed_preview_pages,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* How far the window's corner is into the pages. */
static double
scrolled (EdPreviewPages *self, GtkOrientation orientation)
{
  return ed_preview_port_at (&self->port, orientation);
}

/* The pages that are seen. */
static void
get_seen (EdPreviewPages *self, guint *first, guint *last)
{
  int top = (int) scrolled (self, GTK_ORIENTATION_VERTICAL);

  *first = ed_preview_layout_page_at (self->layout, top);
  *last = ed_preview_layout_page_at (self->layout,
                                     top + MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 1, 0));
}

/* When scrolling and layout have come to rest: says which page is seen and asks for what is. */
static gboolean
settle (gpointer data)
{
  EdPreviewPages *self = data;
  GtkWidget *widget = GTK_WIDGET (self);
  int height = gtk_widget_get_height (widget);
  guint first, last, page;

  self->settling = 0;
  if (self->layout == NULL || height <= 0)
    return G_SOURCE_REMOVE;
  get_seen (self, &first, &last);
  page = 1
         + ed_preview_layout_page_at (self->layout,
                                      (int) scrolled (self, GTK_ORIENTATION_VERTICAL) + height / 3);
  if (page != self->page)
    {
      self->page = page;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
    }
  if (self->zoom != self->said_zoom)
    {
      self->said_zoom = self->zoom;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
    }
  ed_preview_document_show (self->document,
                            first,
                            last,
                            self->layout->scale * gtk_widget_get_scale_factor (widget),
                            self->quarter_turns);
  for (guint i = first; i <= last; i++)
    ed_preview_document_text (self->document, i);
  return G_SOURCE_REMOVE;
}

static void
queue_settle (EdPreviewPages *self)
{
  if (self->settling == 0)
    self->settling = g_idle_add (settle, self);
}

/* Keeps what is at (X, Y) of the window. */
static void
keep (EdPreviewPages *self, double x, double y)
{
  if (self->layout == NULL || self->stale)
    return;
  self->kept.x = x;
  self->kept.y = y;
  self->kept.place = ed_preview_layout_place_at (self->layout,
                                                 x + scrolled (self, GTK_ORIENTATION_HORIZONTAL),
                                                 y + scrolled (self, GTK_ORIENTATION_VERTICAL));
}

static void
keep_middle (EdPreviewPages *self)
{
  keep (self,
        gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
        gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/* Asks for more than this widget's allocation, so that the scrolled window around it lays itself
 * out too: its bars come and go with what is found then. */
static void
queue_layout (EdPreviewPages *self)
{
  self->stale = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static double
clamp_zoom (double zoom)
{
  return CLAMP (zoom, ED_PREVIEW_ZOOM_MIN, ED_PREVIEW_ZOOM_MAX);
}

static void
lay_out (EdPreviewPages *self, int width)
{
  const EdPaper *paper = ed_preview_document_paper (self->document);
  double zoom = self->zoom;

  if (self->fits)
    zoom = clamp_zoom (ed_preview_layout_fit (paper, self->quarter_turns, width)
                       / ED_PREVIEW_FULL_SIZE);
  g_clear_pointer (&self->layout, ed_preview_layout_free);
  self->layout =
      ed_preview_layout_new (paper, zoom * ED_PREVIEW_FULL_SIZE, self->quarter_turns, width);
  self->laid_out_for = width;
  self->stale = FALSE;
  self->zoom = zoom;
}

/* Makes the layout anew for WIDTH; *X and *Y: where to scroll to so that what is kept stays. */
static void
lay_out_again (EdPreviewPages *self, int width, double *x, double *y)
{
  graphene_point_t kept;

  if (self->layout != NULL && !self->stale)
    {
      keep (self, self->laid_out_for / 2.0, 0);
      self->kept.x = width / 2.0;
    }
  lay_out (self, width);
  kept = ed_preview_layout_point_of (self->layout, &self->kept.place);
  *x = round (kept.x - self->kept.x);
  *y = round (kept.y - self->kept.y);
}

static void
ed_preview_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdPreviewPages *self = ED_PREVIEW_PAGES (widget);
  double x = scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  double y = scrolled (self, GTK_ORIENTATION_VERTICAL);

  if (self->document == NULL)
    {
      ed_preview_port_configure (&self->port, GTK_ORIENTATION_HORIZONTAL, width, width, 0);
      ed_preview_port_configure (&self->port, GTK_ORIENTATION_VERTICAL, height, height, 0);
      return;
    }
  if (self->layout == NULL || self->stale || self->laid_out_for != width)
    lay_out_again (self, width, &x, &y);
  ed_preview_port_configure (&self->port,
                             GTK_ORIENTATION_HORIZONTAL,
                             self->layout->width,
                             width,
                             x);
  ed_preview_port_configure (&self->port,
                             GTK_ORIENTATION_VERTICAL,
                             self->layout->height,
                             height,
                             y);
  queue_settle (self);
}

static void
ed_preview_pages_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 800;
}

static void
ed_preview_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EdPreviewPages *self = ED_PREVIEW_PAGES (widget);
  const EdPreviewScene scene = { widget,
                                 self->layout,
                                 self->document,
                                 self->search,
                                 self->selection };
  guint first, last;

  if (self->layout == NULL)
    return;
  get_seen (self, &first, &last);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0,
                                               0,
                                               (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) -scrolled (self, GTK_ORIENTATION_HORIZONTAL),
                            (float) -scrolled (self, GTK_ORIENTATION_VERTICAL)));
  for (guint i = first; i <= last; i++)
    ed_preview_paint_page (&scene, snapshot, i);
  gtk_snapshot_pop (snapshot);
}

/* The place on paper at (X, Y) of the window; FALSE where there is no document. */
static gboolean
find_place (EdPreviewPages *self, double x, double y, guint *page, gint32 *on_x, gint32 *on_y)
{
  if (self->layout == NULL)
    return FALSE;
  x += scrolled (self, GTK_ORIENTATION_HORIZONTAL);
  y += scrolled (self, GTK_ORIENTATION_VERTICAL);
  if (*page == G_MAXUINT)
    *page = ed_preview_layout_page_at (self->layout, (int) y);
  ed_preview_layout_on_paper (self->layout, *page, x, y, on_x, on_y);
  return TRUE;
}

static void
say_selected (EdPreviewPages *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, EdPreviewPages *self)
{
  guint page = G_MAXUINT;
  gint32 on_x, on_y;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_place (self, x, y, &page, &on_x, &on_y))
    return;
  if (n_press == 2)
    ed_preview_selection_take_word (self->selection, page, on_x, on_y);
  else if (n_press == 3)
    ed_preview_selection_take_page (self->selection, page);
  else
    ed_preview_selection_clear (self->selection);
  say_selected (self);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, EdPreviewPages *self)
{
  gint32 on_x, on_y;

  self->dragged_page = G_MAXUINT;
  if (find_place (self, x, y, &self->dragged_page, &on_x, &on_y)
      && ed_preview_selection_text (self->selection) == NULL
      && ed_preview_selection_begin (self->selection, self->dragged_page, on_x, on_y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double by_x, double by_y, EdPreviewPages *self)
{
  double x, y;
  gint32 on_x, on_y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y)
      || !gtk_drag_check_threshold (GTK_WIDGET (self),
                                    (int) x,
                                    (int) y,
                                    (int) (x + by_x),
                                    (int) (y + by_y)))
    return;
  if (!find_place (self, x + by_x, y + by_y, &self->dragged_page, &on_x, &on_y))
    return;
  ed_preview_selection_extend (self->selection, on_x, on_y);
  say_selected (self);
}

static gboolean
on_move (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gint32 orientation, stride, direction;

  g_variant_get (arguments, "(iii)", &orientation, &stride, &direction);
  ed_preview_port_move (&ED_PREVIEW_PAGES (widget)->port,
                        (GtkOrientation) orientation,
                        (EdPreviewStride) stride,
                        direction);
  return GDK_EVENT_STOP;
}

static void
on_scrolled (EdPreviewPages *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  queue_settle (self);
}

static void
set_turns (EdPreviewPages *self, guint quarter_turns)
{
  keep_middle (self);
  self->quarter_turns = quarter_turns % 4;
  queue_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUARTER_TURNS]);
}

static void
set_fits (EdPreviewPages *self, gboolean fits)
{
  keep_middle (self);
  self->fits = fits;
  queue_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FITS]);
}

static gboolean
has_selection (EdPreviewPages *self)
{
  return self->selection != NULL && ed_preview_selection_text (self->selection) != NULL;
}

static void
ed_preview_pages_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPreviewPages *self = ED_PREVIEW_PAGES (object);

  if (id == PROP_ZOOM)
    g_value_set_double (value, self->zoom);
  else if (id == PROP_FITS)
    g_value_set_boolean (value, self->fits);
  else if (id == PROP_QUARTER_TURNS)
    g_value_set_uint (value, self->quarter_turns);
  else if (id == PROP_PAGE)
    g_value_set_uint (value, self->page);
  else if (id == PROP_SELECTED)
    g_value_set_boolean (value, has_selection (self));
  else if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->port.adjustments[id == PROP_VADJUSTMENT]);
  else
    g_value_set_enum (value, (int) self->port.policies[id == PROP_VSCROLL_POLICY]);
}

static void
ed_preview_pages_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdPreviewPages *self = ED_PREVIEW_PAGES (object);

  if (id == PROP_ZOOM)
    ed_preview_pages_set_zoom (self, g_value_get_double (value));
  else if (id == PROP_FITS)
    set_fits (self, g_value_get_boolean (value));
  else if (id == PROP_QUARTER_TURNS)
    set_turns (self, g_value_get_uint (value));
  else if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    {
      ed_preview_port_take (&self->port,
                            id == PROP_VADJUSTMENT,
                            g_value_get_object (value),
                            G_CALLBACK (on_scrolled),
                            self);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  else
    self->port.policies[id == PROP_VSCROLL_POLICY] = (GtkScrollablePolicy) g_value_get_enum (value);
}

static void
ed_preview_pages_dispose (GObject *object)
{
  EdPreviewPages *self = ED_PREVIEW_PAGES (object);

  ed_preview_pages_set_document (self, NULL, NULL);
  g_clear_handle_id (&self->settling, g_source_remove);
  ed_preview_port_clear (&self->port, self);
  G_OBJECT_CLASS (ed_preview_pages_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom",
                                               NULL,
                                               NULL,
                                               ED_PREVIEW_ZOOM_MIN,
                                               ED_PREVIEW_ZOOM_MAX,
                                               1.0,
                                               writable);
  properties[PROP_FITS] = g_param_spec_boolean ("fits", NULL, NULL, TRUE, writable);
  properties[PROP_QUARTER_TURNS] =
      g_param_spec_uint ("quarter-turns", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (class, N_OWN_PROPS, properties);
  g_object_class_override_property (class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
ed_preview_pages_class_init (EdPreviewPagesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_preview_pages_dispose;
  object_class->get_property = ed_preview_pages_get_property;
  object_class->set_property = ed_preview_pages_set_property;
  widget_class->measure = ed_preview_pages_measure;
  widget_class->size_allocate = ed_preview_pages_size_allocate;
  widget_class->snapshot = ed_preview_pages_snapshot;
  install_properties (object_class);
  ed_preview_port_bind_keys (widget_class, on_move);
  gtk_widget_class_set_css_name (widget_class, "pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
add_gesture (EdPreviewPages *self, GtkGesture *gesture)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
ed_preview_pages_init (EdPreviewPages *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->zoom = 1.0;
  self->fits = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  add_gesture (self, click);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  add_gesture (self, drag);
  ed_preview_pinch_add (self);
}

static void
let_go_of_document (EdPreviewPages *self)
{
  g_clear_pointer (&self->layout, ed_preview_layout_free);
  g_clear_pointer (&self->selection, ed_preview_selection_free);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->document);
  g_clear_object (&self->search);
  self->dragged_page = G_MAXUINT;
}

void
ed_preview_pages_set_document (EdPreviewPages *self,
                               EdPreviewDocument *document,
                               EdPreviewSearch *search)
{
  GtkWidget *widget = GTK_WIDGET (self);

  let_go_of_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->search = g_object_ref (search);
      self->selection = ed_preview_selection_new (document);
      g_signal_connect_swapped (document, "drawn", G_CALLBACK (gtk_widget_queue_draw), self);
      g_signal_connect_swapped (search, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
      gtk_widget_set_cursor_from_name (
          widget,
          ed_preview_document_paper (document)->kind == ED_PAPER_PDF ? "text" : NULL);
    }
  self->quarter_turns = 0;
  self->page = 0;
  self->kept = ed_preview_layout_keep_top (0, gtk_widget_get_width (widget));
  queue_layout (self);
  for (guint i = PROP_ZOOM; i < N_OWN_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  gtk_widget_queue_draw (widget);
}

void
ed_preview_pages_zoom_at (EdPreviewPages *self, double zoom, double x, double y)
{
  if (self->layout == NULL)
    return;
  keep (self, x, y);
  self->fits = FALSE;
  self->zoom = clamp_zoom (zoom);
  queue_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FITS]);
}

void
ed_preview_pages_set_zoom (EdPreviewPages *self, double zoom)
{
  GtkWidget *widget = GTK_WIDGET (self);

  ed_preview_pages_zoom_at (self,
                            zoom,
                            gtk_widget_get_width (widget) / 2.0,
                            gtk_widget_get_height (widget) / 2.0);
}

void
ed_preview_pages_go_to (EdPreviewPages *self, guint page)
{
  if (self->layout == NULL || page < 1 || page > self->layout->paper->n_pages)
    return;
  if (self->stale)
    self->kept = ed_preview_layout_keep_top (page - 1, gtk_widget_get_width (GTK_WIDGET (self)));
  else
    ed_preview_port_scroll (&self->port,
                            GTK_ORIENTATION_VERTICAL,
                            self->layout->pages[page - 1].y - ED_PREVIEW_GAP);
}

void
ed_preview_pages_show_box (EdPreviewPages *self, guint page, const EdTextBox *box)
{
  graphene_rect_t rect;

  if (self->layout == NULL)
    return;
  rect = ed_preview_layout_box (self->layout, page, box);
  ed_preview_port_show (&self->port, GTK_ORIENTATION_HORIZONTAL, rect.origin.x, rect.size.width);
  ed_preview_port_show (&self->port, GTK_ORIENTATION_VERTICAL, rect.origin.y, rect.size.height);
}

void
ed_preview_pages_select_page (EdPreviewPages *self)
{
  if (self->selection == NULL || self->page == 0)
    return;
  ed_preview_selection_take_page (self->selection, self->page - 1);
  say_selected (self);
}

void
ed_preview_pages_copy (EdPreviewPages *self)
{
  if (has_selection (self))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            ed_preview_selection_text (self->selection));
}
