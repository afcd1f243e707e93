/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit log: sealed, verified, searched, and by whom. */

#include "house.h"
#include "server/api-state.h"
#include "server/audit-chain.h"
#include "wire/record-json.h"

static EdDb *
db_of (House *house)
{
  return house->office->api->writer;
}

static void
must_exec (House *house, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ed_db_exec (db_of (house), sql, &error);
  g_assert_no_error (error);
}

/* As the server does a second after something was written; answers whether more is left. */
static gboolean
seal (House *house)
{
  EdApiJob *job = ed_api_make_seal (house->office->api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (house->office->api, &job, 1, &response, NULL);
  g_assert_true (response.status == 204 || response.status == ED_API_SEAL_MORE);
  return response.status == ED_API_SEAL_MORE;
}

static EdAuditProof *
verify_noted (House *house, gint64 n, const char *hash)
{
  g_autoptr (GError) error = NULL;
  EdAuditProof *proof = ed_audit_verify (db_of (house), n, hash, &error);

  g_assert_no_error (error);
  return proof;
}

static EdAuditProof *
verify (House *house)
{
  return verify_noted (house, 0, NULL);
}

/* Four seals over what set_up and some commands wrote. */
static void
write_and_seal (House *house)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = person_create_case (house->coordinator, "legal");

      person_must (house->coordinator, NULL, "case.edit", id, NULL, "{\"city\":{\"to\":\"Eger\"}}");
      g_assert_false (seal (house));
    }
}

static void
test_seals_cover_all (House *house, gconstpointer unused)
{
  g_autoptr (EdAuditProof) before = verify (house);
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (EdAuditProof) later = NULL;

  g_assert_cmpint (before->seals, ==, 0);
  g_assert_null (before->head);
  g_assert_cmpint (before->unsealed, ==, house_count (house, "SELECT COUNT(*) FROM audit"));
  write_and_seal (house);
  g_assert_false (seal (house)); /* nothing new: no seal for it */
  proof = verify (house);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
  g_assert_cmpint (proof->seals, ==, 4);
  g_assert_cmpint (proof->rows, ==, house_count (house, "SELECT COUNT(*) FROM audit"));
  g_assert_cmpint (proof->unsealed, ==, 0);
  g_assert_cmpint (proof->unsealed_since, ==, ED_ABSENT);
  g_free (person_create_case (house->coordinator, "legal"));
  later = verify (house);
  g_assert_cmpint (later->unsealed, ==, 1);
  g_assert_cmpint (later->unsealed_since, ==, ed_clock_now (&house->office->clock.parent));
  g_assert_cmpstr (later->head, ==, proof->head);
}

/* A long log that was never sealed is, some at a time. */
static void
test_seals_come_in_parts (House *house, gconstpointer unused)
{
  g_autoptr (EdAuditProof) proof = NULL;

  must_exec (house,
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
             " INSERT INTO audit (at, what) SELECT '2020-03-18T19:44:00.000Z', 'sign_in' FROM n");
  g_assert_true (seal (house));
  g_assert_true (seal (house));
  g_assert_false (seal (house));
  proof = verify (house);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
  g_assert_cmpint (proof->seals, ==, 3);
  g_assert_cmpint (proof->unsealed, ==, 0);
}

/* --- kept long enough ------------------------------------------------------------------------- */

static void
drop (House *house, gint64 before)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_db_begin (db_of (house), TRUE, &error));
  ed_audit_drop (db_of (house), ed_clock_now (&house->office->clock.parent), before, &error);
  g_assert_no_error (error);
  ed_db_commit (db_of (house), &error);
  g_assert_no_error (error);
}

