/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/attach-dialog.h"

#include "client/cases/case-texts.h"
#include "client/closures.h"
#include "client/documents/document-texts.h"
#include "client/documents/picked-row.h"
#include "client/documents/preview.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/attend.h"
#include "client/widgets/focus.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-files.h"

#include <glib/gi18n.h>

#define WIDTH 720
#define HEIGHT 760

/* What the list takes at most of the dialog's height. */
#define MOST_OF_LIST 0.4

struct _EdAttachDialog
{
  AdwWindow parent_instance;
  GtkWidget *scroll; /* the list's */
  GtkListBox *list;
  EdPreview *preview;
  GtkWidget *attach;
  gboolean offered; /* the focus has been given to it */
  GtkWidget *from;  /* weak */
  EdDesk *desk;
  EdCaseItem *item;
  EdPickedFile *shown; /* in the preview; borrowed from its row */
  int kind;
  char *hint;
  GPtrArray *attached; /* ids of commands, NULL-terminated at the end */
  int attached_kind;   /* the last one's */
  gboolean busy;       /* the desk stores a file */
  GCancellable *cancellable;
};

enum
{
  PROP_HINT = 1,
  PROP_WHERE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAttachDialog, ed_attach_dialog, ADW_TYPE_WINDOW)

static EdPickedRow *
row_at (EdAttachDialog *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  return row == NULL ? NULL : ED_PICKED_ROW (row);
}

typedef struct
{
  guint unread, good, bad, unnamed, all;
} Tally;

static Tally
count_files (EdAttachDialog *self)
{
  Tally tally = { 0 };

  for (EdPickedRow *row; (row = row_at (self, (int) tally.all)) != NULL; tally.all++)
    {
      EdPickedFile *file = ed_picked_row_file (row);
      EdPickedState state = ed_picked_file_state (file);

      tally.good += state == ED_PICKED_GOOD;
      tally.bad += state == ED_PICKED_BAD;
      tally.unread += state < ED_PICKED_GOOD;
      tally.unnamed += state != ED_PICKED_BAD && ed_picked_file_kind (file) < 0;
    }
  return tally;
}

/* Why nothing can be attached yet, or what is to be known before; NULL for nothing. */
static char *
make_hint (EdAttachDialog *self, const Tally *tally)
{
  if (tally->all > 0 && tally->bad == tally->all)
    return g_strdup (ngettext ("It cannot be attached.", "They cannot be attached.", tally->all));
  if (tally->unnamed > 0)
    return g_strdup (_ ("Say what it is, then it can be attached."));
  if (tally->unread > 0)
    return NULL;
  if (tally->bad > 0)
    return ed_number_in (ngettext ("%s file cannot be attached and is left out.",
                                   "%s files cannot be attached and are left out.",
                                   tally->bad),
                         tally->bad);
  if (ed_desk_connection (self->desk) == ED_CONNECTION_OFFLINE)
    return g_strdup (_ ("Offline: kept here, encrypted, and sent when there is a connection."));
  return NULL;
}

/* One file after the other is opened to see whether it can be read. */
static void
check_next (EdAttachDialog *self)
{
  EdPickedFile *next = NULL;
  EdPickedRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      EdPickedFile *file = ed_picked_row_file (row);

      if (ed_picked_file_state (file) == ED_PICKED_CHECKING)
        return;
      if (next == NULL && ed_picked_file_state (file) == ED_PICKED_READ)
        next = file;
    }
  if (next != NULL)
    ed_picked_file_check (next);
}

/* The list is as high as its files are at this width, and scrolls where that is too much. */
static void
fit_list (EdAttachDialog *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  int width, height, least, natural;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width <= 0)
    return;
  gtk_widget_measure (list, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (list,
                      GTK_ORIENTATION_VERTICAL,
                      MAX (width, least),
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  gtk_widget_set_size_request (self->scroll, -1, MIN (natural, (int) (height * MOST_OF_LIST)));
}

/* Enter attaches what was chosen; who has moved the focus meanwhile keeps it. */
static void
offer (EdAttachDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->offered || focus == NULL || !ED_IS_PICKED_ROW (focus))
    return;
  self->offered = gtk_widget_grab_focus (self->attach);
}

