/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which cases and requests are taken for the same client's. */

#include "domain/client-search.h"

typedef struct
{
  const char *name, *phone, *email;
} Sought;

static EdClientSearch *
make_search (const Sought *sought)
{
  const EdClientInquiry inquiry = { (char *) sought->name,
                                    (char *) sought->phone,
                                    (char *) sought->email };

  return ed_client_search_new (&inquiry);
}

static const struct
{
  Sought sought;
  const char *alias, *phone, *email;
  guint match;
} cases[] = {
  { { "Kanári Éva" }, "kanari eva", NULL, NULL, ED_CLIENT_NAME },
  { { "éva" }, "Kanári-Éva", NULL, NULL, ED_CLIENT_NAME },
  { { "Kan" }, "Kanári Éva", NULL, NULL, ED_CLIENT_NAME },
  { { "nári" }, "Kanári Éva", NULL, NULL, 0 },
  { { "Éva Kanári" }, "Kanári", NULL, NULL, 0 },
  { { "XY" }, "xy", NULL, NULL, ED_CLIENT_NAME },
  { { " - " }, "xy", NULL, NULL, 0 },
  { { NULL, "06 30 111 1111" }, "xy", "+36 (30) 111-1111", NULL, ED_CLIENT_PHONE },
  { { NULL, "06 30 111 1112" }, "xy", "+36 (30) 111-1111", NULL, 0 },
  { { NULL, "11111" }, "xy", "11111", NULL, 0 }, /* too short to tell */
  { { NULL, "111111" }, "xy", "06 30 111 1111", NULL, ED_CLIENT_PHONE },
  { { NULL, "06 30 111 1111" }, "xy", NULL, NULL, 0 },
  { { NULL, NULL, " Eva@Example.ORG " }, "xy", NULL, "eva@example.org", ED_CLIENT_EMAIL },
  { { NULL, NULL, "eva@example.org" }, "xy", NULL, "neva@example.org", 0 },
  { { "xy", "06 30 111 1111", "a@b.c" },
    "xy",
    "0036 30 111 1111",
    "a@b.c",
    ED_CLIENT_NAME | ED_CLIENT_PHONE | ED_CLIENT_EMAIL },
  { { "other", "06 30 111 1111", NULL }, "xy", "06301111111", NULL, ED_CLIENT_PHONE },
};

static void
test_client_is_found_in_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdClientSearch) search = make_search (&cases[i].sought);
      g_autoptr (EdCase) case_ = ed_case_new ();

      case_->client_alias = g_strdup (cases[i].alias);
      case_->phone = g_strdup (cases[i].phone);
      case_->email = g_strdup (cases[i].email);
      g_test_message ("row %u", i);
      g_assert_cmpuint (ed_client_search_match_case (search, case_), ==, cases[i].match);
    }
}

static void
test_client_is_found_in_requests (void)
{
  static const struct
  {
    Sought sought;
    const char *subject, *question, *answer;
    guint match;
  } rows[] = {
    { { "Kanári" }, "About Kanari's leave", "?", NULL, ED_CLIENT_NAME },
    { { "Kanári" }, "About kanarisation", "?", NULL, 0 },
    { { "xy" }, "xy", "?", NULL, 0 }, /* too short to tell */
    { { "Kanári Éva" }, "Leave", "Is Kanári Éva fit?", NULL, ED_CLIENT_NAME },
    { { "Kanári Éva" }, "Leave", "?", "Call 30/111-1111, KANARI EVA.", ED_CLIENT_NAME },
    { { NULL, "06 30 111 1111" }, "Leave", "?", "Call 30/111-1111.", ED_CLIENT_PHONE },
    { { NULL, NULL, "a@b.c" }, "Leave", "Write to A@b.c!", NULL, ED_CLIENT_EMAIL },
    { { "Kanári", "06 30 222 2222", "a@b.c" }, "Leave", "?", "Nothing.", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdClientSearch) search = make_search (&rows[i].sought);
      g_autoptr (EdRequest) request = ed_request_new ();
      EdRequestRound *round = ed_record_new (&ed_request_round_type);
      EdResponseVersion *version = ed_record_new (&ed_response_version_type);

      request->subject = g_strdup (rows[i].subject);
      round->question = g_strdup (rows[i].question);
      version->text = g_strdup (rows[i].answer);
      g_ptr_array_add (request->rounds, round);
      g_ptr_array_add (request->versions, version);
      g_test_message ("row %u", i);
      g_assert_cmpuint (ed_client_search_match_request (search, request), ==, rows[i].match);
    }
}

static void
test_nothing_is_not_sought (void)
{
  static const struct
  {
    Sought sought;
    gboolean can_find;
  } rows[] = {
    { { NULL, NULL, NULL }, FALSE },    { { " - ", NULL, NULL }, FALSE },
    { { NULL, "12345", NULL }, FALSE }, { { NULL, "123456", NULL }, TRUE },
    { { "x", NULL, NULL }, TRUE },      { { NULL, NULL, "a@b.c" }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdClientSearch) search = make_search (&rows[i].sought);

      g_assert_cmpint (ed_client_search_can_find (search), ==, rows[i].can_find);
    }
}

static void
test_client_is_blanked (void)
{
  static const struct
  {
    const char *alias, *text, *blanked; /* NULL: nothing of it is there */
  } rows[] = {
    { "Kanári & Éva", "kanari, Anna and EVA", "…, Anna and …" },
    { "Kanári", "kanárik", NULL },
    { "Kanári", "suzuki", NULL },
    { "XY", "xy", "…" },
    { "X Yorick", "x yorick", "x …" },
    { NULL, "suzuki", NULL },
    { "Kanári", "06 30 471 1471", "…" },
    { "Kanári", "mail k@example.org now", "mail … now" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdCase) case_ = ed_case_new ();
      g_autofree char *blanked = NULL;

      case_->client_alias = g_strdup (rows[i].alias);
      case_->phone = g_strdup ("06 30 471 1471");
      case_->email = g_strdup ("k@example.org");
      blanked = ed_client_search_blank (rows[i].text, case_);
      g_assert_cmpstr (blanked, ==, rows[i].blanked);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/client-search/cases", test_client_is_found_in_cases);
  g_test_add_func ("/domain/client-search/requests", test_client_is_found_in_requests);
  g_test_add_func ("/domain/client-search/nothing", test_nothing_is_not_sought);
  g_test_add_func ("/domain/client-search/blanked", test_client_is_blanked);
  return g_test_run ();
}
