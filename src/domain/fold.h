/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* TEXT as it is compared: without case, accents and other marks. Free with g_free(). */
char *ed_fold (const char *text);
