/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/account-deeds.h"

#include "client/shell/perform.h"

#include <glib/gi18n.h>

void
ed_account_do (GtkWidget *from,
               EdDesk *desk,
               EdCommandType type,
               const EdAccount *account,
               const char *done,
               GCancellable *cancellable)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GString) sentence = g_string_new (done);
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  g_string_replace (sentence, "%s", account->name, 1);
  g_ptr_array_add (commands,
                   ed_command_new (type, id, account->id, NULL, ed_clock_now (ed_clock_system ())));
  ed_perform (from, desk, commands, sentence->str, cancellable);
}

void
ed_account_ask_reset_totp (EdAsk *question)
{
  *question = (EdAsk){
    .heading = _ ("Reset two-step sign-in?"),
    .body = _ ("For somebody who has lost both the authenticator app and the recovery codes. They "
               "are signed out everywhere and told by e-mail; until they set it up again, the "
               "password alone is enough. Make sure, not by e-mail, that it is they who ask."),
    .confirm = _ ("_Reset"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };
}
