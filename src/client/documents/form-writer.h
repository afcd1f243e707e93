/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"

#include <gio/gio.h>

/* A form's document, written in a thread that is not the window's. VALUES and CASE_ may be NULL;
 * all is copied. Errors as ed_form_write_pdf()'s, and G_IO_ERROR_CANCELLED. */
void ed_form_write_async (EdFormKind kind,
                          gconstpointer values,
                          const EdCase *case_,
                          const EdSettings *settings,
                          const char *language,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GBytes *ed_form_write_finish (GAsyncResult *result, GError **error);
/* Waits until no form is being written. A process must not end before that: the libraries that
 * draw take their tables down at exit, also under a thread that still uses them. */
void ed_form_write_wait (void);
