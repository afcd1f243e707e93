/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lives in the main thread. Behind it: the engine's thread (engine.h) and the worker's, each with
 * its own connection; the window's reads a third. What the two threads find reaches the properties
 * through the board (board.h), in the main context that the desk was opened in. */

#include "sync/desk.h"

#include "sync/desk-account.h"
#include "sync/desk-requests.h"
#include "sync/desk-totp.h"
#include "sync/desk-worker.h"
#include "sync/engine.h"

#include "base/worker.h"

struct _EdDesk
{
  GObject parent;

  const EdClock *clock;
  EdVault *vault;
  EdEngine *engine; /* NULL once closed, like the worker and the stores */
  EdWorker *worker;
  EdStore *work; /* the worker's */
  EdStore *read; /* the main thread's */
  GNetworkMonitor *network;

  gboolean is_issued;  /* the password */
  gboolean wants_totp; /* before anything else */

  EdNotice shown; /* without records */
  EdAccount *account;
  EdSettings *settings;
  EdZone *zone;
};

enum
{
  PROP_0,
  PROP_CONNECTION,
  PROP_WAITING,
  PROP_REFUSED,
  PROP_PROGRESS_ITEMS,
  PROP_PROGRESS_COUNT,
  PROP_SYNCED_AT,
  PROP_TROUBLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static guint changed_signal, progress_signal;

G_DEFINE_ENUM_TYPE (EdConnection,
                    ed_connection,
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_UP_TO_DATE, "up-to-date"),
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_SUSPENDED, "suspended"),
                    G_DEFINE_ENUM_VALUE (ED_CONNECTION_TROUBLE, "trouble"))

G_DEFINE_FINAL_TYPE (EdDesk, ed_desk, G_TYPE_OBJECT)

/* --- news ------------------------------------------------------------------------------------- */

static void
take_records (EdDesk *self, EdNotice *notice)
{
  if (notice->account != NULL)
    {
      g_clear_pointer (&self->account, ed_account_free);
      self->account = g_steal_pointer (&notice->account);
    }
  if (notice->settings != NULL)
    {
      g_clear_pointer (&self->settings, ed_settings_free);
      g_clear_pointer (&self->zone, ed_zone_free);
      self->settings = g_steal_pointer (&notice->settings);
      self->zone = ed_settings_make_zone (self->settings);
    }
}

static void
notify_if (EdDesk *self, gboolean differs, guint property)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_same_trouble (const GError *one, const GError *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_error_matches (one, other->domain, other->code)
         && strcmp (one->message, other->message) == 0;
}

static void
tell_transfers (EdDesk *self, GPtrArray *transfers)
{
  for (guint i = 0; transfers != NULL && i < transfers->len; i++)
    {
      const EdTransfer *transfer = transfers->pdata[i];

      g_signal_emit (self,
                     progress_signal,
                     0,
                     transfer->document_id,
                     transfer->so_far,
                     transfer->size);
    }
}

