/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* A coordinator's desk, and an empty window for a dialog to be above. */
typedef struct
{
  GtkWidget *window;
  EdDesk *desk;
  gpointer dialog; /* NULL before ed_dialog_stage_watch(), and once it is gone */
} EdDialogStage;

/* As fixtures. */
void ed_dialog_stage_set_up (EdDialogStage *self, gconstpointer unused);
void ed_dialog_stage_tear_down (EdDialogStage *self, gconstpointer unused);

/* DIALOG, which is open, is the one. */
void ed_dialog_stage_watch (EdDialogStage *self, gpointer dialog);
/* Until it is gone, by itself or now. */
void ed_dialog_stage_wait_closed (EdDialogStage *self);
void ed_dialog_stage_close (EdDialogStage *self);
