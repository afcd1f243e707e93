/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The feed (PROTOCOL 5): pages of what the reader's audiences have behind their cursor. */

#include <string.h>

#include "base/plant.h"
#include "domain/account.h"
#include "server/audience.h"
#include "server/batch-table.h"
#include "server/batch.h"
#include "server/call.h"
#include "server/command-table.h"
#include "server/compress.h"
#include "server/cursor.h"
#include "server/device-table.h"
#include "server/query-string.h"
#include "wire/feed.h"

#define SCHEMA_OLDEST 1
#define PAGE_BYTES_MAX (8 * 1024 * 1024)

/* One page in the making. */
typedef struct
{
  EdApiCall *call;
  const char *const *audiences; /* strongest first */
  EdCursor cursor;
  gint64 horizon; /* what is not below it may still be joined by what comes before it */
  gint64 limit;
  gint64 items;
  gboolean withhold; /* the client is too old to read what is put */
  GString *text;
  EdItem end;
} Page;

static void
answer_expired (EdApiCall *call)
{
  ed_answer_problem (call->response,
                     410,
                     "cursor_expired",
                     "The cursor is too old or cannot be read.",
                     NULL);
}

static void
answer_bad_request (EdApiCall *call, const char *field)
{
  ed_answer_problem (call->response,
                     400,
                     "bad_request",
                     "The query or a header is malformed.",
                     field);
}

/* Whether a row that it would need is deleted: only a machine that was put back from a copy comes
 * with such a cursor. A full pull begins before all rows, and needs none of those. */
static gboolean
is_behind_wipes (const Page *page)
{
  return page->cursor.full_from < 0 && page->cursor.at.xid < page->call->bearer->wiped_xid
         && !ED_PLANT (wiped_before_unseen);
}

/* Whether the cursor still fits this database and this account; else the answer is filled. */
static gboolean
check_cursor (Page *page, const char *text, GError **error)
{
  EdApiCall *call = page->call;
  EdCursorVerdict verdict = ed_cursor_from_text (&page->cursor,
                                                 text,
                                                 call->api->organisation->epoch,
                                                 call->bearer->account,
                                                 call->api->organisation->cursor_key);
  gint64 mark = 0;

  if (verdict == ED_CURSOR_BROKEN)
    {
      answer_expired (call);
      return FALSE;
    }
  if (verdict == ED_CURSOR_GOOD && !ed_batches_mark (call->db, page->cursor.head, &mark, error))
    return FALSE;
  if (verdict == ED_CURSOR_FOREIGN_EPOCH
      || (mark != page->cursor.mark && !ED_PLANT (mark_unchecked)))
    {
      ed_answer_problem (call->response,
                         409,
                         "feed_rewound",
                         "The cursor lies in a past that this server does not have.",
                         NULL);
      return FALSE;
    }
  if (page->cursor.rights_gen != call->bearer->rights_gen && !ED_PLANT (rights_unchecked))
    ed_answer_problem (call->response,
                       409,
                       "rights_changed",
                       "The account's rights have changed.",
                       NULL);
  else if (is_behind_wipes (page))
    answer_expired (call);
  else
    return TRUE;
  return FALSE;
}

