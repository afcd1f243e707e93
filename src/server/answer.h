/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* Ways to fill a response. */

void ed_answer_json (EdApiResponse *response, guint status, char *json); /* takes JSON */
void ed_answer_empty (EdApiResponse *response, guint status);
/* One more header, behind one of the others here; NAME is static. */
void ed_answer_header (EdApiResponse *response, const char *name, const char *value);
/* A problem document (PROTOCOL 1.7). PARAM: an id, a number or the name of a field, or NULL. */
void ed_answer_problem (EdApiResponse *response,
                        guint status,
                        const char *code,
                        const char *detail,
                        const char *param);
/* 500 or 503, by what ERROR is: the database's state of need, or a defect. The message goes to the
 * log. */
void ed_answer_failure (EdApiResponse *response, const GError *error);
void ed_answer_unavailable (EdApiResponse *response);
/* Sets ERROR where something failed without saying why: a row that must be there was not. */
void ed_error_complete (GError **error);
/* Whether the database as a whole can take nothing now, so that the transaction has no hope. */
gboolean ed_error_is_lasting (const GError *error);
