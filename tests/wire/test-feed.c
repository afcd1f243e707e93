/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/feed.h"

#include <string.h>

#include "domain/case.h"
#include "domain/days.h"
#include "wire/record-json.h"
#include "wire/samples.h"

#define ID "c2610000-0000-4000-8000-000000000261"
#define TIME "2020-03-19T08:16:41.500Z"
#define PUT "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":3,\"d\":"
#define TO64 "0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQR"

/* Reads LINE from memory that ends where it ends; the body is compared there. */
static gboolean
read_item (const char *line, gsize length, EdItem *item, const char *body)
{
  g_autofree char *bytes = sample_bytes (line, length);
  g_autoptr (GError) error = NULL;

  if (!ed_item_read (bytes, length, item, &error))
    {
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
      return FALSE;
    }
  g_assert_no_error (error);
  if (item->kind == ED_ITEM_PUT && body != NULL)
    {
      g_assert_true (item->body > bytes && item->body + item->body_length < bytes + length);
      g_assert_cmpmem (item->body, item->body_length, body, strlen (body));
    }
  return TRUE;
}

static const char *const bodies[] = {
  "{}",
  "{\"a\":1}",
  "{ \"a\" : [ ] }",
  "{\"a\":\"}\"}",
  "{\"a\":\"\\\"}}\"}",
  "{\"a\":\"\\\\\",\"d\":{\"k\":\"end\"}}",
  "{\"a\":[{\"b\":[]},[[]]]}",
  "{\"a\":\"😀\"}",
  "{\"d\":{\"d\":{\"d\":{}}}}",
};

static void
test_feed_reads_a_put (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GString) page = g_string_new (NULL);
      g_autofree char *expected = g_strconcat (PUT, bodies[i], "}\n", NULL);
      EdItem item;

      ed_item_append_put (page, "case", ID, 3, bodies[i], strlen (bodies[i]));
      g_assert_cmpstr (page->str, ==, expected);
      g_assert_true (read_item (page->str, page->len - 1, &item, bodies[i]));
      g_assert_cmpint (item.kind, ==, ED_ITEM_PUT);
      g_assert_cmpstr (item.type, ==, "case");
      g_assert_cmpstr (item.id, ==, ID);
      g_assert_cmpint (item.rev, ==, 3);
    }
}

static void
test_feed_reads_del_and_forget (void)
{
  g_autoptr (GString) page = g_string_new (NULL);
  EdItem item;

  ed_item_append_del (page, "account", ID);
  g_assert_cmpstr (page->str, ==, "{\"k\":\"del\",\"t\":\"account\",\"id\":\"" ID "\"}\n");
  g_assert_true (read_item (page->str, page->len - 1, &item, NULL));
  g_assert_cmpint (item.kind, ==, ED_ITEM_DEL);
  g_assert_cmpstr (item.type, ==, "account");
  g_assert_cmpstr (item.id, ==, ID);

  g_string_truncate (page, 0);
  ed_item_append_forget (page, "case", ID, "reassigned");
  g_assert_cmpstr (page->str,
                   ==,
                   "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\",\"why\":\"reassigned\"}\n");
  g_assert_true (read_item (page->str, page->len - 1, &item, NULL));
  g_assert_cmpint (item.kind, ==, ED_ITEM_FORGET);
  g_assert_cmpstr (item.id, ==, ID);
  g_assert_cmpstr (item.why, ==, "reassigned");
}

static const struct
{
  const char *line;
  gboolean more, full, withheld;
  gint64 acked, durable, count;
  const char *time;
} ends[] = {
  { "{\"k\":\"end\",\"to\":\"AQx9\",\"more\":false,\"acked\":42,\"durable\":40,"
    "\"server_time\":\"" TIME "\"}",
    FALSE,
    FALSE,
    FALSE,
    42,
    40,
    ED_ABSENT,
    TIME },
  { "{\"k\":\"end\",\"to\":\"AQx9\",\"more\":true,\"acked\":0,\"durable\":0,"
    "\"server_time\":\"" TIME "\",\"full\":true}",
    TRUE,
    TRUE,
    FALSE,
    0,
    0,
    ED_ABSENT,
    TIME },
  { "{\"k\":\"end\",\"to\":\"AQx9\",\"more\":false,\"acked\":0,\"durable\":0,"
    "\"server_time\":\"" TIME "\",\"full\":true,\"count\":0}",
    FALSE,
    TRUE,
    FALSE,
    0,
    0,
    0,
    TIME },
  { "{\"k\":\"end\",\"to\":\"AQx9\",\"more\":false,\"acked\":9007199254740991,\"durable\":1,"
    "\"withheld\":true}",
    FALSE,
    FALSE,
    TRUE,
    G_GINT64_CONSTANT (9007199254740991),
    1,
    ED_ABSENT,
    NULL },
};

