/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "net.h"
#include "world.h"

/* Desks as users have them, on a server in this process. */

/* A desk of USER that reaches WORLD by TRANSPORT (taken); NULL and ERROR when it does not open. */
EdDesk *world_open_desk (World *world, const char *user, EdTransport *transport, GError **error);
/* One that opens. */
EdDesk *world_desk (World *world, const char *user, EdTransport *transport);
