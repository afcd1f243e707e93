/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-texts.h"

#include "client/numbers.h"
#include "render/error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>

char *
ed_preview_sentence (const GError *error)
{
  static const char *const sentences[] = {
    [ED_RENDER_ERROR_DAMAGED] = N_ ("The file is damaged or incomplete."),
    [ED_RENDER_ERROR_PASSWORD] = N_ ("The PDF is locked with a password. Save it and open it with"
                                     " another program."),
    [ED_RENDER_ERROR_TOO_LARGE] = N_ ("The file is too large for the preview. Save it and open it"
                                      " with another program."),
    [ED_RENDER_ERROR_CRASHED] = N_ ("The preview stopped at this file. Nothing else is affected."),
    [ED_RENDER_ERROR_TIMEOUT] = N_ ("The preview took too long with this file and was stopped."
                                    " Nothing else is affected."),
    [ED_RENDER_ERROR_UNAVAILABLE] = N_ ("The program for previews cannot be started. Install"
                                        " Experts' Dashboard again, or ask for help."),
  };

  if (error->domain == ED_RENDER_ERROR && error->code > 0
      && error->code < (int) G_N_ELEMENTS (sentences))
    return g_strdup (_ (sentences[error->code]));
  return g_strdup (error->message);
}

static const char *
find_save_sentence (const GError *error)
{
  static const struct
  {
    GIOErrorEnum code;
    const char *sentence;
  } sentences[] = {
    { G_IO_ERROR_NO_SPACE, N_ ("The disk is full. Make room, or choose another place.") },
    { G_IO_ERROR_PERMISSION_DENIED, N_ ("You may not write there. Choose another folder.") },
    { G_IO_ERROR_READ_ONLY, N_ ("The folder can only be read. Choose another one.") },
    { G_IO_ERROR_NOT_FOUND, N_ ("The folder is no longer there. Choose another one.") },
    { G_IO_ERROR_NOT_DIRECTORY, N_ ("The folder is no longer there. Choose another one.") },
    { G_IO_ERROR_IS_DIRECTORY, N_ ("A folder has that name. Choose another one.") },
    { G_IO_ERROR_FILENAME_TOO_LONG, N_ ("The name is too long. Choose a shorter one.") },
    { G_IO_ERROR_INVALID_FILENAME, N_ ("A file cannot have that name. Choose another one.") },
    { G_IO_ERROR_BUSY, N_ ("Another program uses the file. Close it there, then try again.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_error_matches (error, G_IO_ERROR, (int) sentences[i].code))
      return _ (sentences[i].sentence);
  return error->message;
}

char *
ed_preview_save_sentence (const char *name, const GError *error)
{
  /* Translators: name of a file, and a sentence that says why */
  return g_strdup_printf (_ ("“%s” could not be saved. %s"), name, find_save_sentence (error));
}

char *
ed_preview_position (gpointer object, guint page, guint n_pages)
{
  g_autofree char *here = ed_number_text (page);
  g_autofree char *all = ed_number_text (n_pages);

  if (page == 0)
    return g_strdup ("");
  /* Translators: "Page 3 of 12" */
  return g_strdup_printf (_ ("Page %s of %s"), here, all);
}

char *
ed_preview_percentage (gpointer object, double zoom)
{
  /* Translators: how large a page is shown, "125 %" */
  return g_strdup_printf (_ ("%d %%"), (int) round (zoom * 100));
}

char *
ed_preview_findings (gpointer object, const char *needle, guint current, guint found, gboolean busy)
{
  g_autofree char *here = ed_number_text (current);
  g_autofree char *all = ed_number_text (found);

  if (needle == NULL || *needle == '\0')
    return g_strdup ("");
  if (current > 0)
    return g_strdup_printf (_ ("%s of %s"), here, all);
  return g_strdup (busy ? _ ("Searching…") : _ ("No matches"));
}

gboolean
ed_preview_has_thumbnails (gpointer object, guint n_pages, gboolean roomy, gboolean wanted)
{
  return n_pages > 1 && roomy && wanted;
}

gboolean
ed_preview_has_pages (gpointer object, const char *state)
{
  return g_strcmp0 (state, "pages") == 0;
}

gboolean
ed_preview_are_several (gpointer object, guint n_pages)
{
  return n_pages > 1;
}
