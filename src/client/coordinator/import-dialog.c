/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-dialog.h"

#include "client/closures.h"
#include "client/coordinator/import-columns.h"
#include "client/coordinator/import-row.h"
#include "client/coordinator/refused-export.h"
#include "client/coordinator/take-back-dialog.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/attend.h"
#include "client/widgets/bottom-bar.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/chip.h"
#include "client/widgets/chooser.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdImportDialog
{
  AdwWindow parent_instance;
  GtkStack *stack, *views;
  EdWrap *chips;
  GtkWidget *noted;
  GtkListView *view;
  EdImportColumns *columns;
  GtkButton *record, *save_refused;
  GtkProgressBar *progress;
  AdwStatusPage *outcome;
  EdChip *kinds[ED_N_IMPORT_KINDS + 1]; /* the first is of all */
  EdDesk *desk;
  EdCaseImport *import;
  EdRefusedExport *export; /* the latest, or NULL */
  GPtrArray *taken;        /* EdImportItem: what is recorded, or tried to be */
  char *file_name;
  gboolean is_looking; /* at the rows, though they have been recorded */
  gboolean private;    /* as the window is that it was opened from */
};

enum
{
  PROP_FILE_NAME = 1,
  PROP_TROUBLE,
  PROP_NOTICE,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdImportDialog, ed_import_dialog, ADW_TYPE_WINDOW)

/* What a chip shows: all, then the kinds. */
static const char *const kind_titles[ED_N_IMPORT_KINDS + 1] = {
  N_ ("All"), N_ ("Cases"), N_ ("To look at"), N_ ("Refused"), N_ ("Already imported"),
};

/* --- what is shown ---------------------------------------------------------------------------- */

static EdImportState
get_state (EdImportDialog *self)
{
  guint state;

  g_object_get (self->import, "state", &state, NULL);
  return state;
}

static const char *
choose_page (EdImportDialog *self)
{
  switch (get_state (self))
    {
    case ED_IMPORT_RECORDING:
      return "recording";
    case ED_IMPORT_RECORDED:
      return self->is_looking ? "rows" : "recorded";
    case ED_IMPORT_UNREADABLE:
      return ed_case_import_reading (self->import) != NULL ? "rows" : "unreadable";
    case ED_IMPORT_READING:
      return ed_case_import_reading (self->import) != NULL ? "rows" : "reading";
    case ED_IMPORT_ROWS:
    default:
      return "rows";
    }
}

static void
describe_outcome (EdImportDialog *self)
{
  guint done, total, refused = ed_case_import_count (self->import, ED_IMPORT_REFUSED);
  guint held = ed_case_import_count (self->import, ED_IMPORT_HELD);
  g_autofree char *trouble = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_object_get (self->import, "done", &done, "total", &total, "trouble", &trouble, NULL);
  title = ed_number_in (ngettext ("%s case is recorded", "%s cases are recorded", held), held);
  if (trouble != NULL)
    g_string_append (text, trouble);
  else if (done < total)
    g_string_append (text, _ ("It was cancelled; the rest can be imported later."));
  else
    g_string_append (text, _ ("They are sent as soon as the server can be reached."));
  if (refused > 0)
    {
      g_autofree char *rows =
          ed_number_in (ngettext ("%s row was refused.", "%s rows were refused.", refused),
                        refused);

      g_string_append_printf (text, "\n%s", rows);
    }
  adw_status_page_set_title (self->outcome, title);
  adw_status_page_set_description (self->outcome, text->str);
}

static void
update_progress (EdImportDialog *self)
{
  guint done, total;
  g_autofree char *text = NULL;

  g_object_get (self->import, "done", &done, "total", &total, NULL);
  text = ed_closure_progress (NULL, done, total);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 0);
}

static void
update_actions (EdImportDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_ready = get_state (self) == ED_IMPORT_ROWS;
  guint n = ed_case_import_count_included (self->import);
  g_autofree char *label = ed_number_in (ngettext ("Record %s case", "Record %s cases", n), n);

  gtk_button_set_label (self->record, label);
  gtk_widget_action_set_enabled (widget, "import.record", is_ready && n > 0);
  gtk_widget_action_set_enabled (widget,
                                 "import.save-refused",
                                 (is_ready || get_state (self) == ED_IMPORT_RECORDED)
                                     && ed_case_import_count (self->import, ED_IMPORT_REFUSED) > 0);
  gtk_widget_set_visible (self->noted,
                          is_ready && ed_case_import_count (self->import, ED_IMPORT_NOTED) > 0);
}

static void
on_counted (EdImportDialog *self)
{
  for (guint i = 0; i <= ED_N_IMPORT_KINDS; i++)
    {
      guint n = ed_case_import_count (self->import, i == 0 ? ED_N_IMPORT_KINDS : i - 1);

      ed_chip_set_count (self->kinds[i], n);
      if (n == 0 && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->kinds[i])))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kinds[0]), TRUE);
    }
  update_actions (self);
}

