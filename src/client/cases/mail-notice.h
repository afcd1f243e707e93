/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Says that e-mails to a case's expert do not arrive; not there as long as they do. */
#define ED_TYPE_MAIL_NOTICE (ed_mail_notice_get_type ())
G_DECLARE_FINAL_TYPE (EdMailNotice, ed_mail_notice, ED, MAIL_NOTICE, GtkWidget)

/* EXPERT_ID: account, or NULL for nobody; asks DESK what is known of it now. */
void ed_mail_notice_set_expert (EdMailNotice *self, EdDesk *desk, const char *expert_id);
