/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"
#include "server/post.h"

/* Sends what is queued: one mail after the other, each claimed, written, handed over, and ticked
 * off. Several may work on one database, in one process or in many; each mail is sent by one of
 * them, at least once. A mail that the other side does not take now is tried again, later and
 * later, for five days; when there is nobody to give mails to, all of them wait. */
typedef struct _EdMailer EdMailer;

/* ADDRESS: what links begin with. Both are copied; API is borrowed. */
EdMailer *ed_mailer_new (EdApi *api, const EdPostOptions *post, const char *address);
void ed_mailer_free (EdMailer *self);

/* In the calling thread: sends all that is due, and answers how many were taken over. */
guint ed_mailer_send_due (EdMailer *self);

/* The same in a thread of its own, about once a second, until stopped; a mail on its way then is
 * given up for now, within two seconds. */
void ed_mailer_start (EdMailer *self);
void ed_mailer_stop (EdMailer *self);

/* Claims of a process that has ended are void. To be called once, before anybody sends, by the one
 * process that there is. */
gboolean ed_mailer_take_over (EdMailer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdMailer, ed_mailer_free)
