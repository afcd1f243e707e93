/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/record-json.h"

#include <string.h>

#include "domain/account.h"
#include "domain/case.h"
#include "domain/internal-message.h"
#include "domain/record-table.h"
#include "domain/settings.h"
#include "wire/samples.h"
#include "wire/sign-in.h"

static const EdRecordType *const types[] = {
  &ed_case_type,
  &ed_case_intake_type,
  &ed_session_type,
  &ed_attempt_type,
  &ed_document_type,
  &ed_closing_type,
  &ed_approval_type,
  &ed_return_type,
  &ed_assignment_type,
  &ed_decline_type,
  &ed_event_type,
  &ed_account_type,
  &ed_settings_type,
  &ed_transition_type,
  &ed_sign_in_answer_type,
  &ed_hello_type,
  &ed_request_type,
  &ed_request_document_type,
  &ed_response_version_type,
  &ed_response_draft_type,
  &ed_request_round_type,
  &ed_request_assignment_type,
  &ed_internal_message_type,
};

/* One field of every kind. */
typedef struct
{
  char *id;
  char *text;
  char *story;
  gint64 count;
  gint64 flag;
  gint64 sex;
  gint64 date, time, at;
  EdApproval *approval;
  GPtrArray *events;
  char **words;
} Thing;

static const EdField thing_fields[] = {
  ED_ID (Thing, id, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (Thing, text, 0, NULL, 10),
  ED_TEXT (Thing, story, ED_FIELD_MULTILINE, NULL, 1000),
  ED_INTEGER (Thing, count, 0, NULL, -5, 1000),
  ED_BOOLEAN (Thing, flag, 0, NULL),
  ED_CHOICE (Thing, sex, 0, NULL, ed_sex_choices),
  ED_DATE (Thing, date, 0, NULL),
  ED_TIME (Thing, time, 0, NULL),
  ED_INSTANT (Thing, at, 0, NULL),
  ED_RECORD (Thing, approval, 0, &ed_approval_type),
  ED_RECORDS (Thing, events, 0, &ed_event_type),
  ED_TEXTS (Thing, words, 0, NULL, 10),
};

static const EdRecordType thing_type = ED_RECORD_TYPE ("thing", Thing, thing_fields);

#define ID "0a01c3d4-0000-4000-8000-0123456789ab"
#define AT "2020-03-18T19:44:00.000Z"

static const char whole[] =
    "{\"id\":\"" ID "\",\"text\":\"a \\\"b\\\"\",\"story\":\"a\\nb\",\"count\":-5,\"flag\":true,"
    "\"sex\":\"female\",\"date\":\"2020-02-29\",\"time\":\"07:05\",\"at\":\"" AT "\","
    "\"approval\":{\"at\":\"" AT "\"},\"events\":[{\"at\":\"" AT "\",\"what\":\"recorded\"},"
    "{\"at\":\"" AT "\",\"what\":\"edited\"}],\"words\":[\"hu\",\"en\"]}";

static gpointer
read_bytes (const EdRecordType *type, const char *text, EdWireMode mode, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_record_from_json (type, bytes, (gssize) length, mode, error);
}

/* Whether RECORD, written and read in MODE, is the same again. */
static void
check_round_trip (const EdRecordType *type, gconstpointer record, EdWireMode mode)
{
  gsize length;
  g_autofree char *text = ed_record_to_json (type, record, &length);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gpointer same;

  g_assert_cmpuint (length, ==, strlen (text));
  same = read_bytes (type, text, mode, &error);
  g_assert_no_error (error);
  g_assert_true (ed_record_equal (type, record, same));
  again = ed_record_to_json (type, same, NULL);
  g_assert_cmpstr (text, ==, again);
  ed_record_free (type, same);
}

static void
test_record_comes_back_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 50 * G_N_ELEMENTS (types); i++)
    {
      const EdRecordType *type = types[i % G_N_ELEMENTS (types)];
      gpointer record = sample_record (type, rand);

      check_round_trip (type, record, ED_WIRE_STRICT);
      check_round_trip (type, record, ED_WIRE_LENIENT);
      ed_record_free (type, record);
    }
}

