/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Documents made for tests, good and bad. */

/* Page 1: A4; a red square of 100 points at its top left corner, and, 40 points high with its
 * baseline at 300 points from the top, ED_SAMPLE_WORDS. Page 2: A4 lying, all blue. Page 3: 200 ×
 * 100 points, blank. Fonts are embedded. */
#define ED_SAMPLE_WORDS "Árvíztűrő tükörfúrógép"
GBytes *ed_sample_pdf (void);

/* A PDF that says the objects OBJECTS ("1 0 obj … endobj", the catalogue is 1) and has no table of
 * them. */
GBytes *ed_sample_raw_pdf (const char *objects);

/* A PDF that is locked with a password. */
GBytes *ed_sample_locked_pdf (void);

/* A PDF with one page of BOX ("0 0 300 200"), turned by ROTATE degrees, whose content is CONTENT
 * with the font /F, Helvetica, that it does not bring along. */
GBytes *ed_sample_page (const char *box, int rotate, const char *content);

/* WIDTH × HEIGHT pixels in FORMAT ("jpeg", "png"): the upper half red, the lower left green, the
 * lower right blue, or with nothing in the lower right if TRANSPARENT. */
GBytes *ed_sample_image (const char *format, int width, int height, gboolean transparent);

/* BYTES as zlib packs them. */
GBytes *ed_sample_deflate (GBytes *bytes);
