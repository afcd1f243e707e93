/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk.h"

#include "client/fake-desk-insides.h"

#include "domain/internal-message.h"

#include "domain/standing.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"

#include <string.h>

#define EXPERT "11111111-1111-4111-8111-111111111111"
#define COORDINATOR "11111111-1111-4111-8111-111111111112"

enum
{
  PROP_CONNECTION = 1,
  PROP_WAITING,
  PROP_REFUSED,
  PROP_ITEMS,
  PROP_COUNT,
  PROP_SYNCED_AT,
  PROP_TROUBLE,
  N_PROPS
};
enum
{
  CHANGED,
  FILE_PROGRESS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];
static GError *next_open_error;
static char *opened_with;

G_DEFINE_FINAL_TYPE (EdDesk, ed_desk, G_TYPE_OBJECT)

G_DEFINE_QUARK (ed_sync_error, ed_sync_error)
G_DEFINE_QUARK (ed_vault_error, ed_vault_error)
G_DEFINE_QUARK (ed_db_error, ed_db_error)

GType
ed_connection_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { ED_CONNECTION_OFFLINE, "ED_CONNECTION_OFFLINE", "offline" },
        { ED_CONNECTION_SYNCING, "ED_CONNECTION_SYNCING", "syncing" },
        { ED_CONNECTION_UP_TO_DATE, "ED_CONNECTION_UP_TO_DATE", "up-to-date" },
        { ED_CONNECTION_SIGN_IN, "ED_CONNECTION_SIGN_IN", "sign-in" },
        { ED_CONNECTION_SUSPENDED, "ED_CONNECTION_SUSPENDED", "suspended" },
        { ED_CONNECTION_TROUBLE, "ED_CONNECTION_TROUBLE", "trouble" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("EdConnection", values));
    }
  return type;
}

void
ed_case_row_free (EdCaseRow *row)
{
  if (row == NULL)
    return;
  ed_case_free (row->case_);
  g_free (row);
}

void
ed_outbox_entry_free (EdOutboxEntry *entry)
{
  if (entry == NULL)
    return;
  ed_command_free (entry->command);
  g_clear_pointer (&entry->redo, ed_command_free);
  g_free (entry->field);
  g_free (entry->case_title_parts);
  g_free (entry->file_name);
  g_free (entry);
}

guint
ed_fake_desk_count_entries (EdDesk *desk, gboolean waiting)
{
  guint n = 0;

  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdOutboxEntry *entry = desk->outbox->pdata[i];
      gboolean is_waiting = entry->state == ED_OUTBOX_WAITING || entry->state == ED_OUTBOX_SENT;

      if (waiting ? is_waiting : !is_waiting && entry->state != ED_OUTBOX_ACCEPTED)
        n++;
    }
  return n;
}

static void
ed_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDesk *desk = ED_DESK (object);

  switch (id)
    {
    case PROP_CONNECTION:
      g_value_set_enum (value, desk->connection);
      break;
    case PROP_WAITING:
    case PROP_REFUSED:
      g_value_set_int64 (value, ed_fake_desk_count_entries (desk, id == PROP_WAITING));
      break;
    case PROP_ITEMS:
      g_value_set_int64 (value, desk->items);
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, desk->count);
      break;
    case PROP_SYNCED_AT:
      g_value_set_int64 (value, desk->now);
      break;
    default:
      g_value_set_boxed (value, desk->trouble);
    }
}

static void
ed_desk_finalize (GObject *object)
{
  EdDesk *desk = ED_DESK (object);

  ed_account_free (desk->account);
  ed_settings_free (desk->settings);
  ed_zone_free (desk->zone);
  g_ptr_array_unref (desk->cases);
  g_ptr_array_unref (desk->before);
  g_ptr_array_unref (desk->outbox);
  g_ptr_array_unref (desk->accounts);
  g_ptr_array_unref (desk->files);
  g_hash_table_unref (desk->drafts);
  g_hash_table_unref (desk->draft_files);
  g_clear_error (&desk->draft_error);
  g_ptr_array_unref (desk->messages);
  g_ptr_array_unref (desk->statements);
  g_ptr_array_unref (desk->companies);
  g_ptr_array_unref (desk->requests);
  g_ptr_array_unref (desk->internals);
  g_ptr_array_unref (desk->late);
  g_hash_table_unref (desk->late_away);
  g_hash_table_unref (desk->read_at);
  g_hash_table_unref (desk->told);
  g_clear_error (&desk->trouble);
  g_clear_pointer (&desk->devices, g_ptr_array_unref);
  g_clear_error (&desk->account_trouble);
  G_OBJECT_CLASS (ed_desk_parent_class)->finalize (object);
}