static void
test_record_comes_back_empty (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gpointer record = ed_record_new (types[i]);
      g_autofree char *text = ed_record_to_json (types[i], record, NULL);

      g_assert_cmpstr (text, ==, "{}");
      check_round_trip (types[i], record, ED_WIRE_LENIENT);
      ed_record_free (types[i], record);
    }
}

/* Each field alone: one key, and nothing of the others. */
static void
test_record_comes_back_by_field (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint j = 0; j < types[i]->n_fields; j++)
      {
        const EdField *field = &types[i]->fields[j];
        gpointer full = sample_record (types[i], rand);
        gpointer record = ed_record_new (types[i]);
        g_autofree char *start = g_strdup_printf ("{\"%s\":", field->name);
        g_autofree char *text = NULL;

        ed_field_copy (field, record, full);
        text = ed_record_to_json (types[i], record, NULL);
        g_assert_true (g_str_has_prefix (text, start));
        check_round_trip (types[i], record, ED_WIRE_LENIENT);
        ed_record_free (types[i], record);
        ed_record_free (types[i], full);
      }
}

static void
test_record_is_written_in_order (void)
{
  g_autoptr (GError) error = NULL;
  gpointer thing = read_bytes (&thing_type, whole, ED_WIRE_STRICT, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = ed_record_to_json (&thing_type, thing, NULL);
  g_assert_cmpstr (text, ==, whole);
  ed_record_free (&thing_type, thing);
}

static void
test_record_reads_every_kind (void)
{
  g_autoptr (GError) error = NULL;
  Thing *thing = read_bytes (&thing_type, whole, ED_WIRE_STRICT, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (thing->id, ==, ID);
  g_assert_cmpstr (thing->text, ==, "a \"b\"");
  g_assert_cmpstr (thing->story, ==, "a\nb");
  g_assert_cmpint (thing->count, ==, -5);
  g_assert_cmpint (thing->flag, ==, 1);
  g_assert_cmpint (thing->sex, ==, 1);
  g_assert_cmpint (thing->date, ==, ed_date_new (2020, 2, 29));
  g_assert_cmpint (thing->time, ==, 7 * 60 + 5);
  g_assert_cmpint (thing->at, ==, G_GINT64_CONSTANT (1584560640000));
  g_assert_cmpint (thing->approval->at, ==, thing->at);
  g_assert_null (thing->approval->by);
  g_assert_cmpuint (thing->events->len, ==, 2);
  g_assert_cmpint (((EdEvent *) thing->events->pdata[1])->what, ==, ED_EVENT_EDITED);
  g_assert_cmpuint (g_strv_length (thing->words), ==, 2);
  ed_record_free (&thing_type, thing);
}

/* A number that no choice has leaves its key out. */
static void
test_record_leaves_out_what_has_no_word (void)
{
  static const gint64 values[] = { -1, 3, 4, G_MAXINT64, ED_ABSENT };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      Thing *thing = ed_record_new (&thing_type);
      g_autofree char *text = NULL;

      thing->sex = values[i];
      thing->count = 1;
      text = ed_record_to_json (&thing_type, thing, NULL);
      g_assert_cmpstr (text, ==, "{\"count\":1}");
      ed_record_free (&thing_type, thing);
    }
}

/* Members after {"id":…, : the field a strict reader names, and what a lenient one has read, as it
 * writes it again behind the id. */
static const struct
{
  const char *member;
  const char *wrong;   /* NULL: right; "" malformed */
  const char *lenient; /* NULL: absent */
} members[] = {
  { "\"text\":\"a\"", NULL, "\"text\":\"a\"" },
  { "\"text\":\"\"", "text", NULL },
  { "\"text\":\" \"", "text", "\"text\":\" \"" },
  { "\"text\":\"a\\nb\"", "text", "\"text\":\"a\\nb\"" },
  { "\"text\":\"0123456789\"", NULL, "\"text\":\"0123456789\"" },
  { "\"text\":\"éééééééééé\"", NULL, "\"text\":\"éééééééééé\"" },
  { "\"text\":\"0123456789x\"", "text", "\"text\":\"0123456789x\"" },
  { "\"text\":1", "text", NULL },
  { "\"text\":null", "text", NULL },
  { "\"text\":[\"a\"]", "text", NULL },
  { "\"text\":{}", "text", NULL },
  { "\"story\":\"a\\u0001\"", "story", "\"story\":\"a\\u0001\"" },
  { "\"count\":1000", NULL, "\"count\":1000" },
  { "\"count\":0", NULL, "\"count\":0" },
  { "\"count\":1001", "count", "\"count\":1001" },
  { "\"count\":-6", "count", "\"count\":-6" },
  { "\"count\":1.5", "count", NULL },
  { "\"count\":3.0", "count", NULL },
  { "\"count\":1e2", "count", NULL },
  { "\"count\":\"3\"", "count", NULL },
  { "\"count\":true", "count", NULL },
  { "\"count\":null", "count", NULL },
  { "\"count\":[3]", "count", NULL },
  { "\"flag\":false", NULL, "\"flag\":false" },
  { "\"flag\":0", "flag", NULL },
  { "\"flag\":1", "flag", NULL },
  { "\"flag\":\"true\"", "flag", NULL },
  { "\"flag\":null", "flag", NULL },
  { "\"sex\":\"other\"", NULL, "\"sex\":\"other\"" },
  { "\"sex\":\"Other\"", "sex", NULL },
  { "\"sex\":\"new_word\"", "sex", NULL },
  { "\"sex\":\"\"", "sex", NULL },
  { "\"sex\":1", "sex", NULL },
  { "\"date\":\"2020-03-18\"", NULL, "\"date\":\"2020-03-18\"" },
  { "\"date\":\"2019-02-29\"", "date", NULL },
  { "\"date\":\"2020-3-18\"", "date", NULL },
  { "\"date\":\"1899-12-31\"", "date", NULL },
  { "\"date\":\"3000-01-01\"", "date", NULL },
  { "\"date\":\"" AT "\"", "date", NULL },
  { "\"date\":18339", "date", NULL },
  { "\"time\":\"23:59\"", NULL, "\"time\":\"23:59\"" },
  { "\"time\":\"24:00\"", "time", NULL },
  { "\"time\":\"7:05\"", "time", NULL },
  { "\"time\":\"07:05:00\"", "time", NULL },
  { "\"time\":425", "time", NULL },
  { "\"at\":\"" AT "\"", NULL, "\"at\":\"" AT "\"" },
  { "\"at\":\"2020-03-18T19:44:00Z\"", "at", NULL },
  { "\"at\":\"2020-03-18\"", "at", NULL },
  { "\"at\":1584560640000", "at", NULL },
  { "\"approval\":{\"at\":\"" AT "\"}", NULL, "\"approval\":{\"at\":\"" AT "\"}" },
  { "\"approval\":{}", "at", "\"approval\":{}" },
  { "\"approval\":{\"at\":1}", "at", "\"approval\":{}" },
  { "\"approval\":{\"at\":\"" AT "\",\"new\":1}", "new", "\"approval\":{\"at\":\"" AT "\"}" },
  { "\"approval\":[]", "approval", NULL },
  { "\"approval\":null", "approval", NULL },
  { "\"events\":[]", NULL, NULL },
  { "\"events\":{}", "events", NULL },
  { "\"events\":[1]", "events", NULL },
  { "\"events\":[null]", "events", NULL },
  { "\"events\":[{}]", "at", "\"events\":[{}]" },
  { "\"events\":[[],{\"at\":\"" AT "\"}]", "events", "\"events\":[{\"at\":\"" AT "\"}]" },
  { "\"events\":[{\"at\":\"" AT "\",\"what\":\"new_word\"}]",
    "what",
    "\"events\":[{\"at\":\"" AT "\"}]" },
  { "\"words\":[\"hu\"]", NULL, "\"words\":[\"hu\"]" },
  { "\"words\":[]", NULL, NULL },
  { "\"words\":\"hu\"", "words", NULL },
  { "\"words\":[1,\"hu\"]", "words", "\"words\":[\"hu\"]" },
  { "\"words\":[\"hu\",null]", "words", "\"words\":[\"hu\"]" },
  { "\"words\":[\"\"]", "words", "\"words\":[\"\"]" },
  { "\"words\":[\"0123456789x\"]", "words", "\"words\":[\"0123456789x\"]" },
  { "\"new_key\":1", "new_key", NULL },
  { "\"new_key\":{\"id\":[1,{}]}", "new_key", NULL },
  { "\"new key\":1", "", NULL },
  { "\"\":1", "", NULL },
  { "\"Text\":\"a\"", "", NULL },
  { "\"a23456789012345678901234567890123\":1", "", NULL },
};

static void
test_record_is_read_strictly (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"" ID "\",%s}", members[i].member);
      g_autoptr (GError) error = NULL;
      gpointer thing = read_bytes (&thing_type, text, ED_WIRE_STRICT, &error);

      g_test_message ("%s", text);
      if (members[i].wrong == NULL)
        g_assert_no_error (error);
      else if (*members[i].wrong == '\0')
        g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
      else
        g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD);
      if (members[i].wrong != NULL && *members[i].wrong != '\0')
        g_assert_cmpstr (error->message, ==, members[i].wrong);
      g_assert_cmpint (thing != NULL, ==, error == NULL);
      ed_record_free (&thing_type, thing);
    }
}

