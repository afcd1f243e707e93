/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/certificate-keeper.h"

#include "base/clock.h"
#include "base/platform.h"
#include "server/own-certificate.h"

#define LOOK_S 60

struct _EdCertificateKeeper
{
  char *data_dir;
  char **names; /* NULL: the files are somebody else's */
  EdShownCertificate *shown;
  guint timer, signal;
};

static gboolean
look (EdCertificateKeeper *self, GError **error)
{
  gboolean changed;

  if (self->names != NULL
      && !ed_own_certificate_keep (self->data_dir,
                                   (const char *const *) self->names,
                                   ed_clock_now (ed_clock_system ()),
                                   error))
    return FALSE;
  if (!ed_shown_certificate_reload (self->shown, &changed, error))
    return FALSE;
  if (changed)
    g_message ("the certificate has changed and is shown from now on");
  return TRUE;
}

/* What cannot be read now may be half written: it is looked at again. */
static gboolean
on_look (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!look (data, &error))
    g_warning ("the certificate stays as it was: %s", error->message);
  return G_SOURCE_CONTINUE;
}

EdCertificateKeeper *
ed_certificate_keeper_new (const EdCertificateKeeperOptions *options, GError **error)
{
  g_autoptr (EdCertificateKeeper) self = g_new0 (EdCertificateKeeper, 1);
  g_autofree char *chain = g_strdup (options->certificate);
  g_autofree char *key = g_strdup (options->key);

  self->data_dir = g_strdup (options->data_dir);
  if (chain == NULL)
    {
      self->names = g_strdupv ((char **) options->names);
      chain = ed_own_certificate_chain_file (options->data_dir);
      key = ed_own_certificate_key_file (options->data_dir);
      if (!ed_own_certificate_keep (options->data_dir,
                                    options->names,
                                    ed_clock_now (ed_clock_system ()),
                                    error))
        return NULL;
    }
  self->shown = ed_shown_certificate_new (chain, key, error);
  if (self->shown == NULL)
    return NULL;
  self->timer = g_timeout_add_seconds (LOOK_S, on_look, self);
  self->signal = ed_platform_watch_reload (on_look, self);
  return g_steal_pointer (&self);
}

void
ed_certificate_keeper_free (EdCertificateKeeper *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->signal, g_source_remove);
  ed_shown_certificate_free (self->shown);
  g_strfreev (self->names);
  g_free (self->data_dir);
  g_free (self);
}

EdShownCertificate *
ed_certificate_keeper_get_shown (EdCertificateKeeper *self)
{
  return self->shown;
}
