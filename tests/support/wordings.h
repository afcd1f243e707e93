/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Asserts that the key files of all languages in the resource folder FOLDER have the same groups
 * and keys, a text under each, and in each text the same {words}. */
void wordings_assert_alike (const char *folder);
