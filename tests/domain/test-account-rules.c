/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what with whose account. */

#include "domain/account-rules.h"

#define ME "a0000000-0000-4000-8000-000000000001"
#define TARGET "a0000000-0000-4000-8000-000000000002"
#define COMMAND "a0000000-0000-4000-8000-000000000003"
#define AT G_GINT64_CONSTANT (1584605702100)

static EdAccount *
make_account (const char *roles, EdAccountState state)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_strdup (TARGET);
  account->user = g_strdup ("anna@demo.example");
  account->name = g_strdup ("Anna");
  account->roles = g_strsplit (roles, ",", -1);
  account->state = state;
  return account;
}

static EdCommand *
make_command (EdCommandType type)
{
  return ed_command_new (type, COMMAND, TARGET, NULL, AT);
}

/* An edit of one text of ACCOUNT from what it is. */
static EdCommand *
make_edit (const EdAccount *account, const char *name, const char *to)
{
  EdCommand *command = make_command (ED_COMMAND_ACCOUNT_EDIT);
  EdAccount *wish = ed_record_copy (&ed_account_entry_type, account);
  const EdField *field = ed_record_type_find (&ed_account_entry_type, name);

  if (field->kind == ED_FIELD_TEXTS)
    {
      char ***texts = G_STRUCT_MEMBER_P (wish, field->offset);

      g_strfreev (*texts);
      *texts = g_strsplit (to, ",", -1);
    }
  else
    ed_field_set_text (field, wish, to);
  ed_command_edit (command, name, account, wish);
  ed_record_free (&ed_account_entry_type, wish);
  return command;
}

/* Takes COMMAND. */
static void
assert_judged (EdAccount **account,
               EdCommand *command,
               const EdAccountCircumstances *circumstances,
               EdRefusalCode code,
               const char *field)
{
  EdAccount *before = *account != NULL ? ed_record_copy (&ed_account_type, *account) : NULL;
  EdRefusal refusal;
  gboolean applied = ed_account_apply (account, command, circumstances, &refusal);

  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (code));
  g_assert_cmpstr (refusal.field, ==, field);
  g_assert_cmpint (applied, ==, code == ED_REFUSAL_NONE);
  if (!applied && before != NULL)
    g_assert_true (ed_record_equal (&ed_account_type, before, *account));
  g_clear_pointer (&before, ed_account_free);
  ed_command_free (command);
}

/* Rows: who commands; columns: whose account. */
static void
test_roles_manage_roles (void)
{
  static const char *const targets[] = {
    "expert",        "case_manager",        "coordinator",
    "administrator", "expert,case_manager", "expert,coordinator"
  };
  static const struct
  {
    guint roles;
    gboolean may[G_N_ELEMENTS (targets)];
  } rows[] = {
    { 0, { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE } },
    { ED_ROLE_EXPERT, { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE } },
    { ED_ROLE_CASE_MANAGER, { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE } },
    { ED_ROLE_EXPERT | ED_ROLE_CASE_MANAGER, { FALSE, FALSE, FALSE, FALSE, FALSE, FALSE } },
    { ED_ROLE_COORDINATOR, { TRUE, TRUE, FALSE, FALSE, TRUE, FALSE } },
    { ED_ROLE_COORDINATOR | ED_ROLE_EXPERT, { TRUE, TRUE, FALSE, FALSE, TRUE, FALSE } },
    { ED_ROLE_ADMINISTRATOR, { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE } },
    { ED_ROLE_ADMINISTRATOR | ED_ROLE_COORDINATOR, { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE } },
  };
  static const EdAccountState states[] = { ED_ACCOUNT_ACTIVE,
                                           ED_ACCOUNT_SUSPENDED,
                                           ED_ACCOUNT_ACTIVE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (targets); j++)
      for (guint k = 0; k < 3; k++)
        {
          EdAccountCircumstances circumstances = {
            .account_id = ME,
            .roles = rows[i].roles,
            .at = AT,
            .other_administrators = 1,
          };
          g_autoptr (EdAccount) account = make_account (targets[j], states[k]);
          EdCommand *commands[] = { make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                                    make_command (ED_COMMAND_ACCOUNT_RESUME),
                                    make_edit (account, "name", "Anna Kiss") };

          assert_judged (&account,
                         commands[k],
                         &circumstances,
                         rows[i].may[j] ? ED_REFUSAL_NONE : ED_REFUSAL_FORBIDDEN,
                         NULL);
          for (guint rest = 0; rest < 3; rest++)
            if (rest != k)
              ed_command_free (commands[rest]);
        }
}

