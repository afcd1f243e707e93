/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps a desk shut: too many wrong passwords on this computer, and a second factor; with the
 * real server and real encrypted files. */

#include "net.h"

#include "domain/totp.h"
#include "domain/unlock-tries.h"
#include "support/authenticator.h"
#include "sync/desk-totp.h"

/* The address sanitizer keeps what was freed, and maps more than can be looked through. */
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
#  define MEMORY_CAN_BE_SEARCHED
#endif

#ifdef MEMORY_CAN_BE_SEARCHED
#  include <fcntl.h>
#  include <string.h>
#  include <unistd.h>
#endif

#define HOUR (60 * 60 * 1000)

static EdManualClock running; /* the machine */

/* Opens the installation NAME; PASSWORD and TOTP as typed. */
static EdDesk *
open_desk (Net *net, const char *name, const char *password, const char *totp, GError **error)
{
  g_autofree char *dir = net_make_dir (net, name);
  EdDeskOptions options = {
    .data_dir = dir,
    .server = net->url,
    .user = NET_COORDINATOR,
    .password = password,
    .totp = totp,
    .cost = { .opslimit = 1, .memlimit = 8192, .running = &running.parent }
  };

  return net_open_with (&options, NULL, error);
}

static EdDesk *
must_open (Net *net, const char *name, const char *totp)
{
  g_autoptr (GError) error = NULL;
  EdDesk *desk = open_desk (net, name, NET_PASSWORD, totp, &error);

  g_assert_no_error (error);
  return desk;
}

#define assert_shut(net, name, password, totp, domain, code)              \
  G_STMT_START                                                            \
  {                                                                       \
    g_autoptr (GError) why_ = NULL;                                       \
    g_assert_null (open_desk ((net), (name), (password), (totp), &why_)); \
    g_assert_error (why_, (domain), (code));                              \
  }                                                                       \
  G_STMT_END

static void
assert_is_there (EdDesk *desk, const char *id)
{
  g_autoptr (EdCase) case_ = net_load (desk, id);

  g_assert_nonnull (case_);
}

/* Ten wrong ones without the server: the right one does not help either, until the server has been
 * asked. What waited to be sent is sent then. */
static void
test_too_many_wrong_passwords (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = must_open (net, "office", NULL);
  g_autofree char *id = NULL, *created = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  created = net_create_case (desk, &id);
  net_close (desk);
  for (guint i = 1; i < ED_UNLOCK_TRIES_MAX; i++)
    {
      assert_shut (net, "office", "wrong", NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
      if (i == 4)
        assert_shut (net, "office", NET_PASSWORD, NULL, ED_VAULT_ERROR, ED_VAULT_ERROR_WAIT);
      ed_manual_clock_advance (&running, HOUR);
    }
  assert_shut (net, "office", "wrong", NULL, ED_VAULT_ERROR, ED_VAULT_ERROR_CLOSED);
  ed_manual_clock_advance (&running, 24 * HOUR);
  assert_shut (net, "office", NET_PASSWORD, NULL, ED_VAULT_ERROR, ED_VAULT_ERROR_CLOSED);
  net_start (net);
  assert_shut (net, "office", "wrong", NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  desk = must_open (net, "office", NULL);
  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (desk);
  /* From then on it opens without the server again. */
  net_kill (net);
  desk = must_open (net, "office", NULL);
  assert_is_there (desk, id);
  net_close (desk);
}

#define MASK 0x5a

#ifdef MEMORY_CAN_BE_SEARCHED
static gboolean
is_hex_digit (guint8 byte, guint digit)
{
  return byte == (guint8) "0123456789abcdef"[digit] || byte == (guint8) "0123456789ABCDEF"[digit];
}

static guint
count_key (const guint8 *bytes, gsize length, const guint8 *masked)
{
  guint found = 0;

  for (gsize at = 0; at + ED_VAULT_KEY_LENGTH <= length; at++)
    {
      gsize raw = 0, text = 0;

      while (raw < ED_VAULT_KEY_LENGTH && (bytes[at + raw] ^ MASK) == masked[raw])
        raw++;
      while (text < ED_VAULT_KEY_LENGTH && at + 2 * text + 1 < length
             && is_hex_digit (bytes[at + 2 * text], (guint) (masked[text] ^ MASK) >> 4)
             && is_hex_digit (bytes[at + 2 * text + 1], (masked[text] ^ MASK) & 15))
        text++;
      found += raw == ED_VAULT_KEY_LENGTH || text == ED_VAULT_KEY_LENGTH ? 1 : 0;
    }
  return found;
}

/* How often the key that MASKED hides stands in this process's memory, as bytes or as hexadecimal
 * text. The key itself is nowhere here while it is looked for. */
static guint
count_in_memory (const guint8 *masked)
{
  static guint8 window[1 << 20];
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY);
  guint found = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      guint64 begin = g_ascii_strtoull (*line, NULL, 16);
      guint64 end = g_ascii_strtoull (strchr (*line, '-') + 1, NULL, 16);

      if (strstr (*line, " rw") == NULL)
        continue;
      for (guint64 at = begin; at < end; at += sizeof window - 2 * ED_VAULT_KEY_LENGTH)
        {
          gssize n = pread (memory, window, MIN (sizeof window, end - at), (off_t) at);
          gboolean is_own =
              at + sizeof window > (guintptr) window && at < (guintptr) window + sizeof window;

          if (n > 0 && !is_own)
            found += count_key (window, (gsize) n, masked);
          memset (window, 0, sizeof window);
        }
    }
  close (memory);
  return found;
}

