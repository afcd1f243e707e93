/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/engine.h"

#include "base/duration.h"
#include "store/files.h"
#include "sync/backoff.h"
#include "sync/call.h"
#include "sync/fetch-queue.h"
#include "sync/sign-in.h"

#define WAIT_S 25
#define FOR_EVER (G_MAXINT64 / 2000) /* ms */
#define ANY_WAKE (ED_WAKE_COMMAND | ED_WAKE_NETWORK | ED_WAKE_USER | ED_WAKE_FETCH)
/* A wait at the server that ends sooner than this, with nothing, was none. */
#define HOLLOW_MS 1000
/* How often a clock is looked at by which something here comes to its end: it may be put forward,
 * and stands while the machine sleeps. */
#define LOOK_MS (60 * 1000)

struct _EdEngine
{
  EdEngineCalls calls;
  EdOpening *opening; /* NULL once opened */
  const EdClock *clock;
  EdBoard *board;
  EdFetchQueue *fetches;
  EdErrandQueue *errands;
  GThread *thread;
  GCancellable *asked; /* the opening's caller's, or NULL */
  GCancellable *stop;

  GMutex mutex;
  GCond cond;
  gboolean is_stopping;
  guint woken;           /* EdWake, since the last turn began */
  GCancellable *waiting; /* of the turn under way */

  /* The thread's own. */
  EdStore *store;
  EdPass pass;
  EdAccount *account;
  gboolean is_greeted;
  gboolean is_up_to_date;
  guint failures, hollow;
  gint64 synced_at;
  gint64 expiry;   /* of bytes that are held for a time, by the server's clock; or ED_ABSENT */
  gint64 pause_ms; /* before the next turn */
  guint pause_wakes;
  guint hold_ms;
  GError *failure; /* of the last turn, or NULL */
};

/* How a failed turn shows, and what ends the pause after it. */
typedef struct
{
  EdConnection connection;
  gint64 pause_ms; /* 0: by the backoff */
  guint wakes;     /* EdWake */
} Remedy;

static void
free_engine (EdEngine *engine)
{
  g_clear_pointer (&engine->opening, ed_opening_free);
  g_clear_pointer (&engine->store, ed_store_close);
  g_clear_pointer (&engine->pass.transport, ed_transport_free);
  g_clear_pointer (&engine->account, ed_account_free);
  g_clear_object (&engine->asked);
  g_clear_object (&engine->stop);
  g_clear_object (&engine->waiting);
  g_clear_pointer (&engine->thread, g_thread_unref);
  g_clear_pointer (&engine->fetches, ed_fetch_queue_free);
  g_clear_pointer (&engine->errands, ed_errand_queue_free);
  g_clear_error (&engine->failure);
  ed_board_free (engine->board);
  g_mutex_clear (&engine->mutex);
  g_cond_clear (&engine->cond);
  g_free (engine);
}

/* --- what stands on the board ----------------------------------------------------------------- */

