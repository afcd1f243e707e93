/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Plain structs that describe themselves.
 *
 * Everything that travels or is stored (a case, a session, the arguments of a command, the
 * settings) is a C struct with one table of its fields: name, kind, label, who may change it. JSON,
 * copying, comparing, validation, forms and exports read the table, so a field is written down
 * once.
 *
 * A record is made by ed_record_new() and owned by whoever holds it; it is used by one thread at a
 * time and immutable once shared. Absent is a value of its own: NULL for text, id and records,
 * ED_ABSENT for everything counted. */

#define ED_ABSENT G_MININT64

/* Marks a label for translation where it is written down; it is translated where it is shown. */
#ifndef N_
#  define N_(String) (String) /* as glib/gi18n.h has it, which may come after */
#endif

typedef enum
{
  ED_FIELD_TEXT,    /* char *; not empty; newlines allowed only with ED_FIELD_MULTILINE */
  ED_FIELD_ID,      /* char *; a UUID in lower case */
  ED_FIELD_INTEGER, /* gint64, minimum ≤ value ≤ maximum */
  ED_FIELD_BOOLEAN, /* gint64: 0, 1 or ED_ABSENT */
  ED_FIELD_CHOICE,  /* gint64: index into choices */
  ED_FIELD_DATE,    /* gint64: days since 1970-01-01 */
  ED_FIELD_TIME,    /* gint64: minutes since midnight */
  ED_FIELD_INSTANT, /* gint64: ms since 1970-01-01T00:00Z */
  ED_FIELD_RECORD,  /* pointer to a record of type element, or NULL */
  ED_FIELD_RECORDS, /* GPtrArray of records of type element, never NULL, frees its elements */
  ED_FIELD_TEXTS,   /* char **, NULL-terminated, or NULL when empty */
} EdFieldKind;

typedef enum
{
  ED_FIELD_INTAKE = 1 << 0,    /* recorded by the coordinator, part of the intake form */
  ED_FIELD_REQUIRED = 1 << 1,  /* a record without it is invalid */
  ED_FIELD_MULTILINE = 1 << 2, /* text of several lines */
  ED_FIELD_SENSITIVE = 1 << 3, /* hidden behind dots in privacy mode */
  ED_FIELD_STAFF = 1 << 4,     /* coordinators only; never in another audience's view */
  ED_FIELD_CONTACT = 1 << 5,   /* the client's contact data: hidden 30 days after closing */
} EdFieldFlags;

typedef struct
{
  const char *word;  /* in JSON and SQL: lower case, never changes */
  const char *label; /* English source of what the screen says, marked with N_() */
} EdChoice;

typedef struct _EdRecordType EdRecordType;

typedef struct
{
  const char *name; /* JSON key, SQL column and form name in one */
  EdFieldKind kind;
  guint flags; /* EdFieldFlags */
  gsize offset;
  const char *label;           /* the guide's own words, N_() */
  const EdChoice *choices;     /* for CHOICE; ends with a NULL word */
  const EdRecordType *element; /* for RECORD and RECORDS */
  gint64 minimum;              /* INTEGER: least value; else unused */
  gint64 maximum; /* INTEGER: greatest value; TEXT and each of TEXTS: greatest length in
                   * characters; RECORDS: greatest number, 0 for any */
} EdField;

struct _EdRecordType
{
  const char *name;
  gsize size;
  const EdField *fields;
  guint n_fields;
};

/* An empty record: every field absent, every array empty; members without a field are zero. Free
 * with ed_record_free(). */
gpointer ed_record_new (const EdRecordType *type);
void ed_record_free (const EdRecordType *type, gpointer record);
gpointer ed_record_copy (const EdRecordType *type, gconstpointer record);
gboolean ed_record_equal (const EdRecordType *type, gconstpointer a, gconstpointer b);

/* The field called NAME, or NULL. */
const EdField *ed_record_type_find (const EdRecordType *type, const char *name);

gboolean ed_field_is_absent (const EdField *field, gconstpointer record);
gboolean ed_field_equal (const EdField *field, gconstpointer a, gconstpointer b);
/* Makes TO's value a copy of FROM's. */
void ed_field_copy (const EdField *field, gpointer to, gconstpointer from);
void ed_field_clear (const EdField *field, gpointer record);

/* Counted and text values by field; the kind must fit. */
gint64 ed_field_get_number (const EdField *field, gconstpointer record);
const char *ed_field_get_text (const EdField *field, gconstpointer record);
void ed_field_set_number (const EdField *field, gpointer record, gint64 value);
void ed_field_set_text (const EdField *field, gpointer record, const char *text);

/* The index of WORD among CHOICES, or ED_ABSENT. */
gint64 ed_choice_find (const EdChoice *choices, const char *word);

/* Whether the one value is right by its table: length, range, form of ids, valid UTF-8. Absent is
 * right unless required. */
gboolean ed_field_is_valid (const EdField *field, gconstpointer record);

/* The first field of RECORD that is wrong by its table (nested ones included), or NULL. */
const EdField *ed_record_find_invalid (const EdRecordType *type, gconstpointer record);
