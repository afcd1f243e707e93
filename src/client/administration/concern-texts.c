/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/administration/concern-texts.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static char *
write_with_date (const char *sentence, gint64 date)
{
  g_autofree char *text = ed_date_text (date);
  GString *written = g_string_new (sentence);

  g_string_replace (written, "%s", text, 1);
  return g_string_free (written, FALSE);
}

char *
ed_concern_text (const EdConcern *concern, const EdZone *zone)
{
  const EdAccount *account = concern->account;

  switch (concern->kind)
    {
    case ED_CONCERN_ALONE:
      return g_strdup (_ ("The only administrator. If they cannot sign in, nobody can help them: "
                          "create a second one."));
    case ED_CONCERN_MAIL:
      /* Translators: %s is a date */
      return write_with_date (_ ("E-mails do not arrive since %s. Correct the address."),
                              ed_zone_date (zone, account->mail_failed_at));
    case ED_CONCERN_INVITATION:
      /* Translators: %s is a date */
      return write_with_date (_ ("Invited on %s and has not come; the invitation no longer holds. "
                                 "Send it again, or suspend the account."),
                              ed_zone_date (zone, account->invited_at));
    case ED_CONCERN_TOTP:
      return g_strdup (_ ("Signs in with a password alone. Ask them to set up two-step sign-in, or "
                          "require it in the settings."));
    case ED_CONCERN_IDLE:
      /* Translators: %s is a date */
      return write_with_date (_ ("Was last here on %s. Suspend the account if it is no longer "
                                 "needed."),
                              account->seen_on);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

const char *
ed_concern_icon (EdConcernKind kind)
{
  static const char *const icons[ED_N_CONCERNS] = {
    [ED_CONCERN_ALONE] = "ed-badge-warning-symbolic",
    [ED_CONCERN_MAIL] = "mail-unread-symbolic",
    [ED_CONCERN_INVITATION] = "ed-badge-clock-symbolic",
    [ED_CONCERN_TOTP] = "security-high-symbolic",
    [ED_CONCERN_IDLE] = "ed-badge-clock-symbolic",
  };

  g_return_val_if_fail (kind < ED_N_CONCERNS, NULL);
  return icons[kind];
}

/* --- numbers ---------------------------------------------------------------------------------- */

static guint
count (const GPtrArray *accounts, guint role, EdAccountState state)
{
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      const EdAccount *account = accounts->pdata[i];

      n += (ed_account_roles (account) & role) != 0 && account->state == (gint64) state;
    }
  return n;
}

/* "2 invited, 1 suspended", or that they all sign in. */
static char *
describe (guint invited, guint suspended)
{
  g_autofree char *first = ed_number_in (_ ("%s invited"), invited);
  g_autofree char *second = ed_number_in (_ ("%s suspended"), suspended);

  if (invited > 0 && suspended > 0)
    return g_strdup_printf ("%s, %s", first, second);
  return g_strdup (invited > 0 ? first : suspended > 0 ? second : _ ("active"));
}

static void
free_fact (gpointer data)
{
  EdReportFact *fact = data;

  g_free (fact->title);
  g_free (fact->value);
  g_free (fact->note);
  g_free (fact);
}

GPtrArray *
ed_account_facts (const GPtrArray *accounts)
{
  static const struct
  {
    guint role;
    const char *title;
  } roles[] = {
    { ED_ROLE_EXPERT, N_ ("Experts") },
    { ED_ROLE_COORDINATOR, N_ ("Coordinators") },
    { ED_ROLE_CASE_MANAGER, N_ ("Case managers") },
    { ED_ROLE_ADMINISTRATOR, N_ ("Administrators") },
  };
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      EdReportFact *fact = g_new0 (EdReportFact, 1);
      guint role = roles[i].role;

      fact->title = g_strdup (_ (roles[i].title));
      fact->value = ed_number_text (count (accounts, role, ED_ACCOUNT_ACTIVE));
      fact->note = describe (count (accounts, role, ED_ACCOUNT_INVITED),
                             count (accounts, role, ED_ACCOUNT_SUSPENDED));
      g_ptr_array_add (facts, fact);
    }
  return facts;
}
