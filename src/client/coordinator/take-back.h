/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

typedef enum
{
  ED_TAKE_BACK_LOADING,
  ED_TAKE_BACK_NOTHING, /* no import is remembered */
  ED_TAKE_BACK_READY,
  ED_TAKE_BACK_RUNNING,
  ED_TAKE_BACK_FAILED, /* "trouble" says why; the rest can be tried again */
  ED_TAKE_BACK_DONE,
} EdTakeBackState;

/* The last import of this machine, and taking it back: what waits in the outbox is undone, of the
 * rest the server removes what nobody has touched, two hundred at a time. Main thread.
 *
 * Property (read-only, notify): "state" (uint, EdTakeBackState). */
#define ED_TYPE_TAKE_BACK (ed_take_back_get_type ())
G_DECLARE_FINAL_TYPE (EdTakeBack, ed_take_back, ED, TAKE_BACK, GObject)

/* Remembers that IDS (char *) were imported just now, instead of what was imported before. */
void ed_take_back_remember (EdDesk *desk, const GPtrArray *ids);

/* Loads what is remembered. */
EdTakeBack *ed_take_back_new (EdDesk *desk);
/* Ends it; to be called by who made it. */
void ed_take_back_stop (EdTakeBack *self);

/* When it was imported (ms), and how many cases that were. */
gint64 ed_take_back_at (EdTakeBack *self);
guint ed_take_back_total (EdTakeBack *self);
/* In READY or FAILED. */
void ed_take_back_begin (EdTakeBack *self);
/* How many of them have been decided on; why not all, or NULL. */
guint ed_take_back_done (EdTakeBack *self);
const char *ed_take_back_trouble (EdTakeBack *self);
/* EdTakeBackKept: what stays. */
const GPtrArray *ed_take_back_kept (EdTakeBack *self);

#define ED_DRAFT_LAST_IMPORT "last-import"
