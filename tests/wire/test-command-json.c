/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/push.h"

#include <string.h>

#include "domain/case.h"
#include "domain/days.h"
#include "wire/samples.h"

#define ID "0a01c3d4-0000-4000-8000-0123456789ab"
#define CASE "c2610000-0000-4000-8000-000000000261"
#define ASSIGNMENT "a1110000-0000-4000-8000-000000000111"
#define OTHER "5e010000-0000-4000-8000-000000000001"
#define AT "2020-03-19T08:15:02.100Z"

/* What ed_command_from_object() answers to one text. */
typedef struct
{
  EdCommand *command;
  gint64 seq;
  const char *invalid;
  GError *error;
} Reading;

static void
clear_reading (Reading *reading)
{
  g_clear_pointer (&reading->command, ed_command_free);
  g_clear_error (&reading->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static Reading
read_command (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);
  g_autoptr (JsonNode) node = NULL;
  Reading reading = { 0 };

  g_test_message ("%s", text);
  node = ed_json_parse_object (bytes, (gssize) length, &reading.error);
  if (node != NULL)
    reading.command = ed_command_from_object (json_node_get_object (node),
                                              &reading.seq,
                                              &reading.invalid,
                                              &reading.error);
  g_assert_cmpint (reading.command != NULL, ==, reading.error == NULL);
  return reading;
}

static void
check_equal (const EdCommand *a, const EdCommand *b)
{
  const EdCommandForm *form = ed_command_form (a->type);

  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpstr (a->target_id, ==, b->target_id);
  g_assert_cmpstr (a->assignment_id, ==, b->assignment_id);
  g_assert_cmpint (a->done_at, ==, b->done_at);
  g_assert_true (ed_record_equal (form->args, a->args, b->args));
  g_assert_cmpuint (a->edited, ==, b->edited);
  if (form->edited != NULL)
    {
      g_assert_true (ed_record_equal (form->edited, a->from, b->from));
      g_assert_true (ed_record_equal (form->edited, a->to, b->to));
    }
}

/* Writes and reads every type of command, sixteen of each. */
static void
check_round_trips (gboolean whole, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (int i = 0; i < 16 * ED_N_COMMANDS; i++)
    {
      g_autoptr (EdCommand) command = sample_command (i % ED_N_COMMANDS, whole, rand);
      g_autofree char *text = ed_command_to_json (command, i + 1);
      g_autofree char *unsent = ed_command_to_json (command, 0);
      g_autofree char *again = NULL;
      g_auto (Reading) reading = read_command (text);
      g_autoptr (EdCommand) stored = ed_command_from_json (unsent, NULL);

      g_assert_no_error (reading.error);
      g_assert_cmpstr (reading.invalid, ==, NULL);
      g_assert_cmpint (reading.seq, ==, i + 1);
      check_equal (command, reading.command);
      g_assert_nonnull (stored);
      check_equal (command, stored);
      again = ed_command_to_json (reading.command, i + 1);
      g_assert_cmpstr (text, ==, again);
    }
}

static void
test_command_comes_back_whole (void)
{
  check_round_trips (TRUE, 3);
}

static void
test_command_comes_back_with_the_least (void)
{
  check_round_trips (FALSE, 4);
}

static void
test_command_is_written_as_agreed (void)
{
  g_autoptr (EdCommand) add =
      ed_command_new (ED_COMMAND_SESSION_ADD, ID, CASE, ASSIGNMENT, ed_instant_from_text (AT));
  g_autoptr (EdCommand) edit = ed_command_new (ED_COMMAND_CASE_EDIT, ID, CASE, NULL, 0);
  EdCase *from = ed_record_new (&ed_case_intake_type);
  EdCase *to = ed_record_new (&ed_case_intake_type);
  EdArgs *args = add->args;
  g_autofree char *add_text = NULL;
  g_autofree char *edit_text = NULL;

  args->id = g_strdup (OTHER);
  args->date = ed_date_new (2020, 3, 12);
  args->time = 17 * 60;
  add_text = ed_command_to_json (add, 41);
  g_assert_cmpstr (add_text,
                   ==,
                   "{\"id\":\"" ID "\",\"seq\":41,\"type\":\"session.add\",\"v\":1,"
                   "\"target\":{\"case\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"},"
                   "\"done_at\":\"" AT "\","
                   "\"args\":{\"id\":\"" OTHER "\",\"date\":\"2020-03-12\",\"time\":\"17:00\"}}");

  from->city = g_strdup ("Pécs");
  to->age = 41;
  ed_command_edit (edit, "city", from, to);
  ed_command_edit (edit, "age", from, to);
  edit_text = ed_command_to_json (edit, 0);
  g_assert_cmpstr (edit_text,
                   ==,
                   "{\"id\":\"" ID "\",\"type\":\"case.edit\",\"v\":1,"
                   "\"target\":{\"case\":\"" CASE "\"},\"done_at\":\"1970-01-01T00:00:00.000Z\","
                   "\"args\":{\"city\":{\"from\":\"Pécs\"},\"age\":{\"to\":41}}}");
  ed_record_free (&ed_case_intake_type, from);
  ed_record_free (&ed_case_intake_type, to);
}

