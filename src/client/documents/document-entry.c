/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-entry.h"

#include "client/dates.h"
#include "client/documents/document-texts.h"
#include "client/numbers.h"
#include "client/sentences.h"

#include <glib/gi18n.h>

/* In place of a name. */
#define HIDDEN "••••••"

struct _EdDocumentEntry
{
  GObject parent_instance;
  char *id;
  gint64 kind;
  char *title, *detail, *status, *versions;
  const char *icon, *tone;
  EdFileState state;
  gint64 sent, size;
  gboolean offline;
  EdDocumentPlace place;
};

enum
{
  PROP_TITLE = 1,
  PROP_DETAIL,
  PROP_STATUS,
  PROP_ICON,
  PROP_TONE,
  PROP_FRACTION,
  PROP_MOVING,
  PROP_OLDER,
  PROP_VERSIONS,
  PROP_EXPANDED,
  PROP_CAN_CANCEL,
  PROP_CAN_DISCARD,
  PROP_CAN_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDocumentEntry, ed_document_entry, G_TYPE_OBJECT)

static gboolean
is_moving (EdDocumentEntry *self)
{
  return self->state == ED_FILE_SENDING && !self->offline;
}

/* Where it is on its way; NULL once it is at the server. */
static char *
make_status (EdDocumentEntry *self)
{
  switch (self->state)
    {
    case ED_FILE_WAITING:
    case ED_FILE_SENDING:
      if (self->offline)
        return g_strdup (_ ("Waits for the connection"));
      if (self->state == ED_FILE_WAITING)
        return g_strdup (_ ("Waits to be sent"));
      return ed_document_progress_text (self->sent, self->size);
    case ED_FILE_SENT:
      return g_strdup (self->offline ? _ ("Waits for the connection")
                                     : _ ("Sent, not confirmed yet"));
    default:
      return NULL;
    }
}

static void
ed_document_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDocumentEntry *self = ED_DOCUMENT_ENTRY (object);
  gboolean unsent = self->state == ED_FILE_WAITING || self->state == ED_FILE_SENDING;

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_ICON:
      g_value_set_string (value, self->icon);
      break;
    case PROP_TONE:
      g_value_set_string (value, self->tone);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->size > 0 ? (double) self->sent / (double) self->size : 0);
      break;
    case PROP_MOVING:
      g_value_set_boolean (value, is_moving (self));
      break;
    case PROP_OLDER:
      g_value_set_boolean (value, self->place.older);
      break;
    case PROP_VERSIONS:
      g_value_set_string (value, self->versions);
      break;
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->place.expanded);
      break;
    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, self->place.editable && unsent);
      break;
    case PROP_CAN_DISCARD:
      g_value_set_boolean (value, self->state == ED_FILE_REFUSED);
      break;
    default:
      g_value_set_boolean (value, self->state != ED_FILE_REFUSED);
    }
}

static void
ed_document_entry_finalize (GObject *object)
{
  EdDocumentEntry *self = ED_DOCUMENT_ENTRY (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->status);
  g_free (self->versions);
  G_OBJECT_CLASS (ed_document_entry_parent_class)->finalize (object);
}

