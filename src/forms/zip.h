/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A ZIP archive (APPNOTE 6.3, nothing compressed, names in UTF-8) put together in memory: what is
 * saved for a client is one file that every system opens. Below 2 GiB. */
typedef struct _EdZip EdZip;

EdZip *ed_zip_new (void);
/* A file; NAME has no two alike, and no part that leads out of the archive. */
void ed_zip_add (EdZip *self, const char *name, GBytes *content);
/* The archive. Frees SELF. */
GBytes *ed_zip_finish (EdZip *self);
void ed_zip_free (EdZip *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdZip, ed_zip_free)