static void
judge (EdAttachDialog *self)
{
  Tally tally = count_files (self);
  gboolean ready = !self->busy && tally.good > 0 && tally.unread == 0 && tally.unnamed == 0;

  g_free (self->hint);
  self->hint = make_hint (self, &tally);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
  fit_list (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attach.files", ready);
  if (ready)
    offer (self);
}

/* --- preview --------------------------------------------------------------------------------- */

static void
show_file (EdAttachDialog *self)
{
  EdPickedFile *file = self->shown;

  if (file == NULL)
    ed_preview_set_empty (self->preview);
  else if (ed_picked_file_state (file) == ED_PICKED_BAD)
    ed_preview_set_problem (self->preview,
                            ed_picked_file_name (file),
                            ed_picked_file_trouble (file));
  else if (ed_picked_file_state (file) == ED_PICKED_GOOD)
    ed_preview_set_document (self->preview,
                             ed_picked_file_name (file),
                             ed_picked_file_bytes (file));
  else
    ed_preview_set_waiting (self->preview, ed_picked_file_name (file));
}

static void
on_row_selected (EdAttachDialog *self, EdPickedRow *row)
{
  EdPickedFile *file = row == NULL ? NULL : ed_picked_row_file (row);

  if (file == self->shown)
    return;
  self->shown = file;
  show_file (self);
}

static void
on_file_state (EdPickedFile *file, GParamSpec *pspec, EdAttachDialog *self)
{
  if (file == self->shown)
    show_file (self);
  check_next (self);
  judge (self);
}

/* --- attaching ------------------------------------------------------------------------------- */

static void
forget_row (EdAttachDialog *self, EdPickedRow *row)
{
  EdPickedFile *file = ed_picked_row_file (row);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  EdPickedRow *next;

  g_signal_handlers_disconnect_by_data (file, self);
  ed_picked_file_close (file);
  next = row_at (self, index + 1) != NULL ? row_at (self, index + 1) : row_at (self, index - 1);
  if (self->shown == file)
    gtk_list_box_select_row (self->list, (GtkListBoxRow *) next);
  if (self->shown == file)
    on_row_selected (self, NULL);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
say_attached (EdAttachDialog *self)
{
  guint n = self->attached->len;
  g_autofree char *text = NULL;

  if (n == 0 || self->from == NULL)
    return;
  text = ed_document_added_text (self->attached_kind, n);
  g_ptr_array_add (self->attached, NULL);
  ed_toast (self->from, text, (const char *const *) self->attached->pdata);
  g_ptr_array_set_size (self->attached, 0);
}

/* The first that was not tried in this round. */
static EdPickedRow *
find_untried (EdAttachDialog *self)
{
  EdPickedRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      EdPickedFile *file = ed_picked_row_file (row);

      if (ed_picked_file_state (file) == ED_PICKED_GOOD && ed_picked_file_trouble (file) == NULL)
        return row;
    }
  return NULL;
}

static void attach_next (EdAttachDialog *self);

typedef struct
{
  EdAttachDialog *dialog;
  EdPickedFile *file;
} Order;

static void
free_order (Order *order)
{
  g_object_unref (order->dialog);
  g_object_unref (order->file);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static EdPickedRow *
find_row (EdAttachDialog *self, EdPickedFile *file)
{
  EdPickedRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    if (ed_picked_row_file (row) == file)
      return row;
  return NULL;
}

/* What was refused before and is attached now need not be kept. */
static void
drop_replaced (EdAttachDialog *self, EdPickedFile *file)
{
  if (ed_picked_file_replaced (file) != NULL)
    ed_desk_cancel_file_async (self->desk, ed_picked_file_replaced (file), NULL, NULL, NULL);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Order) order = data;
  EdAttachDialog *self = order->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done =
      ed_desk_attach_file_finish (ED_DESK (source), result, NULL, &command, &refusal, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    {
      g_ptr_array_add (self->attached, g_steal_pointer (&command));
      self->attached_kind = ed_picked_file_kind (order->file);
      drop_replaced (self, order->file);
      forget_row (self, find_row (self, order->file));
    }
  else
    {
      g_autofree char *sentence =
          error != NULL
              ? ed_error_sentence (error)
              : ed_deed_refusal_sentence (ED_COMMAND_DOCUMENT_ATTACH, refusal.code, refusal.field);

      ed_picked_file_set_trouble (order->file, sentence);
    }
  attach_next (self);
}

/* Those that were refused in this round have a trouble, and wait for the next one. */
static void
attach_next (EdAttachDialog *self)
{
  const EdCase *case_ = ed_case_item_case (self->item);
  EdPickedRow *row = find_untried (self);
  Order *order;
  EdAttachment attachment;

  self->busy = row != NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->busy);
  judge (self);
  if (row == NULL)
    {
      say_attached (self);
      if (count_files (self).all == 0)
        gtk_window_close (GTK_WINDOW (self));
      return;
    }
  order = g_new (Order, 1);
  order->dialog = g_object_ref (self);
  order->file = g_object_ref (ed_picked_row_file (row));
  attachment = (EdAttachment){
    .case_id = case_->id,
    .assignment_id = case_->assignment_id,
    .kind = ed_picked_file_kind (order->file),
    .name = ed_picked_file_name (order->file),
    .content = ed_picked_file_bytes (order->file),
  };
  ed_desk_attach_file_async (self->desk, &attachment, self->cancellable, on_attached, order);
}

static void
on_attach (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAttachDialog *self = ED_ATTACH_DIALOG (widget);
  EdPickedRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    if (ed_picked_file_state (ed_picked_row_file (row)) == ED_PICKED_GOOD)
      ed_picked_file_set_trouble (ed_picked_row_file (row), NULL);
  attach_next (self);
}

static void
on_removed (EdAttachDialog *self, EdPickedRow *row)
{
  forget_row (self, row);
  check_next (self);
  judge (self);
  if (count_files (self).all == 0)
    gtk_window_close (GTK_WINDOW (self));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_attach_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAttachDialog *self = ED_ATTACH_DIALOG (object);

  if (id == PROP_HINT)
    g_value_set_string (value, self->hint);
  else
    g_value_take_string (value, self->item == NULL ? NULL : ed_case_name_text (NULL, self->item));
}

/* Closed: calls still under way may keep us for a while. */
static void
ed_attach_dialog_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ED_ATTACH_DIALOG (widget)->cancellable);
  GTK_WIDGET_CLASS (ed_attach_dialog_parent_class)->unrealize (widget);
}