static void
test_record_is_read_leniently (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"" ID "\",%s}", members[i].member);
      g_autofree char *again = NULL;
      g_autofree char *expected =
          g_strdup_printf ("{\"id\":\"" ID "\"%s%s}",
                           members[i].lenient != NULL ? "," : "",
                           members[i].lenient != NULL ? members[i].lenient : "");
      g_autoptr (GError) error = NULL;
      gpointer thing = read_bytes (&thing_type, text, ED_WIRE_LENIENT, &error);

      g_test_message ("%s", text);
      g_assert_no_error (error);
      again = ed_record_to_json (&thing_type, thing, NULL);
      g_assert_cmpstr (again, ==, expected);
      ed_record_free (&thing_type, thing);
    }
}

static void
test_record_needs_what_is_required (void)
{
  g_autoptr (GError) error = NULL;
  gpointer thing = read_bytes (&thing_type, "{}", ED_WIRE_LENIENT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (thing);
  ed_record_free (&thing_type, thing);

  g_assert_null (read_bytes (&thing_type, "{}", ED_WIRE_STRICT, &error));
  g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD);
  g_assert_cmpstr (error->message, ==, "id");
}

static void
test_record_takes_ids_in_lower_case (void)
{
  static const char *const ids[] = {
    "0A01C3D4-0000-4000-8000-0123456789AB",
    "0a01c3d4000040008000"
    "0123456789ab",
    "{0a01c3d4-0000-4000-8000-0123456789ab}",
    "x",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\"}", ids[i]);
      g_autoptr (GError) error = NULL;
      Thing *thing = read_bytes (&thing_type, text, ED_WIRE_LENIENT, &error);

      g_assert_no_error (error);
      g_assert_null (thing->id);
      ed_record_free (&thing_type, thing);
      g_assert_null (read_bytes (&thing_type, text, ED_WIRE_STRICT, &error));
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD);
      g_assert_cmpstr (error->message, ==, "id");
    }
}

