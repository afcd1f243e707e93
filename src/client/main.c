/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop program: reads the command line, then hands over to the application. Exit codes: 0
 * all went well, 1 what was asked for failed, 2 the command line makes no sense. */

#include "base/platform.h"
#include "client/shell/application.h"
#include "client/shell/graphics.h"
#include "client/shell/remembered.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The translations are where the environment says (a build folder), or where they are installed. */
static void
bind_translations (void)
{
  const char *told = g_getenv ("ED_LOCALE");

  bindtextdomain (GETTEXT_PACKAGE, told != NULL && *told != '\0' ? told : ED_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* What the person has chosen and the libraries read at their start only. The environment, where it
 * says how to draw, wins. */
static void
apply_choices (void)
{
  g_autofree char *language = ed_remembered_text ("language");

  if (*language != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
  ed_graphics_prepare (ed_remembered_has ("safe-graphics")
                       && g_settings_get_boolean (ed_remembered (), "safe-graphics"));
}

int
main (int argc, char **argv)
{
  g_autoptr (EdApplication) application = NULL;
  int status;

  ed_platform_protect_process ();
  ed_platform_save_memory ();
  apply_choices ();
  setlocale (LC_ALL, "");
  bind_translations ();

  application = ed_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : ed_application_status (application);
}
