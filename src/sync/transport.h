/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* How calls reach the server: over libsoup (sync/soup-transport.h), or in process in tests.
 * Blocking; used by one thread at a time. */
typedef struct _EdTransport EdTransport;

typedef struct
{
  const char *method;
  const char *path;          /* with the query */
  const char *token;         /* or NULL */
  const char *device;        /* or NULL */
  GBytes *body;              /* or NULL */
  const char *content_type;  /* of the body; NULL: JSON */
  const char *upload_offset; /* the header's value, or NULL */
  const char *range;         /* likewise: "bytes=0-99"; the body comes as it is stored */
  guint timeout_s;
} EdCall;

typedef struct
{
  guint status;
  char *content_type;
  gint64 retry_after_s; /* 0: none */
  gint64 upload_offset; /* the header's, or -1 */
  GBytes *body;         /* decoded; never NULL */
} EdAnswer;

void ed_answer_clear (EdAnswer *answer);

#define ED_SYNC_ERROR (ed_sync_error_quark ())
typedef enum
{
  ED_SYNC_ERROR_UNREACHABLE, /* no connection, broken off, or timed out */
  ED_SYNC_ERROR_CERTIFICATE, /* the server's certificate is not the one to trust */
  ED_SYNC_ERROR_PROTOCOL,    /* the answer makes no sense: truncated page, no JSON, unknown item */
  ED_SYNC_ERROR_PROBLEM,     /* a problem document; its code is in the report */
  ED_SYNC_ERROR_PASSWORD,    /* user or password wrong */
  ED_SYNC_ERROR_TOTP_NEEDED, /* the password is right, a code is asked for besides */
  ED_SYNC_ERROR_TOTP_WRONG,  /* the code is wrong, or was used before */
  ED_SYNC_ERROR_TOTP_REQUIRED, /* the organisation asks for a second factor (sync/desk-totp.h) */
  ED_SYNC_ERROR_SIGN_IN,       /* the token no longer holds: sign in again */
  ED_SYNC_ERROR_BUSY,          /* 429, 503: come again after the time given */
  ED_SYNC_ERROR_SUSPENDED,     /* account suspended or device revoked */
  ED_SYNC_ERROR_STALE,         /* too long without the server to open what is kept here */
  ED_SYNC_ERROR_OLD,           /* this program, or the server, is too old for the other */
  ED_SYNC_ERROR_STRANGER,      /* the server's own authority has signed, and nobody was asked yet
                                * whether to trust it (sync/pin.h) */
  ED_SYNC_ERROR_CHANGED,       /* another authority than the one that was trusted has signed */
} EdSyncError;
GQuark ed_sync_error_quark (void);

struct _EdTransport
{
  gboolean (*send) (EdTransport *transport,
                    const EdCall *call,
                    EdAnswer *answer,
                    GCancellable *cancellable,
                    GError **error);
  void (*free) (EdTransport *transport);
};

gboolean ed_transport_send (EdTransport *transport,
                            const EdCall *call,
                            EdAnswer *answer,
                            GCancellable *cancellable,
                            GError **error);
void ed_transport_free (EdTransport *transport);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdAnswer, ed_answer_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTransport, ed_transport_free)
