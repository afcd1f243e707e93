/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's program: which command is meant. */

#include <locale.h>
#include <string.h>

#include "base/platform.h"
#include "server/commands.h"

static const struct
{
  const char *word;
  int (*run) (int argc, char **argv);
} commands[] = {
  { "init", ed_command_init },
  { "demo", ed_command_demo },
  { "serve", ed_command_serve },
  { "account", ed_command_account },
  { "mail", ed_command_mail },
  { "verify-audit", ed_command_verify_audit },
  { "certificate", ed_command_certificate },
  { "backup-key", ed_command_backup_key },
  { "backup", ed_command_backup },
  { "restore", ed_command_restore },
  { "recovered", ed_command_recovered },
  { "renew-secret", ed_command_renew_secret },
  { "check", ed_command_check },
  { "config", ed_command_config },
};

static const char help[] =
    "experts-dashboard-server: keeps an organisation's cases and hands each person their own.\n"
    "\n"
    "  experts-dashboard-server init --data DIR --organisation NAME --zone ZONE \\\n"
    "                                --user E-MAIL --name NAME [--first-number N]\n"
    "                                [--language CODE]\n"
    "      Founds the organisation in the folder DIR (made if missing) with its first account, a\n"
    "      coordinator and administrator, and prints that account's password once. ZONE is the\n"
    "      organisation's time zone (Europe/Budapest): days and months are counted in it.\n"
    "      --first-number lets the cases' running numbers go on from a former system's.\n"
    "      --language is that of mails (en, hu, de) to people who have not chosen one.\n"
    "\n"
    "  experts-dashboard-server serve --data DIR --listen ADDRESS:PORT\n"
    "      Answers the desktop programs until it is told to end (Ctrl+C, SIGTERM). Port 0 takes a\n"
    "      free one; the line printed says which. Beyond this machine it speaks https only:\n"
    "      with --certificate and --key, else with a certificate of its own, whose fingerprint it\n"
    "      prints for people to compare once; or it stands behind a proxy (--behind-proxy). Files\n"
    "      that change are read again, at once at SIGHUP.\n"
    "      --config FILE reads the same from a file: [server] data=, database=, listen=,\n"
    "      certificate=, key=, tls=, tls-names=, behind-proxy=, connections=, per-address=,\n"
    "      asks-per-second=, url=, secret-file=; options on the command line win.\n"
    "      Mails go into the Maildir DIR/mail, or, with a mail server, out: [mail] server=,\n"
    "      port=, security= (starttls, tls, none), user=, password-file=, ca-file=, from=, or the\n"
    "      options that --help-mail lists. Then --url says how people reach this server: links in\n"
    "      mails begin with it.\n"
    "\n"
    "  experts-dashboard-server certificate --data DIR\n"
    "      Says the fingerprint of the server's own certificate again.\n"
    "\n"
    "  experts-dashboard-server mail test --to E-MAIL --config FILE\n"
    "      Sends one mail to try the settings of [mail], and says what is wrong with them.\n"
    "\n"
    "  experts-dashboard-server account add --data DIR --user E-MAIL --name NAME --role ROLE …\n"
    "      Adds an account while the server is stopped and prints its password once. Roles:\n"
    "      expert, coordinator, case_manager, administrator. --case-type says which cases an\n"
    "      expert takes (psychological, legal, financial, health_coaching); without it, all.\n"
    "\n"
    "  experts-dashboard-server verify-audit --data DIR [--noted N:HASH]\n"
    "      Reads the audit log and says whether every sealed row is as it was written, or which\n"
    "      is the first that is not; also while the server runs. Note the last seal that it\n"
    "      prints, somewhere else, and give it back the next time with --noted: then a log that\n"
    "      was written anew as a whole is found out too.\n"
    "\n"
    "  experts-dashboard-server backup-key --to FILE\n"
    "      Makes the pair of keys for backups: the secret one goes into FILE, which should not\n"
    "      stay on this machine; the public one is printed.\n"
    "\n"
    "  experts-dashboard-server backup --data DIR --to PATH --key KEY [--keep N]\n"
    "      Writes an encrypted backup, also while the server serves, and checks it. Desktop\n"
    "      programs then need to keep no longer what it holds. Of PostgreSQL: --database URL.\n"
    "\n"
    "  experts-dashboard-server restore --data DIR --from FILE --key-file FILE [--replace]\n"
    "      Puts a backup in place while nothing serves. With --database URL into PostgreSQL,\n"
    "      from whichever it was made.\n"
    "\n"
    "  experts-dashboard-server recovered --database postgresql://… [--again]\n"
    "      Tells a PostgreSQL database that its own tools have put back to an earlier point what\n"
    "      restore tells a file, before anything serves it. A second time does nothing.\n"
    "\n"
    "  experts-dashboard-server renew-secret --data DIR\n"
    "      Makes the key of second factors anew where its file is lost for good. Recovery codes\n"
    "      stay good; authenticator apps are set up again.\n"
    "\n"
    "  experts-dashboard-server check --data DIR\n"
    "      Looks whether the database is whole: its pages, what refers to what, files' bytes.\n"
    "\n"
    "  experts-dashboard-server config check --config FILE\n"
    "      Says what is wrong with a file of settings before it is served.\n"
    "\n"
    "  experts-dashboard-server account list --data DIR\n"
    "  experts-dashboard-server account suspend|resume|reset-password|revoke-devices \\\n"
    "                                --data DIR --user E-MAIL\n"
    "      What an operator does when nobody else can: list also while serving, the others while\n"
    "      the server is stopped. reset-password prints a new one once.\n"
    "\n"
    "  experts-dashboard-server demo --data DIR\n"
    "      Founds a demonstration organisation with invented people and about 40 cases in every\n"
    "      state. It is served on this machine only. --cases N adds N more, --past N closed\n"
    "      ones of two years, for reports.\n"
    "\n"
    "  experts-dashboard-server COMMAND --help lists a command's options.\n"
    "\n"
    "All that the server knows is in DIR: one file, organisation.db (and mails, in mail), to be\n"
    "copied only while the server is stopped; and secret, a key that is best not kept with it\n"
    "(secret-file=). With --database postgresql://… (database= in the\n"
    "configuration file) it is in that PostgreSQL database instead, in UTF-8 on version 13 or\n"
    "newer, and several servers may share it. Its password belongs into a password file, not into\n"
    "the URL on a command line. Exit status: 0 done, 1 failed (one sentence says why), 2 called\n"
    "wrongly.\n";

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  ed_platform_protect_process ();
  g_set_prgname ("experts-dashboard-server");
  if (argc >= 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      g_print ("%s", help);
      return 0;
    }
  if (argc >= 2 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("experts-dashboard-server %s\n", ED_VERSION);
      return 0;
    }
  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (argv[1], commands[i].word) == 0)
        return commands[i].run (argc - 1, argv + 1);
    }
  return ed_command_misuse (argc >= 2 ? "there is no command %s" : "a command is missing",
                            argc >= 2 ? argv[1] : "");
}
