/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "domain/redo.h"
#include "domain/standing.h"
#include "sync/desk-decisions.h"

#include <string.h>

static gboolean
return_idly (gpointer data)
{
  GTask *task = data;
  gpointer answer = g_task_get_task_data (task);
  GDestroyNotify *free_answer = g_object_get_data (G_OBJECT (task), "free");

  g_task_return_pointer (task, answer, *free_answer);
  return G_SOURCE_REMOVE;
}

void
ed_fake_desk_answer_owned (EdDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data,
                           gpointer answer,
                           GDestroyNotify free_answer)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, answer, NULL);
  g_object_set_data_full (G_OBJECT (task),
                          "free",
                          g_memdup2 (&free_answer, sizeof free_answer),
                          g_free);
  g_idle_add_full (G_PRIORITY_DEFAULT, return_idly, task, g_object_unref);
}

/* Answers with ANSWER, later. */
void
ed_fake_desk_answer (EdDesk *desk,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data,
                     gpointer answer)
{
  ed_fake_desk_answer_owned (desk, cancellable, callback, data, answer, NULL);
}

static gboolean
return_failure (gpointer data)
{
  g_task_return_new_error (data, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "nobody there");
  return G_SOURCE_REMOVE;
}

void
ed_fake_desk_answer_or_fail (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data,
                             gpointer answer)
{
  if (answer != NULL)
    ed_fake_desk_answer (desk, cancellable, callback, data, answer);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT,
                     return_failure,
                     g_task_new (desk, cancellable, callback, data),
                     g_object_unref);
}

gpointer
ed_fake_desk_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
fits (const EdCase *case_, const EdCaseQuery *query)
{
  gboolean closed = case_->state == ED_CASE_CLOSED;
  g_autofree char *where = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *what = NULL;

  if ((query->scope == ED_SCOPE_CLOSED) != closed && query->scope != ED_SCOPE_ALL)
    return FALSE;
  if (query->type != ED_ABSENT && case_->type != query->type)
    return FALSE;
  if (query->state != ED_ABSENT && case_->state != query->state)
    return FALSE;
  if (query->expert_id != NULL && g_strcmp0 (case_->expert_id, query->expert_id) != 0)
    return FALSE;
  if (query->text == NULL)
    return TRUE;
  where = g_strdup_printf ("%s %s %s %" G_GINT64_FORMAT,
                           case_->company_name,
                           case_->client_alias,
                           case_->city,
                           case_->number);
  what = g_utf8_casefold (query->text, -1);
  folded = g_utf8_casefold (where, -1);
  return strstr (folded, what) != NULL;
}

typedef struct
{
  gint64 row;
  gint64 key;
  const char *text; /* or NULL: by key */
} Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b, gpointer data)
{
  const EdCaseQuery *query = data;
  const Sorted *x = a, *y = b;
  int order = x->key != y->key ? (x->key < y->key ? -1 : 1) : g_strcmp0 (x->text, y->text);

  if (order == 0)
    return x->row < y->row ? -1 : 1;
  return query->descending ? -order : order;
}

static gint64
find_due (EdDesk *desk, const EdCase *case_)
{
  gint64 due = ed_case_due (case_, desk->settings, desk->zone);

  if (due == ED_ABSENT)
    return G_MAXINT64;
  return case_->crisis_call == 1 ? due - G_MAXINT64 / 2 : due;
}

static Sorted
make_sorted (EdDesk *desk, guint index, EdSort sort)
{
  const EdCase *case_ = desk->cases->pdata[index];
  const gint64 keys[] = {
    [ED_SORT_DUE] = find_due (desk, case_),
    [ED_SORT_NUMBER] = case_->number,
    [ED_SORT_RECORDED_AT] = case_->recorded_at,
    [ED_SORT_TYPE] = case_->type,
    [ED_SORT_STATE] = case_->state,
    [ED_SORT_ASSIGNED_AT] = case_->assigned_at,
    [ED_SORT_CONTACTED_AT] = case_->contacted_at,
    [ED_SORT_CLOSING_AT] = case_->closing != NULL ? case_->closing->at : ED_ABSENT,
  };
  const char *const texts[] = {
    [ED_SORT_COMPANY] = case_->company_name,
    [ED_SORT_ALIAS] = case_->client_alias,
    [ED_SORT_CITY] = case_->city,
    [ED_SORT_EXPERT] = case_->expert_name,
  };

  return (Sorted){ index + 1, keys[sort], sort < G_N_ELEMENTS (texts) ? texts[sort] : NULL };
}

static gboolean
takes (EdDesk *desk, const EdCasePick *pick, const EdCase *case_)
{
  return (pick->type == ED_ABSENT || case_->type == pick->type)
         && (pick->state == ED_ABSENT || case_->state == pick->state)
         && (!pick->marked || ed_fake_desk_mark (desk, case_) != ED_THREAD_QUIET)
         && (pick->due_at == ED_ABSENT
             || ed_case_is_due (case_, pick->due_at, desk->settings, desk->zone));
}

