/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/profile-texts.h"

#include "client/closures.h"
#include "client/dates.h"
#include "client/documents/document-texts.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static guint
find_checks (EdCaseItem *item)
{
  return ed_case_checks (ed_case_item_case (item),
                         ed_case_item_now (item),
                         ed_case_item_zone (item));
}

/* The open assignment's last session lies ahead: its date, else ED_ABSENT. */
static gint64
find_coming_session (EdCaseItem *item)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_item_case (item));
  const EdSession *last = sessions->len == 0 ? NULL : sessions->pdata[sessions->len - 1];

  return last != NULL && last->date > ed_case_item_today (item) ? last->date : ED_ABSENT;
}

static gboolean
has_sessions (EdCaseItem *item)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_item_case (item));

  return sessions->len > 0;
}

static char *
format_full_date (EdCaseItem *item, gint64 date)
{
  return ed_date_full_text (date, ed_case_item_today (item));
}

/* "treatment log" or "case file", in the middle of a sentence. */
static const char *
find_document_word (EdCaseItem *item)
{
  return ed_case_needed_document (ed_case_item_case (item)) == ED_DOCUMENT_CASE_FILE
             ? _ ("case file")
             : _ ("treatment log");
}

/* What is still missing after the sessions, as "treatment log, satisfaction"; NULL when nothing. */
static char *
list_missing (EdCaseItem *item)
{
  guint checks = find_checks (item);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if ((checks & ED_CHECK_CONTACTED) == 0)
    g_strv_builder_add (missing, _ ("contact"));
  if ((checks & ED_CHECK_SESSION) == 0)
    g_strv_builder_add (missing, has_sessions (item) ? _ ("the coming session") : _ ("session"));
  if ((checks & ED_CHECK_DOCUMENT) == 0)
    g_strv_builder_add (missing, find_document_word (item));
  if ((checks & ED_CHECK_SATISFACTION) == 0)
    g_strv_builder_add (missing, _ ("satisfaction"));
  words = g_strv_builder_end (missing);
  return words[0] == NULL ? NULL : g_strjoinv (", ", words);
}

static char *
format_next_of_assigned (EdCaseItem *item)
{
  guint checks = find_checks (item);
  gint64 coming = find_coming_session (item);

  if ((checks & ED_CHECK_CONTACTED) == 0)
    return g_strdup (_ ("Next: contact the client"));
  if (coming != ED_ABSENT)
    {
      g_autofree char *date = format_full_date (item, coming);

      return g_strdup_printf (_ ("Next: the session on %s"), date);
    }
  if ((checks & ED_CHECK_SESSION) == 0)
    return g_strdup (_ ("Next: register the first session"));
  if ((checks & ED_CHECK_DOCUMENT) == 0)
    return g_strdup_printf (_ ("Next: the %s, then the case can be closed"),
                            find_document_word (item));
  if ((checks & ED_CHECK_SATISFACTION) == 0)
    return g_strdup (_ ("Next: the client’s satisfaction, then the case can be closed"));
  return g_strdup (_ ("All conditions are fulfilled: the case may be closed"));
}

char *
ed_profile_next_text (gpointer object, EdCaseItem *item)
{
  const EdCase *case_;

  if (item == NULL)
    return g_strdup ("");
  case_ = ed_case_item_case (item);
  switch (case_->state)
    {
    case ED_CASE_RECORDED:
      return g_strdup (_ ("Next: assign an expert"));
    case ED_CASE_DECLINED:
      return g_strdup (_ ("Case declined: another expert is to be assigned"));
    case ED_CASE_CLOSING:
      return g_strdup (_ ("The case is closed, approval is pending"));
    case ED_CASE_CLOSED:
      return g_strdup (_ ("The case is closed and approved"));
    default:
      return format_next_of_assigned (item);
    }
}

char *
ed_profile_missing_text (gpointer object, EdCaseItem *item)
{
  g_autofree char *missing = NULL;

  if (item == NULL || ed_case_item_case (item)->state != ED_CASE_ASSIGNED)
    return NULL;
  missing = list_missing (item);
  if (missing == NULL)
    return NULL;
  /* Translators: followed by a list: "contact, session, treatment log, satisfaction" */
  return g_strdup_printf (_ ("Missing before this can be invoiced: %s"), missing);
}

