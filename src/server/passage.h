/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A folder in the data folder for what passes through on its way into a backup or out of one: a
 * whole database that anybody could read. It goes with the object. What a program leaves that is
 * killed meanwhile would have what is erased later, too: it goes with the next one's folder, and
 * when the server starts. */
typedef struct _EdPassage EdPassage;

EdPassage *ed_passage_new (const char *data, GError **error);
void ed_passage_free (EdPassage *self);
const char *ed_passage_path (const EdPassage *self);

/* Removes from the folder DATA those that no program holds any more. */
void ed_passage_sweep (const char *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPassage, ed_passage_free)
