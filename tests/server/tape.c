/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tape.h"

#include <string.h>

#include "sql/engine.h"

typedef enum
{
  BEGIN,
  MOMENT,
  EXEC,
  STATEMENT,
} Kind;

typedef struct
{
  char kind; /* t, i, b, or 0: NULL */
  gint64 number;
  GBytes *bytes;
} Value;

typedef struct
{
  Kind kind;
  gboolean write;
  char *sql;
  GArray *values; /* Value, from parameter 1 on */
  guint steps;
} Entry;

struct _Tape
{
  GPtrArray *entries;
};

typedef struct
{
  EdDb parent;
  Tape *tape;
  EdDb *inner;
} Listener;

typedef struct
{
  EdStatement parent;
  EdStatement *inner;
  GArray *values;
  Entry *entry; /* the tape's, while it is stepped */
} Heard;

static void
clear_value (gpointer data)
{
  g_clear_pointer (&((Value *) data)->bytes, g_bytes_unref);
}

static GArray *
new_values (void)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (Value));

  g_array_set_clear_func (values, clear_value);
  return values;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->values, g_array_unref);
  g_free (entry->sql);
  g_free (entry);
}

static Entry *
add_entry (EdDb *db, Kind kind, const char *sql)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->kind = kind;
  entry->sql = g_strdup (sql);
  g_ptr_array_add (((Listener *) db)->tape->entries, entry);
  return entry;
}

static EdDb *
get_inner (EdDb *db)
{
  return ((Listener *) db)->inner;
}

static void
listener_close (EdDb *db)
{
  ed_db_close (get_inner (db));
  g_free (db);
}

static gboolean
listener_exec (EdDb *db, const char *sql, GError **error)
{
  add_entry (db, EXEC, sql);
  return get_inner (db)->engine->exec (get_inner (db), sql, error);
}

static gboolean
listener_begin (EdDb *db, gboolean write, GError **error)
{
  add_entry (db, BEGIN, NULL)->write = write;
  return get_inner (db)->engine->begin (get_inner (db), write, error);
}

static gboolean
listener_is_open (EdDb *db)
{
  return get_inner (db)->engine->is_open (get_inner (db));
}

static gint64
listener_changes (EdDb *db)
{
  return get_inner (db)->engine->changes (get_inner (db));
}

static gint64
listener_last_rowid (EdDb *db)
{
  return get_inner (db)->engine->last_rowid (get_inner (db));
}

static gboolean
listener_moment (EdDb *db, EdDbMoment *moment, GError **error)
{
  EdDb *inner = get_inner (db);

  add_entry (db, MOMENT, NULL);
  return inner->engine->moment == NULL || inner->engine->moment (inner, moment, error);
}

static EdStatement *
listener_prepare (EdDb *db, const char *sql, GError **error)
{
  EdDb *inner = get_inner (db);
  Heard *self = g_new0 (Heard, 1);

  self->inner = inner->engine->prepare (inner, sql, error);
  if (self->inner == NULL)
    {
      g_free (self);
      return NULL;
    }
  self->inner->db = inner;
  self->values = new_values ();
  return &self->parent;
}

static void
listener_finalize (EdStatement *statement)
{
  Heard *self = (Heard *) statement;

  self->inner->db->engine->finalize (self->inner);
  g_array_unref (self->values);
  g_free (self);
}

static void
listener_reset (EdStatement *statement)
{
  Heard *self = (Heard *) statement;

  self->inner->db->engine->reset (self->inner);
  self->entry = NULL;
  g_array_set_size (self->values, 0);
}

static void
note_value (EdStatement *statement, int index, char kind, gint64 number, GBytes *bytes)
{
  GArray *values = ((Heard *) statement)->values;
  Value *value;

  if (values->len < (guint) index)
    g_array_set_size (values, (guint) index);
  value = &g_array_index (values, Value, index - 1);
  clear_value (value);
  *value = (Value){ kind, number, bytes };
}

static void
listener_bind_text (EdStatement *statement, int index, const char *text, gsize length)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  note_value (statement, index, 't', 0, g_bytes_new (text, length));
  inner->db->engine->bind_text (inner, index, text, length);
}

static void
listener_bind_int (EdStatement *statement, int index, gint64 number)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  note_value (statement, index, 'i', number, NULL);
  inner->db->engine->bind_int (inner, index, number);
}

