/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a coordinator does with the record itself: puts it right. */

#include "client/cases/case-actions.h"

#include "client/coordinator/edit-case-dialog.h"

static void
on_edit (EdCaseActions *self, GVariant *parameter)
{
  ed_edit_case_dialog_open (ed_case_actions_profile (self),
                            ed_case_actions_desk (self),
                            ed_case_actions_case (self));
}

static GPtrArray *
imagine_edit (EdCaseActions *self)
{
  const EdCase *case_ = ed_case_actions_case (self);
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_CASE_EDIT);
  g_autoptr (EdCase) next = ed_case_copy (case_);

  g_clear_pointer (&next->other_comment, g_free);
  if (case_->other_comment == NULL)
    next->other_comment = g_strdup ("-");
  ed_command_edit (command, "other_comment", case_, next);
  return ed_case_actions_list (command);
}

const EdCaseAction ed_record_actions[] = {
  { "edit", NULL, FALSE, on_edit, imagine_edit },
  { NULL, NULL, FALSE, NULL, NULL },
};
