/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/filter-bar.h"

#include "client/resources.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdFilterBar
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  EdViewMenu *menu;
  EdWrap *needs;
  EdWrap *states;
  EdWrap *types;
  gboolean setting; /* chips are being pressed by the program */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdFilterBar, ed_filter_bar, GTK_TYPE_WIDGET)

/* The index of the chip of CHIPS that is pressed, or ED_ABSENT. */
static gint64
find_pressed (EdWrap *chips)
{
  gint64 i = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      return i;
  return ED_ABSENT;
}

/* Presses the chip number PRESSED, and none of the others. */
static void
press (EdWrap *chips, gint64 pressed)
{
  gint64 i = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), i == pressed);
}

/* A chip pressed again lets go. */
static void
on_toggled (EdFilterBar *self, GtkToggleButton *chip)
{
  GtkWidget *wrap = gtk_widget_get_parent (GTK_WIDGET (chip));

  if (self->setting)
    return;
  self->setting = TRUE;
  for (GtkWidget *other = gtk_widget_get_first_child (wrap);
       other != NULL && gtk_toggle_button_get_active (chip);
       other = gtk_widget_get_next_sibling (other))
    if (other != GTK_WIDGET (chip))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
  self->setting = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_chips (EdFilterBar *self, EdWrap *wrap, const EdChoice *choices)
{
  for (; choices->word != NULL; choices++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_ (choices->label));

      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
      ed_wrap_append (wrap, chip);
    }
}

static void
ed_filter_bar_dispose (GObject *object)
{
  EdFilterBar *self = ED_FILTER_BAR (object);

  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (ed_filter_bar_parent_class)->dispose (object);
}

static void
ed_filter_bar_class_init (EdFilterBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_VIEW_MENU);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_filter_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_FILTER_BAR,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, title);
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, menu);
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, needs);
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, states);
  gtk_widget_class_bind_template_child (widget_class, EdFilterBar, types);
}

static void
ed_filter_bar_init (EdFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self, self->needs, ed_need_choices);
  add_chips (self, self->states, ed_case_state_choices);
  add_chips (self, self->types, ed_case_type_choices);
}

EdCaseFilter
ed_filter_bar_filter (EdFilterBar *self)
{
  gint64 need = find_pressed (self->needs);

  return (EdCaseFilter){ .need = need == ED_ABSENT ? ED_NEED_ANY : (EdNeed) (need + 1),
                         .state = find_pressed (self->states),
                         .type = find_pressed (self->types) };
}

void
ed_filter_bar_set_filter (EdFilterBar *self, const EdCaseFilter *filter)
{
  g_return_if_fail (ED_IS_FILTER_BAR (self));
  self->setting = TRUE;
  press (self->needs, (gint64) filter->need - 1);
  press (self->states, filter->state);
  press (self->types, filter->type);
  self->setting = FALSE;
}

EdViewMenu *
ed_filter_bar_menu (EdFilterBar *self)
{
  g_return_val_if_fail (ED_IS_FILTER_BAR (self), NULL);
  return self->menu;
}

void
ed_filter_bar_set_title (EdFilterBar *self, const char *title)
{
  g_return_if_fail (ED_IS_FILTER_BAR (self));
  gtk_label_set_label (self->title, title);
}
