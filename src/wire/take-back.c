/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/take-back.h"

#include "domain/record-table.h"

#define NUMBER_MAX G_GINT64_CONSTANT (9007199254740991)

static const EdField order_fields[] = {
  ED_TEXTS (EdTakeBackOrder, cases, 0, NULL, 36),
};

const EdRecordType ed_take_back_order_type =
    ED_RECORD_TYPE ("take_back_order", EdTakeBackOrder, order_fields);

static const EdField kept_fields[] = {
  ED_ID (EdTakeBackKept, id, ED_FIELD_REQUIRED, NULL),
  ED_INTEGER (EdTakeBackKept, number, 0, NULL, 1, NUMBER_MAX),
  ED_CHOICE (EdTakeBackKept, why, 0, NULL, ed_take_back_choices),
};

const EdRecordType ed_take_back_kept_type =
    ED_RECORD_TYPE ("take_back_kept", EdTakeBackKept, kept_fields);

static const EdField answer_fields[] = {
  ED_RECORDS (EdTakeBackAnswer, kept, 0, &ed_take_back_kept_type),
};

const EdRecordType ed_take_back_answer_type =
    ED_RECORD_TYPE ("take_back_answer", EdTakeBackAnswer, answer_fields);

void
ed_take_back_order_free (EdTakeBackOrder *self)
{
  ed_record_free (&ed_take_back_order_type, self);
}

void
ed_take_back_kept_free (EdTakeBackKept *self)
{
  ed_record_free (&ed_take_back_kept_type, self);
}

void
ed_take_back_answer_free (EdTakeBackAnswer *self)
{
  ed_record_free (&ed_take_back_answer_type, self);
}

void
ed_take_back_start_free (EdTakeBackStart *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->asked);
  g_strfreev (self->absent);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

void
ed_take_back_keep (GPtrArray *kept, const char *id, gint64 number, EdTakeBackVerdict why)
{
  EdTakeBackKept *stays = ed_record_new (&ed_take_back_kept_type);

  stays->id = g_strdup (id);
  stays->number = number;
  stays->why = why;
  g_ptr_array_add (kept, stays);
}
