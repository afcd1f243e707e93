/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/choice-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define CHOICE "choice"
#define CHOSEN "chosen"

static void
on_toggled (GObject *object, GtkCheckButton *button)
{
  EdChosen chosen = (EdChosen) g_object_get_data (G_OBJECT (button), CHOSEN);

  if (gtk_check_button_get_active (button))
    chosen (object, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE)));
}

void
ed_choice_rows_add (GtkListBox *list, const EdChoice *choices, EdChosen chosen, gpointer object)
{
  GtkWidget *first = NULL;

  for (int i = 0; choices[i].word != NULL; i++)
    {
      GtkWidget *button = gtk_check_button_new ();
      GtkWidget *row = adw_action_row_new ();

      g_object_set_data (G_OBJECT (button), CHOICE, GINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (button), CHOSEN, (gpointer) chosen);
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      first = first == NULL ? button : first;
      g_signal_connect_object (button,
                               "toggled",
                               G_CALLBACK (on_toggled),
                               object,
                               G_CONNECT_SWAPPED);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choices[i].label));
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      gtk_list_box_append (list, row);
    }
}
