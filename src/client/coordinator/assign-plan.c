/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-plan.h"

#include "client/numbers.h"
#include "domain/command.h"

#include <glib/gi18n.h>

struct _EdAssignPlan
{
  GPtrArray *cases;     /* EdCase, of the items */
  GPtrArray *experts;   /* EdAccount */
  EdBurden *burdens;    /* one for each expert */
  GPtrArray *companies; /* EdCompany */
  const EdZone *zone;
  gint64 today;
  GListStore *items; /* EdAssignItem */
};

EdAssignPlan *
ed_assign_plan_new (const GPtrArray *cases,
                    GPtrArray *experts,
                    GHashTable *burdens,
                    GPtrArray *companies,
                    const EdZone *zone,
                    gint64 today)
{
  EdAssignPlan *self = g_new0 (EdAssignPlan, 1);

  self->cases = g_ptr_array_new ();
  self->experts = g_ptr_array_ref (experts);
  self->burdens = g_new0 (EdBurden, experts->len);
  self->companies = g_ptr_array_ref (companies);
  self->zone = zone;
  self->today = today;
  self->items = g_list_store_new (ED_TYPE_ASSIGN_ITEM);
  for (guint i = 0; i < experts->len; i++)
    {
      const EdBurden *burden =
          g_hash_table_lookup (burdens, ((const EdAccount *) experts->pdata[i])->id);

      if (burden != NULL)
        self->burdens[i] = *burden;
    }
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (EdAssignItem) item = ed_assign_item_new (cases->pdata[i], zone);

      g_list_store_append (self->items, item);
      g_ptr_array_add (self->cases, (gpointer) ed_assign_item_case (item));
    }
  return self;
}

void
ed_assign_plan_free (EdAssignPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->experts);
  g_ptr_array_unref (self->companies);
  g_free (self->burdens);
  g_object_unref (self->items);
  g_free (self);
}

GListModel *
ed_assign_plan_items (EdAssignPlan *self)
{
  return G_LIST_MODEL (self->items);
}

/* The item at I, which the plan keeps. */
static EdAssignItem *
get_item (EdAssignPlan *self, guint i)
{
  g_autoptr (EdAssignItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  return item;
}

/* EXPERT may be absent. */
static void
give (EdAssignPlan *self, guint i, gint64 expert)
{
  const EdExpertQuestion question = { .case_ = self->cases->pdata[i],
                                      .companies = self->companies,
                                      .zone = self->zone,
                                      .today = self->today };
  g_autoptr (EdExpertChoice) choice = NULL;

  if (expert != ED_ABSENT)
    choice = ed_expert_choice_new (&question,
                                   self->experts->pdata[expert],
                                   &self->burdens[expert],
                                   NULL);
  ed_assign_item_give (get_item (self, i), choice);
}

void
ed_assign_plan_spread (EdAssignPlan *self)
{
  g_autoptr (GArray) spread = ed_assignment_spread (self->cases,
                                                    self->experts,
                                                    self->burdens,
                                                    self->companies,
                                                    self->today);

  for (guint i = 0; i < spread->len; i++)
    give (self, i, g_array_index (spread, gint64, i));
}

void
ed_assign_plan_give_all (EdAssignPlan *self, guint expert)
{
  g_return_if_fail (expert < self->experts->len);
  for (guint i = 0; i < self->cases->len; i++)
    give (self, i, expert);
}

guint
ed_assign_plan_count_included (EdAssignPlan *self)
{
  guint n = 0;

  for (guint i = 0; i < self->cases->len; i++)
    n += ed_assign_item_is_included (get_item (self, i));
  return n;
}

static void
append_count (GString *summary, const char *name, guint n)
{
  g_autofree char *number = ed_number_text (n);

  if (n > 0)
    g_string_append_printf (summary, "%s%s %s", summary->len > 0 ? " · " : "", name, number);
}

char *
ed_assign_plan_summary (EdAssignPlan *self)
{
  GString *summary = g_string_new (NULL);
  guint refused = 0;

  for (guint expert = 0; expert < self->experts->len; expert++)
    {
      const EdAccount *account = self->experts->pdata[expert];
      guint n = 0;

      for (guint i = 0; i < self->cases->len; i++)
        {
          EdAssignItem *item = get_item (self, i);

          n += ed_assign_item_is_included (item)
               && g_str_equal (ed_expert_choice_account (ed_assign_item_choice (item))->id,
                               account->id);
        }
      append_count (summary, account->name, n);
    }
  for (guint i = 0; i < self->cases->len; i++)
    refused += ed_assign_item_kind (get_item (self, i)) == ED_ASSIGN_REFUSED;
  /* Translators: in a list of who gets how many cases, before the number of those that nobody gets
   */
  append_count (summary, _ ("nobody"), refused);
  return g_string_free (summary, FALSE);
}

/* Whom it is taken from is named, so that nobody is overrun. */
static EdCommand *
make_command (EdAssignItem *item, gint64 now)
{
  const EdCase *case_ = ed_assign_item_case (item);
  g_autofree char *id = g_uuid_string_random ();
  EdCommand *command =
      ed_command_new (ED_COMMAND_CASE_ASSIGN,
                      id,
                      case_->id,
                      case_->state == ED_CASE_ASSIGNED ? case_->assignment_id : NULL,
                      now);

  ((EdArgs *) command->args)->expert =
      g_strdup (ed_expert_choice_account (ed_assign_item_choice (item))->id);
  return command;
}

GPtrArray *
ed_assign_plan_make_commands (EdAssignPlan *self, gint64 now, GPtrArray **items)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  *items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->cases->len; i++)
    {
      EdAssignItem *item = get_item (self, i);

      if (!ed_assign_item_is_included (item))
        continue;
      g_ptr_array_add (commands, make_command (item, now));
      g_ptr_array_add (*items, g_object_ref (item));
    }
  return commands;
}
