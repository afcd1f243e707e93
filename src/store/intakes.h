/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"
#include "wire/take-back.h"

/* Cases that are going to be imported: which of them are here already. */
typedef struct
{
  char *id;         /* the case's: what is imported twice has the same both times */
  gboolean is_held; /* a case of this id is here */
  gint64 number;    /* of that case, else of the latest that is alike, or ED_ABSENT */
  guint alike;      /* cases here of the same client, company and day (domain/likeness.h) */
} EdIntakeCheck;

/* What is known of the N INTAKES (ed_case_intake_type), in order: elements EdIntakeCheck, unref the
 * array. An id is derived from all that the intake says and a secret of this store, which makes it
 * as good as random elsewhere; the second of two that say the same gets another one, and so does
 * what was taken back. Costs some 20 µs for each, and a look at the cases of those days. */
GArray *
ed_store_check_intakes (EdStore *store, const EdCase *const *intakes, guint n, GError **error);

/* Takes the cases IDS back as far as this machine can: what waits in the outbox is undone. NULL on
 * failure: nothing was. */
EdTakeBackStart *ed_store_take_back (EdStore *store, char **ids, GError **error);
