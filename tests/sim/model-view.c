/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who sees what. */

#include "model-part.h"

#include "base/plant.h"
#include "domain/company.h"
#include "domain/project.h"
#include "domain/request-view.h"
#include "wire/record-json.h"

#include <string.h>

static gboolean
has_role (const SimModel *self, const char *account, guint role)
{
  return (sim_model_roles (self, account) & role) != 0;
}

static gboolean
holds_case (const SimModel *self, const char *account, const EdCase *case_)
{
  return has_role (self, account, ED_ROLE_EXPERT)
         && g_strcmp0 (ed_case_audience_expert (case_), account) == 0;
}

/* As coordinators see it. */
static gboolean
sees_whole_case (const SimModel *self, const char *account, const char *case_id)
{
  return has_role (self, account, ED_ROLE_COORDINATOR) && !sim_archive_has (self, case_id);
}

static gboolean
sees_case (const SimModel *self, const char *account, const EdCase *case_)
{
  return sees_whole_case (self, account, case_->id) || holds_case (self, account, case_);
}

static gboolean
sees_request (const SimModel *self, const char *account, const EdRequest *request)
{
  EdRequestAudience audience;

  return ed_request_find_audience (request, account, sim_model_roles (self, account), &audience);
}

gboolean
sim_model_has (const SimModel *self, EdTargetKind kind, const char *id)
{
  return kind == ED_TARGET_SETTINGS || sim_model_find (self, kind, id) != NULL;
}

gboolean
sim_model_sees (const SimModel *self, const char *account, EdTargetKind kind, const char *id)
{
  gpointer record = kind == ED_TARGET_SETTINGS ? NULL : sim_model_find (self, kind, id);

  if (kind == ED_TARGET_SETTINGS)
    return TRUE;
  if (record == NULL)
    return FALSE;
  switch (kind)
    {
    case ED_TARGET_CASE:
      return sees_case (self, account, record);
    case ED_TARGET_REQUEST:
      return sees_request (self, account, record);
    case ED_TARGET_STATEMENT:
      return has_role (self, account, ED_ROLE_COORDINATOR)
             || strcmp (((EdFeeStatement *) record)->expert_id, account) == 0;
    case ED_TARGET_LATE_WORK:
      return has_role (self, account, ED_ROLE_COORDINATOR)
             || strcmp (((EdLateWork *) record)->by, account) == 0;
    default:
      return has_role (self, account, ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)
             || strcmp (id, account) == 0;
    }
}

/* --- what neither pushes nor chores tell of -----------------------------------------------------
 */

static const struct
{
  const EdRecordType *type;
  const char *field;
} untold[] = {
  { &ed_account_type, "seen_on" },
  { &ed_account_type, "confirmed_at" },
  { &ed_settings_type, "transitions" },
};

static char *
write_essence (const EdRecordType *type, gpointer record)
{
  for (guint i = 0; i < G_N_ELEMENTS (untold); i++)
    if (untold[i].type == type)
      ed_field_clear (ed_record_type_find (type, untold[i].field), record);
  if (type == &ed_late_work_type && ((EdLateWork *) record)->command != NULL)
    ed_field_set_text (ed_record_type_find (type, "command"), record, SIM_LATE_COMMAND);
  return ed_record_to_json (type, record, NULL);
}

char *
sim_model_name_essence (const char *type, const char *body)
{
  static const EdTargetKind kinds[] = { ED_TARGET_ACCOUNT,
                                        ED_TARGET_SETTINGS,
                                        ED_TARGET_LATE_WORK };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const EdTarget *target = ed_target (kinds[i]);
      gpointer record;
      char *text;

      if (strcmp (target->word, type) != 0)
        continue;
      record = ed_record_from_json (target->record, body, -1, ED_WIRE_LENIENT, NULL);
      g_assert_nonnull (record);
      text = write_essence (target->record, record);
      ed_record_free (target->record, record);
      return text;
    }
  return g_strdup (body);
}

/* --- all that somebody sees ---------------------------------------------------------------------
 */

typedef struct
{
  const SimModel *model;
  const char *account;
  guint roles;
  gint64 now;
  GPtrArray *lines;
} Sight;

static void
add_line (const Sight *sight, const EdRecordType *type, gpointer record)
{
  g_ptr_array_add (sight->lines, write_essence (type, record));
}

static void
add_and_free (const Sight *sight, const EdRecordType *type, gpointer record)
{
  add_line (sight, type, record);
  ed_record_free (type, record);
}

static void
describe_case (const Sight *sight, const EdCase *case_)
{
  EdAudience audience = sees_whole_case (sight->model, sight->account, case_->id)
                            ? ED_AUDIENCE_STAFF
                            : ED_AUDIENCE_EXPERT;

  if (sees_case (sight->model, sight->account, case_))
    add_and_free (sight,
                  &ed_case_type,
                  ed_case_project (case_, audience, sight->now, sight->model->settings));
}

/* The rows of its documents are not held: they serve to be forgotten. */
static void
describe_request (const Sight *sight, const EdRequest *request)
{
  EdRequestAudience audience;
  g_autoptr (EdRequest) view = NULL;

  if (!ed_request_find_audience (request, sight->account, sight->roles, &audience))
    return;
  view = ed_request_project (request, audience);
  add_line (sight, &ed_request_type, view);
}

