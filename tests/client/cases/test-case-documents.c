/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile does with documents: every way in, following them, and every way back. */

#include "client/deed-stage.h"
#include "client/documents/attach-dialog.h"
#include "client/documents/document-window.h"
#include "client/documents/drop-zone.h"
#include "client/fake-desk.h"
#include "client/stage.h"
#include "sample-documents.h"
#include "sync/desk-files.h"

#include <adwaita.h>
#include <glib/gstdio.h>

static char *
make_id (gconstpointer number)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012d", GPOINTER_TO_INT (number));
}

static const EdCase *
find_case (EdDeedStage *stage, gconstpointer number)
{
  g_autofree char *id = make_id (number);

  return ed_fake_desk_find (stage->desk, id);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  g_assert_true (ed_desk_attach_file_finish (ED_DESK (source), result, data, NULL, &refusal, NULL));
}

static gboolean
is_there (gpointer data)
{
  return *(char **) data != NULL;
}

/* Attaches a file to the case NUMBER; the document's id. */
static char *
attach (EdDeedStage *stage, gconstpointer number, EdDocumentKind kind)
{
  g_autofree char *case_id = make_id (number);
  g_autoptr (GBytes) bytes = ed_sample_image ("png", 40, 40, FALSE);
  char *id = NULL;
  const EdAttachment attachment = {
    .case_id = case_id,
    .assignment_id = find_case (stage, number)->assignment_id,
    .kind = kind,
    .name = "scan.png",
    .content = bytes,
  };

  ed_desk_attach_file_async (stage->desk, &attachment, NULL, on_attached, &id);
  ed_stage_wait (is_there, &id);
  ed_stage_settle ();
  return id;
}

static void
test_buttons_are_named_after_the_types_document (EdDeedStage *stage, gconstpointer data)
{
  const char *needed = GPOINTER_TO_INT (data) == 255   ? "Upload case file"
                       : GPOINTER_TO_INT (data) == 221 ? NULL
                                                       : "Upload treatment log";

  g_assert_cmpint (ed_deed_stage_offers (stage, "Upload treatment log"),
                   ==,
                   g_strcmp0 (needed, "Upload treatment log") == 0);
  g_assert_cmpint (ed_deed_stage_offers (stage, "Upload case file"),
                   ==,
                   g_strcmp0 (needed, "Upload case file") == 0);
  g_assert_cmpint (ed_deed_stage_offers (stage, "Upload satisfaction feedback form"),
                   ==,
                   needed != NULL);
  g_assert_true (ed_deed_stage_can_press (stage, "Enter satisfaction score"));
  g_assert_true (ed_stage_says (stage->profile, "Upload other document"));
}

/* --- ways in --------------------------------------------------------------------------------- */

typedef struct
{
  GFile *file;
  char *folder;
} Sample;

static Sample
write_sample (void)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  Sample sample = { NULL, g_dir_make_tmp ("ed-sample-XXXXXX", NULL) };
  g_autofree char *path = g_build_filename (sample.folder, "signed log.pdf", NULL);
  gsize length;
  const char *start = g_bytes_get_data (bytes, &length);

  g_assert_true (g_file_set_contents (path, start, (gssize) length, NULL));
  sample.file = g_file_new_for_path (path);
  return sample;
}

static void
clear_sample (Sample *sample)
{
  g_assert_true (g_file_delete (sample->file, NULL, NULL));
  g_assert_cmpint (g_rmdir (sample->folder), ==, 0);
  g_object_unref (sample->file);
  g_free (sample->folder);
}

/* The dialog that asks for the last word; it must show the sample. */
static GtkWidget *
wait_for_last_look (EdDeedStage *stage)
{
  GtkWidget *dialog = ed_deed_stage_wait_dialog (stage);

  g_assert_true (ED_IS_ATTACH_DIALOG (dialog));
  return dialog;
}

static gboolean
can_attach (gpointer data)
{
  return gtk_widget_is_sensitive (ed_stage_find (data, GTK_TYPE_BUTTON, "Attach"));
}

