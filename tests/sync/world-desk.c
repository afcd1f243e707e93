/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "world-desk.h"

EdDesk *
world_open_desk (World *world, const char *user, EdTransport *transport, GError **error)
{
  g_autofree char *dir = g_build_filename (world->folder, "desks", NULL);
  EdDeskOptions options = { .data_dir = dir,
                            .server = "http://127.0.0.1:1",
                            .user = user,
                            .password = WORLD_PASSWORD,
                            .clock = &world->clock.parent,
                            .transport = transport };

  return net_open_with (&options, NULL, error);
}

EdDesk *
world_desk (World *world, const char *user, EdTransport *transport)
{
  g_autoptr (GError) error = NULL;
  EdDesk *desk = world_open_desk (world, user, transport, &error);

  g_assert_no_error (error);
  return desk;
}
