/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/totp.h"

#include "domain/record-table.h"
#include "domain/totp.h"
#include "wire/sign-in.h"

static const EdField answer_fields[] = {
  ED_TEXT (EdTotpAnswer, secret, 0, NULL, 100),
  ED_TEXT (EdTotpAnswer, uri, 0, NULL, 2000),
  ED_TEXTS (EdTotpAnswer, recovery_codes, 0, NULL, 40),
  ED_INSTANT (EdTotpAnswer, since, 0, NULL),
  ED_INTEGER (EdTotpAnswer, codes_left, 0, NULL, 0, ED_RECOVERY_CODES),
};

const EdRecordType ed_totp_answer_type =
    ED_RECORD_TYPE ("totp_answer", EdTotpAnswer, answer_fields);

void
ed_totp_answer_free (EdTotpAnswer *answer)
{
  ed_sign_in_free_secret (g_steal_pointer (&answer->secret));
  ed_sign_in_free_secret (g_steal_pointer (&answer->uri));
  for (char **code = answer->recovery_codes; code != NULL && *code != NULL; code++)
    ed_sign_in_free_secret (*code);
  if (answer->recovery_codes != NULL)
    g_free (g_steal_pointer (&answer->recovery_codes));
  ed_record_free (&ed_totp_answer_type, answer);
}
