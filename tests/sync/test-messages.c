/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A thread between two real desks through the real server. */

#include "net.h"

#include "sync/desk-messages.h"

static GPtrArray *
list (EdDesk *desk, const char *case_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  ed_desk_list_messages_async (desk, case_id, NULL, net_on_ready, &result);
  rows = ed_desk_list_messages_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return rows;
}

/* The thread as "TEXT/TEXT", with a '*' behind what is unread and '…' behind what is on its way. */
static char *
read_thread (EdDesk *desk, const char *case_id)
{
  g_autoptr (GPtrArray) rows = list (desk, case_id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const EdMessageRow *row = rows->pdata[i];

      g_string_append_printf (text,
                              "%s%s%s%s",
                              i > 0 ? "/" : "",
                              row->message->text,
                              row->unread ? "*" : "",
                              row->state < ED_OUTBOX_ACCEPTED ? "…" : "");
    }
  return g_string_free (text, FALSE);
}

static void
wait_thread (EdDesk *desk, const char *case_id, const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autofree char *thread = read_thread (desk, case_id);

  while (g_strcmp0 (thread, expected) != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_free (thread);
      thread = read_thread (desk, case_id);
    }
}

static void
send_message (EdDesk *desk, const char *case_id, const char *text)
{
  g_autoptr (EdCase) case_ = net_load (desk, case_id);
  g_autofree char *id = g_uuid_string_random ();
  EdCommand *command = ed_command_new (ED_COMMAND_MESSAGE_SEND,
                                       id,
                                       case_id,
                                       case_->assignment_id,
                                       g_get_real_time () / 1000);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->text = g_strdup (text);
  g_assert_cmpint (net_do (desk, command), ==, ED_REFUSAL_NONE);
}

static EdThreadMark
get_mark (EdDesk *desk, const char *case_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdCaseRow) row = NULL;

  ed_desk_load_case_async (desk, case_id, NULL, net_on_ready, &result);
  row = ed_desk_load_case_finish (desk, net_wait_result (&result), NULL);
  g_assert_nonnull (row);
  return row->mark;
}

typedef struct
{
  Net *net;
  EdDesk *coordinator, *expert;
  char *case_id;
} Thread;

static void
set_up (Thread *thread, gconstpointer unused)
{
  g_autofree char *created = NULL;
  g_autofree char *assigned = NULL;
  g_autoptr (EdCase) seen = NULL;

  thread->net = net_new ();
  thread->coordinator = net_desk (thread->net, "office", NET_COORDINATOR);
  thread->expert = net_desk (thread->net, "laptop", NET_EXPERT);
  created = net_create_case (thread->coordinator, &thread->case_id);
  assigned = net_assign (thread->coordinator, thread->case_id, NET_EXPERT_ID);
  net_wait_number (thread->coordinator, "waiting", 0);
  seen = net_wait_case (thread->expert, thread->case_id, net_case_is_there);
}

static void
tear_down (Thread *thread, gconstpointer unused)
{
  net_close (thread->coordinator);
  net_close (thread->expert);
  g_free (thread->case_id);
  net_free (thread->net);
}

static void
test_thread_goes_both_ways (Thread *thread, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const EdMessageRow *answer;

  send_message (thread->expert, thread->case_id, "May I?");
  wait_thread (thread->coordinator, thread->case_id, "May I?*");
  g_assert_cmpint (get_mark (thread->coordinator, thread->case_id), ==, ED_THREAD_UNANSWERED);
  send_message (thread->coordinator, thread->case_id, "Yes");
  g_assert_cmpint (get_mark (thread->coordinator, thread->case_id), ==, ED_THREAD_QUIET);
  wait_thread (thread->expert, thread->case_id, "May I?/Yes*");
  g_assert_cmpint (get_mark (thread->expert, thread->case_id), ==, ED_THREAD_UNREAD);

  rows = list (thread->expert, thread->case_id);
  answer = rows->pdata[1];
  g_assert_cmpint (answer->message->author, ==, ED_AUTHOR_COORDINATOR);
  ed_desk_read_messages_async (thread->expert,
                               thread->case_id,
                               answer->message->at_received_at,
                               NULL,
                               net_on_ready,
                               &result);
  g_assert_true (ed_desk_read_messages_finish (thread->expert, net_wait_result (&result), NULL));
  wait_thread (thread->expert, thread->case_id, "May I?/Yes");
  g_assert_cmpint (get_mark (thread->expert, thread->case_id), ==, ED_THREAD_QUIET);
}

/* Written offline by both: each is there at once, and both are in one order when the server is
 * back.
 */
static void
test_what_was_written_offline_arrives (Thread *thread, gconstpointer unused)
{
  net_kill (thread->net);
  net_wait_connection (thread->expert, ED_CONNECTION_OFFLINE);
  send_message (thread->expert, thread->case_id, "One");
  send_message (thread->expert, thread->case_id, "Two");
  wait_thread (thread->expert, thread->case_id, "One…/Two…");
  net_close (thread->expert);
  net_start (thread->net);
  thread->expert = net_desk (thread->net, "laptop", NET_EXPERT);
  ed_desk_sync_now (thread->coordinator);
  wait_thread (thread->coordinator, thread->case_id, "One*/Two*");
  wait_thread (thread->expert, thread->case_id, "One/Two");
}

/* A hand-over takes the thread from the machine, and what comes later stays away. */
static void
test_new_assignment_takes_the_thread_away (Thread *thread, gconstpointer unused)
{
  g_autofree char *assigned = NULL;

  send_message (thread->expert, thread->case_id, "May I?");
  wait_thread (thread->coordinator, thread->case_id, "May I?*");
  assigned = net_assign (thread->coordinator, thread->case_id, NET_EXPERT_ID);
  net_wait_number (thread->coordinator, "waiting", 0);
  wait_thread (thread->expert, thread->case_id, "");
  send_message (thread->coordinator, thread->case_id, "Begin anew");
  wait_thread (thread->expert, thread->case_id, "Begin anew*");
  wait_thread (thread->coordinator, thread->case_id, "May I?*/Begin anew");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/sync/messages/" path, Thread, NULL, set_up, function, tear_down)
  ADD ("go-both-ways", test_thread_goes_both_ways);
  ADD ("written-offline-arrive", test_what_was_written_offline_arrives);
  ADD ("new-assignment-takes-them-away", test_new_assignment_takes_the_thread_away);
  return g_test_run ();
}
