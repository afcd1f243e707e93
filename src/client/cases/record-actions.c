/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a coordinator does with the record itself: puts it right, and gives it to an expert. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"
#include "client/coordinator/assign-dialog.h"
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

static void
on_assign (EdCaseActions *self, GVariant *parameter)
{
  GtkWidget *profile = ed_case_actions_profile (self);

  ed_assign_dialog_tell (
      ed_assign_dialog_open (profile, ed_case_actions_desk (self), ed_case_actions_case (self)),
      profile);
}

static GPtrArray *
imagine_assign (EdCaseActions *self)
{
  g_autofree char *id = g_uuid_string_random ();

  return ed_case_actions_list (
      ed_case_assign_command (ed_case_actions_case (self), id, ed_case_actions_clock ()));
}

const EdCaseAction ed_record_actions[] = {
  { "assign", NULL, FALSE, on_assign, imagine_assign },
  { "edit", NULL, FALSE, on_edit, imagine_edit },
  { NULL, NULL, FALSE, NULL, NULL },
};
