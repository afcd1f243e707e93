/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A widget whose part has the focus goes between two frames: the part goes later. */

#include "client/stage.h"
#include "client/widgets/template.h"

#include <adwaita.h>

/* What is bound to the stack ends before what is in the stack, which is bound to the widget. */
#define TITLE                                                                        \
  "<child><object class='GtkLabel'>"                                                 \
  "<binding name='label'><lookup name='visible-child-name'>stack</lookup></binding>" \
  "</object></child>"
#define PARTS                                                                            \
  "<object class='GtkBox' id='box'>" TITLE "<child><object class='GtkStack' id='stack'>" \
  "<child><object class='GtkStackPage'><property name='name'>ask</property>"             \
  "<property name='child'><object class='GtkBox'>"                                       \
  "<child><object class='GtkButton'><property name='label'>Finish</property>"            \
  "<binding name='tooltip-text'><lookup name='name'>%s</lookup></binding>"               \
  "</object></child>"                                                                    \
  "<child><object class='GtkLabel'>"                                                     \
  "<binding name='label'><lookup name='name'>%s</lookup></binding>"                      \
  "</object></child>"                                                                    \
  "</object></property></object></child>"                                                \
  "<child><object class='GtkStackPage'><property name='name'>done</property>"            \
  "<property name='child'><object class='GtkLabel'/></property></object></child>"        \
  "</object></child>" TITLE "</object>"

static void
set_template (GtkWidgetClass *class, const char *parent)
{
  const char *name = G_OBJECT_CLASS_NAME (class);
  g_autofree char *parts = g_strdup_printf (PARTS, name, name);
  g_autofree char *text = g_strdup_printf (
      "<interface><template class='%s' parent='%s'><child>%s</child></template></interface>",
      name,
      parent,
      parts);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  gtk_widget_class_set_template (class, bytes);
}

/* One that has its part as a child of its own. */
G_DECLARE_FINAL_TYPE (Card, card, TEST, CARD, GtkWidget)

struct _Card
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (Card, card, GTK_TYPE_WIDGET)

static void
card_dispose (GObject *object)
{
  g_clear_pointer (&TEST_CARD (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), card_get_type ());
  G_OBJECT_CLASS (card_parent_class)->dispose (object);
}

static void
card_class_init (CardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = card_dispose;
  set_template (GTK_WIDGET_CLASS (class), "GtkWidget");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (class), Card, box);
}

static void
card_init (Card *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* One whose parent class has it. */
G_DECLARE_FINAL_TYPE (Bin, bin, TEST, BIN, AdwBin)

struct _Bin
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (Bin, bin, ADW_TYPE_BIN)

static void
bin_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), bin_get_type ());
  G_OBJECT_CLASS (bin_parent_class)->dispose (object);
}

static void
bin_class_init (BinClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bin_dispose;
  set_template (GTK_WIDGET_CLASS (class), "AdwBin");
}

static void
bin_init (Bin *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_finalized (gpointer is_finalized)
{
  *(gboolean *) is_finalized = TRUE;
}

static gboolean
is_gone (gpointer part)
{
  return *(gpointer *) part == NULL;
}

static void
test_part_may_go_later (gconstpointer get_type)
{
  GType type = ((GType (*) (void)) get_type) ();
  GtkWidget *outside = adw_bin_new ();
  GtkWindow *window = ed_stage_show (outside, 300, 200);
  GtkWidget *widget = g_object_new (type, NULL);
  gboolean is_finalized = FALSE;
  gpointer part;

  adw_bin_set_child (ADW_BIN (outside), widget);
  ed_stage_settle ();
  part = ed_stage_find (widget, GTK_TYPE_BUTTON, "Finish");
  /* A weak pointer would change the order in which what is bound ends. */
  g_object_set_data_full (G_OBJECT (widget), "staged", &is_finalized, on_finalized);
  g_object_add_weak_pointer (part, &part);
  g_assert_true (gtk_widget_grab_focus (part));

  gtk_stack_set_visible_child_name (ed_stage_find_type (widget, GTK_TYPE_STACK), "done");
  gtk_window_set_focus (window, NULL);
  adw_bin_set_child (ADW_BIN (outside), NULL);
  g_assert_true (is_finalized);
  g_assert_nonnull (part); /* the window has it until the next frame */
  ed_stage_wait (is_gone, &part);
  ed_stage_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/template/card", card_get_type, test_part_may_go_later);
  g_test_add_data_func ("/template/bin", bin_get_type, test_part_may_go_later);
  return g_test_run ();
}
