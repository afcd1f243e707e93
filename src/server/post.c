/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/post.h"

#include "server/maildir.h"
#include "server/smtp.h"

struct _EdPost
{
  EdSmtp *smtp; /* or */
  char *maildir;
};

EdPost *
ed_post_new (const EdPostOptions *options, GCancellable *cancellable)
{
  EdPost *self = g_new0 (EdPost, 1);

  if (options->server != NULL)
    self->smtp = ed_smtp_new (options, cancellable);
  else
    self->maildir = g_strdup (options->maildir);
  return self;
}

void
ed_post_free (EdPost *self)
{
  if (self == NULL)
    return;
  ed_smtp_free (self->smtp);
  g_free (self->maildir);
  g_free (self);
}

EdPostOutcome
ed_post_deliver (EdPost *self,
                 GBytes *message,
                 const char *id,
                 gint64 at,
                 const char *to,
                 char **why)
{
  if (self->smtp != NULL)
    return ed_smtp_deliver (self->smtp, message, to, why);
  *why = NULL;
  if (ed_maildir_add (self->maildir, message, at, id, NULL))
    return ED_POST_SENT;
  *why = g_strdup ("maildir");
  return ED_POST_AWAY;
}

void
ed_post_rest (EdPost *self)
{
  if (self->smtp != NULL)
    ed_smtp_disconnect (self->smtp);
}
