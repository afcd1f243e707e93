/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include "store/connection.h"
#include "support/fault-vfs.h"
#include "wire/json-text.h"
#include "wire/record-json.h"

#include <glib/gstdio.h>
#include <string.h>

static const guint8 key[32] = "0123456789abcdef0123456789abcde";

static const char *
make_id (char kind, guint n)
{
  g_autofree char *id = g_strdup_printf ("%c0000000-0000-4000-8000-%012u", kind, n);

  return g_intern_string (id);
}

const char *
desk_case_id (guint n)
{
  return make_id ('c', n);
}

const char *
desk_assignment_id (guint n)
{
  return make_id ('a', n);
}

const char *
desk_session_id (guint n)
{
  return make_id ('5', n);
}

const char *
desk_command_id (guint n)
{
  return make_id ('0', n);
}

const char *
desk_message_id (guint n)
{
  return make_id ('7', n);
}

EdStore *
desk_connect (Desk *desk)
{
  EdDbOptions options = {
    .path = desk->path,
    .key = desk->plain ? NULL : key,
    .vfs = ED_FAULT_VFS, /* nothing fails until it is armed */
    .busy_timeout_ms = 1,
  };
  g_autoptr (GError) error = NULL;
  EdStore *store = ed_store_open_on (&options, &desk->clock.parent, &error);

  g_assert_no_error (error);
  return store;
}

void
desk_open (Desk *desk, gboolean plain)
{
  g_autoptr (GError) error = NULL;

  ed_fault_vfs_register ();
  memset (desk, 0, sizeof *desk);
  desk->folder = g_dir_make_tmp ("ed-desk-XXXXXX", &error);
  g_assert_no_error (error);
  desk->path = g_build_filename (desk->folder, "cache.db", NULL);
  desk->plain = plain;
  desk->page = g_ptr_array_new_with_free_func (g_free);
  ed_manual_clock_init (&desk->clock, DESK_NOW);
  desk->store = desk_connect (desk);
}

void
desk_reopen (Desk *desk)
{
  ed_store_close (desk->store);
  desk->store = desk_connect (desk);
}

void
desk_close (Desk *desk)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  g_clear_pointer (&desk->store, ed_store_close);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (desk->path, suffixes[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_free (desk->path);
  g_free (desk->folder);
  g_ptr_array_unref (desk->page);
}

gboolean
desk_disk_holds (Desk *desk, const char *text)
{
  static const char *const suffixes[] = { "", "-wal" };

  for (guint s = 0; s < G_N_ELEMENTS (suffixes); s++)
    {
      g_autofree char *path = g_strconcat (desk->path, suffixes[s], NULL);
      g_autofree char *content = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &content, &length, NULL))
        continue;
      for (gsize i = 0; i + strlen (text) <= length; i++)
        if (memcmp (content + i, text, strlen (text)) == 0)
          return TRUE;
    }
  return FALSE;
}

void
desk_set_up (Desk *desk, gboolean coordinator)
{
  desk_open (desk, FALSE);
  desk_greet (desk, coordinator);
}

void
desk_greet (Desk *desk, gboolean coordinator)
{
  g_assert_true (
      ed_store_set (desk->store, "account_id", coordinator ? DESK_COORDINATOR : DESK_EXPERT, NULL));
  desk_put_text (desk,
                 "settings",
                 DESK_ORGANISATION,
                 "{\"id\":\"" DESK_ORGANISATION "\",\"organisation\":\"Demo\",\"zone\":\"UTC\","
                 "\"contact_first_h\":24,\"contact_due_h\":48,\"crisis_first_h\":2,"
                 "\"crisis_due_h\":4,\"session_due_days\":5,\"closing_warn_months\":2,"
                 "\"closing_due_months\":3,\"score_min\":1,\"score_max\":10}");
  desk_put_text (desk,
                 "account",
                 DESK_EXPERT,
                 "{\"id\":\"" DESK_EXPERT "\",\"name\":\"Dr. Kovács Anna\",\"roles\":[\"expert\"],"
                 "\"state\":\"active\",\"case_types\":[\"psychological\"]}");
  desk_put_text (desk,
                 "account",
                 DESK_COORDINATOR,
                 "{\"id\":\"" DESK_COORDINATOR "\",\"name\":\"Ágota Nagy\","
                 "\"roles\":[\"coordinator\"],\"state\":\"active\"}");
  desk_catch_up (desk, 0);
}

