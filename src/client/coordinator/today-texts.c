/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-texts.h"

#include "client/coordinator/today-face.h"

#include <glib/gi18n.h>

const char *
ed_today_group_title (EdDecisionGroup group)
{
  static const char *const titles[] = {
    [ED_DECISIONS_ASSIGN] = N_ ("To assign"),   [ED_DECISIONS_LATE] = N_ ("Late"),
    [ED_DECISIONS_APPROVE] = N_ ("To approve"), [ED_DECISIONS_ANSWER] = N_ ("To answer"),
    [ED_N_DECISIONS] = N_ ("Everything"),
  };

  return titles[group];
}

static const EdTodayFace *
get_face (gpointer item)
{
  return ED_IS_REQUEST_ITEM (item) ? &ed_today_request_face : &ed_today_case_face;
}

const char *
ed_today_id (gpointer item)
{
  return get_face (item)->id (item);
}

EdDecisionKind
ed_today_decision (gpointer item)
{
  return item == NULL ? ED_DECISION_NONE : get_face (item)->decide (item).kind;
}

/* --- words ------------------------------------------------------------------------------------ */

char *
ed_today_title_markup (gpointer object, gpointer item, gboolean hidden)
{
  return item == NULL ? g_strdup ("") : get_face (item)->write_title (item, hidden);
}

char *
ed_today_title_text (gpointer object, gpointer item)
{
  return item == NULL ? g_strdup ("") : get_face (item)->say_title (item);
}

char *
ed_today_why_text (gpointer object, gpointer item)
{
  return item == NULL ? g_strdup ("") : get_face (item)->say_why (item);
}

char *
ed_today_haste_text (gpointer object, gpointer item)
{
  return g_strdup (item == NULL ? NULL : get_face (item)->haste (item));
}

char *
ed_today_mark_text (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->say_mark (item);
}

gboolean
ed_today_is_pending (gpointer object, gpointer item)
{
  return item != NULL && get_face (item)->is_pending (item);
}

/* --- look ------------------------------------------------------------------------------------- */

char *
ed_today_icon (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->icon (item);
}

char **
ed_today_icon_classes (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->icon_classes (item);
}

char **
ed_today_bar_classes (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->bar_classes (item);
}

char *
ed_today_pill_text (gpointer object, gpointer item)
{
  return item == NULL ? g_strdup ("") : get_face (item)->say_pill (item);
}

char *
ed_today_pill_icon (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->pill_icon (item);
}

char **
ed_today_pill_classes (gpointer object, gpointer item)
{
  return item == NULL ? NULL : get_face (item)->pill_classes (item);
}

/* --- buttons ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *label;
  const char *tooltip;
  const char *deed;
} Button;

#define ASSIGN                                                     \
  {                                                                \
    N_ ("Assign…"), N_ ("Choose an expert for the case"), "assign" \
  }
#define MESSAGE                                            \
  {                                                        \
    N_ ("Message…"), N_ ("Write to the expert"), "message" \
  }
#define APPROVE                                           \
  {                                                       \
    N_ ("Approve"), N_ ("Approve the closing"), "approve" \
  }
#define RETURN                                                      \
  {                                                                 \
    N_ ("Return…"), N_ ("Send the case back with a note"), "return" \
  }
#define REASSIGN                                                          \
  {                                                                       \
    N_ ("Reassign…"), N_ ("Choose another expert for the case"), "assign" \
  }

#define SETTLE                                               \
  {                                                          \
    N_ ("Settle…"), N_ ("Decide what becomes of it"), "late" \
  }
#define ASSIGN_REQUEST                                                \
  {                                                                   \
    N_ ("Assign…"), N_ ("Choose an expert for the request"), "assign" \
  }
#define REASSIGN_REQUEST                                                     \
  {                                                                          \
    N_ ("Reassign…"), N_ ("Choose another expert for the request"), "assign" \
  }

static const Button buttons[][2] = {
  [ED_DECISION_ASSIGN] = { ASSIGN },
  [ED_DECISION_ASSIGN_AGAIN] = { ASSIGN },
  [ED_DECISION_LATE_WORK] = { SETTLE },
  [ED_DECISION_CONTACT_DUE] = { REASSIGN, MESSAGE },
  [ED_DECISION_CONTACT_FIRST] = { REASSIGN, MESSAGE },
  [ED_DECISION_APPROVE] = { APPROVE, RETURN },
  [ED_DECISION_APPROVE_UNREACHABLE] = { APPROVE, RETURN },
  [ED_DECISION_MORE_SESSIONS] = { { N_ ("Authorise…"),
                                    N_ ("Authorise more sessions"),
                                    "authorise" },
                                  { N_ ("Refuse…"), N_ ("Refuse more sessions"), "refuse" } },
  [ED_DECISION_ANSWER] = { { N_ ("Answer…"), N_ ("Write to the expert"), "message" } },
  [ED_DECISION_SESSION_DUE] = { MESSAGE },
  [ED_DECISION_CLOSING_DUE] = { MESSAGE },
  [ED_DECISION_CLOSING_WARN] = { MESSAGE },
  [ED_DECISION_REQUEST_ASSIGN] = { ASSIGN_REQUEST },
  [ED_DECISION_REQUEST_ASSIGN_AGAIN] = { ASSIGN_REQUEST },
  [ED_DECISION_REQUEST_LATE_WORK] = { SETTLE },
  [ED_DECISION_REQUEST_OVERDUE] = { REASSIGN_REQUEST },
  [ED_DECISION_REQUEST_DUE] = { REASSIGN_REQUEST },
  [ED_DECISION_REQUEST_REVIEW] = { { N_ ("Review"), N_ ("Read the response and decide"), "open" },
                                   { N_ ("Return…"),
                                     N_ ("Send the response back with a note"),
                                     "return" } },
};

/* Of a closing that the reader may not approve. */
static const Button own_buttons[2] = { { NULL, NULL, NULL }, RETURN };

static gboolean
is_own_closing (gpointer item, EdDecisionKind kind)
{
  return (kind == ED_DECISION_APPROVE || kind == ED_DECISION_APPROVE_UNREACHABLE)
         && ed_case_item_is_own_money (item);
}

static const Button *
find_button (gpointer item, gboolean first)
{
  EdDecisionKind kind = ed_today_decision (item);

  return &(is_own_closing (item, kind) ? own_buttons : buttons[kind])[first ? 0 : 1];
}

char *
ed_today_button_label (gpointer object, gpointer item, gboolean first)
{
  const Button *button = find_button (item, first);

  return g_strdup (button->label == NULL ? "" : _ (button->label));
}

char *
ed_today_button_tooltip (gpointer object, gpointer item, gboolean first)
{
  const Button *button = find_button (item, first);

  return g_strdup (button->tooltip == NULL ? "" : _ (button->tooltip));
}

const char *
ed_today_button_deed (gpointer item, gboolean first)
{
  return find_button (item, first)->deed;
}

char *
ed_today_open_tooltip (gpointer object, gpointer item)
{
  return g_strdup (item != NULL && ED_IS_REQUEST_ITEM (item) ? _ ("Open the request")
                                                             : _ ("Open the case"));
}

gboolean
ed_today_has_open (gpointer object, gpointer item)
{
  return item != NULL && g_strcmp0 (ed_today_button_deed (item, TRUE), "open") != 0;
}
