/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "scene.h"

void
scene_set_up (Scene *self, gconstpointer unused)
{
  self->world = world_new ();
  self->manager = machine_new (self->world, WORLD_MANAGER);
  self->coordinator = machine_new (self->world, WORLD_COORDINATOR);
  self->expert = machine_new (self->world, WORLD_EXPERT);
  self->request = g_strdup (world_make_id (self->world));
  machine_sync (self->manager);
}

void
scene_tear_down (Scene *self, gconstpointer unused)
{
  g_free (self->request);
  machine_free (self->manager);
  machine_free (self->coordinator);
  machine_free (self->expert);
  world_free (self->world);
}

EdRequest *
scene_load (Scene *self, Machine *machine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdRequestRow) row = ed_store_load_request (machine->store, self->request, &error);

  g_assert_no_error (error);
  return row != NULL ? g_steal_pointer (&row->request) : NULL;
}

EdCommand *
scene_make (Scene *self, Machine *machine, EdCommandType type)
{
  const EdCommandForm *form = ed_command_form (type);
  g_autoptr (EdRequest) request = scene_load (self, machine);
  gboolean names_it = request != NULL
                      && (form->needs_assignment || type == ED_COMMAND_INTERNAL_SEND
                          || type == ED_COMMAND_REQUEST_ASSIGN);

  return ed_command_new (type,
                         world_make_id (self->world),
                         self->request,
                         names_it ? request->assignment_id : NULL,
                         ed_clock_now (&machine->clock.parent));
}

EdCommand *
scene_make_question (Scene *self)
{
  EdCommand *command = scene_make (self, self->manager, ED_COMMAND_REQUEST_CREATE);
  EdArgs *args = command->args;

  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("How should she come back?");
  return command;
}

const char *
scene_must (Machine *machine, EdCommand *command)
{
  static char id[40];

  g_strlcpy (id, command->id, sizeof id);
  g_assert_cmpint (machine_do (machine, command), ==, ED_REFUSAL_NONE);
  return id;
}

void
scene_assign (Scene *self, const char *user)
{
  EdCommand *command = scene_make (self, self->coordinator, ED_COMMAND_REQUEST_ASSIGN);

  ((EdArgs *) command->args)->expert = g_strdup (world_account (user));
  scene_must (self->coordinator, command);
  machine_sync (self->coordinator);
}

void
scene_begin (Scene *self)
{
  scene_must (self->manager, scene_make_question (self));
  machine_sync (self->manager);
  machine_sync (self->coordinator);
  scene_assign (self, WORLD_EXPERT);
  machine_sync (self->expert);
  machine_sync (self->manager);
}
