/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/ruling.h"

#include "base/plant.h"

gboolean
ed_ruling_refuse (EdRuling *ruling, EdRefusalCode code, const char *field)
{
  *ruling->refusal = (EdRefusal){ code, field };
  return FALSE;
}

gboolean
ed_ruling_has_room (EdRuling *ruling, const GPtrArray *list, guint maximum, const char *name)
{
  return list->len < maximum || ed_ruling_refuse (ruling, ED_REFUSAL_FULL, name);
}

gboolean
ed_ruling_record (EdRuling *ruling, EdEventKind what)
{
  EdEvent *event = ed_record_new (&ed_event_type);

  event->at = ruling->circumstances->at;
  event->what = what;
  event->by = g_strdup (ruling->circumstances->account_id);
  event->assignment_id = g_strdup (ruling->case_->assignment_id);
  g_ptr_array_add (ruling->case_->events, event);
  return TRUE;
}

static gboolean
is_edited (const EdCommand *command, guint field)
{
  return (command->edited >> field & 1) != 0;
}

gpointer
ed_ruling_edit (const EdRuling *ruling, gconstpointer present)
{
  const EdCommand *command = ruling->command;
  const EdRecordType *type = ed_command_form (command->type)->edited;
  gpointer next = ed_record_copy (type, present);

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (is_edited (command, i))
        ed_field_copy (&type->fields[i], next, command->to);
    }
  return next;
}

gboolean
ed_ruling_settle (EdRuling *ruling, gpointer present, gconstpointer next)
{
  const EdCommand *command = ruling->command;
  const EdRecordType *type = ed_command_form (command->type)->edited;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (is_edited (command, i) && !ed_field_equal (field, present, command->from)
          && !ed_field_equal (field, present, next) && !ED_PLANT (conflict_unseen))
        return ed_ruling_refuse (ruling, ED_REFUSAL_CONFLICT, field->name);
    }
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (is_edited (command, i))
        ed_field_copy (&type->fields[i], present, next);
    }
  return TRUE;
}
