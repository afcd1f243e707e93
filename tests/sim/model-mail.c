/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which mails there must be: of what happened one to each who is to hear of it, and no others.
 *
 * Who did something is not told of it. A coordinator is who assigned the case or request, or all
 * where that one coordinates no more. Nobody gets one who is suspended, or may not see what it
 * tells of. A reminder is queued when the server looks at what is due, once for each limit.
 *
 * A server that was put back, and knows it, has the mails of then: what clients hand back of cases
 * and requests as "was applied" brings none a second time. Alerts about accounts are never left
 * out, so that nobody silences one. What no client has an answer to happens for the first time. */

#include "model-part.h"

#include "domain/project.h"
#include "domain/request-view.h"
#include "domain/standing.h"

#include <string.h>

/* --- to whom ------------------------------------------------------------------------------------
 */

/* What is told. */
typedef struct
{
  SimModel *model;
  const char *kind;
  const char *event;
  const char *by; /* who did it, or NULL */
} News;

static gboolean
has_role (const SimModel *model, const char *account, guint role)
{
  const EdAccount *reader = sim_model_find (model, ED_TARGET_ACCOUNT, account);

  return reader != NULL && reader->state != ED_ACCOUNT_SUSPENDED
         && (ed_account_roles (reader) & role) != 0;
}

static void
promise (const News *news, const char *recipient)
{
  g_hash_table_add (news->model->mails,
                    g_strdup_printf ("%s %s %s", news->kind, news->event, recipient));
}

static void
tell_coordinators (const News *news)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, news->model->things[ED_TARGET_ACCOUNT]);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_strcmp0 (id, news->by) != 0 && has_role (news->model, id, ED_ROLE_COORDINATOR))
      promise (news, id);
}

static void
tell_coordinator (const News *news, const char *coordinator)
{
  if (coordinator != NULL && g_strcmp0 (coordinator, news->by) == 0)
    return;
  if (has_role (news->model, coordinator, ED_ROLE_COORDINATOR))
    promise (news, coordinator);
  else
    tell_coordinators (news);
}

/* To who has the case, by ASSIGNMENT. */
static void
tell_expert (const News *news, const EdCase *case_, const char *assignment)
{
  const char *expert = ed_case_audience_expert (case_);

  if (expert != NULL && g_strcmp0 (expert, news->by) != 0
      && g_strcmp0 (case_->assignment_id, assignment) == 0
      && has_role (news->model, expert, ED_ROLE_EXPERT))
    promise (news, expert);
}

static void
tell_expert_of_request (const News *news, const EdRequest *request, const char *assignment)
{
  if (request->assignment_id != NULL && g_strcmp0 (request->expert_id, news->by) != 0
      && g_strcmp0 (request->assignment_id, assignment) == 0
      && has_role (news->model, request->expert_id, ED_ROLE_EXPERT))
    promise (news, request->expert_id);
}

/* --- cases --------------------------------------------------------------------------------------
 */

void
sim_mail_tell_of_case (const SimTrial *trial, const EdCase *before, const EdCase *case_)
{
  static const struct
  {
    EdEventKind event;
    const char *kind;
    gboolean to_expert;
  } told[] = {
    { ED_EVENT_ASSIGNED, "assigned", TRUE },        { ED_EVENT_RETURNED, "returned", TRUE },
    { ED_EVENT_REOPENED, "returned", TRUE },        { ED_EVENT_APPROVED, "approved", TRUE },
    { ED_EVENT_CONTACTED, "contacted", FALSE },     { ED_EVENT_DECLINED, "declined", FALSE },
    { ED_EVENT_UNREACHABLE, "unreachable", FALSE }, { ED_EVENT_CLOSING, "closed", FALSE },
  };
  gint64 rev = sim_model_next_rev (trial->model, ED_TARGET_CASE, case_->id);
  g_autofree char *event = g_strdup_printf ("%s/%d", case_->id, (int) rev);

  for (guint i = before != NULL ? before->events->len : 0;
       i < case_->events->len && !sim_return_is (trial);
       i++)
    for (guint j = 0; j < G_N_ELEMENTS (told); j++)
      {
        const EdEvent *happened = case_->events->pdata[i];
        const News news = { trial->model, told[j].kind, event, trial->account->id };

        if (happened->what != (gint64) told[j].event)
          continue;
        if (told[j].to_expert)
          tell_expert (&news, case_, happened->assignment_id);
        else
          tell_coordinator (&news,
                            case_->assigned_by != NULL ? case_->assigned_by : before->assigned_by);
      }
}

