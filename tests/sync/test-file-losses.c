/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents over transports that lose, double, cut and answer what they like, and a server that
 * goes back. */

#include "papers.h"

#include <string.h>

/* --- what gets lost --------------------------------------------------------------------------- */

typedef struct
{
  guint calls, nth;
  EdFaultKind kind;
} Loss;

static EdFault
choose_nth (const EdCall *call, gpointer data)
{
  Loss *loss = data;

  return (EdFault){ .kind = ++loss->calls == loss->nth ? loss->kind : ED_FAULT_NONE };
}

/* Any one call of an upload or a fetch, lost on the way there, on the way back, or doubled. */
static void
test_lost_calls_have_one_effect (void)
{
  static const EdFaultKind kinds[] = { ED_FAULT_LOSE_REQUEST,
                                       ED_FAULT_LOSE_ANSWER,
                                       ED_FAULT_DOUBLE };
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  guint papers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (Loss loss = { .nth = 1, .kind = kinds[i] }; loss.calls >= loss.nth - 1; loss.nth++)
      {
        const char *id = world_make_case (world, expert);
        g_autoptr (GBytes) content = paper_new (MIB + 5000, ++papers);
        const char *document = machine_attach (expert, id, content, NULL);
        g_autoptr (EdCase) seen = NULL;

        loss.calls = 0;
        ed_api_transport_choose (expert->transport, choose_nth, &loss);
        for (guint passes = 0; machine_count_waiting (expert) > 0; passes++)
          {
            g_assert_cmpuint (passes, <, 3);
            machine_try (expert, NULL);
          }
        ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
        machine_sync (expert);
        machine_assert_paper (expert, id, document, "held");
        machine_sync (coordinator);
        seen = machine_load (coordinator, id);
        g_assert_cmpuint (seen->documents->len, ==, 1);
        machine_assert_fetch (coordinator, id, document, content);
      }
  g_assert_cmpuint (papers, >, 3 * 6);
}

static void
test_lost_fetches_go_on (void)
{
  static const EdFaultKind kinds[] = { ED_FAULT_LOSE_REQUEST, ED_FAULT_LOSE_ANSWER };
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (2 * MIB + 77, 1);
  const char *document = machine_attach (expert, id, content, NULL);

  machine_sync (expert);
  machine_sync (coordinator);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (Loss loss = { .nth = 1, .kind = kinds[i] }; loss.calls >= loss.nth - 1; loss.nth++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) fetched = NULL;

        loss.calls = 0;
        g_assert_true (ed_store_drop_file (coordinator->store, document, NULL));
        ed_api_transport_choose (coordinator->transport, choose_nth, &loss);
        fetched = machine_fetch (coordinator, id, document, &error);
        if (fetched == NULL)
          g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
        ed_api_transport_set (coordinator->transport, (EdFault){ .kind = ED_FAULT_NONE });
        machine_assert_fetch (coordinator, id, document, content);
      }
}

/* Answers that break off, at every region of a chunk. */
static EdFault
choose_cut (const EdCall *call, gpointer data)
{
  Loss *loss = data;
  static const gsize lengths[] = { 0, 1, 4096, 256 * KIB - 1, 256 * KIB, 256 * KIB + 1, 512 * KIB };

  if (call->range == NULL || loss->calls >= G_N_ELEMENTS (lengths) * 2)
    return (EdFault){ .kind = ED_FAULT_NONE };
  if (++loss->calls % 2 == 0)
    return (EdFault){ .kind = ED_FAULT_NONE };
  return (EdFault){ .kind = ED_FAULT_TRUNCATE, .length = lengths[loss->calls / 2] };
}

