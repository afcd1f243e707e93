/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The second half of a pass: pages from the cursor to the first that says there is no more, staged
 * out of sight, then shown at once (PROTOCOL 5.7, 5.8); afterwards wipes and receipts (5.9, 6). */

#include "sync/call.h"

#include "base/plant.h"

#define PAGE_ITEMS 500
#define TIMEOUT_S 60
#define WAIT_MARGIN_S 15
#define FULL_PULLS 3

/* One catch-up. */
typedef struct
{
  char *cursor;   /* of the next page; NULL: from the beginning */
  char *stored;   /* as it was before, NULL: a full pull */
  gint64 acked;   /* by the last exposed page, or -1 */
  gint64 durable; /* as last heard */
  gint64 items;
  guint restarts;
  guint wait_s;    /* of the next page */
  gboolean staged; /* begun in the store */
} CatchUp;

static void
catch_up_clear (CatchUp *catch_up)
{
  g_free (catch_up->cursor);
  g_free (catch_up->stored);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CatchUp, catch_up_clear)

static gboolean
fail_protocol (GError **error, const char *sentence)
{
  g_set_error_literal (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL, sentence);
  return FALSE;
}

static gboolean
fail_item (const GError *cause, GError **error)
{
  if (!g_error_matches (cause, ED_WIRE_ERROR, ED_WIRE_ERROR_UNKNOWN))
    return fail_protocol (error, "a page of news cannot be read");
  g_set_error_literal (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_OLD,
                       "the server is newer than this program: it has news of an unknown kind");
  return FALSE;
}

static gboolean
begin (EdPassRun *run, CatchUp *catch_up, GError **error)
{
  g_autofree char *acked = NULL, *durable = NULL;

  g_clear_pointer (&catch_up->stored, g_free);
  g_clear_pointer (&catch_up->cursor, g_free);
  catch_up->items = 0;
  catch_up->staged = FALSE;
  if (!ed_call_read_fact (run->pass->store, "cursor", &catch_up->stored, error)
      || !ed_call_read_fact (run->pass->store, "acked", &acked, error)
      || !ed_call_read_fact (run->pass->store, "durable", &durable, error))
    return FALSE;
  catch_up->cursor = g_strdup (catch_up->stored);
  catch_up->acked = acked != NULL ? g_ascii_strtoll (acked, NULL, 10) : -1;
  catch_up->durable = durable != NULL ? g_ascii_strtoll (durable, NULL, 10) : 0;
  return TRUE;
}

/* Splits PAGE into ITEMS, the last of them its end. Whatever is not a whole page is an error. */
static gboolean
read_page (GBytes *page, GArray *items, GError **error)
{
  gsize length = 0;
  const char *at = g_bytes_get_data (page, &length);
  const char *end = at + length;
  const EdItem *last;
  g_autoptr (GError) cause = NULL;

  while (at < end)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      EdItem item = { 0 };

      if (newline == NULL)
        return fail_protocol (error, "a page of news is broken off");
      if (items->len > 0 && g_array_index (items, EdItem, items->len - 1).kind == ED_ITEM_END)
        return fail_protocol (error, "a page of news goes on after its end");
      if (!ed_item_read (at, (gsize) (newline - at), &item, &cause))
        return fail_item (cause, error);
      g_array_append_val (items, item);
      at = newline + 1;
    }
  last = items->len > 0 ? &g_array_index (items, EdItem, items->len - 1) : NULL;
  if (last == NULL || last->kind != ED_ITEM_END || *last->to == '\0')
    return fail_protocol (error, "a page of news has no end");
  return TRUE;
}

static char *
make_path (const CatchUp *catch_up)
{
  GString *path = g_string_new (NULL);

  g_string_append_printf (path, "/v1/feed?limit=%d", PAGE_ITEMS);
  if (catch_up->cursor != NULL)
    {
      g_string_append (path, "&after=");
      g_string_append_uri_escaped (path, catch_up->cursor, NULL, FALSE);
    }
  if (catch_up->wait_s > 0)
    g_string_append_printf (path, "&wait=%u", catch_up->wait_s);
  if (catch_up->wait_s > 0 && catch_up->acked >= 0)
    g_string_append_printf (path, "&acked=%" G_GINT64_FORMAT, catch_up->acked);
  return g_string_free (path, FALSE);
}