EdCase *
desk_make_case (guint n)
{
  EdCase *case_ = ed_case_new ();

  case_->id = g_strdup (desk_case_id (n));
  case_->number = 200 + n;
  case_->state = ED_CASE_ASSIGNED;
  case_->recorded_at = DESK_NOW - 2 * DESK_HOUR;
  case_->company_name = g_strdup ("Suzuki");
  case_->client_alias = g_strdup ("XY");
  case_->city = g_strdup ("Budapest");
  case_->type = ED_CASE_PSYCHOLOGICAL;
  case_->sessions_available = 5;
  case_->session_minutes = 50;
  case_->assignment_id = g_strdup (desk_assignment_id (n));
  case_->expert_id = g_strdup (DESK_EXPERT);
  case_->expert_name = g_strdup ("Dr. Kovács Anna");
  case_->assigned_at = DESK_NOW - DESK_HOUR;
  return case_;
}

EdCase *
desk_make_case_in (guint n, EdCaseState state)
{
  EdCase *case_ = desk_make_case (n);

  case_->state = state;
  if (state == ED_CASE_RECORDED || state == ED_CASE_DECLINED)
    {
      g_clear_pointer (&case_->assignment_id, g_free);
      g_clear_pointer (&case_->expert_id, g_free);
      g_clear_pointer (&case_->expert_name, g_free);
      case_->assigned_at = ED_ABSENT;
    }
  return case_;
}

static void
add_line (Desk *desk, GString *line)
{
  g_string_truncate (line, line->len - 1);
  g_ptr_array_add (desk->page, g_string_free (line, FALSE));
}

void
desk_put_text (Desk *desk, const char *type, const char *id, const char *body)
{
  GString *line = g_string_new (NULL);

  ed_item_append_put (line, type, id, 1, body, strlen (body));
  add_line (desk, line);
}

void
desk_put (Desk *desk, EdCase *case_)
{
  g_autofree char *body = ed_record_to_json (&ed_case_type, case_, NULL);

  desk_put_text (desk, "case", case_->id, body);
  ed_case_free (case_);
}

void
desk_del (Desk *desk, const char *type, const char *id)
{
  GString *line = g_string_new (NULL);

  ed_item_append_del (line, type, id);
  add_line (desk, line);
}

void
desk_forget_of (Desk *desk, const char *type, const char *id)
{
  GString *line = g_string_new (NULL);

  ed_item_append_forget (line, type, id, "reassigned");
  add_line (desk, line);
}

void
desk_forget (Desk *desk, const char *id)
{
  desk_forget_of (desk, "case", id);
}

void
desk_put_message (Desk *desk,
                  guint n,
                  guint case_n,
                  EdAuthor author,
                  const char *text,
                  gint64 after)
{
  EdMessage message = {
    .id = (char *) desk_message_id (n),
    .case_id = (char *) desk_case_id (case_n),
    .assignment_id = (char *) desk_assignment_id (case_n),
    .author = author,
    .by = (char *) (author == ED_AUTHOR_EXPERT ? DESK_EXPERT : DESK_COORDINATOR),
    .by_name = (char *) "Somebody",
    .at = DESK_NOW + after,
    .at_received_at = DESK_NOW + after,
    .text = (char *) text,
    .handover = ED_ABSENT,
  };
  g_autofree char *body = ed_record_to_json (&ed_message_type, &message, NULL);

  desk_put_text (desk, "message", message.id, body);
}

