/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/settings.h"

/* What a case is judged by where it is shown: the organisation's settings and zone, copied
 * together, and who looks at it. Counted by reference, immutable. */
typedef struct
{
  EdSettings *settings;
  EdZone *zone;
  char *reader; /* account, or NULL: as the case's expert */
  char *judge;  /* account that decides on what is shown, or NULL */
  guint roles;  /* EdRoles of the judge */
} EdOutlook;

EdOutlook *ed_outlook_new (const EdSettings *settings);
/* As the account READER sees it: words to the expert are not for others. */
EdOutlook *ed_outlook_new_for (const EdSettings *settings, const char *reader);
/* Says who decides on what is shown; before it is shared. */
void ed_outlook_set_judge (EdOutlook *self, const EdAccount *account);
EdOutlook *ed_outlook_ref (EdOutlook *self);
void ed_outlook_unref (EdOutlook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdOutlook, ed_outlook_unref)
