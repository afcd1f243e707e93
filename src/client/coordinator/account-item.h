/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/days.h"

#include <glib-object.h>

/* An account as the page of experts lists it: the account, how many cases its owner has in progress
 * (ED_ABSENT: not counted), and when now is. Immutable. */
#define ED_TYPE_ACCOUNT_ITEM (ed_account_item_get_type ())
G_DECLARE_FINAL_TYPE (EdAccountItem, ed_account_item, ED, ACCOUNT_ITEM, GObject)

/* Copies ACCOUNT; ZONE is read at once. */
EdAccountItem *
ed_account_item_new (const EdAccount *account, gint64 open_cases, gint64 now, const EdZone *zone);
const EdAccount *ed_account_item_account (EdAccountItem *self);
gboolean ed_account_item_equal (EdAccountItem *a, EdAccountItem *b);
/* Whether TYPED is in what the row shows, without regard to case and accents. */
gboolean ed_account_item_fits (EdAccountItem *self, const char *typed);

/* What a row shows: closures for .ui files; ITEM may be NULL. Texts are free'd by the caller. */
char *ed_account_item_name (gpointer object, EdAccountItem *item);
/* The name without titles ("Dr."), for the initials. */
char *ed_account_item_bare_name (gpointer object, EdAccountItem *item);
/* "Budapest · Legal · Hungarian"; roles in front where the account is not just an expert's. */
char *ed_account_item_facts (gpointer object, EdAccountItem *item);
/* "3 open cases · last seen yesterday", "invited 2 days ago" */
char *ed_account_item_story (gpointer object, EdAccountItem *item);
/* Accounts by what they are, as the page groups them. */
typedef struct
{
  guint role;            /* EdRoles; 0: all */
  const char *title;     /* "Case managers", untranslated */
  const char *new_label; /* "New case manager", likewise; NULL for all */
} EdAccountGroup;

#define ED_N_ACCOUNT_GROUPS 5
extern const EdAccountGroup ed_account_groups[ED_N_ACCOUNT_GROUPS];

/* "Invited", "Invitation expired", "Suspended"; "" while active. */
char *ed_account_item_state (gpointer object, EdAccountItem *item);
/* "E-mails to a@b have not arrived since Sun 22 March 2020: …"; "" while they do. */
char *ed_account_item_trouble (gpointer object, EdAccountItem *item);
char **ed_account_item_state_classes (gpointer object, EdAccountItem *item);