/* The coordinator gets the expert's words, whoever that is; the expert a copy of them. */
void
sim_mail_tell_of_message (const SimTrial *trial, const EdCase *case_, const EdMessage *message)
{
  News news = { trial->model, "answered", message->id, NULL };

  if (sim_return_is (trial))
    return;
  if (message->author == ED_AUTHOR_COORDINATOR)
    {
      tell_expert (&news, case_, message->assignment_id);
      return;
    }
  news.kind = message->handover == 1 ? "handover" : "message";
  tell_coordinator (&news, case_->assigned_by);
  news.kind = "message_copy";
  tell_expert (&news, case_, message->assignment_id);
}

/* --- requests -----------------------------------------------------------------------------------
 */

typedef enum
{
  TO_COORDINATOR = 1 << 0,
  TO_EXPERT = 1 << 1,
  TO_SENDER = 1 << 2,
} Readers;

void
sim_mail_tell_of_request (const SimTrial *trial, const EdRequest *before, const EdRequest *request)
{
  static const struct
  {
    EdRequestEventKind event;
    const char *kind;
    guint readers;
  } told[] = {
    { ED_REQUEST_EVENT_SENT, "request_arrived", TO_COORDINATOR },
    { ED_REQUEST_EVENT_HANDED_BACK, "request_handed_back", TO_COORDINATOR },
    { ED_REQUEST_EVENT_RESPONDED, "request_under_review", TO_COORDINATOR },
    { ED_REQUEST_EVENT_ASSIGNED, "request_assigned", TO_EXPERT },
    { ED_REQUEST_EVENT_RETURNED, "request_returned", TO_EXPERT },
    { ED_REQUEST_EVENT_ASKED_AGAIN, "request_asked_again", TO_COORDINATOR | TO_EXPERT },
    { ED_REQUEST_EVENT_CANCELLED, "request_cancelled", TO_COORDINATOR | TO_EXPERT },
    { ED_REQUEST_EVENT_APPROVED, "request_answered", TO_SENDER },
  };
  gint64 rev = sim_model_next_rev (trial->model, ED_TARGET_REQUEST, request->id);
  g_autofree char *event = g_strdup_printf ("%s/%d", request->id, (int) rev);
  const char *coordinator = request->assigned_by;

  if (coordinator == NULL && before != NULL)
    coordinator = before->assigned_by;
  for (guint i = before != NULL ? before->events->len : 0;
       i < request->events->len && !sim_return_is (trial);
       i++)
    for (guint j = 0; j < G_N_ELEMENTS (told); j++)
      {
        const EdRequestEvent *happened = request->events->pdata[i];
        const News news = { trial->model, told[j].kind, event, trial->account->id };

        if (happened->what != (gint64) told[j].event)
          continue;
        if ((told[j].readers & TO_COORDINATOR) != 0)
          tell_coordinator (&news, coordinator);
        if ((told[j].readers & TO_EXPERT) != 0)
          tell_expert_of_request (&news, request, request->assignment_id);
        if ((told[j].readers & TO_SENDER) != 0 && g_strcmp0 (request->sender_id, news.by) != 0
            && has_role (trial->model, request->sender_id, ED_ROLE_CASE_MANAGER))
          promise (&news, request->sender_id);
      }
}

void
sim_mail_tell_of_internal (const SimTrial *trial,
                           const EdRequest *request,
                           const EdInternalMessage *message)
{
  const News news = { trial->model, "request_chat", message->id, message->by };

  if (sim_return_is (trial) || trial->command->type != ED_COMMAND_INTERNAL_SEND)
    return;
  if (message->author == ED_AUTHOR_EXPERT)
    tell_coordinator (&news, request->assigned_by);
  else
    tell_expert_of_request (&news, request, message->assignment_id);
}

