/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "wire/feed.h"
#include "wire/problem.h"
#include "wire/upload.h"

#include <string.h>

#define UPLOADS "/v1/uploads"

typedef struct
{
  EdTransport parent;
  SimMachine *machine;
} Line;

/* A call that is on its way though its sender has given up. */
typedef struct
{
  SimMachine *machine;
  EdCall call;
} Delayed;

static gboolean
fail_unreachable (GError **error)
{
  g_set_error_literal (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE, "no connection");
  return FALSE;
}

/* What the last page of a catch-up must have brought, as soon as its reader shows it. */
static void
note_page (SimMachine *machine, const EdAnswer *answer)
{
  SimHistory *self = machine->history;
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  const char *end = length > 1 ? text + length - 1 : NULL;
  const char *line = end != NULL ? g_strrstr_len (text, (gssize) (length - 1), "\n") : NULL;
  EdItem item;

  if (end == NULL)
    return;
  line = line != NULL ? line + 1 : text;
  if (!ed_item_read (line, (gsize) (end - line), &item, NULL) || item.kind != ED_ITEM_END
      || item.more)
    return;
  for (guint i = 0; i < self->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

      if (deed->machine == machine->index)
        deed->coming = sim_model_result (self->model, machine->account, deed->id) != NULL;
    }
  g_free (machine->cursor);
  g_free (machine->expected);
  machine->cursor = g_strdup (item.to);
  machine->expected = g_strdup (
      sim_model_describe (self->model, machine->account, ed_clock_now (&self->clock.parent)));
}

static void
judge_push (SimMachine *machine, const EdCall *call, const EdAnswer *answer)
{
  SimHistory *self = machine->history;
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  g_autofree char *wrong = sim_model_take_push (self->model,
                                                machine->account,
                                                ed_clock_now (&self->clock.parent),
                                                call->body,
                                                text,
                                                length);

  if (wrong != NULL)
    sim_violate (self, "%s", wrong);
  sim_papers_watch (self);
}

/* --- files --------------------------------------------------------------------------------------
 */

static void
note_bytes (SimMachine *machine, const char *id, SimBytes bytes)
{
  SimHistory *self = machine->history;

  sim_model_take_bytes (self->model, ed_clock_now (&self->clock.parent), id, bytes);
}

/* The file that CALL sends or gives up, or NULL. */
static const char *
find_file (const EdCall *call)
{
  return g_str_has_prefix (call->path, UPLOADS "/") ? call->path + strlen (UPLOADS "/") : NULL;
}

/* What the server says that it has of a file, all of it. */
static void
note_offset (SimMachine *machine, const char *id, gint64 offset)
{
  const EdFile *file = sim_model_file (machine->history->model, id);

  if (file != NULL && offset == file->length)
    note_bytes (machine, id, SIM_BYTES_ARRIVED);
}

/* ANSWER: NULL, nobody has it. */
static void
note_announced (SimMachine *machine, const EdCall *call, const EdAnswer *answer)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (call->body, &length);
  g_autoptr (JsonNode) node = ed_json_parse_object (text, (gssize) length, NULL);
  const char *id = ed_json_get_text (json_node_get_object (node), "id");

  note_bytes (machine, id, SIM_BYTES_ANNOUNCED);
  if (answer == NULL || answer->status != 201)
    return;
  text = g_bytes_get_data (answer->body, &length);
  note_offset (machine, id, ed_upload_answer_read (text, (gssize) length));
}

/* A command waits for bytes that the server must know. */
static void
check_needed (SimMachine *machine, const EdAnswer *answer)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  g_autoptr (EdProblem) problem = ed_problem_from_json (409, text, (gssize) length);

  if (problem != NULL && strcmp (problem->code, "upload_needed") == 0
      && sim_model_has_bytes (machine->history->model, problem->param))
    sim_violate (machine->history, "the server has lost the bytes of %.8s", problem->param);
}

