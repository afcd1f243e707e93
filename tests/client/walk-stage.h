/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/place.h"
#include "client/shell/window.h"
#include "sync/desk.h"

/* A window with people's work in it, and a way to any of its pages and dialogs, for a walk around
 * them (walk.h). */
typedef struct
{
  guint roles; /* 0: nobody has signed in */
  const char *name;
  const char *place;  /* shown first, or NULL: the first */
  const char *action; /* then activated with TARGET (GVariant's text format or NULL); or NULL */
  const char *target;
  const char *deed; /* of what is shown then, "companies.edit('…')", or NULL */
} EdWalkPage;

typedef struct
{
  EdDesk *desk; /* NULL where nobody has signed in */
  GtkWidget *window;
} EdWalkStage;

/* At the beginning of a program of walks. Environment ED_WALK_LANGUAGE ("de"): of all words, which
 * are in the folder ED_LOCALE. A walk finds things by what they are, never by their words. */
void ed_walk_stage_init (int *argc, char ***argv);
/* Adds the test /client/FOLDER/NAME; PAGE, or what begins with it, is its data and stays.
 * Environment ED_WALK_WIDTH and ED_WALK_HEIGHT (pixels) and ED_WALK_TEXT (percent): of the window,
 * and of its text. */
void ed_walk_stage_add (const char *folder,
                        const char *name,
                        gconstpointer page,
                        void (*test) (EdWalkStage *stage, gconstpointer page));
/* Shows PAGE and waits until it is drawn; its detail or NULL. */
GtkWidget *ed_walk_stage_show (EdWalkStage *stage, const EdWalkPage *page);
/* Until nothing in WINDOW is still being fetched or drawn. */
void ed_walk_stage_wait_ready (GtkWidget *window);
/* Activates the page's deed where it is enabled: of the detail, or of what the window shows. FALSE:
 * nowhere. */
gboolean ed_walk_stage_do (EdWalkStage *stage, const EdWalkPage *page);
/* The button, item or other thing WITHIN a window that is for ACTION ("sign-in.start") and can be
 * seen, or NULL. */
GtkWidget *ed_walk_stage_find_action (GtkWidget *within, const char *action);
/* What the .ui file of something WITHIN a window calls ID ("password"), or NULL. */
GtkWidget *ed_walk_stage_find_part (GtkWidget *within, const char *id);
/* The window above the main one that was opened last, or NULL. */
GtkWindow *ed_walk_stage_dialog (EdWalkStage *stage);
/* Presses the key NAME (of X: "Escape") for WINDOW, once it is active: whatever has the focus may
 * take it for itself. */
void ed_walk_stage_press (GtkWindow *window, const char *name);
/* Makes DIALOG no wider than ED_WALK_WIDTH, as a small screen would have it. */
void ed_walk_stage_narrow (GtkWindow *dialog);
/* Adds a sentence to COMPLAINTS where WINDOW needs more than ED_WALK_WIDTH, with each innermost
 * thing that is to blame. */
void ed_walk_stage_judge_width (GtkWindow *window, GPtrArray *complaints);
/* The same for each answer of DIALOG, a message, that does not lie in it, or lies below a screen of
 * ED_WALK_HEIGHT whose top it touches. */
void ed_walk_stage_judge_answers (GtkWindow *dialog, GPtrArray *complaints);
/* Says what is wrong with PAGE and fails the test, if there are any SENTENCES. */
void ed_walk_stage_complain (const EdWalkPage *page, const GPtrArray *sentences);
/* Has ADD add a test for each of PLACES, as who has ROLES sees it. The pages stay. */
void ed_walk_add_places (guint roles, const EdPlace *places, void (*add) (const EdWalkPage *page));
/* Writes a picture of WINDOW, called as the test is, into the folder that is environment
 * ED_WALK_PICTURES, if any. */
void ed_walk_stage_picture (GtkWidget *window);