static gint64
read_number (EdEngine *engine, const char *name, gint64 otherwise)
{
  g_autofree char *text = ed_store_get (engine->store, name, NULL);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

/* Settings and account, where they differ from those last written there. */
static void
write_records (EdEngine *engine)
{
  g_autoptr (EdSettings) settings = ed_store_load_settings (engine->store, NULL);
  g_autoptr (EdAccount) account = ed_store_load_own_account (engine->store, NULL);
  gint64 offset = read_number (engine, "clock_offset_ms", 0);
  EdNotice *notice = ed_board_begin (engine->board);

  notice->offset_ms = offset;
  if (account != NULL
      && (engine->account == NULL || !ed_record_equal (&ed_account_type, account, engine->account)))
    {
      g_clear_pointer (&notice->account, ed_account_free);
      g_clear_pointer (&engine->account, ed_account_free);
      notice->account = ed_record_copy (&ed_account_type, account);
      engine->account = g_steal_pointer (&account);
    }
  ed_board_end (engine->board);
  if (settings != NULL)
    ed_board_write_settings (engine->board, settings);
}

static void
on_changed (gpointer data)
{
  EdEngine *engine = data;

  write_records (engine);
  ed_board_write_change (engine->board, engine->store);
}

static void
on_progress (gint64 items, gint64 count, gpointer data)
{
  EdEngine *engine = data;
  EdNotice *notice = ed_board_begin (engine->board);

  notice->items = items;
  notice->count = count != ED_ABSENT ? count : 0;
  ed_board_end (engine->board);
}

static void
on_transfer (const char *document_id, gint64 so_far, gint64 size, gpointer data)
{
  EdEngine *engine = data;

  ed_board_write_transfer (engine->board, document_id, so_far, size);
}

/* --- what ends here by itself ----------------------------------------------------------------- */

static gint64
get_now (EdEngine *engine)
{
  return ed_clock_now (engine->clock) + read_number (engine, "clock_offset_ms", 0);
}

/* Bytes that were shared for a time go when it is over, whether or not a server is within reach. */
static void
let_expire (EdEngine *engine)
{
  g_auto (GStrv) receipts = NULL;
  gboolean any = FALSE;
  gboolean done = ed_store_expire_files (engine->store, &any, &engine->expiry, NULL);

  /* What could not be deleted, or not leave the disk, is seen to with the next look. */
  if (any)
    done = ed_store_finish_wipes (engine->store, &receipts, NULL);
  if (!done)
    engine->expiry = get_now (engine);
  if (any)
    on_changed (engine);
}

/* --- one turn --------------------------------------------------------------------------------- */

static gboolean
greet (EdEngine *engine, EdPassReport *report, GError **error)
{
  g_autoptr (EdGreeting) greeting = NULL;

  if (engine->is_greeted)
    return TRUE;
  greeting = ed_sign_in_greet (engine->pass.transport, engine->clock, report, engine->stop, error);
  engine->is_greeted =
      greeting != NULL && ed_sign_in_accept_greeting (engine->store, greeting, error);
  return engine->is_greeted;
}

/* Takes up what woke the engine, and gives the turn a wait of its own to cancel: whoever wakes it
 * from now on ends that wait. */
static guint
begin_turn (EdEngine *engine)
{
  guint woken;

  g_mutex_lock (&engine->mutex);
  woken = engine->woken;
  engine->woken = 0;
  g_clear_object (&engine->waiting);
  engine->waiting = g_cancellable_new ();
  engine->pass.waiting = engine->waiting;
  if (engine->is_stopping)
    g_cancellable_cancel (engine->waiting);
  g_mutex_unlock (&engine->mutex);
  if ((woken & ED_WAKE_USER) != 0)
    engine->pass.push_after = 0;
  return woken;
}

/* With the mutex held: whoever waits for a document or an answer while the server must not be asked
 * is told so.
 */
static void
refuse_fetches (EdEngine *engine)
{
  if ((engine->woken & ED_WAKE_FETCH) == 0 || engine->failure == NULL)
    return;
  engine->woken &= ~(guint) ED_WAKE_FETCH;
  ed_fetch_queue_fail (engine->fetches, engine->failure);
  ed_errand_queue_fail (engine->errands, engine->failure);
}

/* Waits until END (monotonic, µs), or until something here has come to its end before: then sees
 * to that. FALSE: END has come. With the mutex held. */
static gboolean
wait_until (EdEngine *engine, gint64 end)
{
  gint64 look = G_MAXINT64;

  if (engine->expiry != ED_ABSENT)
    look = g_get_monotonic_time () + LOOK_MS * 1000;
  if (g_cond_wait_until (&engine->cond, &engine->mutex, MIN (end, look)))
    return TRUE;
  if (look >= end)
    return FALSE;
  g_mutex_unlock (&engine->mutex);
  if (get_now (engine) >= engine->expiry)
    let_expire (engine);
  g_mutex_lock (&engine->mutex);
  return TRUE;
}

/* Pauses as the last turn has set it, or until one of its wakes comes. FALSE: the engine is to
 * stop. */
static gboolean
take_pause (EdEngine *engine)
{
  gint64 end = g_get_monotonic_time () + engine->pause_ms * 1000;
  gboolean in_time = engine->pause_ms > 0, goes_on;

  g_mutex_lock (&engine->mutex);
  while (in_time && !engine->is_stopping && (engine->woken & engine->pause_wakes) == 0)
    {
      refuse_fetches (engine);
      in_time = wait_until (engine, end);
    }
  goes_on = !engine->is_stopping;
  g_mutex_unlock (&engine->mutex);
  return goes_on;
}

static Remedy
find_remedy (const GError *error)
{
  static const struct
  {
    EdSyncError error;
    Remedy remedy;
  } remedies[] = {
    { ED_SYNC_ERROR_UNREACHABLE, { ED_CONNECTION_OFFLINE, 0, ANY_WAKE } },
    { ED_SYNC_ERROR_BUSY, { ED_CONNECTION_OFFLINE, 0, ED_WAKE_USER } },
    { ED_SYNC_ERROR_SIGN_IN, { ED_CONNECTION_SIGN_IN, FOR_EVER, ED_WAKE_USER } },
    { ED_SYNC_ERROR_PASSWORD, { ED_CONNECTION_SIGN_IN, FOR_EVER, ED_WAKE_USER } },
    { ED_SYNC_ERROR_TOTP_REQUIRED,
      { ED_CONNECTION_TROUBLE, ED_HOUR_MS, ED_WAKE_USER | ED_WAKE_FETCH } },
    { ED_SYNC_ERROR_SUSPENDED, { ED_CONNECTION_SUSPENDED, FOR_EVER, ED_WAKE_USER } },
    { ED_SYNC_ERROR_PROBLEM, { ED_CONNECTION_TROUBLE, ED_HOUR_MS, ED_WAKE_USER } },
    { ED_SYNC_ERROR_OLD, { ED_CONNECTION_TROUBLE, ED_HOUR_MS, ED_WAKE_USER | ED_WAKE_COMMAND } },
    { ED_SYNC_ERROR_CERTIFICATE, { ED_CONNECTION_TROUBLE, 0, ED_WAKE_USER | ED_WAKE_NETWORK } },
    { ED_SYNC_ERROR_STRANGER, { ED_CONNECTION_TROUBLE, 0, ED_WAKE_USER | ED_WAKE_NETWORK } },
    { ED_SYNC_ERROR_CHANGED, { ED_CONNECTION_TROUBLE, 0, ED_WAKE_USER | ED_WAKE_NETWORK } },
  };
  static const Remedy otherwise = { ED_CONNECTION_TROUBLE, 0, ED_WAKE_USER };

  for (gsize i = 0; error->domain == ED_SYNC_ERROR && i < G_N_ELEMENTS (remedies); i++)
    if (error->code == (gint) remedies[i].error)
      return remedies[i].remedy;
  return otherwise;
}

static void
meet_failure (EdEngine *engine, const EdPassReport *report, const GError *error)
{
  Remedy remedy = find_remedy (error);
  gint64 spread = engine->is_up_to_date ? read_number (engine, "retry_spread_s", 0) : 0;

  engine->is_up_to_date = FALSE;
  engine->is_greeted = FALSE;
  engine->failures++;
  engine->pause_ms = remedy.pause_ms;
  engine->pause_wakes = remedy.wakes;
  if (remedy.pause_ms == 0)
    engine->pause_ms =
        ed_backoff (engine->failures, spread, report->retry_after_s, g_random_double ());
  g_clear_error (&engine->failure);
  engine->failure = g_error_copy (error);
  ed_fetch_queue_fail (engine->fetches, error);
  /* What sets a second factor up has been called in this turn, or came after and wakes the next. */
  if (!g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_REQUIRED))
    ed_errand_queue_fail (engine->errands, error);
  ed_board_write_connection (engine->board, remedy.connection, error);
}

