/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/password.h"

/* Why a password cannot be chosen, for the reader; NULL for one that can. Static. */
const char *ed_password_sentence (EdPasswordFault fault);
