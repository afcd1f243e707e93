/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/settings.h"

#include "domain/account.h"
#include "domain/record-table.h"

#define LIMIT(member, label) ED_INTEGER (EdSettings, member, 0, label, 1, 1000)

static const EdField transition_fields[] = {
  ED_INSTANT (EdTransition, at, ED_FIELD_REQUIRED, NULL),
  ED_INTEGER (EdTransition, offset_s, ED_FIELD_REQUIRED, NULL, -86400, 86400),
};

const EdRecordType ed_transition_type =
    ED_RECORD_TYPE ("transition", EdTransition, transition_fields);

static const EdField settings_fields[] = {
  ED_ID (EdSettings, id, 0, NULL),
  ED_TEXT (EdSettings, organisation, 0, N_ ("Organisation"), 200),
  ED_TEXT (EdSettings, language, 0, N_ ("Language of e-mails"), 35),
  ED_TEXT (EdSettings, zone, 0, N_ ("Time zone"), 64),
  ED_RECORDS (EdSettings, transitions, 0, &ed_transition_type),
  LIMIT (contact_first_h, N_ ("Hours until the first reminder to contact the client")),
  LIMIT (contact_due_h, N_ ("Hours within which the client has to be contacted")),
  LIMIT (crisis_first_h, N_ ("The same for crisis calls: first reminder")),
  LIMIT (crisis_due_h, N_ ("The same for crisis calls: contact")),
  LIMIT (session_due_days, N_ ("Days within which the first appointment has to be registered")),
  LIMIT (closing_warn_months, N_ ("Months until the reminder to close the case")),
  LIMIT (closing_due_months, N_ ("Months within which the case has to be closed")),
  ED_INTEGER (EdSettings, score_min, 0, N_ ("Least satisfaction score"), 0, 100),
  ED_INTEGER (EdSettings, score_max, 0, N_ ("Best satisfaction score"), 0, 100),
  ED_TEXT (EdSettings, currency, 0, N_ ("Currency"), 3),
  ED_INTEGER (EdSettings, attempt_fee, 0, N_ ("Fee for unreachable clients"), 0, ED_AMOUNT_MAX),
};

const EdRecordType ed_settings_type = ED_RECORD_TYPE ("settings", EdSettings, settings_fields);

EdSettings *
ed_settings_new (void)
{
  EdSettings *settings = ed_record_new (&ed_settings_type);

  settings->language = g_strdup ("en");
  settings->zone = g_strdup ("UTC");
  settings->contact_first_h = 24;
  settings->contact_due_h = 48;
  settings->crisis_first_h = 2;
  settings->crisis_due_h = 4;
  settings->session_due_days = 5;
  settings->closing_warn_months = 2;
  settings->closing_due_months = 3;
  settings->score_min = 1;
  settings->score_max = 10;
  return settings;
}

void
ed_settings_free (EdSettings *settings)
{
  ed_record_free (&ed_settings_type, settings);
}

const char *
ed_settings_currency (const EdSettings *settings)
{
  return settings->currency != NULL ? settings->currency : "EUR";
}

EdZone *
ed_settings_make_zone (const EdSettings *settings)
{
  guint n = settings->transitions->len;
  g_autofree gint64 *at = g_new (gint64, n);
  g_autofree gint32 *offset_s = g_new (gint32, n);

  for (guint i = 0; i < n; i++)
    {
      const EdTransition *transition = settings->transitions->pdata[i];

      at[i] = transition->at;
      offset_s[i] = (gint32) transition->offset_s;
    }
  return ed_zone_new (at, offset_s, n);
}