static gboolean
on_news (gpointer data)
{
  EdDesk *self = data;
  g_autoptr (EdDesk) kept = g_object_ref (self);
  EdNotice was = self->shown;
  EdNotice now;
  g_autoptr (GError) trouble = was.trouble;
  g_autoptr (GPtrArray) transfers = NULL;

  ed_board_read (ed_engine_board (self->engine), &now);
  transfers = g_steal_pointer (&now.transfers);
  now.changed = now.changed || now.settings != NULL || now.account != NULL;
  take_records (self, &now);
  self->shown = now;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, was.connection != now.connection, PROP_CONNECTION);
  notify_if (self, was.waiting != now.waiting, PROP_WAITING);
  notify_if (self, was.refused != now.refused, PROP_REFUSED);
  notify_if (self, was.items != now.items, PROP_PROGRESS_ITEMS);
  notify_if (self, was.count != now.count, PROP_PROGRESS_COUNT);
  notify_if (self, was.synced_at != now.synced_at, PROP_SYNCED_AT);
  notify_if (self, !is_same_trouble (trouble, now.trouble), PROP_TROUBLE);
  g_object_thaw_notify (G_OBJECT (self));
  tell_transfers (self, transfers);
  if (now.changed && self->engine != NULL)
    g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (GNetworkMonitor *network, gboolean is_available, EdDesk *self)
{
  if (is_available)
    ed_engine_wake (self->engine, ED_WAKE_NETWORK);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* What the engine's thread hands over to the main thread. */
typedef struct
{
  EdEngine *engine;
  EdOpened opened;
  const EdClock *clock;
} Handover;

static void
handover_free (Handover *handover)
{
  if (handover->engine != NULL)
    ed_engine_stop (handover->engine);
  ed_opened_clear (&handover->opened);
  g_free (handover);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handover, handover_free)

static void
on_opened (EdEngine *engine, EdOpened *opened, gpointer data)
{
  g_autoptr (GTask) task = data;
  Handover *handover = g_new0 (Handover, 1);

  handover->engine = engine;
  handover->opened = *opened;
  *opened = (EdOpened){ 0 };
  g_task_return_pointer (task, handover, (GDestroyNotify) handover_free);
}

static void
on_failed (GError *error, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_error (task, error);
}

void
ed_desk_open_async (const EdDeskOptions *options,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  const EdEngineCalls calls = { on_opened, on_failed, task };
  EdOpening *opening;

  g_return_if_fail (options != NULL && options->data_dir != NULL && options->server != NULL
                    && options->user != NULL && options->password != NULL);

  /* The engine says itself that it was cancelled: a desk that is open must not get lost between. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, ed_desk_open_async);
  opening = ed_opening_new (options);
  g_task_set_task_data (task, (gpointer) opening->clock, NULL);
  ed_engine_start (opening, &calls, cancellable);
}

EdDesk *
ed_desk_open_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (Handover) handover = NULL;
  EdDesk *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  handover = g_task_propagate_pointer (G_TASK (result), error);
  if (handover == NULL)
    return NULL;
  self = g_object_new (ED_TYPE_DESK, NULL);
  self->clock = g_task_get_task_data (G_TASK (result));
  self->engine = g_steal_pointer (&handover->engine);
  self->vault = g_steal_pointer (&handover->opened.vault);
  self->work = g_steal_pointer (&handover->opened.work);
  self->read = g_steal_pointer (&handover->opened.read);
  self->account = g_steal_pointer (&handover->opened.account);
  self->is_issued = handover->opened.is_issued;
  self->wants_totp = handover->opened.wants_totp;
  self->worker = ed_worker_new ();
  ed_board_read (ed_engine_board (self->engine), &self->shown);
  g_clear_pointer (&self->shown.transfers, g_ptr_array_unref);
  take_records (self, &self->shown);
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect (self->network, "network-changed", G_CALLBACK (on_network_changed), self);
  ed_board_listen (ed_engine_board (self->engine), on_news, self);
  return self;
}

void
ed_desk_close (EdDesk *self)
{
  g_return_if_fail (ED_IS_DESK (self));

  if (self->engine == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->network, self);
  ed_board_listen (ed_engine_board (self->engine), NULL, NULL);
  g_clear_pointer (&self->worker, ed_worker_close);
  g_clear_pointer (&self->engine, ed_engine_stop);
  g_clear_pointer (&self->work, ed_store_close);
  g_clear_pointer (&self->read, ed_store_close);
  g_clear_pointer (&self->vault, ed_vault_close);
  g_clear_object (&self->network);
}

/* --- for desk-calls.c ------------------------------------------------------------------------- */

void
ed_desk_push (EdDesk *self, GTask *task, GTaskThreadFunc function)
{
  if (self->worker != NULL)
    ed_worker_push (self->worker, task, function);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  g_object_unref (task);
}

EdStore *
ed_desk_work_store (EdDesk *self)
{
  return self->work;
}

void
ed_desk_wipe (EdDesk *self)
{
  g_auto (GStrv) receipts = NULL;

  ed_store_finish_wipes (self->work, &receipts, NULL);
}

static gboolean
on_held (gpointer data)
{
  g_autoptr (EdDesk) self = g_weak_ref_get (data);

  if (self != NULL && self->engine != NULL)
    ed_engine_wake (self->engine, ED_WAKE_COMMAND);
  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

void
ed_desk_note_change (EdDesk *self, gboolean is_work)
{
  guint hold_ms = ed_engine_hold_ms (self->engine);
  g_autoptr (EdSettings) settings = ed_store_load_settings (self->work, NULL);
  GWeakRef *waker;

  if (settings != NULL)
    ed_board_write_settings (ed_engine_board (self->engine), settings);
  ed_board_write_change (ed_engine_board (self->engine), self->work);
  if (!is_work)
    return;
  if (hold_ms == 0)
    {
      ed_engine_wake (self->engine, ED_WAKE_COMMAND);
      return;
    }
  waker = g_new0 (GWeakRef, 1);
  g_weak_ref_init (waker, self);
  g_timeout_add_full (G_PRIORITY_DEFAULT, hold_ms + 1, on_held, waker, free_weak_ref);
}

const EdClock *
ed_desk_clock (EdDesk *self)
{
  return self->clock;
}

void
ed_desk_send_errand (EdDesk *self, EdErrand *errand)
{
  g_autoptr (GError) closed = NULL;

  if (self->engine != NULL)
    {
      ed_engine_send_errand (self->engine, errand);
      return;
    }
  closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  ed_errand_finish (errand, NULL, closed);
}

EdVault *
ed_desk_vault (EdDesk *self)
{
  return self->vault;
}

gboolean
ed_desk_password_is_issued (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), FALSE);

  return self->is_issued;
}

void
ed_desk_forget_issued (EdDesk *self)
{
  self->is_issued = FALSE;
}

/* By the sign-in, or by what the server has answered since. */
gboolean
ed_desk_totp_is_required (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), FALSE);

  return self->wants_totp
         || g_error_matches (self->shown.trouble, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_REQUIRED);
}