static void
test_record_is_malformed (void)
{
  static const char *const texts[] = {
    "", "[]", "1", "{", "{\"id\":\"" ID "\"", "{\"id\":1,\"id\":1}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (&thing_type, texts[i], ED_WIRE_LENIENT, &error));
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/record/comes-back-whole", test_record_comes_back_whole);
  g_test_add_func ("/wire/record/comes-back-empty", test_record_comes_back_empty);
  g_test_add_func ("/wire/record/comes-back-by-field", test_record_comes_back_by_field);
  g_test_add_func ("/wire/record/is-written-in-order", test_record_is_written_in_order);
  g_test_add_func ("/wire/record/reads-every-kind", test_record_reads_every_kind);
  g_test_add_func ("/wire/record/leaves-out-what-has-no-word",
                   test_record_leaves_out_what_has_no_word);
  g_test_add_func ("/wire/record/is-read-strictly", test_record_is_read_strictly);
  g_test_add_func ("/wire/record/is-read-leniently", test_record_is_read_leniently);
  g_test_add_func ("/wire/record/needs-what-is-required", test_record_needs_what_is_required);
  g_test_add_func ("/wire/record/takes-ids-in-lower-case", test_record_takes_ids_in_lower_case);
  g_test_add_func ("/wire/record/is-malformed", test_record_is_malformed);
  return g_test_run ();
}
