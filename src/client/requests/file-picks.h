/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request.h"
#include "store/files.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* Files that somebody wants to send with a request: read and looked at one after the other, those
 * that nobody could read left out with the reason. They are in memory until a command brings them,
 * and, where there is a draft of it, kept with that.
 *
 * Signals: "changed"; "trouble" (string: what is wrong with a file that is left out). */
#define ED_TYPE_FILE_PICKS (ed_file_picks_get_type ())
G_DECLARE_FINAL_TYPE (EdFilePicks, ed_file_picks, ED, FILE_PICKS, GObject)

/* KIND: EdFileKind that they are to be. */
EdFilePicks *ed_file_picks_new (gint64 kind);
/* From now on they are kept with the draft (store/drafts.h) until they are removed or cleared. */
void ed_file_picks_keep (EdFilePicks *self, EdDesk *desk, const char *draft, const char *object);
/* Adds what is kept with it. */
void ed_file_picks_load (EdFilePicks *self);
/* Asks for files with the system's dialog before the window of FROM. */
void ed_file_picks_choose (EdFilePicks *self, GtkWidget *from);
void ed_file_picks_add (EdFilePicks *self, GFile *file);
void ed_file_picks_remove (EdFilePicks *self, const char *id);
/* None is left, and nothing more comes. */
void ed_file_picks_clear (EdFilePicks *self);
/* Whether one is still being read. */
gboolean ed_file_picks_is_reading (EdFilePicks *self);
/* Those that are good, as documents (EdRequestDocument); borrowed until "changed". */
const GPtrArray *ed_file_picks_documents (EdFilePicks *self);
/* The same for a command: elements EdNewFile, which point into this; g_array_unref(). */
GArray *ed_file_picks_list (EdFilePicks *self);
