/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "domain/suppression.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define DASH "\xe2\x80\x93"

/* --- figures ---------------------------------------------------------------------------------- */

static void
free_fact (gpointer data)
{
  EdReportFact *fact = data;

  g_free (fact->title);
  g_free (fact->value);
  g_free (fact->note);
  g_free (fact);
}

/* Takes VALUE and NOTE. */
static void
add_fact (GPtrArray *facts, const char *title, char *value, char *note)
{
  EdReportFact *fact = g_new0 (EdReportFact, 1);

  fact->title = g_strdup (title);
  fact->value = value;
  fact->note = note;
  g_ptr_array_add (facts, fact);
}

/* "8.7" from 87, with the reader's own point. */
static char *
write_tenths (gint64 tenths)
{
  g_autofree char *whole = ed_number_text (tenths / 10);

  return g_strdup_printf ("%s%s%d", whole, localeconv ()->decimal_point, (int) (tenths % 10));
}

static void
add_utilisation (GPtrArray *facts, const EdReport *report)
{
  if (report->covered == ED_ABSENT || report->covered <= 0)
    return;
  add_fact (facts,
            _ ("Utilisation"),
            write_tenths ((report->cases * 1000 + report->covered / 2) / report->covered),
            ed_number_in (ngettext ("cases for every 100 persons; %s person is covered",
                                    "cases for every 100 persons; %s persons are covered",
                                    (gulong) report->covered),
                          report->covered));
}

static void
add_sessions (GPtrArray *facts, const EdReport *report)
{
  g_autofree char *available = NULL, *share = NULL;

  if (report->sessions_used == ED_ABSENT || report->sessions_available == ED_ABSENT)
    return;
  available = ed_number_text (report->sessions_available);
  share = ed_report_share_text (report->sessions_used, report->sessions_available);
  /* Translators: a number of sessions, and "57 %" */
  add_fact (facts,
            _ ("Sessions used"),
            ed_number_text (report->sessions_used),
            g_strdup_printf (_ ("of %s available: %s"), available, share));
}

static void
add_contact (GPtrArray *facts, const EdReport *report)
{
  const EdReportGroup *group = ed_report_find (report, ED_REPORT_CONTACT);
  const EdReportCell *within = group != NULL ? ed_report_group_find (group, "within") : NULL;
  const EdReportCell *later = group != NULL ? ed_report_group_find (group, "later") : NULL;
  g_autofree char *title = NULL;

  if (within != NULL && later != NULL && within->count != ED_ABSENT && later->count != ED_ABSENT
      && within->count + later->count > 0)
    {
      title = ed_number_in (_ ("Contacted within %s hours"), report->contact_within_h);
      add_fact (facts,
                title,
                ed_report_share_text (within->count, within->count + later->count),
                g_strdup (_ ("of the clients who were contacted")));
    }
  if (report->contact_minutes != ED_ABSENT)
    add_fact (facts,
              _ ("Time to contact"),
              ed_duration_text (report->contact_minutes * 60000),
              g_strdup (_ ("from assignment, median")));
}

static void
add_closing (GPtrArray *facts, const EdReport *report)
{
  if (report->closing_days != ED_ABSENT)
    add_fact (facts,
              _ ("Time to close"),
              ed_duration_text (report->closing_days * 86400000),
              g_strdup (_ ("from recording to approval, median")));
}

static void
add_score (GPtrArray *facts, const EdReport *report)
{
  if (report->score_tenths == ED_ABSENT)
    return;
  add_fact (facts,
            _ ("Satisfaction"),
            write_tenths (report->score_tenths),
            ed_number_in (_ ("of %s, mean"), report->score_max));
}

GPtrArray *
ed_report_facts (const EdReport *report)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);

  if (report->cases == ED_ABSENT || report->cases == 0)
    return facts;
  add_fact (facts, _ ("Cases"), ed_number_text (report->cases), g_strdup (_ ("recorded")));
  add_utilisation (facts, report);
  add_sessions (facts, report);
  add_contact (facts, report);
  add_closing (facts, report);
  add_score (facts, report);
  return facts;
}

/* --- groups ----------------------------------------------------------------------------------- */

