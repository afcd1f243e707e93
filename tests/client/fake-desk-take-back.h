/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/take-back.h"

/* What the server of a fake desk answers when cases are taken back; taken, and said once. Without
 * one it is out of reach. */
void ed_fake_desk_set_taken_back (EdTakeBackAnswer *answer);
/* Nothing of CASE_ID is on this machine, when that is asked for next. */
void ed_fake_desk_set_absent (const char *case_id);
