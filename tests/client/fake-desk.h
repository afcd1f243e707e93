/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/company.h"
#include "domain/fee-statement.h"
#include "domain/late-work.h"
#include "domain/request.h"
#include "sync/desk.h"
#include "wire/device-list.h"

/* A desk without server, store or key, in place of sync/desk.c: what a test puts on it is what
 * windows see. Commands are applied by the domain's own rules and wait in an outbox until the test
 * settles them. Answers come from the main loop, as the real one's do. */
EdDesk *ed_fake_desk_new (gint64 now);
/* Who is signed in: EdRoles. */
void ed_fake_desk_set_roles (EdDesk *desk, guint roles);
void ed_fake_desk_set_now (EdDesk *desk, gint64 now);
/* How often ed_desk_sync_now() was called. */
guint ed_fake_desk_asked_to_sync (EdDesk *desk);
/* How often ed_desk_take_news_async() was called. */
guint ed_fake_desk_asked_for_news (EdDesk *desk);
/* Takes CASE_. */
void ed_fake_desk_add_case (EdDesk *desk, EdCase *case_);
/* Takes ACCOUNT. */
void ed_fake_desk_add_account (EdDesk *desk, EdAccount *account);
/* The case as it is now, borrowed; NULL when there is none. */
const EdCase *ed_fake_desk_find (EdDesk *desk, const char *id);
/* What the sync would say. COUNT and ITEMS as in "progress-…". */
void
ed_fake_desk_set_connection (EdDesk *desk, EdConnection connection, gint64 items, gint64 count);
/* What stops the sync: ED_CONNECTION_TROUBLE and the error, taken. */
void ed_fake_desk_set_trouble (EdDesk *desk, GError *trouble);
/* The server's answer to the last command: STATE, and CODE where it is refused. */
void ed_fake_desk_settle (EdDesk *desk, EdOutboxState state, EdRefusalCode code, const char *field);
/* Puts an entry for COMMAND (taken) into the outbox without applying it. */
void ed_fake_desk_add_entry (EdDesk *desk,
                             EdCommand *command,
                             EdOutboxState state,
                             EdRefusalCode code,
                             const char *field);
/* The next ed_desk_open_async() fails with this; NULL: it succeeds with a new desk. Taken. */
void ed_fake_desk_fail_open (GError *error);
/* The code that the last ed_desk_open_async() was given; NULL: none. */
const char *ed_fake_desk_opened_with (void);
/* The second factor of the account: how many recovery codes are left (ED_ABSENT: there is none),
 * and whether the organisation asks for one before anything else. The code 123456 is right. */
void ed_fake_desk_set_totp (EdDesk *desk, gint64 codes_left, gboolean is_required);
/* Commands done so far, undone ones left out. */
guint ed_fake_desk_count_commands (EdDesk *desk);
/* One of them, from 0; borrowed. */
const EdCommand *ed_fake_desk_command (EdDesk *desk, guint index);
/* Late work that the server has; taken. */
void ed_fake_desk_add_late (EdDesk *desk, EdLateWork *late);
/* Adds a message that the server has; taken. */
void ed_fake_desk_add_message (EdDesk *desk, EdMessage *message);
/* How far the thread has been read, or ED_ABSENT. */
gint64 ed_fake_desk_read_at (EdDesk *desk, const char *case_id);
/* Adds a company; taken. */
void ed_fake_desk_add_company (EdDesk *desk, EdCompany *company);
/* Adds a statement of a month later than those there are; taken. What the expert is paid for a
 * case. */
void ed_fake_desk_add_statement (EdDesk *desk, EdFeeStatement *statement);
void ed_fake_desk_agree_fee (EdDesk *desk, EdCaseKind type, gint64 amount);
/* The body of a draft saved; borrowed, NULL when there is none. */
const char *ed_fake_desk_draft (EdDesk *desk, const char *kind, const char *object);
/* How many files are kept with it. */
guint ed_fake_desk_count_draft_files (EdDesk *desk, const char *kind, const char *object);
/* From now on drafts can be neither read nor saved because of ERROR (taken); NULL: they can again.
 */
void ed_fake_desk_fail_drafts (EdDesk *desk, GError *error);

/* Requests, as the one who is signed in sees them: adds one; the one of this ID, borrowed; another
 * in its place, or NULL when it goes. All taken. */
void ed_fake_desk_add_request (EdDesk *desk, EdRequest *request);
const EdRequest *ed_fake_desk_find_request (EdDesk *desk, const char *id);
void ed_fake_desk_replace_request (EdDesk *desk, const char *id, EdRequest *request);

/* The account's own affairs (sync/desk-account.h): the password is the server's; a device, taken,
 * as the server lists it; the next of these calls fails with ERROR, taken. */
void ed_fake_desk_issue_password (EdDesk *desk);
void ed_fake_desk_add_device (EdDesk *desk, EdListedDevice *device);
void ed_fake_desk_fail_account (EdDesk *desk, GError *error);
/* The last new password, user of a reset or device revoked: "changed …", "kept", "reset …",
 * "revoked …"; NULL: nothing yet. */
const char *ed_fake_desk_account_deed (void);

/* Files of cases (sync/desk-files.h): those attached so far, in their order, and those of
 * ed_fake_desk_add_file(), which the server has. */
guint ed_fake_desk_count_files (EdDesk *desk);
/* The document that one of them is, from 0; borrowed. */
const char *ed_fake_desk_file (EdDesk *desk, guint index);
/* The content of a document of the case CASE_ID, to be fetched. */
void
ed_fake_desk_add_file (EdDesk *desk, const char *case_id, const char *document_id, GBytes *bytes);
/* SENT bytes of it have reached the server; all of them: it awaits the answer. */
void ed_fake_desk_send_file (EdDesk *desk, const char *id, gint64 sent);
/* The server's answer: ED_REFUSAL_NONE, it has the document. */
void ed_fake_desk_settle_file (EdDesk *desk, const char *id, EdRefusalCode code);