static void
note_file (SimMachine *machine, const EdCall *call, const EdAnswer *answer)
{
  const char *id = find_file (call);
  gboolean is_given_up = id != NULL && strcmp (call->method, "DELETE") == 0;

  if (strcmp (call->path, UPLOADS) == 0)
    note_announced (machine, call, answer);
  else if (is_given_up
           && (answer != NULL ? answer->status == 204
                              : sim_server_has_given_up (machine->history, id)))
    note_bytes (machine, id, SIM_BYTES_GIVEN_UP);
  else if (id != NULL && answer != NULL && answer->status == 204)
    note_offset (machine, id, answer->upload_offset);
}

/* --- calls --------------------------------------------------------------------------------------
 */

/* The call arrives: the server does it, the model hears of it. */
static gboolean
call_server (SimMachine *machine, const EdCall *call, EdAnswer *answer, GError **error)
{
  SimHistory *self = machine->history;
  EdCall sent = *call;
  gboolean is_push = strcmp (call->path, "/v1/commands") == 0;
  g_auto (GStrv) parts = g_strsplit (call->path, "limit=500", 2);
  g_autofree char *path = NULL;
  gboolean done;

  if (self->page > 0 && parts[1] != NULL)
    sent.path = path = g_strdup_printf ("%slimit=%u%s", parts[0], self->page, parts[1]);
  done = ed_transport_send (self->transport, &sent, answer, NULL, error);
  if (done && self->model != NULL && call->token != NULL && answer->status < 300
      && sim_model_is_suspended (self->model, machine->account))
    sim_violate (self, "%s of a suspended account is answered", call->path);
  if (done && self->model != NULL && call->device != NULL && answer->status < 300
      && g_hash_table_contains (self->withdrawn, call->device))
    sim_violate (self, "%s of a withdrawn device is answered", call->path);
  if (sim_server_mend (self, machine->account, is_push ? call->body : NULL))
    {
      if (!done)
        g_clear_error (error);
      if (self->host.api != NULL)
        note_file (machine, call, NULL);
      ed_answer_clear (answer);
      return fail_unreachable (error);
    }
  if (done && self->model != NULL)
    note_file (machine, call, answer);
  if (done && self->model != NULL && answer->status == 409 && is_push)
    check_needed (machine, answer);
  if (done && self->model != NULL && answer->status == 200 && is_push)
    judge_push (machine, call, answer);
  if (done && self->model != NULL && answer->status == 200
      && g_str_has_prefix (call->path, "/v1/feed"))
    note_page (machine, answer);
  return done;
}

/* --- trouble ------------------------------------------------------------------------------------
 */

static void
delay (SimMachine *machine, const EdCall *call)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->machine = machine;
  delayed->call = *call;
  delayed->call.method = g_strdup (call->method);
  delayed->call.path = g_strdup (call->path);
  delayed->call.token = g_strdup (call->token);
  delayed->call.device = g_strdup (call->device);
  delayed->call.body = call->body != NULL ? g_bytes_ref (call->body) : NULL;
  delayed->call.content_type = g_strdup (call->content_type);
  delayed->call.upload_offset = g_strdup (call->upload_offset);
  delayed->call.range = g_strdup (call->range);
  g_ptr_array_add (machine->history->delayed, delayed);
}

static void
delayed_free (Delayed *delayed)
{
  EdCall *call = &delayed->call;

  g_free ((char *) call->method);
  g_free ((char *) call->path);
  g_free ((char *) call->token);
  g_free ((char *) call->device);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free ((char *) call->content_type);
  g_free ((char *) call->upload_offset);
  g_free ((char *) call->range);
  g_free (delayed);
}

void
sim_line_deliver (SimHistory *self)
{
  Delayed *delayed;
  g_auto (EdAnswer) answer = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *expected = NULL;

  if (self->delayed->len == 0)
    return;
  delayed = g_ptr_array_steal_index (self->delayed, sim_pick (self, self->delayed->len));
  sim_tell (self,
            "a late %s %s of machine %u arrives",
            delayed->call.method,
            delayed->call.path,
            delayed->machine->index);
  cursor = g_strdup (delayed->machine->cursor);
  expected = g_strdup (delayed->machine->expected);
  call_server (delayed->machine, &delayed->call, &answer, NULL);
  g_free (delayed->machine->cursor);
  g_free (delayed->machine->expected);
  delayed->machine->cursor = g_steal_pointer (&cursor);
  delayed->machine->expected = g_steal_pointer (&expected);
  delayed_free (delayed);
}

