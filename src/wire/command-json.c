/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The envelope of a command (PROTOCOL 3.1) and its args (PROTOCOL 4), by the form of its type:
 * plain arguments as in form->args, edits beside them as {"field":{"from":…,"to":…}} (PROTOCOL
 * 3.9). */

#include "wire/push.h"

#include "domain/days.h"

G_DEFINE_QUARK (ed - push - error - quark, ed_push_error)

/* Writing */

static void
append_key (GString *text, const char *name)
{
  if (text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  g_string_append_c (text, '"');
  g_string_append (text, name);
  g_string_append (text, "\":");
}

static void
append_side (GString *text, const char *name, const EdField *field, gconstpointer record)
{
  gsize length = text->len;

  append_key (text, name);
  if (!ed_field_append_json (field, record, text))
    g_string_truncate (text, length);
}

static void
append_edits (GString *text, const EdCommand *command, const EdRecordType *type)
{
  for (guint i = 0; i < type->n_fields && i < 64; i++)
    {
      const EdField *field = &type->fields[i];

      if ((command->edited & ((guint64) 1 << i)) == 0)
        continue;
      append_key (text, field->name);
      g_string_append_c (text, '{');
      append_side (text, "from", field, command->from);
      append_side (text, "to", field, command->to);
      g_string_append_c (text, '}');
    }
}

static void
append_args (GString *text, const EdCommand *command, const EdCommandForm *form)
{
  ed_record_append_json (form->args, command->args, text);
  if (form->edited == NULL)
    return;
  g_string_truncate (text, text->len - 1);
  append_edits (text, command, form->edited);
  g_string_append_c (text, '}');
}

char *
ed_command_to_json (const EdCommand *command, gint64 seq)
{
  const EdCommandForm *form = ed_command_form (command->type);
  g_autofree char *done_at = ed_instant_to_text (command->done_at);
  GString *text = g_string_sized_new (512);

  g_string_append (text, "{\"id\":");
  ed_json_append_string (text, command->id);
  if (seq > 0)
    g_string_append_printf (text, ",\"seq\":%" G_GINT64_FORMAT, seq);
  g_string_append_printf (text,
                          ",\"type\":\"%s\",\"v\":%d,\"target\":{\"%s\":",
                          form->word,
                          command->version,
                          ed_target (form->target_kind)->word);
  ed_json_append_string (text, command->target_id);
  if (command->assignment_id != NULL)
    {
      g_string_append (text, ",\"assignment\":");
      ed_json_append_string (text, command->assignment_id);
    }
  g_string_append_printf (text, "},\"done_at\":\"%s\",\"args\":", done_at);
  append_args (text, command, form);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* Reading */

/* What the envelope says before its args are looked at; texts belong to the JSON. */
typedef struct
{
  const char *id;
  int type;
  const char *target_id;
  const char *assignment_id;
  gboolean more_targets; /* the target has keys that are unknown here */
  gint64 done_at;
  gint64 seq;
} Envelope;

static gboolean
set_malformed (GError **error, const char *message)
{
  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, message);
  return FALSE;
}

/* The id called NAME, or NULL. */
static const char *
get_id (JsonObject *object, const char *name)
{
  const char *id = ed_json_get_text (object, name);

  return id != NULL && ed_json_is_id (id) ? id : NULL;
}

static gboolean
read_type (JsonObject *object, Envelope *envelope, GError **error)
{
  const char *word = ed_json_get_text (object, "type");
  gint64 version;

  if (word == NULL || !ed_json_get_number (object, "v", &version) || version < 1)
    return set_malformed (error, "type or v of the command");
  envelope->type = ed_command_find (word);
  if (envelope->type >= 0 && version == ed_command_form (envelope->type)->version)
    return TRUE;
  g_set_error_literal (error,
                       ED_PUSH_ERROR,
                       ED_PUSH_ERROR_UNKNOWN_TYPE,
                       "type or version of the command is unknown");
  return FALSE;
}

static gboolean
read_target (JsonObject *object, Envelope *envelope, GError **error)
{
  JsonObject *target = ed_json_get_object (object, "target");
  EdTargetKind kind = ed_command_form (envelope->type)->target_kind;

  if (target == NULL)
    return set_malformed (error, "target of the command");
  envelope->target_id = get_id (target, ed_target (kind)->word);
  if ((kind == ED_TARGET_CASE || kind == ED_TARGET_REQUEST)
      && json_object_has_member (target, "assignment"))
    {
      envelope->assignment_id = get_id (target, "assignment");
      if (envelope->assignment_id == NULL)
        return set_malformed (error, "target of the command");
    }
  if (envelope->target_id == NULL)
    return set_malformed (error, "target of the command");
  envelope->more_targets =
      json_object_get_size (target) > (envelope->assignment_id != NULL ? 2 : 1);
  return TRUE;
}

/* An unknown type is told as such even where its target is of a kind unknown here. */
static gboolean
read_envelope (JsonObject *object, Envelope *envelope, GError **error)
{
  const char *done_at = ed_json_get_text (object, "done_at");

  envelope->seq = 0;
  envelope->id = get_id (object, "id");
  if (envelope->id == NULL)
    return set_malformed (error, "id of the command");
  if (json_object_has_member (object, "seq")
      && (!ed_json_get_number (object, "seq", &envelope->seq) || envelope->seq < 1))
    return set_malformed (error, "seq of the command");
  envelope->done_at = done_at != NULL ? ed_json_read_instant (done_at) : ED_ABSENT;
  if (envelope->done_at == ED_ABSENT)
    return set_malformed (error, "done_at of the command");
  return read_type (object, envelope, error) && read_target (object, envelope, error);
}

/* Reads {"from","to"}; FROM and TO are empty records. */
static gboolean
read_sides (const EdField *field, JsonObject *edit, gpointer from, gpointer to)
{
  JsonNode *from_node = json_object_get_member (edit, "from");
  JsonNode *to_node = json_object_get_member (edit, "to");
  guint n = (from_node != NULL) + (to_node != NULL);

  if (n == 0 || n != json_object_get_size (edit))
    return FALSE;
  if (from_node != NULL && !ed_field_read_node (field, from, from_node, ED_WIRE_STRICT, NULL))
    return FALSE;
  return to_node == NULL || ed_field_read_node (field, to, to_node, ED_WIRE_STRICT, NULL);
}

static gboolean
read_edit (EdCommand *command, const EdRecordType *type, const EdField *field, JsonNode *node)
{
  gpointer from, to;
  gboolean read;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  from = ed_record_new (type);
  to = ed_record_new (type);
  read = read_sides (field, json_node_get_object (node), from, to);
  if (read)
    ed_command_edit (command, field->name, from, to);
  ed_record_free (type, from);
  ed_record_free (type, to);
  return read;
}

/* Reads the args into COMMAND; answers the first wrong one, or NULL. */
static const char *
read_members (EdCommand *command, const EdCommandForm *form, JsonObject *args)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, args);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const EdField *arg = ed_record_type_find (form->args, name);
      const EdField *edited = NULL;

      if (arg == NULL && form->edited != NULL)
        edited = ed_record_type_find (form->edited, name);
      if (arg == NULL && edited == NULL)
        return "args";
      if (arg != NULL && !ed_field_read_node (arg, command->args, node, ED_WIRE_STRICT, NULL))
        return arg->name;
      if (edited != NULL && !read_edit (command, form->edited, edited, node))
        return edited->name;
    }
  return NULL;
}

