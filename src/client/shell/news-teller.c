/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/news-teller.h"

#include "client/local-zone.h"
#include "client/shell/news-texts.h"
#include "client/shell/remembered.h"
#include "sync/desk-news.h"

#include <glib/gi18n.h>

#define PAUSE_MS 300             /* for what changes together */
#define REST_MS (15 * 60 * 1000) /* a sleeping machine's timers sleep too */
#define MANY 3                   /* more at a time are told as one */
#define SUMMARY "summary"

struct _EdNewsTeller
{
  GObject parent_instance;
  EdWindow *window; /* weak */
  EdDesk *desk;     /* or NULL */
  GCancellable *cancellable;
  guint timer;
  gboolean is_looking;
  gboolean look_again;
  gboolean was_quiet;     /* something was held back */
  GHashTable *summarised; /* keys that the summary stands for */
};

G_DEFINE_FINAL_TYPE (EdNewsTeller, ed_news_teller, G_TYPE_OBJECT)

enum
{
  TOLD,
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const keys[] = { "notifications", "quiet-hours", "quiet-from",
                                    "quiet-to",      "quiet-days",  NULL };

/* --- what the person wants ------------------------------------------------------------------- */

static gboolean
is_wanted (void)
{
  return !ed_remembered_has ("notifications")
         || g_settings_get_boolean (ed_remembered (), "notifications");
}

static gint64
find_quiet_end (gint64 now)
{
  GSettings *settings = ed_remembered ();
  g_autoptr (EdZone) zone = NULL;
  EdQuietHours hours;

  if (!ed_remembered_has ("quiet-hours"))
    return ED_ABSENT;
  hours.on = g_settings_get_boolean (settings, "quiet-hours");
  hours.from = g_settings_get_int (settings, "quiet-from");
  hours.to = g_settings_get_int (settings, "quiet-to");
  hours.days = (guint) g_settings_get_int (settings, "quiet-days");
  if (!hours.on)
    return ED_ABSENT;
  zone = ed_local_zone_new (now);
  return ed_quiet_hours_end (&hours, now, zone);
}

/* --- telling --------------------------------------------------------------------------------- */

static void
tell_piece (EdNewsTeller *self, const EdNews *news)
{
  g_autofree char *title = ed_news_title (news);
  g_autofree char *body = ed_news_body (news);
  g_autofree char *action = NULL;

  if (news->kind == ED_NEWS_REFUSED)
    action = g_strdup ("app.show-place::needs-attention");
  else if (news->kind == ED_NEWS_REQUEST_LOST)
    action = g_strdup ("app.show-place::requests");
  else if (news->kind == ED_NEWS_STATEMENT_DISPUTED)
    action = g_strdup ("app.show-place::invoicing");
  else if (ed_news_is_of_statement (news->kind))
    action = g_strdup ("app.show-place::statement");
  else if (ed_news_is_of_request (news->kind))
    action = g_strdup_printf ("app.open-request(int64 %" G_GINT64_FORMAT ")", news->number);
  else
    action = g_strdup_printf ("app.open-case(int64 %" G_GINT64_FORMAT ")", news->number);
  g_signal_emit (self, signals[TOLD], 0, news->key, title, body, action);
}

static void
tell_summary (EdNewsTeller *self, const GPtrArray *news)
{
  g_autofree char *body = ed_news_summary (news);

  for (guint i = 0; i < news->len; i++)
    g_hash_table_add (self->summarised, g_strdup (((const EdNews *) news->pdata[i])->key));
  g_signal_emit (self, signals[TOLD], 0, SUMMARY, _ ("What is new"), body, "app.present");
}

static void
withdraw (EdNewsTeller *self, const GPtrArray *gone)
{
  for (guint i = 0; i < gone->len; i++)
    {
      if (!g_hash_table_remove (self->summarised, gone->pdata[i]))
        g_signal_emit (self, signals[WITHDRAWN], 0, gone->pdata[i]);
      else if (g_hash_table_size (self->summarised) == 0)
        g_signal_emit (self, signals[WITHDRAWN], 0, SUMMARY);
    }
}

static void
tell (EdNewsTeller *self, const EdBulletin *bulletin)
{
  const GPtrArray *fresh = bulletin->fresh;
  gboolean as_one = bulletin->is_first || self->was_quiet || fresh->len > MANY;

  self->was_quiet = FALSE;
  if (as_one && fresh->len > 1)
    tell_summary (self, fresh);
  else
    for (guint i = 0; i < fresh->len; i++)
      tell_piece (self, fresh->pdata[i]);
}

/* --- looking --------------------------------------------------------------------------------- */

static void look (EdNewsTeller *self);

static gboolean
on_time (gpointer data)
{
  EdNewsTeller *self = data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_in (EdNewsTeller *self, gint64 ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) CLAMP (ms, 1, REST_MS), on_time, self);
}

