/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Recovery codes as a sheet of their own: for printing, and as a text to save. */

/* Heading, the account's USER, what they are for, and CODES, a line each. */
char *ed_code_sheet_text (const char *organisation, const char *user, char **codes);
/* One page with TEXT. */
GtkPrintOperation *ed_code_sheet_print_new (const char *text);
/* Prints TEXT after the system's own dialog, before the window of FROM. */
void ed_code_sheet_print (GtkWidget *from, const char *text);
