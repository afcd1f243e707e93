/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "history.h"

/* --- people.c: who there is, the same in every history ---------------------------------------- */

#define SIM_PEOPLE 9
#define SIM_PASSWORD "correct horse"

typedef struct
{
  const char *user, *id, *role;
} SimPerson;
extern const SimPerson sim_people[SIM_PEOPLE];
EdAccount *sim_make_account (const SimPerson *person);
/* The person of each machine: coordinators first. */
extern const guint sim_owners[SIM_MACHINES];

/* The folder of an organisation with its people, and of machines that have signed in; made once.
 * FOLDER/server, FOLDER/0 … */
const char *sim_template (void);
void sim_template_clear (void);
/* All chance of the process from now on follows from SEED. */
void sim_seed (guint32 seed, guint32 step);

/* --- themes.c --------------------------------------------------------------------------------- */

const SimTheme *sim_theme (guint32 seed);
/* Whether chance has it, OF_HUNDRED times; for 0 it is not asked. */
gboolean sim_leans (SimHistory *self, guint of_hundred);
/* Whether THINGS are as many as the theme has. */
gboolean sim_is_enough (const SimHistory *self, const GPtrArray *things);

/* --- server.c --------------------------------------------------------------------------------- */

gboolean sim_server_start (SimHistory *self);
void sim_server_stop (SimHistory *self);
/* After every call: if its machine has failed, it starts again, and what became of the push BODY of
 * ACCOUNT (or NULL) is found out. TRUE: it had failed, nobody has an answer. */
gboolean sim_server_mend (SimHistory *self, const char *account, GBytes *body);
void sim_server_do_chores (SimHistory *self);
/* Whether its database says that the file ID was given up. */
gboolean sim_server_has_given_up (SimHistory *self, const char *id);
/* The id of EXPERT's statement of MONTH in its database, or NULL. */
char *sim_server_name_statement (gpointer history, const char *expert, gint64 month);
/* Ids of what it holds of accounts and settings; g_strfreev(). */
char **sim_server_list_held (gpointer history);
/* NULL: its audit log is whole, and every mail was queued once; else what is wrong. */
char *sim_server_check_books (SimHistory *self);
void sim_server_back_up (SimHistory *self);
void sim_server_put_back (SimHistory *self);

/* --- trouble.c: what goes wrong but for the lines --------------------------------------------- */

void sim_make_trouble (SimHistory *self);
/* After a step: what has failed starts again. */
void sim_mend_all (SimHistory *self);
/* Nothing fails from now on. */
void sim_end_trouble (SimHistory *self);

/* --- line.c: a machine's transport ------------------------------------------------------------ */

EdTransport *sim_line_new (SimMachine *machine);
/* One of the delayed calls arrives. */
void sim_line_deliver (SimHistory *self);
void sim_line_drop_delayed (SimHistory *self);

/* --- machine.c -------------------------------------------------------------------------------- */

SimMachine *sim_machine_new (SimHistory *history, guint slot);
void sim_machine_free (SimMachine *self);
gboolean sim_machine_is_up (const SimMachine *self);
void sim_machine_sign_in (SimMachine *self);
/* A pass until its first call, from one call to the next, to its end. */
void sim_machine_begin (SimMachine *self);
void sim_machine_go_on (SimMachine *self, SimFate fate);
void sim_machine_finish (SimMachine *self);
/* Called in the pass's thread: stops until it is let go on. */
void sim_machine_wait (SimMachine *self);
/* After all that a machine did: if it has failed, it starts again. */
void sim_machine_mend (SimMachine *self);
void sim_machine_restart (SimMachine *self);
void sim_machine_put_aside (SimMachine *self);
void sim_machine_put_back (SimMachine *self);
/* Another one takes its place, with nothing on it. */
void sim_machine_replace (SimMachine *self);

/* --- access.c --------------------------------------------------------------------------------- */

GHashTable *sim_passwords_copy (GHashTable *passwords);
void sim_passwords_set (GHashTable *passwords, const char *account, const char *present);
/* The account's; OTHER: which it may be instead, or NULL. */
const char *sim_password_in (GHashTable *passwords, const char *account, gboolean other);
const char *sim_password (const SimHistory *self, const char *account, gboolean other);
/* One call of the person at MACHINE, whose pass does not run. FALSE: there is no answer. */
gboolean sim_call (SimMachine *machine, EdCall *call, EdAnswer *answer);
void sim_change_password (SimHistory *self, SimMachine *machine);
void sim_withdraw_device (SimHistory *self, SimMachine *machine);

