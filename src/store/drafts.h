/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

/* What is being written and not yet done: one text for each KIND ("message", "treatment_log" …)
 * and OBJECT, the id of the case or request that it is about. It goes from here with that. What is
 * about nothing yet, a new case, has the OBJECT "". Bodies are the caller's own (JSON or plain
 * text). */

/* The kind of a message being written. One that is taken back from the outbox becomes a draft
 * again. */
#define ED_DRAFT_MESSAGE "message"
/* An internal message, and what a coordinator adjusts in a response, likewise; of requests. */
#define ED_DRAFT_INTERNAL "internal_message"
#define ED_DRAFT_ADJUSTMENT "adjustment"
/* A response: the body is that of a command response.draft, ready to be sent. Where its request is
 * forgotten meanwhile, it is sent as such, so that nothing that was written is lost. */
#define ED_DRAFT_RESPONSE "response"
/* A new request, of nothing yet; another question in one; documents to be shared in one: the
 * arguments of the command as JSON. The words of one that is taken back from the outbox come behind
 * those of another that is being written by then. */
#define ED_DRAFT_REQUEST "request"
#define ED_DRAFT_AGAIN "ask_again"
#define ED_DRAFT_SHARE "share"
/* Views of the table of cases, of nothing: what was typed to find cases by stays in them, but for
 * the words of a client who is erased. */
#define ED_DRAFT_CASE_VIEWS "case-views"
/* A GVariant as text: the name of the first one and whether it is a preset; of the user's own the
 * name, three words of what is picked, what was typed, and how it is shown. */
#define ED_DRAFT_CASE_VIEW_FORMAT "(ssssssbs)"
#define ED_DRAFT_CASE_VIEWS_FORMAT "(sba" ED_DRAFT_CASE_VIEW_FORMAT ")"

/* Saves nothing where OBJECT is not held here (any more): whoever writes may hear of it later. */
gboolean ed_store_save_draft (EdStore *store,
                              const char *kind,
                              const char *object,
                              const char *body,
                              GError **error);
/* NULL without ERROR when there is none. UPDATED_AT (ms) may be NULL. Free with g_free(). */
char *ed_store_load_draft (EdStore *store,
                           const char *kind,
                           const char *object,
                           gint64 *updated_at,
                           GError **error);
/* With its files; no error when there is none. */
gboolean
ed_store_discard_draft (EdStore *store, const char *kind, const char *object, GError **error);

/* A draft that ends with the command it was written for: gone in the step that takes the command,
 * with its files. LEFT, or NULL, is what else was kept in it and stays. Where the command is
 * refused it is as it was. */
typedef struct
{
  const char *kind, *object;
  const char *left;
} EdDraftEnd;
EdDraftEnd *ed_draft_end_copy (const EdDraftEnd *end);
void ed_draft_end_free (EdDraftEnd *end);

/* ed_store_enqueue() for what was written as the draft ENDS (or NULL). */
gboolean ed_store_enqueue_written (EdStore *store,
                                   const EdCommand *command,
                                   const EdDraftEnd *ends,
                                   EdRefusal *refusal,
                                   GError **error);

/* A file that was picked for what is being written. */
typedef struct
{
  char *id;   /* a new one, that the file is to have */
  char *name; /* as people call it */
  GBytes *content;
} EdDraftFile;

void ed_draft_file_free (EdDraftFile *file);

/* Keeps FILE with the draft, whether or not there is a text of it; not where OBJECT is not held. */
gboolean ed_store_keep_draft_file (EdStore *store,
                                   const char *kind,
                                   const char *object,
                                   const EdDraftFile *file,
                                   GError **error);
/* In the order of their coming: elements EdDraftFile; free with g_ptr_array_unref(). */
GPtrArray *
ed_store_load_draft_files (EdStore *store, const char *kind, const char *object, GError **error);
/* No error when there is none. It leaves the disk by ed_store_finish_wipes(). */
gboolean ed_store_drop_draft_file (EdStore *store, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDraftFile, ed_draft_file_free)
