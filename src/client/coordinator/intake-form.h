/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/command.h"
#include "domain/refusal.h"

#include <adwaita.h>

/* The intake form: a row for every intake field of the case's table, in its order, which is the
 * guide's. Keeps what is entered until it is cleared; says beside a field why it cannot be kept.
 *
 * Property "has-draft" (boolean): something has been entered. Signal "edited": it is something else
 * now. Dates and times are in the ZONE that
 * the functions are given. */
#define ED_TYPE_INTAKE_FORM (ed_intake_form_get_type ())
G_DECLARE_FINAL_TYPE (EdIntakeForm, ed_intake_form, ED, INTAKE_FORM, GtkWidget)

GtkWidget *ed_intake_form_new (void);
/* What now is, for the date of recording as long as the reader leaves it. */
void ed_intake_form_set_now (EdIntakeForm *self, gint64 now, const EdZone *zone);
/* The companies (EdCompany, taken) that fill in what a new case of theirs begins with; offered
 * before OTHERS, names that cases were recorded with, most likely first. */
void
ed_intake_form_set_companies (EdIntakeForm *self, GPtrArray *companies, const char *const *others);

/* The command that records what is entered, or NULL: then it stands beside each field why, and the
 * first of them has the keyboard. */
EdCommand *ed_intake_form_make_command (EdIntakeForm *self,
                                        const char *id,
                                        const char *case_id,
                                        gint64 done_at,
                                        const EdZone *zone);
/* Shows the refusal beside its field; FALSE when it names none. */
gboolean ed_intake_form_show_refusal (EdIntakeForm *self, const EdRefusal *refusal);
/* What is entered, as far as it can be read: a record of ed_case_intake_type, to be freed. */
EdCase *ed_intake_form_read (EdIntakeForm *self, const EdZone *zone);
/* Puts INTAKE (its intake fields) in the place of what is entered. */
void ed_intake_form_show (EdIntakeForm *self, const EdCase *intake, const EdZone *zone);
void ed_intake_form_clear (EdIntakeForm *self, const EdZone *zone);
gboolean ed_intake_form_has_draft (EdIntakeForm *self);

/* The row of the field called NAME and the sentence beside it (NULL: none), for tests. */
GtkWidget *ed_intake_form_row (EdIntakeForm *self, const char *name);
const char *ed_intake_form_trouble (EdIntakeForm *self, const char *name);
