/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/page.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/bottom-bar.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/focus.h"
#include "client/widgets/follow.h"
#include "client/widgets/header-title.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/wrap.h"

/* In pixels at the normal text size: what a header with words on its buttons has room in. */
#define WORDY 640

/* Every page fits this. */
#define LEAST 360

struct _EdPage
{
  GtkWidget parent_instance;
  GtkWidget *box;
  AdwHeaderBar *header;
  GtkWidget *bar; /* has BAR_BUTTONS */
  EdWrap *bar_buttons;
  GPtrArray *deeds; /* GtkWidget, borrowed */
  char *title;
  char *subtitle;
  gboolean detail;
  gboolean own_back;
  gboolean folded;
  gboolean is_narrow;  /* as laid out last */
  gboolean was_narrow; /* as watchers know it */
  gboolean is_tight;   /* as laid out last */
  gboolean was_tight;  /* as the header has been told */
  guint telling;       /* source */
  guint styling;       /* tick callback */
  guint frames;        /* until the header looks as it has been told */
};

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_DETAIL,
  PROP_OWN_BACK,
  PROP_FOLDED,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;

/* --- what is in it ---------------------------------------------------------------------------- */

static void
append (EdPage *self, GtkWidget *child)
{
  gtk_box_insert_child_after (GTK_BOX (self->box), child, gtk_widget_get_prev_sibling (self->bar));
}

static void
show_bar (EdPage *self)
{
  gboolean is_needed = FALSE;

  for (guint i = 0; i < self->deeds->len; i++)
    is_needed = is_needed || gtk_widget_get_visible (self->deeds->pdata[i]);
  gtk_widget_set_visible (self->bar, is_needed && self->was_narrow);
}

static void
add_deed (EdPage *self, GtkWidget *button)
{
  g_ptr_array_add (self->deeds, button);
  adw_header_bar_pack_end (self->header, button);
  g_signal_connect_object (button,
                           "notify::visible",
                           G_CALLBACK (show_bar),
                           self,
                           G_CONNECT_SWAPPED);
}

/* From the header to the bar, or back. */
static void
move_deeds (EdPage *self)
{
  for (guint i = 0; i < self->deeds->len; i++)
    {
      g_autoptr (GtkWidget) button = g_object_ref (self->deeds->pdata[i]);

      if (self->was_narrow)
        {
          adw_header_bar_remove (self->header, button);
          ed_wrap_append (self->bar_buttons, button);
          continue;
        }
      gtk_widget_unparent (button);
      if (GTK_IS_BUTTON (button))
        ed_button_unwrap (GTK_BUTTON (button));
      adw_header_bar_pack_end (self->header, button);
    }
  show_bar (self);
}

static void
ed_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  EdPage *self = ED_PAGE (buildable);

  if (self->box == NULL || !GTK_IS_WIDGET (child) || child == G_OBJECT (self->box))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (self->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "deed") == 0)
    add_deed (self, GTK_WIDGET (child));
  else
    append (self, GTK_WIDGET (child));
}

static void
ed_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = ed_page_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdPage,
                               ed_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ed_page_buildable_init))

static void
ed_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPage *self = ED_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_DETAIL:
      g_value_set_boolean (value, self->detail);
      break;
    case PROP_OWN_BACK:
      g_value_set_boolean (value, self->own_back);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->was_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdPage *self = ED_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;
    case PROP_SUBTITLE:
      g_free (self->subtitle);
      self->subtitle = g_value_dup_string (value);
      break;
    case PROP_DETAIL:
      self->detail = g_value_get_boolean (value);
      break;
    case PROP_OWN_BACK:
      self->own_back = g_value_get_boolean (value);
      break;
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_page_dispose (GObject *object)
{
  EdPage *self = ED_PAGE (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  if (self->styling != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->styling);
  self->styling = 0;
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_PAGE);
  G_OBJECT_CLASS (ed_page_parent_class)->dispose (object);
}

