/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-pages.h"

/* Lets PAGES be zoomed by two fingers, and by the wheel with Ctrl held; what is under the fingers
 * or the pointer stays there. */
void ed_preview_pinch_add (EdPreviewPages *pages);
