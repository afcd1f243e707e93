/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/feed.h"

#include <string.h>

#include "domain/days.h"
#include "wire/json-scan.h"
#include "wire/record-json.h"

/* Keys of a line, each as a bit: which were there. */
enum
{
  KEY_K = 1 << 0,
  KEY_T = 1 << 1,
  KEY_ID = 1 << 2,
  KEY_REV = 1 << 3,
  KEY_D = 1 << 4,
  KEY_WHY = 1 << 5,
  KEY_TO = 1 << 6,
  KEY_MORE = 1 << 7,
  KEY_FULL = 1 << 8,
  KEY_WITHHELD = 1 << 9,
  KEY_ACKED = 1 << 10,
  KEY_DURABLE = 1 << 11,
  KEY_COUNT = 1 << 12,
  KEY_SERVER_TIME = 1 << 13,
};

static const struct
{
  const char *name;
  guint key;
} keys[] = {
  { "k", KEY_K },
  { "t", KEY_T },
  { "id", KEY_ID },
  { "rev", KEY_REV },
  { "d", KEY_D },
  { "why", KEY_WHY },
  { "to", KEY_TO },
  { "more", KEY_MORE },
  { "full", KEY_FULL },
  { "acked", KEY_ACKED },
  { "count", KEY_COUNT },
  { "withheld", KEY_WITHHELD },
  { "durable", KEY_DURABLE },
  { "server_time", KEY_SERVER_TIME },
};

/* What each kind of line must have. */
static const struct
{
  const char *word;
  guint required;
} kinds[] = {
  [ED_ITEM_PUT] = { "put", KEY_T | KEY_ID | KEY_REV | KEY_D },
  [ED_ITEM_DEL] = { "del", KEY_T | KEY_ID },
  [ED_ITEM_FORGET] = { "forget", KEY_T | KEY_ID | KEY_WHY },
  [ED_ITEM_END] = { "end", KEY_TO | KEY_MORE },
};

#define KIND_UNKNOWN ((EdItemKind) G_N_ELEMENTS (kinds))

/* Whether SPAN is the string WORD, quotes and all. */
static gboolean
is_string (const EdSpan *span, const char *word)
{
  gsize n = strlen (word);

  return span->length == n + 2 && span->text[0] == '"' && memcmp (span->text + 1, word, n) == 0;
}

static gboolean
is_word (const EdSpan *span, const char *word)
{
  return span->length == strlen (word) && memcmp (span->text, word, span->length) == 0;
}

/* The bit of the key NAME, 0 for an unknown one. Keys with escapes are not known: no server writes
 * them. */
static guint
find_key (const EdSpan *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (is_string (name, keys[i].name))
      return keys[i].key;
  return 0;
}

/* Copies a string of plain characters, not empty, that fits into SIZE bytes. */
static gboolean
copy_string (const EdSpan *value, char *to, gsize size)
{
  gsize n;

  if (value->text[0] != '"' || value->length < 3 || value->length - 2 >= size)
    return FALSE;
  n = value->length - 2;
  if (memchr (value->text + 1, '\\', n) != NULL)
    return FALSE;
  memcpy (to, value->text + 1, n);
  to[n] = '\0';
  return TRUE;
}

static gboolean
read_kind (const EdSpan *value, EdItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_string (value, kinds[i].word))
      {
        item->kind = i;
        return TRUE;
      }
  if (value->text[0] == '"')
    item->kind = KIND_UNKNOWN;
  return FALSE;
}

static gboolean
read_flag (const EdSpan *value, gboolean *flag)
{
  *flag = is_word (value, "true");
  return *flag || is_word (value, "false");
}

/* All numbers here count something: none is negative. */
static gboolean
read_count (const EdSpan *value, gint64 *number)
{
  char digits[20];

  if (value->length >= sizeof digits || !g_ascii_isdigit (value->text[0]))
    return FALSE;
  memcpy (digits, value->text, value->length);
  digits[value->length] = '\0';
  return g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, number, NULL);
}

static gboolean
read_server_time (const EdSpan *value, EdItem *item)
{
  char text[32];

  if (!copy_string (value, text, sizeof text))
    return FALSE;
  item->server_time = ed_json_read_instant (text);
  return item->server_time != ED_ABSENT;
}

static gboolean
read_body (const EdSpan *value, EdItem *item)
{
  item->body = value->text;
  item->body_length = value->length;
  return value->text[0] == '{';
}

