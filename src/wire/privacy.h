/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/client-search.h"
#include "domain/retention.h"

/* Privacy over the wire (PROTOCOL 15): records with tables, to be written and read by
 * wire/record-json.h. */

/* What is kept of one kind, by when it goes. */
typedef struct
{
  gint64 kind;                    /* EdRetentionKind */
  gint64 months;                  /* that it is kept */
  gint64 due;                     /* how much goes today */
  gint64 open, unpaid, late_work; /* how much is held back, and why */
  gint64 later;                   /* how much is kept and will be due */
  gint64 next;                    /* date on which the first of that is; absent: there is none */
} EdPrivacyKind;

/* The answer of POST /v1/privacy/preview. */
typedef struct
{
  gint64 on;        /* boolean: what is due is erased */
  gint64 today;     /* date, in the organisation's zone */
  GPtrArray *kinds; /* EdPrivacyKind, each once */
} EdPrivacyPreview;

/* A case or request that may be the client's. */
typedef struct
{
  char *id;
  gint64 is_request; /* boolean */
  gint64 number;
  char *name;                         /* alias of a case, subject of a request */
  char *company_name;                 /* of a case; of a request who sent it */
  gint64 type;                        /* of a case: EdCaseKind */
  gint64 date;                        /* recorded, or sent */
  gint64 is_open;                     /* boolean: somebody works on it */
  gint64 is_unpaid;                   /* boolean: of a case, on a statement that is not paid */
  gint64 by_name, by_phone, by_email; /* booleans: how it was found */
  /* What goes with it. */
  gint64 documents, messages, mails, late_work;
} EdPrivacyFind;

/* The answer of POST /v1/privacy/search. */
typedef struct
{
  GPtrArray *finds; /* EdPrivacyFind, the latest first */
  gint64 more;      /* boolean: there are others, so look for less */
} EdPrivacyFinds;

#define ED_PRIVACY_FINDS_MAX 200

/* Why somebody is erased who is not by the clock. */
typedef enum
{
  ED_ERASURE_ASKED,   /* by the client */
  ED_ERASURE_ORDERED, /* by an authority or court */
  ED_ERASURE_MISTAKE, /* it should never have been recorded */
} EdErasureReason;

/* What POST /v1/privacy/export and …/erase are about. */
typedef struct
{
  char **cases, **requests; /* ids */
  gint64 number;            /* erase: of the first of them, typed by whoever erases */
  gint64 reason;            /* erase: EdErasureReason */
} EdPrivacyOrder;

#define ED_PRIVACY_ORDER_MAX 200

/* What is to be read of the answer of POST /v1/privacy/export. */
typedef struct
{
  GPtrArray *cases;     /* EdCase */
  GPtrArray *messages;  /* EdMessage */
  GPtrArray *requests;  /* EdRequest */
  GPtrArray *late_work; /* EdLateWork, of these, not settled */
} EdPrivacyExport;

extern const EdRecordType ed_privacy_kind_type, ed_privacy_preview_type, ed_privacy_find_type,
    ed_privacy_finds_type, ed_privacy_order_type, ed_privacy_export_type;
extern const EdChoice ed_erasure_reason_choices[];

void ed_privacy_preview_free (EdPrivacyPreview *self);
void ed_privacy_finds_free (EdPrivacyFinds *self);
void ed_privacy_order_free (EdPrivacyOrder *self);
void ed_privacy_export_free (EdPrivacyExport *self);
guint ed_privacy_order_count (const EdPrivacyOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPrivacyPreview, ed_privacy_preview_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPrivacyFinds, ed_privacy_finds_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPrivacyOrder, ed_privacy_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPrivacyExport, ed_privacy_export_free)
