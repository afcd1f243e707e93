/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "papers.h"
#include "store/requests.h"

/* A request and the machines of its three sides, with the server between them. */
typedef struct
{
  World *world;
  Machine *manager, *coordinator, *expert;
  char *request; /* its id, also before it is asked */
} Scene;

/* As fixtures. Nothing is asked yet. */
void scene_set_up (Scene *self, gconstpointer unused);
void scene_tear_down (Scene *self, gconstpointer unused);

/* As MACHINE shows the request, or NULL; ed_request_free(). */
EdRequest *scene_load (Scene *self, Machine *machine);
/* A command on the request, naming its open assignment where it needs one. */
EdCommand *scene_make (Scene *self, Machine *machine, EdCommandType type);
/* The one that asks it. */
EdCommand *scene_make_question (Scene *self);
/* Queues COMMAND (taken), which the rules here must accept; its id (static buffer). */
const char *scene_must (Machine *machine, EdCommand *command);
/* Assigns the request to USER; the server knows. */
void scene_assign (Scene *self, const char *user);
/* Asked and assigned; everybody has it. */
void scene_begin (Scene *self);
