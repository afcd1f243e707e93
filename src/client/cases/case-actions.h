/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/ask-dialog.h"
#include "client/cases/case-item.h"
#include "client/cases/moment-dialog.h"
#include "client/documents/case-files.h"
#include "sync/desk.h"

/* What a profile offers: contact, sessions, satisfaction, closing and what a coordinator decides,
 * as the action group "deed" of the profile's widget. An action is enabled when the rules would
 * take its commands now. Dialogs ask what is needed, then the commands are done, with a toast to
 * undo them. Belongs to the profile, which gives it up when it is disposed of. */
#define ED_TYPE_CASE_ACTIONS (ed_case_actions_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseActions, ed_case_actions, ED, CASE_ACTIONS, GObject)

/* One action, as a line of a static table that ends with a NULL name. */
typedef struct
{
  const char *name;
  const char *parameter; /* type, or NULL */
  gboolean is_box;       /* a tick box: VALUE is what it is to become */
  void (*activate) (EdCaseActions *self, GVariant *value);
  /* The commands that it would lead to, with something in every field that is asked for; NULL: the
   * action only looks. */
  GPtrArray *(*imagine) (EdCaseActions *self);
} EdCaseAction;

extern const EdCaseAction ed_contact_actions[], ed_session_actions[], ed_closing_actions[];
extern const EdCaseAction ed_number_actions[], ed_document_actions[], ed_message_actions[];
extern const EdCaseAction ed_record_actions[];

/* PROFILE is borrowed and outlives it. FILES may be NULL where none are attached. */
EdCaseActions *ed_case_actions_new (GtkWidget *profile,
                                    EdDesk *desk,
                                    EdCaseFiles *files,
                                    GCancellable *cancellable);
/* The case, or its newer content. */
void ed_case_actions_set_item (EdCaseActions *self, EdCaseItem *item);

/* Whether files can be attached now; and asks for the last word before FILES (EdPickedFile; taken)
 * are. */
gboolean ed_case_actions_can_attach (EdCaseActions *self);
void ed_case_actions_attach (EdCaseActions *self, GPtrArray *files);

/* For the tables' own functions. */
GtkWidget *ed_case_actions_profile (EdCaseActions *self);
EdDesk *ed_case_actions_desk (EdCaseActions *self);
EdCaseFiles *ed_case_actions_files (EdCaseActions *self);
/* Whether the profile has given them up: nothing is said or done any more. */
gboolean ed_case_actions_is_over (EdCaseActions *self);
/* Cancelled with the profile. */
GCancellable *ed_case_actions_cancellable (EdCaseActions *self);
EdCaseItem *ed_case_actions_item (EdCaseActions *self);
const EdCase *ed_case_actions_case (EdCaseActions *self);
gint64 ed_case_actions_now (EdCaseActions *self);
gint64 ed_case_actions_clock (void); /* the device's */
EdCommand *ed_case_actions_command (EdCaseActions *self, EdCommandType type);
GPtrArray *ed_case_actions_list (EdCommand *command); /* takes it */
gboolean
ed_case_actions_foresee (EdCaseActions *self, const GPtrArray *commands, EdRefusal *refusal);
/* Takes COMMANDS. */
void ed_case_actions_perform (EdCaseActions *self, GPtrArray *commands, const char *done);
/* Shows DIALOG before the profile's window. */
void ed_case_actions_present (EdCaseActions *self, GtkWidget *dialog);
typedef void (*EdAnswered) (EdCaseActions *self, gint64 value, const char *text);
void ed_case_actions_ask (EdCaseActions *self, const EdAsk *question, EdAnswered answered);
/* ABOUT: given back as the dialog's "about". */
typedef void (*EdSaved) (EdCaseActions *self, gint64 at, gint64 result, GtkWidget *dialog);
void ed_case_actions_ask_moment (EdCaseActions *self,
                                 GtkWidget *dialog,
                                 const char *about,
                                 EdSaved saved);