void
sim_line_drop_delayed (SimHistory *self)
{
  while (self->delayed->len > 0)
    delayed_free (g_ptr_array_steal_index (self->delayed, self->delayed->len - 1));
}

static void
shorten (EdAnswer *answer, gsize length)
{
  GBytes *whole = answer->body;

  answer->body = g_bytes_new_from_bytes (whole, 0, MIN (length, g_bytes_get_size (whole)));
  g_bytes_unref (whole);
}

static gboolean
answer_garbage (SimMachine *machine, const EdCall *call, EdAnswer *answer)
{
  static const struct
  {
    guint status;
    const char *body;
  } garbage[] = {
    { 200, "<html>" },
    { 503, "{\"code\":\"unavailable\"}" },
    { 500, "" },
    { 200, "{\"k\":\"end\"}\n" },
    { 429, "{\"code\":\"rate_limited\"}" },
    { 409, "{\"code\":\"cursor_expired\"}" },
    { 409, "{\"code\":\"rights_changed\"}" },
    { 409, "{\"code\":\"feed_rewound\"}" },
  };
  gboolean is_feed = g_str_has_prefix (call->path, "/v1/feed");
  guint i = sim_pick (machine->history, is_feed ? G_N_ELEMENTS (garbage) : 5);

  answer->status = garbage[i].status;
  answer->body = g_bytes_new_static (garbage[i].body, strlen (garbage[i].body));
  answer->upload_offset = -1;
  return TRUE;
}

static gboolean
suffer (SimMachine *machine, const EdCall *call, EdAnswer *answer, GError **error)
{
  switch (machine->fate)
    {
    case SIM_FATE_LOSE_REQUEST:
      return fail_unreachable (error);
    case SIM_FATE_LOSE_ANSWER:
      call_server (machine, call, answer, NULL);
      ed_answer_clear (answer);
      return fail_unreachable (error);
    case SIM_FATE_DOUBLE:
      if (!call_server (machine, call, answer, error))
        return FALSE;
      ed_answer_clear (answer);
      *answer = (EdAnswer){ 0 };
      return call_server (machine, call, answer, error);
    case SIM_FATE_CUT:
      if (!call_server (machine, call, answer, error))
        return FALSE;
      shorten (answer, machine->cut);
      return TRUE;
    case SIM_FATE_GARBAGE:
      return answer_garbage (machine, call, answer);
    case SIM_FATE_DELAY:
      delay (machine, call);
      return fail_unreachable (error);
    case SIM_FATE_PLAIN:
    case SIM_N_FATES:
    default:
      return call_server (machine, call, answer, error);
    }
}

static gboolean
send_call (EdTransport *transport,
           const EdCall *call,
           EdAnswer *answer,
           GCancellable *cancellable,
           GError **error)
{
  SimMachine *machine = ((Line *) transport)->machine;

  answer->upload_offset = -1;
  if (machine->disk != NULL && sim_disk_is_dead (machine->disk))
    return fail_unreachable (error);
  if (machine->thread == NULL)
    return call_server (machine, call, answer, error);
  if (strcmp (call->method, "DELETE") == 0 && find_file (call) != NULL)
    sim_papers_check_given_up (machine, find_file (call));
  machine->call = call;
  sim_machine_wait (machine);
  machine->call = NULL;
  return suffer (machine, call, answer, error);
}

static void
free_line (EdTransport *transport)
{
  g_free (transport);
}

EdTransport *
sim_line_new (SimMachine *machine)
{
  Line *self = g_new0 (Line, 1);

  self->parent.send = send_call;
  self->parent.free = free_line;
  self->machine = machine;
  return &self->parent;
}
