/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/password-texts.h"

#include <glib/gi18n.h>

static const char *const sentences[ED_N_PASSWORD_FAULTS] = {
  [ED_PASSWORD_SHORT] = N_ ("At least 12 characters: a few words do well."),
  [ED_PASSWORD_LONG] = N_ ("This is too long."),
  [ED_PASSWORD_OWN] = N_ ("Your own name or the organisation’s is easily guessed. Add something."),
  [ED_PASSWORD_COMMON] = N_ ("This is one of the first that would be tried. Choose another."),
};

const char *
ed_password_sentence (EdPasswordFault fault)
{
  return sentences[fault] != NULL ? _ (sentences[fault]) : NULL;
}
