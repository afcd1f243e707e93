/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/outbox-item.h"

#include "client/dates.h"
#include "client/sentences.h"
#include "client/shell/difference-box.h"
#include "domain/record.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EdOutboxItem
{
  GObject parent_instance;
  EdOutboxEntry *entry;
  char *moment; /* when it was done */
  GPtrArray *differences;
};

enum
{
  PROP_SENT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdOutboxItem, ed_outbox_item, G_TYPE_OBJECT)

static void
ed_outbox_item_finalize (GObject *object)
{
  EdOutboxItem *self = ED_OUTBOX_ITEM (object);

  ed_outbox_entry_free (self->entry);
  g_free (self->moment);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_outbox_item_parent_class)->finalize (object);
}

static void
ed_outbox_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int64 (value, ED_OUTBOX_ITEM (object)->entry->file_sent);
}

static void
ed_outbox_item_class_init (EdOutboxItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_outbox_item_get_property;
  object_class->finalize = ed_outbox_item_finalize;
  properties[PROP_SENT] = g_param_spec_int64 ("sent",
                                              NULL,
                                              NULL,
                                              G_MININT64,
                                              G_MAXINT64,
                                              0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_outbox_item_init (EdOutboxItem *self)
{
}

EdOutboxItem *
ed_outbox_item_new (EdOutboxEntry *entry, const EdZone *zone)
{
  EdOutboxItem *self = g_object_new (ED_TYPE_OUTBOX_ITEM, NULL);

  self->entry = entry;
  self->moment = ed_instant_text (entry->command->done_at, zone);
  if (entry->redo != NULL && entry->code == ED_REFUSAL_CONFLICT
      && ed_command_form (entry->redo->type)->edited != NULL)
    self->differences = ed_differences_list (entry->redo, zone);
  return self;
}

const EdOutboxEntry *
ed_outbox_item_entry (EdOutboxItem *self)
{
  return self->entry;
}

GPtrArray *
ed_outbox_item_differences (EdOutboxItem *self)
{
  return self->differences;
}

/* Whether doing them once more is the same, but for its id. */
static gboolean
is_same_redo (const EdCommand *a, const EdCommand *b)
{
  const EdRecordType *type;

  if (a == NULL || b == NULL)
    return a == b;
  type = ed_command_form (a->type)->edited;
  return a->edited == b->edited && (type == NULL || ed_record_equal (type, a->from, b->from));
}

gboolean
ed_outbox_item_equal (EdOutboxItem *a, EdOutboxItem *b)
{
  return g_strcmp0 (a->entry->command->id, b->entry->command->id) == 0
         && a->entry->state == b->entry->state && a->entry->code == b->entry->code
         && a->entry->may_be_refused == b->entry->may_be_refused
         && a->entry->case_number == b->entry->case_number
         && is_same_redo (a->entry->redo, b->entry->redo)
         && g_strcmp0 (a->entry->case_title_parts, b->entry->case_title_parts) == 0;
}

void
ed_outbox_item_note (EdOutboxItem *self, const char *document_id, gint64 sent)
{
  const EdCommand *command = self->entry->command;

  if (command->type != ED_COMMAND_DOCUMENT_ATTACH
      || g_strcmp0 (((const EdArgs *) command->args)->upload, document_id) != 0)
    return;
  self->entry->file_sent = sent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
}

char *
ed_outbox_item_title (gpointer object, EdOutboxItem *item, gboolean hidden)
{
  EdOutboxEntry shown;

  if (item == NULL)
    return g_strdup ("");
  shown = *item->entry;
  if (hidden)
    shown.file_name = NULL;
  return ed_outbox_deed (&shown);
}

char *
ed_outbox_item_detail (gpointer object, EdOutboxItem *item, gboolean hidden)
{
  EdOutboxEntry shown;
  g_autofree char *where = NULL;

  if (item == NULL)
    return g_strdup ("");
  shown = *item->entry;
  if (hidden)
    shown.case_title_parts = NULL;
  where = ed_outbox_case (&shown);
  if (*where == '\0')
    return g_strdup (item->moment);
  /* Translators: a case and a moment: "Case 261 (Suzuki - XY) · 24 March 2020, 12:32" */
  return g_strdup_printf (_ ("%s · %s"), where, item->moment);
}

char *
ed_outbox_item_outcome (gpointer object, EdOutboxItem *item, gint64 sent)
{
  g_autofree char *outcome = item == NULL ? g_strdup ("") : ed_outbox_outcome (item->entry);
  g_autofree char *first = g_utf8_substring (outcome, 0, MIN (1, g_utf8_strlen (outcome, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, outcome + strlen (first), NULL);
}

static const struct
{
  const char *icon;
  const char *class;
} looks[] = {
  [ED_OUTBOX_WAITING] = { "ed-outbox-symbolic", "accent" },
  [ED_OUTBOX_SENT] = { "ed-badge-clock-symbolic", "accent" },
  [ED_OUTBOX_ACCEPTED] = { "ed-badge-check-symbolic", "success" },
  [ED_OUTBOX_REFUSED] = { "ed-refused-symbolic", "error" },
  [ED_OUTBOX_KEPT] = { "ed-badge-warning-symbolic", "warning" },
};

char *
ed_outbox_item_icon (gpointer object, EdOutboxItem *item)
{
  return g_strdup (looks[item == NULL ? ED_OUTBOX_WAITING : item->entry->state].icon);
}

char **
ed_outbox_item_icon_classes (gpointer object, EdOutboxItem *item)
{
  const char *classes[] = { "type-icon",
                            looks[item == NULL ? ED_OUTBOX_WAITING : item->entry->state].class,
                            NULL };

  return g_strdupv ((char **) classes);
}

gboolean
ed_outbox_item_can_undo (gpointer object, EdOutboxItem *item)
{
  return item != NULL && item->entry->state == ED_OUTBOX_WAITING;
}

gboolean
ed_outbox_item_can_discard (gpointer object, EdOutboxItem *item)
{
  return item != NULL
         && (item->entry->state == ED_OUTBOX_REFUSED || item->entry->state == ED_OUTBOX_KEPT);
}

gboolean
ed_outbox_item_can_redo (gpointer object, EdOutboxItem *item)
{
  return item != NULL && item->entry->redo != NULL;
}

gboolean
ed_outbox_item_can_edit (gpointer object, EdOutboxItem *item)
{
  return item != NULL && item->entry->has_words
         && (item->entry->is_held || item->entry->command->type == ED_COMMAND_REQUEST_CREATE);
}

/* What was refused about something that is there, it may be looked at. */
gboolean
ed_outbox_item_can_open (gpointer object, EdOutboxItem *item)
{
  return ed_outbox_item_can_discard (object, item) && item->entry->is_held
         && ed_outbox_item_action (item) != NULL;
}

char *
ed_outbox_item_discard_label (gpointer object, EdOutboxItem *item)
{
  gboolean is_conflict = item != NULL && item->differences != NULL;

  /* Translators: of two values of a field, the reader's own one is dropped */
  return g_strdup (is_conflict ? _ ("Keep theirs") : _ ("Discard"));
}

char *
ed_outbox_item_redo_label (gpointer object, EdOutboxItem *item)
{
  gboolean is_conflict = item != NULL && item->differences != NULL;

  /* Translators: of two values of a field, the reader's own one is used */
  return g_strdup (is_conflict ? _ ("Keep mine") : _ ("Try again"));
}

const char *
ed_outbox_item_action (EdOutboxItem *self)
{
  switch (ed_command_form (self->entry->command->type)->target_kind)
    {
    case ED_TARGET_CASE:
      return "win.open-case";
    case ED_TARGET_REQUEST:
      return "win.open-request";
    default:
      return NULL;
    }
}
