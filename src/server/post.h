/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* Where mails are handed over: a mail server by SMTP (RFC 5321), or, without one, a Maildir. Used
 * by one thread at a time. */
typedef struct _EdPost EdPost;

typedef enum
{
  ED_POST_SECURITY_STARTTLS, /* and nothing else */
  ED_POST_SECURITY_TLS,      /* from the first byte */
  ED_POST_SECURITY_NONE,     /* to this machine only */
} EdPostSecurity;

/* Borrowed by the call. */
typedef struct
{
  const char *server; /* NULL: into MAILDIR */
  guint port;
  EdPostSecurity security;
  const char *user, *password; /* NULL: without signing in */
  const char *ca_file;         /* PEM, NULL: the system's */
  const char *from;            /* sender's address */
  const char *maildir;         /* folder, made when needed */
} EdPostOptions;

typedef enum
{
  ED_POST_SENT,    /* taken over, for good */
  ED_POST_LATER,   /* not this mail, not now */
  ED_POST_REFUSED, /* not this mail, never */
  ED_POST_AWAY,    /* no mail at the moment: no connection, no sign-in, sender not taken */
} EdPostOutcome;

/* CANCELLABLE: cancelled from any thread, it ends what is going on, for good. */
EdPost *ed_post_new (const EdPostOptions *options, GCancellable *cancellable);
void ed_post_free (EdPost *self);

/* Hands MESSAGE (ed_letter_build()) over to the address TO. ID names it in a Maildir: handed over
 * twice, it is there once. *WHY is a code without names or addresses: "smtp 451", "login",
 * "certificate", "connection", "stopped" …; NULL when sent. Free it. */
EdPostOutcome ed_post_deliver (EdPost *self,
                               GBytes *message,
                               const char *id,
                               gint64 at,
                               const char *to,
                               char **why);
/* Closes the connection, which would otherwise be kept for the next mail. */
void ed_post_rest (EdPost *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPost, ed_post_free)