char *
ed_profile_locked_text (gpointer object, EdCaseItem *item, gboolean mine)
{
  if (item == NULL)
    return NULL;
  switch (ed_case_item_case (item)->state)
    {
    case ED_CASE_CLOSING:
      return g_strdup (_ ("The profile is locked until the closing has been approved."));
    case ED_CASE_CLOSED:
      return g_strdup (_ ("Closed cases can be read, not changed."));
    case ED_CASE_DECLINED:
      return g_strdup (_ ("It leaves the expert’s list as soon as the server has the decline."));
    default:
      return mine ? NULL : g_strdup (_ ("Only the expert of the case registers what is done."));
    }
}

char *
ed_profile_files_text (gpointer object,
                       EdCaseItem *item,
                       gboolean mine,
                       guint unsent,
                       gboolean offline)
{
  EdCaseState state;
  const char *format;

  if (item == NULL || !mine || unsent == 0)
    return NULL;
  state = (EdCaseState) ed_case_item_case (item)->state;
  if (state != ED_CASE_CLOSING && (state != ED_CASE_ASSIGNED || find_checks (item) != ED_CHECK_ALL))
    return NULL;
  if (offline)
    format = ngettext ("%s file waits for the connection; the closing is sent after it.",
                       "%s files wait for the connection; the closing is sent after them.",
                       unsent);
  else
    format = ngettext ("%s file is being sent; the closing follows it.",
                       "%s files are being sent; the closing follows them.",
                       unsent);
  return ed_number_in (format, unsent);
}

/* --- checklist ------------------------------------------------------------------------------- */

gboolean
ed_check_is_needed (gpointer object, EdCaseItem *item, guint check)
{
  return item == NULL || (ed_case_needed_checks (ed_case_item_case (item)) & check) != 0;
}

gboolean
ed_check_is_done (gpointer object, EdCaseItem *item, guint check)
{
  return item != NULL && (find_checks (item) & check) != 0;
}

static char *
format_satisfaction_title (EdCaseItem *item, gboolean done)
{
  const EdCase *case_ = ed_case_item_case (item);

  if (case_->satisfaction_score != ED_ABSENT)
    return g_strdup (_ ("Satisfaction score entered"));
  if (case_->satisfaction_not_possible == 1)
    return g_strdup (_ ("Submission of client satisfaction feedback form not possible"));
  if (done)
    return g_strdup (_ ("Satisfaction feedback form uploaded"));
  return g_strdup (ed_case_has_satisfaction_form (case_) ? _ ("Satisfaction feedback form or score")
                                                         : _ ("Satisfaction score"));
}

char *
ed_check_title (gpointer object, EdCaseItem *item, guint check)
{
  gboolean done = ed_check_is_done (NULL, item, check);

  if (item == NULL)
    return g_strdup ("");
  switch (check)
    {
    case ED_CHECK_CONTACTED:
      return g_strdup (done ? _ ("Client has been contacted") : _ ("Contact the client"));
    case ED_CHECK_SESSION:
      return g_strdup (_ ("At least one session registered"));
    case ED_CHECK_DOCUMENT:
      return g_strdup (ed_case_needed_document (ed_case_item_case (item)) == ED_DOCUMENT_CASE_FILE
                           ? _ ("Case file uploaded")
                           : _ ("Treatment log uploaded"));
    case ED_CHECK_SATISFACTION:
    default:
      return format_satisfaction_title (item, done);
    }
}

static gint64
find_contact_due_h (EdCaseItem *item)
{
  const EdSettings *settings = ed_case_item_settings (item);

  return ed_case_item_case (item)->crisis_call == 1 ? settings->crisis_due_h
                                                    : settings->contact_due_h;
}

static char *
format_contact_done (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  gint64 took = case_->contacted_at - case_->assigned_at;
  gint64 due_h = find_contact_due_h (item);
  g_autofree char *moment = ed_instant_text (case_->contacted_at, ed_case_item_zone (item));
  g_autofree char *duration = NULL;

  if (case_->assigned_at == ED_ABSENT)
    return g_steal_pointer (&moment);
  if (took <= due_h * 3600000)
    {
      duration = ed_number_in (ngettext ("%s hour", "%s hours", (gulong) due_h), due_h);
      return g_strdup_printf (_ ("%s, within %s"), moment, duration);
    }
  duration = ed_duration_text (took);
  return g_strdup_printf (_ ("%s, %s after the assignment"), moment, duration);
}