#define TARGET "\"target\":{\"case\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"}"
#define CONTACT "\"type\":\"case.contact\",\"v\":1"
#define DONE "\"done_at\":\"" AT "\""

/* Envelopes (PROTOCOL 3.5, steps 1 and 6). */
static const struct
{
  const char *text;
  int code; /* -1 readable, -2 unknown type, else of ED_WIRE_ERROR */
} envelopes[] = {
  { "{\"id\":\"" ID "\",\"seq\":1," CONTACT "," TARGET "," DONE ",\"args\":{}}", -1 },
  { "{\"id\":\"" ID "\",\"seq\":1," CONTACT "," TARGET "," DONE "}", -1 },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET "," DONE "}", -1 },
  { "{\"args\":{}," DONE "," TARGET ",\"v\":1,\"type\":\"case.contact\",\"id\":\"" ID "\"}", -1 },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET "," DONE ",\"was\":{\"rev\":1},\"new\":null}", -1 },
  { "{\"id\":\"" ID "\",\"type\":\"case.dance\",\"v\":1," TARGET "," DONE "}", -2 },
  { "{\"id\":\"" ID "\",\"type\":\"\",\"v\":1," TARGET "," DONE "}", -2 },
  { "{\"id\":\"" ID "\",\"type\":\"case.contact\",\"v\":2," TARGET "," DONE "}", -2 },
  { "{\"id\":\"" ID "\",\"type\":\"planet.create\",\"v\":1,\"target\":{\"planet\":\"" ID "\"}," DONE
    ",\"args\":[]}",
    -2 },
  { "{}", ED_WIRE_ERROR_MALFORMED },
  { "{" CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"x\"," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":1," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":null," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"0A01C3D4-0000-4000-8000-0123456789AB\"," CONTACT "," TARGET "," DONE "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"seq\":0," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"seq\":-1," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"seq\":1.0," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"seq\":\"1\"," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"seq\":null," CONTACT "," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"v\":1," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"type\":7,\"v\":1," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"type\":\"case.contact\"," TARGET "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"type\":\"case.contact\",\"v\":0," TARGET "," DONE "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\",\"type\":\"case.contact\",\"v\":\"1\"," TARGET "," DONE "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT "," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT ",\"target\":\"" CASE "\"," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT ",\"target\":{}," DONE "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT ",\"target\":{\"case\":\"261\"}," DONE "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT ",\"target\":{\"case\":\"" CASE "\",\"assignment\":null}," DONE
    "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT ",\"target\":{\"case\":\"" CASE "\",\"assignment\":\"a\"}," DONE
    "}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET "}", ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET ",\"done_at\":1584605702100}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET ",\"done_at\":\"2020-03-19\"}",
    ED_WIRE_ERROR_MALFORMED },
  { "{\"id\":\"" ID "\"," CONTACT "," TARGET ",\"done_at\":\"0001-01-01T00:00:00.000Z\"}",
    ED_WIRE_ERROR_MALFORMED },
};