/* Gets the next page. TRUE with no answer (status 0): the wait was called off. */
static gboolean
fetch_page (EdPassRun *run, const CatchUp *catch_up, EdAnswer *answer, GError **error)
{
  g_autofree char *path = make_path (catch_up);
  g_autoptr (GError) cause = NULL;
  gboolean waits = catch_up->wait_s > 0 && run->pass->waiting != NULL;
  EdCall call = { .method = "GET", .path = path, .timeout_s = TIMEOUT_S };

  if (catch_up->wait_s > 0)
    call.timeout_s = catch_up->wait_s + WAIT_MARGIN_S;
  if (ed_call_send (run, &call, answer, waits ? run->pass->waiting : NULL, &cause))
    return TRUE;
  if (waits && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_cancellable_is_cancelled (run->cancellable))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* 409 and 410 that a full pull mends; *AGAIN when there is something to push before it. */
static gboolean
meet_problem (EdPassRun *run, const EdAnswer *answer, gboolean *again, GError **error)
{
  g_autoptr (EdProblem) problem = ed_call_problem (answer, run->report);
  const char *code = problem != NULL ? problem->code : "";

  if (strcmp (code, "feed_rewound") == 0)
    {
      if (run->restored)
        return ed_store_forget_cursor (run->pass->store, error);
      *again = run->restored = TRUE;
      return ed_call_meet_restored (run->pass->store, error);
    }
  if (strcmp (code, "rights_changed") == 0 || strcmp (code, "cursor_expired") == 0)
    return ed_store_forget_cursor (run->pass->store, error);
  return ed_call_fail (answer, run->report, error);
}

/* Nothing new at all: the same position, the same commands. */
static gboolean
is_idle (const CatchUp *catch_up, const EdItem *end)
{
  return !catch_up->staged && !end->full && end->acked == catch_up->acked
         && end->durable == catch_up->durable && g_strcmp0 (end->to, catch_up->stored) == 0;
}

static gboolean
stage (EdPassRun *run, CatchUp *catch_up, const EdItem *items, guint n, GError **error)
{
  if (!catch_up->staged && !ed_store_begin_catch_up (run->pass->store, error))
    return FALSE;
  catch_up->staged = TRUE;
  if (n > 0 && !ed_store_stage (run->pass->store, items, n, error))
    return FALSE;
  catch_up->items += n;
  run->report->pulled += n;
  if (n > 0 && run->pass->on_progress != NULL)
    run->pass->on_progress (catch_up->items, ED_ABSENT, run->pass->data);
  return TRUE;
}

static gboolean
expose (EdPassRun *run, CatchUp *catch_up, const EdItem *end, GError **error)
{
  g_auto (GStrv) forgotten = NULL;

  if (!stage (run, catch_up, NULL, 0, error)
      || !ed_store_expose (run->pass->store, end, &forgotten, error))
    return FALSE;
  if (run->pass->on_changed != NULL)
    run->pass->on_changed (run->pass->data);
  return TRUE;
}

/* The server does not know of a command that it has answered: it has gone back, to a time that the
 * cursor does not tell from this one. Nothing of what it says now is shown before it has all again.
 */
static gboolean
check_answered (EdPassRun *run, gint64 acked, gboolean *again, GError **error)
{
  gint64 answered;

  if (!ed_store_find_answered (run->pass->store, &answered, error))
    return FALSE;
  if (answered <= acked || ED_PLANT (lost_answers_unnoticed))
    return TRUE;
  *again = run->restored = TRUE;
  return ed_call_meet_restored (run->pass->store, error);
}

/* The server has numbers that this vault never gave: it has a twin, or was put back from a copy,
 * and must be another device before it gives them too. */
static gboolean
check_given (EdPassRun *run, gint64 acked, GError **error)
{
  gint64 given;

  if (!ed_store_find_given (run->pass->store, &given, error))
    return FALSE;
  return acked <= given || ED_PLANT (twin_unnoticed) || ed_call_renew_device (run, error);
}

/* Takes one page in. *DONE: it was the last of the catch-up. *AGAIN: push before the next pull. */
static gboolean
take_page (EdPassRun *run,
           CatchUp *catch_up,
           GBytes *page,
           gboolean *done,
           gboolean *again,
           gint64 *server_time,
           GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (EdItem));
  const EdItem *end;
  guint n;

  if (!read_page (page, items, error))
    return FALSE;
  n = items->len - 1;
  end = &g_array_index (items, EdItem, n);
  *server_time = end->server_time;
  if (end->more && g_strcmp0 (end->to, catch_up->cursor) == 0)
    return fail_protocol (error, "the server's pages of news go round in a circle");
  if (end->full != (catch_up->stored == NULL))
    return fail_protocol (error, "a page of news is not of the kind that was asked for");
  if (n > 0 && !stage (run, catch_up, (const EdItem *) (gpointer) items->data, n, error))
    return FALSE;
  if (ED_PLANT (cursor_before_data) && !ed_store_set (run->pass->store, "cursor", end->to, error))
    return FALSE;
  *done = !end->more;
  if (end->more)
    {
      g_free (catch_up->cursor);
      catch_up->cursor = g_strdup (end->to);
      return TRUE;
    }
  if (!check_answered (run, end->acked, again, error) || !check_given (run, end->acked, error))
    return FALSE;
  if (*again || is_idle (catch_up, end))
    return TRUE;
  if (!end->full || end->count == catch_up->items)
    return expose (run, catch_up, end, error);
  if (++catch_up->restarts >= FULL_PULLS)
    return fail_protocol (error, "the server's count of what it sent does not fit");
  *done = FALSE;
  return begin (run, catch_up, error);
}

