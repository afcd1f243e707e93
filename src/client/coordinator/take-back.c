/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/take-back.h"

#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "domain/days.h"
#include "sync/desk-drafts.h"
#include "sync/desk-take-back.h"
#include "sync/transport.h"

#include <glib/gi18n.h>

struct _EdTakeBack
{
  GObject parent_instance;
  EdDesk *desk;
  EdTakeBackState state;
  char **ids; /* of the import */
  gint64 at;
  char **asked;    /* of those, what the server decides on; NULL before it has begun */
  char **absent;   /* of ASKED: EdTakeBackStart */
  guint decided;   /* of ASKED */
  GPtrArray *kept; /* EdTakeBackKept */
  char *trouble;
  GCancellable *cancellable;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdTakeBack, ed_take_back, G_TYPE_OBJECT)

static void
set_state (EdTakeBack *self, EdTakeBackState state, char *trouble)
{
  g_free (self->trouble);
  self->trouble = trouble;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- what is remembered ----------------------------------------------------------------------- */

/* The moment in the first line, ids in the others; kept encrypted with the account's drafts. */
static void
remember (EdDesk *desk, gint64 at, const GPtrArray *ids)
{
  g_autofree char *when = ed_instant_to_text (at);
  g_autoptr (GString) body = g_string_new (when);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (body, "\n%s", (const char *) ids->pdata[i]);
  ed_desk_save_draft_async (desk, ED_DRAFT_LAST_IMPORT, "", body->str, NULL, NULL, NULL);
}

void
ed_take_back_remember (EdDesk *desk, const GPtrArray *ids)
{
  if (ids->len > 0)
    remember (desk, ed_desk_now (desk), ids);
}

/* Of the import, what can be taken back still: what was not decided on, and what the server did not
 * know yet. Who goes on another time is asked for no more than that. */
static void
remember_rest (EdTakeBack *self)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  for (char **id = self->asked + self->decided; *id != NULL; id++)
    g_ptr_array_add (rest, *id);
  for (guint i = 0; i < self->kept->len; i++)
    {
      const EdTakeBackKept *stays = self->kept->pdata[i];

      if (stays->why == ED_TAKE_BACK_UNKNOWN)
        g_ptr_array_add (rest, stays->id);
    }
  if (rest->len > 0)
    remember (self->desk, self->at, rest);
  else
    ed_desk_discard_draft_async (self->desk, ED_DRAFT_LAST_IMPORT, "", NULL, NULL, NULL);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTakeBack *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, &error);
  g_auto (GStrv) lines = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  lines = g_strsplit (body != NULL ? body : "", "\n", -1);
  if (g_strv_length (lines) < 2)
    {
      set_state (self, ED_TAKE_BACK_NOTHING, error != NULL ? ed_error_sentence (error) : NULL);
      return;
    }
  self->at = ed_instant_from_text (lines[0]);
  self->ids = g_strdupv (lines + 1);
  set_state (self, ED_TAKE_BACK_READY, NULL);
}

/* --- taking back ------------------------------------------------------------------------------ */

static void ask_some (EdTakeBack *self);

/* What is neither here nor there was undone before, and does not stay. */
static void
add_kept (EdTakeBack *self, const GPtrArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    {
      const EdTakeBackKept *stays = kept->pdata[i];

      if (stays->why != ED_TAKE_BACK_UNKNOWN || self->absent == NULL
          || !g_strv_contains ((const char *const *) self->absent, stays->id))
        g_ptr_array_add (self->kept, ed_record_copy (&ed_take_back_kept_type, stays));
    }
}

static char *
explain (EdTakeBack *self, const GError *error)
{
  if (!g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE))
    return ed_error_sentence (error);
  return g_strdup (ed_take_back_done (self) > 0
                       ? _ ("It cannot be reached. Try again when you are connected.")
                       : _ ("The server has the cases already, and cannot be reached. Try again "
                            "when you are connected."));
}

