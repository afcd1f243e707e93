/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/fill-stage.h"

#include "client/documents/fill-page.h"
#include "client/sample-cases.h"
#include "client/shell/window.h"
#include "client/stage.h"

#include <string.h>

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

void
ed_fill_stage_set_up (EdFillStage *stage, gconstpointer data)
{
  stage->window = ed_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (stage->window));
  ed_stage_wait (is_drawn, stage->window);
  stage->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (stage->desk);
  ed_window_enter (ED_WINDOW (stage->window), g_object_ref (stage->desk));
  ed_stage_settle ();
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
ed_fill_stage_tear_down (EdFillStage *stage, gconstpointer data)
{
  gpointer window = stage->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  g_assert_finalize_object (stage->desk);
}

void
ed_fill_stage_open (EdFillStage *stage,
                    const char *case_id,
                    const char *form,
                    const char *first_label)
{
  gtk_widget_activate_action (stage->window, "win.fill-form", "(ss)", case_id, form);
  ed_stage_wait_for (stage->window, first_label);
}

void
ed_fill_stage_open_log (EdFillStage *stage)
{
  ed_fill_stage_open (stage, CASE_240, "treatment-log", "Reason for the counselling and goals");
}

void
ed_fill_stage_open_feedback (EdFillStage *stage)
{
  ed_fill_stage_open (stage,
                      CASE_240,
                      "satisfaction",
                      "All in all, how satisfied are you with the counselling?");
}

void
ed_fill_stage_answer (GtkWidget *root, const char *question, const char *text)
{
  GtkWidget *row = ed_stage_find (root, ADW_TYPE_PREFERENCES_ROW, question);
  GtkWidget *view = row != NULL ? ed_stage_find (row, GTK_TYPE_TEXT_VIEW, NULL) : NULL;

  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

void
ed_fill_stage_pick (EdFillStage *stage, const char *question, const char *word)
{
  GtkWidget *row = ed_stage_find (stage->window, ADW_TYPE_PREFERENCES_ROW, question);
  GtkWidget *button;

  g_assert_nonnull (row);
  button = ed_stage_find (row, GTK_TYPE_TOGGLE_BUTTON, word);
  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

typedef struct
{
  EdDesk *desk;
  const char *case_id, *form, *text;
} Wanted;

static gboolean
is_kept (gpointer data)
{
  const Wanted *wanted = data;
  const char *body = ed_fake_desk_draft (wanted->desk, wanted->form, wanted->case_id);

  if (wanted->text == NULL)
    return body == NULL;
  return body != NULL && strstr (body, wanted->text) != NULL;
}

void
ed_fill_stage_wait_for_draft (EdFillStage *stage, const char *form, const char *text)
{
  Wanted wanted = { stage->desk, CASE_240, form, text };

  ed_stage_wait (is_kept, &wanted);
}

GtkWidget *
ed_fill_stage_page (EdFillStage *stage)
{
  return ed_stage_find (stage->window, ED_TYPE_FILL_PAGE, NULL);
}

EdCase *
ed_fill_stage_case (EdFillStage *stage)
{
  return (EdCase *) ed_fake_desk_find (stage->desk, CASE_240);
}
