/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demonstration: every state and badge is there, made by the server's own commands. */

#include <glib/gstdio.h>
#include <string.h>

#include "domain/account.h"
#include "domain/request.h"
#include "domain/standing.h"
#include "server/api-state.h"
#include "server/audience.h"
#include "server/demo.h"
#include "server/view-table.h"
#include "support/test-database.h"
#include "wire/record-json.h"

#define NOW G_GINT64_CONSTANT (1795338000000) /* 2026-11-22T09:00:00Z, a Sunday */

typedef struct
{
  char *folder;
  char *database;
  EdApi *api;
} Demo;

static void
set_up (Demo *demo, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdApiOptions options = { .password_opslimit = 1, .password_memlimit = 8192 };

  demo->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", &error);
  g_assert_no_error (error);
  demo->database = ed_test_database_new ();
  ed_demo_make (demo->folder, demo->database, NOW, 0, 0, &error);
  g_assert_no_error (error);
  options.data_dir = demo->folder;
  options.database = demo->database;
  demo->api = ed_api_open (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Demo *demo, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (demo->folder, 0, NULL);
  const char *name;

  ed_api_close (demo->api);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (demo->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (demo->folder);
  ed_test_database_drop (demo->database);
  g_free (demo->folder);
}

/* The living cases of an audience. */
static GPtrArray *
load_cases (Demo *demo, const char *audience)
{
  const char *const audiences[] = { audience, NULL };
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  EdPosition beginning = { 0, 0 };
  g_autoptr (EdStatement) row =
      ed_views_read (demo->api->writer, audiences, &beginning, -1, G_MAXINT64, 1000, NULL);

  while (ed_statement_step (row, NULL))
    {
      if (strcmp (ed_statement_text (row, 1), "case") == 0 && ed_statement_int (row, 5) == 0)
        g_ptr_array_add (cases,
                         ed_record_from_json (&ed_case_type,
                                              ed_statement_text (row, 4),
                                              -1,
                                              ED_WIRE_STRICT,
                                              NULL));
    }
  return cases;
}

static char *
find_audience (Demo *demo, const char *user)
{
  g_autoptr (EdStatement) row =
      ed_db_prepare (demo->api->writer, "SELECT account FROM credential WHERE \"user\" = $1", NULL);

  ed_statement_bind_text (row, 1, user);
  g_assert_true (ed_statement_step (row, NULL));
  return ed_audience_of_expert (ed_statement_text (row, 0));
}

static void
test_expert_has_every_badge (Demo *demo, gconstpointer unused)
{
  g_autofree char *audience = find_audience (demo, "expert@demo.example");
  g_autoptr (GPtrArray) cases = load_cases (demo, audience);
  guint badges = 0, progress = 0;

  g_assert_cmpuint (cases->len, >=, 14);
  for (guint i = 0; i < cases->len; i++)
    {
      const EdCase *case_ = cases->pdata[i];

      badges |= 1u << ed_case_badge (case_, NOW, demo->api->settings, demo->api->zone).kind;
      progress |= 1u << ed_case_progress (case_, NOW, demo->api->zone);
    }
  g_assert_cmphex (
      badges,
      ==,
      1u << ED_BADGE_NONE | 1u << ED_BADGE_UNREACHABLE | 1u << ED_BADGE_APPROVAL_PENDING
          | 1u << ED_BADGE_RETURNED | 1u << ED_BADGE_CONTACT_DUE | 1u << ED_BADGE_CONTACT_FIRST
          | 1u << ED_BADGE_CLOSING_DUE | 1u << ED_BADGE_CLOSING_WARN | 1u << ED_BADGE_SESSION_DUE);
  g_assert_cmphex (progress, ==, 0x0f);
}

static void
test_staff_see_every_state (Demo *demo, gconstpointer unused)
{
  g_autoptr (GPtrArray) cases = load_cases (demo, "staff");
  guint states = 0;

  g_assert_cmpuint (cases->len, ==, 42);
  for (guint i = 0; i < cases->len; i++)
    states |= 1u << ((EdCase *) cases->pdata[i])->state;
  g_assert_cmphex (states, ==, 0x1f);
}

static void
test_guide_case_is_as_in_guide (Demo *demo, gconstpointer unused)
{
  g_autofree char *audience = find_audience (demo, "expert@demo.example");
  g_autoptr (GPtrArray) cases = load_cases (demo, audience);
  const EdCase *guide = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      if (((EdCase *) cases->pdata[i])->number == 261)
        guide = cases->pdata[i];
    }
  g_assert_nonnull (guide);
  title = ed_case_make_title (guide, demo->api->zone, NULL);
  g_assert_cmpstr (title,
                   ==,
                   "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY");
  g_assert_cmpint (ed_zone_minutes (demo->api->zone, guide->recorded_at), ==, 20 * 60 + 44);
  g_assert_cmpstr (guide->problem_details, ==, "Other family problems");
  g_assert_cmpstr (guide->phone, ==, "06 30 111 1111");
  g_assert_null (guide->email);
  g_assert_cmpint (guide->age, ==, ED_ABSENT);
  g_assert_cmpint (guide->sessions_available, ==, 5);
  g_assert_cmpint (guide->session_minutes, ==, 50);
  g_assert_cmpstr (guide->operator_name, ==, "XY");
  g_assert_cmpuint (guide->sessions->len, ==, 0);
}

static void
test_demo_signs_in (Demo *demo, gconstpointer unused)
{
  static const char *const names[] = { "coordinator", "expert", "expert2",
                                       "lawyer",      "coach",  "manager" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"user\":\"%s@demo.example\",\"password\":\"demonstration-only\",\"device\":"
          "{\"id\":\"00000000-0000-4000-8000-00000000000%u\",\"name\":\"laptop\"}}",
          names[i],
          i);
      EdApiRequest request = { .method = "POST",
                               .path = "/v1/sessions",
                               .body = body,
                               .body_length = strlen (body) };
      g_auto (EdApiResponse) response = { 0 };

      ed_api_call_now (demo->api, &request, &response);
      g_assert_cmpuint (response.status, ==, 201);
    }
}