/* From the front on, whole seals; what is left is verified from there. */
static void
test_old_goes_from_the_front (House *house, gconstpointer unused)
{
  gint64 now = ed_clock_now (&house->office->clock.parent);
  g_autoptr (EdAuditProof) before = NULL;
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (EdAuditProof) later = NULL;
  g_autoptr (EdAuditProof) good = NULL;
  g_autoptr (EdAuditProof) wrong = NULL;

  write_and_seal (house);
  before = verify (house);
  drop (house, now - 1000);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit_anchor"), ==, 0);
  drop (house, now + 3600000);
  proof = verify (house);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
  g_assert_cmpint (proof->gone, ==, 3);
  g_assert_cmpint (proof->gone_at, >=, now);
  g_assert_cmpint (proof->seals, ==, 4);
  g_assert_cmpstr (proof->head, ==, before->head);
  g_assert_cmpint (proof->rows, <, before->rows);
  g_assert_cmpint (proof->unsealed, ==, 1);
  /* It goes on as before. */
  g_assert_false (seal (house));
  later = verify (house);
  g_assert_cmpint (later->fault, ==, ED_ABSENT);
  g_assert_cmpint (later->seals, ==, 5);
  drop (house, now + 3600000);
  good = verify_noted (house, 4, before->head);
  g_assert_cmpint (good->fault, ==, ED_ABSENT);
  g_assert_cmpint (good->gone, ==, 4);
  wrong = verify_noted (house, 4, later->head);
  g_assert_cmpint (wrong->fault, ==, ED_AUDIT_SEAL_UNKNOWN);
}

/* Who takes out the front of a log, and says that it was old, has to say so in the log. */
static void
test_false_age_is_found (House *house, gconstpointer unused)
{
  g_autoptr (EdAuditProof) missing = NULL;
  g_autoptr (EdAuditProof) forged = NULL;

  write_and_seal (house);
  must_exec (house,
             "INSERT INTO audit_anchor (name, n, at, hash)"
             " SELECT 'last', n, at, hash FROM audit_seal WHERE n = 2");
  must_exec (house, "DELETE FROM audit WHERE seal <= 2");
  must_exec (house, "DELETE FROM audit_seal WHERE n <= 2");
  forged = verify (house);
  g_assert_cmpint (forged->fault, ==, ED_AUDIT_SEAL_CHANGED);
  must_exec (house, "DELETE FROM audit_anchor");
  missing = verify (house);
  g_assert_cmpint (missing->fault, ==, ED_AUDIT_SEAL_MISSING);
}

/* What is done to a log, and what verifying says to it. ROW names the row by SQL. */
typedef struct
{
  const char *name, *sql, *row;
  gint64 fault, seal;
} Damage;

static const Damage damages[] = {
  { "byte",
    "UPDATE audit SET target = 'x' || SUBSTR(target, 2)"
    " WHERE id = (SELECT first_row FROM audit_seal WHERE n = 3)",
    "SELECT first_row FROM audit_seal WHERE n = 3",
    ED_AUDIT_ROW_CHANGED,
    3 },
  { "to-null",
    "UPDATE audit SET code = NULL WHERE id = (SELECT last_row FROM audit_seal WHERE n = 2)",
    "SELECT last_row FROM audit_seal WHERE n = 2",
    ED_AUDIT_ROW_CHANGED,
    2 },
  { "moved-text",
    "UPDATE audit SET what = what || SUBSTR(target, 1, 1), target = SUBSTR(target, 2)"
    " WHERE id = (SELECT last_row FROM audit_seal WHERE n = 2)",
    "SELECT last_row FROM audit_seal WHERE n = 2",
    ED_AUDIT_ROW_CHANGED,
    2 },
  { "delete",
    "DELETE FROM audit WHERE id = (SELECT last_row FROM audit_seal WHERE n = 2)",
    "SELECT last_row FROM audit_seal WHERE n = 2",
    ED_AUDIT_ROW_MISSING,
    2 },
  { "delete-first",
    "DELETE FROM audit WHERE id = (SELECT first_row FROM audit_seal WHERE n = 2)",
    "SELECT first_row FROM audit_seal WHERE n = 2",
    ED_AUDIT_ROW_MISSING,
    2 },
  { "swap",
    "UPDATE audit SET id = -1 WHERE id = (SELECT first_row FROM audit_seal WHERE n = 3);"
    "UPDATE audit SET id = (SELECT first_row FROM audit_seal WHERE n = 3)"
    " WHERE id = (SELECT last_row FROM audit_seal WHERE n = 3);"
    "UPDATE audit SET id = (SELECT last_row FROM audit_seal WHERE n = 3) WHERE id = -1",
    "SELECT first_row FROM audit_seal WHERE n = 3",
    ED_AUDIT_ROW_CHANGED,
    3 },
  { "swap-seals",
    "UPDATE audit SET seal = 7 - seal WHERE seal IN (3, 4)",
    "SELECT first_row FROM audit_seal WHERE n = 3",
    ED_AUDIT_ROW_MISSING,
    3 },
  { "put-in",
    "INSERT INTO audit (at, what, seal) VALUES ('2020-03-18T19:44:00.000Z', 'sign_in', 2)",
    "SELECT MAX(id) FROM audit",
    ED_AUDIT_ROW_ADDED,
    2 },
  { "unseal",
    "UPDATE audit SET seal = NULL WHERE id = (SELECT first_row FROM audit_seal WHERE n = 4)",
    "SELECT first_row FROM audit_seal WHERE n = 4",
    ED_AUDIT_ROW_MISSING,
    4 },
  { "leaves",
    "UPDATE audit_seal SET leaves = (SELECT leaves FROM audit_seal WHERE n = 1) WHERE n = 2",
    NULL,
    ED_AUDIT_SEAL_CHANGED,
    2 },
  { "time", "UPDATE audit_seal SET at = at || ' ' WHERE n = 2", NULL, ED_AUDIT_SEAL_CHANGED, 2 },
  { "seal-gone", "DELETE FROM audit_seal WHERE n = 2", NULL, ED_AUDIT_SEAL_MISSING, 2 },
  { "last-seal-gone",
    "DELETE FROM audit_seal WHERE n = 4",
    "SELECT MIN(id) FROM audit WHERE seal = 4",
    ED_AUDIT_SEAL_MISSING,
    4 },
};

