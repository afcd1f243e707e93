/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What other programs would learn of what is saved and attached here. */

#include "client/stage.h"
#include "client/widgets/chooser.h"
#include "client/widgets/traces.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWindow *window;
  char *folder, *path, *uri;
  guint changes; /* of the recent files */
  int response;  /* of the chooser; 0: none yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = ed_stage_show (gtk_label_new ("below"), 600, 400);
  fixture->folder = g_dir_make_tmp ("ed-traces-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "treatment-log.pdf", NULL);
  fixture->uri = g_filename_to_uri (fixture->path, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), fixture->uri, NULL);
  ed_stage_close (fixture->window);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->uri);
}

static gboolean
is_recent (gpointer uri)
{
  return gtk_recent_manager_has_item (gtk_recent_manager_get_default (), uri);
}

static gboolean
find_chooser (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
        {
          *(GtkWidget **) data = window; /* the toplevel list's reference is enough */
          return TRUE;
        }
    }
  return FALSE;
}

static void
on_response (GtkNativeDialog *chooser, int response, gpointer data)
{
  ((Fixture *) data)->response = response;
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->response != 0;
}

/* Opens the file, which is there, by the chooser; SHOW shows it. */
static void
choose (Fixture *fixture, void (*show_chooser) (GtkFileChooserNative *chooser))
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new ("Open",
                                                              fixture->window,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              "_Open",
                                                              "_Cancel");
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  GtkWidget *chooser = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "%PDF-", 5, NULL));
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (native), file, NULL);
  fixture->response = 0;
  show_chooser (native);
  g_signal_connect (native, "response", G_CALLBACK (on_response), fixture);
  ed_stage_wait (find_chooser, &chooser);
  /* Its folder is read behind the scenes; pressed before, the button does nothing. */
  while (!is_answered (fixture))
    {
      ed_stage_settle ();
      gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (fixture->response, ==, GTK_RESPONSE_ACCEPT);
  ed_stage_settle ();
}

static void
show_bare (GtkFileChooserNative *chooser)
{
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
count_changes (guint *changes)
{
  (*changes)++;
}

static gboolean
has_changed_twice (gpointer changes)
{
  return *(guint *) changes >= 2;
}

/* GTK's own chooser would put it there. */
static void
test_chosen_files_are_not_recent (Fixture *fixture, gconstpointer data)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  gulong changed;

  choose (fixture, show_bare);
  ed_stage_wait (is_recent, fixture->uri);
  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), fixture->uri, NULL);
  ed_stage_settle ();
  g_assert_false (is_recent (fixture->uri));
  changed =
      g_signal_connect_swapped (manager, "changed", G_CALLBACK (count_changes), &fixture->changes);
  choose (fixture, ed_chooser_show);
  /* It comes, and is taken out again. */
  ed_stage_wait (has_changed_twice, &fixture->changes);
  ed_stage_settle ();
  g_signal_handler_disconnect (manager, changed);
  g_assert_false (is_recent (fixture->uri));
}

/* What another program remembers is its own matter. */
static void
test_others_stay_recent (Fixture *fixture, gconstpointer data)
{
  GtkRecentData entry = { .mime_type = (char *) "application/pdf",
                          .app_name = (char *) "Scanner",
                          .app_exec = (char *) "scanner %u" };
  g_autoptr (GFile) file = g_file_new_for_uri (fixture->uri);

  g_assert_true (
      gtk_recent_manager_add_full (gtk_recent_manager_get_default (), fixture->uri, &entry));
  ed_stage_wait (is_recent, fixture->uri);
  ed_traces_forget_recent (file);
  ed_stage_settle ();
  g_assert_true (is_recent (fixture->uri));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_set_application_name ("A Dashboard"); /* other than the program's name, as the real one's */
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", TRUE, NULL);
  g_test_add ("/client/traces/chosen-files-are-not-recent",
              Fixture,
              NULL,
              set_up,
              test_chosen_files_are_not_recent,
              tear_down);
  g_test_add ("/client/traces/others-stay-recent",
              Fixture,
              NULL,
              set_up,
              test_others_stay_recent,
              tear_down);
  return g_test_run ();
}