/* The bytes of FILE, as they are stored. */
static GByteArray *
load_file (Demo *demo, const char *file)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (EdStatement) row =
      ed_db_query (demo->api->writer,
                   NULL,
                   "SELECT bytes FROM file_chunk WHERE file = $1 ORDER BY n",
                   "t",
                   file);

  while (ed_statement_step (row, NULL))
    {
      gsize length;
      const guint8 *chunk = ed_statement_blob (row, 0, &length);

      g_byte_array_append (bytes, chunk, (guint) length);
    }
  return bytes;
}

/* A whole file, that knows where its table of objects is. */
static void
check_pdf (const GByteArray *bytes)
{
  g_autofree char *text = g_strndup ((const char *) bytes->data, bytes->len);
  const char *start;

  /* The text ends at no zero byte before its end. */
  g_assert_cmpuint (strlen (text), ==, bytes->len);
  g_assert_true (g_str_has_prefix (text, "%PDF-1.4\n"));
  g_assert_true (g_str_has_suffix (text, "\n%%EOF\n"));
  start = strstr (text, "startxref\n");
  g_assert_nonnull (start);
  start = text + g_ascii_strtoull (start + strlen ("startxref\n"), NULL, 10);
  g_assert_true (g_str_has_prefix (start, "xref\n0 "));
}

static void
test_documents_are_there (Demo *demo, gconstpointer unused)
{
  g_autoptr (GPtrArray) cases = load_cases (demo, "staff");
  guint kinds = 0, versions = 0, of_former = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const EdCase *case_ = cases->pdata[i];

      for (guint j = 0; j < case_->documents->len; j++)
        {
          const EdDocument *document = case_->documents->pdata[j];
          g_autoptr (GByteArray) bytes = load_file (demo, document->id);
          g_autoptr (GPtrArray) same =
              ed_case_list_documents (case_, (EdDocumentKind) document->kind);

          g_assert_cmpuint (bytes->len, ==, document->size);
          check_pdf (bytes);
          kinds |= 1u << document->kind;
          versions += same->len > 1;
          of_former += g_strcmp0 (document->assignment_id, case_->assignment_id) != 0;
        }
    }
  g_assert_cmphex (kinds, ==, 0x0f);
  g_assert_cmpuint (versions, >, 0);
  g_assert_cmpuint (of_former, >, 0);
}

static void
test_demo_is_the_same_again (Demo *demo, gconstpointer unused)
{
  Demo other = { 0 };
  g_autoptr (GPtrArray) one = load_cases (demo, "staff");
  g_autoptr (GPtrArray) two = NULL;

  set_up (&other, NULL);
  two = load_cases (&other, "staff");
  g_assert_cmpuint (one->len, ==, two->len);
  for (guint i = 0; i < one->len; i++)
    g_assert_true (ed_record_equal (&ed_case_type, one->pdata[i], two->pdata[i]));
  tear_down (&other, NULL);
}