static void
confirm (EdDeedStage *stage, GtkWidget *dialog)
{
  ed_stage_wait (can_attach, dialog);
  ed_stage_click (dialog, "Attach");
  ed_deed_stage_wait_no_dialog (stage);
}

static gboolean
has_chosen (gpointer data)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (data);

  return file != NULL;
}

static void
test_chosen_file_is_attached (EdDeedStage *stage, gconstpointer data)
{
  Sample sample = write_sample ();
  GtkWidget *chooser = ed_deed_stage_ask (stage, "Upload treatment log");
  GtkWidget *dialog;

  g_assert_true (GTK_IS_FILE_CHOOSER (chooser));
  g_assert_true (gtk_file_chooser_get_select_multiple (GTK_FILE_CHOOSER (chooser)));
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), sample.file, NULL));
  ed_stage_wait (has_chosen, chooser);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  dialog = wait_for_last_look (stage);
  g_assert_true (ed_stage_says (dialog, "signed log.pdf"));
  confirm (stage, dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (stage, 1, ED_COMMAND_DOCUMENT_ATTACH)->kind,
                   ==,
                   ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpstr (((EdDocument *) find_case (stage, data)->documents->pdata[0])->name,
                   ==,
                   "signed log.pdf");
  ed_stage_wait_for (stage->profile, "Waits to be sent");
  clear_sample (&sample);
}

static void
test_left_chooser_attaches_nothing (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *chooser = ed_deed_stage_ask (stage, "Upload satisfaction feedback form");

  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  ed_deed_stage_wait_no_dialog (stage);
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, 0);
}

static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget's own reference is enough */
    }
  g_assert_not_reached ();
}

static void
set_file_list (GValue *value, GFile *file)
{
  g_autoptr (GSList) list = g_slist_prepend (NULL, file);

  g_value_init (value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (value, gdk_file_list_new_from_list (list));
}

static void
test_dropped_file_is_asked_about (EdDeedStage *stage, gconstpointer data)
{
  GtkWidget *zone = ed_stage_find (stage->profile, ED_TYPE_DROP_ZONE, NULL);
  Sample sample = write_sample ();
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken;
  GtkWidget *dialog;

  set_file_list (&value, sample.file);
  g_signal_emit_by_name (find_target (zone), "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  dialog = wait_for_last_look (stage);
  ed_stage_wait_for (dialog, "Say what it is, then it can be attached.");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ed_stage_find (dialog, GTK_TYPE_DROP_DOWN, NULL)), 3);
  confirm (stage, dialog);
  g_assert_cmpint (ed_deed_stage_wait_command (stage, 1, ED_COMMAND_DOCUMENT_ATTACH)->kind,
                   ==,
                   ED_DOCUMENT_OTHER);
  clear_sample (&sample);
}