/* A desk that has been closed, as by the lock, leaves no key behind. */
static void
test_closing_drops_the_key (void)
{
  g_autoptr (Net) net = net_new ();
  guint8 masked[ED_VAULT_KEY_LENGTH];
  EdDesk *desk = must_open (net, "office", NULL);
  EdVault *vault;
  EdStore *store;
  guint open_now;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  store = net_open_store (net, "office", NET_COORDINATOR, &vault);
  ed_store_close (store);
  g_assert_true (ed_vault_unlock (vault, NET_PASSWORD, masked, NULL));
  for (guint i = 0; i < sizeof masked; i++)
    masked[i] ^= MASK;
  ed_vault_close (vault);
  desk = must_open (net, "office", NULL);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  open_now = count_in_memory (masked);
  net_close (desk);
  g_test_message ("%u copies while it is open", open_now);
  g_assert_cmpuint (open_now, >, 0);
  g_assert_cmpuint (count_in_memory (masked), ==, 0);
}
#endif

static EdTotpAnswer *
finish (EdDesk *desk, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  EdTotpAnswer *answer = ed_desk_totp_finish (desk, net_wait_result (result), &error);

  g_assert_no_error (error);
  return answer;
}

/* Sets a second factor up; the secret, and recovery codes into *CODES. */
static char *
set_up_totp (EdDesk *desk, char ***codes)
{
  g_autoptr (GAsyncResult) begun = NULL, confirmed = NULL;
  g_autoptr (EdTotpAnswer) first = NULL, second = NULL;
  g_autofree char *code = NULL;
  char *secret;

  ed_desk_begin_totp_async (desk, NET_PASSWORD, NULL, net_on_ready, &begun);
  first = finish (desk, &begun);
  secret = g_strdup (first->secret);
  code = authenticator_code (secret, g_get_real_time () / 1000);
  ed_desk_confirm_totp_async (desk, code, NULL, net_on_ready, &confirmed);
  second = finish (desk, &confirmed);
  *codes = g_strdupv (second->recovery_codes);
  g_assert_cmpuint (g_strv_length (*codes), ==, ED_RECOVERY_CODES);
  return secret;
}

/* Takes what a sign-in left out of the closed desk's store. */
static void
drop_tokens (Net *net)
{
  EdVault *vault;
  EdStore *store = net_open_store (net, "office", NET_COORDINATOR, &vault);

  g_assert_true (ed_store_set (store, "token", NULL, NULL));
  g_assert_true (ed_store_set (store, "refresh_token", NULL, NULL));
  ed_store_close (store);
  ed_vault_close (vault);
}

