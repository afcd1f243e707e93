/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-import.h"

#include "base/clock.h"
#include "client/coordinator/import-memory.h"
#include "client/coordinator/import-texts.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "domain/company.h"
#include "forms/intake-words.h"
#include "sync/desk-companies.h"
#include "sync/desk-drafts.h"
#include "sync/desk-intakes.h"

/* Cases recorded in one go: some ten milliseconds of the desk's thread. */
#define STEP 100

struct _EdCaseImport
{
  GObject parent_instance;
  EdDesk *desk;
  EdImportState state;
  char *trouble, *notice;
  GBytes *bytes; /* NULL until it is read */
  EdImportWishes wishes;
  EdImportReading *reading; /* the latest, or NULL */
  GPtrArray *companies;     /* EdCompany */
  GPtrArray *items;         /* EdImportItem, of all rows */
  GListStore *rows;         /* of those shown */
  EdImportKind shown;
  GPtrArray *taken; /* EdImportItem, to be recorded */
  guint done;       /* of those */
  gboolean is_cancelled;
  gboolean is_many;          /* many items are changing: it is told once */
  GCancellable *cancellable; /* of it all */
  GCancellable *reader;      /* of the latest reading */
};

enum
{
  PROP_STATE = 1,
  PROP_TROUBLE,
  PROP_NOTICE,
  PROP_DONE,
  PROP_TOTAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint counted;

G_DEFINE_FINAL_TYPE (EdCaseImport, ed_case_import, G_TYPE_OBJECT)

static void
set_state (EdCaseImport *self, EdImportState state, char *trouble)
{
  g_free (self->trouble);
  self->trouble = trouble;
  self->state = state;
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void
tell_counted (EdCaseImport *self)
{
  if (!self->is_many)
    g_signal_emit (self, counted, 0);
}

/* In two emissions, as views like it best. */
static void
show_rows (EdCaseImport *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    if (self->shown == ED_N_IMPORT_KINDS
        || ed_import_item_kind (self->items->pdata[i]) == self->shown)
      g_ptr_array_add (shown, self->items->pdata[i]);
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, shown->pdata, shown->len);
}

/* CHECKS: of the rows that are not refused, in order. */
static void
make_items (EdCaseImport *self, const GArray *checks)
{
  guint checked = 0;

  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < self->reading->rows->len; i++)
    {
      const EdIntakeRow *row = &g_array_index (self->reading->rows, EdIntakeRow, i);
      const EdIntakeCheck *check =
          ed_intake_row_is_refused (row) ? NULL : &g_array_index (checks, EdIntakeCheck, checked++);
      EdImportItem *item = ed_import_item_new (self->reading, i, check);

      g_signal_connect_object (item,
                               "notify::included",
                               G_CALLBACK (tell_counted),
                               self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->items, item);
    }
  if (ed_case_import_count (self, self->shown) == 0)
    self->shown = ED_N_IMPORT_KINDS;
  show_rows (self);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) checks = ed_desk_check_intakes_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (checks == NULL)
    {
      set_state (self, ED_IMPORT_UNREADABLE, ed_error_sentence (error));
      return;
    }
  make_items (self, checks);
  g_free (self->notice);
  self->notice = ed_import_notice_text (self->reading);
  set_state (self, ED_IMPORT_ROWS, NULL);
  tell_counted (self);
}

static void
check_rows (EdCaseImport *self)
{
  g_autoptr (GPtrArray) intakes = g_ptr_array_new ();

  for (guint i = 0; i < self->reading->rows->len; i++)
    {
      const EdIntakeRow *row = &g_array_index (self->reading->rows, EdIntakeRow, i);

      if (!ed_intake_row_is_refused (row))
        g_ptr_array_add (intakes, row->intake);
    }
  ed_desk_check_intakes_async (self->desk, intakes, self->reader, on_checked, self);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GError) error = NULL;
  EdImportReading *reading = ed_import_reading_make_finish (result, &error);

  if (ed_answer_is_cancelled (result))
    {
      g_clear_pointer (&reading, ed_import_reading_unref);
      return;
    }
  if (reading == NULL)
    {
      set_state (self, ED_IMPORT_UNREADABLE, ed_import_error_text (error));
      return;
    }
  g_clear_pointer (&self->reading, ed_import_reading_unref);
  self->reading = reading;
  check_rows (self);
}

static void
begin_reader (EdCaseImport *self)
{
  if (self->reader != NULL)
    g_cancellable_cancel (self->reader);
  g_clear_object (&self->reader);
  self->reader = g_cancellable_new ();
}

static void
read_anew (EdCaseImport *self)
{
  if (self->bytes == NULL || self->state == ED_IMPORT_RECORDING)
    return;
  begin_reader (self);
  set_state (self, ED_IMPORT_READING, NULL);
  ed_import_reading_make_async (self->bytes,
                                &self->wishes,
                                ed_desk_now (self->desk),
                                ed_settings_make_zone (ed_desk_settings (self->desk)),
                                self->reader,
                                on_read,
                                self);
}

