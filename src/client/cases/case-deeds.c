/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-deeds.h"

static EdCommand *
make_command (EdCommandType type, const EdCase *case_, gint64 done_at)
{
  g_autofree char *id = g_uuid_string_random ();

  return ed_command_new (type, id, case_->id, case_->assignment_id, done_at);
}

EdCommand *
ed_case_contact_command (const EdCase *case_, gint64 done_at)
{
  return make_command (ED_COMMAND_CASE_CONTACT, case_, done_at);
}

EdCommand *
ed_case_add_session_command (const EdCase *case_,
                             gint64 date,
                             gint64 time,
                             gint64 minutes,
                             gint64 done_at)
{
  EdCommand *command = make_command (ED_COMMAND_SESSION_ADD, case_, done_at);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->date = date;
  args->time = time;
  args->minutes = minutes;
  return command;
}

EdCommand *
ed_case_edit_session_command (const EdCase *case_,
                              const EdSession *session,
                              const EdSession *next,
                              gint64 done_at)
{
  static const char *const names[] = { "date", "time", "minutes" };
  g_autoptr (EdCommand) command = make_command (ED_COMMAND_SESSION_EDIT, case_, done_at);

  ((EdArgs *) command->args)->id = g_strdup (session->id);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!ed_field_equal (ed_record_type_find (&ed_session_type, names[i]), session, next))
      ed_command_edit (command, names[i], session, next);
  return command->edited == 0 ? NULL : g_steal_pointer (&command);
}

EdCommand *
ed_case_delete_session_command (const EdCase *case_,
                                const char *session_id,
                                EdSessionReason reason,
                                gint64 done_at)
{
  EdCommand *command = make_command (ED_COMMAND_SESSION_DELETE, case_, done_at);
  EdArgs *args = command->args;

  args->id = g_strdup (session_id);
  args->reason = reason;
  return command;
}
