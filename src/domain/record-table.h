/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* Short forms for writing field tables. Each checks when compiled that the member has the C type of
 * its kind; the field's name is the member's. */

/* clang-format off */
#define ED_MEMBER(Struct, member, Type) \
  (G_STRUCT_OFFSET (Struct, member) +   \
   0 * sizeof (char[_Generic (((Struct *) 0)->member, Type: 1, default: -1)]))
/* clang-format on */

/* A text under another name than its member's. */
#define ED_NAMED_TEXT(Struct, member, name_, flags_, label_, maximum_)                 \
  {                                                                                    \
    .name = name_, .kind = ED_FIELD_TEXT, .flags = flags_,                             \
    .offset = ED_MEMBER (Struct, member, char *), .label = label_, .maximum = maximum_ \
  }
#define ED_NUMBER(Struct, member, kind_, flags_, label_)                                         \
  .name = #member, .kind = kind_, .flags = flags_, .offset = ED_MEMBER (Struct, member, gint64), \
  .label = label_

#define ED_TEXT(Struct, member, flags, label, maximum) \
  ED_NAMED_TEXT (Struct, member, #member, flags, label, maximum)
#define ED_ID(Struct, member, flags_, label_)                     \
  {                                                               \
    .name = #member, .kind = ED_FIELD_ID, .flags = flags_,        \
    .offset = ED_MEMBER (Struct, member, char *), .label = label_ \
  }
#define ED_INTEGER(Struct, member, flags, label, minimum_, maximum_)                 \
  {                                                                                  \
    ED_NUMBER (Struct, member, ED_FIELD_INTEGER, flags, label), .minimum = minimum_, \
                                                                .maximum = maximum_  \
  }
#define ED_BOOLEAN(Struct, member, flags, label)               \
  {                                                            \
    ED_NUMBER (Struct, member, ED_FIELD_BOOLEAN, flags, label) \
  }
#define ED_CHOICE(Struct, member, flags, label, choices_)                          \
  {                                                                                \
    ED_NUMBER (Struct, member, ED_FIELD_CHOICE, flags, label), .choices = choices_ \
  }
#define ED_DATE(Struct, member, flags, label)               \
  {                                                         \
    ED_NUMBER (Struct, member, ED_FIELD_DATE, flags, label) \
  }
#define ED_TIME(Struct, member, flags, label)               \
  {                                                         \
    ED_NUMBER (Struct, member, ED_FIELD_TIME, flags, label) \
  }
#define ED_INSTANT(Struct, member, flags, label)               \
  {                                                            \
    ED_NUMBER (Struct, member, ED_FIELD_INSTANT, flags, label) \
  }
#define ED_RECORD(Struct, member, flags_, element_)                 \
  {                                                                 \
    .name = #member, .kind = ED_FIELD_RECORD, .flags = flags_,      \
    .offset = G_STRUCT_OFFSET (Struct, member), .element = element_ \
  }
#define ED_RECORDS(Struct, member, flags_, element_)                       \
  {                                                                        \
    .name = #member, .kind = ED_FIELD_RECORDS, .flags = flags_,            \
    .offset = ED_MEMBER (Struct, member, GPtrArray *), .element = element_ \
  }
#define ED_TEXTS(Struct, member, flags_, label_, maximum_)                              \
  {                                                                                     \
    .name = #member, .kind = ED_FIELD_TEXTS, .flags = flags_,                           \
    .offset = ED_MEMBER (Struct, member, char **), .label = label_, .maximum = maximum_ \
  }

#define ED_RECORD_TYPE(name_, Struct, table)                                                  \
  {                                                                                           \
    .name = name_, .size = sizeof (Struct), .fields = table, .n_fields = G_N_ELEMENTS (table) \
  }
