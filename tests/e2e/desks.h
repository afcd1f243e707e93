/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/desktop-driver.h"
#include "support/server-process.h"

/* A real server in a folder of its own, and people who sit down at their desktop programs. */
typedef struct
{
  char *folder;
  char *server_data;
  EdServerProcess *server; /* NULL: down */
  guint port;              /* the same after each start */
  GHashTable
      *passwords; /* user: what they were invited with; all others have the demonstration's */
} EdDesks;

/* The program's path in the environment variable; asserts that it is set. */
const char *ed_desks_program (const char *variable);

/* Another ORGANISATION, that USER called NAME coordinates; not served yet. */
void ed_desks_init (EdDesks *self, const char *organisation, const char *user, const char *name);
/* An account more in it; an expert may be for one TYPE of cases, or NULL. */
void ed_desks_add (EdDesks *self,
                   const char *user,
                   const char *name,
                   const char *role,
                   const char *type);
/* As fixtures. The demonstration organisation, served. */
void ed_desks_init_demonstration (EdDesks *self, gconstpointer unused);
void ed_desks_clear (EdDesks *self, gconstpointer unused);
void ed_desks_start_server (EdDesks *self);
/* As a failing machine. */
void ed_desks_kill_server (EdDesks *self);

/* Signs USER in on an installation of their own, and goes to what LINK (or NULL) names. */
EdDriver *ed_desks_open (EdDesks *self, const char *user, const char *link);
/* The same for the first time, with the password of the invitation, which they keep. */
EdDriver *ed_desks_open_invited (EdDesks *self, const char *user, const char *link);
/* The same with a PASSWORD that has come otherwise. */
EdDriver *ed_desks_open_with (EdDesks *self, const char *user, const char *password);
/* Quits the program by its key and asserts that it ended well. */
void ed_desks_leave (EdDriver *driver);

/* Waits until something shows whose name contains PART. */
void ed_desks_read (EdDriver *driver, const char *part);
/* Waits until all that was done has been sent and answered. */
void ed_desks_wait_sent (EdDriver *driver);
