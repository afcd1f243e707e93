/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/ask-lack.h"

#include "domain/request.h"

#include <glib/gi18n.h>

const char *
ed_ask_lack_find (EdCommandType type, const char *subject, const char *question, EdFilePicks *picks)
{
  if (type == ED_COMMAND_REQUEST_CREATE && subject == NULL)
    return _ ("Say in a few words what it is about.");
  if (type != ED_COMMAND_REQUEST_SHARE && question == NULL)
    return _ ("Write the question first.");
  if (question != NULL && g_utf8_strlen (question, -1) > ED_QUESTION_LENGTH)
    return _ ("The question is too long. Attach a document instead.");
  if (ed_file_picks_is_reading (picks))
    return _ ("A file is still being read.");
  if (type == ED_COMMAND_REQUEST_SHARE && ed_file_picks_documents (picks)->len == 0)
    return _ ("Attach the documents first.");
  return NULL;
}
