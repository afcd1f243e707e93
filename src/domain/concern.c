/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/concern.h"

#include "base/duration.h"

/* Who reads what is everybody's. */
#define TRUSTED (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)

static guint
count_administrators (const GPtrArray *accounts)
{
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      const EdAccount *account = accounts->pdata[i];

      n += (ed_account_roles (account) & ED_ROLE_ADMINISTRATOR) != 0
           && account->state == ED_ACCOUNT_ACTIVE;
    }
  return n;
}

static gboolean
applies (EdConcernKind kind,
         const EdAccount *account,
         guint administrators,
         gint64 now,
         gint64 today)
{
  guint roles = ed_account_roles (account);

  switch (kind)
    {
    case ED_CONCERN_ALONE:
      return administrators == 1 && (roles & ED_ROLE_ADMINISTRATOR) != 0
             && account->state == ED_ACCOUNT_ACTIVE;
    case ED_CONCERN_MAIL:
      return account->state != ED_ACCOUNT_SUSPENDED && account->mail_failed_at != ED_ABSENT;
    case ED_CONCERN_INVITATION:
      return account->state == ED_ACCOUNT_INVITED && account->invited_at != ED_ABSENT
             && now - account->invited_at > ED_INVITATION_DAYS * ED_DAY_MS;
    case ED_CONCERN_TOTP:
      return account->state == ED_ACCOUNT_ACTIVE && (roles & TRUSTED) != 0
             && account->totp_since == ED_ABSENT;
    case ED_CONCERN_IDLE:
      return account->state == ED_ACCOUNT_ACTIVE && account->seen_on != ED_ABSENT
             && today - account->seen_on > ED_IDLE_DAYS;
    default:
      g_return_val_if_reached (FALSE);
    }
}

GArray *
ed_concerns_list (const GPtrArray *accounts, gint64 now, const EdZone *zone)
{
  GArray *concerns = g_array_new (FALSE, FALSE, sizeof (EdConcern));
  guint administrators = count_administrators (accounts);
  gint64 today = ed_zone_date (zone, now);

  for (EdConcernKind kind = 0; kind < ED_N_CONCERNS; kind++)
    for (guint i = 0; i < accounts->len; i++)
      {
        const EdConcern concern = { kind, accounts->pdata[i] };

        if (applies (kind, concern.account, administrators, now, today))
          g_array_append_val (concerns, concern);
      }
  return concerns;
}