/* The same for the whole of the args; left out, they are empty. */
static const char *
read_args (EdCommand *command, const EdCommandForm *form, JsonObject *object)
{
  JsonObject *args = ed_json_get_object (object, "args");
  const char *invalid = NULL;

  if (args == NULL && json_object_has_member (object, "args"))
    return "args";
  if (args != NULL)
    invalid = read_members (command, form, args);
  return invalid != NULL ? invalid : ed_command_find_invalid (command);
}

EdCommand *
ed_command_from_object (JsonObject *object, gint64 *seq, const char **invalid, GError **error)
{
  const EdCommandForm *form;
  Envelope envelope = { 0 };
  EdCommand *command;
  gboolean read = read_envelope (object, &envelope, error);

  *seq = envelope.seq;
  *invalid = NULL;
  if (!read)
    return NULL;

  form = ed_command_form (envelope.type);
  command = ed_command_new (envelope.type,
                            envelope.id,
                            envelope.target_id,
                            envelope.assignment_id,
                            envelope.done_at);
  *invalid = envelope.more_targets ? "target" : read_args (command, form, object);
  return command;
}

EdCommand *
ed_command_from_json (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, -1, error);
  g_autoptr (EdCommand) command = NULL;
  const char *invalid;
  gint64 seq;

  if (node == NULL)
    return NULL;
  command = ed_command_from_object (json_node_get_object (node), &seq, &invalid, error);
  if (command == NULL)
    return NULL;
  if (invalid != NULL)
    {
      g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD, invalid);
      return NULL;
    }
  return g_steal_pointer (&command);
}
