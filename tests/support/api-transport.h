/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"
#include "sync/transport.h"

/* A server in this process, that several transports call, one at a time. Whoever puts another EdApi
 * in its place does so between calls. */
typedef struct
{
  EdApi *api;
  GMutex mutex;
} EdApiHost;

typedef enum
{
  ED_FAULT_NONE,
  ED_FAULT_OFFLINE,      /* no connection; like a lost request, but lasting */
  ED_FAULT_LOSE_REQUEST, /* the server never sees it */
  ED_FAULT_LOSE_ANSWER,  /* the server does it, nobody hears */
  ED_FAULT_DOUBLE,       /* the server does it twice; the second answer arrives */
  ED_FAULT_TRUNCATE,     /* only the first `length` bytes of the unpacked body arrive */
  ED_FAULT_GARBAGE,      /* `status` and `body` arrive instead; the server sees nothing */
  ED_N_FAULTS,
} EdFaultKind;

typedef struct
{
  EdFaultKind kind;
  const char *path; /* of a lasting fault: only calls that begin so; NULL: all */
  gsize length;
  guint status;
  const char *content_type;
  const char *body;
} EdFault;

/* What happens to CALL; asked before each. */
typedef EdFault (*EdFaultChoice) (const EdCall *call, gpointer data);

/* A transport to HOST (borrowed) without sockets; answers are packed as the real ones. */
EdTransport *ed_api_transport_new (EdApiHost *host);

/* All calls from now on meet FAULT; ED_FAULT_NONE: none. From any thread, while a desk uses it. */
void ed_api_transport_set (EdTransport *transport, EdFault fault);
/* The next call whose path begins with PATH meets FAULT, once. */
void ed_api_transport_set_once (EdTransport *transport, const char *path, EdFault fault);
/* CHOOSE decides for each call. */
void ed_api_transport_choose (EdTransport *transport, EdFaultChoice choose, gpointer data);

/* How many calls the server has seen whose path begins with PATH. */
guint ed_api_transport_count (EdTransport *transport, const char *path);