static void
keep_synced_at (EdEngine *engine)
{
  g_autofree char *text = NULL;

  if (engine->synced_at == ED_ABSENT || engine->store == NULL)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, engine->synced_at);
  ed_store_set (engine->store, "synced_at", text, NULL);
}

/* WAS_HOLLOW: a server that does not let a wait hang must not be asked again and again. */
static void
meet_success (EdEngine *engine, const EdPassReport *report, gboolean was_hollow)
{
  g_autoptr (GError) trouble = NULL;

  engine->failures = 0;
  g_clear_error (&engine->failure);
  engine->hollow = was_hollow ? engine->hollow + 1 : 0;
  engine->pause_wakes = ANY_WAKE;
  engine->pause_ms = 0;
  if (was_hollow)
    engine->pause_ms = MIN (ed_backoff (engine->hollow, 0, 0, 1), WAIT_S * 1000);
  engine->is_up_to_date = TRUE;
  engine->synced_at = ed_clock_now (engine->clock);
  if (report->pushed > 0 || report->pulled > 0)
    keep_synced_at (engine);
  ed_board_begin (engine->board)->synced_at = engine->synced_at;
  ed_board_end (engine->board);
  if (strcmp (report->code, "server_too_old") == 0)
    trouble = g_error_new_literal (ED_SYNC_ERROR,
                                   ED_SYNC_ERROR_OLD,
                                   "the server is too old for what waits here");
  ed_board_write_connection (engine->board,
                             trouble != NULL ? ED_CONNECTION_TROUBLE : ED_CONNECTION_UP_TO_DATE,
                             trouble);
}