static void
test_command_needs_an_envelope (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (envelopes); i++)
    {
      g_auto (Reading) reading = read_command (envelopes[i].text);

      if (envelopes[i].code == -1)
        g_assert_no_error (reading.error);
      else if (envelopes[i].code == -2)
        g_assert_error (reading.error, ED_PUSH_ERROR, ED_PUSH_ERROR_UNKNOWN_TYPE);
      else
        g_assert_error (reading.error, ED_WIRE_ERROR, envelopes[i].code);
      g_assert_cmpstr (reading.invalid, ==, NULL);
    }
}

/* A server judges the number before the type (PROTOCOL 3.5). */
static void
test_command_of_unknown_type_has_a_number (void)
{
  g_auto (Reading) reading = read_command (
      "{\"id\":\"" ID "\",\"seq\":9,\"type\":\"case.dance\",\"v\":1," TARGET "," DONE "}");

  g_assert_error (reading.error, ED_PUSH_ERROR, ED_PUSH_ERROR_UNKNOWN_TYPE);
  g_assert_cmpint (reading.seq, ==, 9);
}

/* Args by type, and the one that is wrong; NULL: none. */
static const struct
{
  const char *type;
  const char *args;
  const char *invalid;
} rows[] = {
  { "case.contact", "{}", NULL },
  { "case.contact", "{\"at\":\"" AT "\"}", NULL },
  { "case.contact", "{\"at\":null}", "at" },
  { "case.contact", "{\"at\":\"now\"}", "at" },
  { "case.contact", "{\"At\":\"" AT "\"}", "args" },
  { "case.contact", "{\"date\":\"2020-03-12\"}", "args" },
  { "case.contact", "[]", "args" },
  { "case.contact", "null", "args" },
  { "case.contact", "\"at\"", "args" },
  { "contact.correct", "{}", "at" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":\"2020-03-12\"}", NULL },
  { "session.add", "{\"id\":\"" OTHER "\"}", "date" },
  { "session.add", "{\"date\":\"2020-03-12\"}", "id" },
  { "session.add", "{\"id\":\"5E01\",\"date\":\"2020-03-12\"}", "id" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":\"2020-02-30\"}", "date" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":\"2020-03-12\",\"minutes\":0}", "minutes" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":\"2020-03-12\",\"minutes\":50.0}", "minutes" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":\"2020-03-12\",\"time\":\"25:00\"}", "time" },
  { "session.add", "{\"id\":\"" OTHER "\",\"date\":{\"to\":\"2020-03-12\"}}", "date" },
  { "session.edit",
    "{\"id\":\"" OTHER "\",\"date\":{\"from\":\"2020-03-12\","
    "\"to\":\"2020-03-13\"}}",
    NULL },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"to\":\"12:00\"}}", NULL },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"from\":\"12:00\"}}", NULL },
  { "session.edit", "{\"id\":\"" OTHER "\"}", "args" },
  { "session.edit", "{\"time\":{\"to\":\"12:00\"}}", "id" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{}}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":\"12:00\"}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":null}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":[]}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"to\":null}}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"to\":\"12:00\",\"from\":null}}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"to\":\"12:00\",\"why\":1}}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"time\":{\"to\":\"noon\"}}", "time" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"minutes\":{\"to\":0}}", "minutes" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"date\":{\"from\":\"2020-03-12\"}}", "date" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"deleted\":{\"to\":true}}", "args" },
  { "session.edit", "{\"id\":\"" OTHER "\",\"assignment_id\":{\"to\":\"" ID "\"}}", "args" },
  { "session.edit", "{\"id\":{\"from\":\"" OTHER "\",\"to\":\"" ID "\"}}", "id" },
  { "attempt.edit", "{\"id\":\"" OTHER "\",\"kind\":{\"from\":\"call\",\"to\":\"text\"}}", NULL },
  { "attempt.edit", "{\"id\":\"" OTHER "\",\"kind\":{\"from\":\"call\",\"to\":\"dove\"}}", "kind" },
  { "attempt.edit", "{\"id\":\"" OTHER "\",\"kind\":{\"from\":\"dove\",\"to\":\"call\"}}", "kind" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}",
    NULL },
  { "case.create", "{\"client_alias\":\"XY\",\"type\":\"legal\"}", "company_name" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"art\"}",
    "type" },
  { "case.create",
    "{\"company_name\":\" \",\"client_alias\":\"XY\",\"type\":\"legal\"}",
    "company_name" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","
    "\"state\":\"closed\"}",
    "args" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","
    "\"id\":\"" ID "\"}",
    "args" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","
    "\"events\":[]}",
    "args" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","
    "\"age\":131}",
    "age" },
  { "case.create",
    "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","
    "\"crisis_call\":1}",
    "crisis_call" },
  { "case.edit", "{\"city\":{\"from\":\"Pécs\",\"to\":\"Eger\"},\"age\":{\"to\":40}}", NULL },
  { "case.edit", "{}", "args" },
  { "case.edit", "{\"city\":{}}", "city" },
  { "case.edit", "{\"company_name\":{\"from\":\"Suzuki\"}}", "company_name" },
  { "case.edit", "{\"expert_id\":{\"to\":\"" ID "\"}}", "args" },
  { "case.edit", "{\"city\":{\"to\":\"a\\nb\"}}", "city" },
  { "case.withdraw", "{}", "closing" },
};