static void
test_pasted_picture_is_asked_about (EdDeedStage *stage, gconstpointer data)
{
  g_autoptr (GBytes) png = ed_sample_image ("png", 30, 30, FALSE);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, NULL);
  GtkWidget *dialog;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (stage->profile), texture);
  gtk_widget_activate_action (stage->profile, "deed.paste-file", NULL);
  dialog = wait_for_last_look (stage);
  g_assert_true (ed_stage_says (dialog, "picture.png"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ed_deed_stage_wait_no_dialog (stage);
}

static void
test_pasted_file_is_asked_about (EdDeedStage *stage, gconstpointer data)
{
  Sample sample = write_sample ();
  g_auto (GValue) value = G_VALUE_INIT;
  GtkWidget *dialog;

  set_file_list (&value, sample.file);
  gdk_clipboard_set_value (gtk_widget_get_clipboard (stage->profile), &value);
  gtk_widget_activate_action (stage->profile, "deed.paste-file", NULL);
  dialog = wait_for_last_look (stage);
  ed_stage_wait_for (dialog, "signed log.pdf");
  gtk_window_destroy (GTK_WINDOW (dialog));
  ed_deed_stage_wait_no_dialog (stage);
  clear_sample (&sample);
}

static gboolean
is_accepting (EdDeedStage *stage)
{
  gboolean accepting;

  g_object_get (ed_stage_find (stage->profile, ED_TYPE_DROP_ZONE, NULL),
                "accepting",
                &accepting,
                NULL);
  return accepting;
}

static void
test_locked_case_takes_no_files (EdDeedStage *stage, gconstpointer data)
{
  g_assert_false (is_accepting (stage));
  g_assert_false (ed_stage_says (stage->profile, "Upload other document"));
  gtk_widget_activate_action (stage->profile, "deed.upload-other", NULL);
  gtk_widget_activate_action (stage->profile, "deed.paste-file", NULL);
  ed_stage_settle ();
  ed_deed_stage_wait_no_dialog (stage);
}

/* --- ways back ------------------------------------------------------------------------------- */

static void
test_unsent_file_is_taken_back (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *id = attach (stage, data, ED_DOCUMENT_OTHER);

  ed_stage_wait_for (stage->profile, "Waits to be sent");
  gtk_widget_activate_action (stage->profile, "deed.cancel-document", "s", id);
  ed_stage_wait_for (stage->profile,
                     "No document has been uploaded yet. Files can be dropped here, too.");
  g_assert_cmpuint (find_case (stage, data)->documents->len, ==, 0);
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 0);
}

static void
test_document_is_removed_after_a_question (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *id = attach (stage, data, ED_DOCUMENT_OTHER);
  GtkWidget *dialog;

  ed_fake_desk_settle_file (stage->desk, id, ED_REFUSAL_NONE);
  ed_stage_settle ();
  gtk_widget_activate_action (stage->profile, "deed.remove-document", "s", id);
  dialog = ed_deed_stage_wait_dialog (stage);
  g_assert_true (ed_stage_says (dialog, "Remove this document?"));
  ed_deed_stage_respond (dialog, "cancel");
  g_assert_cmpuint (find_case (stage, data)->documents->len, ==, 1);
  ed_deed_stage_wait_no_dialog (stage);
  gtk_widget_activate_action (stage->profile, "deed.remove-document", "s", id);
  ed_deed_stage_confirm (ed_deed_stage_wait_dialog (stage));
  g_assert_cmpstr (ed_deed_stage_wait_command (stage, 2, ED_COMMAND_DOCUMENT_DETACH)->id, ==, id);
  g_assert_cmpuint (find_case (stage, data)->documents->len, ==, 0);
}

static void
test_refused_file_is_tried_again (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *id = attach (stage, data, ED_DOCUMENT_SATISFACTION_FORM);
  GtkWidget *dialog;

  ed_fake_desk_settle_file (stage->desk, id, ED_REFUSAL_UPLOAD_UNKNOWN);
  ed_stage_wait_for (stage->profile, "Discard");
  ed_stage_click (stage->profile, "Try again");
  dialog = wait_for_last_look (stage);
  g_assert_true (ed_stage_says (dialog, "scan.png"));
  confirm (stage, dialog);
  ed_stage_wait_for (stage->profile, "Waits to be sent");
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 1);
  g_assert_cmpuint (find_case (stage, data)->documents->len, ==, 1);
}

static void
test_refused_file_is_discarded (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *id = attach (stage, data, ED_DOCUMENT_OTHER);

  ed_fake_desk_settle_file (stage->desk, id, ED_REFUSAL_TOO_LARGE);
  ed_stage_wait_for (stage->profile, "Discard");
  ed_stage_click (stage->profile, "Discard");
  ed_stage_wait_for (stage->profile,
                     "No document has been uploaded yet. Files can be dropped here, too.");
  g_assert_cmpuint (ed_fake_desk_count_files (stage->desk), ==, 0);
}

/* --- closing and reading --------------------------------------------------------------------- */