static char *
format_contact_due (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  gint64 due, left;
  g_autofree char *moment = NULL;
  g_autofree char *duration = NULL;

  if (case_->assigned_at == ED_ABSENT)
    return g_strdup ("");
  due = case_->assigned_at + find_contact_due_h (item) * 3600000;
  left = due - ed_case_item_now (item);
  moment = ed_instant_text (due, ed_case_item_zone (item));
  duration = ed_duration_text (left);
  return left < 0 ? g_strdup_printf (_ ("Was due by %s, %s ago"), moment, duration)
                  : g_strdup_printf (_ ("Due by %s, in %s"), moment, duration);
}

static char *
format_session_detail (EdCaseItem *item)
{
  gint64 coming = find_coming_session (item);

  if (coming != ED_ABSENT)
    {
      g_autofree char *date = format_full_date (item, coming);

      return g_strdup_printf (_ ("Planned for %s"), date);
    }
  if (has_sessions (item))
    return ed_profile_sessions_text (NULL, item);
  if (ed_case_item_case (item)->contacted_at != ED_ABSENT)
    {
      gint64 due = ed_case_due (ed_case_item_case (item),
                                ed_case_item_settings (item),
                                ed_case_item_zone (item));
      g_autofree char *date = NULL;

      if (due == ED_ABSENT)
        return g_strdup ("");
      date = format_full_date (item, ed_zone_date (ed_case_item_zone (item), due));
      return g_strdup_printf (_ ("Due by %s"), date);
    }
  return g_strdup (_ ("None yet"));
}

char *
ed_check_detail (gpointer object, EdCaseItem *item, guint check)
{
  gboolean done = ed_check_is_done (NULL, item, check);

  if (item == NULL)
    return g_strdup ("");
  switch (check)
    {
    case ED_CHECK_CONTACTED:
      return done ? format_contact_done (item) : format_contact_due (item);
    case ED_CHECK_SESSION:
      return format_session_detail (item);
    case ED_CHECK_SATISFACTION:
      if (ed_case_item_case (item)->satisfaction_score != ED_ABSENT)
        return ed_closure_progress (NULL,
                                    ed_case_item_case (item)->satisfaction_score,
                                    ed_case_item_settings (item)->score_max);
      return g_strdup (done ? "" : _ ("Not yet"));
    default:
      return g_strdup (done ? "" : _ ("Not yet"));
    }
}

/* Whether the satisfaction form is what is asked for first. */
static gboolean
offers_form (EdCaseItem *item)
{
  return item != NULL && ed_case_has_satisfaction_form (ed_case_item_case (item))
         && !ed_check_is_done (NULL, item, ED_CHECK_SATISFACTION);
}

static char *
say_score (EdCaseItem *item)
{
  return g_strdup (ed_case_item_case (item)->satisfaction_score == ED_ABSENT
                       ? _ ("Enter satisfaction score")
                       : _ ("Change the score"));
}

char *
ed_check_button (gpointer object, EdCaseItem *item, guint check)
{
  if (item == NULL)
    return g_strdup ("");
  if (check == ED_CHECK_CONTACTED && !ed_check_is_done (NULL, item, check))
    return g_strdup (_ ("Client has been contacted"));
  if (check == ED_CHECK_SESSION && !has_sessions (item))
    return g_strdup (_ ("Add session"));
  if (check == ED_CHECK_DOCUMENT && !ed_check_is_done (NULL, item, check))
    return g_strdup (ed_document_upload_word (ed_case_needed_document (ed_case_item_case (item))));
  if (check == ED_CHECK_SATISFACTION)
    return offers_form (item) ? g_strdup (ed_document_upload_word (ED_DOCUMENT_SATISFACTION_FORM))
                              : say_score (item);
  return g_strdup ("");
}

char *
ed_check_action (gpointer object, EdCaseItem *item, guint check)
{
  switch (check)
    {
    case ED_CHECK_CONTACTED:
      return g_strdup ("deed.contact");
    case ED_CHECK_SESSION:
      return g_strdup ("deed.add-session");
    case ED_CHECK_DOCUMENT:
      return g_strdup ("deed.upload-needed");
    case ED_CHECK_SATISFACTION:
      return g_strdup (offers_form (item) ? "deed.upload-form" : "deed.score");
    default:
      return NULL;
    }
}