static void
test_feed_reads_an_end (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GString) page = g_string_new (NULL);
      EdItem item;

      g_test_message ("%s", ends[i].line);
      g_assert_true (read_item (ends[i].line, strlen (ends[i].line), &item, NULL));
      g_assert_cmpint (item.kind, ==, ED_ITEM_END);
      g_assert_cmpstr (item.to, ==, "AQx9");
      g_assert_cmpint (item.more, ==, ends[i].more);
      g_assert_cmpint (item.full, ==, ends[i].full);
      g_assert_cmpint (item.withheld, ==, ends[i].withheld);
      g_assert_cmpint (item.acked, ==, ends[i].acked);
      g_assert_cmpint (item.durable, ==, ends[i].durable);
      g_assert_cmpint (item.count, ==, ends[i].count);
      g_assert_cmpint (item.server_time,
                       ==,
                       ends[i].time != NULL ? ed_instant_from_text (ends[i].time) : ED_ABSENT);
      ed_item_append_end (page, &item);
      g_assert_true (g_str_has_suffix (page->str, "}\n"));
      g_string_truncate (page, page->len - 1);
      g_assert_cmpstr (page->str, ==, ends[i].line);
    }
}

/* Lines that say what they should, though otherwise than this server writes them. */
static const struct
{
  const char *line;
  EdItemKind kind;
} others[] = {
  { "{\"d\":{\"a\":1},\"rev\":3,\"id\":\"" ID "\",\"t\":\"case\",\"k\":\"put\"}", ED_ITEM_PUT },
  { "{\"t\":\"case\",\"d\":{\"a\":1},\"k\":\"put\",\"id\":\"" ID "\",\"rev\":0}", ED_ITEM_PUT },
  { " { \"k\" : \"put\" , \"t\" : \"case\" , \"id\" : \"" ID
    "\" ,\t\"rev\" : 3 , \"d\" : {\"a\":1} }",
    ED_ITEM_PUT },
  { "{\"k\":\"put\",\"new\":{\"k\":\"end\"},\"t\":\"case\",\"id\":\"" ID "\",\"rev\":3,"
    "\"d\":{\"a\":1},\"d2\":[null,1.5]}",
    ED_ITEM_PUT },
  { "{\"k\":\"del\",\"t\":\"new_type\",\"id\":\"" ID "\",\"why\":\"x\"}", ED_ITEM_DEL },
  { "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\",\"why\":\"new_word\"}", ED_ITEM_FORGET },
  { "{\"k\":\"end\",\"to\":\"A\",\"more\":false}", ED_ITEM_END },
  { "{\"more\":true,\"to\":\"" TO64 TO64 TO64 "01234567\",\"k\":\"end\"}", ED_ITEM_END },
  { "{\"k\":\"del\",\"t\":\"0123456789012345678901234567890\",\"id\":\"" ID "\"}", ED_ITEM_DEL },
};

static void
test_feed_reads_other_orders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      EdItem item;

      g_test_message ("%s", others[i].line);
      g_assert_true (read_item (others[i].line, strlen (others[i].line), &item, "{\"a\":1}"));
      g_assert_cmpint (item.kind, ==, others[i].kind);
    }
}

static const char *const broken[] = {
  "",
  " ",
  "x",
  "[]",
  "{}",
  "null",
  "\"put\"",
  PUT "{}",
  PUT "}",
  PUT "{}}}",
  PUT "{}} {}",
  PUT "{}}x",
  PUT "{},}",
  PUT "{}}" PUT "{}}",
  PUT "{}}\n" PUT "{}}",
  PUT "{\"a\":1}",
  PUT "{\"a\":[1}}",
  PUT "{\"a\":[1}]}",
  PUT "{\"a\":\"}}",
  PUT "{\"a\":\"\\\"}}",
  PUT "{\"a\":\"\xff\"}}",
  PUT "{\"a\":\"\xc3\"}}",
  PUT "{\"\xed\xa0\x80\":1}}",
  PUT "{\"a\":\"\x01\"}}",
  PUT "{\"a\":\"\\ud800\"}}",
  PUT "{a:1}}",
  PUT "{'a':1}}",
  PUT "{\"a\":1,}}",
  PUT "{\"a\":01}}",
  PUT "{\"a\":}}",
  PUT "{/**/}}",
  PUT "[]}",
  PUT "\"a\"}",
  PUT "1}",
  PUT "null}",
  PUT "{},\"d\":{}}",
  PUT "{},\"k\":\"end\",\"to\":\"a\",\"more\":false}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":3}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"id\":\"" ID "\",\"rev\":3,\"d\":{}}",
  "{\"t\":\"case\",\"id\":\"" ID "\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":-1,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":1.0,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":1e2,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":\"3\",\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":null,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":9007199254740992,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"261\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":261,\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"C2610000-0000-4000-8000-00000000026A\",\"rev\":3,"
  "\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "0\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"t\":\"\",\"id\":\"" ID "\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"put\",\"t\":7,\"id\":\"" ID "\",\"rev\":3,\"d\":{}}",
  "{\"k\":\"del\",\"t\":\"01234567890123456789012345678901\",\"id\":\"" ID "\"}",
  "{\"k\":\"del\",\"t\":\"c\\u0061se\",\"id\":\"" ID "\"}",
  "{\"k\":\"del\",\"t\":\"case\"}",
  "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "\"",
  "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "}",
  "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\"}",
  "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\",\"why\":\"\"}",
  "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\",\"why\":\"0123456789abcdef\"}",
  "{\"k\":\"forget\",\"t\":\"case\",\"id\":\"" ID "\",\"why\":null}",
  "{\"k\":1,\"t\":\"case\",\"id\":\"" ID "\"}",
  "{\"k\":\"end\"}",
  "{\"k\":\"end\",\"to\":\"A\"}",
  "{\"k\":\"end\",\"more\":false}",
  "{\"k\":\"end\",\"to\":\"\",\"more\":false}",
  "{\"k\":\"end\",\"to\":7,\"more\":false}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":0}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":\"false\"}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":null}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"more\":true}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"acked\":-1}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"durable\":\"1\"}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"full\":true}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"full\":1,\"count\":1}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"server_time\":\"2020-03-19\"}",
  "{\"k\":\"end\",\"to\":\"A\",\"more\":false,\"server_time\":1584605801500}",
  "{\"k\":\"end\",\"to\":\"" TO64 TO64 TO64 TO64 "\",\"more\":false}",
};