/* Without what was remembered, titles are matched as if for the first time. */
static void
on_remembered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autofree char *body = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  g_hash_table_unref (self->wishes.columns);
  self->wishes.columns = ed_import_memory_read (body);
  read_anew (self);
}

static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GPtrArray) companies = ed_desk_load_companies_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (companies != NULL)
    {
      g_ptr_array_unref (self->companies);
      self->companies = g_steal_pointer (&companies);
    }
  ed_desk_load_draft_async (self->desk,
                            ED_DRAFT_IMPORT_COLUMNS,
                            "",
                            self->reader,
                            on_remembered,
                            self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (bytes == NULL)
    {
      set_state (self, ED_IMPORT_UNREADABLE, ed_import_error_text (error));
      return;
    }
  self->bytes = g_steal_pointer (&bytes);
  ed_desk_load_companies_async (self->desk, self->reader, on_companies, self);
}

/* What is too large is not read at all. */
static void
on_size (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) found = g_file_query_info_finish (G_FILE (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (found != NULL && g_file_info_get_size (found) > ED_CSV_BYTES_MAX)
    g_set_error (&error, ED_CSV_ERROR, ED_CSV_ERROR_TOO_LARGE, "too large");
  if (error != NULL)
    set_state (self, ED_IMPORT_UNREADABLE, ed_import_error_text (error));
  else
    g_file_load_bytes_async (G_FILE (source), self->reader, on_loaded, self);
}

void
ed_case_import_open (EdCaseImport *self, GFile *file)
{
  g_return_if_fail (ED_IS_CASE_IMPORT (self));
  begin_reader (self);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->wishes.fields, g_ptr_array_unref);
  self->wishes.charset = self->wishes.dates = -1;
  self->wishes.separator = 0;
  set_state (self, ED_IMPORT_READING, NULL);
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           self->reader,
                           on_size,
                           self);
}

/* --- in another way --------------------------------------------------------------------------- */

/* What columns hold is matched anew where they may be others. */
void
ed_case_import_choose_charset (EdCaseImport *self, EdCharset charset)
{
  self->wishes.charset = (int) charset;
  g_clear_pointer (&self->wishes.fields, g_ptr_array_unref);
  read_anew (self);
}

void
ed_case_import_choose_separator (EdCaseImport *self, char separator)
{
  self->wishes.separator = separator;
  g_clear_pointer (&self->wishes.fields, g_ptr_array_unref);
  read_anew (self);
}

void
ed_case_import_choose_dates (EdCaseImport *self, EdDateStyle style)
{
  self->wishes.dates = (int) style;
  read_anew (self);
}

static void
remember (EdCaseImport *self, const char *title, const EdField *field)
{
  g_autofree char *plain = ed_intake_words_plain (title);
  GHashTable *columns =
      ed_import_memory_add (self->wishes.columns, plain, field != NULL ? field->name : "");
  g_autofree char *body = ed_import_memory_write (columns);

  g_hash_table_unref (self->wishes.columns);
  self->wishes.columns = columns;
  if (*plain != '\0')
    ed_desk_save_draft_async (self->desk, ED_DRAFT_IMPORT_COLUMNS, "", body, NULL, NULL, NULL);
}

void
ed_case_import_choose_field (EdCaseImport *self, guint column, const EdField *field)
{
  guint n = self->reading != NULL ? ed_csv_table_columns (self->reading->table) : 0;
  GPtrArray *fields = g_ptr_array_sized_new (n);

  g_return_if_fail (column < n);
  /* Each field is in one column. */
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (fields,
                     self->reading->fields[i] != field ? (gpointer) self->reading->fields[i]
                                                       : NULL);
  fields->pdata[column] = (gpointer) field;
  g_clear_pointer (&self->wishes.fields, g_ptr_array_unref);
  self->wishes.fields = fields;
  remember (self, ed_csv_table_title (self->reading->table, column), field);
  read_anew (self);
}

/* --- recording -------------------------------------------------------------------------------- */

static EdCommand *
make_command (EdCaseImport *self, EdImportItem *item)
{
  g_autofree char *id = g_uuid_string_random ();
  EdCommand *command = ed_command_new (ED_COMMAND_CASE_CREATE,
                                       id,
                                       ed_import_item_case_id (item),
                                       NULL,
                                       ed_clock_now (ed_clock_system ()));
  EdCase *intake = command->args;

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    ed_field_copy (&ed_case_intake_type.fields[i], intake, ed_import_item_intake (item));
  ed_company_begin (ed_company_find (self->companies, intake->company_name), intake);
  return command;
}

