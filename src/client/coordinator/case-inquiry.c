/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-inquiry.h"

#include "client/cases/live-list.h"
#include "client/widgets/answer.h"

struct _EdCaseInquiry
{
  GObject parent_instance;
  EdLiveList *live;
  EdDesk *desk;
  EdCaseQuery query; /* by text and filter, completed when it is asked for */
  EdCaseFilter filter;
  char *text;
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
complete_query (EdCaseInquiry *self)
{
  self->query.text = self->text;
  self->query.state = self->filter.state;
  self->query.type = self->filter.type;
  self->query.marked = self->filter.need == ED_NEED_ANSWER;
  self->query.unassigned = self->filter.need == ED_NEED_EXPERT;
  self->query.overdue_at = self->filter.need == ED_NEED_TIME ? ed_desk_now (self->desk) : 0;
}

static void
ask (gpointer owner, EdDesk *desk, GCancellable *cancellable)
{
  EdCaseInquiry *self = owner;

  complete_query (self);
  ed_desk_query_cases_async (desk, &self->query, cancellable, on_answered, self);
}

static void
on_minute (gpointer owner)
{
  EdCaseInquiry *self = owner;

  ed_live_list_judge (self->live);
  if (self->filter.need == ED_NEED_TIME)
    ed_live_list_ask (self->live);
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
                         self->text != NULL || self->filter.need != ED_NEED_ANY
                             || self->filter.type != ED_ABSENT || self->filter.state != ED_ABSENT);
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
  g_object_unref (self->desk);
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
  };
  self->filter = (EdCaseFilter){ ED_NEED_ANY, ED_ABSENT, ED_ABSENT };
}

EdCaseInquiry *
ed_case_inquiry_new (EdDesk *desk)
{
  EdCaseInquiry *self = g_object_new (ED_TYPE_CASE_INQUIRY, NULL);

  self->desk = g_object_ref (desk);
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

void
ed_case_inquiry_set_filter (EdCaseInquiry *self, const EdCaseFilter *filter)
{
  g_return_if_fail (ED_IS_CASE_INQUIRY (self));
  if (ed_case_filter_is_same (&self->filter, filter))
    return;
  self->filter = *filter;
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
  complete_query (self);
  return &self->query;
}
