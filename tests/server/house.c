/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "house.h"

#include "server/api-state.h"

void
house_set_up (House *house, gconstpointer unused)
{
  house->office = office_new ();
  house->coordinator = office_add (house->office, "coordinator", "coordinator");
  house->expert = office_add (house->office, "expert", "expert");
  house->other = office_add (house->office, "other", "expert");
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
  person_sign_in (house->other);
  /* What greets them is no concern of those who live here. */
  g_assert_true (ed_db_exec (house->office->api->writer, "DELETE FROM mail_outbox", NULL));
}

void
house_set_up_with_case (House *house, gconstpointer unused)
{
  house_set_up (house, NULL);
  house->case_id = person_create_case (house->coordinator, "legal");
  house->assignment = person_assign (house->coordinator, house->case_id, house->expert);
}

void
house_tear_down (House *house, gconstpointer unused)
{
  g_clear_pointer (&house->case_id, g_free);
  g_clear_pointer (&house->assignment, g_free);
  office_free (house->office);
}

gint64
house_count (House *house, const char *sql)
{
  g_autoptr (EdStatement) statement = ed_db_prepare (house->office->api->writer, sql, NULL);

  g_assert_true (ed_statement_step (statement, NULL));
  return ed_statement_int (statement, 0);
}

char *
house_take_mails (House *house)
{
  g_autoptr (GString) mails = g_string_new (NULL);
  g_autoptr (EdStatement) row = ed_db_prepare (
      house->office->api->writer,
      "SELECT kind || ' to ' || \"user\" FROM mail_outbox JOIN credential ON recipient = account"
      " WHERE mail_outbox.state = 'waiting' ORDER BY kind, \"user\"",
      NULL);

  while (ed_statement_step (row, NULL))
    g_string_append_printf (mails, "%s%s", mails->len > 0 ? ", " : "", ed_statement_text (row, 0));
  ed_statement_done (row);
  g_assert_true (
      ed_db_exec (house->office->api->writer, "UPDATE mail_outbox SET state = 'sent'", NULL));
  return g_string_free (g_steal_pointer (&mails), FALSE);
}

char *
house_load_case (House *house)
{
  g_autoptr (Pull) pull = NULL;

  g_clear_pointer (&house->coordinator->cursor, g_free);
  person_sign_in (house->coordinator);
  pull = person_pull (house->coordinator, 500);
  return g_strdup (pull_body (pull, house->case_id));
}
