/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-files.h"

#include "client/dates.h"
#include "client/documents/document-texts.h"
#include "client/widgets/fold.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

/* Of a row: the label that says how far its document has come. */
#define DETAIL "ed-detail"

struct _EdRequestFiles
{
  GtkWidget parent_instance;
  GtkListBox *list;
  EdCaseFiles *files;
  EdRequestFilesUse use;
  GPtrArray *documents; /* EdRequestDocument */
  gboolean hidden;      /* names stand behind dots */
};

G_DEFINE_FINAL_TYPE (EdRequestFiles, ed_request_files, GTK_TYPE_WIDGET)

static void
free_document (gpointer document)
{
  ed_record_free (&ed_request_document_type, document);
}

/* --- what a line says ------------------------------------------------------------------------- */

/* How long it is shared; NULL: for good, or nothing to say. */
static char *
say_sharing (const EdRequestDocument *document)
{
  g_autofree char *date = NULL;

  if (document->ended != ED_ABSENT)
    return g_strdup (_ (ed_sharing_end_choices[document->ended].label));
  if (document->expires == ED_ABSENT)
    return NULL;
  date = ed_date_text (document->expires);
  /* Translators: of a document, and a date */
  return g_strdup_printf (_ ("shared until %s"), date);
}

/* How far it has come; NULL: the server has it. */
static char *
say_progress (EdRequestFiles *self, const EdRequestDocument *document)
{
  const EdFileProgress *progress =
      self->files == NULL ? NULL : ed_case_files_find (self->files, document->id);

  if (progress == NULL || !ed_file_progress_is_unsent (progress))
    return NULL;
  if (ed_case_files_is_offline (self->files))
    return g_strdup (_ ("Waits for the connection"));
  if (progress->state == ED_FILE_SENDING)
    return ed_document_progress_text (progress->sent, progress->size);
  return g_strdup (progress->state == ED_FILE_SENT ? _ ("Sent, not confirmed yet")
                                                   : _ ("Waits to be sent"));
}

static char *
make_detail (EdRequestFiles *self, const EdRequestDocument *document)
{
  g_autofree char *content = document->size == ED_ABSENT
                                 ? NULL
                                 : ed_document_content_text (document->type, document->size);
  g_autofree char *sharing = say_sharing (document);
  g_autofree char *progress = say_progress (self, document);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (content != NULL)
    g_ptr_array_add (parts, content);
  if (sharing != NULL)
    g_ptr_array_add (parts, sharing);
  if (progress != NULL)
    g_ptr_array_add (parts, progress);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* --- lines ------------------------------------------------------------------------------------ */

static void
add_button (EdWrap *buttons,
            const char *label,
            const char *action,
            const EdRequestDocument *document)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", document->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  document->name != NULL ? document->name : "",
                                  -1);
  ed_wrap_append (buttons, button);
}

static GtkWidget *
make_buttons (EdRequestFiles *self, const EdRequestDocument *document)
{
  EdWrap *buttons = g_object_new (ED_TYPE_WRAP, "spacing", 6, "valign", GTK_ALIGN_CENTER, NULL);

  if (document->ended == ED_ABSENT)
    add_button (buttons, _ ("Preview"), "request.preview", document);
  if (document->ended == ED_ABSENT && self->use == ED_REQUEST_FILES_REVOKE)
    add_button (buttons, _ ("Stop sharing"), "request.revoke", document);
  if (self->use == ED_REQUEST_FILES_REMOVE)
    add_button (buttons, _ ("Remove"), "request.remove", document);
  return GTK_WIDGET (buttons);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/* Its name, and in DETAIL (out) what is said of it. */
static GtkWidget *
make_words (const EdRequestDocument *document, const char *name, GtkWidget **detail)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (ed_document_icon (document->type));

  *detail = make_label (NULL);
  gtk_widget_add_css_class (*detail, "caption");
  gtk_widget_add_css_class (*detail, "dim-label");
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_box_append (GTK_BOX (words), make_label (name));
  gtk_box_append (GTK_BOX (words), *detail);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  return line;
}

static void
show_detail (EdRequestFiles *self, GtkWidget *row, const EdRequestDocument *document)
{
  g_autofree char *detail = make_detail (self, document);

  gtk_label_set_label (g_object_get_data (G_OBJECT (row), DETAIL), detail);
}

static GtkWidget *
make_row (EdRequestFiles *self, const EdRequestDocument *document)
{
  GtkWidget *row = gtk_list_box_row_new ();
  const char *name = document->name != NULL ? document->name : "";
  GtkWidget *detail;
  GtkWidget *words = make_words (document, self->hidden ? "••••••" : name, &detail);
  GtkWidget *fold = g_object_new (ED_TYPE_FOLD,
                                  "threshold",
                                  420,
                                  "spacing",
                                  8,
                                  "start",
                                  words,
                                  "end",
                                  make_buttons (self, document),
                                  NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), fold);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), DETAIL, detail);
  show_detail (self, row, document);
  return row;
}

static void
fill (EdRequestFiles *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->documents->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->documents->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), self->documents->len > 0);
}

/* Only what changes on its way is written anew. */
static void
on_files_changed (EdRequestFiles *self)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < self->documents->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      show_detail (self, GTK_WIDGET (row), self->documents->pdata[i]);
    }
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!ed_record_equal (&ed_request_document_type, a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

void
ed_request_files_set (EdRequestFiles *self, const GPtrArray *documents, gboolean hidden)
{
  g_return_if_fail (ED_IS_REQUEST_FILES (self));

  if (is_same (self->documents, documents) && self->hidden == hidden)
    return;
  self->hidden = hidden;
  g_ptr_array_set_size (self->documents, 0);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (self->documents,
                     ed_record_copy (&ed_request_document_type, documents->pdata[i]));
  fill (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_request_files_dispose (GObject *object)
{
  EdRequestFiles *self = ED_REQUEST_FILES (object);

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (ed_request_files_parent_class)->dispose (object);
}

static void
ed_request_files_finalize (GObject *object)
{
  g_ptr_array_unref (ED_REQUEST_FILES (object)->documents);
  G_OBJECT_CLASS (ed_request_files_parent_class)->finalize (object);
}

static void
ed_request_files_class_init (EdRequestFilesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_request_files_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_request_files_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
ed_request_files_init (EdRequestFiles *self)
{
  self->documents = g_ptr_array_new_with_free_func (free_document);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "request-files");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Documents"),
                                  -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ed_request_files_new (EdCaseFiles *files, EdRequestFilesUse use)
{
  EdRequestFiles *self = g_object_new (ED_TYPE_REQUEST_FILES, NULL);

  self->use = use;
  if (files != NULL)
    {
      self->files = g_object_ref (files);
      g_signal_connect_object (files,
                               "changed",
                               G_CALLBACK (on_files_changed),
                               self,
                               G_CONNECT_SWAPPED);
    }
  return GTK_WIDGET (self);
}