gboolean
ed_pass_pull (EdPassRun *run, guint wait_s, gboolean *again, GError **error)
{
  g_auto (CatchUp) catch_up = { 0 };
  gboolean done = FALSE;
  guint problems = 0;

  *again = FALSE;
  if (!begin (run, &catch_up, error))
    return FALSE;
  catch_up.wait_s = wait_s;
  while (!done)
    {
      g_auto (EdAnswer) answer = { 0 };
      gint64 sent = ed_clock_now (run->pass->clock), server_time = ED_ABSENT;

      if (!fetch_page (run, &catch_up, &answer, error))
        return FALSE;
      if (answer.status == 0)
        return TRUE;
      catch_up.wait_s = 0;
      if (answer.status == 200)
        {
          if (!take_page (run, &catch_up, answer.body, &done, again, &server_time, error)
              || !ed_call_measure_clock (run->pass->store,
                                         sent,
                                         ed_clock_now (run->pass->clock),
                                         server_time,
                                         error))
            return FALSE;
          continue;
        }
      if (++problems > FULL_PULLS)
        return ed_call_fail (&answer, run->report, error);
      if (!meet_problem (run, &answer, again, error))
        return FALSE;
      if (*again)
        return TRUE;
      if (!begin (run, &catch_up, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_receipt (EdPassRun *run, const char *type_and_id, const char *cursor, GError **error)
{
  g_autofree char *type = g_strndup (type_and_id, strcspn (type_and_id, ":"));
  const char *id = strchr (type_and_id, ':');
  g_autoptr (GString) text = g_string_new ("{\"t\":");
  g_autoptr (GBytes) body = NULL;
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "POST", .path = "/v1/receipts", .timeout_s = TIMEOUT_S };

  g_assert (id != NULL);
  ed_json_append_string (text, type);
  g_string_append (text, ",\"id\":");
  ed_json_append_string (text, id + 1);
  g_string_append (text, ",\"cursor\":");
  ed_json_append_string (text, cursor);
  g_string_append_c (text, '}');
  body = g_bytes_new (text->str, text->len);
  call.body = body;
  if (!ed_call_send (run, &call, &answer, NULL, error))
    return FALSE;
  if (answer.status != 204)
    return ed_call_fail (&answer, run->report, error);
  return ed_store_receipt_sent (run->pass->store, type_and_id, error);
}

gboolean
ed_pass_send_receipts (EdPassRun *run, GError **error)
{
  g_auto (GStrv) receipts = NULL;
  g_autofree char *cursor = NULL;
  g_autoptr (GError) cause = NULL;

  if (!ed_store_finish_wipes (run->pass->store, &receipts, &cause))
    {
      if (cause == NULL)
        g_set_error_literal (&cause,
                             ED_DB_ERROR,
                             ED_DB_ERROR_BUSY,
                             "what must go from this machine is not yet gone");
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (receipts == NULL || *receipts == NULL)
    return TRUE;
  if (!ed_call_read_fact (run->pass->store, "cursor", &cursor, error))
    return FALSE;
  for (char **receipt = receipts; cursor != NULL && *receipt != NULL; receipt++)
    if (!send_receipt (run, *receipt, cursor, error))
      return FALSE;
  return TRUE;
}
