/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-views.h"

#include "client/widgets/answer.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"

#include <glib/gi18n.h>

#define KIND ED_DRAFT_CASE_VIEWS
/* The name of the first one, whether it is a preset, and the user's own. */
#define FORMAT "(sba" ED_CASE_VIEW_FORMAT ")"

struct _EdCaseViews
{
  GObject parent_instance;
  EdDesk *desk;
  GCancellable *cancellable;
  GPtrArray *views; /* EdCaseView: presets, then own ones by name */
  guint presets;
  guint first;
  char *kept;   /* as it was read or written last; NULL: none */
  guint writes; /* how often it was written, and when it was asked for last */
  guint asked;
};

enum
{
  LOADED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCaseViews, ed_case_views, G_TYPE_OBJECT)

/* --- the list -------------------------------------------------------------------------------- */

static const EdCaseView *
get_view (EdCaseViews *self, guint i)
{
  return self->views->pdata[i];
}

/* Puts VIEW (taken) where its name belongs. */
static guint
insert_view (EdCaseViews *self, EdCaseView *view)
{
  guint i = self->presets;

  while (i < self->views->len && g_utf8_collate (get_view (self, i)->name, view->name) < 0)
    i++;
  g_ptr_array_insert (self->views, (int) i, view);
  if (self->first >= i)
    self->first++;
  return i;
}

/* Takes it out of the list, which begins with all cases where it began with that one. */
static EdCaseView *
take_view (EdCaseViews *self, guint i)
{
  EdCaseView *view = g_ptr_array_steal_index (self->views, i);

  if (self->first == i)
    self->first = 0;
  else if (self->first > i)
    self->first--;
  return view;
}

static guint
find_view (EdCaseViews *self, const char *title, guint from)
{
  g_autofree char *wanted = g_utf8_casefold (title, -1);

  for (guint i = from; i < self->views->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (ed_case_view_title (get_view (self, i)), -1);

      if (g_str_equal (folded, wanted))
        return i;
    }
  return G_MAXUINT;
}

/* --- keeping --------------------------------------------------------------------------------- */

/* TEXT, as it was read or written last. */
static void
note_kept (EdCaseViews *self, const char *text)
{
  g_free (self->kept);
  self->kept = g_strdup (text);
}

