/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "server/founding.h"

/* An organisation for tests: a server in process in a folder of its own, on a clock that stands
 * where it is put, with people who push and pull. Ids count up from 1, so every run is the same. */
typedef struct
{
  char *folder;
  EdManualClock clock;
  EdApi *api;
  char *database;  /* URL, or NULL: a file in the folder */
  char *backup;    /* of it */
  const char *vfs; /* of the next opening */
  guint ids;
  GPtrArray *people; /* Person, freed with the office */
} Office;

typedef struct
{
  Office *office;
  char *account;
  char *user;
  char *device;
  char *token;
  char *refresh;
  gint64 seq;   /* next to send */
  char *cursor; /* where the last pull ended; NULL: none yet */
} Person;

#define PASSWORD "correct horse"

Office *office_new (void);
void office_free (Office *self);
/* As a server that is stopped and started again. */
void office_close (Office *self);
void office_open (Office *self);
/* Remembers the data as they stand, and puts them back, the server being stopped meanwhile. */
void office_back_up (Office *self);
void office_restore (Office *self);
void office_stop_and_restore (Office *self); /* and leaves it stopped */
char *office_make_id (Office *self);         /* free with g_free() */
/* What the clock brings now, as a server does it about once a minute. */
void office_run_chores (Office *self);

/* An account with ROLES ("expert", or two with a comma) for all types of case; not yet signed in.
 */
Person *office_add (Office *self, const char *user, const char *roles);
/* Their account may do nothing any more. */
void office_suspend (Office *self, Person *person);
/* Signs the person in, on a new device when DEVICE is NULL. Another person for the same account. */
void person_sign_in (Person *self);
Person *person_on_other_device (Person *self);

/* One call; BODY may be NULL. Clear the response. */
guint person_call (Person *self,
                   const char *method,
                   const char *path,
                   const char *query,
                   const char *body,
                   EdApiResponse *response);
/* The code of a problem, "" for none. */
char *response_code (const EdApiResponse *response);
JsonObject *response_object (const EdApiResponse *response); /* unref */
char *response_text (const EdApiResponse *response);

/* The envelope of one command with the person's next sequence number; ARGS is JSON or NULL. */
char *person_envelope (Person *self,
                       const char *id,
                       const char *type,
                       const char *case_id,
                       const char *assignment_id,
                       const char *args);
/* Pushes envelopes, joined by commas. */
guint person_push_text (Person *self, const char *envelopes, EdApiResponse *response);
/* Pushes one command under ID (NULL: a new one): "applied", "kept", or the code of its refusal, or
 * that of a problem, with ":field" where there is one. The number is used up unless it was a
 * problem. */
char *person_push (Person *self,
                   const char *id,
                   const char *type,
                   const char *case_id,
                   const char *assignment_id,
                   const char *args);
void person_must (Person *self,
                  const char *id,
                  const char *type,
                  const char *case_id,
                  const char *assignment_id,
                  const char *args);

/* A recorded case, and its assignment, instead of the open one if any; both ids are new. */
char *person_create_case (Person *self, const char *type);
char *person_assign (Person *self, const char *case_id, Person *expert);

/* What a catch-up brought, in order: "put case UUID", "del account UUID", "forget case UUID
 * reassigned", and the last end line. */
typedef struct
{
  GPtrArray *lines;  /* char * */
  GPtrArray *bodies; /* the whole lines */
  JsonObject *end;
  guint pages;
} Pull;

Pull *person_pull (Person *self, gint64 limit); /* from its cursor, which moves on */
/* One page of it; how many items it has, and *END, its end line (unref). */
guint person_pull_page (Person *self, guint limit, JsonObject **end);
void pull_free (Pull *self);
gboolean pull_has (const Pull *self, const char *line);
/* The line of the last put of the id, or NULL. */
const char *pull_body (const Pull *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pull, pull_free)
