/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/archive.h"

#include "domain/record-table.h"

#define NUMBER_MAX G_GINT64_CONSTANT (9007199254740991)

static const EdField inquiry_fields[] = {
  ED_TEXT (EdArchiveInquiry, text, 0, NULL, ED_ARCHIVE_TEXT_MAX),
  ED_ID (EdArchiveInquiry, id, 0, NULL),
  ED_INTEGER (EdArchiveInquiry, before, 0, NULL, 1, NUMBER_MAX),
  ED_INTEGER (EdArchiveInquiry, limit, 0, NULL, 1, ED_ARCHIVE_CASES_MAX),
};

const EdRecordType ed_archive_inquiry_type =
    ED_RECORD_TYPE ("archive_inquiry", EdArchiveInquiry, inquiry_fields);

static const EdField answer_fields[] = {
  ED_RECORDS (EdArchiveAnswer, cases, 0, &ed_case_type),
  ED_INTEGER (EdArchiveAnswer, before, 0, NULL, 1, NUMBER_MAX),
};

const EdRecordType ed_archive_answer_type =
    ED_RECORD_TYPE ("archive_answer", EdArchiveAnswer, answer_fields);

void
ed_archive_inquiry_free (EdArchiveInquiry *inquiry)
{
  ed_record_free (&ed_archive_inquiry_type, inquiry);
}

void
ed_archive_answer_free (EdArchiveAnswer *answer)
{
  ed_record_free (&ed_archive_answer_type, answer);
}