static void
ed_page_finalize (GObject *object)
{
  EdPage *self = ED_PAGE (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->deeds);
  G_OBJECT_CLASS (ed_page_parent_class)->finalize (object);
}

/* To what the page is about; where that takes no focus, to the header's first button. */
static gboolean
ed_page_grab_focus (GtkWidget *widget)
{
  EdPage *self = ED_PAGE (widget);
  GtkWidget *child = gtk_widget_get_next_sibling (GTK_WIDGET (self->header));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ed_focus_begin (child))
      return TRUE;
  return ed_focus_begin (GTK_WIDGET (self->header));
}

/* --- room ------------------------------------------------------------------------------------- */

/* The frame in which it is told lays out what it looked like before. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EdPage *self = ED_PAGE (widget);

  if (--self->frames > 0)
    return G_SOURCE_CONTINUE;
  self->styling = 0;
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
tighten (EdPage *self)
{
  self->was_tight = self->is_tight;
  if (self->is_tight)
    gtk_widget_add_css_class (GTK_WIDGET (self->header), "tight");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->header), "tight");
  self->frames = 2;
  if (self->styling == 0)
    self->styling = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* Watchers change what they show, which nobody may while the window lays itself out. */
static gboolean
tell (gpointer data)
{
  EdPage *self = data;

  self->telling = 0;
  if (self->was_tight != self->is_tight)
    tighten (self);
  if (self->was_narrow != self->is_narrow)
    {
      self->was_narrow = self->is_narrow;
      gtk_widget_queue_resize (GTK_WIDGET (self));
      move_deeds (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }
  return G_SOURCE_REMOVE;
}

static int
measure_least (EdPage *self)
{
  int least;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* With more than it has when it is narrow, it would never come to be that. */
static void
ed_page_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  EdPage *self = ED_PAGE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, measure_least (self));
  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && (!self->was_narrow || self->styling != 0))
    *minimum = MIN (*minimum, LEAST);
}

static void
ed_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdPage *self = ED_PAGE (widget);
  int least;

  self->is_narrow = width < WORDY * ed_text_scale (widget);
  self->is_tight = self->is_narrow && ed_text_scale (widget) >= ED_TEXT_LARGE;
  if (self->telling == 0
      && (self->is_narrow != self->was_narrow || self->is_tight != self->was_tight))
    self->telling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell, self, NULL);
  width = MAX (width, measure_least (self));
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->box,
                            &(GtkAllocation){ 0, 0, width, MAX (height, least) },
                            baseline);
}

static GtkSizeRequestMode
ed_page_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (ED_PAGE (widget)->box);
}

static void
ed_page_class_init (EdPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_BOTTOM_BAR); /* what pages put below their content, too */
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_page_dispose;
  object_class->finalize = ed_page_finalize;
  object_class->get_property = ed_page_get_property;
  object_class->set_property = ed_page_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_boolean ("detail", NULL, NULL, FALSE, flags);
  properties[PROP_OWN_BACK] = g_param_spec_boolean ("own-back", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->measure = ed_page_measure;
  widget_class->size_allocate = ed_page_size_allocate;
  widget_class->get_request_mode = ed_page_get_request_mode;
  widget_class->grab_focus = ed_page_grab_focus;
  widget_class->focus = ed_focus_through;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "widgets/page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPage, box);
  gtk_widget_class_bind_template_child (widget_class, EdPage, header);
  gtk_widget_class_bind_template_child (widget_class, EdPage, bar);
  gtk_widget_class_bind_template_child (widget_class, EdPage, bar_buttons);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "needs_back_button",
                                                G_CALLBACK (ed_closure_and_not));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "needs_sidebar_button",
                                                G_CALLBACK (ed_closure_and_not));
}

static void
ed_page_init (EdPage *self)
{
  self->deeds = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_header_titles_wrap (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "folded");
}

GtkWidget *
ed_page_new (const char *title, GtkWidget *child)
{
  EdPage *self = g_object_new (ED_TYPE_PAGE, "title", title, NULL);

  if (child != NULL)
    append (self, child);
  return GTK_WIDGET (self);
}
