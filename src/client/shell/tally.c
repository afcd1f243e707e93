/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/tally.h"

#include "client/numbers.h"

#include <glib/gi18n.h>

struct _EdTally
{
  GObject parent_instance;
  EdCounts counts;
};

G_DEFINE_FINAL_TYPE (EdTally, ed_tally, G_TYPE_OBJECT)

/* What a count says, of N: the number has still to be put in. */

static const char *
say_in_progress (gulong n)
{
  return ngettext ("%s case in progress", "%s cases in progress", n);
}

static const char *
say_all (gulong n)
{
  return ngettext ("%s case in all", "%s cases in all", n);
}

static const char *
say_requests (gulong n)
{
  return ngettext ("%s request not completed", "%s requests not completed", n);
}

static const char *
say_answers (gulong n)
{
  return ngettext ("%s statement was sent to you: accept it, or say what is wrong with it",
                   "%s statements were sent to you: accept them, or say what is wrong with them",
                   n);
}

static const char *
say_disputes (gulong n)
{
  return ngettext ("%s statement is disputed by its expert: correct it, or send it again",
                   "%s statements are disputed by their experts: correct them, or send them again",
                   n);
}

static const char *
say_decisions (gulong n)
{
  return ngettext ("%s thing waits for your decision", "%s things wait for your decision", n);
}

static const char *
say_approvals (gulong n)
{
  return ngettext ("%s closing waits for approval", "%s closings wait for approval", n);
}

static const char *
say_waiting (gulong n)
{
  return ngettext ("%s action has not reached the server yet",
                   "%s actions have not reached the server yet",
                   n);
}

static const char *
say_refused (gulong n)
{
  return ngettext ("%s action was not accepted, and waits for you",
                   "%s actions were not accepted, and wait for you",
                   n);
}

/* A count that no place shows says nothing. */
static const struct
{
  const char *name;
  gsize offset;
  const char *(*say) (gulong n);
} counted[] = {
  { "in-progress", G_STRUCT_OFFSET (EdCounts, in_progress), say_in_progress },
  { "closed", G_STRUCT_OFFSET (EdCounts, closed), NULL },
  { "all", G_STRUCT_OFFSET (EdCounts, all), say_all },
  { "requests", G_STRUCT_OFFSET (EdCounts, requests), say_requests },
  { "answers", G_STRUCT_OFFSET (EdCounts, answers), say_answers },
  { "disputes", G_STRUCT_OFFSET (EdCounts, disputes), say_disputes },
  { "unassigned", G_STRUCT_OFFSET (EdCounts, unassigned), NULL },
  { "decisions", G_STRUCT_OFFSET (EdCounts, decisions), say_decisions },
  { "approvals", G_STRUCT_OFFSET (EdCounts, approvals), say_approvals },
  { "waiting", G_STRUCT_OFFSET (EdCounts, waiting), say_waiting },
  { "refused", G_STRUCT_OFFSET (EdCounts, refused), say_refused },
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

char *
ed_tally_why (const char *count, gint64 n)
{
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (counted); i++)
    if (g_str_equal (counted[i].name, count))
      return counted[i].say == NULL ? NULL : ed_number_in (counted[i].say ((gulong) n), n);
  return NULL;
}
