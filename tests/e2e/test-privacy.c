/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A client who wants to know what is known of them, and then to be erased: found, exported and
 * erased by the coordinator, forgotten by the expert's computer. */

#include <string.h>

#include "e2e/guide/reader.h"
#include "support/desktop-chooser.h"

#define PHONE "+36 30 111 1111" /* in case 261 */
#define ALIAS "XY"

static void
find_client (EdDriver *driver)
{
  ed_driver_press (driver, "Privacy");
  ed_driver_type (driver, "Phone", PHONE);
  ed_driver_press (driver, "Search");
  ed_desks_read (driver, "same phone number");
  ed_driver_press (driver, "Case 261");
}

static gboolean
holds (const char *bytes, gsize length, const char *words)
{
  gsize n = strlen (words);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (bytes + i, words, n) == 0)
      return TRUE;
  return FALSE;
}

/* What the client is handed: a ZIP, in which the names of its parts can be read. */
static void
export_client (EdDesks *desks, EdDriver *driver)
{
  g_autofree char *path = g_build_filename (desks->folder, "client.zip", NULL);
  g_autofree char *archive = NULL;
  gsize length = 0;

  ed_driver_press (driver, "Export…");
  ed_driver_choose_file (driver, "Save as…", path, "Save");
  while (!g_file_get_contents (path, &archive, &length, NULL) || !holds (archive, length, "PK\5\6"))
    {
      g_clear_pointer (&archive, g_free); /* it is being written */
      ed_driver_turn ();
    }
  g_assert_cmpmem (archive, 4, "PK\3\4", 4);
  g_assert_true (holds (archive, length, "client.json"));
  g_assert_true (holds (archive, length, "client.pdf"));
}

static void
erase_client (EdDriver *driver)
{
  ed_driver_press (driver, "Erase…");
  ed_driver_press (driver, "The client asks for it");
  ed_driver_type (driver, "Number of “Case 261”", "261");
  ed_driver_press (driver, "Erase");
  ed_desks_read (driver, "Nothing is known of such a person.");
  ed_desks_read (driver, "Client erased");
  ed_desks_read (driver, "Client’s data exported");
}

/* The computer that had it before has it no more. */
static void
miss_client (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, READER_LINK);

  ed_desks_wait_sent (driver);
  ed_driver_press (driver, "Cases in progress");
  ed_desks_read (driver, "Select");
  g_assert_false (ed_driver_shows_part (driver, "- " ALIAS));
  ed_desks_leave (driver);
}

static void
test_client_is_found_exported_and_erased (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, READER_LINK);

  ed_driver_wait_row (driver, "Client name", ALIAS);
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_COORDINATOR, NULL);
  find_client (driver);
  export_client (desks, driver);
  erase_client (driver);
  ed_desks_leave (driver);
  miss_client (desks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/e2e/privacy/found-exported-erased", test_client_is_found_exported_and_erased);
  return g_test_run ();
}
