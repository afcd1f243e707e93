/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/form-values.h"

#include "domain/record-table.h"

#define STORY 20000
#define AGREEMENT(member) ED_CHOICE (EdFeedback, member, 0, NULL, ed_agreement_choices)

const EdChoice ed_agreement_choices[] = {
  [ED_AGREEMENT_NO] = { "no", NULL },         [ED_AGREEMENT_RATHER_NO] = { "rather_no", NULL },
  [ED_AGREEMENT_PARTLY] = { "partly", NULL }, [ED_AGREEMENT_RATHER_YES] = { "rather_yes", NULL },
  [ED_AGREEMENT_YES] = { "yes", NULL },       { NULL, NULL },
};

const EdChoice ed_recommend_choices[] = {
  { "yes", NULL },
  { "perhaps", NULL },
  { "no", NULL },
  { NULL, NULL },
};

const EdChoice ed_log_outcome_choices[] = {
  { "reached", NULL },     { "partly", NULL }, { "not_reached", NULL },
  { "ended_early", NULL }, { NULL, NULL },
};

static const EdField feedback_fields[] = {
  ED_INTEGER (EdFeedback, score, 0, NULL, 0, 100),
  AGREEMENT (prompt),
  AGREEMENT (suitable),
  AGREEMENT (understood),
  AGREEMENT (confidential),
  AGREEMENT (helpful),
  ED_CHOICE (EdFeedback, recommend, 0, NULL, ed_recommend_choices),
  ED_TEXT (EdFeedback, liked, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdFeedback, improve, ED_FIELD_MULTILINE, NULL, STORY),
  ED_DATE (EdFeedback, filled_on, 0, NULL),
};

const EdRecordType ed_feedback_type = ED_RECORD_TYPE ("feedback", EdFeedback, feedback_fields);

static const EdField logged_session_fields[] = {
  ED_ID (EdLoggedSession, id, 0, NULL),
  ED_DATE (EdLoggedSession, date, 0, NULL),
  ED_TIME (EdLoggedSession, time, 0, NULL),
  ED_INTEGER (EdLoggedSession, minutes, 0, NULL, 1, 1440),
  ED_TEXT (EdLoggedSession, topic, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdLoggedSession, notes, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdLoggedSession, agreed, ED_FIELD_MULTILINE, NULL, STORY),
};

const EdRecordType ed_logged_session_type =
    ED_RECORD_TYPE ("logged_session", EdLoggedSession, logged_session_fields);

static const EdField treatment_log_fields[] = {
  ED_TEXT (EdTreatmentLog, concern, ED_FIELD_MULTILINE, NULL, STORY),
  ED_RECORDS (EdTreatmentLog, sessions, 0, &ed_logged_session_type),
  ED_TEXT (EdTreatmentLog, summary, ED_FIELD_MULTILINE, NULL, STORY),
  ED_CHOICE (EdTreatmentLog, outcome, 0, NULL, ed_log_outcome_choices),
  ED_TEXT (EdTreatmentLog, recommendation, ED_FIELD_MULTILINE, NULL, STORY),
  ED_DATE (EdTreatmentLog, signed_on, 0, NULL),
};

const EdRecordType ed_treatment_log_type =
    ED_RECORD_TYPE ("treatment_log", EdTreatmentLog, treatment_log_fields);

static const EdField case_file_fields[] = {
  ED_CHOICE (EdCaseFile, coaching_kind, 0, NULL, ed_coaching_kind_choices),
  ED_TEXT (EdCaseFile, goals, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdCaseFile, baseline, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdCaseFile, plan, ED_FIELD_MULTILINE, NULL, STORY),
  ED_RECORDS (EdCaseFile, sessions, 0, &ed_logged_session_type),
  ED_TEXT (EdCaseFile, results, ED_FIELD_MULTILINE, NULL, STORY),
  ED_TEXT (EdCaseFile, recommendation, ED_FIELD_MULTILINE, NULL, STORY),
  ED_DATE (EdCaseFile, signed_on, 0, NULL),
};

const EdRecordType ed_case_file_type = ED_RECORD_TYPE ("case_file", EdCaseFile, case_file_fields);

static EdLoggedSession *
find_logged (const GPtrArray *logged, const char *id)
{
  for (guint i = 0; i < logged->len; i++)
    if (g_strcmp0 (((EdLoggedSession *) logged->pdata[i])->id, id) == 0)
      return logged->pdata[i];
  return NULL;
}

static EdLoggedSession *
make_logged (const EdSession *session, gint64 usual_minutes, const EdLoggedSession *before)
{
  EdLoggedSession *entry = before != NULL ? ed_record_copy (&ed_logged_session_type, before)
                                          : ed_record_new (&ed_logged_session_type);

  g_free (entry->id);
  entry->id = g_strdup (session->id);
  entry->date = session->date;
  entry->time = session->time;
  entry->minutes = session->minutes != ED_ABSENT ? session->minutes : usual_minutes;
  return entry;
}

static guint
find_place (const GPtrArray *logged, gint64 date)
{
  guint place = 0;

  while (place < logged->len && ((EdLoggedSession *) logged->pdata[place])->date <= date)
    place++;
  return place;
}

void
ed_logged_sessions_follow (GPtrArray *logged, const EdCase *case_)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < sessions->len; i++)
    {
      const EdSession *session = sessions->pdata[i];

      g_ptr_array_add (
          entries,
          make_logged (session, case_->session_minutes, find_logged (logged, session->id)));
    }
  for (guint i = 0; i < logged->len; i++)
    {
      const EdLoggedSession *entry = logged->pdata[i];

      if (ed_logged_session_is_written (entry) && find_logged (entries, entry->id) == NULL)
        g_ptr_array_insert (entries,
                            (gint) find_place (entries, entry->date),
                            ed_record_copy (&ed_logged_session_type, entry));
    }
  g_ptr_array_set_size (logged, 0);
  g_ptr_array_extend (logged, entries, NULL, NULL);
}

gboolean
ed_logged_session_is_written (const EdLoggedSession *session)
{
  return session->topic != NULL || session->notes != NULL || session->agreed != NULL;
}
