/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* The short way from JSON text to a record, which a server goes several times for each command: in
 * one walk, without a tree of values. It knows texts as ed_record_to_json() writes them, compact
 * and in the order of the fields, and no others. */

/* A new record, the same as ed_record_from_json() would make of it, ED_WIRE_LENIENT; or NULL: this
 * is no text of that kind, which says nothing about it. */
gpointer ed_record_scan (const EdRecordType *type, const char *text, gsize length);

/* The number that a string says for a choice, date, time or instant, or ED_ABSENT. Years and the
 * form of an instant: PROTOCOL 1.4. */
gint64 ed_field_number_from_text (const EdField *field, const char *text);
