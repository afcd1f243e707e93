/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/session-entry.h"

#include "client/cases/profile-texts.h"

struct _EdSessionEntry
{
  GObject parent_instance;
  char *id;
  char *markup;
  char *detail;
  gboolean over;
  gboolean pending;
  gboolean editable;
};

enum
{
  PROP_MARKUP = 1,
  PROP_DETAIL,
  PROP_OVER,
  PROP_PENDING,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSessionEntry, ed_session_entry, G_TYPE_OBJECT)

static void
ed_session_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSessionEntry *self = ED_SESSION_ENTRY (object);

  switch (id)
    {
    case PROP_MARKUP:
      g_value_set_string (value, self->markup);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_OVER:
      g_value_set_boolean (value, self->over);
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_session_entry_finalize (GObject *object)
{
  EdSessionEntry *self = ED_SESSION_ENTRY (object);

  g_free (self->id);
  g_free (self->markup);
  g_free (self->detail);
  G_OBJECT_CLASS (ed_session_entry_parent_class)->finalize (object);
}

static void
ed_session_entry_class_init (EdSessionEntryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_session_entry_get_property;
  object_class->finalize = ed_session_entry_finalize;
  properties[PROP_MARKUP] = g_param_spec_string ("markup", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_OVER] = g_param_spec_boolean ("over", NULL, NULL, FALSE, flags);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_session_entry_init (EdSessionEntry *self)
{
}

EdSessionEntry *
ed_session_entry_new (EdCaseItem *item,
                      const EdSession *session,
                      guint number,
                      gboolean pending,
                      gboolean editable)
{
  EdSessionEntry *self = g_object_new (ED_TYPE_SESSION_ENTRY, NULL);
  const EdCase *case_ = ed_case_item_case (item);

  self->id = g_strdup (session->id);
  self->markup = ed_session_markup (number, session);
  self->detail = ed_session_detail (session, case_->session_minutes, ed_case_item_today (item));
  self->over = ed_case_session_is_over (case_, session);
  self->pending = pending;
  self->editable = editable;
  return self;
}

const char *
ed_session_entry_id (EdSessionEntry *self)
{
  return self->id;
}

gboolean
ed_session_entry_equal (EdSessionEntry *a, EdSessionEntry *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->markup, b->markup) == 0
         && g_strcmp0 (a->detail, b->detail) == 0 && a->over == b->over && a->pending == b->pending
         && a->editable == b->editable;
}
