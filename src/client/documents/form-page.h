/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* One of the printed forms: its pages, in a language to choose, empty or with what is known of a
 * case to choose; to be saved, printed and, for a case, filled in.
 *
 * Property "private" (boolean) follows the window: the cases to choose from are told apart without
 * names, and none is shown until it is chosen anew. Actions: form.fill, form.save,
 * form.print. */
#define ED_TYPE_FORM_PAGE (ed_form_page_get_type ())
G_DECLARE_FINAL_TYPE (EdFormPage, ed_form_page, ED, FORM_PAGE, GtkWidget)

GtkWidget *ed_form_page_new (EdDesk *desk, EdFormKind kind);
/* As places of the sidebar want them. */
GtkWidget *ed_form_page_new_satisfaction (EdDesk *desk);
GtkWidget *ed_form_page_new_treatment_log (EdDesk *desk);
GtkWidget *ed_form_page_new_case_file (EdDesk *desk);

/* The document shown, or NULL while there is none. */
GBytes *ed_form_page_document (EdFormPage *self);
/* What it is called as a file: "Treatment log 261.pdf", in the language of the form. Free with
 * g_free(). */
char *ed_form_page_file_name (EdFormPage *self);
