/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"
#include "wire/push.h"

/* What the server must hold and answer, told without a database: the pushes that it answered, taken
 * in their order, command by command, with the rules of domain/. */
typedef struct _SimModel SimModel;

SimModel *sim_model_new (const EdSettings *settings);
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

/* Where it stands now, to go back to: the server was put back from a backup of that moment. */
guint sim_model_position (const SimModel *self);
void sim_model_go_back (SimModel *self, guint position);

/* The element of the answer that the command got, or NULL: the server has not heard of it. */
const char *sim_model_result (const SimModel *self, const char *account, const char *command_id);
gboolean sim_model_sees_case (const SimModel *self, const char *account, const char *case_id);
/* All cases and messages that ACCOUNT sees, a line of JSON each, in a fixed order; good until the
 * next push. */
const char *sim_model_describe (SimModel *self, const char *account, gint64 now);
/* The file that COMMAND names, or NULL. */
const EdFile *sim_model_file (const SimModel *self, const EdCommand *command);
gboolean sim_model_is_suspended (const SimModel *self, const char *account);
guint sim_model_roles (const SimModel *self, const char *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimModel, sim_model_free)
