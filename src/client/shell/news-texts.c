/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/news-texts.h"

#include "client/numbers.h"
#include "client/statement/statement-texts.h"

#include <glib/gi18n.h>

static const char *
find_passed (const EdBadge *badge)
{
  gulong n = (gulong) badge->count;

  if (badge->kind == ED_BADGE_SESSION_DUE)
    return ngettext ("%s day has passed", "%s days have passed", n);
  if (badge->kind == ED_BADGE_CLOSING_WARN || badge->kind == ED_BADGE_CLOSING_DUE)
    return ngettext ("%s month has passed", "%s months have passed", n);
  return ngettext ("%s hour has passed", "%s hours have passed", n);
}

static char *
describe (const EdNews *news)
{
  switch (news->kind)
    {
    case ED_NEWS_ASSIGNED:
      return g_strdup (_ ("new assignment"));
    case ED_NEWS_LIMIT:
      return ed_number_in (find_passed (&news->badge), news->badge.count);
    case ED_NEWS_RETURNED:
      return g_strdup (_ ("returned by the coordinator"));
    case ED_NEWS_APPROVED:
      return g_strdup (_ ("closing approved"));
    case ED_NEWS_ANSWERED:
      return g_strdup (_ ("new message"));
    case ED_NEWS_REQUEST_NEW:
      return g_strdup (_ ("new, nobody has it yet"));
    case ED_NEWS_REQUEST_ASSIGNED:
      return g_strdup (_ ("new assignment"));
    case ED_NEWS_REQUEST_RETURNED:
      return g_strdup (_ ("returned by the coordinator"));
    case ED_NEWS_REQUEST_LOST:
      return g_strdup (_ ("given to somebody else"));
    case ED_NEWS_REQUEST_CANCELLED:
      return g_strdup (_ ("cancelled by its sender"));
    case ED_NEWS_REQUEST_ANSWERED:
      return g_strdup (_ ("answered"));
    case ED_NEWS_STATEMENT_SENT:
      return g_strdup (_ ("ready for your answer"));
    case ED_NEWS_STATEMENT_ACCEPTED:
      return g_strdup (_ ("accepted for you"));
    case ED_NEWS_STATEMENT_DISPUTED:
      return g_strdup (_ ("disputed by its expert"));
    case ED_NEWS_REFUSED:
    default:
      return g_strdup (_ ("an action was refused"));
    }
}

gboolean
ed_news_is_of_request (EdNewsKind kind)
{
  return kind >= ED_NEWS_REQUEST_NEW && kind <= ED_NEWS_REQUEST_ANSWERED;
}

gboolean
ed_news_is_of_statement (EdNewsKind kind)
{
  return kind >= ED_NEWS_STATEMENT_SENT && kind <= ED_NEWS_STATEMENT_DISPUTED;
}

char *
ed_news_title (const EdNews *news)
{
  g_autofree char *what = describe (news);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, news->number);

  if (ed_news_is_of_statement (news->kind))
    {
      g_autofree char *month = ed_statement_month_text (news->month);

      /* Translators: a month, then what happened: "Statement for March 2020: ready for …" */
      return g_strdup_printf (_ ("Statement for %s: %s"), month, what);
    }
  if (news->number == ED_ABSENT)
    return g_strdup (_ ("An action was refused"));
  if (ed_news_is_of_request (news->kind))
    /* Translators: a request by its number, then what happened: "Request 12: returned" */
    return g_strdup_printf (news->urgent ? _ ("Request %s, urgent: %s") : _ ("Request %s: %s"),
                            number,
                            what);
  /* Translators: a case by its number, then what happened: "Case 261: 24 hours have passed" */
  return g_strdup_printf (_ ("Case %s: %s"), number, what);
}