static void
on_noted (EdImportDialog *self)
{
  ed_case_import_include_noted (self->import,
                                !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->noted)));
}

/* So that it can be taken back. */
static void
remember (EdImportDialog *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->taken->len; i++)
    if (ed_import_item_kind (self->taken->pdata[i]) == ED_IMPORT_HELD)
      g_ptr_array_add (ids, (gpointer) ed_import_item_case_id (self->taken->pdata[i]));
  ed_take_back_remember (self->desk, ids);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take-back", ids->len > 0);
}

static void
on_state (EdImportDialog *self)
{
  update_progress (self);
  if (get_state (self) == ED_IMPORT_RECORDED)
    {
      describe_outcome (self);
      remember (self);
    }
  if (get_state (self) == ED_IMPORT_ROWS)
    on_noted (self);
  update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
on_chip_toggled (EdImportDialog *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; i <= ED_N_IMPORT_KINDS; i++)
    if (GTK_TOGGLE_BUTTON (self->kinds[i]) == chip)
      ed_case_import_show (self->import, i == 0 ? ED_N_IMPORT_KINDS : i - 1);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
open_file (EdImportDialog *self, GFile *file)
{
  g_free (self->file_name);
  self->file_name = g_file_get_basename (file);
  self->is_looking = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE_NAME]);
  ed_case_import_open (self->import, file);
}

static void
on_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdImportDialog *self = ED_IMPORT_DIALOG (widget);
  guint n = ed_case_import_count (self->import, ED_N_IMPORT_KINDS);

  g_ptr_array_set_size (self->taken, 0);
  for (guint i = 0; i < n; i++)
    {
      EdImportItem *item = ed_case_import_item (self->import, i);

      if (ed_import_item_is_included (item))
        g_ptr_array_add (self->taken, g_object_ref (item));
    }
  ed_case_import_record (self->import);
}

static void
on_take_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_take_back_dialog_open (widget, ED_IMPORT_DIALOG (widget)->desk);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_case_import_cancel (ED_IMPORT_DIALOG (widget)->import);
}

static void
on_look (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdImportDialog *self = ED_IMPORT_DIALOG (widget);

  self->is_looking = TRUE;
  gtk_stack_set_visible_child_name (self->views, "rows");
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
}

static EdExport *
renew_export (EdImportDialog *self)
{
  g_clear_pointer (&self->export, ed_refused_export_free);
  self->export = ed_refused_export_new (GTK_WIDGET (self->stack), self->import);
  return ed_refused_export_export (self->export);
}

static void
on_save_refused (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_export_begin (renew_export (ED_IMPORT_DIALOG (widget)));
}

void
ed_import_dialog_save_refused_at (EdImportDialog *self, const char *path)
{
  g_return_if_fail (ED_IS_IMPORT_DIALOG (self));
  ed_export_begin_at (renew_export (self), path);
}

/* --- choosing a file -------------------------------------------------------------------------- */

/* By ending, as some systems' dialogs know no media types. */
static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const endings[] = { "csv", "tsv", "txt" };
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables as text (CSV)"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (tables, endings[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, tables);
  gtk_file_chooser_add_filter (chooser, all);
}

static GtkFileChooserNative *
make_chooser (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Import cases"),
                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Open"),
                                   _ ("_Cancel"));

  add_filters (GTK_FILE_CHOOSER (chooser));
  return chooser;
}

/* The file that was chosen, or NULL; ends CHOOSER. */
static GFile *
take_chosen (GtkNativeDialog *chooser, int response)
{
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  return file;
}

typedef struct
{
  GWeakRef from; /* the dialog itself where it is open already */
  EdDesk *desk;
} Order;

static void
on_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  Order *order = data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&order->from);
  g_autoptr (GFile) file = take_chosen (chooser, response);

  if (from != NULL && file != NULL && ED_IS_IMPORT_DIALOG (from))
    open_file (ED_IMPORT_DIALOG (from), file);
  else if (from != NULL && file != NULL && gtk_widget_get_root (from) != NULL)
    ed_import_dialog_open (from, order->desk, file);
  g_weak_ref_clear (&order->from);
  g_object_unref (order->desk);
  g_free (order);
}

void
ed_import_choose (GtkWidget *from, EdDesk *desk)
{
  GtkFileChooserNative *chooser = make_chooser (from);
  Order *order = g_new0 (Order, 1);

  g_weak_ref_init (&order->from, from);
  order->desk = g_object_ref (desk);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), order);
  ed_chooser_show (chooser);
}

