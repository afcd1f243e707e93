/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/report.h"

#include <string.h>

#include "base/duration.h"
#include "domain/company.h"
#include "domain/record-table.h"
#include "domain/suppression.h"

#define KEY_LENGTH 60 /* a longer problem is a story of its own */
#define PROBLEMS_MAX 12
#define COUNT_MAX 1000000000
#define MINUTE_MS 60000

static const struct
{
  gint64 from;
  const char *key;
} ages[] = {
  { 60, "60-" }, { 50, "50-59" }, { 40, "40-49" }, { 30, "30-39" }, { 18, "18-29" }, { 0, "0-17" },
};

struct _EdReportTally
{
  const EdReportFrame *frame;
  GHashTable *counts[ED_N_REPORT_GROUPS]; /* key → GINT */
  GHashTable *problems;                   /* folded → as it was first written */
  gint64 cases;
  gint64 sessions_used, sessions_available, with_number; /* cases with a known number */
  GArray *contact_minutes, *closing_days;                /* gint64 */
  gint64 scores, score_sum;
};

/* --- counting --------------------------------------------------------------------------------- */

static void
count (EdReportTally *self, EdReportKind kind, const char *key)
{
  GHashTable *counts = self->counts[kind];
  int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, key));

  g_hash_table_replace (counts, g_strdup (key), GINT_TO_POINTER (n + 1));
}

static void
count_choice (EdReportTally *self, EdReportKind kind, const EdChoice *choices, gint64 choice)
{
  count (self, kind, choice != ED_ABSENT ? choices[choice].word : "unknown");
}

/* What several people write alike is no story; case and space around it make no difference. */
static void
count_problem (EdReportTally *self, const char *problem)
{
  g_autofree char *plain = problem != NULL ? g_strstrip (g_strdup (problem)) : NULL;
  g_autofree char *folded = NULL;

  if (plain == NULL || *plain == '\0')
    {
      count (self, ED_REPORT_PROBLEM, "unknown");
      return;
    }
  folded = g_utf8_casefold (plain, -1);
  if (g_utf8_strlen (plain, -1) > KEY_LENGTH || strchr (plain, '\n') != NULL
      || g_str_equal (folded, "other") || g_str_equal (folded, "unknown"))
    {
      count (self, ED_REPORT_PROBLEM, "other");
      return;
    }
  count (self, ED_REPORT_PROBLEM, folded);
  if (!g_hash_table_contains (self->problems, folded))
    g_hash_table_insert (self->problems, g_steal_pointer (&folded), g_steal_pointer (&plain));
}

static void
count_age (EdReportTally *self, gint64 age)
{
  for (guint i = 0; age != ED_ABSENT && i < G_N_ELEMENTS (ages); i++)
    {
      if (age < ages[i].from)
        continue;
      count (self, ED_REPORT_AGE, ages[i].key);
      return;
    }
  count (self, ED_REPORT_AGE, "unknown");
}

static void
count_contact (EdReportTally *self, const EdCase *case_)
{
  gint64 minutes;

  if (case_->contacted_at == ED_ABSENT || case_->assigned_at == ED_ABSENT)
    {
      count (self, ED_REPORT_CONTACT, "open");
      return;
    }
  minutes = MAX (case_->contacted_at - case_->assigned_at, 0) / MINUTE_MS;
  g_array_append_val (self->contact_minutes, minutes);
  count (self,
         ED_REPORT_CONTACT,
         case_->contacted_at - case_->assigned_at <= self->frame->contact_due_h * ED_HOUR_MS
             ? "within"
             : "later");
}

static void
count_outcome (EdReportTally *self, const EdCase *case_, gint64 recorded_on)
{
  gint64 days;

  if (case_->state != ED_CASE_CLOSED || case_->closing == NULL
      || case_->closing->outcome == ED_ABSENT)
    {
      count (self, ED_REPORT_OUTCOME, "open");
      return;
    }
  count (self, ED_REPORT_OUTCOME, ed_outcome_choices[case_->closing->outcome].word);
  if (case_->approval == NULL)
    return;
  days = MAX (ed_zone_date (self->frame->zone, case_->approval->at) - recorded_on, 0);
  g_array_append_val (self->closing_days, days);
}

