/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Damaged pages and commands. Each round takes right text, damages it, and reads it from memory
 * that ends where the text ends. Nothing may crash or be read beyond the end (the sanitizers
 * tell); and what is still taken must be whole: it is a line's full length, and reads the same
 * when written again. The seeds are fixed. */

#include <string.h>

#include "domain/case.h"
#include "wire/feed.h"
#include "wire/problem.h"
#include "wire/push.h"
#include "wire/samples.h"
#include "wire/sign-in.h"

#define ROUNDS 10000

/* One damage: bytes changed, a piece cut out or doubled, or the end cut off. */
static void
damage (GString *text, GRand *rand)
{
  static const char bytes[] = "{}[]\",:\\u0dntf-1.eE \n\x01\x7f\x80\xc3\xff";
  gssize at = g_rand_int_range (rand, 0, (gint32) text->len);
  gssize length = g_rand_int_range (rand, 0, (gint32) MIN (text->len - at, 40) + 1);
  g_autofree char *piece = g_strndup (text->str + at, (gsize) length);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      text->str[at] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      text->str[at] = bytes[g_rand_int_range (rand, 0, (gint32) sizeof bytes)];
      break;
    case 2:
      g_string_insert_c (text, at, bytes[g_rand_int_range (rand, 0, (gint32) sizeof bytes)]);
      break;
    case 3:
      g_string_erase (text, at, length);
      break;
    case 4:
      g_string_insert (text, at, piece);
      break;
    default:
      g_string_truncate (text, (gsize) at);
    }
}

static void
damage_some (GString *text, GRand *rand)
{
  for (int n = g_rand_int_range (rand, 1, 4); n > 0 && text->len > 0; n--)
    damage (text, rand);
}

/* A line that was taken: its body is one object, and ends with all that the line opened. */
static void
check_item (const EdItem *item, const char *line, gsize length)
{
  g_autoptr (JsonNode) whole = NULL;

  g_assert_cmpint (line[length - 1], !=, '{');
  g_assert_true (g_utf8_validate_len (line, length, NULL));
  whole = json_from_string (line, NULL);
  g_assert_true (whole != NULL && JSON_NODE_HOLDS_OBJECT (whole));
  if (item->kind != ED_ITEM_PUT)
    return;
  g_assert_true (item->body > line && item->body + item->body_length < line + length);
  g_assert_cmpint (item->body[0], ==, '{');
  g_assert_cmpint (item->body[item->body_length - 1], ==, '}');
}

static gboolean
read_line (const char *text, gsize length)
{
  g_autofree char *bytes = sample_bytes (text, length);
  EdItem item;

  if (!ed_item_read (bytes, length, &item, NULL))
    return FALSE;
  if (item.kind == ED_ITEM_PUT)
    item.body = text + (item.body - bytes);
  check_item (&item, text, length);
  return TRUE;
}

static void
append_line (GString *line, guint i, GRand *rand)
{
  EdItem end = { .to = "AQx9", .acked = 42, .count = 7, .full = TRUE };
  g_autofree char *id = sample_id (rand);
  gpointer record = sample_record (&ed_session_type, rand);
  gsize length;
  g_autofree char *body = ed_record_to_json (&ed_session_type, record, &length);

  if (i % 8 == 0)
    ed_item_append_end (line, &end);
  else if (i % 8 == 1)
    ed_item_append_forget (line, "case", id, "reassigned");
  else if (i % 8 == 2)
    ed_item_append_del (line, "account", id);
  else
    ed_item_append_put (line, "case", id, i, body, length);
  g_string_truncate (line, line->len - 1);
  ed_record_free (&ed_session_type, record);
}

static void
test_damage_to_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_refused = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      append_line (line, i, rand);
      g_assert_true (read_line (line->str, line->len));
      damage_some (line, rand);
      n_refused += !read_line (line->str, line->len);
    }
  g_assert_cmpuint (n_refused, >, ROUNDS / 2);
}

/* A line cut off anywhere is refused, always. */
static void
test_damage_by_cutting_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 80; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      append_line (line, i, rand);
      for (gsize length = 0; length < line->len; length++)
        g_assert_false (read_line (line->str, length));
    }
}

/* A command that was taken says the same when it is written and read again. */
static gboolean
read_command (const char *text, gsize length)
{
  g_autofree char *bytes = sample_bytes (text, length);
  g_autoptr (JsonNode) node = ed_json_parse_object (bytes, (gssize) length, NULL);
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (EdCommand) same = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  const char *invalid;
  gint64 seq;

  if (node == NULL)
    return FALSE;
  command = ed_command_from_object (json_node_get_object (node), &seq, &invalid, NULL);
  if (command == NULL || invalid != NULL)
    return FALSE;
  once = ed_command_to_json (command, 0);
  same = ed_command_from_json (once, NULL);
  g_assert_nonnull (same);
  twice = ed_command_to_json (same, 0);
  g_assert_cmpstr (once, ==, twice);
  return TRUE;
}

