/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching the archive (PROTOCOL 16). Cases are read one after another, and of each only what is
 * compared and shown in a list is parsed. One call reads so many at most and says where the next
 * goes on: it takes some tenths of a second, however large the archive is. */

#include "domain/account.h"
#include "domain/project.h"
#include "domain/search.h"
#include "server/archive-table.h"
#include "server/document-table.h"
#include "server/inquiry.h"
#include "wire/archive.h"
#include "wire/json-scan.h"
#include "wire/record-json.h"

#include <string.h>

#define STEP 500           /* cases at a time */
#define STRETCH 10000      /* numbers that are looked through for them */
#define CASES_MAX 10000    /* that a call reads */
#define NUMBERS_MAX 200000 /* that a call looks through */

/* What is told of a case that was found. */
static const char *const members[] = {
  "id",   "number",        "state",       "recorded_at", "company_name", "client_alias", "city",
  "type", "coaching_kind", "expert_name", "closing",     "approval",     NULL,
};

typedef struct
{
  char **wanted;
  gint64 limit;
  gint64 before; /* the lowest number that was looked at */
  guint read;
  EdArchiveAnswer *answer;
  GString *picked, *words;
} Search;

static void
write_words (GString *words, const EdCase *case_)
{
  g_string_truncate (words, 0);
  ed_search_add_words (words, case_->company_name);
  ed_search_add_words (words, case_->client_alias);
  ed_search_add_words (words, case_->city);
  ed_search_add_words (words, case_->expert_name);
  if (case_->number != ED_ABSENT)
    g_string_append_printf (words, "%" G_GINT64_FORMAT, case_->number);
}

/* A case that cannot be read is not found; it keeps nobody from the others. */
static void
look_at (Search *search, EdStatement *row)
{
  g_autoptr (EdCase) case_ = NULL;

  g_string_truncate (search->picked, 0);
  if (ed_json_pick_members (ed_statement_text (row, 1),
                            ed_statement_length (row, 1),
                            ED_JSON_DEPTH_MAX,
                            members,
                            search->picked))
    case_ = ed_record_from_json (&ed_case_type,
                                 search->picked->str,
                                 (gssize) search->picked->len,
                                 ED_WIRE_LENIENT,
                                 NULL);
  if (case_ == NULL)
    {
      g_warning ("case number %" G_GINT64_FORMAT " is not found: it cannot be read",
                 ed_statement_int (row, 0));
      return;
    }
  write_words (search->words, case_);
  if (ed_search_fits (search->words->str, search->wanted))
    g_ptr_array_add (search->answer->cases, g_steal_pointer (&case_));
}

/* The next cases below the number reached. */
static gboolean
look_further (Search *search, EdDb *db, GError **error)
{
  gint64 low = MAX (0, search->before - STRETCH);
  g_autoptr (EdStatement) row = ed_archive_read (db, low, search->before, STEP, error);
  GError *local = NULL;
  guint n = 0;

  if (row == NULL)
    return FALSE;
  while (search->answer->cases->len < search->limit && ed_statement_step (row, &local))
    {
      look_at (search, row);
      search->before = ed_statement_int (row, 0);
      n++;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  search->read += n;
  if (n < STEP && search->answer->cases->len < search->limit)
    search->before = low;
  return TRUE;
}

static gboolean
search_archive (Search *search, EdDb *db, GError **error)
{
  gint64 begin = search->before;

  while (search->before > 0 && search->answer->cases->len < search->limit
         && search->read < CASES_MAX && begin - search->before < NUMBERS_MAX)
    if (!look_further (search, db, error))
      return FALSE;
  search->answer->before = search->before > 0 ? search->before : ED_ABSENT;
  return TRUE;
}

static char *
answer_search (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  const EdArchiveInquiry *inquiry = question;
  g_auto (GStrv) wanted = ed_search_split (inquiry->text);
  g_autoptr (EdArchiveAnswer) answer = ed_record_new (&ed_archive_answer_type);
  g_autoptr (GString) picked = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  Search search = { .wanted = wanted, .answer = answer, .picked = picked, .words = words };

  search.limit = inquiry->limit != ED_ABSENT ? inquiry->limit : ED_ARCHIVE_CASES_MAX;
  search.before = inquiry->before != ED_ABSENT ? inquiry->before : ed_archive_end (db, error);
  if (search.before < 0 || !search_archive (&search, db, error))
    return NULL;
  return ed_record_to_json (&ed_archive_answer_type, answer, NULL);
}

/* One case as coordinators see it; none where there is none. */
static char *
answer_case (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  const EdArchiveInquiry *inquiry = question;
  g_autoptr (EdArchiveAnswer) answer = ed_record_new (&ed_archive_answer_type);
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdCase) case_ = NULL;
  GError *local = NULL;
  EdCase *shown;
  gsize length;
  gint64 rev;
  g_autofree char *text = ed_documents_load (db, "case", inquiry->id, &rev, &length, &local);

  if (text != NULL)
    case_ = ed_record_from_json (&ed_case_type, text, (gssize) length, ED_WIRE_LENIENT, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  shown = case_ != NULL
              ? ed_case_project (case_, ED_AUDIENCE_STAFF, ed_clock_now (api->clock), settings)
              : NULL;
  if (shown != NULL)
    g_ptr_array_add (answer->cases, shown);
  return ed_record_to_json (&ed_archive_answer_type, answer, NULL);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n")] == '\0';
}

/* A search is one row in the log, not each of its pages, and without what was searched for; each
 * case that is opened is one with its id. */
void
ed_api_search_cases (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_search,
                        .free_question = (GDestroyNotify) ed_archive_inquiry_free };
  EdArchiveInquiry *asked;
  gint64 wait;

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return;
  wait = ed_rate_take (call->api->searches, call->bearer->account, call->now);
  if (wait > 0)
    {
      ed_answer_problem (call->response, 429, "rate_limited", "Too many searches.", NULL);
      call->response->retry_after_s = wait;
      return;
    }
  asked = ed_api_call_read (call, &ed_archive_inquiry_type);
  if (asked == NULL)
    return;
  if ((asked->text == NULL || is_blank (asked->text)) == (asked->id == NULL))
    {
      ed_archive_inquiry_free (asked);
      ed_answer_problem (call->response, 400, "bad_request", "Either text or id is needed.", NULL);
      return;
    }
  inquiry.question = asked;
  inquiry.target = asked->id;
  if (asked->id != NULL)
    {
      inquiry.answer = answer_case;
      inquiry.what = "cases.read";
    }
  else
    ed_inquiry_write_once (&inquiry, call, &ed_archive_inquiry_type, "cases.search");
  call->job = ed_inquiry_job_new (call, &inquiry);
}