/* --- statements ---------------------------------------------------------------------------------
 */

/* Its expert is told of what others did with it, coordinators of what the expert does not accept.
 */
void
sim_mail_tell_of_statement (const SimTrial *trial, const EdFeeStatement *statement)
{
  g_autofree char *event = g_strdup_printf ("%s/%d", statement->id, (int) statement->statement_rev);
  News news = { trial->model, NULL, event, trial->account->id };

  if (sim_return_is (trial))
    return;
  switch (trial->command->type)
    {
    case ED_COMMAND_STATEMENT_SEND:
      news.kind = "statement_sent";
      break;
    case ED_COMMAND_STATEMENT_ACCEPT_FOR:
      news.kind = "statement_accepted";
      break;
    case ED_COMMAND_STATEMENT_PAY:
      news.kind = "statement_paid";
      break;
    case ED_COMMAND_STATEMENT_DISPUTE:
      news.kind = "statement_disputed";
      tell_coordinators (&news);
      return;
    default:
      return;
    }
  if (strcmp (statement->expert_id, news.by) != 0
      && has_role (trial->model, statement->expert_id, ED_ROLE_EXPERT))
    promise (&news, statement->expert_id);
}

/* --- accounts -----------------------------------------------------------------------------------
 */

void
sim_mail_tell_of_account (const SimTrial *trial, const EdAccount *before, const EdAccount *account)
{
  EdCommandType type = trial->command->type;
  guint former = before != NULL ? ed_account_roles (before) : 0;
  gboolean coordinates = (ed_account_roles (account) & ED_ROLE_COORDINATOR) != 0;
  gboolean invites = type == ED_COMMAND_ACCOUNT_CREATE || type == ED_COMMAND_ACCOUNT_INVITE;
  gboolean moves =
      before != NULL && g_strcmp0 (ed_account_address (account), ed_account_address (before)) != 0;
  gboolean rises = coordinates && (former & ED_ROLE_COORDINATOR) == 0;
  g_autofree char *event = g_strconcat (trial->account->id, "/", trial->command->id, NULL);
  News news = { trial->model, "coordinator_changed", event, NULL };

  if (coordinates && (invites || rises || (moves && strcmp (account->id, trial->account->id) != 0)))
    tell_coordinators (&news);
  news.kind = account->state == ED_ACCOUNT_INVITED ? "account_created" : "password_reset";
  if (invites)
    promise (&news, account->id);
  news.kind = "address_changed";
  if (moves && account->state == ED_ACCOUNT_ACTIVE)
    promise (&news, account->id);
}

/* --- reminders ----------------------------------------------------------------------------------
 */

static void
look_at (SimModel *model, const char *key, gint64 at)
{
  if (at == ED_ABSENT)
    g_hash_table_remove (model->looks, key);
  else
    g_hash_table_insert (model->looks, g_strdup (key), g_memdup2 (&at, sizeof at));
}

/* The badges that are told of, and those that coordinators hear of too. */
static const char *
find_reminder (EdBadgeKind badge, const char **to_coordinator)
{
  *to_coordinator = badge == ED_BADGE_CONTACT_DUE ? "contact_overdue" : NULL;
  switch (badge)
    {
    case ED_BADGE_CONTACT_FIRST:
      return "contact_first";
    case ED_BADGE_CONTACT_DUE:
      return "contact_due";
    case ED_BADGE_SESSION_DUE:
      return "session_due";
    case ED_BADGE_CLOSING_WARN:
      return "closing_warn";
    case ED_BADGE_CLOSING_DUE:
      return "closing_due";
    default:
      return NULL;
    }
}

static const char *
find_request_reminder (EdRequestBadgeKind badge)
{
  if (badge == ED_REQUEST_BADGE_DUE_SOON)
    return "request_due";
  return badge == ED_REQUEST_BADGE_OVERDUE ? "request_overdue" : NULL;
}