static void
test_damage_to_commands (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  guint n_refused = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (EdCommand) command = sample_command (i % ED_N_COMMANDS, TRUE, rand);
      g_autofree char *json = ed_command_to_json (command, i + 1);
      g_autoptr (GString) text = g_string_new (json);

      damage_some (text, rand);
      n_refused += !read_command (text->str, text->len);
    }
  g_assert_cmpuint (n_refused, >, ROUNDS / 2);
}

/* A document that is taken is one that can be written, read and written alike. */
static void
read_document (const char *text, gsize length, EdWireMode mode)
{
  g_autofree char *bytes = sample_bytes (text, length);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (EdCase) case_ =
      ed_record_from_json (&ed_case_type, bytes, (gssize) length, mode, NULL);
  g_autoptr (EdCase) same = NULL;

  if (case_ == NULL)
    return;
  once = ed_record_to_json (&ed_case_type, case_, NULL);
  same = ed_record_from_json (&ed_case_type, once, -1, mode, NULL);
  g_assert_nonnull (same);
  twice = ed_record_to_json (&ed_case_type, same, NULL);
  g_assert_cmpstr (once, ==, twice);
}

static void
test_damage_to_documents (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);
  g_autoptr (EdCase) case_ = sample_record (&ed_case_type, rand);
  g_autofree char *json = ed_record_to_json (&ed_case_type, case_, NULL);

  for (guint i = 0; i < ROUNDS / 10; i++)
    {
      g_autoptr (GString) text = g_string_new (json);

      damage_some (text, rand);
      read_document (text->str, text->len, ED_WIRE_LENIENT);
      read_document (text->str, text->len, ED_WIRE_STRICT);
    }
}

/* Every small text of the wire, damaged and given to every reader of small texts. */
static void
test_damage_to_answers (void)
{
  static const char *const texts[] = {
    "{\"epoch\":\"ee010000-0000-4000-8000-000000000001\",\"results\":[{\"id\":"
    "\"0a01c3d4-0000-4000-8000-0123456789ab\",\"status\":\"rejected\",\"problem\":{\"code\":"
    "\"conflict\",\"params\":{\"field\":\"city\"}}}],\"next_seq\":43,\"durable\":0}",
    "{\"type\":\"urn:experts-dashboard:sequence_gap\",\"status\":409,\"code\":\"sequence_gap\","
    "\"params\":{\"expected\":44}}",
    "{\"user\":\"a\",\"password\":\"b\",\"device\":{\"id\":"
    "\"0a01c3d4-0000-4000-8000-0123456789ab\",\"name\":\"c\"}}",
    "{\"product\":\"x\",\"epoch\":\"ee010000-0000-4000-8000-000000000001\",\"organisation_id\":"
    "\"ee010000-0000-4000-8000-000000000001\",\"protocol\":[1,1],\"schema\":[1,1]}",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i % G_N_ELEMENTS (texts)]);
      g_autofree char *bytes = NULL;
      g_autoptr (EdPushAnswer) answer = NULL;
      g_autoptr (EdProblem) problem = NULL;
      g_autoptr (EdSignIn) sign_in = NULL;
      g_autoptr (EdHello) hello = NULL;

      damage_some (text, rand);
      bytes = sample_bytes (text->str, text->len);
      answer = ed_push_answer_from_json (bytes, (gssize) text->len, NULL);
      problem = ed_problem_from_json (409, bytes, (gssize) text->len);
      sign_in = ed_sign_in_from_json (bytes, (gssize) text->len, NULL);
      hello = ed_hello_from_json (bytes, (gssize) text->len, NULL);
      g_assert_true (answer == NULL || (answer->epoch != NULL && answer->next_seq >= 1));
      g_assert_true (problem == NULL || problem->code != NULL);
      g_assert_true (sign_in == NULL || (sign_in->password != NULL && sign_in->device_id != NULL));
      g_assert_true (hello == NULL || hello->epoch != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/damage/to-lines", test_damage_to_lines);
  g_test_add_func ("/wire/damage/by-cutting-lines", test_damage_by_cutting_lines);
  g_test_add_func ("/wire/damage/to-commands", test_damage_to_commands);
  g_test_add_func ("/wire/damage/to-documents", test_damage_to_documents);
  g_test_add_func ("/wire/damage/to-answers", test_damage_to_answers);
  return g_test_run ();
}