static void
test_nobody_rises_by_a_coordinator (void)
{
  static const struct
  {
    const char *roles;
    EdRefusalCode code;
    const char *field;
  } rows[] = { { "expert,case_manager", ED_REFUSAL_NONE, NULL },
               { "expert,coordinator", ED_REFUSAL_FORBIDDEN, NULL },
               { "administrator", ED_REFUSAL_FORBIDDEN, NULL },
               { "expert,king", ED_REFUSAL_INVALID, "roles" } };
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_ACTIVE);

      assert_judged (&account,
                     make_edit (account, "roles", rows[i].roles),
                     &circumstances,
                     rows[i].code,
                     rows[i].field);
    }
}

static void
test_own_matters (void)
{
  static const struct
  {
    const char *name, *to;
    EdRefusalCode code;
  } rows[] = { { "reply_to", "anna@kiss.example", ED_REFUSAL_NONE },
               { "language", "hu", ED_REFUSAL_NONE },
               { "name", "Queen", ED_REFUSAL_FORBIDDEN },
               { "user", "queen@demo.example", ED_REFUSAL_FORBIDDEN },
               { "case_types", "legal", ED_REFUSAL_FORBIDDEN },
               { "roles", "expert,administrator", ED_REFUSAL_FORBIDDEN } };
  EdAccountCircumstances circumstances = { .account_id = TARGET, .roles = ED_ROLE_EXPERT };
  g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_ACTIVE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_judged (&account,
                   make_edit (account, rows[i].name, rows[i].to),
                   &circumstances,
                   rows[i].code,
                   NULL);
  g_assert_cmpstr (account->reply_to, ==, "anna@kiss.example");
  g_assert_cmpstr (account->language, ==, "hu");
  assert_judged (&account,
                 make_command (ED_COMMAND_ACCOUNT_RESUME),
                 &circumstances,
                 ED_REFUSAL_FORBIDDEN,
                 NULL);
}

static void
test_entries_are_checked (void)
{
  static const struct
  {
    const char *name, *to, *field;
  } rows[] = { { "reply_to", "nobody", "reply_to" },
               { "reply_to", "a@b@c.example", "reply_to" },
               { "reply_to", "a b@c.example", "reply_to" },
               { "reply_to", "a@c.example, d@c.example", "reply_to" },
               { "reply_to", "a@example", "reply_to" },
               { "reply_to", "@demo.example", "reply_to" },
               { "case_types", "legal,dental", "case_types" },
               { "name", NULL, "name" },
               { "user", NULL, "user" } };
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_ACTIVE);

      assert_judged (&account,
                     make_edit (account, rows[i].name, rows[i].to),
                     &circumstances,
                     ED_REFUSAL_INVALID,
                     rows[i].field);
    }
}

static void
test_user_name_stays_once_used (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_ADMINISTRATOR };
  static const struct
  {
    EdAccountState state;
    gint64 confirmed_at;
    EdRefusalCode code;
  } rows[] = { { ED_ACCOUNT_INVITED, ED_ABSENT, ED_REFUSAL_NONE },
               { ED_ACCOUNT_ACTIVE, ED_ABSENT, ED_REFUSAL_USER_FIXED },
               { ED_ACCOUNT_ACTIVE, AT, ED_REFUSAL_USER_FIXED },
               { ED_ACCOUNT_SUSPENDED, AT, ED_REFUSAL_USER_FIXED },
               { ED_ACCOUNT_SUSPENDED, ED_ABSENT, ED_REFUSAL_NONE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = make_account ("expert", rows[i].state);

      account->confirmed_at = rows[i].confirmed_at;
      assert_judged (&account,
                     make_edit (account, "user", "bea@demo.example"),
                     &circumstances,
                     rows[i].code,
                     rows[i].code == ED_REFUSAL_NONE ? NULL : "user");
    }
}