static void
ed_document_entry_class_init (EdDocumentEntryClass *class)
{
  static const struct
  {
    guint id;
    const char *name;
  } texts[] = { { PROP_TITLE, "title" }, { PROP_DETAIL, "detail" }, { PROP_STATUS, "status" },
                { PROP_ICON, "icon" },   { PROP_TONE, "tone" },     { PROP_VERSIONS, "versions" } },
    booleans[] = { { PROP_MOVING, "moving" },           { PROP_OLDER, "older" },
                   { PROP_EXPANDED, "expanded" },       { PROP_CAN_CANCEL, "can-cancel" },
                   { PROP_CAN_DISCARD, "can-discard" }, { PROP_CAN_OPEN, "can-open" } };
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_document_entry_get_property;
  object_class->finalize = ed_document_entry_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    properties[booleans[i].id] = g_param_spec_boolean (booleans[i].name, NULL, NULL, FALSE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_document_entry_init (EdDocumentEntry *self)
{
}

/* Who attached it; NULL where nobody here knows them. */
static const char *
find_name (const EdCase *case_, const char *account)
{
  if (g_strcmp0 (case_->expert_id, account) == 0)
    return case_->expert_name;
  for (guint i = 0; case_->assignments != NULL && i < case_->assignments->len; i++)
    {
      const EdAssignment *assignment = case_->assignments->pdata[i];

      if (g_strcmp0 (assignment->expert_id, account) == 0)
        return assignment->expert_name;
    }
  return NULL;
}

/* "scan.pdf", and beneath it "PDF · 1.2 MB · 24 March 2020, 12:32 · Dr. Kovács Anna", as much of it
 * as is known. */
static char *
make_detail (EdCaseItem *item, const EdDocument *document, gboolean private)
{
  const EdCase *case_ = ed_case_item_case (item);
  gboolean earlier = g_strcmp0 (document->assignment_id, case_->assignment_id) != 0;
  g_autofree char *content = ed_document_content_text (document->type, document->size);
  g_autofree char *moment =
      document->at == ED_ABSENT ? NULL : ed_instant_text (document->at, ed_case_item_zone (item));
  const char *parts[] = { document->size == ED_ABSENT ? NULL : content,
                          moment,
                          find_name (case_, document->by),
                          earlier ? _ ("earlier assignment") : NULL };
  GString *text = g_string_new (private || document->name == NULL ? HIDDEN : document->name);
  const char *between = "\n";

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        g_string_append_printf (text, "%s%s", between, parts[i]);
        between = " · ";
      }
  return g_string_free (text, FALSE);
}

static EdDocumentEntry *
make_entry (const char *id, gint64 kind, const char *type, const EdDocumentPlace *place)
{
  EdDocumentEntry *self = g_object_new (ED_TYPE_DOCUMENT_ENTRY, NULL);

  self->id = g_strdup (id);
  self->kind = kind;
  self->title = g_strdup (ed_document_kind_word (kind));
  self->icon = ed_document_icon (type);
  self->tone = "dim-label";
  self->place = *place;
  return self;
}

EdDocumentEntry *
ed_document_entry_new (EdCaseItem *item,
                       const EdDocument *document,
                       EdCaseFiles *files,
                       const EdDocumentPlace *place)
{
  EdDocumentEntry *self = make_entry (document->id, document->kind, document->type, place);
  const EdFileProgress *progress = ed_case_files_find (files, document->id);

  self->detail = make_detail (item, document, place->private);
  self->state = progress == NULL ? ED_FILE_AWAY : progress->state;
  self->sent = progress == NULL ? 0 : progress->sent;
  self->size = progress == NULL ? document->size : progress->size;
  self->offline = ed_case_files_is_offline (files);
  self->status = make_status (self);
  if (place->n_older > 0)
    self->versions =
        ed_number_in (ngettext ("%s older version", "%s older versions", place->n_older),
                      place->n_older);
  return self;
}

EdDocumentEntry *
ed_document_entry_new_refused (const EdFileProgress *progress, const EdDocumentPlace *place)
{
  EdDocumentEntry *self = make_entry (progress->document_id, progress->kind, NULL, place);
  g_autofree char *why = ed_refusal_sentence (progress->code, NULL);
  g_autofree char *content = ed_document_content_text (progress->type, progress->size);

  self->icon = "ed-refused-symbolic";
  self->tone = "error";
  self->state = ED_FILE_REFUSED;
  self->detail =
      g_strdup_printf (_ ("%s · %s"),
                       place->private || progress->name == NULL ? "••••••" : progress->name,
                       content);
  /* Translators: followed by the reason, a sentence */
  self->status = g_strdup_printf (_ ("Not accepted: %s"), why);
  return self;
}

const char *
ed_document_entry_id (EdDocumentEntry *self)
{
  return self->id;
}

gint64
ed_document_entry_kind (EdDocumentEntry *self)
{
  return self->kind;
}

gboolean
ed_document_entry_can_remove (EdDocumentEntry *self)
{
  return self->place.editable
         && (self->state == ED_FILE_HELD || self->state == ED_FILE_AWAY
             || self->state == ED_FILE_SENT);
}

static gboolean
are_placed_alike (const EdDocumentPlace *a, const EdDocumentPlace *b)
{
  return a->editable == b->editable && a->private == b->private && a->older == b->older
         && a->n_older == b->n_older && a->expanded == b->expanded;
}

gboolean
ed_document_entry_equal (EdDocumentEntry *a, EdDocumentEntry *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && a->state == b->state && a->offline == b->offline
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->detail, b->detail) == 0
         && (is_moving (a) || g_strcmp0 (a->status, b->status) == 0)
         && are_placed_alike (&a->place, &b->place);
}

void
ed_document_entry_set_sent (EdDocumentEntry *self, gint64 so_far)
{
  if (self->state != ED_FILE_WAITING && self->state != ED_FILE_SENDING)
    return;
  self->state = ED_FILE_SENDING;
  self->offline = FALSE;
  self->sent = CLAMP (so_far, 0, MAX (self->size, 0));
  g_free (self->status);
  self->status = make_status (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOVING]);
}
