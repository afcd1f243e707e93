/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/fake-desk.h"

#include "domain/file.h"
#include "store/drafts.h"

/* What the files of the fake desk share. */
struct _EdDesk
{
  GObject parent_instance;
  gint64 now;
  guint asked_to_sync;
  EdAccount *account;
  EdSettings *settings;
  EdZone *zone;
  GPtrArray *cases;        /* EdCase; row number is the index plus one */
  GPtrArray *before;       /* EdCase or NULL: as they were before each entry */
  GPtrArray *outbox;       /* EdOutboxEntry */
  GPtrArray *accounts;     /* EdAccount */
  GError *draft_error;     /* of the next saves, or NULL */
  GHashTable *drafts;      /* "KIND:OBJECT" to body */
  GHashTable *draft_files; /* the same to GPtrArray of EdDraftFile */
  GPtrArray *files;        /* as fake-desk-files.c keeps them */
  GPtrArray *messages;     /* EdMessage, in order */
  GHashTable *read_at;     /* case to gint64 */
  GHashTable *told;        /* keys of news */
  gboolean has_told;
  guint asked_for_news;
  GPtrArray *late;       /* EdLateWork */
  GHashTable *late_away; /* assignments, put away */
  GPtrArray *statements; /* EdFeeStatement, the latest month first */
  GPtrArray *companies;  /* EdCompany */
  GPtrArray *requests;   /* EdRequest; row number is the index plus ED_FAKE_REQUEST_ROW */
  GPtrArray *internals;  /* EdInternalMessage */
  EdConnection connection;
  GError *trouble;
  gint64 items, count;
  gboolean is_issued;      /* the password */
  gboolean wants_totp;     /* the organisation, before anything else */
  gint64 codes_left;       /* recovery codes; ED_ABSENT: no second factor */
  GPtrArray *devices;      /* EdListedDevice */
  GError *account_trouble; /* what the next call about the account fails with, or NULL */
  gboolean closed;
};

/* Of the first request: beyond those of cases. */
#define ED_FAKE_REQUEST_ROW 1000000

/* The case's index in "cases", -1 when there is none. */
int ed_fake_desk_index (EdDesk *desk, const char *id);
/* Entries that wait for the server, or else those that were refused or kept. */
guint ed_fake_desk_count_entries (EdDesk *desk, gboolean waiting);
/* What the thread of CASE_ asks of the reader. */
EdThreadMark ed_fake_desk_mark (EdDesk *desk, const EdCase *case_);
void ed_fake_desk_put_draft (EdDesk *desk, const char *kind, const char *object, const char *body);
/* The command that was written as the draft ENDS, or NULL, has been DONE, or not. */
void ed_fake_desk_end_draft (EdDesk *desk, const EdDraftEnd *ends, gboolean done);
/* Something may differ. */
void ed_fake_desk_tell (EdDesk *desk);
/* Applies COMMAND and puts it into the outbox; FILE: for an attach. Nobody is told yet. */
gboolean
ed_fake_desk_do (EdDesk *desk, const EdCommand *command, const EdFile *file, EdRefusal *refusal);
/* Puts COMMAND (taken) into the outbox; BEFORE: the case before it, taken, or NULL. */
void ed_fake_desk_note (EdDesk *desk, EdCommand *command, EdCase *before);
/* Takes back the last command, if it is this one and waits. Nobody is told yet. */
gboolean ed_fake_desk_undo (EdDesk *desk, const char *command_id);
/* Decides on a statement. */
gboolean ed_fake_desk_do_to_statement (EdDesk *desk, const EdCommand *command, EdRefusal *refusal);
gboolean ed_fake_desk_do_to_company (EdDesk *desk, const EdCommand *command, EdRefusal *refusal);
/* Does something to a request. */
gboolean ed_fake_desk_do_to_request (EdDesk *desk, const EdCommand *command, EdRefusal *refusal);
/* Settles late work; how much of it waits on a case or request. */
/* What COMMAND_ID said is behind the draft, as in the store. */
void ed_fake_desk_keep_words (EdDesk *desk, const char *command_id);
gboolean ed_fake_desk_settle_late (EdDesk *desk, const EdCommand *command, EdRefusal *refusal);
guint ed_fake_desk_count_late (EdDesk *desk, const char *target_id);
/* For the field "files". */
GPtrArray *ed_fake_desk_new_files (void);
/* The file that COMMAND_ID attaches, if any. */
void ed_fake_desk_forget_file (EdDesk *desk, const char *command_id);
/* Answers with ANSWER, later, as the real desk does. */
void ed_fake_desk_answer (EdDesk *desk,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data,
                          gpointer answer);
/* The same; FREE_ANSWER frees what nobody takes, because whoever asked has gone. */
void ed_fake_desk_answer_owned (EdDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data,
                                gpointer answer,
                                GDestroyNotify free_answer);
/* Answers with ANSWER, or where it is NULL that nobody is there. */
void ed_fake_desk_answer_or_fail (EdDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data,
                                  gpointer answer);
gpointer ed_fake_desk_finish (EdDesk *desk, GAsyncResult *result, GError **error);
