/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks on transports that fail on order. */

#include "world-desk.h"

#include <string.h>

static void
test_first_pull_that_fails_still_opens (void)
{
  g_autoptr (World) world = world_new ();
  EdTransport *transport = ed_api_transport_new (&world->host);
  EdDesk *desk;

  ed_api_transport_set_once (
      transport,
      "/v1/feed",
      (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 200, .body = "<html>" });
  desk = world_desk (world, WORLD_EXPERT, transport);
  g_assert_cmpstr (ed_desk_account (desk)->id, ==, world_account (WORLD_EXPERT));
  g_assert_cmpstr (ed_desk_account (desk)->user, ==, WORLD_EXPERT);
  g_assert_cmpint (ed_desk_settings (desk)->contact_due_h, ==, 48);
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_assert_cmpstr (ed_desk_settings (desk)->organisation, ==, "Segítő Kör");
  net_close (desk);

  /* And again before anything was pulled, without the server. */
  {
    g_autoptr (World) other = world_new ();

    transport = ed_api_transport_new (&other->host);
    ed_api_transport_set_once (transport, "/v1/feed", (EdFault){ .kind = ED_FAULT_LOSE_REQUEST });
    net_close (world_desk (other, WORLD_EXPERT, transport));
    transport = ed_api_transport_new (&other->host);
    ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
    desk = world_desk (other, WORLD_EXPERT, transport);
    g_assert_cmpstr (ed_desk_account (desk)->id, ==, world_account (WORLD_EXPERT));
    net_close (desk);
  }
}

static void
test_foreign_device_signs_in_anew (void)
{
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < 2; i++)
    {
      EdTransport *transport = ed_api_transport_new (&world->host);
      EdDesk *desk;

      ed_api_transport_set_once (transport,
                                 "/v1/sessions",
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = 403,
                                            .body = "{\"code\":\"device_foreign\"}" });
      desk = world_desk (world, WORLD_EXPERT, transport);
      net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
      net_close (desk);
    }
}

static const struct
{
  guint status;
  const char *body;
  EdSyncError error;
  gboolean opens; /* where the account is known here */
} refusals[] = {
  { 401, "{\"code\":\"password_wrong\"}", ED_SYNC_ERROR_PASSWORD, FALSE },
  { 403, "{\"code\":\"account_suspended\"}", ED_SYNC_ERROR_SUSPENDED, FALSE },
  { 403, "{\"code\":\"device_revoked\"}", ED_SYNC_ERROR_SUSPENDED, FALSE },
  { 429, "{\"code\":\"rate_limited\"}", ED_SYNC_ERROR_BUSY, TRUE },
  { 503, "", ED_SYNC_ERROR_BUSY, TRUE },
  { 201, "{\"token\":\"t\",\"refresh_token\":\"r\"}", ED_SYNC_ERROR_PROTOCOL, TRUE },
  { 201, "{\"tok", ED_SYNC_ERROR_PROTOCOL, TRUE },
};

static void
test_sign_in_refused (void)
{
  g_autoptr (World) world = world_new ();

  for (guint known = 0; known < 2; known++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
        {
          EdTransport *transport = ed_api_transport_new (&world->host);
          g_autoptr (GError) error = NULL;
          EdDesk *desk;

          ed_api_transport_set_once (transport,
                                     "/v1/sessions",
                                     (EdFault){ .kind = ED_FAULT_GARBAGE,
                                                .status = refusals[i].status,
                                                .body = refusals[i].body });
          desk = world_open_desk (world, WORLD_EXPERT, transport, &error);
          g_assert_true ((desk != NULL) == (known == 1 && refusals[i].opens));
          if (desk != NULL)
            net_close (desk);
          else
            g_assert_error (error, ED_SYNC_ERROR, (gint) refusals[i].error);
        }
      net_close (world_desk (world, WORLD_EXPERT, ed_api_transport_new (&world->host)));
    }
}

static void
test_account_of_another_is_refused (void)
{
  g_autoptr (World) world = world_new ();
  EdTransport *transport = ed_api_transport_new (&world->host);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = g_strdup_printf (
      "{\"token\":\"t\",\"refresh_token\":\"r\",\"expires_in\":1,\"account\":{\"id\":\"%s\","
      "\"name\":\"N\"}}",
      world_account (WORLD_OTHER));

  net_close (world_desk (world, WORLD_EXPERT, ed_api_transport_new (&world->host)));
  ed_api_transport_set_once (transport,
                             "/v1/sessions",
                             (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 201, .body = body });
  g_assert_null (world_open_desk (world, WORLD_EXPERT, transport, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
  net_close (world_desk (world, WORLD_EXPERT, ed_api_transport_new (&world->host)));
}

static const struct
{
  guint status;
  const char *body;
  EdConnection connection;
} states[] = {
  { 403, "{\"code\":\"account_suspended\"}", ED_CONNECTION_SUSPENDED },
  { 403, "{\"code\":\"device_revoked\"}", ED_CONNECTION_SUSPENDED },
  { 401, "{\"code\":\"token_invalid\"}", ED_CONNECTION_SIGN_IN },
  { 409, "{\"code\":\"client_too_old\"}", ED_CONNECTION_TROUBLE },
  { 400, "{\"code\":\"bad_request\"}", ED_CONNECTION_TROUBLE },
  { 200, "<html>", ED_CONNECTION_TROUBLE },
  { 503, "", ED_CONNECTION_OFFLINE },
};

/* Each state is shown, and left when the user asks and the server is well again. */
static void
test_states_come_and_go (void)
{
  g_autoptr (World) world = world_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      EdTransport *transport = ed_api_transport_new (&world->host);
      EdDesk *desk;

      ed_api_transport_set (transport,
                            (EdFault){ .kind = ED_FAULT_GARBAGE,
                                       .path = "/v1/feed",
                                       .status = states[i].status,
                                       .body = states[i].body });
      desk = world_desk (world, WORLD_EXPERT, transport);
      net_wait_connection (desk, states[i].connection);
      ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_NONE });
      ed_desk_sync_now (desk);
      net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
      net_close (desk);
    }
}

/* A server too old for a command: it waits and says so, and news still come. */
static void
test_server_too_old_is_told (void)
{
  g_autoptr (World) world = world_new ();
  EdTransport *transport = ed_api_transport_new (&world->host);
  EdDesk *desk = world_desk (world, WORLD_COORDINATOR, transport);
  g_autofree char *id = NULL, *created = NULL;
  g_autoptr (GError) trouble = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  ed_api_transport_set (transport,
                        (EdFault){ .kind = ED_FAULT_GARBAGE,
                                   .path = "/v1/commands",
                                   .status = 409,
                                   .body = "{\"code\":\"server_too_old\"}" });
  created = net_create_case (desk, &id);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  g_object_get (desk, "trouble", &trouble, NULL);
  g_assert_nonnull (strstr (trouble->message, "too old"));
  ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_NONE });
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_wait_number (desk, "waiting", 0);
  net_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/desk-faults/" name, function)
  ADD ("first-pull-that-fails-still-opens", test_first_pull_that_fails_still_opens);
  ADD ("foreign-device-signs-in-anew", test_foreign_device_signs_in_anew);
  ADD ("sign-in-refused", test_sign_in_refused);
  ADD ("account-of-another-is-refused", test_account_of_another_is_refused);
  ADD ("states-come-and-go", test_states_come_and_go);
  ADD ("server-too-old-is-told", test_server_too_old_is_told);
#undef ADD
  return g_test_run ();
}
