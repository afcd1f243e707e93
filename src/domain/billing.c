/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/billing.h"

#include "base/plant.h"
#include "domain/bounds.h"
#include "domain/standing.h"

/* --- sessions --------------------------------------------------------------------------------- */

/* One assignment of a case, ended or open. */
typedef struct
{
  const EdCase *case_;
  const char *id, *expert_id, *expert_name;
  gint64 today;
} Part;

static EdBilledSession *
new_session (const Part *part, const EdSession *session)
{
  EdBilledSession *billed = g_new0 (EdBilledSession, 1);

  billed->session = session;
  billed->expert_id = part->expert_id;
  billed->expert_name = part->expert_name;
  billed->number = ED_ABSENT;
  billed->minutes = session->minutes != ED_ABSENT ? session->minutes : part->case_->session_minutes;
  return billed;
}

static EdBillingKind
get_kind (const Part *part, const EdSession *session)
{
  if (ed_case_session_is_over (part->case_, session))
    return ED_BILLING_OVER;
  return session->date > part->today ? ED_BILLING_PLANNED : ED_BILLING_HELD;
}

static void
list_part (const Part *part, GPtrArray *list)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions_of (part->case_, part->id);

  for (guint i = 0; i < sessions->len; i++)
    {
      EdBilledSession *billed = new_session (part, sessions->pdata[i]);

      billed->number = (gint64) i + 1;
      billed->kind = get_kind (part, billed->session);
      g_ptr_array_add (list, billed);
    }
  for (guint i = 0; i < part->case_->sessions->len; i++)
    {
      const EdSession *session = part->case_->sessions->pdata[i];
      EdBilledSession *billed;

      if (session->deleted != 1 || session->reason != ED_REASON_LATE_CANCEL
          || g_strcmp0 (session->assignment_id, part->id) != 0)
        continue;
      billed = new_session (part, session);
      billed->kind = ED_BILLING_LATE_CANCEL;
      g_ptr_array_add (list, billed);
    }
}

/* The assignment that is open, or was the last of a closed case. */
static void
list_open (const EdCase *case_, gint64 today, GPtrArray *list)
{
  const Part part = { case_, case_->assignment_id, case_->expert_id, case_->expert_name, today };

  if (case_->assignment_id != NULL)
    list_part (&part, list);
}

GPtrArray *
ed_billing_list_sessions (const EdCase *case_, gint64 today)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];
      const Part part = { case_, ended->id, ended->expert_id, ended->expert_name, today };

      list_part (&part, list);
    }
  list_open (case_, today, list);
  return list;
}

/* --- lines ------------------------------------------------------------------------------------ */

static gboolean
is_unreachable (const EdCase *case_)
{
  return case_->closing != NULL && case_->closing->outcome == ED_OUTCOME_UNREACHABLE;
}

/* The day by which an approved case's sessions count as held. */
static gint64
get_day (const EdCase *case_, const EdZone *zone)
{
  return ed_zone_date (zone, case_->approval->at);
}

static void
add_expert (GPtrArray *experts, const char *id)
{
  for (guint i = 0; i < experts->len; i++)
    if (g_str_equal (experts->pdata[i], id))
      return;
  g_ptr_array_add (experts, (gpointer) id);
}

GPtrArray *
ed_billing_list_experts (const EdCase *case_, const EdZone *zone)
{
  g_autoptr (GPtrArray) sessions = ed_billing_list_sessions (case_, get_day (case_, zone));
  GPtrArray *experts = g_ptr_array_new ();

  for (guint i = 0; i < sessions->len; i++)
    {
      const EdBilledSession *billed = sessions->pdata[i];

      if (billed->kind == ED_BILLING_HELD)
        add_expert (experts, billed->expert_id);
    }
  if (is_unreachable (case_))
    add_expert (experts, case_->expert_id);
  return experts;
}

static EdStatementLine *
new_line (const EdCase *case_, EdLineKind kind)
{
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  line->kind = kind;
  line->case_id = g_strdup (case_->id);
  line->number = case_->number;
  line->type = case_->type;
  line->closing = g_strdup (case_->closing->id);
  line->at = case_->approval->at;
  return line;
}

