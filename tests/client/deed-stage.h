/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* A profile on a fake desk, and what a person does with it: pressing its buttons, answering its
 * dialogs, and the commands that come of it. A fixture of GTest; DATA is the sample case's number.
 */
typedef struct
{
  EdDesk *desk;
  GtkWidget *profile;
  GtkWindow *window;
} EdDeedStage;

/* Before an expert's, or a coordinator's, profile of the sample case. */
void ed_deed_stage_set_up (EdDeedStage *stage, gconstpointer data);
void ed_deed_stage_set_up_coordinator (EdDeedStage *stage, gconstpointer data);
void ed_deed_stage_tear_down (EdDeedStage *stage, gconstpointer data);
/* Shows the case ID of the stage's desk. */
void ed_deed_stage_open (EdDeedStage *stage, const char *id);

/* Presses the profile's button LABEL; the dialog that it opens. */
GtkWidget *ed_deed_stage_ask (EdDeedStage *stage, const char *label);
GtkWidget *ed_deed_stage_wait_dialog (EdDeedStage *stage);
void ed_deed_stage_wait_no_dialog (EdDeedStage *stage);
void ed_deed_stage_respond (GtkWidget *dialog, const char *response);
void ed_deed_stage_confirm (GtkWidget *dialog);
void ed_deed_stage_choose (GtkWidget *dialog, const char *choice);
void ed_deed_stage_write (GtkWidget *dialog, const char *text);

/* Whether the profile's button LABEL is there; whether it can be pressed. */
gboolean ed_deed_stage_offers (EdDeedStage *stage, const char *label);
gboolean ed_deed_stage_can_press (EdDeedStage *stage, const char *label);

/* The arguments of the Nth command (from 1), once it is done; it must be the last, valid and of
 * TYPE. */
const EdArgs *ed_deed_stage_wait_command (EdDeedStage *stage, guint n, EdCommandType type);
