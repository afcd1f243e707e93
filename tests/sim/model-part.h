/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model.h"

#include "domain/company.h"
#include "domain/fee-statement.h"
#include "domain/internal-message.h"
#include "domain/late-work.h"
#include "domain/message.h"

#define SIM_LATE_MS (G_GINT64_CONSTANT (30) * 86400000)
/* Stands for the words of late work, whose spelling is the server's. */
#define SIM_LATE_COMMAND "kept"

/* One document of the server. */
typedef struct
{
  const EdRecordType *type;
  gpointer record;
  gint64 rev;
} SimThing;

struct _SimModel
{
  EdSettings *first_settings; /* as they were at first, likewise people */
  GPtrArray *people;          /* EdAccount */
  EdZone *zone;
  const SimServerWord *server;
  gpointer data;
  GHashTable *files; /* id: EdFile; known for ever */
  GPtrArray *happenings;
  /* What follows from them. */
  EdSettings *settings;
  GHashTable *things[ED_N_TARGETS]; /* id: SimThing; no settings */
  GHashTable *messages;             /* id: EdMessage */
  GHashTable *internal_messages;    /* id: EdInternalMessage */
  GHashTable *kept;                 /* id of late work: EdCommand, as it was sent */
  GHashTable *results;              /* "account command": char *, the answer's element */
  GHashTable *devices;              /* id: the number that comes next */
  GHashTable *numbers;              /* of a case, or below zero of a request: its id */
  GHashTable *mails;                /* "kind event recipient": what somebody is to hear of */
  GHashTable *looks;                /* id of a case or request: when to remind of it, gint64 */
  GHashTable *archived;             /* ids of cases: a set */
  GHashTable *archive_looks;        /* id of a case: when to see whether it goes there, gint64 */
  GHashTable *told;                 /* account: what sim_model_describe() told since then */
  GHashTable *bytes;                /* of model-file.c */
  GPtrArray *held;                  /* of model-return.c */
  char **said_held;                 /* what the server said that it holds, borrowed */
  gint64 restored_at;               /* as the server knows it, or absent */
  gint64 now;                       /* of the happening */
};

/* One command on its way through. */
typedef struct
{
  SimModel *model;
  const EdAccount *account;
  gint64 now, offset, at;
  EdCommand *command;
  gboolean returns;     /* it was applied before, by a server that is put back since, */
  gint64 was_rev;       /* and made this revision */
  const EdResult *said; /* by the server */
  EdResult must;
} SimTrial;

/* --- model.c ---------------------------------------------------------------------------------- */

/* NULL: there is none. */
gpointer sim_model_find (const SimModel *self, EdTargetKind kind, const char *id);
/* Takes RECORD as the thing's next revision, which it answers; which that will be. */
gint64 sim_model_put (SimModel *self, EdTargetKind kind, const char *id, gpointer record);
gint64 sim_model_next_rev (const SimModel *self, EdTargetKind kind, const char *id);
/* Takes MESSAGE. FALSE: one has its id. */
gboolean sim_model_add_message (SimModel *self, EdMessage *message);
/* Whether commands alone make the revisions. */
gboolean sim_has_counted_revisions (EdTargetKind kind);
/* Answers FALSE. */
gboolean sim_trial_reject (SimTrial *trial, EdRefusalCode code);

/* --- what judges each kind of target ---------------------------------------------------------- */

/* The one that the command's target has. */
void sim_judge (SimTrial *trial);
void sim_judge_case (SimTrial *trial);
void sim_judge_request (SimTrial *trial);
void sim_judge_late_work (SimTrial *trial);
void sim_judge_statement (SimTrial *trial);
void sim_judge_account (SimTrial *trial);
void sim_judge_settings (SimTrial *trial);
void sim_judge_company (SimTrial *trial);

/* --- model-file.c ----------------------------------------------------------------------------- */

GHashTable *sim_files_new_table (void);
void sim_files_take (SimModel *self, const char *id, SimBytes bytes);
/* The file ID, or NULL: it was given up. A command whose bytes are to come gets no answer. */
const EdFile *sim_files_find (const SimModel *self, const char *id);
/* What nothing has for long enough may be gone. */
void sim_files_expire (SimModel *self);

/* --- model-late.c ----------------------------------------------------------------------------- */

/* The command is late work on the case or request NUMBER, whose assignment has ended, maybe because
 * it was CANCELLED; FILES (EdFile) came with it. */
void sim_late_keep (SimTrial *trial,
                    gint64 number,
                    gint64 ended_at,
                    gboolean cancelled,
                    const GPtrArray *files);
/* Brings what the command says of its time into the bounds that begin with BEGIN. */
void sim_settle_arg (EdCommand *command, gint64 begin, gint64 received_at);

/* --- model-archive.c -------------------------------------------------------------------------- */

gboolean sim_archive_has (const SimModel *self, const char *case_id);
/* When CASE_, which was written now, is looked at; and all, after other settings. */
void sim_archive_note (SimModel *self, const EdCase *case_);
void sim_archive_note_settings (SimModel *self, const EdSettings *before);
/* What is due goes there. */
void sim_archive_work (SimModel *self);

/* --- model-money.c ---------------------------------------------------------------------------- */

void sim_money_post (SimModel *model, const EdCase *case_);
void sim_money_take_back (SimModel *model, const char *case_id, const char *closing, gint64 at);
void sim_money_fill (SimModel *model, const EdAccount *expert, gint64 type);
void sim_money_charge (SimModel *model, const EdCompany *company);

/* --- model-mail.c -------------------------------------------------------------------------------
 */

/* What was done makes the mails that it makes; of a case or request before its next revision is
 * put. */
void sim_mail_tell_of_case (const SimTrial *trial, const EdCase *before, const EdCase *case_);
void
sim_mail_tell_of_request (const SimTrial *trial, const EdRequest *before, const EdRequest *request);
void
sim_mail_tell_of_message (const SimTrial *trial, const EdCase *case_, const EdMessage *message);
void sim_mail_tell_of_internal (const SimTrial *trial,
                                const EdRequest *request,
                                const EdInternalMessage *message);
void
sim_mail_tell_of_account (const SimTrial *trial, const EdAccount *before, const EdAccount *account);
void sim_mail_tell_of_statement (const SimTrial *trial, const EdFeeStatement *statement);
/* When RECORD, which was written now, is looked at for reminders; and all, after other settings. */
void sim_mail_note (SimModel *self, EdTargetKind kind, gconstpointer record);
void sim_mail_note_settings (SimModel *self, const EdSettings *before);
/* The server looks at what is due now. */
void sim_mail_remind (SimModel *self);

/* --- model-return.c -----------------------------------------------------------------------------
 */

GPtrArray *sim_return_new_list (void);
/* Whether the command is handed back to a server that knows that it was put back. */
gboolean sim_return_is (const SimTrial *trial);
/* NULL, or what is wrong. */
char *sim_return_judge (SimTrial *trial);
/* What waits for the present revision of TARGET; what has waited long enough. */
void sim_return_take_up (SimModel *self, EdTargetKind kind, const char *target);
void sim_return_take_up_old (SimModel *self);
/* Of what has no counted revisions: what the server holds no more. */
void sim_return_take_up_as_said (SimModel *self);
