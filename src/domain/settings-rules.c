/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/settings-rules.h"

#include "base/wording.h"
#include "domain/account.h"
#include "domain/retention.h"
#include "domain/ruling.h"

typedef struct
{
  EdRuling shared;
  EdSettings *settings;
  const EdSettingsCircumstances *circumstances;
} Ruling;

static gboolean
refuse (Ruling *ruling, EdRefusalCode code, const char *field)
{
  return ed_ruling_refuse (&ruling->shared, code, field);
}

/* The days in their order, each once; none closes before it opens. */
static gboolean
are_right_hours (const GPtrArray *opening)
{
  for (guint i = 0; i < opening->len; i++)
    {
      const EdOpenHours *day = opening->pdata[i];

      if (day->opens >= day->closes
          || (i > 0 && ((EdOpenHours *) opening->pdata[i - 1])->day >= day->day))
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_right_holidays (const GPtrArray *holidays)
{
  for (guint i = 1; i < holidays->len; i++)
    {
      if (((EdHoliday *) holidays->pdata[i - 1])->date >= ((EdHoliday *) holidays->pdata[i])->date)
        return FALSE;
    }
  return TRUE;
}

/* What belongs to a case goes with its record at the latest. */
static gboolean
keeps_longer_than_cases (EdRetentionKind kind, const EdSettings *settings)
{
  const EdField *field = ed_record_type_find (&ed_settings_type, ed_retention_setting (kind));

  return ed_field_get_number (field, settings) > ed_retention_months (ED_RETENTION_CASES, settings);
}

/* The field at fault, or NULL. A reminder comes before what it reminds of. */
static const char *
find_contradiction (const EdSettings *settings)
{
  if (settings->contact_first_h >= settings->contact_due_h)
    return "contact_first_h";
  if (settings->crisis_first_h >= settings->crisis_due_h)
    return "crisis_first_h";
  if (settings->closing_warn_months >= settings->closing_due_months)
    return "closing_warn_months";
  if (settings->score_min >= settings->score_max)
    return "score_min";
  for (EdRetentionKind kind = ED_RETENTION_DOCUMENTS; kind <= ED_RETENTION_MESSAGES; kind++)
    if (keeps_longer_than_cases (kind, settings))
      return ed_retention_setting (kind);
  if (!are_right_hours (settings->opening))
    return "opening";
  return are_right_holidays (settings->holidays) ? NULL : "holidays";
}

static gboolean
set (Ruling *ruling)
{
  EdSettings *next = ed_ruling_edit (&ruling->shared, ruling->settings);
  const char *wrong = find_contradiction (next);
  gboolean done = FALSE;

  if (!g_strv_contains (ed_wording_list_languages (), next->language))
    wrong = "language";
  if (ruling->circumstances->zone_unknown)
    wrong = "zone";
  if (wrong != NULL)
    refuse (ruling, ED_REFUSAL_INVALID, wrong);
  else
    done = ed_ruling_settle (&ruling->shared, ruling->settings, next);
  ed_record_free (&ed_settings_entry_type, next);
  return done;
}

static gboolean
judge (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  const char *invalid = ed_command_find_invalid (command);

  if ((ruling->circumstances->roles & ED_ROLE_ADMINISTRATOR) == 0)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (ruling->settings == NULL || g_strcmp0 (ruling->settings->id, command->target_id) != 0)
    return refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  if (invalid != NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, invalid);
  return set (ruling);
}

gboolean
ed_settings_apply (EdSettings *settings,
                   const EdCommand *command,
                   const EdSettingsCircumstances *circumstances,
                   EdRefusal *refusal)
{
  EdRefusal unwanted;
  Ruling ruling = {
    .shared = { .command = command, .refusal = refusal != NULL ? refusal : &unwanted },
    .settings = settings,
    .circumstances = circumstances,
  };

  *ruling.shared.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return judge (&ruling);
}

const char *
ed_settings_new_zone (const EdCommand *command)
{
  return command->to != NULL ? ((const EdSettings *) command->to)->zone : NULL;
}
