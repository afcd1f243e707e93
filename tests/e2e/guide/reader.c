/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "e2e/guide/reader.h"

#include <string.h>

void
reader_add (const char *path, void (*test) (EdDesks *desks, gconstpointer data))
{
  g_test_add (path, EdDesks, NULL, ed_desks_init_demonstration, test, ed_desks_clear);
}

EdDriver *
reader_open_case (EdDesks *desks, const char *user)
{
  EdDriver *driver = ed_desks_open (desks, user, READER_LINK);

  ed_desks_read (driver, "Case 261");
  return driver;
}

void
reader_select (EdDriver *driver, const char *part)
{
  ed_driver_press_in_row (driver, part, "Select");
}

void
reader_go_back (EdDriver *driver)
{
  ed_driver_press (driver, "Back to list");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Case 261");
}

/* Undoes the quoted-printable encoding of MAIL, in place (RFC 2045, 6.7). */
static void
decode (char *mail)
{
  char *to = mail;

  for (const char *from = mail; *from != '\0'; from++)
    {
      if (g_str_has_prefix (from, "=\r\n") || g_str_has_prefix (from, "=\n"))
        from += from[1] == '\r' ? 2 : 1;
      else if (from[0] == '=' && g_ascii_isxdigit (from[1]) && g_ascii_isxdigit (from[2]))
        {
          *to++ = (char) (g_ascii_xdigit_value (from[1]) * 16 + g_ascii_xdigit_value (from[2]));
          from += 2;
        }
      else
        *to++ = *from;
    }
  *to = '\0';
}

/* The mail in FOLDER that is to TO and contains PART, or NULL. */
static char *
find_mail (const char *folder, const char *to, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *mail = NULL;
      const char *head, *address;

      g_assert_true (g_file_get_contents (path, &mail, NULL, NULL));
      decode (mail);
      head = strstr (mail, "\nTo: ");
      address = head != NULL ? strstr (head, to) : NULL;
      if (address != NULL && memchr (head + 1, '\n', address - head - 1) == NULL
          && strstr (mail, part) != NULL)
        return g_steal_pointer (&mail);
    }
  return NULL;
}

char *
reader_wait_mail (EdDesks *desks, const char *to, const char *part)
{
  g_autofree char *folder = g_build_filename (desks->server_data, "mail", "new", NULL);
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  char *mail;

  while ((mail = find_mail (folder, to, part)) == NULL)
    {
      if (g_get_monotonic_time () > limit)
        g_error ("no mail to %s says '%s'", to, part);
      ed_driver_turn ();
    }
  return mail;
}

char *
reader_date (int days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Budapest");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}
