/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/migrate.h"

/* The server's tables, as numbered migrations. Each table has one .c file that speaks its SQL. */
extern const EdMigration ed_server_migrations[];
extern const guint ed_server_n_migrations;
