/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/statement-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "domain/money.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define NO_BREAK "\xc2\xa0"

/* --- money ------------------------------------------------------------------------------------ */

char *
ed_money_text (gint64 amount, const char *currency)
{
  const struct lconv *locale = localeconv ();
  const EdNumberSigns signs = { locale->thousands_sep, locale->decimal_point, MINUS };
  g_autofree char *number = ed_amount_to_text (amount, currency, &signs);

  return g_strconcat (number, NO_BREAK, currency, NULL);
}

/* --- lines ------------------------------------------------------------------------------------ */

char *
ed_statement_month_text (gint64 month)
{
  /* Translators: month and year of a statement, as of strftime: "March 2020" */
  return ed_date_in_format (month, _ ("%OB %Y"));
}

/* FORMAT with its one "%s" replaced by N as it stands: a name, no quantity. */
static char *
format_number (const char *format, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  GString *text = g_string_new (format);

  g_string_replace (text, "%s", number, 1);
  return g_string_free (text, FALSE);
}

char *
ed_statement_line_title (const EdStatementLine *line)
{
  g_autofree char *number = NULL;
  g_autofree char *session = NULL;

  if (line->kind == ED_LINE_CORRECTION)
    return g_strdup (_ ("Correction"));
  number = format_number (_ ("Case %s"), line->number);
  if (line->kind == ED_LINE_UNREACHABLE)
    return g_strdup_printf ("%s, %s", number, _ ("client unreachable"));
  session = format_number (_ ("session %s"), line->session_number);
  return g_strdup_printf ("%s, %s", number, session);
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

char *
ed_statement_line_note (const EdStatementLine *line)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date = line->date != ED_ABSENT ? ed_date_text (line->date) : NULL;
  g_autofree char *minutes =
      line->minutes != ED_ABSENT ? format_number (_ ("%s min"), line->minutes) : NULL;

  if (line->taken_back == 1)
    append_part (text, _ ("Taken back: the case was re-opened"));
  if (line->note != NULL)
    append_part (text, line->note);
  if (date != NULL)
    append_part (text, date);
  if (minutes != NULL)
    append_part (text, minutes);
  if (line->type != ED_ABSENT)
    append_part (text, _ (ed_case_type_choices[line->type].label));
  return g_string_free (text, FALSE);
}

char *
ed_statement_line_amount (const EdStatementLine *line, const char *currency)
{
  return line->amount != ED_ABSENT ? ed_money_text (line->amount, currency)
                                   : g_strdup (_ ("no fee agreed yet"));
}

char *
ed_statement_state_text (const EdFeeStatement *statement)
{
  if (statement == NULL)
    return g_strdup (_ ("Nothing has been approved for this month yet. An approved case appears "
                        "here with a line for each session held."));
  switch (statement->state)
    {
    case ED_STATEMENT_SENT:
      return g_strdup (_ ("Your coordinator has sent this statement. Accept it, or say what is "
                          "wrong with it."));
    case ED_STATEMENT_ACCEPTED:
      if (statement->accepted_by != NULL)
        /* Translators: the name of a coordinator, and why they did it */
        return g_strdup_printf (_ ("%1$s has accepted this statement for you: “%2$s” It will be "
                                   "paid as it stands, unless you dispute it before."),
                                statement->accepted_by_name != NULL ? statement->accepted_by_name
                                                                    : _ ("Your coordinator"),
                                statement->accepted_note);
      return g_strdup (_ ("You have accepted this statement. It will be paid as it stands."));
    case ED_STATEMENT_DISPUTED:
      return g_strdup (_ ("You have disputed this statement. Your coordinator corrects it, or "
                          "answers, and sends it again."));
    case ED_STATEMENT_PAID:
      return g_strdup (_ ("This statement has been paid."));
    default:
      return g_strdup (_ ("Approved so far. Your coordinator sends the statement when the month "
                          "is complete."));
    }
}

char *
ed_statement_stand_in_text (const EdFeeStatement *statement)
{
  g_autofree char *month = ed_statement_month_text (statement->month);
  g_autofree char *total = ed_money_text (ed_fee_statement_total (statement), statement->currency);

  return g_strdup_printf ("%s · %s · %s\n\n%s",
                          statement->expert_name != NULL ? statement->expert_name : "–",
                          month,
                          total,
                          _ ("For an expert who does not answer here. They see that you did it and "
                             "why, and can dispute it until it is paid."));
}

/* --- what is still to come -------------------------------------------------------------------- */