static void
test_user_name_is_taken_once (void)
{
  EdAccountCircumstances circumstances = {
    .account_id = ME,
    .roles = ED_ROLE_COORDINATOR,
    .user_taken = TRUE,
  };
  g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_INVITED);

  assert_judged (&account,
                 make_edit (account, "user", "bea@demo.example"),
                 &circumstances,
                 ED_REFUSAL_USER_TAKEN,
                 "user");
}

static void
test_edit_meets_another (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_ACTIVE);
  EdCommand *late = make_edit (account, "name", "Anna Nagy");

  assert_judged (&account,
                 make_edit (account, "name", "Anna Kiss"),
                 &circumstances,
                 ED_REFUSAL_NONE,
                 NULL);
  assert_judged (&account, late, &circumstances, ED_REFUSAL_CONFLICT, "name");
}

/* Of another address nothing is known yet; another name changes nothing about the old one. */
static void
test_other_address_is_tried_anew (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  g_autoptr (EdAccount) account = make_account ("expert", ED_ACCOUNT_ACTIVE);

  account->mail_failed_at = AT;
  assert_judged (&account,
                 make_edit (account, "name", "Anna Kiss"),
                 &circumstances,
                 ED_REFUSAL_NONE,
                 NULL);
  g_assert_cmpint (account->mail_failed_at, ==, AT);
  assert_judged (&account,
                 make_edit (account, "reply_to", "kiss@demo.example"),
                 &circumstances,
                 ED_REFUSAL_NONE,
                 NULL);
  g_assert_cmpint (account->mail_failed_at, ==, ED_ABSENT);
}

static void
test_suspending_and_resuming (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  static const EdAccountState states[] = { ED_ACCOUNT_INVITED, ED_ACCOUNT_ACTIVE };

  circumstances.at = AT;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (EdAccount) account = make_account ("expert", states[i]);

      assert_judged (&account,
                     make_command (ED_COMMAND_ACCOUNT_RESUME),
                     &circumstances,
                     ED_REFUSAL_WRONG_STATE,
                     NULL);
      assert_judged (&account,
                     make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                     &circumstances,
                     ED_REFUSAL_NONE,
                     NULL);
      g_assert_cmpint (account->state, ==, ED_ACCOUNT_SUSPENDED);
      assert_judged (&account,
                     make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                     &circumstances,
                     ED_REFUSAL_WRONG_STATE,
                     NULL);
      assert_judged (&account,
                     make_command (ED_COMMAND_ACCOUNT_RESUME),
                     &circumstances,
                     ED_REFUSAL_NONE,
                     NULL);
      g_assert_cmpint (account->state, ==, states[i]);
    }
}