static void
listener_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  note_value (statement, index, 'b', 0, g_bytes_new (bytes, length));
  inner->db->engine->bind_blob (inner, index, bytes, length);
}

static void
listener_bind_null (EdStatement *statement, int index)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  note_value (statement, index, 0, 0, NULL);
  inner->db->engine->bind_null (inner, index);
}

static gboolean
listener_step (EdStatement *statement, GError **error)
{
  Heard *self = (Heard *) statement;

  if (self->entry == NULL)
    {
      self->entry = add_entry (statement->db, STATEMENT, statement->sql);
      self->entry->values = g_steal_pointer (&self->values);
      self->values = new_values ();
    }
  self->entry->steps++;
  return self->inner->db->engine->step (self->inner, error);
}

static const char *
listener_text (EdStatement *statement, int column)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  return inner->db->engine->text (inner, column);
}

static gsize
listener_length (EdStatement *statement, int column)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  return inner->db->engine->length (inner, column);
}

static gint64
listener_integer (EdStatement *statement, int column)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  return inner->db->engine->integer (inner, column);
}

static gconstpointer
listener_blob (EdStatement *statement, int column, gsize *length)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  return inner->db->engine->blob (inner, column, length);
}

static gboolean
listener_is_null (EdStatement *statement, int column)
{
  EdStatement *inner = ((Heard *) statement)->inner;

  return inner->db->engine->is_null (inner, column);
}

/* What a writer asks for while it serves; nothing else is heard. */
static const EdEngine listener_engine = {
  .close = listener_close,
  .exec = listener_exec,
  .begin = listener_begin,
  .is_open = listener_is_open,
  .changes = listener_changes,
  .last_rowid = listener_last_rowid,
  .moment = listener_moment,
  .prepare = listener_prepare,
  .finalize = listener_finalize,
  .reset = listener_reset,
  .bind_text = listener_bind_text,
  .bind_int = listener_bind_int,
  .bind_blob = listener_bind_blob,
  .bind_null = listener_bind_null,
  .step = listener_step,
  .text = listener_text,
  .length = listener_length,
  .integer = listener_integer,
  .blob = listener_blob,
  .is_null = listener_is_null,
};

Tape *
tape_new (void)
{
  Tape *self = g_new0 (Tape, 1);

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

void
tape_free (Tape *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

EdDb *
tape_listen (Tape *self, EdDb *inner)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->parent.engine = &listener_engine;
  listener->tape = self;
  listener->inner = inner;
  return ed_db_adopt (&listener->parent);
}

static void
play_statement (const Entry *entry, EdDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) statement = ed_db_prepare (db, entry->sql, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entry->values->len; i++)
    {
      const Value *value = &g_array_index (entry->values, Value, i);
      int index = (int) i + 1;
      gsize length = 0;
      gconstpointer bytes = value->bytes != NULL ? g_bytes_get_data (value->bytes, &length) : NULL;

      if (value->kind == 't')
        ed_statement_bind_text_n (statement, index, bytes != NULL ? bytes : "", length);
      else if (value->kind == 'b')
        ed_statement_bind_blob (statement, index, bytes, length);
      else if (value->kind == 'i')
        ed_statement_bind_int (statement, index, value->number);
      else
        ed_statement_bind_null (statement, index);
    }
  for (guint i = 0; i < entry->steps; i++)
    ed_statement_step (statement, &error);
  g_assert_no_error (error);
}

static void
play_entry (const Entry *entry, EdDb *db)
{
  g_autoptr (GError) error = NULL;
  EdDbMoment moment;

  if (entry->kind == STATEMENT)
    play_statement (entry, db);
  else if (entry->kind == BEGIN)
    ed_db_begin (db, entry->write, &error);
  else if (entry->kind == MOMENT)
    ed_db_read_moment (db, &moment, &error);
  else if (strcmp (entry->sql, "COMMIT") == 0)
    ed_db_commit (db, &error);
  else if (strcmp (entry->sql, "ROLLBACK") == 0)
    ed_db_rollback (db);
  else
    ed_db_exec (db, entry->sql, &error);
  g_assert_no_error (error);
}

void
tape_play (Tape *self, EdDb *db)
{
  for (guint i = 0; i < self->entries->len; i++)
    play_entry (self->entries->pdata[i], db);
  g_ptr_array_set_size (self->entries, 0);
}
