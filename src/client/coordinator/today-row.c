/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-row.h"

#include "client/closures.h"
#include "client/coordinator/today-texts.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdTodayRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *buttons;
  GObject *item; /* EdCaseItem or EdRequestItem */
  char *header;
  gboolean private;
};

enum
{
  PROP_ITEM = 1,
  PROP_HEADER,
  PROP_PRIVATE,
  N_PROPS
};

enum
{
  DEED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdTodayRow, ed_today_row, GTK_TYPE_WIDGET)

/* The buttons say what they do to which of them. */
static void
describe (EdTodayRow *self)
{
  g_autofree char *title = ed_today_title_text (self, self->item);
  g_autofree char *why = ed_today_why_text (self, self->item);

  ed_row_name (GTK_WIDGET (self), title, why);
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    title,
                                    -1);
}

/* The item's content is new: whatever is computed from it is computed again. */
static void
on_item_changed (EdTodayRow *self)
{
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
do_deed (EdTodayRow *self, const char *deed)
{
  if (self->item != NULL && deed != NULL)
    g_signal_emit (self, signals[DEED], 0, deed);
}

static void
on_first (EdTodayRow *self)
{
  do_deed (self, ed_today_button_deed (self->item, TRUE));
}

static void
on_second (EdTodayRow *self)
{
  do_deed (self, ed_today_button_deed (self->item, FALSE));
}

static void
on_open (EdTodayRow *self)
{
  do_deed (self, "open");
}

static gboolean
has_button (gpointer object, gpointer item, gboolean first)
{
  return item != NULL && ed_today_button_deed (item, first) != NULL;
}

static void
ed_today_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTodayRow *self = ED_TODAY_ROW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_HEADER)
    g_value_set_string (value, self->header);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_today_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdTodayRow *self = ED_TODAY_ROW (object);

  if (id == PROP_ITEM)
    ed_today_row_set_item (self, g_value_get_object (value));
  else if (id == PROP_HEADER)
    ed_today_row_set_header (self, g_value_get_string (value));
  else if (self->private != g_value_get_boolean (value))
    {
      self->private = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
ed_today_row_dispose (GObject *object)
{
  EdTodayRow *self = ED_TODAY_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_TODAY_ROW);
  G_OBJECT_CLASS (ed_today_row_parent_class)->dispose (object);
}

static void
ed_today_row_finalize (GObject *object)
{
  g_free (ED_TODAY_ROW (object)->header);
  G_OBJECT_CLASS (ed_today_row_parent_class)->finalize (object);
}

static const EdCallback closures[] = {
  { "bar_classes", G_CALLBACK (ed_today_bar_classes) },
  { "icon", G_CALLBACK (ed_today_icon) },
  { "icon_classes", G_CALLBACK (ed_today_icon_classes) },
  { "title_markup", G_CALLBACK (ed_today_title_markup) },
  { "why_text", G_CALLBACK (ed_today_why_text) },
  { "haste_text", G_CALLBACK (ed_today_haste_text) },
  { "is_pending", G_CALLBACK (ed_today_is_pending) },
  { "mark_text", G_CALLBACK (ed_today_mark_text) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
  { "pill_text", G_CALLBACK (ed_today_pill_text) },
  { "pill_icon", G_CALLBACK (ed_today_pill_icon) },
  { "pill_classes", G_CALLBACK (ed_today_pill_classes) },
  { "has_open", G_CALLBACK (ed_today_has_open) },
  { "open_tooltip", G_CALLBACK (ed_today_open_tooltip) },
  { "has_button", G_CALLBACK (has_button) },
  { "button_label", G_CALLBACK (ed_today_button_label) },
  { "button_tooltip", G_CALLBACK (ed_today_button_tooltip) },
};

static void
ed_today_row_class_init (EdTodayRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_today_row_dispose;
  object_class->finalize = ed_today_row_finalize;
  object_class->get_property = ed_today_row_get_property;
  object_class->set_property = ed_today_row_set_property;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_HEADER] = g_param_spec_string ("header", NULL, NULL, NULL, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[DEED] = g_signal_new ("deed",
                                ED_TYPE_TODAY_ROW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdTodayRow, box);
  gtk_widget_class_bind_template_child (widget_class, EdTodayRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_first);
  gtk_widget_class_bind_template_callback (widget_class, on_second);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_today_row_init (EdTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_today_row_new (void)
{
  return g_object_new (ED_TYPE_TODAY_ROW, NULL);
}

GtkWidget *
ed_today_row_new_compact (void)
{
  EdTodayRow *self = ED_TODAY_ROW (ed_today_row_new ());

  gtk_widget_set_visible (self->buttons, FALSE);
  return GTK_WIDGET (self);
}

void
ed_today_row_set_item (EdTodayRow *self, gpointer item)
{
  g_return_if_fail (ED_IS_TODAY_ROW (self));
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, on_item_changed, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item,
                             "changed",
                             G_CALLBACK (on_item_changed),
                             self,
                             G_CONNECT_SWAPPED);
  on_item_changed (self);
}

gpointer
ed_today_row_item (EdTodayRow *self)
{
  g_return_val_if_fail (ED_IS_TODAY_ROW (self), NULL);
  return self->item;
}

void
ed_today_row_set_header (EdTodayRow *self, const char *header)
{
  g_return_if_fail (ED_IS_TODAY_ROW (self));
  if (g_strcmp0 (self->header, header) == 0)
    return;
  g_free (self->header);
  self->header = g_strdup (header);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER]);
}
