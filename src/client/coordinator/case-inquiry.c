/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-inquiry.h"

#include "client/cases/live-list.h"
#include "client/widgets/answer.h"

struct _EdCaseInquiry
{
  GObject parent_instance;
  EdLiveList *live;
  EdCaseQuery query;
  char *text; /* of the query */
  gboolean loaded;
};

enum
{
  PROP_LOADED = 1,
  PROP_SHOWN,
  PROP_NARROWED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdCaseInquiry, ed_case_inquiry, G_TYPE_OBJECT)

static void
notify_all (EdCaseInquiry *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseInquiry *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_desk_query_cases_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (!ed_live_list_take (self->live) || rows == NULL)
    return;
  ed_live_list_show (self->live, rows);
  self->loaded = TRUE;
  notify_all (self);
}

static void
ask (gpointer owner, EdDesk *desk, GCancellable *cancellable)
{
  EdCaseInquiry *self = owner;

  self->query.text = self->text;
  ed_desk_query_cases_async (desk, &self->query, cancellable, on_answered, self);
}

static void
on_minute (gpointer owner)
{
  ed_live_list_judge (ED_CASE_INQUIRY (owner)->live);
}

static const EdLiveCalls calls = { ask, on_minute };

static void
ed_case_inquiry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseInquiry *self = ED_CASE_INQUIRY (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else if (id == PROP_SHOWN)
    g_value_set_uint (value, ed_row_list_count_rows (ed_live_list_rows (self->live)));
  else
    g_value_set_boolean (value,
                         self->text != NULL || self->query.marked || self->query.type != ED_ABSENT
                             || self->query.state != ED_ABSENT);
}

static void
ed_case_inquiry_dispose (GObject *object)
{
  ed_case_inquiry_stop (ED_CASE_INQUIRY (object));
  G_OBJECT_CLASS (ed_case_inquiry_parent_class)->dispose (object);
}

static void
ed_case_inquiry_finalize (GObject *object)
{
  EdCaseInquiry *self = ED_CASE_INQUIRY (object);

  g_free (self->text);
  ed_live_list_free (self->live);
  G_OBJECT_CLASS (ed_case_inquiry_parent_class)->finalize (object);
}

static void
ed_case_inquiry_class_init (EdCaseInquiryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_case_inquiry_dispose;
  object_class->finalize = ed_case_inquiry_finalize;
  object_class->get_property = ed_case_inquiry_get_property;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NARROWED] = g_param_spec_boolean ("narrowed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_case_inquiry_init (EdCaseInquiry *self)
{
  self->query = (EdCaseQuery){
    .scope = ED_SCOPE_ALL,
    .sort = ED_SORT_RECORDED_AT,
    .descending = TRUE,
    .type = ED_ABSENT,
    .state = ED_ABSENT,
  };
}

EdCaseInquiry *
ed_case_inquiry_new (EdDesk *desk)
{
  EdCaseInquiry *self = g_object_new (ED_TYPE_CASE_INQUIRY, NULL);

  self->live = ed_live_list_new (desk, ED_LIVE_CASES, &calls, self);
  ed_live_list_ask (self->live);
  return self;
}

void
ed_case_inquiry_stop (EdCaseInquiry *self)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  ed_live_list_stop (self->live);
}

EdRowList *
ed_case_inquiry_list (EdCaseInquiry *self)
{
  g_return_val_if_fail (ED_IS_CASE_INQUIRY (self), NULL);
  return ed_live_list_rows (self->live);
}

void
ed_case_inquiry_set_text (EdCaseInquiry *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text == NULL ? "" : text));
  const char *wanted = *stripped == '\0' ? NULL : stripped;

  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  if (g_strcmp0 (self->text, wanted) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (wanted);
  ed_live_list_ask (self->live);
}

static void
narrow (EdCaseInquiry *self, gint64 *place, gint64 value)
{
  if (*place == value)
    return;
  *place = value;
  ed_live_list_ask (self->live);
}

void
ed_case_inquiry_set_state (EdCaseInquiry *self, gint64 state)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  narrow (self, &self->query.state, state);
}

void
ed_case_inquiry_set_type (EdCaseInquiry *self, gint64 type)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  narrow (self, &self->query.type, type);
}

void
ed_case_inquiry_set_marked (EdCaseInquiry *self, gboolean marked)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  if (self->query.marked == marked)
    return;
  self->query.marked = marked;
  ed_live_list_ask (self->live);
}

void
ed_case_inquiry_set_sort (EdCaseInquiry *self, EdSort sort, gboolean descending)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  if (self->query.sort == sort && self->query.descending == descending)
    return;
  self->query.sort = sort;
  self->query.descending = descending;
  ed_live_list_ask (self->live);
}

const EdCaseQuery *
ed_case_inquiry_query (EdCaseInquiry *self)
{
  g_return_val_if_fail (ED_IS_CASE_INQUIRY (self), NULL);
  self->query.text = self->text;
  return &self->query;
}
