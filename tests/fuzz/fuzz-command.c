/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One command of a push, as the server reads it; what is readable is spelt and read again alike. */

#include <string.h>

#include "fuzz.h"
#include "server/envelope.h"
#include "wire/push.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const guint8 key[ED_SECRET_BYTES] = "a key for tests, not for secrets";
  g_autoptr (JsonNode) node = ed_json_parse_object ((const char *) bytes, (gssize) length, NULL);
  g_autoptr (EdEnvelope) envelope = NULL;
  g_autoptr (EdEnvelope) again = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (node == NULL)
    return 0;
  envelope = ed_envelope_read (node, key);
  if (envelope->fault != ED_ENVELOPE_GOOD)
    return 0;
  /* The one spelling of a body is its own. */
  body = ed_json_parse_object (envelope->body, -1, NULL);
  g_assert (body != NULL);
  json_object_set_int_member (json_node_get_object (body), "seq", 1);
  again = ed_envelope_read (body, key);
  g_assert_cmpstr (again->body, ==, envelope->body);
  return 0;
}
