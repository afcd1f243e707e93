/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

/* Further deeds of a profile beside the checklist's: which are offered, what their buttons are
 * called, and the sentence beside each. Closures for .ui files, pure. ITEM may be NULL; RIGHTS are
 * EdRights. Texts are free'd by the caller. */

typedef enum
{
  ED_RIGHT_EXPERT = 1 << 0,      /* the case is the reader's own */
  ED_RIGHT_COORDINATOR = 1 << 1, /* the reader decides on closings */
} EdRights;

typedef enum
{
  ED_DEED_CLOSE,
  ED_DEED_WITHDRAW,
  ED_DEED_APPROVE,
  ED_DEED_RETURN,
  ED_DEED_REOPEN,
  ED_DEED_UNREACHABLE,
  ED_DEED_DECLINE,
  ED_DEED_ASK_MORE,
  ED_DEED_AUTHORISE,
  ED_DEED_REFUSE,
  ED_DEED_HAND_OVER,
  ED_DEED_ASSIGN,
  ED_DEED_REASSIGN,
  ED_N_DEEDS,
} EdDeed;

gboolean ed_deed_is_shown (gpointer object, EdCaseItem *item, guint deed, guint rights);
char *ed_deed_label (gpointer object, guint deed);
char *ed_deed_action (gpointer object, guint deed);
/* What it does, or what stands against it. */
char *ed_deed_text (gpointer object, EdCaseItem *item, guint deed);
/* Of its button: "suggested-action" for the next step. */
char **ed_deed_classes (gpointer object, EdCaseItem *item, guint deed);
/* Whether anything about the number of sessions is offered or said. */
gboolean ed_deeds_about_number (gpointer object, EdCaseItem *item, guint rights);

/* "Returned on 20 March 2020, 10:00: the log is missing"; NULL where it was not. */
char *ed_profile_returned_text (gpointer object, EdCaseItem *item);
/* "2 phone calls and 1 text message"; NULL when nothing is missing. */
char *ed_attempts_missing_text (const EdCase *case_);
