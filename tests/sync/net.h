/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/server-process.h"
#include "sync/desk.h"

/* The real server program on a loopback port, and real desks that sync with it: everything in
 * between is what users run. Waits are for events, with a watchdog that ends the test. */
#define NET_PASSWORD "correct horse"
#define NET_COORDINATOR "coordinator@net.example"
#define NET_EXPERT "expert@net.example"
#define NET_ADMINISTRATOR "administrator@net.example"
/* What the clients of all cases are called. */
#define NET_ALIAS "Kanari-4711"
#define NET_EXPERT_ID "e0000000-0000-4000-8000-000000000002"
/* Of net_new_for_requests() alone. */
#define NET_OTHER "other@net.example"
#define NET_OTHER_ID "e0000000-0000-4000-8000-000000000003"
#define NET_MANAGER "manager@net.example"

typedef struct
{
  char *folder;
  char *server_dir;
  char *database; /* URL, or NULL: in that folder */
  gboolean has_requests;
  EdServerProcess *process; /* NULL: down */
  guint port;               /* the same after each start */
  char *url;
} Net;

Net *net_new (void);
/* With another expert and a case manager. */
Net *net_new_for_requests (void);
void net_free (Net *self);
/* Founds the organisation in the empty folder; net_new() has done so. */
void net_found (Net *self);
void net_start (Net *self);
/* As a failing machine. */
void net_kill (Net *self);

/* The folder of one installation, "laptop"; in a buffer of the net's life. */
char *net_make_dir (Net *self, const char *name);

/* Opens a desk of USER on the installation NAME; NULL and ERROR when it does not open. */
EdDesk *
net_open (Net *self, const char *name, const char *user, const char *password, GError **error);
EdDesk *net_open_with (EdDeskOptions *options, GCancellable *cancellable, GError **error);
/* One that opens. */
EdDesk *net_desk (Net *self, const char *name, const char *user);
/* The store of a closed desk; close it, then the vault. */
EdStore *net_open_store (Net *self, const char *name, const char *user, EdVault **vault);
/* Closes and lets go. */
void net_close (EdDesk *desk);

void net_wait_connection (EdDesk *desk, EdConnection connection);
/* Until the number PROPERTY is VALUE. */
void net_wait_number (EdDesk *desk, const char *property, gint64 value);
/* Until HOLDS, looked at again after each change of the desk; WHAT it is, for the watchdog. */
void net_wait_until (EdDesk *desk,
                     gboolean (*holds) (EdDesk *desk, gpointer data),
                     gpointer data,
                     const char *what);
/* Until the case is shown and FITS; free with ed_case_free(). */
EdCase *net_wait_case (EdDesk *desk, const char *id, gboolean (*fits) (const EdCase *case_));
/* Any of the three predicates. */
gboolean net_case_is_there (const EdCase *case_);
gboolean net_case_is_contacted (const EdCase *case_);
gboolean net_case_has_session (const EdCase *case_);

EdCase *net_load (EdDesk *desk, const char *id); /* or NULL */
/* Does COMMAND (taken): ED_REFUSAL_NONE, or why not. */
EdRefusalCode net_do (EdDesk *desk, EdCommand *command);
/* Each answers the command's id, to be freed. */
char *net_create_case (EdDesk *desk, char **case_id);
char *net_assign (EdDesk *desk, const char *case_id, const char *account_id);
char *net_contact (EdDesk *desk, const char *case_id);
char *net_add_session (EdDesk *desk, const char *case_id);
/* A case of the coordinator's desk that NET_EXPERT gets, when the server has it; its id. */
char *net_make_case (EdDesk *coordinator);
/* The state of the command in the outbox, or -1. */
int net_state (EdDesk *desk, const char *command_id);

/* An answer to wait for: pass net_on_ready and the address of a GAsyncResult pointer. */
void net_on_ready (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *net_wait_result (GAsyncResult **result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Net, net_free)
