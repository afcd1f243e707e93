/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* That each mail is sent, and by one: several senders, lost claims, failing disks. */

#include <glib/gstdio.h>

#include "mail-room.h"
#include "server/api-state.h"
#include "server/mail-table.h"
#include "support/fault-vfs.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * 1000)

static gpointer
send_due (gpointer mailer)
{
  return GUINT_TO_POINTER (ed_mailer_send_due (mailer));
}

static void
test_several_senders_send_each_once (MailRoom *room, gconstpointer unused)
{
  EdMailer *mailers[4];
  GThread *threads[4];
  guint sent = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *event = g_strdup_printf ("message-%u", i);
      EdMail mail = { .kind = ED_MAIL_MESSAGE, .event = event, .text = "words" };

      mail_room_queue (room, &mail, room->house.coordinator);
    }
  for (guint i = 0; i < 4; i++)
    mailers[i] = mail_room_make_mailer (room);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("sender", send_due, mailers[i]);
  for (guint i = 0; i < 4; i++)
    {
      sent += GPOINTER_TO_UINT (g_thread_join (threads[i]));
      ed_mailer_free (mailers[i]);
    }
  g_assert_cmpuint (sent, ==, 51);
}

/* A claim of which nothing more is heard. */
static void
test_lost_claim_is_taken_up_again (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autoptr (EdQueuedMail) lost = NULL;
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_claim (batch.db, batch.now, batch.now + HOUR, &lost, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_nonnull (lost);
  mail_room_assert_received (room, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
  /* The former holder has no say any more. */
  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_put_back (batch.db, lost, batch.now, "late", &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  mail_room_assert_received (room, "");
}

static void
test_restart_takes_up_claims_at_once (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autoptr (EdQueuedMail) lost = NULL;
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_claim (batch.db, batch.now, batch.now + HOUR, &lost, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_true (ed_mailer_take_over (room->mailer));
  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
}

/* A case that no program can read holds up its own mails only. */
static void
test_spoilt_case_holds_up_nothing_else (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  EdMail mail = { .kind = ED_MAIL_ACCOUNT_ACTIVATED, .event = "sign-in-1" };

  mail_room_queue (room, &mail, house->expert);
  g_assert_true (ed_db_exec (house->office->api->writer,
                             "UPDATE document SET body = '{' WHERE type = 'case'",
                             NULL));
  mail_room_assert_received (room, TO_EXPERT "Your account is active\n");
  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "reminder of * has to wait: *");
  office_run_chores (room->house.office);
  g_test_assert_expected_messages ();
  office_run_chores (room->house.office);
}

/* Where mails cannot be put down all of them wait, and none is lost. */
static void
test_full_maildir_keeps_mails (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  g_assert_true (g_file_set_contents (room->folder, "in the way", -1, NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "no mail can be sent now: maildir");
  g_assert_cmpuint (ed_mailer_send_due (room->mailer), ==, 0);
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_remove (room->folder), ==, 0);
  mail_room_assert_received (room, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
}

/* The disk of the database fails at each point in turn: the mail arrives at least once, under one
 * id, and is ticked off in the end. */
static void
test_failing_disk_loses_no_mail (MailRoom *room, gconstpointer kind)
{
  House *house = &room->house;
  guint points = 0;
  gboolean failed = TRUE;

  if (house->office->database != NULL)
    {
      g_test_skip ("on a disk that fails on order");
      return;
    }
  ed_mailer_free (room->mailer);
  house->office->vfs = ED_FAULT_VFS;
  office_close (house->office);
  office_open (house->office);
  room->mailer = mail_room_make_mailer (room);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL);
  for (guint nth = 1; failed && nth < 200; nth++)
    {
      g_autofree char *event = g_strdup_printf ("message-%u", nth);
      EdMail mail = { .kind = ED_MAIL_MESSAGE, .event = event, .text = "words" };
      g_autoptr (GPtrArray) letters = NULL;

      mail_room_queue (room, &mail, house->coordinator);
      ed_fault_vfs_arm (nth, GPOINTER_TO_INT (kind), TRUE);
      ed_mailer_send_due (room->mailer);
      failed = ed_fault_vfs_disarm ();
      points += failed ? 1 : 0;
      /* As after a power cut, with a new process. */
      ed_mailer_free (room->mailer);
      office_close (house->office);
      office_open (house->office);
      room->mailer = mail_room_make_mailer (room);
      g_assert_true (ed_mailer_take_over (room->mailer));
      ed_mailer_send_due (room->mailer);
      letters = letters_list (room->folder);
      g_assert_cmpuint (letters->len, ==, nth + 1);
      g_assert_cmpint (
          house_count (house, "SELECT count(*) FROM mail_outbox WHERE state <> 'sent'"),
          ==,
          0);
    }
  g_assert_cmpuint (points, >, 2);
}

#define ADD(path, test) \
  g_test_add (path, MailRoom, NULL, mail_room_set_up, test, mail_room_tear_down)
#define ADD_FAULT(path, kind)                  \
  g_test_add (path,                            \
              MailRoom,                        \
              GINT_TO_POINTER (kind),          \
              mail_room_set_up,                \
              test_failing_disk_loses_no_mail, \
              mail_room_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ed_fault_vfs_register ();
  ADD ("/server/mail-delivery/several-senders-send-each-once", test_several_senders_send_each_once);
  ADD ("/server/mail-delivery/lost-claim-is-taken-up-again", test_lost_claim_is_taken_up_again);
  ADD ("/server/mail-delivery/restart-takes-up-claims-at-once",
       test_restart_takes_up_claims_at_once);
  ADD ("/server/mail-delivery/spoilt-case-holds-up-nothing-else",
       test_spoilt_case_holds_up_nothing_else);
  ADD ("/server/mail-delivery/full-maildir-keeps-mails", test_full_maildir_keeps_mails);
  ADD_FAULT ("/server/mail-delivery/failing-disk-loses-no-mail", ED_FAULT_IO);
  ADD_FAULT ("/server/mail-delivery/full-disk-loses-no-mail", ED_FAULT_FULL);
  return g_test_run ();
}
