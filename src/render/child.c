/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/child.h"

#include "base/platform.h"
#include "render/watchdog.h"

/* A pipe that says it has room takes at least so much without waiting (PIPE_BUF of Linux), so that
 * what is written can be stopped in between. */
#define MOUTHFUL 4096

struct _EdChild
{
  GSubprocess *process;
  GInputStream *from;
  GOutputStream *to;
  gboolean alive;
};

G_DEFINE_QUARK (ed_render_error, ed_render_error)

static gboolean
write_all (EdChild *child, const guint8 *bytes, gsize length, GCancellable *streams)
{
  for (gsize at = 0; at < length; at += MOUTHFUL)
    if (!g_output_stream_write_all (child->to,
                                    bytes + at,
                                    MIN (MOUTHFUL, length - at),
                                    NULL,
                                    streams,
                                    NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_all (EdChild *child, guint8 *bytes, gsize length, GCancellable *streams)
{
  gsize got = 0;

  return g_input_stream_read_all (child->from, bytes, length, &got, streams, NULL) && got == length;
}

static gboolean
send_frame (EdChild *child, EdFrameKind kind, GBytes *body, GCancellable *streams)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (body, &length);
  guint8 head[ED_FRAME_HEAD];

  ed_frame_put_head (head, kind, length);
  return write_all (child, head, sizeof head, streams) && write_all (child, bytes, length, streams);
}

/* NULL with *REFUSED at 0 when the child has ended or makes no sense. */
static GBytes *
receive_frame (EdChild *child,
               EdFrameKind expected,
               gsize longest,
               guint32 *refused,
               GCancellable *streams)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 head[ED_FRAME_HEAD];
  EdFrameReader reader;
  guint32 kind;
  gsize length;
  guint8 *body;

  *refused = 0;
  if (!read_all (child, head, sizeof head, streams))
    return NULL;
  ed_frame_take_head (head, &kind, &length);
  if (kind == ED_FRAME_REFUSED)
    longest = 4;
  else if (kind != expected)
    return NULL;
  if (length > longest || (body = g_try_malloc (MAX (length, 1))) == NULL)
    return NULL;
  bytes = g_bytes_new_take (body, length);
  if (!read_all (child, body, length, streams))
    return NULL;
  if (kind == expected)
    return g_steal_pointer (&bytes);

  ed_frame_reader_init (&reader, bytes);
  *refused = ed_frame_take_u32 (&reader);
  return NULL;
}

static void
take_error (EdChild *child, EdWatchResult watched, guint32 refused, GError **error)
{
  if (watched == ED_WATCH_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (watched == ED_WATCH_EXPIRED)
    g_set_error_literal (error,
                         ED_RENDER_ERROR,
                         ED_RENDER_ERROR_TIMEOUT,
                         "the rendering program had no answer in time");
  else if (refused == ED_RENDER_ERROR_DAMAGED || refused == ED_RENDER_ERROR_PASSWORD
           || refused == ED_RENDER_ERROR_TOO_LARGE || refused == ED_RENDER_ERROR_UNAVAILABLE)
    g_set_error (error,
                 ED_RENDER_ERROR,
                 (gint) refused,
                 "the rendering program refuses the document (%u)",
                 refused);
  else
    g_set_error_literal (error,
                         ED_RENDER_ERROR,
                         ED_RENDER_ERROR_CRASHED,
                         "the rendering program ended or made no sense");
}

/* Sends BODY, if there is one, and receives. */
static GBytes *
exchange (EdChild *child,
          EdFrameKind question,
          GBytes *body,
          EdFrameKind expected,
          gsize longest,
          gint64 patience_ms,
          GCancellable *cancellable,
          GError **error)
{
  EdWatchdog *watchdog = ed_watchdog_new (child->process, patience_ms, cancellable);
  GCancellable *streams = ed_watchdog_cancellable (watchdog);
  GBytes *answer = NULL;
  EdWatchResult watched;
  guint32 refused = 0;

  if (body == NULL || send_frame (child, question, body, streams))
    answer = receive_frame (child, expected, longest, &refused, streams);
  watched = ed_watchdog_stop (watchdog);
  if (watched != ED_WATCH_QUIET)
    g_clear_pointer (&answer, g_bytes_unref);
  if (answer == NULL)
    {
      take_error (child, watched, refused, error);
      if (watched != ED_WATCH_QUIET || refused == 0)
        ed_child_end (child);
    }
  return answer;
}

EdChild *
ed_child_start (const char *program, gint64 patience_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (EdChild) child = g_new0 (EdChild, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) ready = NULL;
  EdFrameReader reader;

  ed_platform_ignore_closed_pipes ();
  child->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                         | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     &local,
                                     program,
                                     NULL);
  if (child->process == NULL)
    {
      g_set_error (error,
                   ED_RENDER_ERROR,
                   ED_RENDER_ERROR_UNAVAILABLE,
                   "%s cannot be started: %s",
                   program,
                   local->message);
      return NULL;
    }
  child->alive = TRUE;
  child->from = g_object_ref (g_subprocess_get_stdout_pipe (child->process));
  child->to = g_object_ref (g_subprocess_get_stdin_pipe (child->process));
  ready =
      exchange (child, ED_FRAME_READY, NULL, ED_FRAME_READY, 4, patience_ms, cancellable, error);
  if (ready == NULL)
    return NULL;

  ed_frame_reader_init (&reader, ready);
  if (ed_frame_take_u32 (&reader) == ED_FRAME_VERSION && ed_frame_reader_is_done (&reader))
    return g_steal_pointer (&child);
  g_set_error (error,
               ED_RENDER_ERROR,
               ED_RENDER_ERROR_UNAVAILABLE,
               "%s is of another version",
               program);
  return NULL;
}

void
ed_child_free (EdChild *child)
{
  if (child == NULL)
    return;
  if (child->process != NULL)
    ed_child_end (child);
  g_clear_object (&child->from);
  g_clear_object (&child->to);
  g_clear_object (&child->process);
  g_free (child);
}

GBytes *
ed_child_ask (EdChild *child,
              EdFrameKind question,
              GBytes *body,
              EdFrameKind answer,
              gsize longest,
              gint64 patience_ms,
              GCancellable *cancellable,
              GError **error)
{
  return exchange (child, question, body, answer, longest, patience_ms, cancellable, error);
}

gboolean
ed_child_is_alive (EdChild *child)
{
  return child->alive;
}

void
ed_child_end (EdChild *child)
{
  if (!child->alive)
    return;
  child->alive = FALSE;
  g_subprocess_force_exit (child->process);
  g_subprocess_wait (child->process, NULL, NULL);
}