static void
count_satisfaction (EdReportTally *self, gint64 score)
{
  gint64 least = self->frame->score_min, span = self->frame->score_max - least + 1;
  gint64 third;

  if (score == ED_ABSENT || score < least || score >= least + span)
    {
      count (self, ED_REPORT_SATISFACTION, "none");
      return;
    }
  third = (score - least) * 3 / span;
  count (self, ED_REPORT_SATISFACTION, third == 0 ? "low" : third == 1 ? "middle" : "high");
  self->scores++;
  self->score_sum += score;
}

static void
count_sessions (EdReportTally *self, const EdCase *case_)
{
  if (case_->sessions_available == ED_ABSENT)
    return;
  self->with_number++;
  self->sessions_available += case_->sessions_available;
  self->sessions_used += ed_case_count_used (case_);
}

void
ed_report_tally_add (EdReportTally *self, const EdCase *case_)
{
  const EdReportInquiry *inquiry = self->frame->inquiry;
  gint64 date = ed_zone_date (self->frame->zone, case_->recorded_at);
  g_autofree char *month = NULL;

  if (case_->recorded_at == ED_ABSENT || date < inquiry->from || date > inquiry->to
      || (inquiry->company_name != NULL
          && (case_->company_name == NULL
              || !ed_company_is_same_name (inquiry->company_name, case_->company_name))))
    return;
  self->cases++;
  month = ed_date_to_text (date);
  month[strlen ("2020-03")] = '\0';
  count (self, ED_REPORT_MONTH, month);
  count_choice (self, ED_REPORT_TYPE, ed_case_type_choices, case_->type);
  count_choice (self, ED_REPORT_CHANNEL, ed_channel_choices, case_->channel);
  count_choice (self, ED_REPORT_MODE, ed_consultation_mode_choices, case_->consultation_mode);
  count_choice (self, ED_REPORT_RELATION, ed_relation_choices, case_->relation);
  count_choice (self, ED_REPORT_SEX, ed_sex_choices, case_->sex);
  count_problem (self, case_->problem_details);
  count_age (self, case_->age);
  count_contact (self, case_);
  count_outcome (self, case_, date);
  count_satisfaction (self, case_->satisfaction_score);
  count_sessions (self, case_);
}

/* --- parts in their order --------------------------------------------------------------------- */

static void
add_cell (EdReportTally *self, EdReportGroup *group, const char *key)
{
  EdReportCell *cell = ed_record_new (&ed_report_cell_type);

  cell->key = g_strdup (key);
  cell->count = GPOINTER_TO_INT (g_hash_table_lookup (self->counts[group->kind], key));
  g_ptr_array_add (group->cells, cell);
}

/* The words of CHOICES and what else there is, the latter only where somebody has it. */
static void
add_choices (EdReportTally *self, EdReportGroup *group, const EdChoice *choices, const char *rest)
{
  for (; choices != NULL && choices->word != NULL; choices++)
    add_cell (self, group, choices->word);
  if (rest != NULL && g_hash_table_contains (self->counts[group->kind], rest))
    add_cell (self, group, rest);
}

static void
add_months (EdReportTally *self, EdReportGroup *group)
{
  gint64 last = MIN (self->frame->inquiry->to, ed_zone_date (self->frame->zone, self->frame->now));
  int year, month, day;

  ed_date_split (self->frame->inquiry->from, &year, &month, &day);
  for (gint64 at = ed_date_new (year, month, 1); at <= last; at = ed_date_add_months (at, 1))
    {
      g_autofree char *key = ed_date_to_text (at);

      key[strlen ("2020-03")] = '\0';
      add_cell (self, group, key);
    }
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  int difference = GPOINTER_TO_INT (g_hash_table_lookup (counts, second))
                   - GPOINTER_TO_INT (g_hash_table_lookup (counts, first));

  return difference != 0 ? difference : g_strcmp0 (first, second);
}

/* Those that enough cases have, the most frequent first; all others together. */
static void
add_problems (EdReportTally *self, EdReportGroup *group)
{
  GHashTable *counts = self->counts[ED_REPORT_PROBLEM];
  g_autofree char **keys = (char **) g_hash_table_get_keys_as_array (self->problems, NULL);
  guint n = g_hash_table_size (self->problems);
  int others = GPOINTER_TO_INT (g_hash_table_lookup (counts, "other"));

  g_qsort_with_data (keys, (int) n, sizeof *keys, compare_counts, counts);
  for (guint i = 0; i < n; i++)
    {
      int found = GPOINTER_TO_INT (g_hash_table_lookup (counts, keys[i]));

      if (i >= PROBLEMS_MAX || found < ED_LEAST_TOLD)
        {
          others += found;
          continue;
        }
      add_cell (self, group, keys[i]);
      g_free (((EdReportCell *) group->cells->pdata[i])->key);
      ((EdReportCell *) group->cells->pdata[i])->key =
          g_strdup (g_hash_table_lookup (self->problems, keys[i]));
    }
  g_hash_table_replace (counts, g_strdup ("other"), GINT_TO_POINTER (others));
  add_choices (self, group, NULL, others > 0 ? "other" : NULL);
  add_choices (self, group, NULL, "unknown");
}

