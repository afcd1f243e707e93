/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demonstration organisation. */

#include "server/commands.h"

int
ed_command_demo (int argc, char **argv)
{
  return ed_command_misuse ("demo is being written");
}