static void
test_damage_is_named (House *house, gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (EdAuditProof) proof = NULL;
  gint64 row;

  write_and_seal (house);
  must_exec (house, damage->sql);
  row = damage->row != NULL ? house_count (house, damage->row) : ED_ABSENT;
  proof = verify (house);
  g_assert_cmpint (proof->fault, ==, damage->fault);
  g_assert_cmpint (proof->fault_seal, ==, damage->seal);
  g_assert_cmpint (proof->fault_row, ==, row);
  g_assert_cmpint (proof->seals, ==, damage->seal - 1);
}

/* All rows and seals changed and made anew fit together, but not with what was noted elsewhere. */
static void
test_noted_seal_finds_forgery (House *house, gconstpointer unused)
{
  g_autoptr (EdAuditProof) noted = NULL;
  g_autoptr (EdAuditProof) good = NULL;
  g_autoptr (EdAuditProof) forged = NULL;
  g_autoptr (EdAuditProof) found = NULL;
  g_autoptr (EdAuditProof) cut = NULL;

  write_and_seal (house);
  noted = verify (house);
  g_free (person_create_case (house->coordinator, "legal"));
  seal (house);
  good = verify_noted (house, noted->seals, noted->head);
  g_assert_cmpint (good->fault, ==, ED_ABSENT);
  must_exec (house,
             "DELETE FROM audit WHERE id = (SELECT last_row FROM audit_seal WHERE n = 2);"
             "DELETE FROM audit_seal; UPDATE audit SET seal = NULL");
  seal (house);
  forged = verify (house);
  g_assert_cmpint (forged->fault, ==, ED_ABSENT);
  cut = verify_noted (house, noted->seals, noted->head);
  g_assert_cmpint (cut->fault, ==, ED_AUDIT_SEAL_UNKNOWN);
  write_and_seal (house);
  found = verify_noted (house, noted->seals, noted->head);
  g_assert_cmpint (found->fault, ==, ED_AUDIT_SEAL_UNKNOWN);
  g_assert_cmpint (found->fault_seal, ==, noted->seals);
}

/* --- searching -------------------------------------------------------------------------------- */

static EdAuditAnswer *
search (Person *person, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EdAuditAnswer *page;

  g_assert_cmpuint (person_call (person, "POST", "/v1/audit/search", NULL, body, &response),
                    ==,
                    200);
  text = response_text (&response);
  page = ed_record_from_json (&ed_audit_answer_type, text, -1, ED_WIRE_STRICT, &error);
  g_assert_no_error (error);
  return page;
}

static const EdAuditEntry *
entry_at (const EdAuditAnswer *page, guint i)
{
  g_assert_cmpuint (i, <, page->entries->len);
  return page->entries->pdata[i];
}

