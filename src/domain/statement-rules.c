/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/statement-rules.h"

#include "domain/bounds.h"
#include "domain/own-money.h"
#include "domain/ruling.h"

/* One command being judged. The ruling has no case: it carries command and refusal for what all
 * rules share. */
typedef struct
{
  EdRuling shared;
  EdFeeStatement *statement;
  const EdStatementCircumstances *circumstances;
} Ruling;

static gboolean
refuse (Ruling *ruling, EdRefusalCode code, const char *field)
{
  return ed_ruling_refuse (&ruling->shared, code, field);
}

static gboolean
is_expert_command (EdCommandType type)
{
  return type == ED_COMMAND_STATEMENT_ACCEPT || type == ED_COMMAND_STATEMENT_DISPUTE;
}

/* These say what is paid. That it is sent says nothing that approvals have not said. */
static gboolean
check_money (Ruling *ruling)
{
  EdCommandType type = ruling->shared.command->type;
  gboolean decides = type == ED_COMMAND_STATEMENT_CORRECT || type == ED_COMMAND_STATEMENT_ACCEPT_FOR
                     || type == ED_COMMAND_STATEMENT_PAY;

  return !decides
         || !ed_fee_statement_is_own_money (ruling->statement,
                                            ruling->circumstances->account_id,
                                            ruling->circumstances->roles)
         || refuse (ruling, ED_REFUSAL_OWN_MONEY, NULL);
}

/* A decision is about what was seen. */
static gboolean
check_rev (Ruling *ruling)
{
  const EdArgs *args = ruling->shared.command->args;

  return args->statement_rev == ruling->statement->statement_rev
         || refuse (ruling, ED_REFUSAL_WRONG_STATE, "statement_rev");
}

static gboolean
enter (Ruling *ruling, EdStatementState state, gint64 *at)
{
  ruling->statement->state = state;
  ruling->statement->statement_rev++;
  *at = ruling->circumstances->at;
  if (state != ED_STATEMENT_DISPUTED)
    g_clear_pointer (&ruling->statement->dispute, g_free);
  if (state == ED_STATEMENT_SENT || state == ED_STATEMENT_DISPUTED)
    {
      g_clear_pointer (&ruling->statement->accepted_by, g_free);
      g_clear_pointer (&ruling->statement->accepted_by_name, g_free);
      g_clear_pointer (&ruling->statement->accepted_note, g_free);
    }
  return TRUE;
}

static gboolean
send (Ruling *ruling)
{
  EdFeeStatement *statement = ruling->statement;

  if ((statement->state != ED_STATEMENT_DRAFT && statement->state != ED_STATEMENT_DISPUTED)
      || statement->lines->len == 0)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (!check_rev (ruling))
    return FALSE;
  if (ed_fee_statement_count_open (statement) > 0)
    return refuse (ruling, ED_REFUSAL_FEE_MISSING, NULL);
  return enter (ruling, ED_STATEMENT_SENT, &statement->sent_at);
}

static gboolean
accept (Ruling *ruling)
{
  if (ruling->statement->state != ED_STATEMENT_SENT)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  return check_rev (ruling)
         && enter (ruling, ED_STATEMENT_ACCEPTED, &ruling->statement->accepted_at);
}

static gboolean
accept_for (Ruling *ruling)
{
  const EdArgs *args = ruling->shared.command->args;
  EdFeeStatement *statement = ruling->statement;

  if (statement->state != ED_STATEMENT_SENT)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (args->note == NULL)
    return refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");
  if (!check_rev (ruling))
    return FALSE;
  statement->accepted_by = g_strdup (ruling->circumstances->account_id);
  statement->accepted_by_name = g_strdup (ruling->circumstances->account_name);
  statement->accepted_note = g_strdup (args->note);
  return enter (ruling, ED_STATEMENT_ACCEPTED, &statement->accepted_at);
}