char *
ed_check_other_button (gpointer object, EdCaseItem *item, guint check)
{
  gboolean done = ed_check_is_done (NULL, item, check);

  if (item == NULL)
    return g_strdup ("");
  if (check == ED_CHECK_CONTACTED)
    return g_strdup (done ? _ ("Correct the time…") : _ ("At another time…"));
  if (check == ED_CHECK_DOCUMENT && done)
    return g_strdup (_ ("Upload a newer version…"));
  if (check == ED_CHECK_SATISFACTION && offers_form (item))
    return say_score (item);
  if (check == ED_CHECK_SATISFACTION && ed_case_has_satisfaction_form (ed_case_item_case (item)))
    return g_strdup (ed_document_upload_word (ED_DOCUMENT_SATISFACTION_FORM));
  return g_strdup ("");
}

char *
ed_check_other_action (gpointer object, EdCaseItem *item, guint check)
{
  switch (check)
    {
    case ED_CHECK_CONTACTED:
      return g_strdup (ed_check_is_done (NULL, item, check) ? "deed.correct-contact"
                                                            : "deed.contact-at");
    case ED_CHECK_DOCUMENT:
      return g_strdup ("deed.upload-needed");
    case ED_CHECK_SATISFACTION:
      return g_strdup (offers_form (item) ? "deed.score" : "deed.upload-form");
    default:
      return NULL;
    }
}

char *
ed_check_fill_button (gpointer object, EdCaseItem *item, guint check)
{
  if (item == NULL || ed_check_is_done (NULL, item, check))
    return g_strdup ("");
  if (check == ED_CHECK_DOCUMENT)
    return g_strdup (ed_case_needed_document (ed_case_item_case (item)) == ED_DOCUMENT_CASE_FILE
                         ? _ ("Fill in the case file")
                         : _ ("Fill in the treatment log"));
  return g_strdup (check == ED_CHECK_SATISFACTION && offers_form (item) ? _ ("Fill in the form")
                                                                        : "");
}

char *
ed_check_fill_action (gpointer object, EdCaseItem *item, guint check)
{
  if (check == ED_CHECK_DOCUMENT)
    return g_strdup ("deed.fill-needed");
  return check == ED_CHECK_SATISFACTION ? g_strdup ("deed.fill-form") : NULL;
}

gboolean
ed_check_is_next (gpointer object, EdCaseItem *item, guint check)
{
  guint missing = item == NULL ? 0 : ED_CHECK_ALL & ~find_checks (item);

  /* The lowest bit that is missing: the checks are in the order in which they are done. */
  return missing != 0 && (missing & -missing) == check;
}

/* --- sessions -------------------------------------------------------------------------------- */

char *
ed_profile_sessions_text (gpointer object, EdCaseItem *item)
{
  gint64 available, used;
  g_autofree char *used_text = NULL;
  g_autofree char *rest = NULL;

  if (item == NULL)
    return g_strdup ("");
  used = ed_case_count_used (ed_case_item_case (item));
  available = ed_case_item_case (item)->sessions_available;
  if (available == ED_ABSENT)
    return ed_number_in (_ ("%s used"), used);
  used_text = ed_closure_progress (NULL, used, available);
  if (used > available)
    {
      rest = ed_number_text (used - available);
      /* Translators: "6 of 5 used, 1 over the limit" */
      return g_strdup_printf (_ ("%s used, %s over the limit"), used_text, rest);
    }
  rest = ed_number_text (available - used);
  /* Translators: "2 of 5 used, 3 left" */
  return g_strdup_printf (_ ("%s used, %s left"), used_text, rest);
}

char *
ed_session_markup (guint number, const EdSession *session)
{
  g_autofree char *date = ed_date_to_text (session->date);
  g_autofree char *time = NULL;

  if (session->time == ED_ABSENT)
    return g_strdup_printf (_ ("Date and time of session %u: <b>%s</b>"), number, date);
  time = ed_time_to_text (session->time);
  return g_strdup_printf (_ ("Date and time of session %u: <b>%s</b> %s"), number, date, time);
}

char *
ed_session_detail (const EdSession *session, gint64 minutes, gint64 today)
{
  gint64 length = session->minutes == ED_ABSENT ? minutes : session->minutes;
  g_autofree char *date = ed_date_full_text (session->date, today);
  g_autofree char *length_text = NULL;

  if (length == ED_ABSENT)
    return g_steal_pointer (&date);
  length_text = ed_number_in (ngettext ("%s minute", "%s minutes", (gulong) length), length);
  /* Translators: length of a session and its date: "50 minutes · Sun 22 March 2020, in 3 days" */
  return g_strdup_printf (_ ("%s · %s"), length_text, date);
}
