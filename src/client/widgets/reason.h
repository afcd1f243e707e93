/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* Why a button is off, translated: as its tooltip, which a screen reader says as its description.
 * WHY NULL: it is on, and has the tooltip that it had. */

/* The buttons below WIDGET, whose class has the action NAME, that activate it. */
void ed_reason_set_action (GtkWidget *widget, const char *name, const char *why);
/* The button of RESPONSE. */
void ed_reason_set_response (AdwMessageDialog *dialog, const char *response, const char *why);
