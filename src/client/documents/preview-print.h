/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"

/* Prints the pages of DOCUMENT, each fitted to the paper and turned to lie as it does. Run it with
 * gtk_print_operation_run(). NAME: what the print job is called. */
GtkPrintOperation *ed_preview_print_new (EdPreviewDocument *document, const char *name);

/* Asks how to print DOCUMENT, and does; if that fails, a toast around FROM says why. */
void ed_preview_print (GtkWidget *from, EdPreviewDocument *document, const char *name);
