/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page in each of its states, used by Tab alone. */

#include "client/fake-desk.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"

/* A state of the page: how it comes about, and which field it begins with. */
typedef struct
{
  EdWalkPage page;
  void (*enter) (EdWalkStage *stage);
  const char *begins; /* in the .ui file */
} State;

static EdSignInPage *
find_page (EdWalkStage *stage)
{
  return ed_window_sign_in_page (ED_WINDOW (stage->window));
}

/* As who comes back finds it, with the server and their name. */
static void
enter_again (EdWalkStage *stage)
{
  ed_sign_in_page_prefill (find_page (stage), "server.example", "expert@demo.example");
}

static void
fail_with (EdWalkStage *stage, EdSyncError code)
{
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, (int) code, "raw"));
  enter_again (stage);
  ed_sign_in_page_sign_in (find_page (stage), "secret");
}

static gboolean
says_trouble (gpointer page)
{
  g_autofree char *trouble = ed_stage_text (page, "trouble");

  return trouble != NULL && *trouble != '\0';
}

static void
enter_trouble (EdWalkStage *stage)
{
  fail_with (stage, ED_SYNC_ERROR_PASSWORD);
  ed_stage_wait (says_trouble, find_page (stage));
}

static gboolean
asks_code (gpointer page)
{
  gboolean asks;

  g_object_get (page, "asks-code", &asks, NULL);
  return asks;
}

static void
enter_code (EdWalkStage *stage)
{
  fail_with (stage, ED_SYNC_ERROR_TOTP_NEEDED);
  ed_stage_wait (asks_code, find_page (stage));
}

static void
enter_recovery_code (EdWalkStage *stage)
{
  enter_code (stage);
  g_signal_emit_by_name (ed_walk_stage_find_part (stage->window, "other"), "clicked");
}

/* Who was inside has locked the window. */
static void
enter_locked (EdWalkStage *stage)
{
  EdDesk *desk = ed_fake_desk_new (1);

  enter_again (stage);
  ed_window_enter (ED_WINDOW (stage->window), desk);
  ed_stage_settle ();
  ed_walk_wait_drawn (stage->window);
  ed_window_lock (ED_WINDOW (stage->window));
}

static const State states[] = {
  { { 0, "empty" }, NULL, "server" },
  { { 0, "again" }, enter_again, "password" },
  { { 0, "locked" }, enter_locked, "password" },
  { { 0, "trouble" }, enter_trouble, "password" },
  { { 0, "code" }, enter_code, "code" },
  { { 0, "recovery-code" }, enter_recovery_code, "code" },
};

static gboolean
begins_with (EdWalkStage *stage, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  GtkWidget *field = ed_walk_stage_find_part (stage->window, id);

  return focus != NULL && field != NULL && gtk_widget_is_ancestor (focus, field);
}

static void
test_page_is_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  const State *state = data;
  g_autoptr (GPtrArray) complaints = NULL;

  ed_walk_wait_drawn (stage->window);
  if (state->enter != NULL)
    state->enter (stage);
  ed_stage_settle ();
  ed_walk_wait_drawn (stage->window);
  g_assert_true (begins_with (stage, state->begins));
  complaints = ed_walk_around (GTK_WINDOW (stage->window));
  ed_walk_stage_judge_width (GTK_WINDOW (stage->window), complaints);
  ed_walk_stage_complain (&state->page, complaints);
  ed_fake_desk_fail_open (NULL);
}

int
main (int argc, char **argv)
{
  ed_walk_stage_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    ed_walk_stage_add ("keyboard-sign-in",
                       states[i].page.name,
                       &states[i],
                       test_page_is_used_by_keyboard);
  return g_test_run ();
}
