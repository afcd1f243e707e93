/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an administrator should see to. */

#include "domain/concern.h"

#define NOW "2024-05-01T10:00:00Z"

typedef struct
{
  const char *roles;
  EdAccountState state;
  const char *invited_at, *mail_failed_at, *seen_on;
  gboolean has_totp;
} Row;

static gint64
read_instant (const char *text)
{
  return text != NULL ? ed_instant_from_text (text) : ED_ABSENT;
}

static EdAccount *
make_account (const Row *row)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->name = g_strdup (row->roles);
  account->roles = g_strsplit (row->roles, ",", -1);
  account->state = row->state;
  account->invited_at = read_instant (row->invited_at);
  account->mail_failed_at = read_instant (row->mail_failed_at);
  account->seen_on = row->seen_on != NULL ? ed_date_from_text (row->seen_on) : ED_ABSENT;
  account->totp_since = row->has_totp ? 0 : ED_ABSENT;
  return account;
}

/* The kinds of concern that ROW is one of, beside two administrators who are none. */
static guint
judge (const Row *row, gboolean is_alone)
{
  static const Row other = { "administrator", ED_ACCOUNT_ACTIVE, NULL, NULL, "2024-05-01", TRUE };
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  g_autoptr (GArray) concerns = NULL;
  guint kinds = 0;

  g_ptr_array_add (accounts, make_account (row));
  for (guint i = 0; i < 2 && !is_alone; i++)
    g_ptr_array_add (accounts, make_account (&other));
  concerns = ed_concerns_list (accounts, ed_instant_from_text (NOW), zone);
  for (guint i = 0; i < concerns->len; i++)
    {
      const EdConcern *concern = &g_array_index (concerns, EdConcern, i);

      g_assert_true (concern->account == accounts->pdata[0]);
      kinds |= 1u << concern->kind;
    }
  return kinds;
}

#define ACTIVE ED_ACCOUNT_ACTIVE
#define ONE(kind) (1u << ED_CONCERN_##kind)

static void
test_concerns (void)
{
  static const struct
  {
    Row row;
    gboolean is_alone;
    guint expected;
  } rows[] = {
    { { "expert", ACTIVE, NULL, NULL, "2024-04-30", FALSE }, FALSE, 0 },
    { { "expert", ACTIVE, NULL, NULL, "2023-11-03", FALSE }, FALSE, 0 },
    { { "expert", ACTIVE, NULL, NULL, "2023-11-02", FALSE }, FALSE, ONE (IDLE) },
    { { "expert", ED_ACCOUNT_SUSPENDED, NULL, NOW, "2020-01-01", FALSE }, FALSE, 0 },
    { { "expert", ACTIVE, NULL, "2024-04-30T10:00:00Z", "2024-04-30", FALSE }, FALSE, ONE (MAIL) },
    { { "expert", ED_ACCOUNT_INVITED, "2024-04-17T10:00:00Z", NULL, NULL, FALSE }, FALSE, 0 },
    { { "expert", ED_ACCOUNT_INVITED, "2024-04-17T09:59:00Z", NULL, NULL, FALSE },
      FALSE,
      ONE (INVITATION) },
    { { "coordinator", ACTIVE, NULL, NULL, "2024-04-30", FALSE }, FALSE, ONE (TOTP) },
    { { "coordinator", ACTIVE, NULL, NULL, "2024-04-30", TRUE }, FALSE, 0 },
    { { "case_manager", ACTIVE, NULL, NULL, "2024-04-30", FALSE }, FALSE, 0 },
    { { "administrator", ACTIVE, NULL, NULL, "2024-04-30", TRUE }, FALSE, 0 },
    { { "administrator", ACTIVE, NULL, NULL, "2024-04-30", TRUE }, TRUE, ONE (ALONE) },
    { { "coordinator,administrator", ACTIVE, NULL, NOW, "2023-01-01", FALSE },
      TRUE,
      ONE (ALONE) | ONE (MAIL) | ONE (TOTP) | ONE (IDLE) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpuint (judge (&rows[i].row, rows[i].is_alone), ==, rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/concern/concerns", test_concerns);
  return g_test_run ();
}
