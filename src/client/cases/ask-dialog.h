/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

#include <adwaita.h>

/* A question before something is done: a choice, a point on a scale, a number, some text, or just a
 * confirmation. It can be confirmed once what is needed is there. Signal "answered" (int64: the
 * index of the choice, the point or the number, else ED_ABSENT; string: the text or NULL). Modal.
 * Enter confirms it, unless it takes something away (destructive): then it is the button that does,
 * or Ctrl+Enter in a text that is written. */
#define ED_TYPE_ASK_DIALOG (ed_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdAskDialog, ed_ask_dialog, ED, ASK_DIALOG, AdwMessageDialog)

/* Texts are translated, but for the labels of the choices. */
typedef struct
{
  const char *heading;
  const char *body;    /* or NULL */
  const char *confirm; /* with a mnemonic */
  AdwResponseAppearance appearance;
  const EdChoice *choices; /* or NULL */
  gboolean choice_needed;
  gint64 scale_min, scale_max; /* the same: no scale */
  gint64 point;                /* chosen at first, or ED_ABSENT */
  const char *number_label;    /* or NULL */
  gint64 number, number_min, number_max;
  gint64 number_unit;     /* the numbers here are this many times what is shown; 0: 1 */
  guint number_digits;    /* of the fraction that is shown */
  const char *text_label; /* or NULL */
  gboolean text_needed;
} EdAsk;

GtkWidget *ed_ask_dialog_new (GtkWindow *parent, const EdAsk *ask);
