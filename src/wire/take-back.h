/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/take-back.h"

/* Taking cases back over the wire (PROTOCOL 17): records with tables, to be written and read by
 * wire/record-json.h. */

/* What POST /v1/cases/take-back is about. */
typedef struct
{
  char **cases; /* ids, 1 to ED_TAKE_BACK_MAX */
} EdTakeBackOrder;

#define ED_TAKE_BACK_MAX 200

/* One that stays. */
typedef struct
{
  char *id;
  gint64 number; /* absent: it has none that the server knows */
  gint64 why;    /* EdTakeBackVerdict */
} EdTakeBackKept;

/* The answer: what of the order is not named here is gone. */
typedef struct
{
  GPtrArray *kept; /* EdTakeBackKept, in the order asked for */
} EdTakeBackAnswer;

/* What a desktop does of it by itself. */
typedef struct
{
  char **asked;    /* the server has to be asked for these; it may have them */
  char **absent;   /* of ASKED, what nothing is here of: unknown to the server, too, it is gone */
  GPtrArray *kept; /* EdTakeBackKept: something else waits to be done with them */
} EdTakeBackStart;

extern const EdRecordType ed_take_back_order_type, ed_take_back_kept_type, ed_take_back_answer_type;

void ed_take_back_order_free (EdTakeBackOrder *self);
void ed_take_back_kept_free (EdTakeBackKept *self);
void ed_take_back_answer_free (EdTakeBackAnswer *self);
void ed_take_back_start_free (EdTakeBackStart *self);
/* Adds one that stays. */
void ed_take_back_keep (GPtrArray *kept, const char *id, gint64 number, EdTakeBackVerdict why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTakeBackOrder, ed_take_back_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTakeBackAnswer, ed_take_back_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTakeBackStart, ed_take_back_start_free)