static void
ed_desk_class_init (EdDeskClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_desk_get_property;
  object_class->finalize = ed_desk_finalize;
  properties[PROP_CONNECTION] = g_param_spec_enum ("connection",
                                                   NULL,
                                                   NULL,
                                                   ED_TYPE_CONNECTION,
                                                   ED_CONNECTION_OFFLINE,
                                                   flags);
  properties[PROP_WAITING] = g_param_spec_int64 ("waiting", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REFUSED] = g_param_spec_int64 ("refused", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ITEMS] =
      g_param_spec_int64 ("progress-items", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COUNT] =
      g_param_spec_int64 ("progress-count", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SYNCED_AT] =
      g_param_spec_int64 ("synced-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_DESK,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[FILE_PROGRESS] = g_signal_new ("file-progress",
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
free_case (gpointer case_)
{
  if (case_ != NULL)
    ed_case_free (case_);
}

static void
ed_desk_init (EdDesk *desk)
{
  const char *const roles[] = { "expert", NULL };

  desk->settings = ed_settings_new ();
  desk->zone = ed_settings_make_zone (desk->settings);
  desk->cases = g_ptr_array_new_with_free_func (free_case);
  desk->before = g_ptr_array_new_with_free_func (free_case);
  desk->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_outbox_entry_free);
  desk->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
  desk->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  desk->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_request_free);
  desk->internals = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_internal_message_free);
  desk->late = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);
  desk->late_away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desk->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  desk->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_free);
  desk->read_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  desk->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desk->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  desk->draft_files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  desk->files = ed_fake_desk_new_files ();
  desk->account = ed_record_new (&ed_account_type);
  desk->account->id = g_strdup (EXPERT);
  desk->account->user = g_strdup ("expert@demo.example");
  desk->account->name = g_strdup ("Dr. Kovács Anna");
  desk->account->roles = g_strdupv ((char **) roles);
  desk->connection = ED_CONNECTION_UP_TO_DATE;
}

void
ed_fake_desk_tell (EdDesk *desk)
{
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_WAITING]);
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_REFUSED]);
  g_signal_emit (desk, signals[CHANGED], 0);
}

/* --- for tests ------------------------------------------------------------------------------- */

EdDesk *
ed_fake_desk_new (gint64 now)
{
  EdDesk *desk = g_object_new (ED_TYPE_DESK, NULL);

  desk->now = now;
  desk->codes_left = ED_ABSENT;
  return desk;
}

void
ed_fake_desk_set_roles (EdDesk *desk, guint roles)
{
  static const char *const words[] = { "expert", "coordinator", "case_manager", "administrator" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (roles & (1u << i))
      g_strv_builder_add (builder, words[i]);
  g_strfreev (desk->account->roles);
  desk->account->roles = g_strv_builder_end (builder);
  /* Who coordinates and is no expert has none of the sample cases. */
  g_free (desk->account->id);
  desk->account->id = g_strdup (
      (roles & (ED_ROLE_COORDINATOR | ED_ROLE_EXPERT)) == ED_ROLE_COORDINATOR ? COORDINATOR
                                                                              : EXPERT);
}

void
ed_fake_desk_set_now (EdDesk *desk, gint64 now)
{
  desk->now = now;
}

void
ed_fake_desk_add_case (EdDesk *desk, EdCase *case_)
{
  g_ptr_array_add (desk->cases, case_);
}

void
ed_fake_desk_add_account (EdDesk *desk, EdAccount *account)
{
  g_ptr_array_add (desk->accounts, account);
}

int
ed_fake_desk_index (EdDesk *desk, const char *id)
{
  for (guint i = 0; i < desk->cases->len; i++)
    if (desk->cases->pdata[i] != NULL
        && g_strcmp0 (((EdCase *) desk->cases->pdata[i])->id, id) == 0)
      return (int) i;
  return -1;
}

const EdCase *
ed_fake_desk_find (EdDesk *desk, const char *id)
{
  int index = ed_fake_desk_index (desk, id);

  return index < 0 ? NULL : desk->cases->pdata[index];
}

void
ed_fake_desk_set_connection (EdDesk *desk, EdConnection connection, gint64 items, gint64 count)
{
  desk->connection = connection;
  desk->items = items;
  desk->count = count;
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_ITEMS]);
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_COUNT]);
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_SYNCED_AT]);
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_CONNECTION]);
}

void
ed_fake_desk_set_trouble (EdDesk *desk, GError *trouble)
{
  g_clear_error (&desk->trouble);
  desk->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (desk), properties[PROP_TROUBLE]);
  ed_fake_desk_set_connection (desk, ED_CONNECTION_TROUBLE, 0, 0);
}