static void
test_search_filters (House *house, gconstpointer unused)
{
  const char *coordinator = house->coordinator->account, *expert = house->expert->account;
  const struct
  {
    char *body;
    const char *all_by, *all_begin;
    guint n;
  } rows[] = {
    { g_strdup_printf ("{\"account\":\"%s\",\"actions\":[\"case.contact\"]}", expert),
      expert,
      "case.contact",
      1 },
    { g_strdup_printf ("{\"account\":\"%s\",\"actions\":[\"case.*\"]}", coordinator),
      coordinator,
      "case.",
      3 },
    { g_strdup_printf ("{\"target\":\"%s\"}", house->case_id), NULL, "case.", 3 },
    { g_strdup ("{\"actions\":[\"sign_in\"]}"), NULL, "sign_in", 3 },
    { g_strdup ("{\"actions\":[\"case.c*\",\"case.a*\"]}"), NULL, "case.", 4 },
    { g_strdup ("{\"actions\":[\"case\"]}"), NULL, "", 0 },
    { g_strdup ("{\"number\":999}"), NULL, "", 0 },
  };

  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  g_free (person_create_case (house->coordinator, "legal"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAuditAnswer) page = search (house->coordinator, rows[i].body);

      g_test_message ("%s", rows[i].body);
      g_assert_cmpuint (page->entries->len, ==, rows[i].n);
      for (guint j = 0; j < page->entries->len; j++)
        {
          if (rows[i].all_by != NULL)
            g_assert_cmpstr (entry_at (page, j)->account, ==, rows[i].all_by);
          g_assert_true (g_str_has_prefix (entry_at (page, j)->what, rows[i].all_begin));
        }
      g_free (rows[i].body);
    }
}

static void
test_search_knows_the_case (House *house, gconstpointer unused)
{
  gint64 number = house_count (house, "SELECT MAX(number) FROM case_number");
  g_autofree char *body = g_strdup_printf ("{\"number\":%" G_GINT64_FORMAT "}", number);
  g_autoptr (EdAuditAnswer) page = search (house->coordinator, body);

  g_assert_cmpuint (page->entries->len, ==, 2);
  g_assert_cmpstr (entry_at (page, 0)->what, ==, "case.assign");
  g_assert_cmpstr (entry_at (page, 0)->target, ==, house->case_id);
  g_assert_cmpint (entry_at (page, 0)->number, ==, number);
  g_assert_nonnull (entry_at (page, 0)->device_name);
}

static void
test_search_turns_pages (House *house, gconstpointer unused)
{
  gint64 last = G_MAXINT64;
  guint n = 0, total = (guint) house_count (house, "SELECT COUNT(*) FROM audit");
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *body =
          last == G_MAXINT64
              ? g_strdup ("{\"limit\":2}")
              : g_strdup_printf ("{\"limit\":2,\"before\":%" G_GINT64_FORMAT "}", last);
      g_autoptr (EdAuditAnswer) page = search (house->coordinator, body);

      for (guint i = 0; i < page->entries->len; i++, n++)
        {
          g_assert_cmpint (entry_at (page, i)->id, <, last);
          last = entry_at (page, i)->id;
        }
      more = page->more == 1;
    }
  g_assert_cmpuint (n, ==, total);
  /* The look itself is in the log, once. */
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'audit.read'"),
                   ==,
                   1);
}

/* Also where it begins in the middle, and where it is another's. */
static void
test_search_is_written_down (House *house, gconstpointer unused)
{
  const char *reads = "SELECT COUNT(*) FROM audit WHERE what = 'audit.read'";
  Person *administrator = office_add (house->office, "administrator", "administrator");
  g_autofree char *of_one =
      g_strdup_printf ("{\"account\":\"%s\",\"before\":999}", house->expert->account);

  person_sign_in (administrator);
  ed_audit_answer_free (search (house->coordinator, "{\"before\":999}"));
  g_assert_cmpint (house_count (house, reads), ==, 1);
  ed_audit_answer_free (search (house->coordinator, "{\"before\":99}"));
  g_assert_cmpint (house_count (house, reads), ==, 1);
  ed_audit_answer_free (search (administrator, "{\"before\":9}"));
  g_assert_cmpint (house_count (house, reads), ==, 2);
  ed_audit_answer_free (search (house->coordinator, of_one));
  g_assert_cmpint (house_count (house, reads), ==, 3);
}

