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
  { 200, "{\"k\":\"tell\",\"t\":\"case\",\"id\":\"" ID "\"}\n" END, ED_SYNC_ERROR_OLD },
  { 200, "{\"k\":7,\"t\":\"case\",\"id\":\"" ID "\"}\n" END, ED_SYNC_ERROR_PROTOCOL },
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

/* --- catch-ups of several pages ------------------------------------------------------------------
 */

#define CASE(n)                                                                                  \
  "{\"k\":\"put\",\"t\":\"case\",\"id\":\"c0000000-0000-4000-8000-00000000000" n "\",\"rev\":1," \
  "\"d\":{\"id\":\"c0000000-0000-4000-8000-00000000000" n "\",\"number\":" n ","                 \
  "\"state\":\"recorded\",\"recorded_at\":\"2020-03-18T19:44:00.000Z\","                         \
  "\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}}\n"
#define PAGE_END(to, more, rest) \
  "{\"k\":\"end\",\"to\":\"" to "\",\"more\":" more ",\"acked\":0,\"durable\":0" rest "}\n"

/* The answers to the pulls of a pass, one after the other. */
typedef struct
{
  Machine *machine;
  const char *pages[8];
  guint asked;
  guint shown[8]; /* cases that the machine shows when each page is asked for */
} Script;

static EdFault
read_from_script (const EdCall *call, gpointer data)
{
  Script *script = data;

  if (!g_str_has_prefix (call->path, "/v1/feed"))
    return (EdFault){ .kind = ED_FAULT_NONE };
  g_assert_cmpuint (script->asked, <, G_N_ELEMENTS (script->pages));
  g_assert_nonnull (script->pages[script->asked]);
  script->shown[script->asked] = machine_count_cases (script->machine);
  return (
      EdFault){ .kind = ED_FAULT_GARBAGE, .status = 200, .body = script->pages[script->asked++] };
}

static gboolean
try_script (Machine *machine, Script *script, GError **error)
{
  script->machine = machine;
  ed_api_transport_choose (machine->transport, read_from_script, script);
  return machine_try (machine, error);
}

static void
test_pages_are_shown_together (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  Script broken = { .pages = { CASE ("1") PAGE_END ("p1", "true", ",\"full\":true"),
                               CASE ("2") "{\"k\":\"e" } };
  Script whole = { .pages = { CASE ("1") PAGE_END ("p1", "true", ",\"full\":true"),
                              CASE ("2") PAGE_END ("p2", "true", ",\"full\":true"),
                              PAGE_END ("p3", "false", ",\"full\":true,\"count\":2") } };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_script (coordinator, &broken, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_cmpuint (broken.asked, ==, 2);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 0);
  machine_reopen (coordinator);

  g_assert_true (try_script (coordinator, &whole, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (whole.asked, ==, 3);
  g_assert_cmpuint (whole.shown[1] + whole.shown[2], ==, 0);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 2);
  g_assert_cmpuint (coordinator->report.pulled, ==, 2);
}

/* A machine that shows cases 1 and 2, at the cursor "p". */
static Machine *
make_machine_with_cases (World *world)
{
  Machine *machine = machine_new (world, WORLD_COORDINATOR);
  Script script = { .pages = { CASE ("1") CASE ("2")
                                   PAGE_END ("p", "false", ",\"full\":true,\"count\":2") } };

  g_assert_true (try_script (machine, &script, NULL));
  g_assert_cmpuint (machine_count_cases (machine), ==, 2);
  return machine;
}

#define MISCOUNTED CASE ("1") PAGE_END ("q", "false", ",\"full\":true,\"count\":2")

static void
test_full_pull_that_does_not_add_up_removes_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = make_machine_with_cases (world);
  Script never = { .pages = { MISCOUNTED, MISCOUNTED, MISCOUNTED } };
  Script third = { .pages = { MISCOUNTED,
                              MISCOUNTED,
                              CASE ("1") PAGE_END ("q", "false", ",\"full\":true,\"count\":1") } };
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_forget_cursor (coordinator->store, NULL));
  g_assert_false (try_script (coordinator, &never, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_cmpuint (never.asked, ==, 3);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 2);

  g_assert_true (try_script (coordinator, &third, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 1);
}

static void
test_pages_in_a_circle_are_left (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = make_machine_with_cases (world);
  Script circle = { .pages = { PAGE_END ("p", "true", "") } };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_script (coordinator, &circle, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
}

static void
test_answer_to_something_else_is_no_answer (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);

  machine_sync (coordinator);
  machine_create_case (coordinator);
  ed_api_transport_set (coordinator->transport,
                        (EdFault){ .kind = ED_FAULT_GARBAGE,
                                   .status = 200,
                                   .body = "{\"epoch\":\"" ID "\",\"results\":[{\"id\":\"" ID "\","
                                           "\"status\":\"applied\",\"rev\":1}],"
                                           "\"next_seq\":2,\"durable\":0}" });
  machine_fail (coordinator, ED_SYNC_ERROR_PROTOCOL);
  g_assert_cmpint (machine_count_waiting (coordinator), ==, 1);
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
  ADD ("pages-are-shown-together", test_pages_are_shown_together);
  ADD ("full-pull-that-does-not-add-up-removes-nothing",
       test_full_pull_that_does_not_add_up_removes_nothing);
  ADD ("pages-in-a-circle-are-left", test_pages_in_a_circle_are_left);
  ADD ("answer-to-something-else-is-no-answer", test_answer_to_something_else_is_no_answer);
#undef ADD
  return g_test_run ();
}