/* Whether ACCOUNT is the coordinator of a case that the reader holds. */
static gboolean
is_coordinator_of (const Sight *sight, const char *account)
{
  GHashTableIter iter;
  gpointer value;

  if ((sight->roles & ED_ROLE_EXPERT) == 0)
    return FALSE;
  g_hash_table_iter_init (&iter, sight->model->things[ED_TARGET_CASE]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdCase *case_ = ((SimThing *) value)->record;

      if (g_strcmp0 (ed_case_audience_expert (case_), sight->account) == 0
          && g_strcmp0 (case_->assigned_by, account) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
describe_account (const Sight *sight, const EdAccount *account)
{
  gboolean is_own = strcmp (account->id, sight->account) == 0;

  if (is_own || (sight->roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) != 0)
    add_and_free (sight, &ed_account_type, ed_account_project (account, TRUE));
  else if (is_coordinator_of (sight, account->id))
    add_and_free (sight, &ed_account_type, ed_account_project (account, FALSE));
  else if ((sight->roles & ED_ROLE_CASE_MANAGER) != 0 && ed_account_is_addressable (account))
    add_and_free (sight, &ed_account_type, ed_account_project_for_managers (account));
}

static void
describe_late_work (const Sight *sight, const EdLateWork *late)
{
  if ((sight->roles & ED_ROLE_COORDINATOR) != 0)
    add_and_free (sight, &ed_late_work_type, ed_record_copy (&ed_late_work_type, late));
  else if (strcmp (late->by, sight->account) == 0)
    add_and_free (sight, &ed_late_work_type, ed_late_work_project (late));
}

static void
describe_thing (const Sight *sight, EdTargetKind kind, const SimThing *thing)
{
  const EdFeeStatement *statement = thing->record;

  switch (kind)
    {
    case ED_TARGET_CASE:
      describe_case (sight, thing->record);
      break;
    case ED_TARGET_REQUEST:
      describe_request (sight, thing->record);
      break;
    case ED_TARGET_ACCOUNT:
      describe_account (sight, thing->record);
      break;
    case ED_TARGET_LATE_WORK:
      describe_late_work (sight, thing->record);
      break;
    case ED_TARGET_STATEMENT:
      if ((sight->roles & ED_ROLE_COORDINATOR) != 0)
        add_line (sight, &ed_fee_statement_type, thing->record);
      else if (strcmp (statement->expert_id, sight->account) == 0)
        add_and_free (sight, &ed_fee_statement_type, ed_fee_statement_project (statement));
      break;
    case ED_TARGET_COMPANY:
      if ((sight->roles & ED_ROLE_COORDINATOR) != 0)
        add_line (sight, &ed_company_type, thing->record);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
describe_messages (const Sight *sight)
{
  gboolean all = (sight->roles & ED_ROLE_COORDINATOR) != 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, sight->model->messages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdMessage *message = value;
      const EdCase *case_ = sim_model_find (sight->model, ED_TARGET_CASE, message->case_id);

      if (sees_whole_case (sight->model, sight->account, case_->id)
          || (holds_case (sight->model, sight->account, case_)
              && g_strcmp0 (case_->assignment_id, message->assignment_id) == 0))
        add_line (sight, &ed_message_type, value);
    }
  g_hash_table_iter_init (&iter, sight->model->internal_messages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdInternalMessage *message = value;
      const EdRequest *request =
          sim_model_find (sight->model, ED_TARGET_REQUEST, message->request_id);

      if (all
          || ((sight->roles & ED_ROLE_EXPERT) != 0 && message->assignment_id != NULL
              && g_strcmp0 (request->assignment_id, message->assignment_id) == 0
              && g_strcmp0 (request->expert_id, sight->account) == 0))
        add_line (sight, &ed_internal_message_type, value);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe_all (const SimModel *self, const char *account, gint64 now)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const Sight sight = { self, account, sim_model_roles (self, account), now, lines };
  guint whole = ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR;

  for (EdTargetKind kind = 0; kind < ED_N_TARGETS; kind++)
    {
      GHashTableIter iter;
      gpointer value;

      if (kind == ED_TARGET_SETTINGS)
        continue;
      g_hash_table_iter_init (&iter, self->things[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        describe_thing (&sight, kind, value);
    }
  describe_messages (&sight);
  add_and_free (&sight,
                &ed_settings_type,
                ed_settings_project (self->settings, (sight.roles & whole) != 0));
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

const char *
sim_model_describe (SimModel *self, const char *account, gint64 now)
{
  const char *plant = ed_plant_set (NULL);

  if (!g_hash_table_contains (self->told, account))
    g_hash_table_insert (self->told, g_strdup (account), describe_all (self, account, now));
  ed_plant_set (plant);
  return g_hash_table_lookup (self->told, account);
}

/* --- what it knows ------------------------------------------------------------------------------
 */

const char *
sim_model_result (const SimModel *self, const char *account, const char *command_id)
{
  g_autofree char *key = g_strdup_printf ("%s %s", account, command_id);

  return g_hash_table_lookup (self->results, key);
}

guint
sim_model_count_results (const SimModel *self)
{
  return g_hash_table_size (self->results);
}

const EdFile *
sim_model_file (const SimModel *self, const char *id)
{
  return g_hash_table_lookup (self->files, id);
}

const EdAccount *
sim_model_account (const SimModel *self, const char *account)
{
  return sim_model_find (self, ED_TARGET_ACCOUNT, account);
}

guint
sim_model_roles (const SimModel *self, const char *account)
{
  return ed_account_roles (sim_model_account (self, account));
}

gboolean
sim_model_is_suspended (const SimModel *self, const char *account)
{
  return sim_model_account (self, account)->state == ED_ACCOUNT_SUSPENDED;
}