void
desk_stage (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < desk->page->len; i += 2)
    {
      EdItem items[2];
      guint n = MIN (2, desk->page->len - i);

      for (guint k = 0; k < n; k++)
        {
          const char *line = desk->page->pdata[i + k];

          ed_item_read (line, strlen (line), &items[k], &error);
          g_assert_no_error (error);
        }
      ed_store_stage (desk->store, items, n, &error);
      g_assert_no_error (error);
    }
}

void
desk_make_end (Desk *desk, gint64 acked, gboolean full, EdItem *end)
{
  memset (end, 0, sizeof *end);
  end->kind = ED_ITEM_END;
  g_snprintf (end->to, sizeof end->to, "cursor-%u", ++desk->cursor);
  end->acked = acked;
  end->full = full;
  end->count = full ? (gint64) desk->page->len : ED_ABSENT;
  end->server_time = ed_clock_now (&desk->clock.parent) + desk->ahead;
}

static void
catch_up (Desk *desk, gint64 acked, gboolean full)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) receipts = NULL;
  EdItem end;

  ed_store_begin_catch_up (desk->store, &error);
  g_assert_no_error (error);
  desk_stage (desk);
  desk_make_end (desk, acked, full, &end);
  ed_store_expose (desk->store, &end, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ed_store_finish_wipes (desk->store, &receipts, &error));
  g_ptr_array_set_size (desk->page, 0);
}

void
desk_catch_up (Desk *desk, gint64 acked)
{
  catch_up (desk, acked, FALSE);
}

void
desk_pull_all (Desk *desk, gint64 acked)
{
  catch_up (desk, acked, TRUE);
}

EdCommand *
desk_contact (guint n, guint case_n)
{
  return ed_command_new (ED_COMMAND_CASE_CONTACT,
                         desk_command_id (n),
                         desk_case_id (case_n),
                         desk_assignment_id (case_n),
                         DESK_NOW);
}

EdCommand *
desk_make_message (guint n, guint case_n, const char *text)
{
  EdCommand *command = ed_command_new (ED_COMMAND_MESSAGE_SEND,
                                       desk_command_id (n),
                                       desk_case_id (case_n),
                                       desk_assignment_id (case_n),
                                       DESK_NOW);
  EdArgs *args = command->args;

  args->id = g_strdup (desk_message_id (n));
  args->text = g_strdup (text);
  return command;
}

EdCommand *
desk_add_session (guint n, guint case_n, gint64 date)
{
  EdCommand *command = ed_command_new (ED_COMMAND_SESSION_ADD,
                                       desk_command_id (n),
                                       desk_case_id (case_n),
                                       desk_assignment_id (case_n),
                                       DESK_NOW);
  EdArgs *args = command->args;

  args->id = g_strdup (desk_session_id (n));
  args->date = date;
  return command;
}

void
desk_do (Desk *desk, EdCommand *command)
{
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;
  gboolean done = ed_store_enqueue (desk->store, command, &refusal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (ED_REFUSAL_NONE));
  g_assert_true (done);
  ed_command_free (command);
}

EdCaseRow *
desk_load (Desk *desk, guint n)
{
  g_autoptr (GError) error = NULL;
  EdCaseRow *row = ed_store_load_case (desk->store, desk_case_id (n), &error);

  g_assert_no_error (error);
  return row;
}

char *
desk_take (Desk *desk, guint max, gsize max_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batch = ed_store_take_batch (desk->store, max, max_bytes, &error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < batch->len; i++)
    {
      g_autoptr (JsonNode) node = ed_json_parse_object (batch->pdata[i], -1, &error);
      JsonObject *object;
      gint64 seq = 0;

      g_assert_no_error (error);
      object = json_node_get_object (node);
      g_assert_true (ed_json_get_number (object, "seq", &seq));
      g_string_append_printf (
          list,
          "%s%" G_GINT64_FORMAT ":%d",
          i > 0 ? " " : "",
          seq,
          atoi (ed_json_get_text (object, "id") + strlen ("00000000-0000-4000-8000-")));
    }
  return g_string_free (list, FALSE);
}

