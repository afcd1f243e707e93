/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* A person who signs in. No password here: that is the server's own table. */
typedef enum
{
  ED_ROLE_EXPERT = 1 << 0,
  ED_ROLE_COORDINATOR = 1 << 1,
  ED_ROLE_CASE_MANAGER = 1 << 2,
  ED_ROLE_ADMINISTRATOR = 1 << 3,
} EdRoles;

typedef enum
{
  ED_ACCOUNT_INVITED,
  ED_ACCOUNT_ACTIVE,
  ED_ACCOUNT_SUSPENDED,
} EdAccountState;

/* What an expert is paid for a session of a case of one type. */
typedef struct
{
  gint64 type;   /* EdCaseKind */
  gint64 amount; /* minor units of the organisation's currency */
} EdFee;

typedef struct
{
  char *id;
  char *user;            /* what is typed at sign-in: an e-mail address */
  char *name;            /* as shown: "Dr. Kovács Anna" */
  char **roles;          /* words: expert, coordinator, case_manager, administrator */
  gint64 state;          /* EdAccountState */
  char **case_types;     /* experts: words of ed_case_type_choices */
  char **cities;         /* experts: where they work */
  char **languages;      /* BCP 47: hu, en, de */
  char *reply_to;        /* e-mail for replies */
  char *language;        /* BCP 47: of the mails that the server writes */
  gint64 invited_at;     /* when the latest invitation was asked for */
  gint64 seen_on;        /* date of the latest sign-in or refresh */
  gint64 confirmed_at;   /* first sign-in, or the page that the invitation links to */
  gint64 mail_failed_at; /* mails to its address do not arrive since; absent: they do */
  char **coaching_kinds; /* experts: words of ed_coaching_kind_choices; none: all */
  gint64 absent_from;    /* date: away from then on, */
  gint64 absent_to;      /* and until then; absent: nobody knows */
  char *substitute;      /* account that stands in meanwhile */
  gint64 addressable;    /* experts: boolean; case managers may send their requests to them */
  GPtrArray *fees;       /* experts: EdFee, one for each type at most */
  gint64 totp_since; /* codes from an app are asked for at sign-in since; absent: they are not */
} EdAccount;

/* The greatest amount of money, of one line, in minor units. */
#define ED_AMOUNT_MAX G_GINT64_CONSTANT (100000000000)

extern const EdRecordType ed_account_type, ed_fee_type;
/* What is entered of one: a record of the same struct, with fewer fields. */
extern const EdRecordType ed_account_entry_type;
extern const EdChoice ed_account_state_choices[];
/* In the order of EdRoles. */
extern const EdChoice ed_role_choices[];

void ed_account_free (EdAccount *account);
/* The one of ACCOUNTS (EdAccount, or NULL) that is called ID, or NULL. */
const EdAccount *ed_account_find (const GPtrArray *accounts, const char *id);
/* The roles as a set (EdRoles). Unknown words are left out. */
guint ed_account_roles (const EdAccount *account);
/* Where mails to its owner go: the address for replies, or a user name that is one; NULL: nowhere.
 */
const char *ed_account_address (const EdAccount *account);
/* Whether an expert may be given a case of TYPE (EdCaseKind): not suspended, and it is among their
 * types; those without any take all. */
gboolean ed_account_takes (const EdAccount *account, gint64 type);
/* Whether its owner is away on DATE. */
gboolean ed_account_is_away (const EdAccount *account, gint64 date);
/* Whether case managers may address requests to it: an expert, marked so, not suspended. */
gboolean ed_account_is_addressable (const EdAccount *account);
/* What the expert is paid for a session of a case of TYPE (EdCaseKind); ED_ABSENT: not agreed. */
gint64 ed_account_fee (const EdAccount *account, gint64 type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdAccount, ed_account_free)
