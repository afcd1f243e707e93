/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"

/* A case of each type, settings, and values as an expert would write them in the language. */
EdSettings *samples_settings (void);
EdCase *samples_case (EdCaseKind type);
gpointer samples_values (EdFormKind kind, const EdCase *case_, const char *language);
