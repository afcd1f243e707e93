/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/privacy.h"

#include "domain/late-work.h"
#include "domain/message.h"
#include "domain/record-table.h"

#define NUMBER_MAX G_GINT64_CONSTANT (9007199254740991)
#define COUNT(Struct, member) ED_INTEGER (Struct, member, 0, NULL, 0, NUMBER_MAX)

const EdChoice ed_erasure_reason_choices[] = {
  [ED_ERASURE_ASKED] = { "asked", N_ ("The client asks for it") },
  [ED_ERASURE_ORDERED] = { "ordered", N_ ("An authority or court orders it") },
  [ED_ERASURE_MISTAKE] = { "mistake", N_ ("It was recorded by mistake") },
  { NULL, NULL },
};

static const EdField kind_fields[] = {
  ED_CHOICE (EdPrivacyKind, kind, ED_FIELD_REQUIRED, NULL, ed_retention_kind_choices),
  COUNT (EdPrivacyKind, months),
  COUNT (EdPrivacyKind, due),
  COUNT (EdPrivacyKind, open),
  COUNT (EdPrivacyKind, unpaid),
  COUNT (EdPrivacyKind, late_work),
  COUNT (EdPrivacyKind, later),
  ED_DATE (EdPrivacyKind, next, 0, NULL),
};

const EdRecordType ed_privacy_kind_type =
    ED_RECORD_TYPE ("privacy_kind", EdPrivacyKind, kind_fields);

static const EdField preview_fields[] = {
  ED_BOOLEAN (EdPrivacyPreview, on, 0, NULL),
  ED_DATE (EdPrivacyPreview, today, ED_FIELD_REQUIRED, NULL),
  ED_RECORDS (EdPrivacyPreview, kinds, 0, &ed_privacy_kind_type),
};

const EdRecordType ed_privacy_preview_type =
    ED_RECORD_TYPE ("privacy_preview", EdPrivacyPreview, preview_fields);

static const EdField find_fields[] = {
  ED_ID (EdPrivacyFind, id, ED_FIELD_REQUIRED, NULL),
  ED_BOOLEAN (EdPrivacyFind, is_request, 0, NULL),
  COUNT (EdPrivacyFind, number),
  ED_TEXT (EdPrivacyFind, name, 0, NULL, 200),
  ED_TEXT (EdPrivacyFind, company_name, 0, NULL, 200),
  ED_CHOICE (EdPrivacyFind, type, 0, NULL, ed_case_type_choices),
  ED_DATE (EdPrivacyFind, date, 0, NULL),
  ED_BOOLEAN (EdPrivacyFind, is_open, 0, NULL),
  ED_BOOLEAN (EdPrivacyFind, is_unpaid, 0, NULL),
  ED_BOOLEAN (EdPrivacyFind, by_name, 0, NULL),
  ED_BOOLEAN (EdPrivacyFind, by_phone, 0, NULL),
  ED_BOOLEAN (EdPrivacyFind, by_email, 0, NULL),
  COUNT (EdPrivacyFind, documents),
  COUNT (EdPrivacyFind, messages),
  COUNT (EdPrivacyFind, mails),
  COUNT (EdPrivacyFind, late_work),
};

const EdRecordType ed_privacy_find_type =
    ED_RECORD_TYPE ("privacy_find", EdPrivacyFind, find_fields);

static const EdField finds_fields[] = {
  ED_RECORDS (EdPrivacyFinds, finds, 0, &ed_privacy_find_type),
  ED_BOOLEAN (EdPrivacyFinds, more, 0, NULL),
};

const EdRecordType ed_privacy_finds_type =
    ED_RECORD_TYPE ("privacy_finds", EdPrivacyFinds, finds_fields);

static const EdField order_fields[] = {
  ED_TEXTS (EdPrivacyOrder, cases, 0, NULL, 36),
  ED_TEXTS (EdPrivacyOrder, requests, 0, NULL, 36),
  COUNT (EdPrivacyOrder, number),
  ED_CHOICE (EdPrivacyOrder, reason, 0, NULL, ed_erasure_reason_choices),
};

const EdRecordType ed_privacy_order_type =
    ED_RECORD_TYPE ("privacy_order", EdPrivacyOrder, order_fields);

static const EdField export_fields[] = {
  ED_RECORDS (EdPrivacyExport, cases, 0, &ed_case_type),
  ED_RECORDS (EdPrivacyExport, messages, 0, &ed_message_type),
  ED_RECORDS (EdPrivacyExport, requests, 0, &ed_request_type),
  ED_RECORDS (EdPrivacyExport, late_work, 0, &ed_late_work_type),
};

const EdRecordType ed_privacy_export_type =
    ED_RECORD_TYPE ("privacy_export", EdPrivacyExport, export_fields);

void
ed_privacy_export_free (EdPrivacyExport *self)
{
  ed_record_free (&ed_privacy_export_type, self);
}

void
ed_privacy_preview_free (EdPrivacyPreview *self)
{
  ed_record_free (&ed_privacy_preview_type, self);
}

void
ed_privacy_finds_free (EdPrivacyFinds *self)
{
  ed_record_free (&ed_privacy_finds_type, self);
}

void
ed_privacy_order_free (EdPrivacyOrder *self)
{
  ed_record_free (&ed_privacy_order_type, self);
}

guint
ed_privacy_order_count (const EdPrivacyOrder *self)
{
  return (self->cases != NULL ? g_strv_length (self->cases) : 0)
         + (self->requests != NULL ? g_strv_length (self->requests) : 0);
}
