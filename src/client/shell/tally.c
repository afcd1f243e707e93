/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/tally.h"

struct _EdTally
{
  GObject parent_instance;
  EdCounts counts;
};

G_DEFINE_FINAL_TYPE (EdTally, ed_tally, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  gsize offset;
} counted[] = {
  { "in-progress", G_STRUCT_OFFSET (EdCounts, in_progress) },
  { "closed", G_STRUCT_OFFSET (EdCounts, closed) },
  { "all", G_STRUCT_OFFSET (EdCounts, all) },
  { "requests", G_STRUCT_OFFSET (EdCounts, requests) },
  { "unassigned", G_STRUCT_OFFSET (EdCounts, unassigned) },
  { "decisions", G_STRUCT_OFFSET (EdCounts, decisions) },
  { "approvals", G_STRUCT_OFFSET (EdCounts, approvals) },
  { "waiting", G_STRUCT_OFFSET (EdCounts, waiting) },
  { "refused", G_STRUCT_OFFSET (EdCounts, refused) },
};

static GParamSpec *properties[G_N_ELEMENTS (counted) + 1];

static void
ed_tally_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTally *self = ED_TALLY (object);

  g_value_set_int64 (value, G_STRUCT_MEMBER (gint64, &self->counts, counted[id - 1].offset));
}

static void
ed_tally_class_init (EdTallyClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_tally_get_property;
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    properties[i + 1] = g_param_spec_int64 (counted[i].name,
                                            NULL,
                                            NULL,
                                            0,
                                            G_MAXINT64,
                                            0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ed_tally_init (EdTally *self)
{
}

EdTally *
ed_tally_new (void)
{
  return g_object_new (ED_TYPE_TALLY, NULL);
}

void
ed_tally_set (EdTally *self, const EdCounts *counts)
{
  EdCounts before;

  g_return_if_fail (ED_IS_TALLY (self));
  before = self->counts;
  self->counts = *counts;
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (G_STRUCT_MEMBER (gint64, &before, counted[i].offset)
        != G_STRUCT_MEMBER (gint64, counts, counted[i].offset))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
}
