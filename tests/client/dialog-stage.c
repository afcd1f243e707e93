/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/dialog-stage.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"

void
ed_dialog_stage_set_up (EdDialogStage *self, gconstpointer unused)
{
  self->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (self->desk, ED_ROLE_COORDINATOR);
  self->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->window));
}

void
ed_dialog_stage_tear_down (EdDialogStage *self, gconstpointer unused)
{
  ed_dialog_stage_close (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue; /* answers that nobody waits for */
  g_assert_finalize_object (self->desk);
}

void
ed_dialog_stage_watch (EdDialogStage *self, gpointer dialog)
{
  self->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &self->dialog);
}

void
ed_dialog_stage_wait_closed (EdDialogStage *self)
{
  while (self->dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
ed_dialog_stage_close (EdDialogStage *self)
{
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  ed_dialog_stage_wait_closed (self);
}
