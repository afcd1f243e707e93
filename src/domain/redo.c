/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/redo.h"

#include "domain/case.h"

gboolean
ed_refusal_may_pass (EdRefusalCode code)
{
  return code != ED_REFUSAL_INVALID && code != ED_REFUSAL_TYPE_NOT_ALLOWED
         && code != ED_REFUSAL_TOO_LARGE && code != ED_REFUSAL_ERASED;
}

/* The element of RECORDS whose id is ID. */
static gconstpointer
find_element (const EdRecordType *type, const GPtrArray *records, const char *id)
{
  const EdField *field = ed_record_type_find (type, "id");

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (ed_field_get_text (field, records->pdata[i]), id) == 0)
      return records->pdata[i];
  return NULL;
}

gconstpointer
ed_command_find_edited (const EdCommand *command, gconstpointer target)
{
  const EdRecordType *type = ed_command_form (command->type)->edited;
  const EdArgs *args = command->args;
  const EdCase *case_ = target;

  if (target == NULL || type == NULL)
    return NULL;
  if (command->type == ED_COMMAND_SESSION_EDIT)
    return find_element (&ed_session_type, case_->sessions, args->id);
  if (command->type == ED_COMMAND_ATTEMPT_EDIT)
    return find_element (&ed_attempt_type, case_->attempts, args->id);
  return target;
}

EdCommand *
ed_command_redo (const EdCommand *refused, gconstpointer target, const char *id)
{
  const EdRecordType *type = ed_command_form (refused->type)->edited;
  gconstpointer now = ed_command_find_edited (refused, target);
  g_autoptr (EdCommand) again = ed_command_copy (refused);

  g_free (again->id);
  again->id = g_strdup (id);
  if (type == NULL)
    return g_steal_pointer (&again);
  if (now == NULL)
    return NULL;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      guint64 bit = G_GUINT64_CONSTANT (1) << i;

      if ((again->edited & bit) == 0)
        continue;
      ed_field_copy (field, again->from, now);
      if (ed_field_equal (field, again->to, now))
        again->edited &= ~bit;
    }
  return again->edited != 0 ? g_steal_pointer (&again) : NULL;
}