static void
test_more_cases_are_added (Demo *demo, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  EdApiOptions options = { .data_dir = demo->folder, .database = demo->database };

  g_clear_pointer (&demo->api, ed_api_close);
  ed_demo_make (demo->folder, demo->database, NOW, 0, 230, &error);
  g_assert_no_error (error);
  demo->api = ed_api_open (&options, &error);
  g_assert_no_error (error);
  cases = load_cases (demo, "staff");
  g_assert_cmpuint (cases->len, ==, 272);
}

/* In every state, with documents, a chat and an answer that was sent back. */
static void
test_requests_are_there (Demo *demo, gconstpointer unused)
{
  static const char *const audience[] = { ED_AUDIENCE_OF_STAFF, NULL };
  EdPosition beginning = { 0, 0 };
  g_autoptr (EdStatement) row =
      ed_views_read (demo->api->writer, audience, &beginning, -1, G_MAXINT64, 10000, NULL);
  guint states[ED_REQUEST_CANCELLED + 1] = { 0 };
  guint n_returned = 0, n_shared = 0, n_messages = 0;

  while (ed_statement_step (row, NULL))
    {
      const char *type = ed_statement_text (row, 1);
      g_autoptr (EdRequest) request = NULL;

      n_messages += strcmp (type, "internal_message") == 0;
      n_shared += strcmp (type, "document") == 0;
      if (strcmp (type, "request") != 0)
        continue;
      request = ed_record_from_json (&ed_request_type,
                                     ed_statement_text (row, 4),
                                     -1,
                                     ED_WIRE_STRICT,
                                     NULL);
      g_assert_nonnull (request);
      states[request->state]++;
      n_returned += request->returned != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], >, 0);
  g_assert_cmpuint (n_returned, >, 0);
  g_assert_cmpuint (n_shared, >, 2);
  g_assert_cmpuint (n_messages, >, 2);
}

/* A past behind it: closed and approved, at the numbers before the others'. */
static void
test_past_is_closed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  EdApiOptions options = { .data_dir = folder, .password_opslimit = 1, .password_memlimit = 8192 };
  g_autoptr (GError) error = NULL;
  Demo demo = { .folder = folder };
  g_autoptr (GPtrArray) cases = NULL;
  guint closed = 0, unreachable = 0;

  ed_demo_make (folder, NULL, NOW, 60, 0, &error);
  g_assert_no_error (error);
  demo.api = ed_api_open (&options, &error);
  g_assert_no_error (error);
  cases = load_cases (&demo, "staff");
  g_assert_cmpuint (cases->len, ==, 42 + 60);
  for (guint i = 0; i < cases->len; i++)
    {
      const EdCase *case_ = cases->pdata[i];

      if (case_->recorded_at > NOW - 91 * G_GINT64_CONSTANT (86400000) || case_->number == 261
          || case_->state != ED_CASE_CLOSED)
        continue;
      closed++;
      unreachable += case_->closing->outcome == ED_OUTCOME_UNREACHABLE ? 1 : 0;
      g_assert_nonnull (case_->approval);
      g_assert_cmpint (case_->number, <, 4187 + 42);
    }
  g_assert_cmpuint (closed, ==, 60);
  g_assert_cmpuint (unreachable, >, 0);
  demo.folder = g_steal_pointer (&folder);
  tear_down (&demo, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Demo, NULL, set_up, function, tear_down)
  ADD ("/server/demo/expert-has-every-badge", test_expert_has_every_badge);
  ADD ("/server/demo/staff-see-every-state", test_staff_see_every_state);
  ADD ("/server/demo/guide-case-is-as-in-guide", test_guide_case_is_as_in_guide);
  ADD ("/server/demo/signs-in", test_demo_signs_in);
  ADD ("/server/demo/documents-are-there", test_documents_are_there);
  ADD ("/server/demo/requests-are-there", test_requests_are_there);
  ADD ("/server/demo/is-the-same-again", test_demo_is_the_same_again);
  /* Last: it adds to what the others look at. */
  ADD ("/server/demo/more-cases-are-added", test_more_cases_are_added);
  g_test_add_func ("/server/demo/past-is-closed", test_past_is_closed);
  return g_test_run ();
}
