/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Applies commands here as the server will, as far as this machine knows: the account's roles, the
 * settings and the time as the server would tell it. */

#include "store/overlay.h"

#include "domain/account-rules.h"
#include "domain/beginning.h"
#include "domain/company-rules.h"
#include "domain/late-work.h"
#include "domain/request-rules.h"
#include "domain/request-view.h"
#include "domain/settings-rules.h"
#include "domain/statement-rules.h"
#include "store/directory.h"
#include "store/document.h"
#include "store/file.h"

struct _EdJudge
{
  EdStore *store;
  EdAccount *account; /* NULL before anything is known: no roles */
  EdSettings *settings;
  EdZone *zone;
  gint64 offset;
  gint64 now; /* as the server would say it */
};

EdJudge *
ed_judge_new (EdStore *store, GError **error)
{
  g_autoptr (EdJudge) judge = g_new0 (EdJudge, 1);
  GError *local = NULL;

  judge->store = store;
  judge->account = ed_store_load_own_account (store, &local);
  if (local == NULL)
    judge->settings = ed_store_load_settings (store, &local);
  if (local == NULL)
    ed_facts_get_number (store, ED_FACT_CLOCK_OFFSET, &judge->offset, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  judge->zone = ed_settings_make_zone (judge->settings);
  judge->now = ed_clock_now (store->clock) + judge->offset;
  return g_steal_pointer (&judge);
}

void
ed_judge_free (EdJudge *judge)
{
  if (judge == NULL)
    return;
  g_clear_pointer (&judge->account, ed_account_free);
  g_clear_pointer (&judge->settings, ed_settings_free);
  g_clear_pointer (&judge->zone, ed_zone_free);
  g_free (judge);
}

/* The account that an assignment names; *EXPERT is NULL when it is not held. */
static gboolean
find_expert (EdJudge *judge, const EdCommand *command, EdAccount **expert, GError **error)
{
  const EdArgs *args = command->args;
  g_autofree char *body = NULL;

  *expert = NULL;
  if (command->type != ED_COMMAND_CASE_ASSIGN || args->expert == NULL)
    return TRUE;
  if (!ed_document_find (judge->store, "account", args->expert, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    *expert = ed_body_parse (&ed_account_type, body, error);
  return body == NULL || *expert != NULL;
}

/* Who gives COMMAND, and when. */
static EdCircumstances
describe (const EdJudge *judge, const EdCase *case_, const EdCommand *command)
{
  const EdAccount *account = judge->account;
  gint64 beginning = ed_case_beginning (case_, command);
  gint64 at;
  gboolean moved;

  at = ed_clamp_at (command->done_at, judge->offset, beginning, judge->now, &moved);
  return (EdCircumstances){
    .account_id = account != NULL ? account->id : NULL,
    .account_name = account != NULL ? account->name : NULL,
    .roles = account != NULL ? ed_account_roles (account) : 0,
    .at = at,
    .received_at = at,
    .settings = judge->settings,
    .zone = judge->zone,
  };
}

EdMessage *
ed_judge_make_message (EdJudge *judge, const EdCase *case_, const EdCommand *command)
{
  const EdCircumstances circumstances = describe (judge, case_, command);

  return ed_message_new (case_, command, &circumstances);
}

/* The file that an attach names; *FILE is NULL when it is not here. */
static gboolean
find_file (EdJudge *judge, const EdCommand *command, EdFile **file, GError **error)
{
  const EdArgs *args = command->args;
  g_auto (EdFileRow) row = { 0 };

  *file = NULL;
  if (command->type != ED_COMMAND_DOCUMENT_ATTACH || args->upload == NULL)
    return TRUE;
  if (!ed_file_find (judge->store, args->upload, &row, error))
    return FALSE;
  *file = g_steal_pointer (&row.file);
  return TRUE;
}

typedef gboolean (*Apply) (EdJudge *judge,
                           gpointer *record,
                           const EdCommand *command,
                           gint64 number,
                           EdRefusal *refusal,
                           GError **error);

static gboolean
apply_to_case (EdJudge *judge,
               gpointer *record,
               const EdCommand *command,
               gint64 number,
               EdRefusal *refusal,
               GError **error)
{
  EdCase **case_ = (EdCase **) record;
  g_autoptr (EdAccount) expert = NULL;
  g_autoptr (EdFile) file = NULL;
  EdCircumstances circumstances;

  if (!find_expert (judge, command, &expert, error) || !find_file (judge, command, &file, error))
    return FALSE;
  circumstances = describe (judge, *case_, command);
  circumstances.number = number;
  circumstances.expert = expert;
  circumstances.file = file;
  return ed_case_apply (case_, command, &circumstances, refusal);
}

/* What the other accounts held here say; for staff these are all. */
static gboolean
look_around (EdJudge *judge,
             const EdCommand *command,
             EdAccountCircumstances *circumstances,
             GError **error)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
  const char *user = ed_account_new_user (command);

  if (!ed_directory_list (judge->store, 0, accounts, error))
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const EdAccount *other = accounts->pdata[i];

      if (g_strcmp0 (other->id, command->target_id) == 0)
        continue;
      if (user != NULL && other->user != NULL && g_ascii_strcasecmp (user, other->user) == 0)
        circumstances->user_taken = TRUE;
      if ((ed_account_roles (other) & ED_ROLE_ADMINISTRATOR) != 0
          && other->state != ED_ACCOUNT_SUSPENDED)
        circumstances->other_administrators++;
    }
  return TRUE;
}

static gboolean
apply_to_account (EdJudge *judge,
                  gpointer *record,
                  const EdCommand *command,
                  gint64 number,
                  EdRefusal *refusal,
                  GError **error)
{
  EdAccountCircumstances circumstances = { 0 };
  gboolean moved;

  if (!look_around (judge, command, &circumstances, error))
    return FALSE;
  circumstances.account_id = judge->account != NULL ? judge->account->id : NULL;
  circumstances.roles = judge->account != NULL ? ed_account_roles (judge->account) : 0;
  circumstances.at = ed_clamp_at (command->done_at, judge->offset, ED_ABSENT, judge->now, &moved);
  return ed_account_apply ((EdAccount **) record, command, &circumstances, refusal);
}

static gboolean
apply_to_statement (EdJudge *judge,
                    gpointer *record,
                    const EdCommand *command,
                    gint64 number,
                    EdRefusal *refusal,
                    GError **error)
{
  EdStatementCircumstances circumstances = { 0 };
  gboolean moved;

  circumstances.account_id = judge->account != NULL ? judge->account->id : NULL;
  circumstances.account_name = judge->account != NULL ? judge->account->name : NULL;
  circumstances.roles = judge->account != NULL ? ed_account_roles (judge->account) : 0;
  circumstances.at = ed_clamp_at (command->done_at, judge->offset, ED_ABSENT, judge->now, &moved);
  return ed_fee_statement_apply (*record, command, &circumstances, refusal);
}

static gboolean
apply_to_settings (EdJudge *judge,
                   gpointer *record,
                   const EdCommand *command,
                   gint64 number,
                   EdRefusal *refusal,
                   GError **error)
{
  const EdSettingsCircumstances circumstances = {
    .roles = judge->account != NULL ? ed_account_roles (judge->account) : 0,
  };

  return ed_settings_apply (*record, command, &circumstances, refusal);
}

/* The account that a command on REQUEST is about, as its circumstances want it. */
static gboolean
find_account_of_request (EdJudge *judge,
                         const EdRequest *request,
                         const EdCommand *command,
                         EdAccount **account,
                         GError **error)
{
  const EdArgs *args = command->args;
  const char *id = args->expert != NULL ? args->expert : args->recipient;
  g_autofree char *body = NULL;

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN && request != NULL)
    id = request->expert_id;
  *account = NULL;
  if (id == NULL)
    return TRUE;
  if (!ed_document_find (judge->store, "account", id, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    *account = ed_body_parse (&ed_account_type, body, error);
  return body == NULL || *account != NULL;
}

/* The files here that the command names. */
static gboolean
find_files (EdJudge *judge, const EdCommand *command, GPtrArray *files, GError **error)
{
  char **ids = ((const EdArgs *) command->args)->documents;

  for (; ids != NULL && *ids != NULL; ids++)
    {
      g_auto (EdFileRow) row = { 0 };

      if (!ed_file_find (judge->store, *ids, &row, error))
        return FALSE;
      if (row.file != NULL)
        g_ptr_array_add (files, g_steal_pointer (&row.file));
    }
  return TRUE;
}

/* Who gives COMMAND, and when. */
static EdRequestCircumstances
describe_for_request (const EdJudge *judge, const EdRequest *request, const EdCommand *command)
{
  const EdAccount *account = judge->account;
  gint64 beginning = ed_request_beginning (request, command);
  gboolean moved;
  gint64 at = ed_clamp_at (command->done_at, judge->offset, beginning, judge->now, &moved);

  return (EdRequestCircumstances){
    .account_id = account != NULL ? account->id : NULL,
    .account_name = account != NULL ? account->name : NULL,
    .roles = account != NULL ? ed_account_roles (account) : 0,
    .at = at,
    .received_at = at,
    .number = ED_ABSENT,
    .zone = judge->zone,
  };
}

/* What was done to a view is shown as the view that will come of it. Who has just handed a request
 * back has none, and sees what they did until the server says so. */
static void
show_as_view (const EdJudge *judge, EdRequest **request)
{
  EdRequestAudience audience;
  EdRequest *view;

  if (judge->account == NULL
      || !ed_request_find_audience (*request,
                                    judge->account->id,
                                    ed_account_roles (judge->account),
                                    &audience))
    return;
  view = ed_request_project (*request, audience);
  if (view == NULL)
    return;
  ed_request_free (*request);
  *request = view;
}

EdInternalMessage *
ed_judge_make_internal_message (EdJudge *judge, const EdRequest *request, const EdCommand *command)
{
  const EdRequestCircumstances circumstances = describe_for_request (judge, request, command);

  return ed_internal_message_new (request, command, &circumstances);
}

static gboolean
apply_to_request (EdJudge *judge,
                  gpointer *record,
                  const EdCommand *command,
                  gint64 number,
                  EdRefusal *refusal,
                  GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free);
  g_autoptr (EdAccount) account = NULL;
  EdRequestCircumstances circumstances = describe_for_request (judge, *record, command);

  if (!find_account_of_request (judge, *record, command, &account, error)
      || !find_files (judge, command, files, error))
    return FALSE;
  circumstances.number = number;
  circumstances.expert = account;
  circumstances.files = files;
  if (!ed_request_apply ((EdRequest **) record, command, &circumstances, refusal))
    return FALSE;
  show_as_view (judge, (EdRequest **) record);
  return TRUE;
}

static gboolean
apply_to_company (EdJudge *judge,
                  gpointer *record,
                  const EdCommand *command,
                  gint64 number,
                  EdRefusal *refusal,
                  GError **error)
{
  EdCompanyCircumstances circumstances = {
    .roles = judge->account != NULL ? ed_account_roles (judge->account) : 0,
  };
  const char *name = ed_company_new_name (command, *record);
  g_autoptr (GPtrArray) companies = ed_store_list_company_records (judge->store, error);
  const EdCompany *same;

  if (companies == NULL)
    return FALSE;
  same = ed_company_find (companies, name);
  circumstances.name_taken = same != NULL && g_strcmp0 (same->id, command->target_id) != 0;
  return ed_company_apply ((EdCompany **) record, command, &circumstances, refusal);
}

/* What it does to the case is shown when the server has done it: there it may be refused. */
static gboolean
apply_to_late_work (EdJudge *judge,
                    gpointer *record,
                    const EdCommand *command,
                    gint64 number,
                    EdRefusal *refusal,
                    GError **error)
{
  EdLateCircumstances circumstances = { 0 };
  gboolean moved;

  circumstances.account_id = judge->account != NULL ? judge->account->id : NULL;
  circumstances.roles = judge->account != NULL ? ed_account_roles (judge->account) : 0;
  circumstances.at = ed_clamp_at (command->done_at, judge->offset, ED_ABSENT, judge->now, &moved);
  return ed_late_work_apply (*record, command, &circumstances, refusal);
}

static const Apply judges[ED_N_TARGETS] = {
  [ED_TARGET_CASE] = apply_to_case,           [ED_TARGET_ACCOUNT] = apply_to_account,
  [ED_TARGET_STATEMENT] = apply_to_statement, [ED_TARGET_SETTINGS] = apply_to_settings,
  [ED_TARGET_REQUEST] = apply_to_request,     [ED_TARGET_COMPANY] = apply_to_company,
  [ED_TARGET_LATE_WORK] = apply_to_late_work,
};

gboolean
ed_judge_apply (EdJudge *judge,
                gpointer *record,
                const EdCommand *command,
                gint64 number,
                EdRefusal *refusal,
                GError **error)
{
  return judges[ed_command_form (command->type)->target_kind](judge,
                                                              record,
                                                              command,
                                                              number,
                                                              refusal,
                                                              error);
}
