/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages that links in mails lead to (PROTOCOL 2.9). */

#include "house.h"

#include <string.h>

#include "server/api-state.h"
#include "server/batch.h"
#include "server/invitation.h"
#include "server/page.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define NEWCOMER "a0000000-0000-4000-8000-0000000000aa"
#define CREATE                                                                          \
  "{\"user\":\"new@demo.example\",\"name\":\"Új <b>Éva</b>\",\"roles\":[\"expert\"]," \
  "\"language\":\"hu\"}"

static guint
browse (House *house, const char *method, const char *path, const char *language, char **html)
{
  EdApiRequest request = { .method = method, .path = path, .accept_language = language };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (house->office->api, &request, &response);
  *html = response_text (&response);
  if (response.status != 405 && g_str_has_prefix (*html, "<!DOCTYPE html>"))
    g_assert_cmpstr (response.content_type, ==, "text/html; charset=utf-8");
  return response.status;
}

/* Invites a newcomer; the address of the link in the mail. */
static char *
invite (House *house)
{
  EdApi *api = house->office->api;
  g_auto (EdMailSecrets) secrets = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean wanted = FALSE;
  EdBatch batch;

  person_must (house->coordinator, NULL, "account.create", NEWCOMER, NULL, CREATE);
  api->mail_secrets->make (api, ED_MAIL_ACCOUNT_CREATED, NEWCOMER, &secrets, &error);
  g_assert_true (ed_batch_begin (&batch, api, &error));
  api->mail_secrets->store (&batch, ED_MAIL_ACCOUNT_CREATED, NEWCOMER, &secrets, &wanted, &error);
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_no_error (error);
  g_assert_true (wanted);
  return g_strconcat ("/open/account/", secrets.token, NULL);
}

static void
assert_state (House *house, const char *state)
{
  g_autoptr (EdStatement) row =
      ed_db_prepare (house->office->api->writer,
                     "SELECT body FROM document WHERE id = '" NEWCOMER "'",
                     NULL);
  g_autoptr (JsonNode) body = NULL;

  g_assert_true (ed_statement_step (row, NULL));
  body = json_from_string (ed_statement_text (row, 0), NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (body), "state"), ==, state);
}

/* A program that searches mails for bad links looks at them, once or ten times. */
static void
test_looking_confirms_nothing (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *first = NULL;

  g_assert_cmpuint (browse (house, "GET", path, NULL, &first), ==, 200);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *again = NULL;

      g_assert_cmpuint (browse (house, "GET", path, NULL, &again), ==, 200);
      g_assert_cmpstr (again, ==, first);
    }
  assert_state (house, "invited");
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM mail_outbox"
                                " WHERE kind = 'account_activated'"),
                   ==,
                   0);
}

static void
test_button_confirms_once (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *page = NULL;
  g_autofree char *confirmed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *look = NULL;

  g_assert_cmpuint (browse (house, "GET", path, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, "<form method=\"post\">"));
  g_assert_cmpuint (browse (house, "POST", path, NULL, &confirmed), ==, 200);
  assert_state (house, "active");
  g_assert_null (strstr (confirmed, "<form"));
  g_assert_cmpuint (browse (house, "POST", path, NULL, &again), ==, 404);
  g_assert_cmpuint (browse (house, "GET", path, NULL, &look), ==, 404);
  g_assert_cmpstr (again, ==, look);
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM mail_outbox"
                                " WHERE kind = 'account_activated'"),
                   ==,
                   1);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM audit WHERE what = 'account_confirmed'"),
      ==,
      1);
}

/* The page speaks the account's language; a text of somebody's is no part of its HTML. */
static void
test_page_is_of_its_reader (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *page = NULL;

  g_assert_cmpuint (browse (house, "GET", path, "de", &page), ==, 200);
  g_assert_nonnull (strstr (page, "<html lang=\"hu\">"));
  g_assert_nonnull (strstr (page, "Új &lt;b&gt;Éva&lt;/b&gt;"));
  g_assert_null (strstr (page, "<b>"));
  g_assert_nonnull (strstr (page, "Segítő Kör"));
}

/* The same as the invitation: the program asks for it first. */
static void
test_confirmed_names_the_server (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *page = NULL;

  ed_api_set_address (house->office->api, "https://experts.example.org:8443");
  g_assert_cmpuint (browse (house, "POST", path, NULL, &page), ==, 200);
  g_assert_nonnull (strstr (page, ">Kiszolgáló: https://experts.example.org:8443<"));
}

