/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the HTTP library takes for no request it answers without asking, in HTML, and it has no hook
 * for saying that in other words (0.9.75 to 1.0.1). But it queues its page by a function that
 * programs call too, and under ELF a program's definition goes before a library's. So here is one:
 * whatever comes to it is the library's page, and leaves as a problem document (PROTOCOL 1.7, 9.3).
 * Where names are bound otherwise the page stays what it was, which tests would notice. */

#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <glib.h>

#include "server/answer.h"
#include "server/http-refusals.h"
#include "server/http-reply.h"

typedef enum MHD_Result (*Queue) (struct MHD_Connection *, unsigned int, struct MHD_Response *);

static Queue
find_queue (void)
{
  static gsize found;

  if (g_once_init_enter (&found))
    {
      gpointer symbol = dlsym (RTLD_NEXT, "MHD_queue_response");

      g_assert (symbol != NULL); /* linked with the library */
      g_once_init_leave (&found, (gsize) symbol);
    }
  return (Queue) found;
}

static void
say (EdApiResponse *response, guint status)
{
  if (status == 413 || status == 414 || status == 431)
    ed_answer_problem (response, status, "too_large", "The request is too large.", NULL);
  else if (status == 500)
    ed_answer_problem (response, status, "internal_error", "The call was not answered.", NULL);
  else
    ed_answer_problem (response, status, "bad_request", "This is no request of HTTP/1.1.", NULL);
}

enum MHD_Result
ed_http_queue (struct MHD_Connection *connection, guint status, struct MHD_Response *reply)
{
  return find_queue () (connection, status, reply);
}

__attribute__ ((visibility ("default"))) enum MHD_Result
MHD_queue_response (struct MHD_Connection *connection,
                    unsigned int status,
                    struct MHD_Response *page)
{
  g_auto (EdApiResponse) response = { 0 };
  struct MHD_Response *problem;
  enum MHD_Result queued;

  say (&response, status);
  problem = ed_http_reply_new (&response, TRUE);
  if (problem == NULL)
    return ed_http_queue (connection, status, page);
  queued = ed_http_queue (connection, status, problem);
  MHD_destroy_response (problem);
  return queued;
}