static void
keep (EdCaseViews *self)
{
  const EdCaseView *first = get_view (self, self->first);
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder own;

  g_variant_builder_init (&own, G_VARIANT_TYPE ("a" ED_CASE_VIEW_FORMAT));
  for (guint i = self->presets; i < self->views->len; i++)
    g_variant_builder_add_value (&own, ed_case_view_to_variant (get_view (self, i)));
  kept = g_variant_ref_sink (g_variant_new ("(sb@a" ED_CASE_VIEW_FORMAT ")",
                                            first->name,
                                            first->is_preset,
                                            g_variant_builder_end (&own)));
  text = g_variant_print (kept, FALSE);
  self->writes++;
  note_kept (self, text);
  ed_desk_save_draft_async (self->desk, KIND, "", text, NULL, NULL, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_kept (EdCaseViews *self, const char *text)
{
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GVariant) own = NULL;
  const char *first;
  gboolean is_preset;

  kept = g_variant_parse (G_VARIANT_TYPE (FORMAT), text, NULL, NULL, NULL);
  if (kept == NULL)
    return;
  g_variant_get (kept, "(&sb@a" ED_CASE_VIEW_FORMAT ")", &first, &is_preset, &own);
  for (gsize i = 0; i < g_variant_n_children (own); i++)
    {
      g_autoptr (GVariant) view = g_variant_get_child_value (own, i);

      insert_view (self, ed_case_view_from_variant (view));
    }
  self->first = 0;
  for (guint i = is_preset ? 0 : self->presets; i < self->views->len; i++)
    if (get_view (self, i)->is_preset == is_preset && g_str_equal (get_view (self, i)->name, first))
      self->first = i;
}

/* What is kept may change behind this: a client who is erased leaves it. */
static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseViews *self = data;
  g_autofree char *text = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);

  if (ed_answer_is_cancelled (result) || text == NULL || self->asked != self->writes
      || g_strcmp0 (text, self->kept) == 0)
    return;
  g_ptr_array_set_size (self->views, (int) self->presets);
  note_kept (self, text);
  read_kept (self, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_desk_changed (EdCaseViews *self)
{
  if (self->kept == NULL)
    return;
  self->asked = self->writes;
  ed_desk_load_draft_async (self->desk, KIND, "", self->cancellable, on_reloaded, self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseViews *self = data;
  g_autofree char *text = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (text != NULL && self->views->len == self->presets)
    {
      note_kept (self, text);
      read_kept (self, text);
    }
  g_signal_emit (self, signals[LOADED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_case_views_finalize (GObject *object)
{
  EdCaseViews *self = ED_CASE_VIEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_free (self->kept);
  g_ptr_array_unref (self->views);
  g_object_unref (self->desk);
  G_OBJECT_CLASS (ed_case_views_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_CASE_VIEWS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
ed_case_views_class_init (EdCaseViewsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_case_views_finalize;
  signals[LOADED] = add_signal ("loaded");
  signals[CHANGED] = add_signal ("changed");
}

static void
ed_case_views_init (EdCaseViews *self)
{
  self->cancellable = g_cancellable_new ();
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_view_free);
  for (; ed_case_view_preset (self->presets) != NULL; self->presets++)
    g_ptr_array_add (self->views, ed_case_view_copy (ed_case_view_preset (self->presets)));
}

EdCaseViews *
ed_case_views_new (EdDesk *desk)
{
  EdCaseViews *self = g_object_new (ED_TYPE_CASE_VIEWS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  ed_desk_load_draft_async (desk, KIND, "", self->cancellable, on_loaded, self);
  return self;
}

void
ed_case_views_stop (EdCaseViews *self)
{
  g_return_if_fail (ED_IS_CASE_VIEWS (self));
  g_cancellable_cancel (self->cancellable);
}

guint
ed_case_views_count (EdCaseViews *self)
{
  g_return_val_if_fail (ED_IS_CASE_VIEWS (self), 0);
  return self->views->len;
}

const EdCaseView *
ed_case_views_get (EdCaseViews *self, guint i)
{
  g_return_val_if_fail (ED_IS_CASE_VIEWS (self) && i < self->views->len, NULL);
  return get_view (self, i);
}

guint
ed_case_views_find (EdCaseViews *self, const char *title)
{
  g_return_val_if_fail (ED_IS_CASE_VIEWS (self), G_MAXUINT);
  return find_view (self, title, 0);
}

guint
ed_case_views_first (EdCaseViews *self)
{
  g_return_val_if_fail (ED_IS_CASE_VIEWS (self), 0);
  return self->first;
}

void
ed_case_views_set_first (EdCaseViews *self, guint i)
{
  g_return_if_fail (ED_IS_CASE_VIEWS (self) && i < self->views->len);
  if (self->first == i)
    return;
  self->first = i;
  keep (self);
}

const char *
ed_case_views_refuse_name (EdCaseViews *self, const char *name, guint i)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  guint found = find_view (self, stripped, 0);

  if (*stripped == '\0')
    return _ ("A view needs a name");
  if (g_utf8_strlen (stripped, -1) > ED_CASE_VIEW_NAME_MAX)
    return _ ("This name is too long");
  if (found < self->presets)
    return _ ("This is the name of a view that is always there");
  if (i != G_MAXUINT && found != G_MAXUINT && found != i)
    return _ ("Another view has this name");
  return NULL;
}

guint
ed_case_views_save (EdCaseViews *self, const EdCaseView *view)
{
  guint former = find_view (self, view->name, self->presets);
  gboolean was_first = former == self->first;
  EdCaseView *copy = ed_case_view_copy (view);
  guint i;

  copy->is_preset = FALSE;
  if (former != G_MAXUINT)
    ed_case_view_free (take_view (self, former));
  i = insert_view (self, copy);
  if (was_first)
    self->first = i;
  keep (self);
  return i;
}

guint
ed_case_views_rename (EdCaseViews *self, guint i, const char *name)
{
  gboolean was_first = self->first == i;
  EdCaseView *view;

  g_return_val_if_fail (ED_IS_CASE_VIEWS (self) && i >= self->presets && i < self->views->len, i);
  view = take_view (self, i);
  g_free (view->name);
  view->name = g_strstrip (g_strdup (name));
  i = insert_view (self, view);
  if (was_first)
    self->first = i;
  keep (self);
  return i;
}

EdCaseView *
ed_case_views_remove (EdCaseViews *self, guint i)
{
  EdCaseView *view;

  g_return_val_if_fail (ED_IS_CASE_VIEWS (self) && i >= self->presets && i < self->views->len,
                        NULL);
  view = take_view (self, i);
  keep (self);
  return view;
}
