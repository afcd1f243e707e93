/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/reopening.h"

#include "base/clock.h"
#include "client/cases/case-deeds.h"

#include <glib/gi18n.h>

EdAsk
ed_reopening_ask (void)
{
  return (EdAsk){
    .heading = _ ("Re-open the case?"),
    .body = _ ("The approval is taken back; the expert works on it again and reads the reason."),
    .confirm = _ ("_Re-open"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .text_label = _ ("Reason"),
    .text_needed = TRUE,
  };
}

EdCommand *
ed_reopening_command (const EdCase *case_, const char *why)
{
  EdCommand *command =
      ed_case_command (ED_COMMAND_CASE_REOPEN, case_, ed_clock_now (ed_clock_system ()));

  ((EdArgs *) command->args)->why = g_strdup (why);
  return command;
}
