/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/archive.h"

/* What the server of a fake desk says to the next question about its archive; taken. Without one it
 * is out of reach. */
void ed_fake_desk_set_archive (EdArchiveAnswer *answer);
/* What was asked last; borrowed. */
const EdArchiveInquiry *ed_fake_desk_last_archive_inquiry (void);