static void
test_command_names_the_wrong_argument (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"" ID "\",\"seq\":7,\"type\":\"%s\",\"v\":1," TARGET "," DONE ",\"args\":%s}",
          rows[i].type,
          rows[i].args);
      g_auto (Reading) reading = read_command (text);
      g_autoptr (EdCommand) stored = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_no_error (reading.error);
      g_assert_cmpstr (reading.invalid, ==, rows[i].invalid);
      g_assert_cmpint (reading.seq, ==, 7);
      stored = ed_command_from_json (text, &error);
      g_assert_cmpint (stored != NULL, ==, rows[i].invalid == NULL);
      if (stored == NULL)
        {
          g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD);
          g_assert_cmpstr (error->message, ==, rows[i].invalid);
        }
    }
}

static void
test_command_names_the_wrong_target (void)
{
  static const struct
  {
    const char *type, *target, *invalid;
  } targets[] = {
    { "case.contact", "{\"case\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"}", NULL },
    { "case.contact", "{\"case\":\"" CASE "\"}", "assignment" },
    { "case.contact",
      "{\"case\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\",\"request\":1}",
      "target" },
    { "sessions.refuse", "{\"case\":\"" CASE "\"}", NULL },
    { "sessions.refuse", "{\"case\":\"" CASE "\",\"new\":\"" ID "\"}", "target" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *args = g_str_equal (targets[i].type, "sessions.refuse")
                                  ? g_strdup ("{\"note\":\"no\"}")
                                  : g_strdup ("{}");
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"" ID "\",\"type\":\"%s\",\"v\":1,\"target\":%s," DONE ",\"args\":%s}",
          targets[i].type,
          targets[i].target,
          args);
      g_auto (Reading) reading = read_command (text);

      g_assert_no_error (reading.error);
      g_assert_cmpstr (reading.invalid, ==, targets[i].invalid);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/command/comes-back-whole", test_command_comes_back_whole);
  g_test_add_func ("/wire/command/comes-back-with-the-least",
                   test_command_comes_back_with_the_least);
  g_test_add_func ("/wire/command/is-written-as-agreed", test_command_is_written_as_agreed);
  g_test_add_func ("/wire/command/needs-an-envelope", test_command_needs_an_envelope);
  g_test_add_func ("/wire/command/of-unknown-type-has-a-number",
                   test_command_of_unknown_type_has_a_number);
  g_test_add_func ("/wire/command/names-the-wrong-argument", test_command_names_the_wrong_argument);
  g_test_add_func ("/wire/command/names-the-wrong-target", test_command_names_the_wrong_target);
  return g_test_run ();
}
