/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/request-item.h"

/* What is said of a request: closures for .ui files; ITEM may be NULL. Texts are free'd by the
 * caller. HIDDEN: names and subjects stand behind dots. */

char *ed_request_subject_text (gpointer object, EdRequestItem *item, gboolean hidden);
/* "Request 12"; "New request" before the server has given a number. */
char *ed_request_name_text (gpointer object, EdRequestItem *item);
/* From whom to whom, about which case, since when: "M. Frei · HV-2231 · asked 18 November". */
char *ed_request_caption_text (gpointer object, EdRequestItem *item, gboolean hidden);
/* The recipient by name, or "Expert centre". */
char *ed_request_recipient_text (gpointer object, EdRequestItem *item);
char *ed_request_sender_text (gpointer object, EdRequestItem *item, gboolean hidden);
/* "—" where it names none. */
char *ed_request_case_text (gpointer object, EdRequestItem *item, gboolean hidden);
/* Whether who works on it is the reader's business. */
gboolean ed_request_shows_expert (gpointer object, EdRequestItem *item);
/* What the reader has to know before all else: why it came back, that it was cancelled; "". */
char *ed_request_notice_text (gpointer object, EdRequestItem *item);
gboolean ed_request_has_notice (gpointer object, EdRequestItem *item);
/* "—" where nobody has it. */
char *ed_request_expert_text (gpointer object, EdRequestItem *item);

/* The status as the reader reads it: word, icon and classes of its pill. */
char *ed_request_state_text (gpointer object, EdRequestItem *item);
char *ed_request_state_icon (gpointer object, EdRequestItem *item);
char **ed_request_state_classes (gpointer object, EdRequestItem *item);

/* The one badge: "Overdue", "Due today", "Due in 2 days", "Returned". */
char *ed_request_badge_name (const EdRequestBadge *badge);
gboolean ed_request_has_badge (gpointer object, EdRequestItem *item);
char *ed_request_badge_text (gpointer object, EdRequestItem *item);
char *ed_request_badge_icon (gpointer object, EdRequestItem *item);
char **ed_request_badge_classes (gpointer object, EdRequestItem *item);
gboolean ed_request_is_urgent (gpointer object, EdRequestItem *item);
gboolean ed_request_has_due (gpointer object, EdRequestItem *item);
/* "due Sun 22 March 2020, in 3 days"; "" without a day. */
char *ed_request_due_text (gpointer object, EdRequestItem *item);

gboolean ed_request_is_pending (gpointer object, EdRequestItem *item);
gboolean ed_request_has_news (gpointer object, EdRequestItem *item);
/* Whether a coordinator has to find somebody for it. */
gboolean ed_request_needs_expert (gpointer object, EdRequestItem *item);
