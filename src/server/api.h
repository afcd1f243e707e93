/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"

/* The server without sockets: a request goes in, an answer comes out. http.c calls it for
 * connections; tests and the simulation call it in process.
 *
 * Calls may come from several threads; each brings its own reading connection through the api's
 * pool. Everything that changes data is a job that one writer runs, up to 32 of them in a
 * transaction. */
typedef struct _EdApi EdApi;
typedef struct _EdApiJob EdApiJob;

/* Borrowed from the connection for the length of the call; http.c copies what it must keep. */
typedef struct
{
  const char *method;        /* "GET" */
  const char *path;          /* "/v1/feed", without the query */
  const char *query;         /* "after=…&limit=500", still escaped, or NULL */
  const char *authorization; /* header values, or NULL */
  const char *device;        /* X-Device */
  const char *accept_encoding;
  const char *accept_language; /* of the pages that browsers see */
  const char *schema;          /* X-Schema, or NULL */
  const char *content_type; /* in process NULL stands for the right one; "" where it is missing */
  const char *content_encoding; /* of the body, or NULL */
  const char *upload_offset;    /* Upload-Offset, or NULL */
  const char *range;            /* Range, or NULL */
  const char *peer;             /* address, for rate limits; never stored */
  const char *body;
  gsize body_length;
  gboolean at_once; /* an unfilled feed is answered, not parked */
} EdApiRequest;

/* Bytes that are read while they are sent. READ answers how many it has put into BUFFER from OFFSET
 * on, at least 1, or -1: then the answer breaks off. From any thread, one at a time. */
typedef struct _EdApiSource EdApiSource;
struct _EdApiSource
{
  gint64 length; /* of all */
  gssize (*read) (EdApiSource *self, gint64 offset, guint8 *buffer, gsize max);
  void (*free) (EdApiSource *self);
};

#define ED_API_HEADERS_MAX 4

typedef struct
{
  guint status;
  const char *content_type;
  const char *content_encoding; /* "zstd", "gzip" or NULL */
  const char *allow;            /* with 405: the methods there are, static; else NULL */
  gint64 retry_after_s;         /* 0: no header */
  GBytes *body;                 /* may be NULL */
  EdApiSource *source;          /* instead of BODY; ed_api_call_now() reads it into one */
  struct
  {
    const char *name; /* static; NULL: no more */
    char value[80];
  } headers[ED_API_HEADERS_MAX];
  char **audiences; /* with PARK: whose news the call waits for */
  char *device;     /* with PARK: a later waiting call of it ends this one */
} EdApiResponse;

void ed_api_response_clear (EdApiResponse *response);

typedef enum
{
  ED_API_DONE,  /* RESPONSE is filled */
  ED_API_WRITE, /* hand *JOB to ed_api_write() */
  ED_API_PARK,  /* nothing to say yet: ask again when woken or at *UNTIL */
} EdApiOutcome;

typedef struct
{
  const char *data_dir;    /* the folder of the database; made by ed_api_init() */
  const char *database;    /* postgresql://…, or NULL: a file in that folder */
  const EdClock *clock;    /* NULL: the system's */
  guint password_opslimit; /* Argon2id; 0: 3 passes, 64 MiB. Tests make it cheap */
  gsize password_memlimit;
  const char *secret_file; /* with the server's own key, or NULL: "secret" in DATA_DIR */
  gboolean spares_secret;  /* whoever opens it has nothing to do with second factors */
  gboolean is_quiet;       /* nobody is told of anything by mail: what happens was long ago */
  const char *vfs; /* the writer's file access; NULL: the system's. Tests bring one that fails */
} EdApiOptions;

EdApi *ed_api_open (const EdApiOptions *options, GError **error);
void ed_api_close (EdApi *api);
/* What people enter to reach it, once it is known ("https://experts.example.org"): pages that send
 * them to the program say so. Once, from any thread. */
void ed_api_set_address (EdApi *api, const char *address);

/* Answers REQUEST, or says what must happen first. With PARK, *UNTIL (ms by the api's clock) is
 * when the call is to be made again at the latest. */
EdApiOutcome ed_api_call (EdApi *api,
                          const EdApiRequest *request,
                          EdApiResponse *response,
                          EdApiJob **job,
                          gint64 *until);

/* Whether JOB has slow work to do before it is written (hashing a password), and that work: from
 * any thread, as many at once as memory allows. Left out, ed_api_write() does it itself. */
gboolean ed_api_job_is_slow (const EdApiJob *job);
void ed_api_job_prepare (EdApi *api, EdApiJob *job);
void ed_api_job_free (EdApiJob *job); /* one that is not to be written after all */

/* Runs the N jobs as one transaction, a savepoint each, and fills RESPONSES[i] after the commit;
 * when the commit fails every response is a 503 and nothing is stored. Frees the jobs. Calls
 * from several threads take turns. *AUDIENCES, where wanted, lists who has something new (free with
 * g_strfreev). A response of status 0 says: call again with the same request. */
void
ed_api_write (EdApi *api, EdApiJob **jobs, guint n, EdApiResponse *responses, char ***audiences);

/* A job for what the clock brings, to be written about once a minute. */
EdApiJob *ed_api_make_chores (EdApi *api);
/* A job that seals the audit log, to be written a second after others. Its answer has the status
 * ED_API_SEAL_MORE when there is more to seal than one job does. */
EdApiJob *ed_api_make_seal (EdApi *api);
#define ED_API_SEAL_MORE 202

/* In process: call, write at once as a batch of one, and answer an unfilled feed at once instead of
 * parking it. */
void ed_api_call_now (EdApi *api, const EdApiRequest *request, EdApiResponse *response);

/* Where what happens is counted (server/metrics.h). */
struct _EdMetrics *ed_api_get_metrics (EdApi *api);

/* The instant by the api's clock, ms. */
gint64 ed_api_now (EdApi *api);
/* Whether the database holds invented people only: such a server stays on loopback. */
gboolean ed_api_is_demonstration (EdApi *api);
/* Whether other processes may use the database too. */
gboolean ed_api_is_shared (EdApi *api);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdApiResponse, ed_api_response_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdApi, ed_api_close)