static void
test_second_factor_is_taken_away (void)
{
  EdAccountCircumstances boss = { .account_id = ME, .roles = ED_ROLE_ADMINISTRATOR };
  EdAccountCircumstances coordinator = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  EdAccountCircumstances own = { .account_id = TARGET, .roles = ED_ROLE_ADMINISTRATOR };
  EdAccountCircumstances expert = { .account_id = TARGET, .roles = ED_ROLE_EXPERT };
  static const EdAccountState states[] = { ED_ACCOUNT_INVITED,
                                           ED_ACCOUNT_ACTIVE,
                                           ED_ACCOUNT_SUSPENDED };
  const struct
  {
    const char *roles;
    const EdAccountCircumstances *by;
    gint64 since;
    EdRefusalCode code;
  } rows[] = {
    { "expert", &coordinator, AT, ED_REFUSAL_NONE },
    { "expert", &boss, AT, ED_REFUSAL_NONE },
    { "coordinator", &boss, AT, ED_REFUSAL_NONE },
    { "coordinator", &coordinator, AT, ED_REFUSAL_FORBIDDEN },
    { "administrator", &own, AT, ED_REFUSAL_OWN_ACCOUNT },
    { "expert", &expert, AT, ED_REFUSAL_FORBIDDEN },
    { "expert", &coordinator, ED_ABSENT, ED_REFUSAL_WRONG_STATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (states); j++)
      {
        g_autoptr (EdAccount) account = make_account (rows[i].roles, states[j]);

        g_test_message ("row %u, state %u", i, j);
        account->totp_since = rows[i].since;
        assert_judged (&account,
                       make_command (ED_COMMAND_ACCOUNT_RESET_TOTP),
                       rows[i].by,
                       rows[i].code,
                       NULL);
        if (rows[i].code == ED_REFUSAL_NONE)
          g_assert_cmpint (account->totp_since, ==, ED_ABSENT);
      }
}

static void
test_somebody_stays (void)
{
  EdAccountCircumstances own = { .account_id = TARGET,
                                 .roles = ED_ROLE_ADMINISTRATOR,
                                 .other_administrators = 1 };
  EdAccountCircumstances last = { .account_id = ME, .roles = ED_ROLE_ADMINISTRATOR };
  g_autoptr (EdAccount) account = make_account ("administrator", ED_ACCOUNT_ACTIVE);

  assert_judged (&account,
                 make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                 &own,
                 ED_REFUSAL_OWN_ACCOUNT,
                 NULL);
  assert_judged (&account,
                 make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                 &last,
                 ED_REFUSAL_LAST_ADMINISTRATOR,
                 NULL);
  assert_judged (&account,
                 make_edit (account, "roles", "coordinator"),
                 &last,
                 ED_REFUSAL_LAST_ADMINISTRATOR,
                 NULL);
  assert_judged (&account,
                 make_edit (account, "roles", "coordinator"),
                 &own,
                 ED_REFUSAL_NONE,
                 NULL);
}

static void
test_target_must_be_there (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  EdAccount *nobody = NULL;
  g_autoptr (EdAccount) other = make_account ("expert", ED_ACCOUNT_ACTIVE);

  assert_judged (&nobody,
                 make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                 &circumstances,
                 ED_REFUSAL_NOT_FOUND,
                 NULL);
  g_free (other->id);
  other->id = g_strdup (ME);
  assert_judged (&other,
                 make_command (ED_COMMAND_ACCOUNT_SUSPEND),
                 &circumstances,
                 ED_REFUSAL_NOT_FOUND,
                 NULL);
}

static EdCommand *
make_create (const char *roles, const char *user, const char *reply_to)
{
  EdCommand *command = make_command (ED_COMMAND_ACCOUNT_CREATE);
  EdAccount *entries = command->args;

  entries->user = g_strdup (user);
  entries->name = g_strdup ("Éva");
  entries->roles = g_strsplit (roles, ",", -1);
  entries->reply_to = g_strdup (reply_to);
  return command;
}

static void
test_creating (void)
{
  static const struct
  {
    guint by;
    const char *roles, *user, *reply_to;
    EdRefusalCode code;
    const char *field;
  } rows[] = {
    { ED_ROLE_COORDINATOR, "expert", "e@x.example", NULL, ED_REFUSAL_NONE },
    { ED_ROLE_COORDINATOR, "expert", "eva", "e@x.example", ED_REFUSAL_NONE },
    { ED_ROLE_COORDINATOR, "case_manager", "e@x.example", NULL, ED_REFUSAL_NONE },
    { ED_ROLE_COORDINATOR, "coordinator", "e@x.example", NULL, ED_REFUSAL_FORBIDDEN },
    { ED_ROLE_COORDINATOR, "administrator", "e@x.example", NULL, ED_REFUSAL_FORBIDDEN },
    { ED_ROLE_ADMINISTRATOR, "coordinator", "e@x.example", NULL, ED_REFUSAL_NONE },
    { ED_ROLE_EXPERT, "expert", "e@x.example", NULL, ED_REFUSAL_FORBIDDEN },
    { ED_ROLE_COORDINATOR, "expert", "eva", NULL, ED_REFUSAL_INVALID, "reply_to" },
    { ED_ROLE_COORDINATOR, "expert", NULL, "e@x.example", ED_REFUSAL_INVALID, "user" },
    { ED_ROLE_COORDINATOR, "friend", "e@x.example", NULL, ED_REFUSAL_INVALID, "roles" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdAccountCircumstances circumstances = { .account_id = ME, .roles = rows[i].by, .at = AT };
      g_autoptr (EdAccount) account = NULL;

      assert_judged (&account,
                     make_create (rows[i].roles, rows[i].user, rows[i].reply_to),
                     &circumstances,
                     rows[i].code,
                     rows[i].field);
      g_assert_cmpint (account != NULL, ==, rows[i].code == ED_REFUSAL_NONE);
      if (account == NULL)
        continue;
      g_assert_cmpstr (account->id, ==, TARGET);
      g_assert_cmpint (account->state, ==, ED_ACCOUNT_INVITED);
      g_assert_cmpint (account->invited_at, ==, AT);
      assert_judged (&account,
                     make_create ("expert", "e@x.example", NULL),
                     &circumstances,
                     ED_REFUSAL_WRONG_STATE,
                     NULL);
    }
}

static void
test_inviting_again (void)
{
  EdAccountCircumstances circumstances = { .account_id = ME, .roles = ED_ROLE_COORDINATOR };
  static const struct
  {
    EdAccountState state;
    EdRefusalCode code;
  } rows[] = { { ED_ACCOUNT_INVITED, ED_REFUSAL_NONE },
               { ED_ACCOUNT_ACTIVE, ED_REFUSAL_NONE },
               { ED_ACCOUNT_SUSPENDED, ED_REFUSAL_WRONG_STATE } };

  circumstances.at = AT;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = make_account ("expert", rows[i].state);

      assert_judged (&account,
                     make_command (ED_COMMAND_ACCOUNT_INVITE),
                     &circumstances,
                     rows[i].code,
                     NULL);
      g_assert_cmpint (account->state, ==, rows[i].state);
    }
}

static void
test_entries_are_part_of_account (void)
{
  for (guint i = 0; i < ed_account_entry_type.n_fields; i++)
    {
      const EdField *field = &ed_account_entry_type.fields[i];
      const EdField *same = ed_record_type_find (&ed_account_type, field->name);

      g_assert_nonnull (same);
      g_assert_cmpint (same->kind, ==, field->kind);
      g_assert_cmpuint (same->offset, ==, field->offset);
    }
}

static void
test_address (void)
{
  static const struct
  {
    const char *user, *reply_to, *address;
  } rows[] = { { "anna", NULL, NULL },
               { "anna@demo.example", NULL, "anna@demo.example" },
               { "anna", "a@b.example", "a@b.example" },
               { "anna@demo.example", "a@b.example", "a@b.example" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdAccount account = { .user = (char *) rows[i].user, .reply_to = (char *) rows[i].reply_to };

      g_assert_cmpstr (ed_account_address (&account), ==, rows[i].address);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add_func ("/domain/account-rules/" path, function)
  ADD ("roles-manage-roles", test_roles_manage_roles);
  ADD ("nobody-rises-by-a-coordinator", test_nobody_rises_by_a_coordinator);
  ADD ("own-matters", test_own_matters);
  ADD ("entries-are-checked", test_entries_are_checked);
  ADD ("user-name-stays-once-used", test_user_name_stays_once_used);
  ADD ("user-name-is-taken-once", test_user_name_is_taken_once);
  ADD ("edit-meets-another", test_edit_meets_another);
  ADD ("other-address-is-tried-anew", test_other_address_is_tried_anew);
  ADD ("suspending-and-resuming", test_suspending_and_resuming);
  ADD ("somebody-stays", test_somebody_stays);
  ADD ("second-factor-is-taken-away", test_second_factor_is_taken_away);
  ADD ("target-must-be-there", test_target_must_be_there);
  ADD ("creating", test_creating);
  ADD ("inviting-again", test_inviting_again);
  ADD ("entries-are-part-of-account", test_entries_are_part_of_account);
  ADD ("address", test_address);
  return g_test_run ();
}