/* Makes one pass, and sets the pause that comes after it. */
static void
make_turn (EdEngine *engine)
{
  guint woken = begin_turn (engine);
  gboolean is_patient = engine->is_up_to_date && woken == 0;
  EdPassReport report = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  gboolean is_hollow, done;

  let_expire (engine);
  if (!is_patient)
    ed_board_write_connection (engine->board, ED_CONNECTION_SYNCING, NULL);
  ed_store_hold (engine->store, (woken & ED_WAKE_USER) != 0 ? 0 : engine->hold_ms);
  done = greet (engine, &report, &error)
         && ed_pass_run (&engine->pass, is_patient ? WAIT_S : 0, &report, engine->stop, &error);
  on_progress (0, 0, engine);
  write_records (engine);
  is_hollow = is_patient && report.pushed == 0 && report.pulled == 0
              && g_get_monotonic_time () - begin < HOLLOW_MS * 1000
              && !g_cancellable_is_cancelled (engine->waiting);
  if (done)
    meet_success (engine, &report, is_hollow);
  else if (!g_cancellable_is_cancelled (engine->stop))
    meet_failure (engine, &report, error);
}

/* --- the thread ------------------------------------------------------------------------------- */

static gboolean
open_desk (EdEngine *engine, EdOpened *opened, GError **error)
{
  if (!ed_opening_run (engine->opening, opened, engine->stop, error))
    return FALSE;
  g_clear_pointer (&engine->opening, ed_opening_free);
  engine->store = g_steal_pointer (&opened->sync);
  engine->pass.store = engine->store;
  engine->pass.transport = g_steal_pointer (&opened->transport);
  engine->pass.clock = engine->clock;
  engine->pass.on_changed = on_changed;
  engine->pass.on_progress = on_progress;
  engine->pass.on_transfer = on_transfer;
  engine->pass.fetches = engine->fetches;
  engine->pass.errands = engine->errands;
  engine->pass.data = engine;
  engine->is_greeted = opened->is_signed_in;
  engine->synced_at = read_number (engine, "synced_at", ED_ABSENT);
  ed_board_begin (engine->board)->synced_at = engine->synced_at;
  ed_board_end (engine->board);
  ed_board_write_connection (engine->board,
                             opened->is_signed_in ? ED_CONNECTION_SYNCING : ED_CONNECTION_OFFLINE,
                             NULL);
  let_expire (engine);
  on_changed (engine);
  return TRUE;
}

