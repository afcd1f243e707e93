/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The operator's configuration file, all of it: what `config check` and `serve` do with it but for
 * the files that it names. */

#include <string.h>

#include "fuzz.h"
#include "server/serving.h"

static void
assert_same (const EdServing *a, const EdServing *b)
{
  g_assert (g_strcmp0 (a->data, b->data) == 0 && g_strcmp0 (a->listen, b->listen) == 0
            && g_strcmp0 (a->url, b->url) == 0 && g_strcmp0 (a->admin, b->admin) == 0);
  g_assert (a->tls == b->tls && a->behind_proxy == b->behind_proxy && a->mail.port == b->mail.port);
}

/* What was read is not read anew from another file: options come first. */
static void
read_again (EdServing *self, const char *text, gsize length)
{
  EdServing once = *self;

  g_assert (ed_serving_read_text (self, text, length, "again", NULL));
  assert_same (&once, self);
  g_assert (self->connections >= 0 && self->per_address >= 0 && self->asks_per_second >= 0);
}

static void
check (EdServing *self)
{
  g_autofree char *address = NULL;
  guint16 port;
  gboolean has_url = self->url != NULL;

  /* No file that chance names is opened. */
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->mail.password_file, g_free);
  if (!ed_serving_check (self, NULL))
    return;
  g_assert (self->data != NULL && ed_serving_parse_listen (self->listen, &address, &port));
  g_assert (address != NULL && strchr (address, '[') == NULL);
  g_assert (self->mail.server == NULL || has_url);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autoptr (GError) error = NULL;
  EdServing serving = { 0 };

  if (ed_serving_read_text (&serving, text, length, "file", &error))
    {
      read_again (&serving, text, length);
      check (&serving);
    }
  else
    g_assert (error != NULL && g_str_has_prefix (error->message, "file: "));
  ed_serving_clear (&serving);
  return 0;
}