static void
test_search_in_time (House *house, gconstpointer unused)
{
  gint64 now = ed_clock_now (&house->office->clock.parent);
  g_autofree char *early = ed_instant_to_text (now + 1000);
  g_autofree char *body = g_strdup_printf ("{\"from\":\"%s\"}", early);
  g_autofree char *until = g_strdup_printf ("{\"to\":\"%s\"}", early);
  g_autoptr (EdAuditAnswer) none = search (house->coordinator, body);
  g_autoptr (EdAuditAnswer) some = NULL;
  g_autoptr (EdAuditAnswer) before = NULL;

  g_assert_cmpuint (none->entries->len, ==, 0);
  ed_manual_clock_advance (&house->office->clock, 5000);
  g_free (person_create_case (house->coordinator, "legal"));
  some = search (house->coordinator, body);
  before = search (house->coordinator, until);
  g_assert_cmpuint (some->entries->len, ==, 1);
  g_assert_cmpint (before->entries->len, ==, house_count (house, "SELECT COUNT(*) - 3 FROM audit"));
}

static void
test_only_those_who_may (House *house, gconstpointer unused)
{
  Person *administrator = office_add (house->office, "admin", "administrator");
  Person *manager = office_add (house->office, "manager", "case_manager");
  const struct
  {
    Person *person;
    const char *path, *body;
    guint status;
  } rows[] = {
    { house->expert, "/v1/audit/search", "{}", 403 },
    { house->expert, "/v1/audit/verify", "{}", 403 },
    { manager, "/v1/audit/search", "{}", 403 },
    { administrator, "/v1/audit/search", "{}", 200 },
    { administrator, "/v1/audit/verify", "{}", 200 },
    { house->coordinator, "/v1/audit/verify", "{}", 200 },
    { house->coordinator, "/v1/audit/search", "{\"limit\":1001}", 400 },
    { house->coordinator, "/v1/audit/search", "{\"limit\":0}", 400 },
    { house->coordinator, "/v1/audit/search", "{\"account\":\"x' OR 1=1\"}", 400 },
    { house->coordinator, "/v1/audit/search", "{\"strange\":1}", 400 },
    { house->coordinator, "/v1/audit/search", "[]", 400 },
  };

  person_sign_in (administrator);
  person_sign_in (manager);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_test_message ("%s %s", rows[i].path, rows[i].body);
      g_assert_cmpuint (
          person_call (rows[i].person, "POST", rows[i].path, NULL, rows[i].body, &response),
          ==,
          rows[i].status);
    }
}

static void
test_verify_answers (House *house, gconstpointer unused)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  write_and_seal (house);
  must_exec (house, "UPDATE audit SET what = 'sign_out' WHERE seal = 1 AND what = 'sign_in'");
  person_call (house->coordinator, "POST", "/v1/audit/verify", NULL, "{}", &response);
  text = response_text (&response);
  proof = ed_record_from_json (&ed_audit_proof_type, text, -1, ED_WIRE_STRICT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proof->fault, ==, ED_AUDIT_ROW_CHANGED);
  g_assert_cmpint (proof->fault_row,
                   ==,
                   house_count (house, "SELECT MIN(id) FROM audit WHERE what = 'sign_out'"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, test, set_up) g_test_add (path, House, NULL, set_up, test, house_tear_down)
  TEST ("/server/audit/seals-cover-all", test_seals_cover_all, house_set_up);
  TEST ("/server/audit/seals-come-in-parts", test_seals_come_in_parts, house_set_up);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/server/audit/damage-is-named/", damages[i].name, NULL);

      g_test_add (path, House, &damages[i], house_set_up, test_damage_is_named, house_tear_down);
    }
  TEST ("/server/audit/noted-seal-finds-forgery", test_noted_seal_finds_forgery, house_set_up);
  TEST ("/server/audit/search-filters", test_search_filters, house_set_up_with_case);
  TEST ("/server/audit/search-knows-the-case", test_search_knows_the_case, house_set_up_with_case);
  TEST ("/server/audit/search-turns-pages", test_search_turns_pages, house_set_up_with_case);
  TEST ("/server/audit/search-is-written-down", test_search_is_written_down, house_set_up);
  TEST ("/server/audit/search-in-time", test_search_in_time, house_set_up);
  TEST ("/server/audit/only-those-who-may", test_only_those_who_may, house_set_up);
  TEST ("/server/audit/old-goes-from-the-front", test_old_goes_from_the_front, house_set_up);
  TEST ("/server/audit/false-age-is-found", test_false_age_is_found, house_set_up);
  TEST ("/server/audit/verify-answers", test_verify_answers, house_set_up);
  return g_test_run ();
}
