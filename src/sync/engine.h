/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "sync/board.h"
#include "sync/desk-open.h"
#include "sync/errand-queue.h"

/* The sync of one desk: a thread that opens the desk and then makes pass after pass, waiting at the
 * server while nothing is new and, after a failure, on its own with full jitter. It owns the
 * transport and a connection to the store; what it finds stands on the board. */
typedef struct _EdEngine EdEngine;

typedef enum
{
  ED_WAKE_COMMAND = 1 << 0, /* there is something to push */
  ED_WAKE_NETWORK = 1 << 1, /* the server may be within reach again */
  ED_WAKE_USER = 1 << 2,    /* the user asks for it */
  ED_WAKE_FETCH = 1 << 3,   /* somebody waits for a document, or for an answer */
} EdWake;

/* Opens OPENING (taken) in a thread of its own, and goes on syncing. OPENED is called in that
 * thread with the engine and what is for others than the sync (to be moved out of the struct),
 * after the first pull on a fresh cache, at once otherwise; FAILED instead when it does not open,
 * and the engine is freed by itself. CANCELLABLE stops the opening only. */
typedef struct
{
  void (*opened) (EdEngine *engine, EdOpened *opened, gpointer data);
  void (*failed) (GError *error, gpointer data); /* ERROR is the callee's */
  gpointer data;
} EdEngineCalls;

void ed_engine_start (EdOpening *opening, const EdEngineCalls *calls, GCancellable *cancellable);

EdBoard *ed_engine_board (EdEngine *engine);
/* As the desk was opened: EdDeskOptions. */
guint ed_engine_hold_ms (EdEngine *engine);

/* Interrupts a pause or a wait at the server. From any thread. */
void ed_engine_wake (EdEngine *engine, EdWake why);

/* Fetches FILE into the store and answers TASK (taken) with its bytes. When nothing can be fetched
 * now, because the server is out of reach or does not want to be asked, it says so at once. From
 * any thread. */
void ed_engine_fetch (EdEngine *engine, const EdFile *file, GTask *task);

/* Makes the call of ERRAND (taken) with the next pass; when none can be made now, it says so at
 * once. From any thread. */
void ed_engine_send_errand (EdEngine *engine, EdErrand *errand);

/* Breaks off what is under way, joins the thread, closes its store and transport, frees the engine.
 * Not from its own thread. */
void ed_engine_stop (EdEngine *engine);
