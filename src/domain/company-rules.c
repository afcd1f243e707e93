/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/company-rules.h"

#include "domain/account.h"
#include "domain/ruling.h"

typedef struct
{
  EdRuling shared;
  EdCompany *company;
  const EdCompanyCircumstances *circumstances;
} Ruling;

static gboolean
refuse (Ruling *ruling, EdRefusalCode code, const char *field)
{
  return ed_ruling_refuse (&ruling->shared, code, field);
}

/* One fee for each type, in the order of types. */
static gboolean
are_right_fees (const GPtrArray *fees)
{
  for (guint i = 1; i < fees->len; i++)
    {
      if (((EdFee *) fees->pdata[i - 1])->type >= ((EdFee *) fees->pdata[i])->type)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check (Ruling *ruling, const EdCompany *next)
{
  if (!are_right_fees (next->fees))
    return refuse (ruling, ED_REFUSAL_INVALID, "fees");
  if (ruling->circumstances->name_taken && next->retired != 1)
    return refuse (ruling, ED_REFUSAL_NAME_TAKEN, "name");
  return TRUE;
}

static gboolean
create (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  g_autoptr (EdCompany) next = ed_record_new (&ed_company_type);

  for (guint i = 0; i < ed_company_entry_type.n_fields; i++)
    ed_field_copy (&ed_company_entry_type.fields[i], next, command->args);
  next->id = g_strdup (command->target_id);
  if (!check (ruling, next))
    return FALSE;
  ruling->company = g_steal_pointer (&next);
  return TRUE;
}

static gboolean
edit (Ruling *ruling)
{
  EdCompany *next = ed_ruling_edit (&ruling->shared, ruling->company);
  gboolean done = check (ruling, next) && ed_ruling_settle (&ruling->shared, ruling->company, next);

  ed_record_free (&ed_company_entry_type, next);
  return done;
}

static gboolean
retire (Ruling *ruling)
{
  if (ruling->company->retired == 1)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  ruling->company->retired = 1;
  return TRUE;
}

static gboolean
judge (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  const char *invalid = ed_command_find_invalid (command);
  guint roles = ruling->circumstances->roles;

  if ((roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) == 0)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (command->type == ED_COMMAND_COMPANY_CREATE && ruling->company != NULL)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (command->type != ED_COMMAND_COMPANY_CREATE
      && (ruling->company == NULL || g_strcmp0 (ruling->company->id, command->target_id) != 0))
    return refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  if (invalid != NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, invalid);
  if (command->type == ED_COMMAND_COMPANY_CREATE)
    return create (ruling);
  return command->type == ED_COMMAND_COMPANY_EDIT ? edit (ruling) : retire (ruling);
}

gboolean
ed_company_apply (EdCompany **company,
                  const EdCommand *command,
                  const EdCompanyCircumstances *circumstances,
                  EdRefusal *refusal)
{
  EdRefusal unwanted;
  Ruling ruling = {
    .shared = { .command = command, .refusal = refusal != NULL ? refusal : &unwanted },
    .company = *company,
    .circumstances = circumstances,
  };

  *ruling.shared.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!judge (&ruling))
    return FALSE;
  *company = ruling.company;
  return TRUE;
}

static gboolean
edits (const EdCommand *command, const char *name)
{
  const EdField *field = ed_record_type_find (&ed_company_entry_type, name);

  return (command->edited >> (field - ed_company_entry_type.fields) & 1) != 0;
}

const char *
ed_company_new_name (const EdCommand *command, const EdCompany *present)
{
  const EdCompany *to = command->to;

  if (command->type == ED_COMMAND_COMPANY_CREATE)
    return ((const EdCompany *) command->args)->name;
  if (command->type != ED_COMMAND_COMPANY_EDIT || to == NULL)
    return NULL;
  if (edits (command, "name"))
    return to->name;
  return edits (command, "retired") && present != NULL ? present->name : NULL;
}