/* So many of the order are asked for at once. */
static guint
count_next (const EdTakeBack *self)
{
  return MIN (ED_TAKE_BACK_MAX, g_strv_length (self->asked) - self->decided);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTakeBack *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTakeBackAnswer) answer =
      ed_desk_ask_take_back_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (answer == NULL)
    {
      set_state (self, ED_TAKE_BACK_FAILED, explain (self, error));
      return;
    }
  add_kept (self, answer->kept);
  self->decided += count_next (self);
  remember_rest (self);
  ask_some (self);
}

static void
ask_some (EdTakeBack *self)
{
  guint n = count_next (self);
  g_autoptr (EdTakeBackOrder) order = NULL;

  if (n == 0)
    {
      set_state (self, ED_TAKE_BACK_DONE, NULL);
      return;
    }
  order = ed_record_new (&ed_take_back_order_type);
  order->cases = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    order->cases[i] = g_strdup (self->asked[self->decided + i]);
  set_state (self, ED_TAKE_BACK_RUNNING, NULL);
  ed_desk_ask_take_back_async (self->desk, order, self->cancellable, on_answered, self);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTakeBack *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTakeBackStart) start = ed_desk_take_back_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (start == NULL)
    {
      set_state (self, ED_TAKE_BACK_FAILED, ed_error_sentence (error));
      return;
    }
  self->asked = g_steal_pointer (&start->asked);
  self->absent = g_steal_pointer (&start->absent);
  add_kept (self, start->kept);
  remember_rest (self);
  ask_some (self);
}

void
ed_take_back_begin (EdTakeBack *self)
{
  g_return_if_fail (ED_IS_TAKE_BACK (self));

  if (self->state != ED_TAKE_BACK_READY && self->state != ED_TAKE_BACK_FAILED)
    return;
  set_state (self, ED_TAKE_BACK_RUNNING, NULL);
  if (self->asked != NULL)
    ask_some (self);
  else
    ed_desk_take_back_async (self->desk, self->ids, self->cancellable, on_begun, self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_take_back_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, ED_TAKE_BACK (object)->state);
}

static void
ed_take_back_finalize (GObject *object)
{
  EdTakeBack *self = ED_TAKE_BACK (object);

  g_object_unref (self->desk);
  g_object_unref (self->cancellable);
  g_strfreev (self->ids);
  g_strfreev (self->asked);
  g_strfreev (self->absent);
  g_ptr_array_unref (self->kept);
  g_free (self->trouble);
  G_OBJECT_CLASS (ed_take_back_parent_class)->finalize (object);
}

static void
ed_take_back_class_init (EdTakeBackClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_take_back_get_property;
  object_class->finalize = ed_take_back_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              0,
                                              ED_TAKE_BACK_DONE,
                                              ED_TAKE_BACK_LOADING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_take_back_init (EdTakeBack *self)
{
  self->cancellable = g_cancellable_new ();
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_take_back_kept_free);
}

EdTakeBack *
ed_take_back_new (EdDesk *desk)
{
  EdTakeBack *self = g_object_new (ED_TYPE_TAKE_BACK, NULL);

  self->desk = g_object_ref (desk);
  ed_desk_load_draft_async (desk, ED_DRAFT_LAST_IMPORT, "", self->cancellable, on_loaded, self);
  return self;
}

void
ed_take_back_stop (EdTakeBack *self)
{
  g_cancellable_cancel (self->cancellable);
}

gint64
ed_take_back_at (EdTakeBack *self)
{
  return self->at;
}

guint
ed_take_back_total (EdTakeBack *self)
{
  return self->ids != NULL ? g_strv_length (self->ids) : 0;
}

/* What was undone here was decided on at once. */
guint
ed_take_back_done (EdTakeBack *self)
{
  if (self->asked == NULL)
    return 0;
  return ed_take_back_total (self) - g_strv_length (self->asked) + self->decided;
}

const char *
ed_take_back_trouble (EdTakeBack *self)
{
  return self->trouble;
}

const GPtrArray *
ed_take_back_kept (EdTakeBack *self)
{
  return self->kept;
}