static gboolean
is_needed (EdDesk *desk, const EdCaseQuery *query, const EdCase *case_)
{
  return (!query->marked || ed_fake_desk_mark (desk, case_) != ED_THREAD_QUIET)
         && (!query->unassigned || ed_case_state_is_unassigned (case_->state))
         && (query->overdue_at == 0
             || ed_case_is_overdue (case_, query->overdue_at, desk->settings, desk->zone));
}

static GArray *
list_rows (EdDesk *desk, const EdCaseQuery *query, const EdCasePick *pick)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < desk->cases->len; i++)
    if (desk->cases->pdata[i] != NULL && fits (desk->cases->pdata[i], query)
        && is_needed (desk, query, desk->cases->pdata[i])
        && takes (desk, pick, desk->cases->pdata[i]))
      {
        Sorted entry = make_sorted (desk, i, query->sort);

        g_array_append_val (sorted, entry);
      }
  g_array_sort_with_data (sorted, compare_sorted, (gpointer) query);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (rows, g_array_index (sorted, Sorted, i).row);
  return rows;
}

void
ed_desk_query_cases_async (EdDesk *desk,
                           const EdCaseQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  const EdCasePick all = { ED_ABSENT, ED_ABSENT, ED_ABSENT };

  ed_fake_desk_answer (desk, cancellable, callback, data, list_rows (desk, query, &all));
}

GArray *
ed_desk_query_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_query_lists_async (EdDesk *desk,
                           const EdCaseQuery *query,
                           const EdCasePick *picks,
                           guint n_picks,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n_picks; i++)
    g_ptr_array_add (lists, list_rows (desk, query, &picks[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, lists);
}

GPtrArray *
ed_desk_query_lists_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static EdCaseRow *
make_row (EdDesk *desk, int index)
{
  EdCaseRow *row;

  if (index < 0 || index >= (int) desk->cases->len || desk->cases->pdata[index] == NULL)
    return NULL;
  row = g_new0 (EdCaseRow, 1);
  row->row = index + 1;
  row->case_ = ed_case_copy (desk->cases->pdata[index]);
  row->mark = ed_fake_desk_mark (desk, row->case_);
  row->late = ed_fake_desk_count_late (desk, row->case_->id);
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];

      if (entry->state <= ED_OUTBOX_SENT
          && g_strcmp0 (entry->command->target_id, row->case_->id) == 0)
        row->pending++;
    }
  return row;
}

void
ed_desk_load_case_async (EdDesk *desk,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  ed_fake_desk_answer (desk,
                       cancellable,
                       callback,
                       data,
                       make_row (desk, ed_fake_desk_index (desk, id)));
}

EdCaseRow *
ed_desk_load_case_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_load_case_by_number_async (EdDesk *desk,
                                   gint64 number,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  int index = -1;

  for (guint i = 0; i < desk->cases->len; i++)
    if (desk->cases->pdata[i] != NULL && ((EdCase *) desk->cases->pdata[i])->number == number)
      index = (int) i;
  ed_fake_desk_answer (desk, cancellable, callback, data, make_row (desk, index));
}

/* What is refused because of others, or of the server, may be done once more. */
static EdCommand *
make_redo (EdDesk *desk, const EdOutboxEntry *entry)
{
  g_autofree char *id = g_uuid_string_random ();

  if (entry->code != ED_REFUSAL_CONFLICT && entry->code != ED_REFUSAL_INTERNAL_ERROR)
    return NULL;
  return ed_command_redo (entry->command, ed_fake_desk_find (desk, entry->command->target_id), id);
}

static EdOutboxEntry *
copy_entry (EdDesk *desk, const EdOutboxEntry *entry)
{
  EdOutboxEntry *copy = g_memdup2 (entry, sizeof *entry);

  copy->command = ed_command_copy (entry->command);
  copy->field = g_strdup (entry->field);
  copy->case_title_parts = g_strdup (entry->case_title_parts);
  copy->file_name = g_strdup (entry->file_name);
  copy->redo = make_redo (desk, entry);
  copy->has_words =
      entry->state == ED_OUTBOX_REFUSED && entry->command->type == ED_COMMAND_MESSAGE_SEND;
  copy->is_held = ed_fake_desk_find (desk, entry->command->target_id) != NULL;
  return copy;
}

