/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"

/* What a page of settings lists: which field, how it is entered, and what the reader is told of it.
 */
typedef enum
{
  ED_SETTING_TEXT,
  ED_SETTING_NUMBER,
  ED_SETTING_AMOUNT, /* of money, in the organisation's currency */
  ED_SETTING_SWITCH,
  ED_SETTING_UNSWITCH, /* on where the field is not */
  ED_SETTING_ZONE,
  ED_SETTING_LANGUAGE,
  ED_SETTING_HOURS, /* of one day of the week */
  ED_SETTING_HOLIDAYS,
} EdSettingKind;

typedef struct
{
  const char *field; /* of ed_settings_entry_type */
  EdSettingKind kind;
  const char *title;    /* N_(); NULL: the field's own label */
  const char *sentence; /* N_(): what it does, and what changes at once */
  const char *unit;     /* N_(), of numbers; or NULL */
  gint64 otherwise;     /* number that absence stands for; absence itself is 0 where that is 0 */
  EdWeekday day;        /* of hours */
} EdSetting;

typedef struct
{
  const char *title;       /* N_() */
  const char *description; /* N_(), or NULL */
  const EdSetting *settings;
  guint n_settings;
} EdSettingGroup;

/* The groups of the page "Settings". */
extern const EdSettingGroup ed_setting_groups[];
extern const guint ed_n_setting_groups;

const EdField *ed_setting_field (const EdSetting *setting);