static gboolean
read_member (guint key, const EdSpan *value, EdItem *item)
{
  switch (key)
    {
    case KEY_K:
      return read_kind (value, item);
    case KEY_T:
      return copy_string (value, item->type, sizeof item->type);
    case KEY_ID:
      return copy_string (value, item->id, sizeof item->id) && ed_json_is_id (item->id);
    case KEY_REV:
      return read_count (value, &item->rev);
    case KEY_D:
      return read_body (value, item);
    case KEY_WHY:
      return copy_string (value, item->why, sizeof item->why);
    case KEY_TO:
      return copy_string (value, item->to, sizeof item->to);
    case KEY_MORE:
      return read_flag (value, &item->more);
    case KEY_FULL:
      return read_flag (value, &item->full);
    case KEY_WITHHELD:
      return read_flag (value, &item->withheld);
    case KEY_ACKED:
      return read_count (value, &item->acked);
    case KEY_DURABLE:
      return read_count (value, &item->durable);
    case KEY_COUNT:
      return read_count (value, &item->count);
    case KEY_SERVER_TIME:
      return read_server_time (value, item);
    default:
      return TRUE;
    }
}

/* Reads the members into ITEM; *SEEN: those known. */
static gboolean
read_members (EdJsonWalk *walk, EdItem *item, guint *seen)
{
  EdSpan name, value;
  EdWalkStep step;

  while ((step = ed_json_walk_next (walk, &name, &value)) == ED_WALK_MEMBER)
    {
      guint key = find_key (&name);

      if ((*seen & key) != 0 || !read_member (key, &value, item))
        return FALSE;
      *seen |= key;
    }
  return step == ED_WALK_DONE;
}

static gboolean
read_line (const char *line, gsize length, EdItem *item)
{
  EdJsonWalk walk;
  guint seen = 0;
  guint required;

  memset (item, 0, sizeof *item);
  item->count = ED_ABSENT;
  item->server_time = ED_ABSENT;

  ed_json_walk_init (&walk, line, line + length, ED_JSON_DEPTH_MAX);
  if (!read_members (&walk, item, &seen) || walk.at != line + length || (seen & KEY_K) == 0)
    return FALSE;
  required = kinds[item->kind].required;
  if (item->kind == ED_ITEM_END && item->full && !item->more)
    required |= KEY_COUNT;
  return (seen & required) == required && g_utf8_validate_len (line, length, NULL);
}

gboolean
ed_item_read (const char *line, gsize length, EdItem *item, GError **error)
{
  if (read_line (line, length, item))
    return TRUE;
  if (item->kind == KIND_UNKNOWN)
    g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_UNKNOWN, "an item of unknown kind");
  else
    g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, "not an item of a feed");
  return FALSE;
}

/* Writing; keys in the order of PROTOCOL 5.2, the body last. */

static void
append_start (GString *page, EdItemKind kind, const char *type, const char *id)
{
  g_string_append (page, "{\"k\":\"");
  g_string_append (page, kinds[kind].word);
  g_string_append (page, "\",\"t\":");
  ed_json_append_string (page, type);
  g_string_append (page, ",\"id\":");
  ed_json_append_string (page, id);
}

void
ed_item_append_put (GString *page,
                    const char *type,
                    const char *id,
                    gint64 rev,
                    const char *body,
                    gsize body_length)
{
  g_return_if_fail (body_length > 0 && memchr (body, '\n', body_length) == NULL);

  append_start (page, ED_ITEM_PUT, type, id);
  g_string_append_printf (page, ",\"rev\":%" G_GINT64_FORMAT ",\"d\":", rev);
  g_string_append_len (page, body, (gssize) body_length);
  g_string_append (page, "}\n");
}

void
ed_item_append_del (GString *page, const char *type, const char *id)
{
  append_start (page, ED_ITEM_DEL, type, id);
  g_string_append (page, "}\n");
}

void
ed_item_append_forget (GString *page, const char *type, const char *id, const char *why)
{
  append_start (page, ED_ITEM_FORGET, type, id);
  g_string_append (page, ",\"why\":");
  ed_json_append_string (page, why);
  g_string_append (page, "}\n");
}

static void
append_flag (GString *page, const char *name, gboolean flag)
{
  g_string_append_printf (page, ",\"%s\":%s", name, flag ? "true" : "false");
}

static void
append_count (GString *page, const char *name, gint64 count)
{
  g_string_append_printf (page, ",\"%s\":%" G_GINT64_FORMAT, name, count);
}

void
ed_item_append_end (GString *page, const EdItem *end)
{
  g_string_append (page, "{\"k\":\"end\",\"to\":");
  ed_json_append_string (page, end->to);
  append_flag (page, "more", end->more);
  append_count (page, "acked", end->acked);
  append_count (page, "durable", end->durable);
  if (end->server_time != ED_ABSENT)
    {
      g_autofree char *time = ed_instant_to_text (end->server_time);

      g_string_append_printf (page, ",\"server_time\":\"%s\"", time);
    }
  if (end->full)
    append_flag (page, "full", TRUE);
  if (end->full && end->count != ED_ABSENT)
    append_count (page, "count", end->count);
  if (end->withheld)
    append_flag (page, "withheld", TRUE);
  g_string_append (page, "}\n");
}
