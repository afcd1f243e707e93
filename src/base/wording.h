/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a process says that speaks several languages at once, so not by gettext: one key file per
 * language, compiled in as a resource. Immutable once loaded; used by any thread. A text may have
 * {words} in it, which are replaced by values. */
typedef struct _EdWording EdWording;

/* "en", "hu", "de"; ends with NULL. */
const char *const *ed_wording_list_languages (void);
/* The one of ours that LANGUAGE, a code or a locale ("hu", "de_AT.UTF-8"), stands for, as an index;
 * 0, English, where it is none of them, or NULL. */
guint ed_wording_find_language (const char *language);

/* The file LANGUAGE.ini of the resource folder FOLDER ("/org/experts_dashboard/forms"), which is
 * there, and right, because it was compiled in. */
EdWording *ed_wording_load (const char *folder, const char *language);
void ed_wording_free (EdWording *self);

/* The text under KEY; every key asked for is there (tests compare the files of the languages). */
const char *ed_wording_say (const EdWording *self, const char *group, const char *key);
gboolean ed_wording_has (const EdWording *self, const char *group, const char *key);
/* With each {word} replaced by its value in VALUES (text to text), which has them all. */
char *
ed_wording_fill (const EdWording *self, const char *group, const char *key, GHashTable *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdWording, ed_wording_free)
