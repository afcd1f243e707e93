/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/draft-keeper.h"

#include "client/sentences.h"
#include "domain/days.h"

#include <glib/gi18n.h>

#define PAUSE_MS 1000

struct _EdDraftKeeper
{
  GObject parent_instance;
  EdDesk *desk;
  char *kind, *object;
  EdDraftWrite write; /* NULL once stopped */
  gpointer page;
  gboolean is_dirty;
  guint sending;  /* calls under way that what was kept is done by */
  guint pause;    /* source */
  gint64 kept_at; /* ED_ABSENT: there is no draft */
  char *trouble;
};

enum
{
  PROP_TEXT = 1,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDraftKeeper, ed_draft_keeper, G_TYPE_OBJECT)

static void
set_kept (EdDraftKeeper *self, gint64 kept_at, char *trouble)
{
  g_free (self->trouble);
  self->trouble = trouble;
  self->kept_at = kept_at;
  for (guint i = PROP_TEXT; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdDraftKeeper) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ed_desk_save_draft_finish (ED_DESK (source), result, &error))
    {
      set_kept (self, ed_desk_now (self->desk), NULL);
      return;
    }
  if (self->sending == 0)
    self->is_dirty = TRUE; /* tried again with the next change, or when the page goes */
  sentence = ed_error_sentence (error);
  /* Translators: %s is a sentence that says why */
  set_kept (self,
            self->kept_at,
            g_strdup_printf (_ ("The draft could not be saved: %s"), sentence));
}

static gboolean
on_pause (gpointer data)
{
  EdDraftKeeper *self = data;

  self->pause = 0;
  ed_draft_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

static char *
describe (EdDraftKeeper *self)
{
  const EdZone *zone = ed_desk_zone (self->desk);
  g_autofree char *time = NULL;
  g_autofree char *date = NULL;

  if (self->kept_at == ED_ABSENT)
    return NULL;
  time = ed_time_to_text (ed_zone_minutes (zone, self->kept_at));
  if (ed_zone_date (zone, self->kept_at) == ed_zone_date (zone, ed_desk_now (self->desk)))
    /* Translators: time of the day */
    return g_strdup_printf (_ ("Draft saved, %s"), time);
  date = ed_date_to_text (ed_zone_date (zone, self->kept_at));
  /* Translators: date and time */
  return g_strdup_printf (_ ("Draft saved, %s %s"), date, time);
}

static void
ed_draft_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDraftKeeper *self = ED_DRAFT_KEEPER (object);

  if (id == PROP_TEXT)
    g_value_take_string (value, describe (self));
  else
    g_value_set_string (value, self->trouble);
}

static void
ed_draft_keeper_finalize (GObject *object)
{
  EdDraftKeeper *self = ED_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_free (self->kind);
  g_free (self->object);
  g_free (self->trouble);
  g_object_unref (self->desk);
  G_OBJECT_CLASS (ed_draft_keeper_parent_class)->finalize (object);
}

static void
ed_draft_keeper_class_init (EdDraftKeeperClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_draft_keeper_get_property;
  object_class->finalize = ed_draft_keeper_finalize;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_draft_keeper_init (EdDraftKeeper *self)
{
  self->kept_at = ED_ABSENT;
}

EdDraftKeeper *
ed_draft_keeper_new (EdDesk *desk,
                     const char *kind,
                     const char *object,
                     EdDraftWrite write,
                     gpointer page)
{
  EdDraftKeeper *self = g_object_new (ED_TYPE_DRAFT_KEEPER, NULL);

  self->desk = g_object_ref (desk);
  self->kind = g_strdup (kind);
  self->object = g_strdup (object);
  self->write = write;
  self->page = page;
  return self;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  EdDraftKeeper *self = g_task_get_source_object (task);
  GError *error = NULL;
  gint64 updated_at;
  char *body = ed_desk_load_draft_finish (ED_DESK (source), result, &updated_at, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (body != NULL)
    set_kept (self, updated_at, NULL);
  g_task_return_pointer (task, body, g_free);
}

void
ed_draft_keeper_load_async (EdDraftKeeper *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;

  g_return_if_fail (ED_IS_DRAFT_KEEPER (self));
  task = g_task_new (self, cancellable, callback, data);
  ed_desk_load_draft_async (self->desk, self->kind, self->object, cancellable, on_loaded, task);
}

char *
ed_draft_keeper_load_finish (EdDraftKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_draft_keeper_touch (EdDraftKeeper *self)
{
  g_return_if_fail (ED_IS_DRAFT_KEEPER (self));
  if (self->write == NULL)
    return;
  self->is_dirty = TRUE;
  if (self->pause == 0)
    self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

void
ed_draft_keeper_flush (EdDraftKeeper *self)
{
  g_autofree char *body = NULL;

  g_return_if_fail (ED_IS_DRAFT_KEEPER (self));
  g_clear_handle_id (&self->pause, g_source_remove);
  if (!self->is_dirty || self->write == NULL)
    return;
  self->is_dirty = FALSE;
  body = self->write (self->page);
  if (body == NULL && self->sending > 0)
    return; /* the page has let go of what may still be refused */
  if (body != NULL)
    {
      ed_desk_save_draft_async (self->desk,
                                self->kind,
                                self->object,
                                body,
                                NULL,
                                on_saved,
                                g_object_ref (self));
      return;
    }
  ed_desk_discard_draft_async (self->desk, self->kind, self->object, NULL, NULL, NULL);
  set_kept (self, ED_ABSENT, NULL);
}

EdDraftEnd
ed_draft_keeper_send (EdDraftKeeper *self)
{
  EdDraftEnd ends = { 0 };

  g_return_val_if_fail (ED_IS_DRAFT_KEEPER (self), ends);
  ed_draft_keeper_flush (self);
  self->sending++;
  ends.kind = self->kind;
  ends.object = self->object;
  return ends;
}

void
ed_draft_keeper_sent (EdDraftKeeper *self, gboolean is_done)
{
  g_return_if_fail (ED_IS_DRAFT_KEEPER (self) && self->sending > 0);
  self->sending--;
  if (!is_done)
    ed_draft_keeper_touch (self);
  else
    set_kept (self, ED_ABSENT, NULL);
}

void
ed_draft_keeper_stop (EdDraftKeeper *self)
{
  g_return_if_fail (ED_IS_DRAFT_KEEPER (self));
  g_clear_handle_id (&self->pause, g_source_remove);
  self->write = NULL;
  self->page = NULL;
}
