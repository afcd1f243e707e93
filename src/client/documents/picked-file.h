/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* A file that somebody wants to attach: read whole, its content judged, and opened once by the
 * rendering program to see whether anybody can read it. What is wrong with it is a sentence.
 *
 * Properties, read-only: "name", "detail" ("PDF · 1.2 MB"), "trouble" (strings; NULL: nothing is
 * wrong), "state" (EdPickedState as uint). "kind" (int, EdDocumentKind or -1: not chosen) is the
 * chooser's. Lives on the main thread. */
#define ED_TYPE_PICKED_FILE (ed_picked_file_get_type ())
G_DECLARE_FINAL_TYPE (EdPickedFile, ed_picked_file, ED, PICKED_FILE, GObject)

typedef enum
{
  ED_PICKED_READING,
  ED_PICKED_READ, /* awaits ed_picked_file_check() */
  ED_PICKED_CHECKING,
  ED_PICKED_GOOD,
  ED_PICKED_BAD, /* cannot be attached: "trouble" */
} EdPickedState;

/* Begins to read FILE. */
EdPickedFile *ed_picked_file_new (GFile *file);
/* A picture without a file, to be called NAME. */
EdPickedFile *ed_picked_file_new_for_bytes (const char *name, GBytes *bytes);
/* Opens what was read; each runs a program, so one after the other. */
void ed_picked_file_check (EdPickedFile *self);
/* Whoever made the file says when nobody wants it any more. */
void ed_picked_file_close (EdPickedFile *self);

EdPickedState ed_picked_file_state (EdPickedFile *self);
const char *ed_picked_file_name (EdPickedFile *self);
const char *ed_picked_file_trouble (EdPickedFile *self);
/* NULL where it could not be read. */
GBytes *ed_picked_file_bytes (EdPickedFile *self);
int ed_picked_file_kind (EdPickedFile *self);
/* The document that was refused and is tried again with this file, or NULL. */
const char *ed_picked_file_replaced (EdPickedFile *self);
void ed_picked_file_set_replaced (EdPickedFile *self, const char *document_id);
/* Attaching failed: SENTENCE says why; the file stays good, to be tried again. */
void ed_picked_file_set_trouble (EdPickedFile *self, const char *sentence);