void
ed_desk_list_outbox_async (EdDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_outbox_entry_free);

  for (guint i = 0; i < desk->outbox->len; i++)
    g_ptr_array_add (list, copy_entry (desk, desk->outbox->pdata[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_list_outbox_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_list_accounts_async (EdDesk *desk,
                             guint role,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);

  for (guint i = 0; i < desk->accounts->len; i++)
    if (role == 0 || (ed_account_roles (desk->accounts->pdata[i]) & role) != 0)
      g_ptr_array_add (list, ed_record_copy (&ed_account_type, desk->accounts->pdata[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_list_accounts_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_list_companies_async (EdDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < desk->cases->len; i++)
    if (desk->cases->pdata[i] != NULL)
      g_strv_builder_add (names, ((EdCase *) desk->cases->pdata[i])->company_name);
  ed_fake_desk_answer (desk, cancellable, callback, data, g_strv_builder_end (names));
}

char **
ed_desk_list_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

typedef struct
{
  EdDecision decision;
  gint64 row;
} Decided;

static int
compare_decided (gconstpointer a, gconstpointer b)
{
  const Decided *x = a, *y = b;
  int order = ed_decision_compare (&x->decision, &y->decision);

  return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static EdDecision
decide_case (EdDesk *desk, const EdCase *case_)
{
  EdDecision decision = ed_case_decision (case_,
                                          ed_fake_desk_mark (desk, case_),
                                          desk->now,
                                          desk->settings,
                                          desk->zone);

  return ed_decision_with_late (decision, ed_fake_desk_count_late (desk, case_->id));
}

static EdDecision
decide_request (EdDesk *desk, const EdRequest *request)
{
  EdRequestStanding standing = ed_request_standing (request);

  return ed_request_decision (&standing,
                              ed_fake_desk_count_late (desk, request->id),
                              desk->now,
                              desk->zone);
}

static void
add_decided (GArray *decided, EdDecision decision, gint64 row)
{
  Decided one = { decision, row };

  if (decision.kind != ED_DECISION_NONE)
    g_array_append_val (decided, one);
}

static GArray *
list_decisions (EdDesk *desk)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (EdDecisionRow));
  g_autoptr (GArray) decided = g_array_new (FALSE, FALSE, sizeof (Decided));

  for (guint i = 0; i < desk->cases->len; i++)
    if (desk->cases->pdata[i] != NULL)
      add_decided (decided, decide_case (desk, desk->cases->pdata[i]), i + 1);
  for (guint i = 0; i < desk->requests->len; i++)
    add_decided (decided, decide_request (desk, desk->requests->pdata[i]), ED_FAKE_REQUEST_ROW + i);
  g_array_sort (decided, compare_decided);
  for (guint i = 0; i < decided->len; i++)
    {
      const Decided *one = &g_array_index (decided, Decided, i);
      EdDecisionRow row = { one->row, one->decision.kind };

      g_array_append_val (rows, row);
    }
  return rows;
}

void
ed_desk_query_decisions_async (EdDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  ed_fake_desk_answer (desk, cancellable, callback, data, list_decisions (desk));
}

GArray *
ed_desk_query_decisions_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_count_async (EdDesk *desk,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  EdCounts *counts = g_new0 (EdCounts, 1);
  g_autoptr (GArray) decisions = list_decisions (desk);

  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];

      if (case_ == NULL)
        continue;
      counts->all++;
      counts->closed += case_->state == ED_CASE_CLOSED;
      counts->in_progress += case_->state != ED_CASE_CLOSED;
      counts->unassigned += case_->state == ED_CASE_RECORDED || case_->state == ED_CASE_DECLINED;
    }
  if ((ed_account_roles (desk->account) & ED_ROLE_COORDINATOR) != 0)
    {
      counts->decisions = decisions->len;
      counts->approvals = ed_decision_rows_count (decisions, ED_DECISION_APPROVALS);
    }
  for (guint i = 0; i < desk->statements->len; i++)
    {
      const EdFeeStatement *statement = desk->statements->pdata[i];
      guint roles = ed_account_roles (desk->account);

      counts->answers += ed_fee_statement_awaits_answer (statement, desk->account->id, roles);
      counts->disputes += ed_fee_statement_awaits_correction (statement, roles);
    }
  counts->waiting = ed_fake_desk_count_entries (desk, TRUE);
  counts->refused = ed_fake_desk_count_entries (desk, FALSE);
  ed_fake_desk_answer (desk, cancellable, callback, data, counts);
}

gboolean
ed_desk_count_finish (EdDesk *desk, GAsyncResult *result, EdCounts *counts, GError **error)
{
  g_autofree EdCounts *found = ed_fake_desk_finish (desk, result, error);

  *counts = *found;
  return TRUE;
}

GPtrArray *
ed_desk_load_rows (EdDesk *desk, const gint64 *rows, guint n, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);

  for (guint i = 0; i < n; i++)
    {
      EdCaseRow *row = make_row (desk, (int) rows[i] - 1);

      if (row != NULL)
        g_ptr_array_add (list, row);
    }
  return list;
}

guint
ed_fake_desk_asked_to_sync (EdDesk *desk)
{
  return desk->asked_to_sync;
}