static gboolean
dispute (Ruling *ruling)
{
  const EdArgs *args = ruling->shared.command->args;

  if (!ed_fee_statement_can_be_disputed (ruling->statement))
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (args->note == NULL)
    return refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");
  if (!check_rev (ruling))
    return FALSE;
  ruling->statement->dispute = g_strdup (args->note);
  return enter (ruling, ED_STATEMENT_DISPUTED, &ruling->statement->disputed_at);
}

static gboolean
pay (Ruling *ruling)
{
  if (ruling->statement->state != ED_STATEMENT_ACCEPTED)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  return check_rev (ruling) && enter (ruling, ED_STATEMENT_PAID, &ruling->statement->paid_at);
}

static const EdStatementLine *
find_correction (const EdFeeStatement *statement, const char *id)
{
  for (guint i = 0; i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];

      if (g_strcmp0 (line->id, id) == 0)
        return line;
    }
  return NULL;
}

static gboolean
correct (Ruling *ruling)
{
  const EdArgs *args = ruling->shared.command->args;
  EdFeeStatement *statement = ruling->statement;
  EdStatementLine *line;

  if (statement->state != ED_STATEMENT_DRAFT && statement->state != ED_STATEMENT_DISPUTED)
    return refuse (ruling, ED_REFUSAL_STATEMENT_LOCKED, NULL);
  if (args->note == NULL)
    return refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");
  if (args->amount == 0)
    return refuse (ruling, ED_REFUSAL_INVALID, "amount");
  if (find_correction (statement, args->id) != NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, "id");
  if (!ed_ruling_has_room (&ruling->shared, statement->lines, ED_STATEMENT_LINES_MAX, "lines"))
    return FALSE;
  line = ed_record_new (&ed_statement_line_type);
  line->id = g_strdup (args->id);
  line->kind = ED_LINE_CORRECTION;
  line->amount = args->amount;
  line->note = g_strdup (args->note);
  line->at = ruling->circumstances->at;
  g_ptr_array_add (statement->lines, line);
  statement->statement_rev++;
  return TRUE;
}

static gboolean
judge (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  const EdStatementCircumstances *circumstances = ruling->circumstances;
  guint role = is_expert_command (command->type) ? ED_ROLE_EXPERT : ED_ROLE_COORDINATOR;
  const char *invalid;

  if ((circumstances->roles & role) == 0)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (ruling->statement == NULL || g_strcmp0 (ruling->statement->id, command->target_id) != 0)
    return refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  if (role == ED_ROLE_EXPERT
      && g_strcmp0 (ruling->statement->expert_id, circumstances->account_id) != 0)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  invalid = ed_command_find_invalid (command);
  if (invalid != NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, invalid);
  if (!check_money (ruling))
    return FALSE;
  switch (command->type)
    {
    case ED_COMMAND_STATEMENT_SEND:
      return send (ruling);
    case ED_COMMAND_STATEMENT_ACCEPT:
      return accept (ruling);
    case ED_COMMAND_STATEMENT_DISPUTE:
      return dispute (ruling);
    case ED_COMMAND_STATEMENT_PAY:
      return pay (ruling);
    case ED_COMMAND_STATEMENT_CORRECT:
      return correct (ruling);
    case ED_COMMAND_STATEMENT_ACCEPT_FOR:
      return accept_for (ruling);
    default:
      return refuse (ruling, ED_REFUSAL_INVALID, "type");
    }
}

gboolean
ed_fee_statement_apply (EdFeeStatement *statement,
                        const EdCommand *command,
                        const EdStatementCircumstances *circumstances,
                        EdRefusal *refusal)
{
  EdRefusal unwanted;
  Ruling ruling = {
    .shared = { .command = command, .refusal = refusal != NULL ? refusal : &unwanted },
    .statement = statement,
    .circumstances = circumstances,
  };

  *ruling.shared.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return judge (&ruling);
}