static void
test_cut_answers_are_mended (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (12 * MIB + 9, 1);
  const char *document = machine_attach (expert, id, content, NULL);
  Loss loss = { 0 };
  g_autoptr (GError) error = NULL;

  machine_sync (expert);
  machine_sync (coordinator);
  ed_api_transport_choose (coordinator->transport, choose_cut, &loss);
  machine_assert_fetch (coordinator, id, document, content);
  g_assert_cmpuint (loss.calls, ==, 14);

  /* One that brings nothing again and again is given up, and said so. */
  g_assert_true (ed_store_drop_file (coordinator->store, document, NULL));
  ed_api_transport_set (
      coordinator->transport,
      (EdFault){ .kind = ED_FAULT_TRUNCATE, .path = "/v1/documents/", .length = 1000 });
  g_assert_null (machine_fetch (coordinator, id, document, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
}

/* Other bytes than the case says are shown to nobody, and not kept. */
static void
test_wrong_bytes_are_thrown_away (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (20, 1);
  const char *document = machine_attach (expert, id, content, NULL);
  g_autoptr (GError) error = NULL;

  machine_sync (expert);
  machine_sync (coordinator);
  ed_api_transport_set_once (
      coordinator->transport,
      "/v1/documents/",
      (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 206, .body = "%PDF-1.7 of somebody" });
  g_assert_null (machine_fetch (coordinator, id, document, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
  g_assert_cmpint (machine_count_bytes (coordinator), ==, 0);
  machine_assert_fetch (coordinator, id, document, content);
}

/* --- what the server says --------------------------------------------------------------------- */

static const struct
{
  const char *path; /* which call */
  guint status;
  const char *code;
  guint times;
  EdRefusalCode refusal; /* NONE: it gets over it */
} answers[] = {
  { "/v1/uploads", 413, "too_large", 1, ED_REFUSAL_TOO_LARGE },
  { "/v1/uploads", 422, "type_not_allowed", 1, ED_REFUSAL_TYPE_NOT_ALLOWED },
  { "/v1/uploads", 422, "id_reused", 1, ED_REFUSAL_UPLOAD_UNKNOWN },
  { "/v1/uploads", 404, "not_found", 1, ED_REFUSAL_NOT_FOUND },
  { "/v1/uploads", 403, "forbidden", 1, ED_REFUSAL_FORBIDDEN },
  { "/v1/uploads", 400, "bad_request", 1, ED_REFUSAL_INVALID },
  { "/v1/uploads/", 413, "too_large", 1, ED_REFUSAL_TOO_LARGE },
  { "/v1/uploads/", 422, "type_not_allowed", 1, ED_REFUSAL_TYPE_NOT_ALLOWED },
  { "/v1/uploads/", 404, "not_found", 1, ED_REFUSAL_NONE },
  { "/v1/uploads/", 409, "upload_offset", 1, ED_REFUSAL_NONE },
  { "/v1/uploads/", 422, "upload_damaged", 2, ED_REFUSAL_NONE },
  { "/v1/uploads/", 422, "upload_damaged", 3, ED_REFUSAL_TYPE_NOT_ALLOWED },
};

typedef struct
{
  gsize row;
  guint given;
  char *body;
} Said;

static EdFault
choose_said (const EdCall *call, gpointer data)
{
  Said *said = data;
  gboolean is_first = strcmp (answers[said->row].path, "/v1/uploads") == 0;

  if (!g_str_has_prefix (call->path, answers[said->row].path)
      || is_first != (strcmp (call->method, "POST") == 0)
      || said->given >= answers[said->row].times)
    return (EdFault){ .kind = ED_FAULT_NONE };
  said->given++;
  return (
      EdFault){ .kind = ED_FAULT_GARBAGE, .status = answers[said->row].status, .body = said->body };
}

/* Refused, the attach keeps its bytes and the reason, and what is behind it goes on; otherwise it
 * arrives. */
static void
test_answers_are_met (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *id = world_make_case (world, expert);
      g_autoptr (GBytes) content = paper_new (300 * KIB, (guint) i);
      const char *command, *contact;
      const char *document = machine_attach (expert, id, content, &command);
      g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", answers[i].code);
      g_autofree char *fate =
          answers[i].refusal == ED_REFUSAL_NONE
              ? g_strdup ("accepted")
              : g_strconcat ("refused ", ed_refusal_word (answers[i].refusal), NULL);
      Said said = { .row = i, .body = body };

      contact = machine_contact (expert, id);
      ed_api_transport_choose (expert->transport, choose_said, &said);
      machine_sync (expert);
      g_assert_cmpuint (said.given, ==, answers[i].times);
      machine_assert_fate (expert, command, fate);
      machine_assert_fate (expert, contact, "accepted");
      machine_assert_paper (expert,
                            id,
                            document,
                            answers[i].refusal == ED_REFUSAL_NONE ? "held" : "refused");
      machine_assert_fetch (expert, id, document, content);
      ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
    }
}

/* A server that goes on to say nothing sensible does not make a pass endless. */
static void
test_endless_doubt_ends (void)
{
  static const char *const codes[] = { "not_found", "upload_offset" };
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (300 * KIB, 1);
  const char *document = machine_attach (expert, id, content, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", codes[i]);

      ed_api_transport_set (expert->transport,
                            (EdFault){ .kind = ED_FAULT_GARBAGE,
                                       .path = "/v1/uploads/",
                                       .status = i == 0 ? 404 : 409,
                                       .body = body });
      machine_fail (expert, ED_SYNC_ERROR_PROBLEM);
    }
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  machine_assert_paper (expert, id, document, "held");
}

/* Too much waits at the server: nothing new is announced until its time, and all else goes on. */
static void
test_quota_makes_files_wait (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *other = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (300 * KIB, 1);
  const char *document = machine_attach (expert, id, content, NULL);
  const char *contact;

  ed_api_transport_set_once (
      expert->transport,
      "/v1/uploads",
      (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 429, .body = "{\"code\":\"upload_quota\"}" });
  machine_sync (expert);
  contact = machine_contact (expert, other);
  machine_sync (expert);
  machine_assert_fate (expert, contact, "accepted");
  machine_assert_paper (expert, id, document, "waiting");
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/uploads"), ==, 0);
  ed_manual_clock_advance (&expert->clock, 61 * 1000);
  machine_sync (expert);
  machine_assert_paper (expert, id, document, "held");
}

/* --- a server that has gone back -------------------------------------------------------------- */

static void
test_restored_server_gets_its_files_again (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (2 * MIB, 1);
  const char *document, *command;

  world_back_up (world);
  document = machine_attach (expert, id, content, &command);
  machine_sync (expert);
  machine_assert_fate (expert, command, "accepted");
  world_restore (world);
  machine_contact (expert, id);
  machine_sync (expert);
  machine_assert_fate (expert, command, "accepted");
  {
    g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);

    machine_sync (coordinator);
    machine_assert_fetch (coordinator, id, document, content);
  }
}

/* The bytes are at neither end: the command is refused, and the queue goes on. */
static void
test_lost_at_both_ends_is_refused (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (2 * MIB, 1);
  const char *document, *command, *contact;

  world_back_up (world);
  document = machine_attach (expert, id, content, &command);
  machine_sync (expert);
  world_restore (world);
  g_assert_true (ed_store_drop_file (expert->store, document, NULL));
  contact = machine_contact (expert, id);
  machine_sync (expert);
  machine_assert_fate (expert, command, "refused upload_unknown");
  machine_assert_fate (expert, contact, "accepted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/file-losses/" name, function)
  ADD ("lost-calls-have-one-effect", test_lost_calls_have_one_effect);
  ADD ("lost-fetches-go-on", test_lost_fetches_go_on);
  ADD ("cut-answers-are-mended", test_cut_answers_are_mended);
  ADD ("wrong-bytes-are-thrown-away", test_wrong_bytes_are_thrown_away);
  ADD ("answers-are-met", test_answers_are_met);
  ADD ("endless-doubt-ends", test_endless_doubt_ends);
  ADD ("quota-makes-files-wait", test_quota_makes_files_wait);
  ADD ("restored-server-gets-its-files-again", test_restored_server_gets_its_files_again);
  ADD ("lost-at-both-ends-is-refused", test_lost_at_both_ends_is_refused);
#undef ADD
  return g_test_run ();
}