static void
add_parts (EdReportTally *self, EdReportGroup *group)
{
  switch ((EdReportKind) group->kind)
    {
    case ED_REPORT_MONTH:
      add_months (self, group);
      break;
    case ED_REPORT_TYPE:
      add_choices (self, group, ed_case_type_choices, "unknown");
      break;
    case ED_REPORT_PROBLEM:
      add_problems (self, group);
      break;
    case ED_REPORT_CHANNEL:
      add_choices (self, group, ed_channel_choices, "unknown");
      break;
    case ED_REPORT_MODE:
      add_choices (self, group, ed_consultation_mode_choices, "unknown");
      break;
    case ED_REPORT_RELATION:
      add_choices (self, group, ed_relation_choices, "unknown");
      break;
    case ED_REPORT_SEX:
      add_choices (self, group, ed_sex_choices, "unknown");
      break;
    case ED_REPORT_AGE:
      for (guint i = G_N_ELEMENTS (ages); i > 0; i--)
        add_cell (self, group, ages[i - 1].key);
      add_choices (self, group, NULL, "unknown");
      break;
    case ED_REPORT_CONTACT:
      add_cell (self, group, "within");
      add_cell (self, group, "later");
      add_cell (self, group, "open");
      break;
    case ED_REPORT_OUTCOME:
      add_choices (self, group, ed_outcome_choices, NULL);
      add_cell (self, group, "open");
      break;
    case ED_REPORT_SATISFACTION:
      add_cell (self, group, "high");
      add_cell (self, group, "middle");
      add_cell (self, group, "low");
      add_cell (self, group, "none");
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
suppress (EdReportGroup *group)
{
  guint n = group->cells->len;
  g_autofree gint64 *counts = g_new (gint64, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    counts[i] = ((EdReportCell *) group->cells->pdata[i])->count;
  ed_suppress_counts (counts, n);
  for (guint i = 0; i < n; i++)
    ((EdReportCell *) group->cells->pdata[i])->count = counts[i];
}

/* --- the whole -------------------------------------------------------------------------------- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gint64
find_median (GArray *numbers)
{
  if (numbers->len < ED_LEAST_TOLD)
    return ED_ABSENT;
  g_array_sort (numbers, compare_numbers);
  return (g_array_index (numbers, gint64, (numbers->len - 1) / 2)
          + g_array_index (numbers, gint64, numbers->len / 2))
         / 2;
}

static void
fill (EdReportTally *self, EdReport *report)
{
  if (self->with_number >= ED_LEAST_TOLD)
    {
      report->sessions_used = self->sessions_used;
      report->sessions_available = self->sessions_available;
    }
  report->contact_minutes = find_median (self->contact_minutes);
  report->closing_days = find_median (self->closing_days);
  if (self->scores >= ED_LEAST_TOLD)
    report->score_tenths = (self->score_sum * 10 + self->scores / 2) / self->scores;
  for (gint64 kind = 0; kind < ED_N_REPORT_GROUPS; kind++)
    {
      EdReportGroup *group = ed_record_new (&ed_report_group_type);

      group->kind = kind;
      add_parts (self, group);
      suppress (group);
      g_ptr_array_add (report->groups, group);
    }
}

EdReport *
ed_report_tally_finish (EdReportTally *self)
{
  EdReport *report = ed_record_new (&ed_report_type);

  report->company_name = g_strdup (self->frame->inquiry->company_name);
  report->from = self->frame->inquiry->from;
  report->to = self->frame->inquiry->to;
  report->made_at = self->frame->now;
  report->covered = self->frame->covered;
  report->contact_within_h = self->frame->contact_due_h;
  report->score_max = self->frame->score_max;
  if (self->cases >= ED_LEAST_TOLD)
    {
      report->cases = self->cases;
      fill (self, report);
    }
  else if (self->cases == 0)
    report->cases = 0;
  return report;
}

EdReportTally *
ed_report_tally_new (const EdReportFrame *frame)
{
  EdReportTally *self = g_new0 (EdReportTally, 1);

  self->frame = frame;
  for (guint i = 0; i < ED_N_REPORT_GROUPS; i++)
    self->counts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->contact_minutes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->closing_days = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
ed_report_tally_free (EdReportTally *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ED_N_REPORT_GROUPS; i++)
    g_hash_table_unref (self->counts[i]);
  g_hash_table_unref (self->problems);
  g_array_unref (self->contact_minutes);
  g_array_unref (self->closing_days);
  g_free (self);
}

const EdReportGroup *
ed_report_find (const EdReport *self, EdReportKind kind)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (((const EdReportGroup *) self->groups->pdata[i])->kind == (gint64) kind)
      return self->groups->pdata[i];
  return NULL;
}

const EdReportCell *
ed_report_group_find (const EdReportGroup *group, const char *key)
{
  for (guint i = 0; i < group->cells->len; i++)
    if (g_strcmp0 (((const EdReportCell *) group->cells->pdata[i])->key, key) == 0)
      return group->cells->pdata[i];
  return NULL;
}

gboolean
ed_report_group_hides (const EdReportGroup *group)
{
  for (guint i = 0; i < group->cells->len; i++)
    if (((const EdReportCell *) group->cells->pdata[i])->count == ED_ABSENT)
      return TRUE;
  return FALSE;
}

/* --- tables ----------------------------------------------------------------------------------- */

const EdChoice ed_report_kind_choices[] = {
  { "month", N_ ("Cases by month") },
  { "type", N_ ("Type of problem") },
  { "problem", N_ ("Problem details") },
  { "channel", N_ ("Place of receipt") },
  { "mode", N_ ("Type of consultation requested") },
  { "relation", N_ ("Employee / Family Member") },
  { "sex", N_ ("Male / Female") },
  { "age", N_ ("Age") },
  { "contact", N_ ("Time to contact") },
  { "outcome", N_ ("Outcome") },
  { "satisfaction", N_ ("Satisfaction") },
  { NULL },
};

static const EdField inquiry_fields[] = {
  ED_TEXT (EdReportInquiry, company_name, 0, NULL, 200),
  ED_DATE (EdReportInquiry, from, ED_FIELD_REQUIRED, NULL),
  ED_DATE (EdReportInquiry, to, ED_FIELD_REQUIRED, NULL),
};

const EdRecordType ed_report_inquiry_type =
    ED_RECORD_TYPE ("report_inquiry", EdReportInquiry, inquiry_fields);

static const EdField cell_fields[] = {
  ED_TEXT (EdReportCell, key, ED_FIELD_REQUIRED, NULL, KEY_LENGTH),
  ED_INTEGER (EdReportCell, count, 0, NULL, 0, COUNT_MAX),
};

const EdRecordType ed_report_cell_type = ED_RECORD_TYPE ("report_cell", EdReportCell, cell_fields);

static const EdField group_fields[] = {
  ED_CHOICE (EdReportGroup, kind, ED_FIELD_REQUIRED, NULL, ed_report_kind_choices),
  ED_RECORDS (EdReportGroup, cells, 0, &ed_report_cell_type),
};

const EdRecordType ed_report_group_type =
    ED_RECORD_TYPE ("report_group", EdReportGroup, group_fields);

static const EdField report_fields[] = {
  ED_TEXT (EdReport, company_name, 0, NULL, 200),
  ED_DATE (EdReport, from, ED_FIELD_REQUIRED, NULL),
  ED_DATE (EdReport, to, ED_FIELD_REQUIRED, NULL),
  ED_INSTANT (EdReport, made_at, ED_FIELD_REQUIRED, NULL),
  ED_INTEGER (EdReport, cases, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, covered, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, sessions_used, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, sessions_available, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, contact_within_h, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, contact_minutes, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, closing_days, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, score_tenths, 0, NULL, 0, COUNT_MAX),
  ED_INTEGER (EdReport, score_max, 0, NULL, 0, COUNT_MAX),
  ED_RECORDS (EdReport, groups, 0, &ed_report_group_type),
};

const EdRecordType ed_report_type = ED_RECORD_TYPE ("report", EdReport, report_fields);

void
ed_report_free (EdReport *self)
{
  ed_record_free (&ed_report_type, self);
}

void
ed_report_inquiry_free (EdReportInquiry *self)
{
  ed_record_free (&ed_report_inquiry_type, self);
}
