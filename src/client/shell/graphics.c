/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/graphics.h"

#include <gtk/gtk.h>
#include <string.h>

/* Adds WORD to those in the environment variable NAME. */
static void
add_word (const char *name, const char *word)
{
  const char *present = g_getenv (name);
  g_autofree char *words = NULL;

  if (present != NULL && strstr (present, word) != NULL)
    return;
  words = present != NULL && *present != '\0' ? g_strconcat (present, ",", word, NULL)
                                              : g_strdup (word);
  g_setenv (name, words, TRUE);
}

void
ed_graphics_prepare (gboolean is_safe)
{
  if (is_safe)
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") != 0)
    return;
  /* The word has moved. */
  if (gtk_get_major_version () > 4 || gtk_get_minor_version () >= 16)
    add_word ("GDK_DISABLE", "gl");
  else
    add_word ("GDK_DEBUG", "gl-disable");
}

void
ed_graphics_start (void)
{
  if (g_getenv ("GTK_THEME") != NULL)
    return;
  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  if (gtk_init_check ())
    gtk_settings_get_default (); /* reads the theme */
  g_unsetenv ("GTK_THEME");
}
