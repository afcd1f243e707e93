/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/privacy.h"

/* What the server of a fake desk says about privacy; taken, and said once. Without one it is out of
 * reach. */
void ed_fake_desk_set_preview (EdPrivacyPreview *next);
void ed_fake_desk_set_finds (EdPrivacyFinds *next);
void ed_fake_desk_set_client (const char *json);
/* Whether the next erasing succeeds. */
void ed_fake_desk_set_erasing (gboolean succeeds);
/* What was asked last; borrowed, NULL: nothing. */
const EdClientInquiry *ed_fake_desk_last_client (void);
const EdPrivacyOrder *ed_fake_desk_last_order (void);
