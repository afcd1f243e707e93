/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-search.h"

#include "client/cases/live-list.h"
#include "client/widgets/answer.h"

#include <glib/gi18n.h>

#define MAX_FILTERS 8

struct _EdCaseSearch
{
  GObject parent_instance;
  EdLiveList *live;
  EdScope scope;
  char *text;
  guint filter;
  GArray *rows[MAX_FILTERS]; /* gint64, of each filter */
  gboolean loaded;
};

enum
{
  PROP_LOADED = 1,
  PROP_SHOWN,
  PROP_TOTAL,
  N_PROPS
};
enum
{
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCaseSearch, ed_case_search, G_TYPE_OBJECT)

static const EdCaseFilter filters_in_progress[] = {
  { N_ ("All"), ED_ABSENT, ED_ABSENT, FALSE, FALSE },
  { N_ ("Due first"), ED_ABSENT, ED_ABSENT, TRUE, FALSE },
  { N_ ("New messages"), ED_ABSENT, ED_ABSENT, FALSE, TRUE },
  { N_ ("Approval pending"), ED_ABSENT, ED_CASE_CLOSING, FALSE, FALSE },
  { N_ ("Psychological"), ED_CASE_PSYCHOLOGICAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Legal"), ED_CASE_LEGAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Financial"), ED_CASE_FINANCIAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Health coaching"), ED_CASE_HEALTH_COACHING, ED_ABSENT, FALSE, FALSE },
};

static const EdCaseFilter filters_closed[] = {
  { N_ ("All"), ED_ABSENT, ED_ABSENT, FALSE, FALSE },
  { N_ ("Psychological"), ED_CASE_PSYCHOLOGICAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Legal"), ED_CASE_LEGAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Financial"), ED_CASE_FINANCIAL, ED_ABSENT, FALSE, FALSE },
  { N_ ("Health coaching"), ED_CASE_HEALTH_COACHING, ED_ABSENT, FALSE, FALSE },
};

const EdCaseFilter *
ed_case_filters (EdScope scope, guint *n)
{
  if (scope == ED_SCOPE_CLOSED)
    {
      *n = G_N_ELEMENTS (filters_closed);
      return filters_closed;
    }
  *n = G_N_ELEMENTS (filters_in_progress);
  return filters_in_progress;
}

static void
show_filter (EdCaseSearch *self)
{
  if (!self->loaded)
    return;
  ed_live_list_show (self->live, self->rows[self->filter]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  g_signal_emit (self, signals[FOUND], 0);
}

static void
take_lists (EdCaseSearch *self, GPtrArray *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      g_array_unref (self->rows[i]);
      self->rows[i] = g_array_ref (lists->pdata[i]);
    }
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseSearch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = ed_desk_query_lists_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result) || !ed_live_list_take (self->live))
    return;
  if (lists != NULL)
    take_lists (self, lists);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  show_filter (self);
}

static void
ask (gpointer owner, EdDesk *desk, GCancellable *cancellable)
{
  EdCaseSearch *self = owner;
  EdCasePick picks[MAX_FILTERS];
  EdCaseQuery query = {
    .scope = self->scope,
    .sort = self->scope == ED_SCOPE_CLOSED ? ED_SORT_RECORDED_AT : ED_SORT_DUE,
    .descending = self->scope == ED_SCOPE_CLOSED,
    .type = ED_ABSENT,
    .state = ED_ABSENT,
    .text = self->text,
  };
  guint n;
  const EdCaseFilter *filters = ed_case_filters (self->scope, &n);

  for (guint i = 0; i < n; i++)
    picks[i] = (EdCasePick){ filters[i].type,
                             filters[i].state,
                             filters[i].due ? ed_desk_now (desk) : ED_ABSENT,
                             filters[i].marked };
  ed_desk_query_lists_async (desk, &query, picks, n, cancellable, on_answered, self);
}

/* Badges may differ, and which cases are due. */
static void
on_minute (gpointer owner)
{
  EdCaseSearch *self = owner;

  ed_live_list_judge (self->live);
  ed_live_list_ask (self->live);
}

static const EdLiveCalls calls = { ask, on_minute };

static void
ed_case_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseSearch *self = ED_CASE_SEARCH (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else
    g_value_set_uint (value, self->rows[id == PROP_SHOWN ? self->filter : 0]->len);
}

static void
ed_case_search_dispose (GObject *object)
{
  ed_case_search_stop (ED_CASE_SEARCH (object));
  G_OBJECT_CLASS (ed_case_search_parent_class)->dispose (object);
}

static void
ed_case_search_finalize (GObject *object)
{
  EdCaseSearch *self = ED_CASE_SEARCH (object);

  g_free (self->text);
  ed_live_list_free (self->live);
  for (guint i = 0; i < MAX_FILTERS; i++)
    g_array_unref (self->rows[i]);
  G_OBJECT_CLASS (ed_case_search_parent_class)->finalize (object);
}

static void
ed_case_search_class_init (EdCaseSearchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_case_search_dispose;
  object_class->finalize = ed_case_search_finalize;
  object_class->get_property = ed_case_search_get_property;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FOUND] = g_signal_new ("found",
                                 ED_TYPE_CASE_SEARCH,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
ed_case_search_init (EdCaseSearch *self)
{
  for (guint i = 0; i < MAX_FILTERS; i++)
    self->rows[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
}

EdCaseSearch *
ed_case_search_new (EdDesk *desk, EdScope scope)
{
  EdCaseSearch *self = g_object_new (ED_TYPE_CASE_SEARCH, NULL);

  self->scope = scope;
  self->live = ed_live_list_new (desk, ED_LIVE_CASES, &calls, self);
  ed_live_list_ask (self->live);
  return self;
}

void
ed_case_search_stop (EdCaseSearch *self)
{
  g_return_if_fail (ED_IS_CASE_SEARCH (self));
  ed_live_list_stop (self->live);
}

EdRowList *
ed_case_search_list (EdCaseSearch *self)
{
  g_return_val_if_fail (ED_IS_CASE_SEARCH (self), NULL);
  return ed_live_list_rows (self->live);
}

void
ed_case_search_set_text (EdCaseSearch *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text == NULL ? "" : text));
  const char *wanted = *stripped == '\0' ? NULL : stripped;

  g_return_if_fail (ED_IS_CASE_SEARCH (self));
  if (g_strcmp0 (self->text, wanted) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (wanted);
  ed_live_list_ask (self->live);
}

void
ed_case_search_set_filter (EdCaseSearch *self, guint filter)
{
  g_return_if_fail (ED_IS_CASE_SEARCH (self) && filter < MAX_FILTERS);
  if (self->filter == filter)
    return;
  self->filter = filter;
  show_filter (self);
}

guint
ed_case_search_count (EdCaseSearch *self, guint filter)
{
  g_return_val_if_fail (ED_IS_CASE_SEARCH (self) && filter < MAX_FILTERS, 0);
  return self->rows[filter]->len;
}
