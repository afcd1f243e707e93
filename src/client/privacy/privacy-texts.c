/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/privacy-texts.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static void
add_part (GString *text, const char *between, char *part)
{
  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, part);
  g_free (part);
}

/* "FORMAT", with its number, where there is any. */
static void
add_count (GString *text, const char *between, const char *format, gint64 n)
{
  if (n > 0)
    add_part (text, between, ed_number_in (format, n));
}

char *
ed_privacy_kind_note (const EdPrivacyKind *kind, gint64 today)
{
  GString *text = g_string_new (NULL);

  add_part (
      text,
      " · ",
      ed_number_in (ngettext ("Kept for %s month", "Kept for %s months", (gulong) kind->months),
                    kind->months));
  add_count (text, " · ", ngettext ("%s is open", "%s are open", (gulong) kind->open), kind->open);
  add_count (text,
             " · ",
             ngettext ("%s waits for payment", "%s wait for payment", (gulong) kind->unpaid),
             kind->unpaid);
  add_count (text,
             " · ",
             ngettext ("%s has late work", "%s have late work", (gulong) kind->late_work),
             kind->late_work);
  if (kind->next != ED_ABSENT)
    {
      g_autofree char *date = ed_date_full_text (kind->next, today);

      /* Translators: a date: "The next goes on Sun 22 March 2020, in 3 days". */
      add_part (text, " · ", g_strdup_printf (_ ("The next goes on %s"), date));
    }
  return g_string_free (text, FALSE);
}

char *
ed_privacy_find_title (const EdPrivacyFind *find)
{
  g_autofree char *number = find->number != ED_ABSENT
                                ? g_strdup_printf ("%" G_GINT64_FORMAT, find->number)
                                : g_strdup ("–");

  return g_strdup_printf (find->is_request == 1 ? _ ("Request %s") : _ ("Case %s"), number);
}

char *
ed_privacy_find_note (const EdPrivacyFind *find)
{
  GString *text = g_string_new (NULL);

  if (find->date != ED_ABSENT)
    add_part (text, " · ", ed_date_text (find->date));
  if (find->company_name != NULL)
    add_part (text, " · ", g_strdup (find->company_name));
  if (find->type != ED_ABSENT)
    add_part (text, " · ", g_strdup (_ (ed_case_type_choices[find->type].label)));
  if (find->name != NULL)
    add_part (text, " · ", g_strdup (find->name));
  if (find->is_open == 1)
    add_part (text, " · ", g_strdup (_ ("open")));
  if (find->by_name == 1)
    add_part (text, " · ", g_strdup (_ ("same name")));
  if (find->by_phone == 1)
    add_part (text, " · ", g_strdup (_ ("same phone number")));
  if (find->by_email == 1)
    add_part (text, " · ", g_strdup (_ ("same e-mail address")));
  return g_string_free (text, FALSE);
}

typedef struct
{
  gint64 cases, requests, documents, messages, mails, late_work, open, unpaid;
} Sums;

static gint64
known (gint64 n)
{
  return n != ED_ABSENT ? n : 0;
}

static Sums
sum_up (const GPtrArray *finds)
{
  Sums sums = { 0 };

  for (guint i = 0; i < finds->len; i++)
    {
      const EdPrivacyFind *find = finds->pdata[i];

      if (find->is_request == 1)
        sums.requests++;
      else
        sums.cases++;
      sums.documents += known (find->documents);
      sums.messages += known (find->messages);
      sums.mails += known (find->mails);
      sums.late_work += known (find->late_work);
      sums.open += find->is_open == 1;
      sums.unpaid += find->is_unpaid == 1;
    }
  return sums;
}

char *
ed_privacy_goes_text (const GPtrArray *finds)
{
  Sums sums = sum_up (finds);
  GString *text = g_string_new (NULL);

  add_count (text, "\n", ngettext ("%s case", "%s cases", (gulong) sums.cases), sums.cases);
  add_count (text,
             "\n",
             ngettext ("%s request", "%s requests", (gulong) sums.requests),
             sums.requests);
  add_count (text,
             "\n",
             ngettext ("%s document", "%s documents", (gulong) sums.documents),
             sums.documents);
  add_count (text,
             "\n",
             ngettext ("%s message", "%s messages", (gulong) sums.messages),
             sums.messages);
  add_count (text,
             "\n",
             ngettext ("%s e-mail in the list", "%s e-mails in the list", (gulong) sums.mails),
             sums.mails);
  add_count (text,
             "\n",
             ngettext ("%s piece of late work", "%s pieces of late work", (gulong) sums.late_work),
             sums.late_work);
  add_part (text, "\n", g_strdup (_ ("Drafts and unsent work on the experts’ computers")));
  return g_string_free (text, FALSE);
}

char *
ed_privacy_warning (const GPtrArray *finds)
{
  Sums sums = sum_up (finds);
  GString *text = g_string_new (NULL);

  add_count (text,
             " ",
             ngettext ("%s of them is still open: whoever works on it loses it at once.",
                       "%s of them are still open: whoever works on them loses them at once.",
                       (gulong) sums.open),
             sums.open);
  add_count (text,
             " ",
             ngettext ("%s stands on a statement that is not paid; its line stays.",
                       "%s stand on statements that are not paid; their lines stay.",
                       (gulong) sums.unpaid),
             sums.unpaid);
  return g_string_free (text, text->len == 0);
}
