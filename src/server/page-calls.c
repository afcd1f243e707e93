/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages that links in mails lead to (PROTOCOL 2.9). Looking at one changes nothing: programs
 * that search mails for bad links look, too. */

#include <string.h>

#include "server/activation.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/case-store.h"
#include "server/issued-table.h"
#include "server/job.h"
#include "server/page.h"

static void
answer_page (EdApiResponse *response, guint status, const EdPage *page)
{
  ed_answer_json (response, status, ed_page_write (page));
  response->content_type = "text/html; charset=utf-8";
}

/* The same page for every number: it says nothing of whether there is one. */
static void
open_number (EdApiCall *call, EdPageKind kind, const char *scheme)
{
  g_autofree char *link = NULL;
  EdPage page = { .kind = kind,
                  .language = ed_page_choose_language (call->request->accept_language),
                  .organisation = ed_organisation_name (call->api->organisation) };

  if (strspn (call->part, "0123456789") != strlen (call->part) || strlen (call->part) > 9)
    {
      ed_answer_problem (call->response, 404, "not_found", "There is no such call.", NULL);
      return;
    }
  page.link = link = g_strconcat (scheme, call->part, NULL);
  answer_page (call->response, 200, &page);
}

void
ed_api_open_case (EdApiCall *call)
{
  open_number (call, ED_PAGE_CASE, "experts-dashboard://case/");
}

void
ed_api_open_request (EdApiCall *call)
{
  open_number (call, ED_PAGE_REQUEST, "experts-dashboard://request/");
}

/* The page says that the link has done its service, or never will. */
static void
answer_stale (EdApi *api, const char *language, EdApiResponse *response)
{
  EdPage page = { .kind = ED_PAGE_STALE,
                  .language = language,
                  .organisation = ed_organisation_name (api->organisation) };

  answer_page (response, 404, &page);
}

/* The account that the token may confirm; NULL without ERROR: it is no longer good. */
static EdAccount *
find_account (EdDb *db, const char *token, gint64 now, GError **error)
{
  g_autofree char *id = ed_issued_find_account (db, token, now, error);
  g_autoptr (EdAccount) account = id != NULL ? ed_case_store_read_account (db, id, error) : NULL;

  return account != NULL && account->state == ED_ACCOUNT_INVITED ? g_steal_pointer (&account)
                                                                 : NULL;
}

/* The reader's language: as the account says, else the browser. */
static const char *
choose_language (const EdAccount *account, const char *fallback)
{
  return account != NULL && account->language != NULL ? account->language : fallback;
}

void
ed_api_show_account (EdApiCall *call)
{
  const char *fallback = ed_page_choose_language (call->request->accept_language);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = find_account (call->db, call->part, call->now, &error);
  EdPage page = { .kind = ED_PAGE_ACCOUNT,
                  .organisation = ed_organisation_name (call->api->organisation) };

  if (error != NULL)
    {
      ed_answer_failure (call->response, error);
      return;
    }
  if (account == NULL)
    {
      answer_stale (call->api, fallback, call->response);
      return;
    }
  page.language = choose_language (account, fallback);
  page.name = account->name;
  answer_page (call->response, 200, &page);
}

typedef struct
{
  EdApiJob job;
  char *token;
  const char *fallback; /* language, static */
} ConfirmJob;

static gboolean
confirm (EdBatch *batch, const char *account, GError **error)
{
  g_autoptr (EdAccount) active = ed_activation_meet (batch, account, FALSE, NULL, error);

  return active != NULL && ed_issued_clear_token (batch->db, account, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          account,
                          NULL,
                          "account_confirmed",
                          account,
                          NULL,
                          error);
}

static gboolean
run_confirm (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ConfirmJob *self = (ConfirmJob *) job;
  g_autoptr (EdAccount) account = NULL;
  GError *local = NULL;
  EdPage page = { .kind = ED_PAGE_CONFIRMED, .link = "experts-dashboard://open" };

  account = find_account (batch->db, self->token, batch->now, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (account == NULL)
    {
      answer_stale (batch->api, self->fallback, response);
      return TRUE;
    }
  page.language = choose_language (account, self->fallback);
  page.organisation = ed_organisation_name (batch->api->organisation);
  page.server = g_atomic_pointer_get (&batch->api->address);
  answer_page (response, 200, &page);
  return confirm (batch, account->id, error);
}

static void
free_confirm (EdApiJob *job)
{
  ed_secrets_free_text (((ConfirmJob *) job)->token);
  g_free (job);
}

void
ed_api_confirm_account (EdApiCall *call)
{
  ConfirmJob *self = g_new0 (ConfirmJob, 1);

  self->job.run = run_confirm;
  self->job.free = free_confirm;
  self->token = g_strdup (call->part);
  self->fallback = ed_page_choose_language (call->request->accept_language);
  call->job = &self->job;
}