void
desk_assert_batch (Desk *desk, const char *expected)
{
  g_autofree char *batch = desk_take (desk, 100, 1024 * 1024);

  g_assert_cmpstr (batch, ==, expected);
}

void
desk_settle (Desk *desk, guint command, EdResultStatus status, EdRefusalCode code, gint64 durable)
{
  g_autoptr (GError) error = NULL;
  EdResult *result = g_new0 (EdResult, 1);
  g_autoptr (EdPushAnswer) answer = g_new0 (EdPushAnswer, 1);

  result->id = g_strdup (desk_command_id (command));
  result->status = status;
  result->rev = status == ED_RESULT_APPLIED ? 3 : 0;
  result->number = ED_ABSENT;
  result->code = code;
  result->field = code == ED_REFUSAL_CONFLICT ? g_strdup ("city") : NULL;
  answer->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_result_free);
  answer->durable = durable;
  g_ptr_array_add (answer->results, result);
  ed_store_settle (desk->store, answer, &error);
  g_assert_no_error (error);
}

void
desk_accept (Desk *desk, guint command)
{
  desk_settle (desk, command, ED_RESULT_APPLIED, ED_REFUSAL_NONE, 0);
}

void
desk_assert_outbox (Desk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ed_store_list_outbox (desk->store, &error);
  g_autoptr (GString) list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = entries->pdata[i];

      g_string_append_printf (list,
                              "%s%d%c%s",
                              i > 0 ? " " : "",
                              atoi (entry->command->id + strlen ("00000000-0000-4000-8000-")),
                              "wsark"[entry->state],
                              entry -> may_be_refused ? "?" : "");
    }
  g_assert_cmpstr (list->str, ==, expected);
}

void
desk_assert_case (Desk *desk, guint n, gboolean contacted, guint sessions, guint pending)
{
  g_autoptr (EdCaseRow) row = desk_load (desk, n);

  g_assert_nonnull (row);
  g_assert_cmpint (row->case_->contacted_at != ED_ABSENT, ==, contacted);
  g_assert_cmpuint (row->case_->sessions->len, ==, sessions);
  g_assert_cmpuint (row->pending, ==, pending);
}

void
desk_put_contacted (Desk *desk, guint n, guint session)
{
  EdCase *case_ = desk_make_case (n);

  case_->contacted_at = DESK_NOW;
  if (session != 0)
    {
      EdSession *added = ed_record_new (&ed_session_type);

      added->id = g_strdup (desk_session_id (session));
      added->assignment_id = g_strdup (desk_assignment_id (n));
      added->date = DESK_TODAY;
      g_ptr_array_add (case_->sessions, added);
    }
  desk_put (desk, case_);
}

EdCaseQuery
desk_query (EdScope scope, EdSort sort)
{
  return (EdCaseQuery){ .scope = scope, .sort = sort, .type = ED_ABSENT, .state = ED_ABSENT };
}

char *
desk_list (Desk *desk, const EdCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_store_query_cases (desk->store, query, &error);
  g_autoptr (GPtrArray) cases = NULL;
  GString *list = g_string_new (NULL);

  g_assert_no_error (error);
  cases =
      ed_store_load_rows (desk->store, (const gint64 *) (gpointer) rows->data, rows->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, rows->len);
  for (guint i = 0; i < cases->len; i++)
    {
      const EdCaseRow *row = cases->pdata[i];

      g_assert_cmpint (row->row, ==, g_array_index (rows, gint64, i));
      g_string_append_printf (list,
                              "%s%d",
                              i > 0 ? " " : "",
                              atoi (row->case_->id + strlen ("c0000000-0000-4000-8000-")));
    }
  return g_string_free (list, FALSE);
}
