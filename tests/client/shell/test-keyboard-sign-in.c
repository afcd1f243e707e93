/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page in each of its states, used by Tab alone. */

#include "client/fake-desk.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"

/* A state of the page: how it comes about, and which control it begins with. */
typedef struct
{
  EdWalkPage page;
  void (*enter) (EdWalkStage *stage);
  const char *begins; /* title of a row, or label of a button */
} State;

static GtkWidget *
find_row (EdWalkStage *stage, const char *title)
{
  return ed_stage_find (stage->window, ADW_TYPE_ENTRY_ROW, title);
}

static void
write_in (EdWalkStage *stage, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (stage, title)), text);
}

/* As who comes back finds it, with the server and their name. */
static void
enter_again (EdWalkStage *stage)
{
  EdSignInPage *page = ed_window_sign_in_page (ED_WINDOW (stage->window));

  ed_sign_in_page_prefill (page, "server.example", "expert@demo.example");
}

static void
sign_in (EdWalkStage *stage)
{
  enter_again (stage);
  write_in (stage, "Password", "secret");
  ed_stage_click (stage->window, "Sign in");
}

static void
fail_with (EdWalkStage *stage, EdSyncError code)
{
  ed_fake_desk_fail_open (g_error_new_literal (ED_SYNC_ERROR, (int) code, "raw"));
  sign_in (stage);
}

static void
enter_trouble (EdWalkStage *stage)
{
  fail_with (stage, ED_SYNC_ERROR_PASSWORD);
  ed_stage_wait_for (stage->window, "User name or password is wrong.");
}

static void
enter_code (EdWalkStage *stage)
{
  fail_with (stage, ED_SYNC_ERROR_TOTP_NEEDED);
  ed_stage_wait_for (stage->window, "Signing in as expert@demo.example");
}

static void
enter_recovery_code (EdWalkStage *stage)
{
  enter_code (stage);
  ed_stage_click (stage->window, "Use a recovery code");
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
  { { 0, "empty" }, NULL, "Server" },
  { { 0, "again" }, enter_again, "Password" },
  { { 0, "locked" }, enter_locked, "Password" },
  { { 0, "trouble" }, enter_trouble, "Password" },
  { { 0, "code" }, enter_code, "Code from your authenticator app" },
  { { 0, "recovery-code" }, enter_recovery_code, "Recovery code" },
};

static gboolean
begins_with (EdWalkStage *stage, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  GtkWidget *row = find_row (stage, title);

  return focus != NULL && row != NULL && gtk_widget_is_ancestor (focus, row);
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