static void
ed_attach_dialog_dispose (GObject *object)
{
  EdAttachDialog *self = ED_ATTACH_DIALOG (object);
  EdPickedRow *row;

  g_cancellable_cancel (self->cancellable);
  self->shown = NULL;
  for (int i = 0; self->list != NULL && (row = row_at (self, i)) != NULL; i++)
    ed_picked_file_close (ed_picked_row_file (row));
  g_clear_weak_pointer (&self->from);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ATTACH_DIALOG);
  self->list = NULL;
  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (ed_attach_dialog_parent_class)->dispose (object);
}

static void
ed_attach_dialog_finalize (GObject *object)
{
  EdAttachDialog *self = ED_ATTACH_DIALOG (object);

  g_free (self->hint);
  g_ptr_array_unref (self->attached);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_attach_dialog_parent_class)->finalize (object);
}

static void
ed_attach_dialog_class_init (EdAttachDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_PREVIEW);
  object_class->dispose = ed_attach_dialog_dispose;
  widget_class->unrealize = ed_attach_dialog_unrealize;
  object_class->finalize = ed_attach_dialog_finalize;
  object_class->get_property = ed_attach_dialog_get_property;
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_WHERE] = g_param_spec_string ("where", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/attach-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAttachDialog, scroll);
  gtk_widget_class_bind_template_child (widget_class, EdAttachDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EdAttachDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, EdAttachDialog, attach);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "attach.files", NULL, on_attach);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "attach.files",
                                       NULL);
}

static void
ed_attach_dialog_init (EdAttachDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->attached = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  g_signal_connect (self, "map", G_CALLBACK (judge), NULL); /* after that */
  g_signal_connect (self, "notify::default-width", G_CALLBACK (fit_list), NULL);
}

GtkWidget *
ed_attach_dialog_new (GtkWidget *from, EdDesk *desk, EdCaseItem *item, int kind)
{
  EdAttachDialog *self = g_object_new (ED_TYPE_ATTACH_DIALOG, NULL);

  g_set_weak_pointer (&self->from, from);
  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  self->kind = kind;
  gtk_window_set_title (GTK_WINDOW (self),
                        kind < 0 ? _ ("Attach files") : ed_document_upload_word (kind));
  ed_attend (GTK_WINDOW (self), from, WIDTH, HEIGHT);
  g_signal_connect_object (desk, "notify::connection", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHERE]);
  judge (self);
  return GTK_WIDGET (self);
}

void
ed_attach_dialog_add (EdAttachDialog *self, EdPickedFile *file)
{
  g_autoptr (EdPickedFile) taken = file;
  GtkWidget *row;

  g_return_if_fail (ED_IS_ATTACH_DIALOG (self) && ED_IS_PICKED_FILE (file));
  g_object_set (file, "kind", self->kind, NULL);
  row = ed_picked_row_new (file, ed_case_item_case (self->item));
  g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "kind-chosen", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "notify::state", G_CALLBACK (on_file_state), self, 0);
  gtk_list_box_append (self->list, row);
  if (self->shown == NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  check_next (self);
  judge (self);
}

void
ed_attach_files (GtkWidget *from, EdDesk *desk, EdCaseItem *item, int kind, GPtrArray *files)
{
  g_autoptr (GPtrArray) taken = files;
  GtkWidget *dialog = ed_attach_dialog_new (from, desk, item, kind);

  for (guint i = 0; i < files->len; i++)
    ed_attach_dialog_add (ED_ATTACH_DIALOG (dialog), g_object_ref (files->pdata[i]));
  gtk_window_present (GTK_WINDOW (dialog));
}
