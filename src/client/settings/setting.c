/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/setting.h"

#include <glib/gi18n.h>

#define HOURS N_ ("hours")
#define DAYS N_ ("days")
#define MONTHS N_ ("months")

static const EdSetting organisation[] = {
  { "organisation", ED_SETTING_TEXT, N_ ("Name"), N_ ("Stands in e-mails, on forms and reports.") },
  { "zone",
    ED_SETTING_ZONE,
    NULL,
    N_ ("Decides on which day a session or a time limit falls, on every computer at once.") },
  { "language",
    ED_SETTING_LANGUAGE,
    NULL,
    N_ ("For people who have not chosen a language of their own.") },
};

static const EdSetting hours[] = {
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY + 1 },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY + 2 },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY + 3 },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY + 4 },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_MONDAY + 5 },
  { "opening", ED_SETTING_HOURS, NULL, NULL, NULL, 0, ED_SUNDAY },
  { "holidays", ED_SETTING_HOLIDAYS, NULL, N_ ("Days on which nobody answers.") },
};

static const EdSetting limits[] = {
  { "contact_first_h",
    ED_SETTING_NUMBER,
    N_ ("First reminder to contact the client"),
    N_ ("So long after the assignment the expert is reminded, and the case turns red."),
    HOURS },
  { "contact_due_h",
    ED_SETTING_NUMBER,
    N_ ("Client to be contacted"),
    N_ ("So long after the assignment the coordinator is told, too. Nothing is taken away."),
    HOURS },
  { "crisis_first_h",
    ED_SETTING_NUMBER,
    N_ ("Crisis call: first reminder"),
    N_ ("The same for crisis calls."),
    HOURS },
  { "crisis_due_h",
    ED_SETTING_NUMBER,
    N_ ("Crisis call: client to be contacted"),
    N_ ("The same for crisis calls."),
    HOURS },
  { "session_due_days",
    ED_SETTING_NUMBER,
    N_ ("First appointment to be registered"),
    N_ ("So long after the contact."),
    DAYS },
  { "closing_warn_months",
    ED_SETTING_NUMBER,
    N_ ("Reminder to close the case"),
    N_ ("So long after the first session, in calendar months."),
    MONTHS },
  { "closing_due_months",
    ED_SETTING_NUMBER,
    N_ ("Case to be closed"),
    N_ ("So long after the first session, in calendar months."),
    MONTHS },
};

static const EdSetting scores[] = {
  { "score_min", ED_SETTING_NUMBER, N_ ("Least score"), N_ ("Says that nothing was right.") },
  { "score_max",
    ED_SETTING_NUMBER,
    N_ ("Best score"),
    N_ ("Scores entered before keep their number.") },
};

static const EdSetting money[] = {
  { "attempt_fee",
    ED_SETTING_AMOUNT,
    N_ ("Fee for unreachable clients"),
    N_ ("Paid once for a case whose client could not be reached, from the next approval on. "
        "Leave it empty to pay nothing.") },
};

static const EdSetting mails[] = {
  { "mail_sender",
    ED_SETTING_TEXT,
    NULL,
    N_ ("Whom e-mails come from, by name. Empty: the organisation.") },
  { "reminders_off",
    ED_SETTING_UNSWITCH,
    N_ ("Reminders by e-mail"),
    N_ ("About time limits. Badges and the queue of today stay as they are.") },
};

static const EdSetting privacy[] = {
  { "own_password",
    ED_SETTING_SWITCH,
    NULL,
    N_ ("After the first sign-in nobody keeps the password that came by e-mail.") },
  { "coordinators_totp",
    ED_SETTING_SWITCH,
    NULL,
    N_ ("At sign-in coordinators and administrators are asked for a code from an app, too. Who has "
        "not set it up can do nothing else before.") },
  { "offline_days",
    ED_SETTING_NUMBER,
    N_ ("A computer locks without the server"),
    N_ ("After so long what it keeps opens only once it has signed in at the server again; unsent "
        "work stays. 0: never."),
    DAYS },
  { "contact_hidden_days",
    ED_SETTING_NUMBER,
    N_ ("Phone and e-mail of the client leave the expert’s window"),
    N_ ("So long after the closing was approved; on every computer, at once where it is over."),
    DAYS,
    30 },
  { "archive_months",
    ED_SETTING_NUMBER,
    N_ ("Closed cases leave coordinators’ computers"),
    N_ ("So long after the approval, if they are paid; else a year later. They are found by "
        "searching the archive of the server; nothing is erased."),
    MONTHS,
    24 },
};

static const EdSetting kept[] = {
  { "keep_cases_months",
    ED_SETTING_NUMBER,
    N_ ("Case records"),
    N_ ("From the approval on. What stays tells the company, the type and the month, for reports."),
    MONTHS,
    120 },
  { "keep_documents_months",
    ED_SETTING_NUMBER,
    N_ ("Documents of cases"),
    N_ ("From the approval on, not longer than the record."),
    MONTHS,
    120 },
  { "keep_messages_months",
    ED_SETTING_NUMBER,
    N_ ("Messages"),
    N_ ("From the approval on, not longer than the record."),
    MONTHS,
    36 },
  { "keep_requests_months",
    ED_SETTING_NUMBER,
    N_ ("Requests"),
    N_ ("From the answer on, with their internal messages and documents."),
    MONTHS,
    60 },
  { "keep_mails_months",
    ED_SETTING_NUMBER,
    N_ ("List of e-mails sent"),
    N_ ("Who was told of what, and when."),
    MONTHS,
    12 },
  { "keep_audit_months",
    ED_SETTING_NUMBER,
    N_ ("Audit log"),
    N_ ("Who did what, and when. What is left can still be verified."),
    MONTHS,
    120 },
};

#define GROUP(title, description, settings)               \
  {                                                       \
    title, description, settings, G_N_ELEMENTS (settings) \
  }

const EdSettingGroup ed_setting_groups[] = {
  GROUP (N_ ("Organisation"), NULL, organisation),
  GROUP (N_ ("When you can be reached"),
         N_ ("Experts see it when they write to you. For example 8:00–16:30; empty: closed."),
         hours),
  GROUP (N_ ("Time limits"),
         N_ ("They count for open cases at once: badges, reminders and the queue of today follow."),
         limits),
  GROUP (N_ ("Satisfaction"), N_ ("The scale of the client satisfaction score."), scores),
  GROUP (N_ ("Invoicing"), NULL, money),
  GROUP (N_ ("E-mails"), NULL, mails),
  GROUP (N_ ("Passwords and privacy"), NULL, privacy),
  GROUP (
      N_ ("How long it is kept"),
      N_ ("What is over is erased once that is switched on, on the page Privacy, which also says "
          "what it would be."),
      kept),
};
const guint ed_n_setting_groups = G_N_ELEMENTS (ed_setting_groups);

const EdField *
ed_setting_field (const EdSetting *setting)
{
  return ed_record_type_find (&ed_settings_entry_type, setting->field);
}
