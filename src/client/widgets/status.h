/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What a page says instead of its content, as AdwStatusPage does, which is made when it is shown
 * for the first time: most never are, and until then their drawings are not loaded. Properties
 * "icon-name", "title", "description" (strings) and "extra" (widget below them), writable before
 * that. */
#define ED_TYPE_STATUS (ed_status_get_type ())
G_DECLARE_FINAL_TYPE (EdStatus, ed_status, ED, STATUS, AdwBin)