static void
test_links_end (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *wrong = g_strdup (path);
  static const char *const methods[] = { "GET", "POST" };

  wrong[strlen (wrong) - 1] ^= 1;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *html = NULL;

      g_assert_cmpuint (browse (house, methods[i], wrong, NULL, &html), ==, 404);
    }
  ed_manual_clock_advance (&house->office->clock, ED_INVITATION_DAYS * DAY);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *html = NULL;

      g_assert_cmpuint (browse (house, methods[i], path, NULL, &html), ==, 404);
    }
  assert_state (house, "invited");
}

static void
test_suspended_is_not_confirmed (House *house, gconstpointer unused)
{
  g_autofree char *path = invite (house);
  g_autofree char *html = NULL;
  g_autofree char *later = NULL;

  person_must (house->coordinator, NULL, "account.suspend", NEWCOMER, NULL, NULL);
  g_assert_cmpuint (browse (house, "POST", path, NULL, &html), ==, 404);
  assert_state (house, "suspended");
  person_must (house->coordinator, NULL, "account.resume", NEWCOMER, NULL, NULL);
  g_assert_cmpuint (browse (house, "POST", path, NULL, &later), ==, 200);
  assert_state (house, "active");
}

/* Whether there is such a case shows nowhere. */
static void
test_case_page_is_the_same (House *house, gconstpointer unused)
{
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *malformed = NULL;
  GString *page;

  g_assert_cmpuint (browse (house, "GET", "/open/case/1", NULL, &known), ==, 200);
  g_assert_cmpuint (browse (house, "GET", "/open/case/99999", NULL, &unknown), ==, 200);
  g_assert_nonnull (strstr (known, "href=\"experts-dashboard://case/1\""));
  page = g_string_new (unknown);
  g_string_replace (page, "case/99999", "case/1", 0);
  g_assert_cmpstr (page->str, ==, known);
  g_string_free (page, TRUE);
  g_assert_cmpuint (browse (house, "GET", "/open/case/1x", NULL, &malformed), ==, 404);
}

static void
test_no_page_runs_or_fetches (void)
{
  static const char *const languages[] = { "en", "hu", "de" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (EdPageKind kind = ED_PAGE_CASE; kind <= ED_PAGE_STALE; kind++)
      {
        EdPage page = { .kind = kind,
                        .language = languages[i],
                        .organisation = "Kör",
                        .name = "Éva",
                        .link = "experts-dashboard://open" };
        g_autofree char *html = ed_page_write (&page);
        g_autofree char *lang = g_strdup_printf ("<html lang=\"%s\">", languages[i]);

        g_assert_null (strstr (html, "<script"));
        g_assert_null (strstr (html, "src="));
        g_assert_null (strstr (html, "url("));
        g_assert_null (strstr (html, "http"));
        g_assert_null (strchr (html, '{') != NULL ? strstr (html, "{organisation}") : NULL);
        g_assert_nonnull (strstr (html, lang));
      }
}

static void
test_language_of_browser (void)
{
  static const struct
  {
    const char *accept, *language;
  } rows[] = { { NULL, "en" },
               { "", "en" },
               { "fr", "en" },
               { "fr-CH, de;q=0.9, en;q=0.8", "de" },
               { "hu-HU,hu;q=0.9", "hu" },
               { "dev, hun", "en" },
               { "  DE-AT", "de" },
               { ",,,h", "en" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (ed_page_choose_language (rows[i].accept), ==, rows[i].language);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/server/pages/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("looking-confirms-nothing", test_looking_confirms_nothing);
  ADD ("button-confirms-once", test_button_confirms_once);
  ADD ("page-is-of-its-reader", test_page_is_of_its_reader);
  ADD ("confirmed-names-the-server", test_confirmed_names_the_server);
  ADD ("links-end", test_links_end);
  ADD ("suspended-is-not-confirmed", test_suspended_is_not_confirmed);
  ADD ("case-page-is-the-same", test_case_page_is_the_same);
  g_test_add_func ("/server/pages/no-page-runs-or-fetches", test_no_page_runs_or_fetches);
  g_test_add_func ("/server/pages/language-of-browser", test_language_of_browser);
  return g_test_run ();
}