void
ed_fake_desk_settle (EdDesk *desk, EdOutboxState state, EdRefusalCode code, const char *field)
{
  EdOutboxEntry *entry;

  g_assert_cmpuint (desk->outbox->len, >, 0);
  entry = desk->outbox->pdata[desk->outbox->len - 1];
  entry->state = state;
  entry->code = code;
  g_free (entry->field);
  entry->field = g_strdup (field);
  entry->answered_at = desk->now;
  ed_fake_desk_tell (desk);
}

void
ed_fake_desk_add_entry (EdDesk *desk,
                        EdCommand *command,
                        EdOutboxState state,
                        EdRefusalCode code,
                        const char *field)
{
  ed_fake_desk_note (desk, command, NULL);
  ed_fake_desk_settle (desk, state, code, field);
}

void
ed_fake_desk_fail_open (GError *error)
{
  g_clear_error (&next_open_error);
  next_open_error = error;
}

guint
ed_fake_desk_count_commands (EdDesk *desk)
{
  return desk->outbox->len;
}

const EdCommand *
ed_fake_desk_command (EdDesk *desk, guint index)
{
  g_assert_cmpuint (index, <, desk->outbox->len);
  return ((EdOutboxEntry *) desk->outbox->pdata[index])->command;
}

/* --- the desk -------------------------------------------------------------------------------- */

static gboolean
open_idly (gpointer data)
{
  GTask *task = data;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (next_open_error != NULL)
    g_task_return_error (task, g_steal_pointer (&next_open_error));
  else
    g_task_return_pointer (task, ed_fake_desk_new (0), g_object_unref);
  return G_SOURCE_REMOVE;
}

void
ed_desk_open_async (const EdDeskOptions *options,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_free (opened_with);
  opened_with = g_strdup (options->totp);
  g_idle_add_full (G_PRIORITY_DEFAULT, open_idly, task, g_object_unref);
}

const char *
ed_fake_desk_opened_with (void)
{
  return opened_with;
}

EdDesk *
ed_desk_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_close (EdDesk *desk)
{
  desk->closed = TRUE;
}

EdConnection
ed_desk_connection (EdDesk *desk)
{
  return desk->connection;
}

const EdAccount *
ed_desk_account (EdDesk *desk)
{
  return desk->account;
}

const EdSettings *
ed_desk_settings (EdDesk *desk)
{
  return desk->settings;
}

const EdZone *
ed_desk_zone (EdDesk *desk)
{
  return desk->zone;
}

gint64
ed_desk_now (EdDesk *desk)
{
  return desk->now;
}

void
ed_desk_sync_now (EdDesk *desk)
{
  desk->asked_to_sync++;
}

typedef struct
{
  gboolean done;
  EdRefusal refusal;
} Outcome;

void
ed_desk_do_async (EdDesk *desk,
                  const EdCommand *command,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  ed_desk_do_written_async (desk, command, NULL, cancellable, callback, data);
}

void
ed_desk_do_written_async (EdDesk *desk,
                          const EdCommand *command,
                          const EdDraftEnd *ends,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->done = ed_fake_desk_do (desk, command, NULL, &outcome->refusal);
  ed_fake_desk_end_draft (desk, ends, outcome->done);
  if (outcome->done)
    ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, outcome);
}

gboolean
ed_desk_do_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error)
{
  g_autofree Outcome *outcome = ed_fake_desk_finish (desk, result, error);

  *refusal = outcome->refusal;
  return outcome->done;
}

void
ed_desk_undo_async (EdDesk *desk,
                    const char *command_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  gboolean undone = ed_fake_desk_undo (desk, command_id);

  if (undone)
    ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (undone));
}

gboolean
ed_desk_undo_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}

void
ed_desk_take_up_async (EdDesk *desk,
                       const char *refused_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  ed_fake_desk_keep_words (desk, refused_id);
  ed_desk_discard_async (desk, refused_id, cancellable, callback, data);
}

/* The entry gives way to AGAIN, which waits. */
void
ed_desk_redo_async (EdDesk *desk,
                    const char *refused_id,
                    const EdCommand *again,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  guint before = desk->outbox->len;

  ed_desk_do_async (desk, again, cancellable, callback, data);
  if (desk->outbox->len > before)
    ed_desk_discard_async (desk, refused_id, NULL, NULL, NULL);
}

void
ed_desk_discard_async (EdDesk *desk,
                       const char *command_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      EdOutboxEntry *entry = desk->outbox->pdata[i];

      if (g_strcmp0 (entry->command->id, command_id) != 0)
        continue;
      g_ptr_array_remove_index (desk->outbox, i);
      g_ptr_array_remove_index (desk->before, i);
      break;
    }
  ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_discard_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}
