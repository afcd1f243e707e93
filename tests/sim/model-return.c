/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What clients hand back to a server that knows that it was put back (PROTOCOL 8): judged as of
 * when it was done, or held until what others did before it is back. */

#include "model-part.h"

#include <string.h>

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define WAIT_MS (72 * HOUR_MS)
#define WINDOW_MS (30 * 24 * HOUR_MS)
#define OLD_AT_ONCE 20

/* A command that waits. */
typedef struct
{
  char *account;
  EdCommand *command;
  gint64 offset, rev, number; /* of the target, as it was answered */
  gint64 since;
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  g_free (held->account);
  ed_command_free (held->command);
  g_free (held);
}

GPtrArray *
sim_return_new_list (void)
{
  return g_ptr_array_new_with_free_func (held_free);
}

static gboolean
is_in_window (const SimModel *self)
{
  return self->restored_at != ED_ABSENT && self->now - self->restored_at < WINDOW_MS;
}

gboolean
sim_return_is (const SimTrial *trial)
{
  return trial->returns && trial->was_rev != ED_ABSENT && is_in_window (trial->model)
         && trial->command->done_at + trial->offset <= trial->model->restored_at;
}

static void
judge_as_of_then (SimTrial *trial)
{
  SimModel *model = trial->model;
  gint64 now = model->now;

  trial->now = model->now = MIN (now, MAX (trial->command->done_at + trial->offset, 0));
  sim_judge (trial);
  trial->now = model->now = now;
  if (trial->command->type == ED_COMMAND_ACCOUNT_SUSPEND && trial->must.status == ED_RESULT_REJECTED
      && trial->must.code == ED_REFUSAL_WRONG_STATE)
    {
      trial->must.status = ED_RESULT_APPLIED;
      trial->must.rev = trial->was_rev;
    }
}

static void
hold (SimTrial *trial)
{
  Held *held = g_new0 (Held, 1);

  held->account = g_strdup (trial->account->id);
  held->command = ed_command_copy (trial->command);
  held->offset = trial->offset;
  held->rev = trial->was_rev;
  held->number = trial->said->number;
  held->since = trial->now;
  g_ptr_array_add (trial->model->held, held);
  trial->must.rev = trial->was_rev;
}

/* Who may do nothing of the kind waits for nothing. */
static gboolean
may_wait (const SimTrial *trial, EdTargetKind kind)
{
  guint roles = ed_account_roles (trial->account);

  return (roles & (ED_ROLE_COORDINATOR | ED_ROLE_EXPERT)) != 0
         || (kind != ED_TARGET_CASE && (roles & ED_ROLE_ADMINISTRATOR) != 0);
}

static gboolean
is_said_to_be_held (const SimModel *self, const char *id)
{
  return g_strv_contains ((const char *const *) self->said_held, id);
}

static gboolean
is_counted (const Held *held)
{
  return sim_has_counted_revisions (ed_command_form (held->command->type)->target_kind);
}

char *
sim_return_judge (SimTrial *trial)
{
  EdTargetKind kind = ed_command_form (trial->command->type)->target_kind;
  gint64 next = sim_model_next_rev (trial->model, kind, trial->command->target_id);

  if (!sim_has_counted_revisions (kind))
    {
      if (is_said_to_be_held (trial->model, trial->command->id))
        hold (trial);
      else
        judge_as_of_then (trial);
    }
  else if (next >= trial->was_rev || trial->now - trial->model->restored_at >= WAIT_MS
           || !may_wait (trial, kind))
    judge_as_of_then (trial);
  else if (trial->command->type == ED_COMMAND_DOCUMENT_ATTACH || kind == ED_TARGET_REQUEST)
    return g_strdup_printf ("%s is answered, and may bring files to what is not back yet",
                            trial->command->id);
  else
    hold (trial);
  return NULL;
}

/* --- those that waited --------------------------------------------------------------------------
 */

static int
compare_held (const Held *a, const Held *b)
{
  if (a->rev != b->rev)
    return a->rev < b->rev ? -1 : 1;
  if (a->since != b->since)
    return a->since < b->since ? -1 : 1;
  return strcmp (a->command->id, b->command->id);
}

/* It takes the place that it was answered with; what is refused now a person looks at. */
static void
take_up (SimModel *self, const Held *taken)
{
  const EdResult said = { .id = taken->command->id, .rev = taken->rev, .number = taken->number };
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  SimTrial trial = { .model = self,
                     .account = sim_model_find (self, ED_TARGET_ACCOUNT, taken->account),
                     .now = self->now,
                     .offset = taken->offset,
                     .at = MIN (taken->command->done_at + taken->offset, self->now),
                     .command = taken->command,
                     .returns = TRUE,
                     .was_rev = taken->rev,
                     .said = &said,
                     .must = { .number = ED_ABSENT } };

  judge_as_of_then (&trial);
  if (trial.must.status == ED_RESULT_REJECTED)
    sim_late_keep (&trial, taken->number, ED_ABSENT, FALSE, files);
}

/* Takes HELD from the list, and up. */
static void
end_waiting (SimModel *self, Held *held)
{
  guint index = 0;

  g_ptr_array_find (self->held, held, &index);
  g_ptr_array_steal_index (self->held, index);
  take_up (self, held);
  held_free (held);
}

static Held *
find_next (const SimModel *self, const char *target, gint64 next)
{
  Held *found = NULL;

  for (guint i = 0; i < self->held->len; i++)
    {
      Held *held = self->held->pdata[i];

      if (is_counted (held) && strcmp (held->command->target_id, target) == 0 && held->rev <= next
          && (found == NULL || compare_held (held, found) < 0))
        found = held;
    }
  return found;
}

void
sim_return_take_up (SimModel *self, EdTargetKind kind, const char *target)
{
  g_autofree char *id = g_strdup (target);
  Held *held;

  while (is_in_window (self)
         && (held = find_next (self, id, sim_model_next_rev (self, kind, id))) != NULL)
    end_waiting (self, held);
}

void
sim_return_take_up_old (SimModel *self)
{
  for (guint i = 0; i < OLD_AT_ONCE; i++)
    {
      Held *old = NULL;

      for (guint j = 0; j < self->held->len; j++)
        {
          Held *held = self->held->pdata[j];
          int order = old != NULL ? strcmp (held->command->target_id, old->command->target_id) : -1;

          if (is_counted (held) && held->since < self->now - WAIT_MS
              && (order < 0 || (order == 0 && compare_held (held, old) < 0)))
            old = held;
        }
      if (old == NULL)
        return;
      end_waiting (self, old);
    }
}

void
sim_return_take_up_as_said (SimModel *self)
{
  Held *found;

  do
    {
      found = NULL;
      for (guint i = 0; i < self->held->len; i++)
        {
          Held *held = self->held->pdata[i];

          if (!is_counted (held) && !is_said_to_be_held (self, held->command->id)
              && (found == NULL || compare_held (held, found) < 0))
            found = held;
        }
      if (found != NULL)
        end_waiting (self, found);
    }
  while (found != NULL);
}