/* How it is told is settled when the news is asked for: quiet hours that begin meanwhile are too
 * late. */
typedef struct
{
  EdNewsTeller *self;
  EdTelling telling;
  gint64 quiet_end;
} Question;

static void
on_news (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (EdNewsTeller) self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = ed_desk_take_news_finish (ED_DESK (source), result, &error);
  gint64 next;

  if (ED_DESK (source) != self->desk)
    return;
  self->is_looking = FALSE;
  if (bulletin != NULL)
    {
      withdraw (self, bulletin->gone);
      if (question->telling == ED_TELL_NOW)
        tell (self, bulletin);
      else
        self->was_quiet = question->telling == ED_TELL_LATER;
    }
  if (self->timer != 0)
    return;
  next = bulletin != NULL ? bulletin->next : ED_ABSENT;
  if (question->quiet_end != ED_ABSENT && (next == ED_ABSENT || question->quiet_end < next))
    next = question->quiet_end;
  if (self->look_again)
    look_in (self, PAUSE_MS);
  else
    look_in (self, next == ED_ABSENT ? REST_MS : next - ed_desk_now (self->desk));
  self->look_again = FALSE;
}

static void
look (EdNewsTeller *self)
{
  Question *question;

  if (self->desk == NULL)
    return;
  if (self->is_looking)
    {
      self->look_again = TRUE;
      return;
    }
  self->is_looking = TRUE;
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->quiet_end = find_quiet_end (ed_desk_now (self->desk));
  question->telling = !is_wanted ()                      ? ED_TELL_NEVER
                      : question->quiet_end != ED_ABSENT ? ED_TELL_LATER
                                                         : ED_TELL_NOW;
  ed_desk_take_news_async (self->desk, question->telling, self->cancellable, on_news, question);
}

static void
on_changed (EdNewsTeller *self)
{
  look_in (self, PAUSE_MS);
}

static void
leave_desk (EdNewsTeller *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  self->is_looking = FALSE;
  self->look_again = FALSE;
  self->was_quiet = FALSE;
}

static void
on_desk (EdNewsTeller *self)
{
  EdDesk *desk = self->window != NULL ? ed_window_desk (self->window) : NULL;

  leave_desk (self);
  if (desk == NULL)
    return;
  self->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_changed), self);
  on_changed (self);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_news_teller_dispose (GObject *object)
{
  EdNewsTeller *self = ED_NEWS_TELLER (object);

  leave_desk (self);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->summarised, g_hash_table_unref);
  G_OBJECT_CLASS (ed_news_teller_parent_class)->dispose (object);
}

static void
ed_news_teller_class_init (EdNewsTellerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_news_teller_dispose;
  signals[TOLD] = g_signal_new ("told",
                                ED_TYPE_NEWS_TELLER,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                4,
                                G_TYPE_STRING,
                                G_TYPE_STRING,
                                G_TYPE_STRING,
                                G_TYPE_STRING);
  signals[WITHDRAWN] = g_signal_new ("withdrawn",
                                     ED_TYPE_NEWS_TELLER,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);
}

static void
ed_news_teller_init (EdNewsTeller *self)
{
  self->summarised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    if (ed_remembered_has (keys[i]))
      {
        g_autofree char *signal = g_strconcat ("changed::", keys[i], NULL);

        g_signal_connect_object (ed_remembered (),
                                 signal,
                                 G_CALLBACK (on_changed),
                                 self,
                                 G_CONNECT_SWAPPED);
      }
}

EdNewsTeller *
ed_news_teller_new (EdWindow *window)
{
  EdNewsTeller *self = g_object_new (ED_TYPE_NEWS_TELLER, NULL);

  g_return_val_if_fail (ED_IS_WINDOW (window), self);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "notify::desk", G_CALLBACK (on_desk), self, G_CONNECT_SWAPPED);
  on_desk (self);
  return self;
}
