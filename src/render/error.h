/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#define ED_RENDER_ERROR (ed_render_error_quark ())

/* Why a document, or a page of it, cannot be shown. Cancelled calls end with G_IO_ERROR_CANCELLED.
 * The first three numbers are those of REFUSED (render/PROTOCOL.md). */
typedef enum
{
  ED_RENDER_ERROR_DAMAGED = 1,     /* the file, or the page, cannot be read */
  ED_RENDER_ERROR_PASSWORD = 2,    /* a PDF that is locked with a password */
  ED_RENDER_ERROR_TOO_LARGE = 3,   /* too many bytes, pages or pixels */
  ED_RENDER_ERROR_CRASHED = 4,     /* the rendering program ended, or made no sense */
  ED_RENDER_ERROR_TIMEOUT = 5,     /* it had no answer in time, and was ended */
  ED_RENDER_ERROR_UNAVAILABLE = 6, /* it is not there, of another version, or has no sandbox */
} EdRenderError;
GQuark ed_render_error_quark (void);