static void
test_closing_follows_its_files (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *log = NULL, *form = NULL;

  g_assert_false (ed_deed_stage_can_press (stage, "Close case"));
  log = attach (stage, data, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_false (ed_deed_stage_can_press (stage, "Close case"));
  form = attach (stage, data, ED_DOCUMENT_SATISFACTION_FORM);
  ed_stage_wait_for (stage->profile, "2 files are being sent; the closing follows them.");
  ed_fake_desk_set_connection (stage->desk, ED_CONNECTION_OFFLINE, 0, 0);
  ed_stage_wait_for (stage->profile,
                     "2 files wait for the connection; the closing is sent after them.");
  ed_stage_click (stage->profile, "Close case");
  ed_deed_stage_wait_command (stage, 3, ED_COMMAND_CASE_CLOSE);
  ed_stage_wait_for (stage->profile, "The case is closed, approval is pending");
  g_assert_true (ed_stage_says (stage->profile,
                                "2 files wait for the connection; the closing is sent after "
                                "them."));
  ed_fake_desk_set_connection (stage->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_fake_desk_settle_file (stage->desk, log, ED_REFUSAL_NONE);
  ed_stage_wait_for (stage->profile, "1 file is being sent; the closing follows it.");
  ed_fake_desk_settle_file (stage->desk, form, ED_REFUSAL_NONE);
  ed_stage_settle ();
  g_assert_false (ed_stage_says (stage->profile, "1 file is being sent; the closing follows it."));
}

static void
test_coordinator_looks_at_the_evidence (EdDeedStage *stage, gconstpointer data)
{
  g_autofree char *case_id = make_id (data);
  const EdDocument *document = find_case (stage, data)->documents->pdata[0];
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  GtkWidget *row, *window;

  ed_fake_desk_add_file (stage->desk, case_id, document->id, bytes);
  g_assert_false (is_accepting (stage));
  g_assert_false (ed_stage_says (stage->profile, "Upload other document"));
  g_assert_false (ed_deed_stage_offers (stage, "Upload a newer version…"));
  row = gtk_widget_get_ancestor (ed_stage_find (stage->profile, GTK_TYPE_LABEL, "Treatment log"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  window = ed_deed_stage_wait_dialog (stage);
  g_assert_true (ED_IS_DOCUMENT_WINDOW (window));
  ed_stage_wait_for (window, "Page 1 of 3");
  gtk_window_destroy (GTK_WINDOW (window));
  ed_deed_stage_wait_no_dialog (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, number, test)               \
  g_test_add ("/client/case-documents/" path, \
              EdDeedStage,                    \
              GINT_TO_POINTER (number),       \
              ed_deed_stage_set_up,           \
              test,                           \
              ed_deed_stage_tear_down)
  ADD ("buttons-psychological", 240, test_buttons_are_named_after_the_types_document);
  ADD ("buttons-coaching", 255, test_buttons_are_named_after_the_types_document);
  ADD ("buttons-financial", 221, test_buttons_are_named_after_the_types_document);
  ADD ("chosen", 240, test_chosen_file_is_attached);
  ADD ("chooser-left", 240, test_left_chooser_attaches_nothing);
  ADD ("dropped", 240, test_dropped_file_is_asked_about);
  ADD ("pasted-picture", 240, test_pasted_picture_is_asked_about);
  ADD ("pasted-file", 240, test_pasted_file_is_asked_about);
  ADD ("locked", 244, test_locked_case_takes_no_files);
  ADD ("taken-back", 240, test_unsent_file_is_taken_back);
  ADD ("removed", 240, test_document_is_removed_after_a_question);
  ADD ("tried-again", 240, test_refused_file_is_tried_again);
  ADD ("discarded", 240, test_refused_file_is_discarded);
  ADD ("closing", 240, test_closing_follows_its_files);
#undef ADD
  g_test_add ("/client/case-documents/coordinator",
              EdDeedStage,
              GINT_TO_POINTER (250),
              ed_deed_stage_set_up_coordinator,
              test_coordinator_looks_at_the_evidence,
              ed_deed_stage_tear_down);
  return g_test_run ();
}
