/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What a connection is told, kept to be told another one: the same statements with the same values,
 * as many steps of each, in the same transactions. So an engine is measured without what is above
 * it. Everything is one thread's. */
typedef struct _Tape Tape;

Tape *tape_new (void);
void tape_free (Tape *self);
/* A connection that keeps what it is told on the tape and tells INNER, which it takes. */
EdDb *tape_listen (Tape *self, EdDb *inner);
/* Tells DB what is on the tape, which is empty afterwards. Asserts that it takes it all. */
void tape_play (Tape *self, EdDb *db);
