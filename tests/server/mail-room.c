/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "mail-room.h"

#include "support/server-process.h"

EdMailer *
mail_room_make_mailer (MailRoom *room)
{
  EdPostOptions post = { .maildir = room->folder, .from = "mails@office.example" };

  return ed_mailer_new (room->house.office->api, &post, "https://experts.example");
}

void
mail_room_set_up (MailRoom *room, gconstpointer unused)
{
  house_set_up_with_case (&room->house, NULL);
  room->parent = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  room->folder = g_build_filename (room->parent, "mail", NULL);
  room->mailer = mail_room_make_mailer (room);
}

void
mail_room_tear_down (MailRoom *room, gconstpointer unused)
{
  ed_mailer_free (room->mailer);
  ed_remove_tree (room->parent);
  g_free (room->parent);
  g_free (room->folder);
  house_tear_down (&room->house, NULL);
}

GPtrArray *
mail_room_receive (MailRoom *room)
{
  guint sent = ed_mailer_send_due (room->mailer);
  GPtrArray *letters = letters_list (room->folder);

  g_assert_cmpuint (letters->len, ==, sent);
  ed_remove_tree (room->folder);
  return letters;
}

void
mail_room_assert_received (MailRoom *room, const char *expected)
{
  g_autoptr (GPtrArray) letters = mail_room_receive (room);
  g_autofree char *said = letters_describe (letters);

  g_assert_cmpstr (said, ==, expected);
}

void
mail_room_do (MailRoom *room, Person *person, const char *type, const char *args)
{
  House *house = &room->house;

  person_must (person,
               NULL,
               type,
               house->case_id,
               person == house->coordinator ? NULL : house->assignment,
               args);
}

void
mail_room_queue (MailRoom *room, const EdMail *mail, Person *to)
{
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, room->house.office->api, &error));
  g_assert_true (ed_mail_queue (&batch, mail, to->account, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
}
