/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What the program says, whole sentences made of codes and facts. Pure; texts are free'd by the
 * caller. */

/* Why something failed, for the reader: every code of ED_SYNC_ERROR, ED_VAULT_ERROR and ED_DB_ERROR;
 * the error's own message for any other. */
char *ed_error_sentence (const GError *error);
