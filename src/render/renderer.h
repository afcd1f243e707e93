/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/error.h"
#include "render/paper.h"

#include <gio/gio.h>

/* One document and the rendering program that draws it. The program is started at the first
 * question and again at the next one after it has ended (crashed, cancelled, out of time), so one
 * bad page does not cost the others.
 *
 * The questions are blocking, for a thread that is not the window's; their _async forms run in a
 * thread of the renderer's own, in the order asked, and answer in the caller's main context. Use
 * one kind or the other, not both. Errors: ED_RENDER_ERROR, or G_IO_ERROR_CANCELLED; cancelling
 * what is being answered ends the program, cancelling what still waits costs nothing. */
typedef struct _EdRenderer EdRenderer;

/* Where the rendering program is: what the environment's ED_RENDER says, beside this program, or
 * where it is installed. NULL if it is nowhere. */
char *ed_renderer_find_program (void);

/* For DOCUMENT, a file's bytes. PROGRAM: the rendering program, or NULL for the one found. */
EdRenderer *ed_renderer_new (const char *program, GBytes *document);

/* Ends the program and what is being asked (cancelled), joins the thread, frees the renderer. */
void ed_renderer_close (EdRenderer *renderer);

/* How long an answer may take, in ms, from the next question on; 20,000 unless set. Not while a
 * question is being answered. */
void ed_renderer_set_patience (EdRenderer *renderer, gint64 patience_ms);

EdPaper *ed_renderer_open (EdRenderer *renderer, GCancellable *cancellable, GError **error);
EdPixels *ed_renderer_draw (EdRenderer *renderer,
                            const EdDrawing *drawing,
                            GCancellable *cancellable,
                            GError **error);
EdPageText *
ed_renderer_read (EdRenderer *renderer, guint page, GCancellable *cancellable, GError **error);

void ed_renderer_open_async (EdRenderer *renderer,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
EdPaper *ed_renderer_open_finish (GAsyncResult *result, GError **error);
void ed_renderer_draw_async (EdRenderer *renderer,
                             const EdDrawing *drawing,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
EdPixels *ed_renderer_draw_finish (GAsyncResult *result, GError **error);
void ed_renderer_read_async (EdRenderer *renderer,
                             guint page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
EdPageText *ed_renderer_read_finish (GAsyncResult *result, GError **error);

/* The drawing of page PAGE that fits into SIDE × SIDE pixels: a thumbnail. */
EdDrawing ed_drawing_for_thumbnail (const EdPaper *paper, guint page, guint side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdRenderer, ed_renderer_close)
