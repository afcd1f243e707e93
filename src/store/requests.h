/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/internal-message.h"
#include "domain/request-view.h"
#include "store/messages.h"
#include "store/store.h"

/* The requests that this account sees: the overview, each of them, and its internal chat. Blocking;
 * errors are ED_DB_ERROR. */

/* --- the overview ----------------------------------------------------------------------------- */

/* Which of them, by how they stand. */
typedef enum
{
  ED_REQUESTS_NOT_COMPLETED,
  ED_REQUESTS_OPEN,
  ED_REQUESTS_IN_PROGRESS,
  ED_REQUESTS_UNDER_REVIEW,
  ED_REQUESTS_COMPLETED, /* cancelled ones too */
  ED_REQUESTS_ANSWERED,  /* without those */
  ED_REQUESTS_CANCELLED,
  ED_REQUESTS_ALL,
  ED_N_REQUEST_SCOPES,
} EdRequestScope;

/* In recipient_id: the expert centre, not one expert. */
#define ED_REQUESTS_TO_CENTRE ""

/* What is asked for; all that is said must fit. */
typedef struct
{
  EdRequestScope scope;
  const char *text;         /* in subject, case and number; NULL: any */
  const char *sender_id;    /* NULL: any */
  const char *recipient_id; /* NULL: any */
  const char *expert_id;    /* to whom they are assigned; NULL: any */
} EdRequestQuery;

typedef struct
{
  GArray *rows;                      /* gint64: those of the scope, in order */
  guint counts[ED_N_REQUEST_SCOPES]; /* how many each scope would show */
} EdRequestFound;

void ed_request_found_free (EdRequestFound *found);
/* In the order in which somebody has to look at them: unassigned ones, then those not completed, in
 * both urgent ones first, then by the day they are due, then the oldest; completed ones last, the
 * latest first. */
EdRequestFound *
ed_store_query_requests (EdStore *store, const EdRequestQuery *query, GError **error);

/* Somebody who sent requests, or to whom they are addressed. */
typedef struct
{
  char *id; /* ED_REQUESTS_TO_CENTRE: the expert centre, without a name */
  char *name;
} EdRequestParty;

typedef struct
{
  GPtrArray *senders, *recipients; /* EdRequestParty, by name */
} EdRequestParties;

void ed_request_parties_free (EdRequestParties *parties);
/* Of all requests held. */
EdRequestParties *ed_store_list_request_parties (EdStore *store, GError **error);

/* --- one of them ------------------------------------------------------------------------------ */

/* A request as it is shown. */
typedef struct
{
  gint64 row;
  EdRequest *request;
  guint pending;   /* its commands that the server has not answered */
  gboolean unread; /* somebody else wrote in its internal chat what was not seen on this device */
  guint late;      /* responses that came too late and wait for the reader to settle them */
} EdRequestRow;

void ed_request_row_free (EdRequestRow *row);

/* The N rows of ROWS that still exist (EdRequestRow), in order. */
GPtrArray *ed_store_load_request_rows (EdStore *store, const gint64 *rows, guint n, GError **error);
/* NULL without ERROR when it is not held. */
EdRequestRow *ed_store_load_request (EdStore *store, const char *id, GError **error);

/* The one with this running number; NULL without ERROR when it is not held. */
EdRequestRow *ed_store_load_request_by_number (EdStore *store, gint64 number, GError **error);

/* The internal chat as messages in the order they are read in, those that wait or were refused last
 * (EdMessageRow; case_id is the request's). */
GPtrArray *ed_store_list_chat (EdStore *store, const char *request_id, GError **error);
/* What the server had received of it by UP_TO (ms) has been seen on this device. */
gboolean ed_store_read_chat (EdStore *store, const char *request_id, gint64 up_to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdRequestFound, ed_request_found_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdRequestParties, ed_request_parties_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdRequestRow, ed_request_row_free)