void
ed_desk_forget_totp_required (EdDesk *self)
{
  self->wants_totp = FALSE;
}

void
ed_desk_fetch (EdDesk *self, const EdFile *file, GTask *task)
{
  ed_engine_fetch (self->engine, file, task);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
ed_desk_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  EdDesk *self = ED_DESK (object);

  switch (property)
    {
    case PROP_CONNECTION:
      g_value_set_enum (value, (gint) self->shown.connection);
      break;
    case PROP_WAITING:
      g_value_set_int64 (value, self->shown.waiting);
      break;
    case PROP_REFUSED:
      g_value_set_int64 (value, self->shown.refused);
      break;
    case PROP_PROGRESS_ITEMS:
      g_value_set_int64 (value, self->shown.items);
      break;
    case PROP_PROGRESS_COUNT:
      g_value_set_int64 (value, self->shown.count);
      break;
    case PROP_SYNCED_AT:
      g_value_set_int64 (value, self->shown.synced_at);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->shown.trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
ed_desk_finalize (GObject *object)
{
  EdDesk *self = ED_DESK (object);

  g_warn_if_fail (self->engine == NULL); /* ed_desk_close() comes first: it joins threads */
  ed_notice_clear (&self->shown);
  g_clear_pointer (&self->account, ed_account_free);
  g_clear_pointer (&self->settings, ed_settings_free);
  g_clear_pointer (&self->zone, ed_zone_free);
  G_OBJECT_CLASS (ed_desk_parent_class)->finalize (object);
}

static GParamSpec *
make_number (const char *name)
{
  return g_param_spec_int64 (name,
                             NULL,
                             NULL,
                             G_MININT64,
                             G_MAXINT64,
                             0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
ed_desk_class_init (EdDeskClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_desk_get_property;
  object_class->finalize = ed_desk_finalize;

  properties[PROP_CONNECTION] =
      g_param_spec_enum ("connection",
                         NULL,
                         NULL,
                         ED_TYPE_CONNECTION,
                         ED_CONNECTION_OFFLINE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WAITING] = make_number ("waiting");
  properties[PROP_REFUSED] = make_number ("refused");
  properties[PROP_PROGRESS_ITEMS] = make_number ("progress-items");
  properties[PROP_PROGRESS_COUNT] = make_number ("progress-count");
  properties[PROP_SYNCED_AT] = make_number ("synced-at");
  properties[PROP_TROUBLE] =
      g_param_spec_boxed ("trouble",
                          NULL,
                          NULL,
                          G_TYPE_ERROR,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  changed_signal = g_signal_new ("changed",
                                 ED_TYPE_DESK,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
  progress_signal = g_signal_new ("file-progress",
                                  ED_TYPE_DESK,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  3,
                                  G_TYPE_STRING,
                                  G_TYPE_INT64,
                                  G_TYPE_INT64);
}

static void
ed_desk_init (EdDesk *self)
{
  self->shown.synced_at = ED_ABSENT;
  self->settings = ed_settings_new ();
  self->zone = ed_settings_make_zone (self->settings);
}

EdConnection
ed_desk_connection (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), ED_CONNECTION_OFFLINE);

  return self->shown.connection;
}

const EdAccount *
ed_desk_account (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), NULL);

  return self->account;
}

const EdSettings *
ed_desk_settings (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), NULL);

  return self->settings;
}

const EdZone *
ed_desk_zone (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), NULL);

  return self->zone;
}

gint64
ed_desk_now (EdDesk *self)
{
  g_return_val_if_fail (ED_IS_DESK (self), 0);

  return ed_clock_now (self->clock) + self->shown.offset_ms;
}

void
ed_desk_sync_now (EdDesk *self)
{
  g_return_if_fail (ED_IS_DESK (self));

  if (self->engine != NULL)
    ed_engine_wake (self->engine, ED_WAKE_USER);
}

GPtrArray *
ed_desk_load_rows (EdDesk *self, const gint64 *rows, guint n, GError **error)
{
  g_return_val_if_fail (ED_IS_DESK (self), NULL);

  if (self->read != NULL)
    return ed_store_load_rows (self->read, rows, n, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  return NULL;
}

GPtrArray *
ed_desk_load_request_rows (EdDesk *self, const gint64 *rows, guint n, GError **error)
{
  g_return_val_if_fail (ED_IS_DESK (self), NULL);

  if (self->read != NULL)
    return ed_store_load_request_rows (self->read, rows, n, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closed");
  return NULL;
}
