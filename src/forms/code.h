/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

/* Draws the QR code of TEXT into the square of SIDE points at (X, Y), black on what is there; the
 * quiet zone of four modules around it is the caller's. Source: ISO/IEC 18004, error correction M.
 */
void ed_code_draw (cairo_t *cairo, const char *text, double x, double y, double side);
