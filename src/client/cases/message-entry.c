/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-entry.h"

#include "client/cases/message-texts.h"

struct _EdMessageEntry
{
  GObject parent_instance;
  char *id, *command;
  char *author, *moment, *text, *state_text;
  EdOutboxState state;
  gboolean own, unread, handover, former;
};

enum
{
  PROP_AUTHOR = 1,
  PROP_MOMENT,
  PROP_TEXT,
  PROP_STATE,
  PROP_OWN,
  PROP_UNREAD,
  PROP_HANDOVER,
  PROP_FORMER,
  PROP_CAN_EDIT,
  PROP_CAN_DISCARD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdMessageEntry, ed_message_entry, G_TYPE_OBJECT)

static void
get_flag (EdMessageEntry *self, guint id, GValue *value)
{
  gboolean refused = self->state == ED_OUTBOX_REFUSED;
  const gboolean flags[N_PROPS] = {
    [PROP_OWN] = self->own,
    [PROP_UNREAD] = self->unread,
    [PROP_HANDOVER] = self->handover,
    [PROP_FORMER] = self->former,
    [PROP_CAN_EDIT] = refused || self->state == ED_OUTBOX_WAITING,
    [PROP_CAN_DISCARD] = refused || self->state == ED_OUTBOX_KEPT,
  };

  g_value_set_boolean (value, flags[id]);
}

static void
ed_message_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdMessageEntry *self = ED_MESSAGE_ENTRY (object);

  switch (id)
    {
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_MOMENT:
      g_value_set_string (value, self->moment);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state_text);
      break;
    default:
      get_flag (self, id, value);
    }
}

static void
ed_message_entry_finalize (GObject *object)
{
  EdMessageEntry *self = ED_MESSAGE_ENTRY (object);

  g_free (self->id);
  g_free (self->command);
  g_free (self->author);
  g_free (self->moment);
  g_free (self->text);
  g_free (self->state_text);
  G_OBJECT_CLASS (ed_message_entry_parent_class)->finalize (object);
}

static void
ed_message_entry_class_init (EdMessageEntryClass *class)
{
  static const char *const texts[] = { "author", "moment", "text", "state" };
  static const char *const flags[] = { "own",    "unread",   "handover",
                                       "former", "can-edit", "can-discard" };
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_message_entry_get_property;
  object_class->finalize = ed_message_entry_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[PROP_AUTHOR + i] = g_param_spec_string (texts[i], NULL, NULL, NULL, readable);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    properties[PROP_OWN + i] = g_param_spec_boolean (flags[i], NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_message_entry_init (EdMessageEntry *self)
{
}

EdMessageEntry *
ed_message_entry_new (EdCaseItem *item,
                      const EdMessageRow *row,
                      const char *reader,
                      gboolean unread)
{
  const char *assignment = ed_case_item_case (item)->assignment_id;

  return ed_message_entry_new_in (ed_case_item_zone (item),
                                  row,
                                  reader,
                                  unread,
                                  g_strcmp0 (row->message->assignment_id, assignment) != 0);
}

EdMessageEntry *
ed_message_entry_new_in (const EdZone *zone,
                         const EdMessageRow *row,
                         const char *reader,
                         gboolean unread,
                         gboolean former)
{
  EdMessageEntry *self = g_object_new (ED_TYPE_MESSAGE_ENTRY, NULL);
  const EdMessage *message = row->message;

  self->id = g_strdup (message->id);
  self->command = g_strdup (row->command_id);
  self->author = ed_message_author_text (message, reader);
  self->moment = ed_message_moment_text (message, zone);
  self->text = g_strdup (message->text);
  self->state_text = ed_message_state_text (row);
  self->state = row->state;
  self->own = g_strcmp0 (message->by, reader) == 0;
  self->unread = unread;
  self->handover = message->handover == 1;
  self->former = former;
  return self;
}

const char *
ed_message_entry_id (EdMessageEntry *self)
{
  return self->id;
}

const char *
ed_message_entry_text (EdMessageEntry *self)
{
  return self->text;
}

const char *
ed_message_entry_command (EdMessageEntry *self)
{
  return self->command;
}

EdOutboxState
ed_message_entry_state (EdMessageEntry *self)
{
  return self->state;
}

gboolean
ed_message_entry_asks_handover (EdMessageEntry *self)
{
  return self->handover;
}

/* Text, author and hand-over of one id never change. */
gboolean
ed_message_entry_equal (EdMessageEntry *a, EdMessageEntry *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->command, b->command) == 0
         && g_strcmp0 (a->moment, b->moment) == 0 && a->state == b->state
         && g_strcmp0 (a->state_text, b->state_text) == 0 && a->unread == b->unread
         && a->former == b->former;
}
