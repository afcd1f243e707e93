/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/code.h"

#include <glib.h>
#include <qrencode.h>

void
ed_code_draw (cairo_t *cairo, const char *text, double x, double y, double side)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  double module;

  g_assert (code != NULL); /* our texts are far below what a code can hold */
  module = side / code->width;
  cairo_save (cairo);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  for (int row = 0; row < code->width; row++)
    {
      const unsigned char *bits = code->data + row * code->width;

      /* One rectangle for each run of dark modules: no seams between neighbours. */
      for (int column = 0, run; column < code->width; column += run)
        {
          for (run = 1; column + run < code->width && !((bits[column] ^ bits[column + run]) & 1);)
            run++;
          if (bits[column] & 1)
            cairo_rectangle (cairo, x + column * module, y + row * module, run * module, module);
        }
    }
  cairo_fill (cairo);
  cairo_restore (cairo);
  QRcode_free (code);
}
