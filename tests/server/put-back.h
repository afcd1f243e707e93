/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "house.h"

/* Somebody puts the copy in the database's place and tells nobody; of PostgreSQL an operator says
 * so, by the program that ED_SERVER names. The house is open afterwards. */
void house_put_back (House *house);
