/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server must not say, and a line must not do to it. */

#include "world.h"

/* --- bad answers ---------------------------------------------------------------------------------
 */

static void
test_page_truncated_anywhere_changes_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) fresh = NULL;
  const char *id = world_make_case (world, expert);
  g_autofree char *before = NULL;
  gsize length = 0;
  gboolean whole = FALSE;

  {
    g_autoptr (Machine) again = machine_new (world, WORLD_EXPERT);

    machine_sync (again);
    machine_contact (again, id);
    machine_sync (again);
  }
  before = machine_describe (expert);
  while (!whole)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      ed_api_transport_set_once (expert->transport,
                                 "/v1/feed",
                                 (EdFault){ .kind = ED_FAULT_TRUNCATE, .length = length++ });
      whole = machine_try (expert, &error);
      if (whole)
        break;
      g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
      after = machine_describe (expert);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (length, >, 200);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  machine_assert_same (expert, fresh);
}

#define END "{\"k\":\"end\",\"to\":\"x\",\"more\":false,\"acked\":0,\"durable\":0}\n"
#define ID "c0000000-0000-4000-8000-000000000001"

static const struct
{
  guint status;
  const char *body;
  EdSyncError error;
} bad_pages[] = {
  { 200, "", ED_SYNC_ERROR_PROTOCOL },
  { 200, "\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "<html></html>\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"tell\",\"t\":\"case\",\"id\":\"" ID "\"}\n" END, ED_SYNC_ERROR_PROTOCOL },
  { 200, END END, ED_SYNC_ERROR_PROTOCOL },
  { 200, END "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "\"}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "\"}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":1,\"d\":{]}\n" END,
    ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"end\",\"more\":false,\"acked\":0,\"durable\":0}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"k\":\"end\",\"to\":\"x\",\"more\":false,\"acked\":0,\"durable\":0,\"full\":true,"
    "\"count\":0}\n",
    ED_SYNC_ERROR_PROTOCOL },
  { 204, "", ED_SYNC_ERROR_PROTOCOL },
  { 302, "", ED_SYNC_ERROR_PROTOCOL },
  { 404, "<html></html>", ED_SYNC_ERROR_PROTOCOL },
  { 400, "{\"code\":\"bad_request\"}", ED_SYNC_ERROR_PROBLEM },
  { 418, "{\"code\":\"never_heard\"}", ED_SYNC_ERROR_PROBLEM },
  { 403, "{\"code\":\"account_suspended\"}", ED_SYNC_ERROR_SUSPENDED },
  { 403, "{\"code\":\"device_revoked\"}", ED_SYNC_ERROR_SUSPENDED },
  { 409, "{\"code\":\"client_too_old\"}", ED_SYNC_ERROR_OLD },
  { 429, "{\"code\":\"rate_limited\"}", ED_SYNC_ERROR_BUSY },
  { 500, "{\"code\":\"internal_error\"}", ED_SYNC_ERROR_BUSY },
  { 502, "<html></html>", ED_SYNC_ERROR_BUSY },
  { 503, "{\"code\":\"unavailable\"}", ED_SYNC_ERROR_BUSY },
};

static void
test_page_bad_changes_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autofree char *before = machine_describe (expert);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_pages); i++)
    {
      g_autofree char *after = NULL;

      g_test_message ("%u %s", bad_pages[i].status, bad_pages[i].body);
      ed_api_transport_set_once (expert->transport,
                                 "/v1/feed",
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = bad_pages[i].status,
                                            .body = bad_pages[i].body });
      machine_fail (expert, bad_pages[i].error);
      after = machine_describe (expert);
      g_assert_cmpstr (after, ==, before);
    }
  machine_contact (expert, id);
  machine_sync (expert);
}

static const struct
{
  guint status;
  const char *body;
  EdSyncError error;
} bad_answers[] = {
  { 200, "", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{}", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"epoch\":\"" ID "\",\"results\":[],\"next_seq\":2,\"durable\":0}",
    ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"epoch\":\"" ID "\",\"results\":[{\"id\":\"" ID "\",\"status\":\"appl",
    ED_SYNC_ERROR_PROTOCOL },
  { 400, "{\"code\":\"bad_request\"}", ED_SYNC_ERROR_PROBLEM },
  { 400, "{\"code\":\"bad_request\",\"params\":{\"id\":\"" ID "\"}}", ED_SYNC_ERROR_PROBLEM },
  { 503, "{\"code\":\"unavailable\"}", ED_SYNC_ERROR_BUSY },
};

static void
test_push_answer_bad_keeps_the_queue (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_test_message ("%u %s", bad_answers[i].status, bad_answers[i].body);
      ed_api_transport_set_once (expert->transport,
                                 "/v1/commands",
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = bad_answers[i].status,
                                            .body = bad_answers[i].body });
      machine_fail (expert, bad_answers[i].error);
      machine_assert_fate (expert, session, "sent");
    }
  machine_sync (expert);
  machine_assert_fate (expert, session, "accepted");
}

/* A command that no server takes leaves the queue, and those behind it take its number. */
static void
test_unsendable_command_leaves_the_queue (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *first = machine_add_session (expert, id, WORLD_TODAY);
  const char *second = machine_add_session (expert, id, WORLD_TODAY + 1);
  g_autofree char *body =
      g_strdup_printf ("{\"code\":\"too_large\",\"params\":{\"id\":\"%s\"}}", first);

  ed_api_transport_set_once (expert->transport,
                             "/v1/commands",
                             (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 413, .body = body });
  machine_sync (expert);
  machine_assert_fate (expert, first, "refused too_large");
  machine_assert_fate (expert, second, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 1);
}

static void
test_server_too_old_holds_the_queue_only (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);
  guint pushes;

  ed_api_transport_set_once (expert->transport,
                             "/v1/commands",
                             (EdFault){ .kind = ED_FAULT_GARBAGE,
                                        .status = 409,
                                        .body = "{\"code\":\"server_too_old\"}" });
  machine_sync (expert);
  g_assert_cmpstr (expert->report.code, ==, "server_too_old");
  pushes = ed_api_transport_count (expert->transport, "/v1/commands");
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/commands"), ==, pushes);
  machine_assert_fate (expert, session, "sent");
  ed_manual_clock_advance (&expert->clock, 25 * WORLD_HOUR);
  world_advance (world, 25 * WORLD_HOUR);
  machine_sync (expert);
  machine_assert_fate (expert, session, "accepted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/answers/" name, function)
  ADD ("page-truncated-anywhere-changes-nothing", test_page_truncated_anywhere_changes_nothing);
  ADD ("page-bad-changes-nothing", test_page_bad_changes_nothing);
  ADD ("push-answer-bad-keeps-the-queue", test_push_answer_bad_keeps_the_queue);
  ADD ("unsendable-command-leaves-the-queue", test_unsendable_command_leaves_the_queue);
  ADD ("server-too-old-holds-the-queue-only", test_server_too_old_holds_the_queue_only);
#undef ADD
  return g_test_run ();
}