static void
on_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_import_choose (widget, ED_IMPORT_DIALOG (widget)->desk);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_import_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdImportDialog *self = ED_IMPORT_DIALOG (object);
  g_autofree char *trouble = NULL;
  g_autofree char *notice = NULL;

  if (self->import != NULL)
    g_object_get (self->import, "trouble", &trouble, "notice", &notice, NULL);
  if (id == PROP_PRIVATE)
    g_value_set_boolean (value, self->private);
  else if (id == PROP_FILE_NAME)
    g_value_set_string (value, self->file_name);
  else if (id == PROP_TROUBLE || trouble != NULL)
    g_value_set_string (value, trouble);
  else
    g_value_set_string (value, notice);
}

static void
ed_import_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_IMPORT_DIALOG (object)->private = g_value_get_boolean (value);
}

static void
ed_import_dialog_dispose (GObject *object)
{
  EdImportDialog *self = ED_IMPORT_DIALOG (object);

  g_clear_pointer (&self->export, ed_refused_export_free);
  if (self->import != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->import, self);
      ed_case_import_stop (self->import);
    }
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->import);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_import_dialog_parent_class)->dispose (object);
}

static void
ed_import_dialog_finalize (GObject *object)
{
  g_free (ED_IMPORT_DIALOG (object)->file_name);
  g_ptr_array_unref (ED_IMPORT_DIALOG (object)->taken);
  G_OBJECT_CLASS (ed_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/import-dialog.ui");
  gtk_widget_class_bind_template_child (class, EdImportDialog, stack);
  gtk_widget_class_bind_template_child (class, EdImportDialog, views);
  gtk_widget_class_bind_template_child (class, EdImportDialog, chips);
  gtk_widget_class_bind_template_child (class, EdImportDialog, noted);
  gtk_widget_class_bind_template_child (class, EdImportDialog, view);
  gtk_widget_class_bind_template_child (class, EdImportDialog, columns);
  gtk_widget_class_bind_template_child (class, EdImportDialog, record);
  gtk_widget_class_bind_template_child (class, EdImportDialog, save_refused);
  gtk_widget_class_bind_template_child (class, EdImportDialog, progress);
  gtk_widget_class_bind_template_child (class, EdImportDialog, outcome);
  gtk_widget_class_bind_template_callback (class, on_noted);
  gtk_widget_class_bind_template_callback_full (class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
}

static void
ed_import_dialog_class_init (EdImportDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_BOTTOM_BAR);
  g_type_ensure (ED_TYPE_IMPORT_COLUMNS);
  g_type_ensure (ED_TYPE_IMPORT_ROW);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_import_dialog_get_property;
  object_class->set_property = ed_import_dialog_set_property;
  object_class->dispose = ed_import_dialog_dispose;
  object_class->finalize = ed_import_dialog_finalize;
  properties[PROP_FILE_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, on_choose);
  gtk_widget_class_install_action (widget_class, "import.record", NULL, on_record);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "import.save-refused", NULL, on_save_refused);
  gtk_widget_class_install_action (widget_class, "import.look", NULL, on_look);
  gtk_widget_class_install_action (widget_class, "import.take-back", NULL, on_take_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "import.record",
                                       NULL);
}

static void
ed_import_dialog_init (EdImportDialog *self)
{
  self->taken = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_button_wrap (self->save_refused);
}

static void
add_chips (EdImportDialog *self)
{
  for (guint i = 0; i <= ED_N_IMPORT_KINDS; i++)
    {
      GtkWidget *chip = ed_chip_new (_ (kind_titles[i]), i > 0 ? self->kinds[0] : NULL);

      self->kinds[i] = ED_CHIP (chip);
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (self->chips, chip);
    }
}

/* Names are hidden here as they are around FROM. */
static void
follow_privacy (EdImportDialog *self, GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  if (root != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") != NULL)
    g_object_bind_property (root, "private", self, "private", G_BINDING_SYNC_CREATE);
}

EdImportDialog *
ed_import_dialog_open (GtkWidget *from, EdDesk *desk, GFile *file)
{
  EdImportDialog *self = g_object_new (ED_TYPE_IMPORT_DIALOG, NULL);
  g_autoptr (GtkNoSelection) rows = NULL;

  self->desk = g_object_ref (desk);
  self->import = ed_case_import_new (desk);
  add_chips (self);
  rows = gtk_no_selection_new (g_object_ref (ed_case_import_rows (self->import)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
  ed_import_columns_set_import (self->columns, self->import);
  g_signal_connect_object (self->import,
                           "counted",
                           G_CALLBACK (on_counted),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import,
                           "notify::state",
                           G_CALLBACK (on_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import,
                           "notify::done",
                           G_CALLBACK (update_progress),
                           self,
                           G_CONNECT_SWAPPED);
  follow_privacy (self, from);
  open_file (self, file);
  ed_attend (GTK_WINDOW (self), from, 760, 680);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

EdCaseImport *
ed_import_dialog_import (EdImportDialog *self)
{
  g_return_val_if_fail (ED_IS_IMPORT_DIALOG (self), NULL);
  return self->import;
}
