/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"

/* What a case is judged by where it is shown: the organisation's settings and zone, copied
 * together. Counted by reference, immutable. */
typedef struct
{
  EdSettings *settings;
  EdZone *zone;
} EdOutlook;

EdOutlook *ed_outlook_new (const EdSettings *settings);
EdOutlook *ed_outlook_ref (EdOutlook *self);
void ed_outlook_unref (EdOutlook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdOutlook, ed_outlook_unref)