/* Appends a put of the reader's next weaker living view of the thing. */
static gboolean
append_weaker (Page *page,
               guint from,
               const char *type,
               const char *id,
               gboolean *found,
               GError **error)
{
  GError *local = NULL;

  *found = FALSE;
  for (guint i = from; page->audiences[i] != NULL && !*found && local == NULL; i++)
    {
      gint64 rev;
      gsize length;
      g_autofree char *body =
          ed_views_load (page->call->db, page->audiences[i], type, id, &rev, &length, &local);

      *found = body != NULL && !page->withhold;
      if (*found)
        ed_item_append_put (page->text, type, id, rev, body, length);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether a stronger audience of the reader holds the thing: then this row is not theirs to see. */
static gboolean
is_covered (Page *page,
            guint strength,
            const char *type,
            const char *id,
            gboolean *covered,
            GError **error)
{
  GError *local = NULL;

  *covered = FALSE;
  for (guint i = 0; i < strength && !*covered && local == NULL; i++)
    {
      gint64 rev;
      gsize length;
      g_autofree char *body =
          ed_views_load (page->call->db, page->audiences[i], type, id, &rev, &length, &local);

      *covered = body != NULL;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
append_row (Page *page, EdStatement *row, GError **error)
{
  const char *type = ed_statement_text (row, 1);
  const char *id = ed_statement_text (row, 2);
  const char *why = ed_statement_text (row, 6);
  gboolean gone = ed_statement_int (row, 5) != 0;
  gboolean other = FALSE;
  guint strength = 0;

  while (strcmp (page->audiences[strength], ed_statement_text (row, 0)) != 0)
    strength++;
  if (strength > 0 && !is_covered (page, strength, type, id, &other, error))
    return FALSE;
  if (other)
    return TRUE;
  if (!gone && page->withhold)
    {
      page->end.withheld = TRUE;
      return TRUE;
    }
  if (gone && !append_weaker (page, strength + 1, type, id, &other, error))
    return FALSE;
  page->items++;
  if (other)
    return TRUE;
  if (!gone)
    ed_item_append_put (page->text,
                        type,
                        id,
                        ed_statement_int (row, 3),
                        ed_statement_text (row, 4),
                        ed_statement_length (row, 4));
  else if (why == NULL)
    ed_item_append_del (page->text, type, id);
  else
    ed_item_append_forget (page->text, type, id, why);
  return TRUE;
}

/* Reads rows until the page is full; *MORE tells whether there are others behind it. */
static gboolean
append_rows (Page *page, gboolean *more, GError **error)
{
  g_autoptr (EdStatement) row = NULL;
  GError *local = NULL;

  *more = FALSE;
  row = ed_views_read (page->call->db,
                       page->audiences,
                       &page->cursor.at,
                       page->cursor.full_from,
                       page->horizon,
                       page->limit + 1,
                       error);
  if (row == NULL)
    return FALSE;
  for (gint64 n = 0; ed_statement_step (row, &local); n++)
    {
      if (n == page->limit || page->text->len >= PAGE_BYTES_MAX)
        {
          *more = TRUE;
          page->cursor.at.seq += ED_PLANT (page_skips_a_row);
          return TRUE;
        }
      page->cursor.at.xid = ed_statement_int (row, 7);
      page->cursor.at.seq = ed_statement_int (row, 8);
      if (!append_row (page, row, &local))
        break;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Puts the cursor where the page ends, and the end line behind it. */
static gboolean
finish_page (Page *page, gboolean more, GError **error)
{
  EdApiCall *call = page->call;
  gboolean full = page->cursor.full_from >= 0;
  g_autofree char *to = NULL;

  page->cursor.rights_gen = call->bearer->rights_gen;
  page->cursor.count += page->items;
  if (!ed_batches_head (call->db, page->horizon, &page->cursor.head, &page->cursor.mark, error))
    return FALSE;
  if (!more)
    page->cursor.at = (EdPosition){ page->cursor.head, G_MAXINT64 };
  page->end.kind = ED_ITEM_END;
  page->end.more = more;
  page->end.full = full;
  page->end.count = full && !more ? page->cursor.count : ED_ABSENT;
  page->end.server_time = call->now;
  if (!more)
    {
      page->cursor.full_from = -1;
      page->cursor.count = 0;
    }
  to = ed_cursor_to_text (&page->cursor,
                          call->api->organisation->epoch,
                          call->bearer->account,
                          call->api->organisation->cursor_key);
  g_strlcpy (page->end.to, to, sizeof page->end.to);
  ed_item_append_end (page->text, &page->end);
  return TRUE;
}

/* Where the pull begins: behind AFTER, or at the beginning for a full pull. */
static gboolean
start_page (Page *page, const char *after, GError **error)
{
  EdApiCall *call = page->call;
  gint64 mark;

  if (!ed_batch_read_horizon (call->api, call->db, &page->horizon, error))
    return FALSE;
  if (after != NULL)
    return check_cursor (page, after, error);
  page->cursor = (EdCursor){ 0 };
  return ed_batches_head (call->db, page->horizon, &page->cursor.full_from, &mark, error);
}

static gboolean
fill_page (Page *page, GHashTable *query, GError **error)
{
  EdApiCall *call = page->call;
  g_autoptr (EdDevice) device = NULL;
  gint64 wait, seen;
  gboolean more;

  if (!ed_query_string_get_number (query, "limit", 1, 1000, 500, &page->limit)
      || !ed_query_string_get_number (query, "wait", 0, 25, 0, &wait)
      || !ed_query_string_get_number (query, "acked", 0, G_MAXINT64, G_MAXINT64, &seen))
    {
      answer_bad_request (call, NULL);
      return TRUE;
    }
  if (!start_page (page, g_hash_table_lookup (query, "after"), error))
    return call->response->status != 0;
  device = ed_devices_load (call->db, call->bearer->device, error);
  if (device == NULL || !append_rows (page, &more, error))
    return FALSE;
  page->end.acked = ed_device_find_acked (device, page->horizon);
  if (wait > 0 && page->items == 0 && !more && page->cursor.full_from < 0 && page->end.acked <= seen
      && !call->request->at_once)
    {
      call->parked = TRUE;
      call->until = call->now + wait * 1000;
      return TRUE;
    }
  page->end.durable = ed_commands_find_durable (call->db, device->id, call->now, error);
  if (page->end.durable < 0 || !finish_page (page, more, error))
    return FALSE;
  call->response->status = 200;
  call->response->content_type = "application/x-ndjson";
  return TRUE;
}

/* Whether the client can read what is put here; FALSE when the answer is filled. */
static gboolean
check_schema (Page *page, gboolean from_beginning)
{
  const char *text = page->call->request->schema;
  gint64 schema;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &schema, NULL))
    {
      answer_bad_request (page->call, "x-schema");
      return FALSE;
    }
  page->withhold = schema < SCHEMA_OLDEST;
  if (!page->withhold || !from_beginning)
    return TRUE;
  ed_answer_problem (page->call->response,
                     409,
                     "client_too_old",
                     "The program must be updated.",
                     "1");
  return FALSE;
}

void
ed_api_feed (EdApiCall *call)
{
  g_autoptr (GHashTable) query = ed_query_string_parse (call->request->query);
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) audiences = NULL;
  Page page = { .call = call };

  if (query == NULL)
    {
      answer_bad_request (call, NULL);
      return;
    }
  if (!check_schema (&page, !g_hash_table_contains (query, "after")))
    return;
  audiences = ed_audiences_of (call->bearer->account, (guint) call->bearer->roles);
  page.audiences = (const char *const *) audiences;
  page.text = text = g_string_sized_new (4096);
  if (!fill_page (&page, query, &error))
    {
      ed_error_complete (&error);
      ed_answer_failure (call->response, error);
      return;
    }
  if (call->parked)
    {
      call->response->audiences = g_steal_pointer (&audiences);
      call->response->device = g_strdup (call->bearer->device);
    }
  if (call->parked || call->response->status != 200)
    return;
  call->response->body = g_string_free_to_bytes (g_steal_pointer (&text));
  if (page.items > 0)
    ed_compress (call->response, call->request->accept_encoding);
}