static void
on_asked_to_stop (GCancellable *asked, gpointer stop)
{
  g_cancellable_cancel (stop);
}

/* Opens, and on a fresh cache makes the first turn. FALSE: nothing is open. */
static gboolean
begin (EdEngine *engine, EdOpened *opened, GError **error)
{
  gulong connection = 0;
  gboolean done;

  if (engine->asked != NULL)
    connection =
        g_cancellable_connect (engine->asked, G_CALLBACK (on_asked_to_stop), engine->stop, NULL);
  done = open_desk (engine, opened, error);
  if (done && opened->is_fresh)
    make_turn (engine);
  g_cancellable_disconnect (engine->asked, connection);
  if (done && !g_cancellable_set_error_if_cancelled (engine->stop, error))
    return TRUE;
  ed_opened_clear (opened);
  return FALSE;
}

static gpointer
run_thread (gpointer data)
{
  EdEngine *engine = data;
  EdOpened opened = { 0 };
  GError *error = NULL;

  engine->thread = g_thread_ref (g_thread_self ());
  if (!begin (engine, &opened, &error))
    {
      EdEngineCalls calls = engine->calls;

      free_engine (engine);
      calls.failed (error, calls.data);
      return NULL;
    }
  engine->calls.opened (engine, &opened, engine->calls.data);
  ed_opened_clear (&opened);
  while (take_pause (engine))
    make_turn (engine);
  keep_synced_at (engine);
  g_clear_pointer (&engine->pass.transport, ed_transport_free);
  g_clear_pointer (&engine->store, ed_store_close);
  return NULL;
}

void
ed_engine_start (EdOpening *opening, const EdEngineCalls *calls, GCancellable *cancellable)
{
  EdEngine *engine = g_new0 (EdEngine, 1);

  engine->calls = *calls;
  engine->opening = opening;
  engine->clock = opening->clock;
  engine->hold_ms = opening->hold_ms;
  engine->board = ed_board_new ();
  engine->fetches = ed_fetch_queue_new ();
  engine->errands = ed_errand_queue_new ();
  engine->asked = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  engine->stop = g_cancellable_new ();
  engine->synced_at = ED_ABSENT;
  engine->expiry = ED_ABSENT;
  g_mutex_init (&engine->mutex);
  g_cond_init (&engine->cond);
  g_thread_unref (g_thread_new ("sync", run_thread, engine));
}

EdBoard *
ed_engine_board (EdEngine *engine)
{
  return engine->board;
}

guint
ed_engine_hold_ms (EdEngine *engine)
{
  return engine->hold_ms;
}

void
ed_engine_fetch (EdEngine *engine, const EdFile *file, GTask *task)
{
  ed_fetch_queue_add (engine->fetches, file, task);
  ed_engine_wake (engine, ED_WAKE_FETCH);
}

void
ed_engine_send_errand (EdEngine *engine, EdErrand *errand)
{
  ed_errand_queue_add (engine->errands, errand);
  ed_engine_wake (engine, ED_WAKE_FETCH);
}

static void
interrupt (EdEngine *engine, guint why, gboolean is_stopping)
{
  g_autoptr (GCancellable) waiting = NULL;

  g_mutex_lock (&engine->mutex);
  engine->woken |= why;
  engine->is_stopping = engine->is_stopping || is_stopping;
  waiting = engine->waiting != NULL ? g_object_ref (engine->waiting) : NULL;
  g_cond_broadcast (&engine->cond);
  g_mutex_unlock (&engine->mutex);
  if (waiting != NULL)
    g_cancellable_cancel (waiting);
}

void
ed_engine_wake (EdEngine *engine, EdWake why)
{
  interrupt (engine, why, FALSE);
}

void
ed_engine_stop (EdEngine *engine)
{
  GThread *thread = engine->thread;

  interrupt (engine, 0, TRUE);
  g_cancellable_cancel (engine->stop);
  engine->thread = NULL;
  g_thread_join (thread);
  free_engine (engine);
}