static void record_some (EdCaseImport *self);

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCaseImport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) refusals = ed_desk_do_all_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  self->is_many = TRUE;
  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    ed_import_item_settle (self->taken->pdata[self->done++],
                           &g_array_index (refusals, EdRefusal, i));
  self->is_many = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (error == NULL && !self->is_cancelled && self->done < self->taken->len)
    {
      record_some (self);
      return;
    }
  show_rows (self);
  set_state (self, ED_IMPORT_RECORDED, error != NULL ? ed_error_sentence (error) : NULL);
  tell_counted (self);
}

static void
record_some (EdCaseImport *self)
{
  g_autoptr (GPtrArray) commands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  for (guint i = self->done; i < MIN (self->done + STEP, self->taken->len); i++)
    g_ptr_array_add (commands, make_command (self, self->taken->pdata[i]));
  ed_desk_do_all_async (self->desk, commands, self->cancellable, on_recorded, self);
}

void
ed_case_import_record (EdCaseImport *self)
{
  g_return_if_fail (ED_IS_CASE_IMPORT (self));
  if (self->state != ED_IMPORT_ROWS || ed_case_import_count_included (self) == 0)
    return;
  g_ptr_array_set_size (self->taken, 0);
  for (guint i = 0; i < self->items->len; i++)
    if (ed_import_item_is_included (self->items->pdata[i]))
      g_ptr_array_add (self->taken, g_object_ref (self->items->pdata[i]));
  self->done = 0;
  self->is_cancelled = FALSE;
  set_state (self, ED_IMPORT_RECORDING, NULL);
  record_some (self);
}

void
ed_case_import_cancel (EdCaseImport *self)
{
  self->is_cancelled = TRUE;
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_case_import_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseImport *self = ED_CASE_IMPORT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->taken->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_case_import_dispose (GObject *object)
{
  EdCaseImport *self = ED_CASE_IMPORT (object);

  ed_case_import_stop (self);
  g_clear_object (&self->reader);
  g_clear_object (&self->desk);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ed_case_import_parent_class)->dispose (object);
}

static void
ed_case_import_finalize (GObject *object)
{
  EdCaseImport *self = ED_CASE_IMPORT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->reading, ed_import_reading_unref);
  g_clear_pointer (&self->wishes.fields, g_ptr_array_unref);
  g_hash_table_unref (self->wishes.columns);
  g_ptr_array_unref (self->companies);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->taken);
  g_free (self->trouble);
  g_free (self->notice);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_case_import_parent_class)->finalize (object);
}

static void
ed_case_import_class_init (EdCaseImportClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_case_import_get_property;
  object_class->dispose = ed_case_import_dispose;
  object_class->finalize = ed_case_import_finalize;
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, ED_IMPORT_RECORDED, ED_IMPORT_READING, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  counted = g_signal_new ("counted",
                          ED_TYPE_CASE_IMPORT,
                          G_SIGNAL_RUN_LAST,
                          0,
                          NULL,
                          NULL,
                          NULL,
                          G_TYPE_NONE,
                          0);
}

static void
ed_case_import_init (EdCaseImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->taken = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_list_store_new (ED_TYPE_IMPORT_ITEM);
  self->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  self->wishes = (EdImportWishes){ -1, 0, -1, NULL, ed_import_memory_read (NULL) };
  self->shown = ED_N_IMPORT_KINDS;
}

EdCaseImport *
ed_case_import_new (EdDesk *desk)
{
  EdCaseImport *self = g_object_new (ED_TYPE_CASE_IMPORT, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

void
ed_case_import_stop (EdCaseImport *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->reader != NULL)
    g_cancellable_cancel (self->reader);
}

const EdImportReading *
ed_case_import_reading (EdCaseImport *self)
{
  return self->reading;
}

GListModel *
ed_case_import_rows (EdCaseImport *self)
{
  return G_LIST_MODEL (self->rows);
}

void
ed_case_import_show (EdCaseImport *self, EdImportKind kind)
{
  if (self->shown == kind)
    return;
  self->shown = kind;
  show_rows (self);
}

guint
ed_case_import_count (EdCaseImport *self, EdImportKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += kind == ED_N_IMPORT_KINDS || ed_import_item_kind (self->items->pdata[i]) == kind;
  return n;
}

guint
ed_case_import_count_included (EdCaseImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += ed_import_item_is_included (self->items->pdata[i]);
  return n;
}

EdImportItem *
ed_case_import_item (EdCaseImport *self, guint row)
{
  g_return_val_if_fail (row < self->items->len, NULL);
  return self->items->pdata[row];
}

void
ed_case_import_include_noted (EdCaseImport *self, gboolean included)
{
  self->is_many = TRUE;
  for (guint i = 0; i < self->items->len; i++)
    if (ed_import_item_kind (self->items->pdata[i]) == ED_IMPORT_NOTED)
      ed_import_item_include (self->items->pdata[i], included);
  self->is_many = FALSE;
  tell_counted (self);
}