static void
test_second_factor (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = must_open (net, "office", NULL);
  g_auto (GStrv) codes = NULL;
  g_autofree char *secret = NULL, *next = NULL, *wrong = NULL;

  g_assert_false (ed_desk_totp_is_required (desk));
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  secret = set_up_totp (desk, &codes);
  net_close (desk);
  /* A computer that is new to the account. The code of the next step is still good in this one. */
  next = authenticator_code (secret, g_get_real_time () / 1000 + ED_TOTP_STEP_MS);
  wrong = authenticator_wrong_code (secret, g_get_real_time () / 1000);
  assert_shut (net, "phone", "wrong", NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  assert_shut (net, "phone", NET_PASSWORD, NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED);
  assert_shut (net, "phone", NET_PASSWORD, wrong, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG);
  desk = must_open (net, "phone", next);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  assert_shut (net, "third", NET_PASSWORD, next, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG);
  net_close (must_open (net, "third", codes[0]));
  assert_shut (net, "fourth", NET_PASSWORD, codes[0], ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG);
}

/* What is on a computer opens with the password while its sign-in holds; without the server always.
 */
static void
test_known_computer_goes_on (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = must_open (net, "office", NULL);
  g_auto (GStrv) codes = NULL;
  g_autofree char *id = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_free (set_up_totp (desk, &codes));
  net_close (desk);
  desk = must_open (net, "office", NULL);
  g_free (net_create_case (desk, &id));
  net_wait_number (desk, "waiting", 0);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  drop_tokens (net);
  assert_shut (net, "office", "wrong", NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD);
  assert_shut (net, "office", NET_PASSWORD, NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED);
  net_kill (net);
  desk = must_open (net, "office", NULL);
  assert_is_there (desk, id);
  net_close (desk);
  net_start (net);
  desk = must_open (net, "office", codes[1]);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
}

/* Ten wrong passwords close this computer for who knows the password, too: the code is asked for.
 */
static void
test_closed_slot_asks_for_the_code (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = must_open (net, "office", NULL);
  g_auto (GStrv) codes = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_free (set_up_totp (desk, &codes));
  net_close (desk);
  net_kill (net);
  for (guint i = 0; i < ED_UNLOCK_TRIES_MAX; i++)
    {
      g_assert_null (open_desk (net, "office", "wrong", NULL, NULL));
      ed_manual_clock_advance (&running, HOUR);
    }
  net_start (net);
  assert_shut (net, "office", NET_PASSWORD, NULL, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED);
  net_close (must_open (net, "office", codes[0]));
}

/* A copied vault signs in under a new id: the code that the first try used up is asked for anew,
 * and then it opens. */
static void
test_fork_takes_the_next_code (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = must_open (net, "office", NULL);
  g_auto (GStrv) codes = NULL;
  EdVault *vault;
  EdStore *store;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_free (set_up_totp (desk, &codes));
  net_close (desk);
  store = net_open_store (net, "office", NET_COORDINATOR, &vault);
  g_assert_true (ed_store_renew_device (store, NULL));
  ed_store_close (store);
  ed_vault_close (vault);
  drop_tokens (net);
  assert_shut (net, "office", NET_PASSWORD, codes[0], ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG);
  desk = must_open (net, "office", codes[1]);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
}

static EdCommand *
ask_coordinators (EdDesk *desk)
{
  const EdSettings *settings = ed_desk_settings (desk);
  EdCommand *command = ed_command_new (ED_COMMAND_SETTINGS_SET,
                                       "d0000000-0000-4000-8000-0000000000f1",
                                       settings->id,
                                       NULL,
                                       g_get_real_time () / 1000);
  EdSettings *from = ed_record_new (&ed_settings_entry_type);
  EdSettings *to = ed_record_new (&ed_settings_entry_type);

  to->coordinators_totp = TRUE;
  ed_command_edit (command, "coordinators_totp", from, to);
  ed_record_free (&ed_settings_entry_type, from);
  ed_record_free (&ed_settings_entry_type, to);
  return command;
}

/* Where the organisation asks for it, nothing else goes before, at the desk that is open and at the
 * next; setting it up is all that is needed. */
static void
test_coordinators_have_to_set_it_up (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *boss = net_desk (net, "cellar", NET_ADMINISTRATOR);
  EdDesk *desk = must_open (net, "office", NULL);
  g_auto (GStrv) codes = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_wait_connection (boss, ED_CONNECTION_UP_TO_DATE);
  g_assert_cmpint (net_do (boss, ask_coordinators (boss)), ==, ED_REFUSAL_NONE);
  net_wait_connection (boss, ED_CONNECTION_TROUBLE);
  net_close (boss);
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  g_assert_true (ed_desk_totp_is_required (desk));
  net_close (desk);
  desk = must_open (net, "phone", NULL);
  g_assert_true (ed_desk_totp_is_required (desk));
  g_free (set_up_totp (desk, &codes));
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  g_assert_false (ed_desk_totp_is_required (desk));
  net_close (desk);
}

static void
try_wrong_code (EdDesk *desk)
{
  g_autoptr (GAsyncResult) begun = NULL, tried = NULL;
  g_autoptr (EdTotpAnswer) first = NULL;
  g_autoptr (GError) error = NULL;

  ed_desk_begin_totp_async (desk, NET_PASSWORD, NULL, net_on_ready, &begun);
  first = finish (desk, &begun);
  ed_desk_confirm_totp_async (desk, "no code", NULL, net_on_ready, &tried);
  g_assert_null (ed_desk_totp_finish (desk, net_wait_result (&tried), &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_WRONG);
}

/* What is done meanwhile waits, also while the program is away and a code is wrong. */
static void
test_work_waits_until_it_is_set_up (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *boss = net_desk (net, "cellar", NET_ADMINISTRATOR);
  EdDesk *desk = must_open (net, "office", NULL);
  g_autofree char *id = NULL, *created = NULL;
  g_auto (GStrv) codes = NULL;

  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_wait_connection (boss, ED_CONNECTION_UP_TO_DATE);
  g_assert_cmpint (net_do (boss, ask_coordinators (boss)), ==, ED_REFUSAL_NONE);
  net_wait_connection (boss, ED_CONNECTION_TROUBLE);
  net_close (boss);
  created = net_create_case (desk, &id);
  ed_desk_sync_now (desk);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  net_wait_number (desk, "waiting", 1);
  net_close (desk);

  desk = must_open (net, "office", NULL);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  try_wrong_code (desk);
  net_wait_number (desk, "waiting", 1);

  g_free (set_up_totp (desk, &codes));
  ed_desk_sync_now (desk);
  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ed_manual_clock_init (&running, HOUR);
  g_test_add_func ("/sync/desk-locks/too-many-wrong-passwords", test_too_many_wrong_passwords);
  g_test_add_func ("/sync/desk-locks/second-factor", test_second_factor);
  g_test_add_func ("/sync/desk-locks/known-computer-goes-on", test_known_computer_goes_on);
  g_test_add_func ("/sync/desk-locks/closed-slot-asks-for-the-code",
                   test_closed_slot_asks_for_the_code);
  g_test_add_func ("/sync/desk-locks/fork-takes-the-next-code", test_fork_takes_the_next_code);
  g_test_add_func ("/sync/desk-locks/coordinators-have-to-set-it-up",
                   test_coordinators_have_to_set_it_up);
  g_test_add_func ("/sync/desk-locks/work-waits-until-it-is-set-up",
                   test_work_waits_until_it_is_set_up);
#ifdef MEMORY_CAN_BE_SEARCHED
  g_test_add_func ("/sync/desk-locks/closing-drops-the-key", test_closing_drops_the_key);
#endif
  return g_test_run ();
}
