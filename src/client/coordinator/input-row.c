/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/input-row.h"

#include "client/coordinator/choice-row.h"
#include "client/coordinator/entry-row.h"
#include "client/coordinator/moment-row.h"
#include "client/coordinator/story-row.h"
#include "client/coordinator/switch-row.h"

enum
{
  EDITED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (EdInputRow, ed_input_row, ADW_TYPE_PREFERENCES_ROW)

static guint
make_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_INPUT_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
ed_input_row_default_init (EdInputRowInterface *iface)
{
  signals[EDITED] = make_signal ("edited");
  signals[DONE] = make_signal ("done");
}

GtkWidget *
ed_input_row_new (const EdField *field)
{
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      return (field->flags & ED_FIELD_MULTILINE) != 0 ? ed_story_row_new (field)
                                                      : ed_entry_row_new (field);
    case ED_FIELD_INTEGER:
      return ed_entry_row_new (field);
    case ED_FIELD_BOOLEAN:
      return ed_switch_row_new (field);
    case ED_FIELD_CHOICE:
      return ed_choice_row_new (field);
    case ED_FIELD_INSTANT:
      return ed_moment_row_new (field);
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
ed_input_row_read (EdInputRow *self, gpointer record, const EdZone *zone)
{
  g_return_val_if_fail (ED_IS_INPUT_ROW (self), FALSE);
  return ED_INPUT_ROW_GET_IFACE (self)->read (self, record, zone);
}

void
ed_input_row_write (EdInputRow *self, gconstpointer record, const EdZone *zone)
{
  g_return_if_fail (ED_IS_INPUT_ROW (self));
  ED_INPUT_ROW_GET_IFACE (self)->write (self, record, zone);
}

void
ed_input_row_edited (EdInputRow *self)
{
  g_return_if_fail (ED_IS_INPUT_ROW (self));
  g_signal_emit (self, signals[EDITED], 0);
}

void
ed_input_row_done (EdInputRow *self)
{
  g_return_if_fail (ED_IS_INPUT_ROW (self));
  g_signal_emit (self, signals[DONE], 0);
}