static const char *
find_body (const EdNews *news)
{
  switch (news->kind)
    {
    case ED_NEWS_ASSIGNED:
      return _ ("See the case and contact the client, or decline it.");
    case ED_NEWS_LIMIT:
      if (news->badge.kind == ED_BADGE_SESSION_DUE)
        return _ ("No session has been registered since the contact.");
      if (news->badge.kind == ED_BADGE_CLOSING_WARN || news->badge.kind == ED_BADGE_CLOSING_DUE)
        return _ ("The case has not been closed since the first session.");
      return _ ("The client has not been contacted since the assignment.");
    case ED_NEWS_RETURNED:
      return _ ("It is open again; the note says what is to be settled.");
    case ED_NEWS_APPROVED:
      return _ ("It has moved to “Closed cases”.");
    case ED_NEWS_ANSWERED:
      return _ ("The agent has written to you.");
    case ED_NEWS_REQUEST_NEW:
      return _ ("Assign it to an expert.");
    case ED_NEWS_REQUEST_ASSIGNED:
      return _ ("Read the question and write the response.");
    case ED_NEWS_REQUEST_RETURNED:
      return _ ("The note in the internal chat says what is to be changed.");
    case ED_NEWS_REQUEST_LOST:
      return _ ("What you wrote and had not sent was handed to the coordinator.");
    case ED_NEWS_REQUEST_CANCELLED:
      return _ ("What you have written is kept with it.");
    case ED_NEWS_REQUEST_ANSWERED:
      return _ ("The response is there to be read.");
    case ED_NEWS_STATEMENT_SENT:
      return _ ("Accept it, or say what is wrong with it.");
    case ED_NEWS_STATEMENT_ACCEPTED:
      return _ ("It says by whom and why. Until it is paid you can dispute it.");
    case ED_NEWS_STATEMENT_DISPUTED:
      return _ ("Correct it, or answer, and send it again.");
    case ED_NEWS_REFUSED:
    default:
      return _ ("What you entered is kept in “Needs attention”.");
    }
}

char *
ed_news_body (const EdNews *news)
{
  return g_strdup (find_body (news));
}

static const char *
find_count (EdNewsKind kind, gulong n)
{
  switch (kind)
    {
    case ED_NEWS_ASSIGNED:
      return ngettext ("%s new assignment", "%s new assignments", n);
    case ED_NEWS_LIMIT:
      return ngettext ("%s time limit near or over", "%s time limits near or over", n);
    case ED_NEWS_RETURNED:
      return ngettext ("%s case returned", "%s cases returned", n);
    case ED_NEWS_APPROVED:
      return ngettext ("%s closing approved", "%s closings approved", n);
    case ED_NEWS_ANSWERED:
      return ngettext ("%s new message", "%s new messages", n);
    case ED_NEWS_REQUEST_NEW:
      return ngettext ("%s new request", "%s new requests", n);
    case ED_NEWS_REQUEST_ASSIGNED:
      return ngettext ("%s request assigned", "%s requests assigned", n);
    case ED_NEWS_REQUEST_RETURNED:
      return ngettext ("%s response returned", "%s responses returned", n);
    case ED_NEWS_REQUEST_LOST:
      return ngettext ("%s request given to somebody else",
                       "%s requests given to somebody else",
                       n);
    case ED_NEWS_REQUEST_CANCELLED:
      return ngettext ("%s request cancelled", "%s requests cancelled", n);
    case ED_NEWS_REQUEST_ANSWERED:
      return ngettext ("%s request answered", "%s requests answered", n);
    case ED_NEWS_STATEMENT_SENT:
      return ngettext ("%s statement ready for your answer",
                       "%s statements ready for your answer",
                       n);
    case ED_NEWS_STATEMENT_ACCEPTED:
      return ngettext ("%s statement accepted for you", "%s statements accepted for you", n);
    case ED_NEWS_STATEMENT_DISPUTED:
      return ngettext ("%s statement disputed", "%s statements disputed", n);
    case ED_NEWS_REFUSED:
    default:
      return ngettext ("%s action refused", "%s actions refused", n);
    }
}

char *
ed_news_summary (const GPtrArray *news)
{
  GString *text = g_string_new (NULL);

  for (EdNewsKind kind = ED_NEWS_ASSIGNED; kind <= ED_NEWS_REFUSED; kind++)
    {
      gint64 n = 0;
      g_autofree char *part = NULL;

      for (guint i = 0; i < news->len; i++)
        n += ((const EdNews *) news->pdata[i])->kind == kind;
      if (n == 0)
        continue;
      part = ed_number_in (find_count (kind, (gulong) n), n);
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append (text, part);
    }
  return g_string_free (text, FALSE);
}
