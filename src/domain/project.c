/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/project.h"

#include "base/plant.h"

/* Where an element of these arrays says which assignment it belongs to. */
static const struct
{
  gsize array;
  gsize assignment_id;
} of_assignment[] = {
  { G_STRUCT_OFFSET (EdCase, sessions), G_STRUCT_OFFSET (EdSession, assignment_id) },
  { G_STRUCT_OFFSET (EdCase, attempts), G_STRUCT_OFFSET (EdAttempt, assignment_id) },
  { G_STRUCT_OFFSET (EdCase, documents), G_STRUCT_OFFSET (EdDocument, assignment_id) },
  { G_STRUCT_OFFSET (EdCase, events), G_STRUCT_OFFSET (EdEvent, assignment_id) },
};

/* Clears the fields of RECORD that have one of FLAGS, within the records that it holds too. */
static void
clear_flagged (const EdRecordType *type, gpointer record, guint flags)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      gpointer place = (char *) record + field->offset;

      if ((field->flags & flags) != 0)
        ed_field_clear (field, record);
      else if (field->kind == ED_FIELD_RECORD && *(gpointer *) place != NULL)
        clear_flagged (field->element, *(gpointer *) place, flags);
      else if (field->kind == ED_FIELD_RECORDS)
        {
          const GPtrArray *array = *(GPtrArray **) place;

          for (guint j = 0; j < array->len; j++)
            clear_flagged (field->element, array->pdata[j], flags);
        }
    }
}

static void
remove_other_assignments (EdCase *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_assignment); i++)
    {
      GPtrArray *array = *(GPtrArray **) ((char *) view + of_assignment[i].array);

      for (guint j = array->len; j > 0; j--)
        {
          const char *element = array->pdata[j - 1];
          const char *id = *(char *const *) (element + of_assignment[i].assignment_id);

          if (g_strcmp0 (id, view->assignment_id) != 0)
            g_ptr_array_remove_index (array, j - 1);
        }
    }
}

/* How many sessions were used in other assignments than the open one. */
static gint64
count_used_before (const EdCase *case_)
{
  g_autoptr (GPtrArray) own = ed_case_list_sessions (case_);

  return (gint64) ed_case_count_used (case_) - own->len;
}

const char *
ed_case_audience_expert (const EdCase *case_)
{
  return case_->assignment_id != NULL ? case_->expert_id : NULL;
}

EdCase *
ed_case_project (const EdCase *case_, EdAudience audience, gint64 now, const EdSettings *settings)
{
  EdCase *view;

  if (audience == ED_AUDIENCE_STAFF)
    return ed_case_copy (case_);
  if (ed_case_audience_expert (case_) == NULL)
    return NULL;

  view = ed_case_copy (case_);
  view->sessions_used_before = count_used_before (case_);
  remove_other_assignments (view);
  clear_flagged (&ed_case_type, view, ED_FIELD_STAFF);
  if (view->state == ED_CASE_CLOSED && view->approval != NULL
      && now >= view->approval->at + ed_settings_contact_data_ms (settings))
    clear_flagged (&ed_case_type, view, ED_FIELD_CONTACT);
  return view;
}

EdFeeStatement *
ed_fee_statement_project (const EdFeeStatement *statement)
{
  EdFeeStatement *view = ed_record_copy (&ed_fee_statement_type, statement);

  clear_flagged (&ed_fee_statement_type, view, ED_FIELD_STAFF);
  return view;
}

EdAccount *
ed_account_project (const EdAccount *account, gboolean whole)
{
  EdAccount *view;

  if (whole)
    return ed_record_copy (&ed_account_type, account);
  view = ed_record_new (&ed_account_type);
  view->id = g_strdup (account->id);
  view->name = g_strdup (account->name);
  view->reply_to = g_strdup (account->reply_to != NULL ? account->reply_to : account->user);
  return view;
}

EdSettings *
ed_settings_project (const EdSettings *settings, gboolean whole)
{
  EdSettings *view = ed_record_copy (&ed_settings_type, settings);

  if (!whole && !ED_PLANT (settings_shown_whole))
    clear_flagged (&ed_settings_type, view, ED_FIELD_STAFF);
  return view;
}

EdAccount *
ed_account_project_for_managers (const EdAccount *account)
{
  EdAccount *view = ed_record_new (&ed_account_type);

  view->id = g_strdup (account->id);
  view->name = g_strdup (account->name);
  view->roles = g_strsplit (ed_role_choices[0].word, ",", -1);
  view->case_types = g_strdupv (account->case_types);
  view->languages = g_strdupv (account->languages);
  view->addressable = account->addressable;
  return view;
}