const char *
ed_report_group_title (EdReportKind kind)
{
  return _ (ed_report_kind_choices[kind].label);
}

char *
ed_report_group_note (const EdReport *report, EdReportKind kind)
{
  if (kind == ED_REPORT_PROBLEM)
    return g_strdup (_ ("What at least five cases have in common, word for word."));
  if (kind == ED_REPORT_SATISFACTION)
    return g_strdup (_ ("Scores by thirds of the scale."));
  return NULL;
}

static const struct
{
  EdReportKind kind;
  const char *key, *label;
} words[] = {
  { ED_REPORT_PROBLEM, "other", N_ ("Others") },
  { ED_REPORT_CONTACT, "later", N_ ("Later") },
  { ED_REPORT_CONTACT, "open", N_ ("Not contacted yet") },
  { ED_REPORT_OUTCOME, "open", N_ ("Still open") },
  { ED_REPORT_SATISFACTION, "high", N_ ("High") },
  { ED_REPORT_SATISFACTION, "middle", N_ ("Middle") },
  { ED_REPORT_SATISFACTION, "low", N_ ("Low") },
  { ED_REPORT_SATISFACTION, "none", N_ ("No score") },
};

static const EdChoice *
find_choices (EdReportKind kind)
{
  switch (kind)
    {
    case ED_REPORT_TYPE:
      return ed_case_type_choices;
    case ED_REPORT_CHANNEL:
      return ed_channel_choices;
    case ED_REPORT_MODE:
      return ed_consultation_mode_choices;
    case ED_REPORT_RELATION:
      return ed_relation_choices;
    case ED_REPORT_SEX:
      return ed_sex_choices;
    case ED_REPORT_OUTCOME:
      return ed_outcome_choices;
    default:
      return NULL;
    }
}

/* "18–29", "60 and older" */
static char *
write_age (const char *key)
{
  g_auto (GStrv) ends = g_strsplit (key, "-", 2);

  if (ends[0] == NULL || ends[1] == NULL)
    return g_strdup (key);
  if (*ends[1] == '\0')
    return g_strdup_printf (_ ("%s and older"), ends[0]);
  return g_strdup_printf ("%s" DASH "%s", ends[0], ends[1]);
}

static char *
write_month (const char *key)
{
  g_autofree char *text = g_strconcat (key, "-01", NULL);
  gint64 date = ed_date_from_text (text);

  if (date == ED_ABSENT)
    return g_strdup (key);
  /* Translators: a month in a chart, as of strftime: "March 2020" */
  return ed_date_in_format (date, _ ("%OB %Y"));
}

char *
ed_report_key_text (const EdReport *report, EdReportKind kind, const char *key)
{
  const EdChoice *choices = find_choices (kind);
  gint64 choice = choices != NULL ? ed_choice_find (choices, key) : ED_ABSENT;

  if (choice != ED_ABSENT)
    return g_strdup (_ (choices[choice].label));
  if (strcmp (key, "unknown") == 0)
    return g_strdup (_ ("Unknown"));
  if (kind == ED_REPORT_CONTACT && strcmp (key, "within") == 0)
    return ed_number_in (_ ("Within %s hours"), report->contact_within_h);
  if (kind == ED_REPORT_AGE)
    return write_age (key);
  if (kind == ED_REPORT_MONTH)
    return write_month (key);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].kind == kind && strcmp (words[i].key, key) == 0)
      return g_strdup (_ (words[i].label));
  return g_strdup (key);
}

gboolean
ed_report_key_is_rest (const char *key)
{
  const char *const rests[] = { "unknown", "other", "open", "none", NULL };

  return g_strv_contains (rests, key);
}

char *
ed_report_count_text (gint64 count)
{
  return count != ED_ABSENT ? ed_number_text (count) : g_strdup (DASH);
}

char *
ed_report_share_text (gint64 count, gint64 total)
{
  g_autofree char *percent = NULL;

  if (count == ED_ABSENT || total == ED_ABSENT || total <= 0)
    return g_strdup ("");
  percent = ed_number_text ((count * 200 + total) / (2 * total));
  /* Translators: a share, "57%"; %s is a number */
  return g_strdup_printf (_ ("%s%%"), percent);
}

