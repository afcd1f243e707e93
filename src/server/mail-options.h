/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/post.h"

/* How mails leave, as the operator says it: the group [mail] of the configuration file and options
 * that begin with --mail-. */
typedef struct
{
  char *server; /* NULL: into a Maildir */
  int port;     /* 0: by security */
  char *security;
  char *user;
  char *password_file;
  char *ca_file;
  char *from;
  char *password; /* what the file holds, once settled */
} EdMailOptions;

/* The options, for parsing the command line into SELF. */
GOptionGroup *ed_mail_options_group (EdMailOptions *self);
/* What FILE says and the options did not; FALSE: the port is no number. */
gboolean ed_mail_options_read (EdMailOptions *self, GKeyFile *file, GError **error);
/* Checks them, reads the password, and fills POST, which borrows. MAILDIR: where mails go without a
 * server, or NULL. */
gboolean ed_mail_options_settle (EdMailOptions *self,
                                 const char *maildir,
                                 EdPostOptions *post,
                                 GError **error);
/* Whether mails do not leave this machine. */
gboolean ed_mail_options_stay_here (const EdMailOptions *self);
void ed_mail_options_clear (EdMailOptions *self);