static void
test_feed_refuses_broken_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *shown = g_strescape (broken[i], NULL);
      EdItem item;

      g_test_message ("%s", shown);
      g_assert_false (read_item (broken[i], strlen (broken[i]), &item, NULL));
    }
}

/* The server is newer than who reads: that is another thing than a broken line. */
static void
test_feed_names_unknown_kinds (void)
{
  static const char *const lines[] = {
    "{\"k\":\"keep\",\"t\":\"case\",\"id\":\"" ID "\"}",
    "{\"k\":\"PUT\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":3,\"d\":{}}",
    "{\"what\":{\"is\":[\"new\"]},\"k\":\"tell\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      EdItem item;

      g_assert_false (ed_item_read (lines[i], strlen (lines[i]), &item, &error));
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_UNKNOWN);
    }
}

static void
test_feed_refuses_zero_bytes (void)
{
  static const char zero[] = PUT "{\"a\":\"\0\"}}";
  EdItem item;

  g_assert_false (read_item (zero, sizeof zero - 1, &item, NULL));
}

/* No beginning of a line is a line. */
static void
test_feed_refuses_every_beginning (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (gsize length = 0; length < strlen (others[i].line); length++)
      {
        EdItem item;

        g_assert_false (read_item (others[i].line, length, &item, NULL));
      }
}

/* A whole case in a line comes back as the same case. */
static void
test_feed_carries_documents (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (EdCase) case_ = sample_record (&ed_case_type, rand);
      g_autoptr (EdCase) same = NULL;
      g_autoptr (GString) page = g_string_new (NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      g_autofree char *body = ed_record_to_json (&ed_case_type, case_, &length);
      EdItem item;

      ed_item_append_put (page, "case", case_->id, 1, body, length);
      g_assert_true (memchr (page->str, '\n', page->len) == page->str + page->len - 1);
      bytes = sample_bytes (page->str, page->len - 1);
      g_assert_true (ed_item_read (bytes, page->len - 1, &item, NULL));
      g_assert_cmpstr (item.id, ==, case_->id);
      same = ed_record_from_json (&ed_case_type,
                                  item.body,
                                  (gssize) item.body_length,
                                  ED_WIRE_STRICT,
                                  NULL);
      g_assert_true (ed_record_equal (&ed_case_type, case_, same));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/feed/reads-a-put", test_feed_reads_a_put);
  g_test_add_func ("/wire/feed/reads-del-and-forget", test_feed_reads_del_and_forget);
  g_test_add_func ("/wire/feed/reads-an-end", test_feed_reads_an_end);
  g_test_add_func ("/wire/feed/reads-other-orders", test_feed_reads_other_orders);
  g_test_add_func ("/wire/feed/refuses-broken-lines", test_feed_refuses_broken_lines);
  g_test_add_func ("/wire/feed/refuses-names-unknown-kinds", test_feed_names_unknown_kinds);
  g_test_add_func ("/wire/feed/refuses-zero-bytes", test_feed_refuses_zero_bytes);
  g_test_add_func ("/wire/feed/refuses-every-beginning", test_feed_refuses_every_beginning);
  g_test_add_func ("/wire/feed/carries-documents", test_feed_carries_documents);
  return g_test_run ();
}