void
sim_mail_note (SimModel *self, EdTargetKind kind, gconstpointer record)
{
  const char *other;

  if (kind == ED_TARGET_CASE)
    {
      EdBadge badge = ed_case_badge (record, self->now, self->settings, self->zone);
      gint64 next = ed_case_next_change (record, self->now, self->settings, self->zone);

      look_at (self,
               ((const EdCase *) record)->id,
               find_reminder (badge.kind, &other) != NULL ? badge.since : next);
    }
  else if (kind == ED_TARGET_REQUEST)
    {
      EdRequestBadge badge = ed_request_limit (record, self->now, self->zone);
      gint64 next = ed_request_next_change (record, self->now, self->zone);

      look_at (self,
               ((const EdRequest *) record)->id,
               find_request_reminder (badge.kind) != NULL ? badge.since : next);
    }
}

/* The limits are others: every case that somebody has is looked at. */
void
sim_mail_note_settings (SimModel *self, const EdSettings *before)
{
  const EdSettings *after = self->settings;
  GHashTableIter iter;
  gpointer id, value;

  if (before->contact_due_h == after->contact_due_h
      && before->session_due_days == after->session_due_days)
    return;
  g_hash_table_iter_init (&iter, self->things[ED_TARGET_CASE]);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (ed_case_audience_expert (((SimThing *) value)->record) != NULL)
      look_at (self, id, self->now);
}

static void
remind_of_case (SimModel *self, const EdCase *case_)
{
  EdBadge badge = ed_case_badge (case_, self->now, self->settings, self->zone);
  const char *to_coordinator;
  const char *to_expert = find_reminder (badge.kind, &to_coordinator);
  g_autofree char *event =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT, case_->assignment_id, badge.since);
  News news = { self, to_expert, event, NULL };

  look_at (self, case_->id, ed_case_next_change (case_, self->now, self->settings, self->zone));
  if (to_expert == NULL || self->settings->reminders_off == 1 || badge.since <= self->restored_at)
    return;
  tell_expert (&news, case_, case_->assignment_id);
  news.kind = to_coordinator;
  if (to_coordinator != NULL)
    tell_coordinator (&news, case_->assigned_by);
}

/* Coordinators once of each limit, an expert once in each assignment. */
static void
remind_of_request (SimModel *self, const EdRequest *request)
{
  EdRequestBadge badge = ed_request_limit (request, self->now, self->zone);
  g_autofree char *of_request = g_strdup_printf ("%s/%" G_GINT64_FORMAT, request->id, badge.since);
  g_autofree char *of_assignment =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT, request->assignment_id, badge.since);
  News news = { self, find_request_reminder (badge.kind), of_request, NULL };

  look_at (self, request->id, ed_request_next_change (request, self->now, self->zone));
  if (news.kind == NULL || badge.since <= self->restored_at)
    return;
  tell_coordinator (&news, request->assigned_by);
  news.event = of_assignment;
  if (request->state == ED_REQUEST_ASSIGNED || request->state == ED_REQUEST_IN_PROGRESS)
    tell_expert_of_request (&news, request, request->assignment_id);
}

void
sim_mail_remind (SimModel *self)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->looks);

  for (GList *at = ids; at != NULL; at = at->next)
    {
      g_autofree char *id = g_strdup (at->data);
      const EdCase *case_ = sim_model_find (self, ED_TARGET_CASE, id);

      if (*(const gint64 *) g_hash_table_lookup (self->looks, id) > self->now)
        continue;
      if (case_ != NULL)
        remind_of_case (self, case_);
      else
        remind_of_request (self, sim_model_find (self, ED_TARGET_REQUEST, id));
    }
}

/* --- comparing ----------------------------------------------------------------------------------
 */

char *
sim_model_check_mails (const SimModel *self, const GPtrArray *queued)
{
  g_autoptr (GHashTable) is = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < queued->len; i++)
    {
      g_hash_table_add (is, queued->pdata[i]);
      if (!g_hash_table_contains (self->mails, queued->pdata[i]))
        return g_strdup_printf ("a mail \"%s\" goes to who is not to have it",
                                (const char *) queued->pdata[i]);
    }
  if (g_hash_table_size (is) != queued->len)
    return g_strdup ("a mail is there twice");
  g_hash_table_iter_init (&iter, self->mails);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (is, key))
      return g_strdup_printf ("there is no mail \"%s\"", (const char *) key);
  return NULL;
}