const char *
ed_report_hidden_text (void)
{
  return _ ("– Not told, to protect people: fewer than five, or the difference to such a number.");
}

/* --- periods ---------------------------------------------------------------------------------- */

/* The N-th of TEXTS, which hold a %s for the year. */
static char *
write_part (const char *const *texts, int n, const char *year)
{
  GString *text = g_string_new (texts[n]);

  g_string_replace (text, "%s", year, 1);
  return g_string_free (text, FALSE);
}

char *
ed_report_period_text (gint64 from, gint64 to)
{
  g_autofree char *first = ed_date_text (from), *last = ed_date_text (to);
  g_autofree char *key = ed_date_to_text (from);
  g_autofree char *number = NULL;
  int year, month, day;
  /* Translators: %s is a year */
  const char *const halves[] = { _ ("1st half of %s"), _ ("2nd half of %s") };
  /* Translators: %s is a year */
  const char *const quarters[] = { _ ("1st quarter of %s"),
                                   _ ("2nd quarter of %s"),
                                   _ ("3rd quarter of %s"),
                                   _ ("4th quarter of %s") };

  ed_date_split (from, &year, &month, &day);
  number = g_strdup_printf ("%d", year);
  key[strlen ("2020-03")] = '\0';
  switch (ed_report_length_of (from, to))
    {
    case ED_LENGTH_YEAR:
      return g_steal_pointer (&number);
    case ED_LENGTH_HALF_YEAR:
      return write_part (halves, month / 6, number);
    case ED_LENGTH_QUARTER:
      return write_part (quarters, month / 3, number);
    case ED_LENGTH_MONTH:
      return write_month (key);
    default:
      return g_strdup_printf ("%s " DASH " %s", first, last);
    }
}

const char *
ed_report_company_text (const EdReport *report)
{
  return report->company_name != NULL ? report->company_name : _ ("All companies");
}

GArray *
ed_report_list_periods (EdReportLength length, gint64 today)
{
  static const int listed[ED_N_LENGTHS] = { 24, 12, 8, 5 };
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (EdReportPeriod));
  int months = ed_report_length_months (length);
  int year, month, day;
  gint64 from;

  ed_date_split (today, &year, &month, &day);
  from = ed_date_new (year, (month - 1) / months * months + 1, 1);
  for (int i = 0; i < listed[length]; i++)
    {
      gint64 begin = ed_date_add_months (from, -i * months);
      EdReportPeriod period = { begin, ed_date_add_months (begin, months) - 1 };

      g_array_append_val (periods, period);
    }
  return periods;
}

/* --- giving away ------------------------------------------------------------------------------ */

const char *
ed_report_promise_text (void)
{
  return _ (
      "All reports of the company for this year have this length: none overlaps with another, "
      "so nothing can be computed from two of them.");
}

char *
ed_report_release_text (const EdReportRelease *release)
{
  const char *length =
      release->length != ED_ABSENT ? _ (ed_report_length_choices[release->length].label) : "";

  switch (release->trouble)
    {
    case ED_RELEASE_ALL_COMPANIES:
      return g_strdup (_ ("To look at only: less the reports of the other companies it would tell "
                          "of a single one. Choose a company to print or save its report."));
    case ED_RELEASE_NOT_OVER:
      return g_strdup (_ ("To look at only while the period is not over: the difference to a later "
                          "report could be a single case."));
    case ED_RELEASE_NOT_WHOLE:
      return g_strdup (_ ("To look at only: this is no month, quarter, half-year or year."));
    case ED_RELEASE_OTHER_LENGTH:
      /* Translators: %s is a length of time: "Quarter" */
      return g_strdup_printf (_ ("Reports of another length have been printed or saved of this "
                                 "company and year: %s. The difference to one of them could be a "
                                 "single case, so only that length can be printed or saved."),
                              length);
    case ED_RELEASE_CHANGED:
      return g_strdup (_ ("This report was printed or saved before, and its figures have changed "
                          "since: the difference could be a single case. Use the one that was "
                          "printed or saved then."));
    default:
      return g_strdup (_ ("The first report of a company and year that is printed or saved decides "
                          "on the length of the others, so that nobody can subtract two that "
                          "overlap."));
    }
}
