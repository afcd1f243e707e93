/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The program's commands. Each takes its arguments, with the command's own word in front, and
 * answers the exit status: 0, 1 when it failed, 2 when it was called wrongly. */
#define ED_EXIT_FAILED 1
#define ED_EXIT_USAGE 2

/* What --database is, in every command's list of options. */
#define ED_COMMAND_DATABASE "PostgreSQL instead of a file: postgresql://…"
/* And --secret-file. */
#define ED_COMMAND_SECRET "Key of second factors; else DIR/secret"

int ed_command_init (int argc, char **argv);
int ed_command_demo (int argc, char **argv);
int ed_command_serve (int argc, char **argv);
int ed_command_account (int argc, char **argv);
int ed_command_account_add (int argc, char **argv);
int ed_command_mail (int argc, char **argv);
int ed_command_verify_audit (int argc, char **argv);
int ed_command_certificate (int argc, char **argv);
int ed_command_backup_key (int argc, char **argv);
int ed_command_backup (int argc, char **argv);
int ed_command_restore (int argc, char **argv);
int ed_command_recovered (int argc, char **argv);
int ed_command_renew_secret (int argc, char **argv);
int ed_command_check (int argc, char **argv);
int ed_command_config (int argc, char **argv);

/* Parses OPTIONS off the arguments; FALSE after saying what is wrong. */
gboolean
ed_command_parse (int *argc, char ***argv, const GOptionEntry *options, const char *summary);
/* The same with a group of more options, which is taken over. */
gboolean ed_command_parse_with (int *argc,
                                char ***argv,
                                const GOptionEntry *options,
                                GOptionGroup *group,
                                const char *summary);
/* One sentence on stderr; answers the status. */
int ed_command_fail (const GError *error);
int ed_command_misuse (const char *format, ...) G_GNUC_PRINTF (1, 2);
