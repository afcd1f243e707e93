/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"
#include "wire/push.h"

/* The server fails on commands whose ids begin so, and gives each up the third time. */
#define SIM_POISON "dead"

/* What the server must hold and answer, told without a database: the pushes that it answered and
 * the chores that it did, taken in their order, command by command, with the rules of domain/. */
typedef struct _SimModel SimModel;

/* What follows from no push, and is asked for where the server has it. */
typedef struct
{
  /* The id that it has given to EXPERT's statement of MONTH; g_free(). */
  char *(*name_statement) (gpointer data, const char *expert, gint64 month);
  /* Ids of the commands on accounts and settings that it holds (PROTOCOL 8); g_strfreev(). */
  char **(*list_held) (gpointer data);
} SimServerWord;

/* SERVER and DATA outlive it. */
SimModel *sim_model_new (const EdSettings *settings, const SimServerWord *server, gpointer data);
void sim_model_free (SimModel *self);
void sim_model_add_account (SimModel *self, const EdAccount *account);
/* A file that somebody will upload. */
void sim_model_add_file (SimModel *self, const EdFile *file);

/* The server, at NOW, has answered the push BODY of ACCOUNT so. NULL: as it must; else what is
 * wrong. */
char *sim_model_take_push (SimModel *self,
                           const char *account,
                           gint64 now,
                           GBytes *body,
                           const char *answer,
                           gsize length);
/* It has done what the clock brings. */
void sim_model_take_chores (SimModel *self, gint64 now);
/* It has acknowledged that of the file ID, or, of ANNOUNCED, may have heard of it. */
typedef enum
{
  SIM_BYTES_ANNOUNCED,
  SIM_BYTES_ARRIVED, /* all of them */
  SIM_BYTES_GIVEN_UP,
} SimBytes;
void sim_model_take_bytes (SimModel *self, gint64 now, const char *id, SimBytes bytes);

/* Where it stands now, to go back to: the server was put back from a backup of that moment.
 * NOTICED_AT: when it found out, or ED_ABSENT. */
guint sim_model_position (const SimModel *self);
void sim_model_go_back (SimModel *self, guint position, gint64 noticed_at);

/* The element of the answer that the command got, or NULL: the server has not heard of it. */
const char *sim_model_result (const SimModel *self, const char *account, const char *command_id);
/* How many commands have one. */
guint sim_model_count_results (const SimModel *self);
/* Whether there is one; of settings, always. */
gboolean sim_model_has (const SimModel *self, EdTargetKind kind, const char *id);
gboolean
sim_model_sees (const SimModel *self, const char *account, EdTargetKind kind, const char *id);
/* All that ACCOUNT sees, a line each, in a fixed order; good until the next push. */
const char *sim_model_describe (SimModel *self, const char *account, gint64 now);
/* A view of TYPE, without what neither pushes nor chores tell of; g_free(). */
char *sim_model_name_essence (const char *type, const char *body);
/* NULL: QUEUED, "kind event recipient" each, are the mails that the domain promises, each once. */
char *sim_model_check_mails (const SimModel *self, const GPtrArray *queued);
/* NULL: what is billed is what was approved, once. Else what is wrong. */
char *sim_model_check_money (const SimModel *self);
gboolean sim_model_has_archive (const SimModel *self);
/* The ids of the cases in the archive, in a fixed order; good until the next push or chores. */
GPtrArray *sim_model_list_archived (const SimModel *self);
/* The file ID, or NULL; whether the server must know all its bytes. */
const EdFile *sim_model_file (const SimModel *self, const char *id);
gboolean sim_model_has_bytes (const SimModel *self, const char *id);
/* Whether the case, request or late work ID, or RECORD of that KIND, has the file FILE. */
gboolean
sim_model_lists (const SimModel *self, EdTargetKind kind, const char *id, const char *file);
gboolean sim_model_is_file_of (EdTargetKind kind, gpointer record, const char *file);
/* NULL: there is none. */
const EdAccount *sim_model_account (const SimModel *self, const char *account);
gboolean sim_model_is_suspended (const SimModel *self, const char *account);
guint sim_model_roles (const SimModel *self, const char *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimModel, sim_model_free)
