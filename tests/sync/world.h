/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/founding.h"
#include "support/api-transport.h"
#include "sync/pass.h"

/* A server in this process, with its organisation and people, and machines that sync with it
 * through transports that fail on order. Ids count up, clocks stand where they are put: every run
 * is the same. */
#define WORLD_START G_GINT64_CONSTANT (1584558240000) /* 2020-03-18T19:04:00Z */
#define WORLD_TODAY 18339                             /* 2020-03-18, in the world's zone too */
#define WORLD_HOUR G_GINT64_CONSTANT (3600000)
#define WORLD_PASSWORD "correct horse"

#define WORLD_COORDINATOR "coordinator@world.example"
#define WORLD_EXPERT "expert@world.example"
#define WORLD_OTHER "other@world.example"     /* another expert */
#define WORLD_MANAGER "manager@world.example" /* a case manager */

typedef struct
{
  char *folder;
  char *data_dir;
  char *database, *copy; /* URLs, or NULL: files in that folder */
  EdManualClock clock;   /* the server's */
  EdApiHost host;
  guint ids;
} World;

World *world_new (void);
void world_free (World *self);
/* Stops the server, remembers its data or puts back what was remembered, and starts it again. */
void world_back_up (World *self);
void world_restore (World *self);
void world_advance (World *self, gint64 by_ms);
/* The next id; in a buffer that lasts for the next 15 calls. */
const char *world_make_id (World *self);
/* The account's id, by its user name. */
const char *world_account (const char *user);

/* One machine. Its store is encrypted, its clock may go wrong. */
typedef struct
{
  World *world;
  const char *user;
  char *path;
  EdManualClock clock;
  EdTransport *transport;
  EdStore *store;
  EdPass pass;
  EdPassReport report;
  guint changes; /* calls of on_changed */
} Machine;

/* A new machine, signed in; the clock as the world's. */
Machine *machine_new (World *world, const char *user);
void machine_free (Machine *self);
void machine_sign_in (Machine *self);
/* Opens its store, which is closed. */
void machine_open (Machine *self);
/* Closes the store and opens it again, as after a crash. */
void machine_reopen (Machine *self);
/* One pass without waiting. */
gboolean machine_try (Machine *self, GError **error);
/* One that succeeds. */
void machine_sync (Machine *self);
/* One that fails so. */
void machine_fail (Machine *self, EdSyncError code);

/* Queue a command that the rules here accept, and answer its id (static buffer as above). */
const char *machine_create_case (Machine *self);
const char *machine_assign (Machine *self, const char *case_id, const char *user);
const char *machine_contact (Machine *self, const char *case_id);
const char *machine_add_session (Machine *self, const char *case_id, gint64 date);
const char *machine_edit_city (Machine *self, const char *case_id, const char *city);
/* Queues COMMAND (taken): ED_REFUSAL_NONE, or why not. */
EdRefusalCode machine_do (Machine *self, EdCommand *command);

/* The case as shown here, or NULL; free with ed_case_free(). */
EdCase *machine_load (Machine *self, const char *case_id);
guint machine_count_cases (Machine *self);
/* "waiting", "sent", "accepted", "refused CODE", "kept", "handed over", "none". */
char *machine_fate (Machine *self, const char *command_id);
gint64 machine_count_waiting (Machine *self);
guint machine_count_sessions (Machine *self, const char *case_id); /* of the case as shown */
void machine_assert_fate (Machine *self, const char *command_id, const char *expected);
/* How often the message is among those of the case that the server has. */
guint machine_count_message (Machine *self, const char *case_id, const char *id);
/* Both show the same. */
void machine_assert_same (Machine *self, Machine *other);
/* Everything that the machine shows, as one text, in a fixed order. */
char *machine_describe (Machine *self);

/* An assigned case that MACHINE's expert holds, made by a coordinator's machine of its own. */
const char *world_make_case (World *self, Machine *expert);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Machine, machine_free)
