/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody without a password learns of who has an account: answers over a socket, compared
 * byte by byte. */

#include "site.h"

#include "domain/totp.h"
#include "server/api-state.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"

#include <string.h>

#define DEVICE "00000000-0000-4000-8000-0000000000aa"

/* Takes the one line out that says when it was answered. */
static char *
without_date (const char *answer)
{
  g_auto (GStrv) lines = g_strsplit (answer, "\r\n", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;
  gboolean in_head = TRUE;

  for (char **line = lines; *line != NULL; line++)
    {
      in_head = in_head && **line != '\0';
      if (!in_head || g_ascii_strncasecmp (*line, "Date:", 5) != 0)
        g_strv_builder_add (kept, *line);
    }
  rest = g_strv_builder_end (kept);
  return g_strjoinv ("\r\n", rest);
}

/* The whole answer to posting BODY. */
static char *
post (Site *site, const char *path, const char *body)
{
  g_autofree char *request = g_strdup_printf ("POST %s HTTP/1.1\r\nHost: a\r\n"
                                              "Content-Type: application/json\r\n"
                                              "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                              "Connection: close\r\n\r\n%s",
                                              path,
                                              strlen (body),
                                              body);
  g_autofree char *answer = site_exchange (site, request);

  return without_date (answer);
}

static char *
try_sign_in (Site *site, const char *user, const char *totp)
{
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"%s\",\"password\":\"wrong\"%s%s%s,"
                       "\"device\":{\"id\":\"" DEVICE "\",\"name\":\"laptop\"}}",
                       user,
                       totp != NULL ? ",\"totp\":\"" : "",
                       totp != NULL ? totp : "",
                       totp != NULL ? "\"" : "");

  return post (site, "/v1/sessions", body);
}

static char *
ask_for_password (Site *site, const char *user)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\"}", user);

  return post (site, "/v1/password/reset", body);
}

/* OTHER has a second factor, SUSPENDED may do nothing any more, INVITED was never here. */
static void
set_up (Site *site, gconstpointer unused)
{
  Office *office;
  EdApi *api;
  guint8 secret[ED_TOTP_SECRET_BYTES] = { 1, 2, 3 };
  g_autoptr (GBytes) sealed = NULL;
  Person *suspended;

  site_set_up (site, NULL);
  /* Its own thread writes while it runs. */
  g_clear_pointer (&site->http, ed_http_stop);
  office = site->house.office;
  api = office->api;
  suspended = office_add (office, "suspended", "expert");
  office_suspend (office, suspended);
  office_add (office, "invited", "expert");
  sealed = ed_totp_proof_seal (api, site->house.other->account, secret);
  g_assert_true (ed_db_begin (api->writer, TRUE, NULL));
  g_assert_true (ed_totps_begin (api->writer, site->house.other->account, sealed, 0, NULL));
  g_assert_true (ed_totps_confirm (api->writer, site->house.other->account, 0, NULL));
  g_assert_true (ed_db_commit (api->writer, NULL));
  site_start (site, (EdHttpOptions){ 0 });
}

/* The first is one that nobody has. */
static const char *const users[] = { "nobody", "expert", "other", "suspended", "invited" };

static void
test_wrong_passwords_look_alike (Site *site, gconstpointer totp)
{
  g_autofree char *nobody = try_sign_in (site, users[0], totp);

  g_assert_true (g_str_has_prefix (nobody, "HTTP/1.1 401 "));
  g_assert_nonnull (strstr (nobody, "password_wrong"));
  for (guint i = 1; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *answer = try_sign_in (site, users[i], totp);

      g_test_message ("%s", users[i]);
      g_assert_cmpstr (answer, ==, nobody);
    }
}

/* Nor does being told to wait tell anything. */
static void
test_waits_look_alike (Site *site, gconstpointer unused)
{
  g_autofree char *nobody = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *answer = NULL;

      for (guint try = 0; try < 5; try++)
        g_free (try_sign_in (site, users[i], NULL));
      answer = try_sign_in (site, users[i], NULL);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 429 "));
      if (nobody == NULL)
        nobody = g_steal_pointer (&answer);
      else
        g_assert_cmpstr (answer, ==, nobody);
    }
}

static void
test_resets_look_alike (Site *site, gconstpointer unused)
{
  /* Three an hour, then a wait. */
  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *nobody = ask_for_password (site, users[0]);

      g_assert_true (g_str_has_prefix (nobody, round < 3 ? "HTTP/1.1 202 " : "HTTP/1.1 429 "));
      for (guint i = 1; i < G_N_ELEMENTS (users); i++)
        {
          g_autofree char *answer = ask_for_password (site, users[i]);

          g_assert_cmpstr (answer, ==, nobody);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function, data) \
  g_test_add ("/server/strangers/" path, Site, data, set_up, function, site_tear_down)
  ADD ("wrong-passwords-look-alike", test_wrong_passwords_look_alike, NULL);
  ADD ("wrong-passwords-with-codes-look-alike", test_wrong_passwords_look_alike, "123456");
  ADD ("waits-look-alike", test_waits_look_alike, NULL);
  ADD ("resets-look-alike", test_resets_look_alike, NULL);
#undef ADD
  return g_test_run ();
}