static void
free_line (gpointer line)
{
  ed_record_free (&ed_statement_line_type, line);
}

GPtrArray *
ed_billing_make_lines (const EdCase *case_,
                       const EdAccount *expert,
                       gint64 attempt_fee,
                       const EdZone *zone)
{
  g_autoptr (GPtrArray) sessions = ed_billing_list_sessions (case_, get_day (case_, zone));
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  EdStatementLine *line;

  for (guint i = 0; i < sessions->len; i++)
    {
      const EdBilledSession *billed = sessions->pdata[i];

      if (billed->kind != ED_BILLING_HELD || g_strcmp0 (billed->expert_id, expert->id) != 0)
        continue;
      line = new_line (case_, ED_LINE_SESSION);
      line->session_id = g_strdup (billed->session->id);
      line->session_number = billed->number;
      line->date = billed->session->date;
      line->minutes = billed->minutes;
      line->amount = ed_account_fee (expert, case_->type);
      g_ptr_array_add (lines, line);
    }
  if (is_unreachable (case_) && g_strcmp0 (case_->expert_id, expert->id) == 0)
    {
      line = new_line (case_, ED_LINE_UNREACHABLE);
      line->date = ed_zone_date (zone, case_->closing->at);
      line->amount = attempt_fee != ED_ABSENT ? attempt_fee : 0;
      g_ptr_array_add (lines, line);
    }
  return lines;
}

/* --- statements ------------------------------------------------------------------------------- */

gint64
ed_billing_month (gint64 instant, const EdZone *zone)
{
  int year, month, day;

  ed_date_split (ed_zone_date (zone, instant), &year, &month, &day);
  return ed_date_new (year, month, 1);
}

static EdFeeStatement *
find_month (GPtrArray *statements, gint64 month)
{
  for (guint i = 0; i < statements->len; i++)
    {
      EdFeeStatement *statement = statements->pdata[i];

      if (statement->month == month)
        return statement;
    }
  return NULL;
}

static gboolean
takes_lines (const EdFeeStatement *statement)
{
  return (statement->state == ED_STATEMENT_DRAFT || ED_PLANT (sent_statement_grows))
         && statement->lines->len < ED_STATEMENT_LINES_MAX;
}

EdFeeStatement *
ed_billing_choose (GPtrArray *statements, gint64 month, gint64 *new_month)
{
  EdFeeStatement *found;

  while ((found = find_month (statements, month)) != NULL && !takes_lines (found))
    month = ed_date_add_months (month, 1);
  if (found == NULL)
    *new_month = month;
  return found;
}

static gboolean
is_of_closing (const EdStatementLine *line, const char *case_id, const char *closing)
{
  return line->taken_back != 1 && g_strcmp0 (line->case_id, case_id) == 0
         && g_strcmp0 (line->closing, closing) == 0;
}

/* A session that is worth nothing to its expert is charged to its company all the same. */
static gboolean
is_worth_taking_back (const EdStatementLine *line)
{
  return line->amount != ED_ABSENT && (line->amount != 0 || line->kind == ED_LINE_SESSION);
}

/* A new line that gives back what LINE gave. */
static EdStatementLine *
invert (const EdStatementLine *line, gint64 at)
{
  EdStatementLine *inverse = ed_record_copy (&ed_statement_line_type, line);

  inverse->amount = -line->amount;
  inverse->taken_back = 1;
  inverse->at = at;
  return inverse;
}

gboolean
ed_billing_take_back (EdFeeStatement *statement,
                      const char *case_id,
                      const char *closing,
                      gint64 at,
                      GPtrArray *taken_back)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < statement->lines->len;)
    {
      const EdStatementLine *line = statement->lines->pdata[i];
      gboolean is_meant = is_of_closing (line, case_id, closing);

      if (is_meant && statement->state == ED_STATEMENT_DRAFT)
        {
          g_ptr_array_remove_index (statement->lines, i);
          changed = TRUE;
          continue;
        }
      if (is_meant && is_worth_taking_back (line) && !ED_PLANT (reopened_stays_billed))
        g_ptr_array_add (taken_back, invert (line, at));
      i++;
    }
  return changed;
}