/* --- deeds.c ---------------------------------------------------------------------------------- */

void sim_do_something (SimHistory *self);

/* For its parts. Words that only those may hold who see ID. */
char *sim_say (const char *id);
const char *sim_pick_expert (SimHistory *self);
gpointer sim_pick_of (SimHistory *self, const GPtrArray *array);
/* What MACHINE shows of ID, or NULL; ed_record_free(). */
gpointer sim_load_shown (SimMachine *machine, EdTargetKind kind, const char *id);

/* --- giving.c --------------------------------------------------------------------------------- */

/* A command of TYPE on TARGET, given now on MACHINE; ed_command_free(). */
EdCommand *sim_command_new (SimMachine *machine,
                            EdCommandType type,
                            const char *target,
                            const char *assignment);
void sim_enqueue (SimHistory *self, SimMachine *machine, const EdCommand *command);
/* The same of one that brings a new file of KIND (EdFileKind), among its documents. */
void sim_enqueue_with_file (SimHistory *self, SimMachine *machine, EdCommand *command, gint64 kind);
/* The same of one that makes a document of a case, which is SHOWN. */
void sim_attach (SimHistory *self, SimMachine *machine, EdCommand *command, const EdCase *shown);
/* The same of one on a case of the archive, which is not on the machine. */
void sim_enqueue_archived (SimHistory *self,
                           SimMachine *machine,
                           const EdCase *archived,
                           const EdCommand *command);
/* TEXT was given here on TARGET and is nobody else's. */
void
sim_note_taken_back (SimMachine *machine, EdTargetKind kind, const char *target, const char *text);
/* Another draft of the response is written on MACHINE: of those that wait the last one is sent. */
void sim_replace_drafts (SimMachine *machine, const char *assignment);

/* --- papers.c --------------------------------------------------------------------------------- */

GArray *sim_papers_new (void);
/* DEED, its place among the deeds, is COMMAND; it was seen to. */
void sim_papers_note (SimHistory *self, guint deed, const EdCommand *command);
void sim_papers_let_go (SimHistory *self, guint deed);
/* After each change on the server or a machine. */
void sim_papers_watch (SimHistory *self);
void sim_papers_watch_screen (SimMachine *machine);
/* MACHINE is about to tell the server that it has no bytes of FILE. */
void sim_papers_check_given_up (SimMachine *machine, const char *file);

/* --- deeds-back.c ------------------------------------------------------------------------------
 */

void sim_undo_something (SimHistory *self);
void sim_discard_something (SimHistory *self, SimMachine *machine);

/* --- deeds-archive.c -------------------------------------------------------------------------- */

/* A coordinator looks into the archive for one of its cases, and opens it again. */
void sim_do_archive (SimHistory *self, SimMachine *machine);

/* --- deeds-request.c, deeds-office.c ---------------------------------------------------------- */

/* Somebody of ROLE does something with a request. */
void sim_do_request (SimHistory *self, SimMachine *machine, guint role);
/* An expert or a coordinator looks after money, a coordinator after late work, companies, accounts
 * or the settings. */
void sim_do_office (SimHistory *self, SimMachine *machine, guint role);
void sim_change_rights (SimHistory *self);
/* Takes every suspension back; FALSE: there is none. */
gboolean sim_restore_rights (SimHistory *self);

/* --- watch.c, screen.c: what must hold -------------------------------------------------------- */

/* After a step of the machine. */
void sim_watch_machine (SimMachine *machine);
/* What it holds as the server sent it, a line each. */
char *sim_describe_replica (SimMachine *machine);
/* The state of the command in the machine's outbox, or -1. */
int sim_find_state (SimMachine *machine, const char *id);
/* IS violates what OUGHT to be: WHAT the machine does with it, for the story. */
void sim_tell_difference (SimMachine *machine, const char *is, const char *ought, const char *what);
/* What is shown is the replica with the commands on it. */
void sim_check_screen (SimMachine *machine);

/* --- ending.c --------------------------------------------------------------------------------- */

/* The end: nothing fails any more. */
void sim_watch_end (SimHistory *self);