char *
ed_statement_sum_text (const GPtrArray *statements)
{
  const char *currency = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      if (currency != NULL && g_strcmp0 (currency, statement->currency) != 0)
        return g_strdup ("");
      currency = statement->currency;
      sum += ed_fee_statement_total (statement);
    }
  return currency != NULL ? ed_money_text (sum, currency) : g_strdup ("");
}

static void
append_count (GString *text, const char *format, guint n)
{
  g_autofree char *counted = ed_number_in (format, n);

  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, counted);
}

char *
ed_statement_backlog_text (const EdBacklog *backlog)
{
  const guint *n = backlog->n;
  GString *text = g_string_new (NULL);

  append_count (text,
                ngettext ("%s draft", "%s drafts", n[ED_STATEMENT_DRAFT]),
                n[ED_STATEMENT_DRAFT]);
  append_count (text,
                ngettext ("%s not answered by its expert",
                          "%s not answered by their experts",
                          n[ED_STATEMENT_SENT]),
                n[ED_STATEMENT_SENT]);
  append_count (text,
                ngettext ("%s disputed", "%s disputed", n[ED_STATEMENT_DISPUTED]),
                n[ED_STATEMENT_DISPUTED]);
  append_count (text,
                ngettext ("%s accepted", "%s accepted", n[ED_STATEMENT_ACCEPTED]),
                n[ED_STATEMENT_ACCEPTED]);
  return g_string_free (text, FALSE);
}

char *
ed_prospect_title (const EdCase *case_)
{
  g_autofree char *number = NULL;
  const char *type = case_->type != ED_ABSENT ? _ (ed_case_type_choices[case_->type].label) : "";

  if (case_->number == ED_ABSENT)
    return g_strdup (type);
  number = format_number (_ ("Case %s"), case_->number);
  return g_strdup_printf ("%s · %s", number, type);
}

static char *
count_sessions (const EdProspect *prospect)
{
  GString *text = g_string_new (NULL);

  append_count (text,
                ngettext ("%s session held", "%s sessions held", prospect->held),
                prospect->held);
  append_count (text, ngettext ("%s planned", "%s planned", prospect->planned), prospect->planned);
  append_count (
      text,
      ngettext ("%s over the limit, not paid", "%s over the limit, not paid", prospect->over),
      prospect->over);
  append_count (
      text,
      ngettext ("%s cancelled late, not paid", "%s cancelled late, not paid", prospect->late),
      prospect->late);
  return g_string_free (text, FALSE);
}

/* Why a case is not billed, in the order of the checklist. */
static char *
list_missing (const EdProspect *prospect, const EdCase *case_)
{
  const struct
  {
    guint bit;
    const char *text;
  } reasons[] = {
    { ED_MISSING_CONTACT, _ ("the client has not been contacted") },
    { ED_MISSING_SESSION, _ ("no session is registered") },
    { ED_MISSING_PLANNED, _ ("a session still lies ahead") },
    { ED_MISSING_DOCUMENT,
      case_->type == ED_CASE_HEALTH_COACHING ? _ ("the case file is missing")
                                             : _ ("the treatment log is missing") },
    { ED_MISSING_SATISFACTION, _ ("the satisfaction feedback is missing") },
    { ED_MISSING_CLOSING, _ ("the case is not closed yet") },
    { ED_MISSING_APPROVAL, _ ("the closing awaits approval") },
    { ED_MISSING_FEE, _ ("no fee is agreed for this type of case") },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if ((prospect->missing & reasons[i].bit) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, reasons[i].text);
    }
  return g_string_free (text, FALSE);
}

char *
ed_prospect_note (const EdProspect *prospect, const EdCase *case_, guint pending)
{
  g_autofree char *sessions = count_sessions (prospect);
  g_autofree char *missing = list_missing (prospect, case_);
  /* Translators: followed by one or several reasons: "the treatment log is missing, …" */
  g_autofree char *because = g_strdup_printf (_ ("Not billed because %s."), missing);
  g_autofree char *waiting = ed_number_in (ngettext ("%s action not sent yet is not counted.",
                                                     "%s actions not sent yet are not counted.",
                                                     pending),
                                           pending);
  GString *text = g_string_new (sessions);

  if (text->len > 0)
    g_string_append (text, ". ");
  g_string_append (text, because);
  if (pending > 0)
    g_string_append_printf (text, " %s", waiting);
  return g_string_free (text, FALSE);
}

/* --- files ------------------------------------------------------------------------------------ */

char *
ed_statement_file_name (const EdFeeStatement *statement, const char *ending)
{
  g_autofree char *month = ed_date_to_text (statement->month);

  month[strlen ("2020-03")] = '\0';
  return g_strdup_printf ("%s %s.%s", _ ("Statement"), month, ending);
}