gboolean
ed_billing_fill (EdFeeStatement *statement, gint64 type, gint64 amount)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < statement->lines->len; i++)
    {
      EdStatementLine *line = statement->lines->pdata[i];

      if (line->amount != ED_ABSENT || line->type != type || amount == ED_ABSENT)
        continue;
      line->amount = amount;
      changed = TRUE;
    }
  return changed;
}

/* --- what is not paid ------------------------------------------------------------------------- */

/* From the first day of its month on a statement may take so many months to be paid. */
#define USUAL_MONTHS 4

static int
compare_backlogs (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const EdBacklog *) a)->month, second = ((const EdBacklog *) b)->month;

  return (first > second) - (first < second);
}

static EdBacklog *
find_backlog (GArray *list, gint64 month)
{
  const EdBacklog none = { .month = month };

  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, EdBacklog, i).month == month)
      return &g_array_index (list, EdBacklog, i);
  g_array_append_val (list, none);
  return &g_array_index (list, EdBacklog, list->len - 1);
}

GArray *
ed_billing_list_backlog (const GPtrArray *statements, gint64 today)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (EdBacklog));

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      if (statement->state != ED_STATEMENT_PAID && statement->lines->len > 0
          && ed_date_add_months (statement->month, USUAL_MONTHS) <= today)
        find_backlog (list, statement->month)->n[statement->state]++;
    }
  g_array_sort (list, compare_backlogs);
  return list;
}

/* --- what is still to come -------------------------------------------------------------------- */

static void
count_sessions (EdProspect *prospect, const EdCase *case_, gint64 today)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (g_free);

  list_open (case_, today, sessions);
  for (guint i = 0; i < sessions->len; i++)
    {
      EdBillingKind kind = ((const EdBilledSession *) sessions->pdata[i])->kind;

      prospect->held += kind == ED_BILLING_HELD;
      prospect->planned += kind == ED_BILLING_PLANNED;
      prospect->over += kind == ED_BILLING_OVER;
      prospect->late += kind == ED_BILLING_LATE_CANCEL;
    }
}

/* The conditions of closing that are not fulfilled. Source: guide, "Cases may be closed after". */
static guint
find_missing (const EdCase *case_, gint64 now, const EdZone *zone)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  guint checks = ed_case_checks (case_, now, zone);
  guint missing = 0;

  if (case_->state == ED_CASE_CLOSING)
    return ED_MISSING_APPROVAL;
  if ((checks & ED_CHECK_CONTACTED) == 0)
    missing |= ED_MISSING_CONTACT;
  if ((checks & ED_CHECK_SESSION) == 0)
    missing |= sessions->len == 0 ? ED_MISSING_SESSION : ED_MISSING_PLANNED;
  if ((checks & ED_CHECK_DOCUMENT) == 0)
    missing |= ED_MISSING_DOCUMENT;
  if ((checks & ED_CHECK_SATISFACTION) == 0)
    missing |= ED_MISSING_SATISFACTION;
  return missing != 0 ? missing : ED_MISSING_CLOSING;
}

EdProspect
ed_billing_foresee (const EdCase *case_,
                    const EdAccount *expert,
                    gint64 attempt_fee,
                    gint64 now,
                    const EdZone *zone)
{
  EdProspect prospect = { 0 };
  gint64 fee = ed_account_fee (expert, case_->type);

  count_sessions (&prospect, case_, ed_zone_date (zone, now));
  prospect.missing = find_missing (case_, now, zone);
  if (is_unreachable (case_))
    prospect.amount = attempt_fee != ED_ABSENT ? attempt_fee : 0;
  else if (fee == ED_ABSENT)
    prospect.missing |= ED_MISSING_FEE;
  else
    prospect.amount = prospect.held * fee;
  return prospect;
}

gboolean
ed_billing_was_held_in (const EdCase *case_, gint64 month, gint64 today)
{
  gint64 next = ed_date_add_months (month, 1);

  for (guint i = 0; i < case_->sessions->len; i++)
    {
      const EdSession *session = case_->sessions->pdata[i];

      if (session->deleted != 1 && session->date >= month && session->date < next
          && session->date <= today)
        return TRUE;
    }
  return FALSE;
}
