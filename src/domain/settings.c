/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/settings.h"

#include "base/duration.h"
#include "domain/account.h"
#include "domain/record-table.h"

#define CONTACT_DATA_DAYS 30 /* source: the guide, until the organisation decides otherwise */
#define LIMIT(member, required, label) ED_INTEGER (EdSettings, member, required, label, 1, 1000)

static const EdField transition_fields[] = {
  ED_INSTANT (EdTransition, at, ED_FIELD_REQUIRED, NULL),
  ED_INTEGER (EdTransition, offset_s, ED_FIELD_REQUIRED, NULL, -86400, 86400),
};

const EdRecordType ed_transition_type =
    ED_RECORD_TYPE ("transition", EdTransition, transition_fields);

const EdChoice ed_weekday_choices[] = {
  { "monday", N_ ("Monday") },       { "tuesday", N_ ("Tuesday") },
  { "wednesday", N_ ("Wednesday") }, { "thursday", N_ ("Thursday") },
  { "friday", N_ ("Friday") },       { "saturday", N_ ("Saturday") },
  { "sunday", N_ ("Sunday") },       { NULL, NULL },
};

static const EdField opening_fields[] = {
  ED_CHOICE (EdOpenHours, day, ED_FIELD_REQUIRED, N_ ("Day"), ed_weekday_choices),
  ED_TIME (EdOpenHours, opens, ED_FIELD_REQUIRED, N_ ("Opens")),
  ED_TIME (EdOpenHours, closes, ED_FIELD_REQUIRED, N_ ("Closes")),
};

const EdRecordType ed_opening_type = ED_RECORD_TYPE ("opening", EdOpenHours, opening_fields);

static const EdField holiday_fields[] = {
  ED_DATE (EdHoliday, date, ED_FIELD_REQUIRED, N_ ("Date")),
  ED_TEXT (EdHoliday, name, 0, N_ ("Name"), 100),
};

const EdRecordType ed_holiday_type = ED_RECORD_TYPE ("holiday", EdHoliday, holiday_fields);

/* RECORDS with a limit on their number. */
#define LISTED(member_, label_, element_, maximum_)                                               \
  {                                                                                               \
    .name = #member_, .kind = ED_FIELD_RECORDS,                                                   \
    .offset = ED_MEMBER (EdSettings, member_, GPtrArray *), .label = label_, .element = element_, \
    .maximum = maximum_                                                                           \
  }

#define KEPT(member, label, least) \
  ED_INTEGER (EdSettings, member, ED_FIELD_STAFF, label, least, 600)

/* What the organisation decides. REQUIRED: it cannot be cleared once it is there. */
#define DECIDED(required)                                                                         \
  ED_TEXT (EdSettings, organisation, required, N_ ("Organisation"), 200),                         \
      ED_TEXT (EdSettings, language, required, N_ ("Language of e-mails"), 35),                   \
      ED_TEXT (EdSettings, zone, required, N_ ("Time zone"), 64),                                 \
      LIMIT (contact_first_h,                                                                     \
             required,                                                                            \
             N_ ("Hours until the first reminder to contact the client")),                        \
      LIMIT (contact_due_h, required, N_ ("Hours within which the client has to be contacted")),  \
      LIMIT (crisis_first_h, required, N_ ("The same for crisis calls: first reminder")),         \
      LIMIT (crisis_due_h, required, N_ ("The same for crisis calls: contact")),                  \
      LIMIT (session_due_days,                                                                    \
             required,                                                                            \
             N_ ("Days within which the first appointment has to be registered")),                \
      LIMIT (closing_warn_months, required, N_ ("Months until the reminder to close the case")),  \
      LIMIT (closing_due_months, required, N_ ("Months within which the case has to be closed")), \
      ED_INTEGER (EdSettings, score_min, required, N_ ("Least satisfaction score"), 0, 100),      \
      ED_INTEGER (EdSettings, score_max, required, N_ ("Best satisfaction score"), 0, 100),       \
      ED_INTEGER (EdSettings,                                                                     \
                  attempt_fee,                                                                    \
                  0,                                                                              \
                  N_ ("Fee for unreachable clients"),                                             \
                  0,                                                                              \
                  ED_AMOUNT_MAX),                                                                 \
      LISTED (opening, N_ ("Opening hours"), &ed_opening_type, 7),                                \
      LISTED (holidays, N_ ("Holidays"), &ed_holiday_type, 200),                                  \
      ED_BOOLEAN (EdSettings, own_password, 0, N_ ("Everybody chooses a password of their own")), \
      ED_BOOLEAN (EdSettings, coordinators_totp, 0, N_ ("Coordinators sign in in two steps")),    \
      ED_INTEGER (EdSettings, offline_days, 0, N_ ("Days without the server"), 1, 3650),          \
      ED_INTEGER (EdSettings,                                                                     \
                  contact_hidden_days,                                                            \
                  0,                                                                              \
                  N_ ("Days until contact data is hidden"),                                       \
                  0,                                                                              \
                  3650),                                                                          \
      ED_TEXT (EdSettings, mail_sender, ED_FIELD_STAFF, N_ ("Sender of e-mails"), 200),           \
      ED_BOOLEAN (EdSettings, reminders_off, ED_FIELD_STAFF, N_ ("No reminders by e-mail")),      \
      KEPT (archive_months, N_ ("Months that closed cases stay on coordinators’ computers"), 3),  \
      ED_BOOLEAN (EdSettings, retention_on, ED_FIELD_STAFF, N_ ("Erase what is due")),            \
      KEPT (keep_cases_months, N_ ("Months that case records are kept"), 12),                     \
      KEPT (keep_documents_months, N_ ("Months that documents are kept"), 6),                     \
      KEPT (keep_messages_months, N_ ("Months that messages are kept"), 6),                       \
      KEPT (keep_requests_months, N_ ("Months that requests are kept"), 6),                       \
      KEPT (keep_mails_months, N_ ("Months that the list of e-mails is kept"), 1),                \
      KEPT (keep_audit_months, N_ ("Months that the audit log is kept"), 12)

static const EdField entry_fields[] = { DECIDED (ED_FIELD_REQUIRED) };

const EdRecordType ed_settings_entry_type = ED_RECORD_TYPE ("settings", EdSettings, entry_fields);

/* A server may be older than this program, or newer: what is not there is not required. */
static const EdField settings_fields[] = {
  ED_ID (EdSettings, id, 0, NULL),
  DECIDED (0),
  ED_RECORDS (EdSettings, transitions, 0, &ed_transition_type),
  ED_TEXT (EdSettings, currency, 0, N_ ("Currency"), 3),
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

gint64
ed_settings_contact_data_ms (const EdSettings *settings)
{
  gint64 days = settings->contact_hidden_days;

  return (days != ED_ABSENT ? days : CONTACT_DATA_DAYS) * ED_DAY_MS;
}

gboolean
ed_settings_is_stale (const EdSettings *settings, gint64 last, gint64 now)
{
  return settings->offline_days != ED_ABSENT && last != ED_ABSENT
         && (now - last > settings->offline_days * ED_DAY_MS || now < last - ED_DAY_MS);
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
