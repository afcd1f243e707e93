/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/suggestions.h"

#include "client/resources.h"

#define SHOWN_AT_MOST 8

struct _EdSuggestions
{
  GtkPopover parent_instance;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkStringList *fitting;
  char **words;
};

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdSuggestions, ed_suggestions, GTK_TYPE_POPOVER)

static void
on_activate (EdSuggestions *self, guint position)
{
  g_autofree char *word = g_strdup (gtk_string_list_get_string (self->fitting, position));

  g_signal_emit (self, signals[TAKEN], 0, word);
}

static void
ed_suggestions_finalize (GObject *object)
{
  g_strfreev (ED_SUGGESTIONS (object)->words);
  G_OBJECT_CLASS (ed_suggestions_parent_class)->finalize (object);
}

static void
ed_suggestions_class_init (EdSuggestionsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_suggestions_finalize;
  signals[TAKEN] = g_signal_new ("taken",
                                 ED_TYPE_SUGGESTIONS,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSuggestions, list);
  gtk_widget_class_bind_template_child (widget_class, EdSuggestions, selection);
  gtk_widget_class_bind_template_child (widget_class, EdSuggestions, fitting);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
ed_suggestions_init (EdSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_suggestions_new (void)
{
  return g_object_new (ED_TYPE_SUGGESTIONS, NULL);
}

void
ed_suggestions_set_words (EdSuggestions *self, const char *const *words)
{
  g_return_if_fail (ED_IS_SUGGESTIONS (self));
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
}

gboolean
ed_suggestion_fits (const char *word, const char *typed)
{
  return g_str_match_string (typed, word, TRUE);
}

static char **
find_fitting (EdSuggestions *self, const char *typed)
{
  g_autoptr (GStrvBuilder) fitting = g_strv_builder_new ();
  guint n = 0;

  for (char **word = self->words; word != NULL && *word != NULL && n < SHOWN_AT_MOST; word++)
    {
      if (!ed_suggestion_fits (*word, typed))
        continue;
      g_strv_builder_add (fitting, *word);
      n++;
    }
  return g_strv_builder_end (fitting);
}

void
ed_suggestions_offer (EdSuggestions *self, const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_auto (GStrv) fitting = *text == '\0' ? g_new0 (char *, 1) : find_fitting (self, text);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->fitting));

  if (fitting[0] == NULL || g_strv_contains ((const char *const *) fitting, text))
    {
      ed_suggestions_close (self);
      return;
    }
  gtk_string_list_splice (self->fitting, 0, n, (const char *const *) fitting);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
ed_suggestions_close (EdSuggestions *self)
{
  g_return_if_fail (ED_IS_SUGGESTIONS (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
ed_suggestions_move (EdSuggestions *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->fitting));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    selected = by > 0 ? 0 : n - 1;
  else
    selected = (selected + n + (guint) by) % n;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  return TRUE;
}

char *
ed_suggestions_selected (EdSuggestions *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_strdup (gtk_string_list_get_string (self->fitting, selected));
}
