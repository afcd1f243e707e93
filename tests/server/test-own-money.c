/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who coordinates and is an expert does not decide on what they are paid: another coordinator
 * does, or an administrator. */

#include <string.h>

#include "house.h"
#include "server/api-state.h"

typedef struct
{
  House house;
  Person *both; /* coordinator and expert */
  Person *boss; /* coordinator, expert and administrator */
  char *case_id;
} Story;

static void
set_up (Story *self, gconstpointer unused)
{
  house_set_up (&self->house, NULL);
  self->both = office_add (self->house.office, "both", "coordinator,expert");
  self->boss = office_add (self->house.office, "boss", "coordinator,expert,administrator");
  person_sign_in (self->both);
  person_sign_in (self->boss);
  self->case_id = person_create_case (self->house.coordinator, "legal");
}

static void
tear_down (Story *self, gconstpointer unused)
{
  g_free (self->case_id);
  house_tear_down (&self->house, NULL);
}

#define assert_push(person, type, target, args, expected)                               \
  G_STMT_START                                                                          \
  {                                                                                     \
    g_autofree char *outcome_ = person_push (person, NULL, type, target, NULL, (args)); \
    g_assert_cmpstr (outcome_, ==, expected);                                           \
  }                                                                                     \
  G_STMT_END

static void
agree_fee (Story *self, Person *expert)
{
  const char *args = "{\"type\":\"legal\",\"amount\":100}";

  assert_push (self->boss, "fee.set", expert->account, args, "applied");
}

/* A contact and a session of today. */
static void
hold_session (Story *self, Person *expert, const char *assignment)
{
  g_autofree char *id = office_make_id (self->house.office);
  g_autofree char *date = ed_date_to_text (ed_clock_now (&self->house.office->clock.parent)
                                           / G_GINT64_CONSTANT (86400000));
  g_autofree char *session = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\"}", id, date);

  person_must (expert, NULL, "case.contact", self->case_id, assignment, NULL);
  person_must (expert, NULL, "session.add", self->case_id, assignment, session);
}

/* The args that name the closing. */
static char *
close_case (Story *self, Person *expert, const char *assignment)
{
  g_autofree char *closing = office_make_id (self->house.office);
  g_autofree char *args =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);

  person_must (expert, NULL, "satisfaction.score", self->case_id, assignment, "{\"score\":8}");
  person_must (expert, closing, "case.close", self->case_id, assignment, args);
  return g_strdup_printf ("{\"closing\":\"%s\"}", closing);
}

/* The case, handled by EXPERT and closed. */
static char *
handle (Story *self, Person *expert)
{
  g_autofree char *assignment = person_assign (self->house.coordinator, self->case_id, expert);

  hold_session (self, expert, assignment);
  return close_case (self, expert, assignment);
}

static char *
find_statement (Story *self, gint64 *rev)
{
  g_autoptr (EdStatement) row =
      ed_db_query (self->house.office->api->writer,
                   NULL,
                   "SELECT document.id, document.body FROM statement"
                   " JOIN document ON document.id = statement.id AND document.type = 'statement'",
                   "");
  const char *at;

  g_assert_true (ed_statement_step (row, NULL));
  at = strstr (ed_statement_text (row, 1), "\"statement_rev\":");
  g_assert_nonnull (at);
  *rev = g_ascii_strtoll (at + strlen ("\"statement_rev\":"), NULL, 10);
  return g_strdup (ed_statement_text (row, 0));
}

/* TYPE is done to the one statement that there is, as it is now. */
static void
assert_step (Story *self, Person *person, const char *type, const char *expected)
{
  gint64 rev;
  g_autofree char *id = find_statement (self, &rev);
  g_autofree char *line = office_make_id (self->house.office);
  g_autofree char *args = NULL;

  if (strcmp (type, "statement.correct") == 0)
    args = g_strdup_printf ("{\"id\":\"%s\",\"amount\":-10,\"note\":\"Twice\"}", line);
  else if (strcmp (type, "statement.accept_for") == 0)
    args = g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT ",\"note\":\"Said so\"}", rev);
  else
    args = g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT "}", rev);
  assert_push (person, type, id, args, expected);
}

static void
test_another_coordinator_decides (Story *self, gconstpointer unused)
{
  Person *other = self->house.coordinator;
  g_autofree char *closing = NULL;

  agree_fee (self, self->both);
  closing = handle (self, self->both);
  assert_push (self->both, "case.approve", self->case_id, closing, "own_money");
  assert_push (other, "case.approve", self->case_id, closing, "applied");
  assert_step (self, self->both, "statement.correct", "own_money");
  assert_step (self, other, "statement.correct", "applied");
  assert_step (self, self->both, "statement.send", "applied");
  assert_step (self, self->both, "statement.accept_for", "own_money");
  /* As its expert they answer like any other. */
  assert_step (self, self->both, "statement.accept", "applied");
  assert_step (self, self->both, "statement.pay", "own_money");
  assert_step (self, other, "statement.pay", "applied");
  /* What was refused has left its trace, and nothing else. */
  g_assert_cmpint (
      house_count (&self->house, "SELECT count(*) FROM audit WHERE code = 'own_money'"),
      ==,
      4);
}

/* What is not theirs they decide on like any coordinator. */
static void
test_others_money_is_no_matter (Story *self, gconstpointer unused)
{
  g_autofree char *closing = NULL;

  agree_fee (self, self->house.expert);
  closing = handle (self, self->house.expert);
  assert_push (self->both, "case.approve", self->case_id, closing, "applied");
  assert_step (self, self->both, "statement.correct", "applied");
  assert_step (self, self->both, "statement.send", "applied");
  assert_step (self, self->both, "statement.accept_for", "applied");
  assert_step (self, self->both, "statement.pay", "applied");
}

/* One coordinator alone is not stuck for ever. */
static void
test_administrator_may (Story *self, gconstpointer unused)
{
  g_autofree char *closing = NULL;

  agree_fee (self, self->boss);
  closing = handle (self, self->boss);
  assert_push (self->boss, "case.approve", self->case_id, closing, "applied");
  assert_step (self, self->boss, "statement.correct", "applied");
  assert_step (self, self->boss, "statement.send", "applied");
  assert_step (self, self->boss, "statement.accept_for", "applied");
  assert_step (self, self->boss, "statement.pay", "applied");
}

/* A session that they held before the case went to another is paid to them as well. */
static void
test_former_sessions_count (Story *self, gconstpointer with_session)
{
  g_autofree char *former = person_assign (self->house.coordinator, self->case_id, self->both);
  g_autofree char *closing = NULL;

  if (with_session != NULL)
    hold_session (self, self->both, former);
  closing = handle (self, self->house.expert);
  assert_push (self->both,
               "case.approve",
               self->case_id,
               closing,
               with_session != NULL ? "own_money" : "applied");
}

#define TEST(name, data, function) \
  g_test_add ("/server/own-money/" name, Story, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("another-coordinator-decides", NULL, test_another_coordinator_decides);
  TEST ("others-money-is-no-matter", NULL, test_others_money_is_no_matter);
  TEST ("administrator-may", NULL, test_administrator_may);
  TEST ("former-sessions-count", "1", test_former_sessions_count);
  TEST ("former-assignment-without-session", NULL, test_former_sessions_count);
  return g_test_run ();
}
