/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "e2e/desks.h"

#include <string.h>

#define DEMONSTRATION_PASSWORD "demonstration-only"
#define WATCHDOG_S 60

const char *
ed_desks_program (const char *variable)
{
  const char *path = g_getenv (variable);

  g_assert_nonnull (path);
  return path;
}

static void
make_folder (EdDesks *self)
{
  self->folder = g_dir_make_tmp ("ed-desks-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->server_data = g_build_filename (self->folder, "server", NULL);
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* The password that the server's command printed is USER's. */
static void
take_password (EdDesks *self, const char *user, const char *said)
{
  const char *at = strstr (said, "password: ");

  g_assert_nonnull (at);
  at += strlen ("password: ");
  g_hash_table_insert (self->passwords, g_strdup (user), g_strndup (at, strcspn (at, "\n")));
}

void
ed_desks_init (EdDesks *self, const char *organisation, const char *user, const char *name)
{
  g_autofree char *said = NULL;

  make_folder (self);
  said = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                            "init",
                            "--data",
                            self->server_data,
                            "--organisation",
                            organisation,
                            "--zone",
                            "Europe/Budapest",
                            "--user",
                            user,
                            "--name",
                            name,
                            NULL);
  take_password (self, user, said);
}

void
ed_desks_add (EdDesks *self, const char *user, const char *name, const char *role, const char *type)
{
  g_autofree char *said = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                                             "account",
                                             "add",
                                             "--data",
                                             self->server_data,
                                             "--user",
                                             user,
                                             "--name",
                                             name,
                                             "--role",
                                             role,
                                             type != NULL ? "--case-type" : NULL,
                                             type,
                                             NULL);

  take_password (self, user, said);
}

void
ed_desks_init_demonstration (EdDesks *self, gconstpointer unused)
{
  make_folder (self);
  g_free (ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                             "demo",
                             "--data",
                             self->server_data,
                             NULL));
  ed_desks_start_server (self);
}

void
ed_desks_clear (EdDesks *self, gconstpointer unused)
{
  if (self->server != NULL)
    ed_server_process_stop (self->server);
  ed_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->server_data);
  g_hash_table_unref (self->passwords);
}

void
ed_desks_start_server (EdDesks *self)
{
  self->server = ed_server_process_start (ed_desks_program ("ED_SERVER_PROGRAM"),
                                          self->server_data,
                                          self->port);
  self->port = ed_server_process_port (self->server);
}

void
ed_desks_kill_server (EdDesks *self)
{
  ed_server_process_kill (self->server);
  self->server = NULL;
}

static EdDriver *
sign_in (EdDesks *self, const char *user, const char *password, const char *link)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_autofree char *data = g_build_filename (self->folder, user, NULL);
  const char *const argv[] = { ed_desks_program ("ED_CLIENT_PROGRAM"),
                               "--data-dir",
                               data,
                               link,
                               NULL };
  EdDriver *driver = ed_driver_start (argv);

  ed_driver_type (driver, "Server", url);
  ed_driver_type (driver, "User name", user);
  ed_driver_type (driver, "Password", password);
  ed_driver_press (driver, "Sign in");
  return driver;
}

EdDriver *
ed_desks_open (EdDesks *self, const char *user, const char *link)
{
  const char *password = g_hash_table_lookup (self->passwords, user);

  return sign_in (self, user, password != NULL ? password : DEMONSTRATION_PASSWORD, link);
}

EdDriver *
ed_desks_open_invited (EdDesks *self, const char *user, const char *link)
{
  static const char keep[] = "Keep the one from the e-mail";
  EdDriver *driver = ed_desks_open (self, user, link);

  ed_driver_press (driver, keep);
  ed_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, keep);
  return driver;
}

EdDriver *
ed_desks_open_with (EdDesks *self, const char *user, const char *password)
{
  return sign_in (self, user, password, NULL);
}

void
ed_desks_leave (EdDriver *driver)
{
  g_assert_cmpint (ed_driver_quit (driver), ==, 0);
}

void
ed_desks_read (EdDriver *driver, const char *part)
{
  AtspiAccessible *found = ed_driver_wait_part (driver, ATSPI_ROLE_INVALID, part);

  g_object_unref (found);
}

void
ed_desks_wait_sent (EdDriver *driver)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  /* "Sync now": what could be undone for some seconds is sent at once, and then neither a toast nor
   * a line that waits offers it any more. */
  ed_driver_key (driver, "ctrl+r");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Undo");
  ed_desks_read (driver, "Up to date");
  while (ed_driver_shows_part (driver, " waiting")) /* "Up to date, 2 actions waiting" */
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      ed_driver_turn ();
    }
}
