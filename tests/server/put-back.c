/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "put-back.h"

#include "support/server-process.h"

void
house_put_back (House *house)
{
  Office *office = house->office;

  office_stop_and_restore (office);
  if (office->database != NULL)
    g_free (ed_server_command (g_getenv ("ED_SERVER"),
                               "recovered",
                               "--database",
                               office->database,
                               NULL));
  office_open (office);
}
