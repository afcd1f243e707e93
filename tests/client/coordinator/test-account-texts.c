/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list of experts says, and lists as they are typed. */

#include "client/coordinator/account-item.h"
#include "client/coordinator/account-texts.h"
#include "client/coordinator/expert-choice.h"

#define NOW G_GINT64_CONSTANT (1584648000000) /* 2020-03-19T20:00Z */
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define TODAY 18340

static void
test_lists_as_typed (void)
{
  static const struct
  {
    const char *typed, *words, *shown; /* words joined by "|" */
  } rows[] = {
    { "", "", "" },
    { " , ;; \n", "", "" },
    { "hungarian", "hu", "Hungarian" },
    { "Hungarian, ENGLISH;de", "hu|en|de", "Hungarian, English, German" },
    { "hu, Hungarian", "hu", "Hungarian" },
    { "Esperanto", "Esperanto", "Esperanto" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = ed_words_from_typed (rows[i].typed, ed_language_choices);
      g_autofree char *joined = words != NULL ? g_strjoinv ("|", words) : g_strdup ("");
      g_autofree char *shown = ed_words_to_typed (words, ed_language_choices);

      g_assert_cmpstr (joined, ==, rows[i].words);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

typedef struct
{
  const char *roles;
  EdAccountState state;
  gint64 invited_at, seen_on, open_cases;
  const char *status, *story;
} AccountRow;

static void
check_row (const AccountRow *row, const EdZone *zone)
{
  g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
  g_autoptr (EdAccountItem) item = NULL;
  g_autofree char *status = NULL;
  g_autofree char *story = NULL;

  account->name = g_strdup ("Dr. Kovács Anna");
  account->roles = g_strsplit (row->roles, ",", -1);
  account->state = row->state;
  account->invited_at = row->invited_at;
  account->seen_on = row->seen_on;
  item = ed_account_item_new (account, row->open_cases, NOW, zone);
  status = ed_account_item_state (NULL, item);
  story = ed_account_item_story (NULL, item);
  g_assert_cmpstr (status, ==, row->status);
  g_assert_cmpstr (story, ==, row->story);
}

static void
test_rows_tell (void)
{
  static const AccountRow rows[] = {
    { "expert", ED_ACCOUNT_ACTIVE, ED_ABSENT, TODAY, 3, "", "3 open cases · last seen today" },
    { "expert",
      ED_ACCOUNT_ACTIVE,
      ED_ABSENT,
      TODAY - 1,
      1,
      "",
      "1 open case · last seen yesterday" },
    { "expert", ED_ACCOUNT_ACTIVE, ED_ABSENT, ED_ABSENT, ED_ABSENT, "", "has not signed in yet" },
    { "case_manager", ED_ACCOUNT_ACTIVE, ED_ABSENT, TODAY, 0, "", "last seen today" },
    { "expert", ED_ACCOUNT_INVITED, NOW, ED_ABSENT, 0, "Invited", "0 open cases · invited today" },
    { "expert",
      ED_ACCOUNT_INVITED,
      NOW - 14 * DAY_MS + 1,
      ED_ABSENT,
      ED_ABSENT,
      "Invited",
      "invited 2 weeks ago" },
    { "expert",
      ED_ACCOUNT_INVITED,
      NOW - 14 * DAY_MS,
      ED_ABSENT,
      ED_ABSENT,
      "Invitation expired",
      "invited 2 weeks ago" },
    { "expert",
      ED_ACCOUNT_SUSPENDED,
      ED_ABSENT,
      TODAY - 3,
      2,
      "Suspended",
      "2 open cases · last seen 3 days ago" },
  };
  g_autoptr (EdZone) zone = ed_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i], zone);
}

static void
test_initials_are_the_names (void)
{
  static const char *const rows[][2] = { { "Dr. Kovács Anna", "Kovács Anna" },
                                         { "Kiss Mária", "Kiss Mária" },
                                         { "Dr. med. Beer", "Beer" },
                                         { "Dr.", "Dr." } };
  g_autoptr (EdZone) zone = ed_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (EdAccountItem) item = NULL;
      g_autofree char *bare = NULL;

      account->name = g_strdup (rows[i][0]);
      item = ed_account_item_new (account, 0, NOW, zone);
      bare = ed_account_item_bare_name (NULL, item);
      g_assert_cmpstr (bare, ==, rows[i][1]);
    }
}

/* Mails that do not arrive are told of, with the address that they go to. */
static void
test_lost_mails_are_told (void)
{
  static const struct
  {
    gint64 failed_at;
    const char *reply_to, *said;
  } rows[] = {
    { ED_ABSENT, "anna@mail.example", "" },
    { NOW - 3 * G_GINT64_CONSTANT (86400000),
      "anna@mail.example",
      "E-mails to anna@mail.example " },
    { NOW, NULL, "E-mails to anna " },
  };
  g_autoptr (EdZone) zone = ed_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (EdAccountItem) item = NULL;
      g_autofree char *trouble = NULL;

      account->name = g_strdup ("Dr. Kovács Anna");
      account->user = g_strdup ("anna");
      account->reply_to = g_strdup (rows[i].reply_to);
      account->mail_failed_at = rows[i].failed_at;
      item = ed_account_item_new (account, 0, NOW, zone);
      trouble = ed_account_item_trouble (NULL, item);
      g_assert_true (g_str_has_prefix (trouble, rows[i].said));
      g_assert_cmpint (*trouble == '\0', ==, *rows[i].said == '\0');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/coordinator/account-texts/lists-as-typed", test_lists_as_typed);
  g_test_add_func ("/client/coordinator/account-texts/rows-tell", test_rows_tell);
  g_test_add_func ("/client/coordinator/account-texts/initials-are-the-names",
                   test_initials_are_the_names);
  g_test_add_func ("/client/coordinator/account-texts/lost-mails-are-told",
                   test_lost_mails_are_told);
  return g_test_run ();
}
