/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/shots.h"

#include "client/companies/company-dialog.h"
#include "client/coordinator/account-dialog.h"
#include "client/coordinator/assign-many-dialog.h"
#include "client/coordinator/import-dialog.h"
#include "client/coordinator/remind-dialog.h"
#include "client/coordinator/take-back-dialog.h"
#include "client/coordinator/view-dialog.h"
#include "client/shell/picture.h"
#include "client/shell/two-step-dialog.h"
#include "sync/desk-requests.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Frames that a page gets to read its rows and settle, and seconds to be signed in and in step. */
#define FRAMES 30
#define SIZED 20 /* of them left: the window is asked for its width once more */
#define PATIENCE_S 120
#define MOST_TRIES 300

/* Frames until a preview has its page. */
#define PREVIEW_FRAMES 120

/* The guide's example, there in the demonstration. */
#define EXAMPLE 261

typedef struct
{
  const char *name;
  AdwColorScheme scheme;
  int width, height;
  int text_percent;
  gboolean is_contrast; /* of a system that asks for high contrast */
} Look;

static const Look looks[] = {
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, 1160, 780, 100, FALSE },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, 1160, 780, 100, FALSE },
  { "narrow", ADW_COLOR_SCHEME_FORCE_LIGHT, 360, 740, 100, FALSE },
  { "large", ADW_COLOR_SCHEME_FORCE_LIGHT, 1160, 780, 200, FALSE },
  { "contrast", ADW_COLOR_SCHEME_FORCE_LIGHT, 1160, 780, 100, TRUE },
  { "contrast-dark", ADW_COLOR_SCHEME_FORCE_DARK, 1160, 780, 100, TRUE },
};

typedef struct
{
  EdWindow *window;
  char *folder;
  char *password;
  EdShotsDone done;
  gpointer data;
  GPtrArray *pages; /* names still to draw in this round; "sign-in", "profile", "session", "attach"
                     * (a file to a case), "form" (being filled in), "company" and "account" (new
                     * ones), "view" (being saved), "import" (of cases), "take-back" (of
                     * them), "assign-several", "remind", "edit-case", a place */
  guint page;
  guint look;
  guint frames; /* left to wait */
  guint tries;  /* of this picture */
  gint64 deadline;
} Shots;

static void
finish (Shots *shots, const char *trouble)
{
  g_autofree char *table = g_build_filename (shots->folder, "cases.csv", NULL);

  g_remove (table);
  shots->done (trouble, shots->data);
  g_object_unref (shots->window);
  g_ptr_array_unref (shots->pages);
  g_free (shots->folder);
  g_free (shots->password);
  g_free (shots);
}

/* The first look from FROM on that this system can have; as many as there are: none. */
static guint
find_look (guint from)
{
  gboolean is_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  while (from < G_N_ELEMENTS (looks) && looks[from].is_contrast != is_contrast)
    from++;
  return from;
}

static void
set_size (Shots *shots)
{
  const Look *look = &looks[shots->look];

  gtk_window_set_default_size (GTK_WINDOW (shots->window), look->width, look->height);
}

static void
apply_look (Shots *shots)
{
  const Look *look = &looks[shots->look];
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (shots->window));

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->scheme);
  g_object_set (settings,
                "gtk-xft-dpi",
                96 * 1024 * look->text_percent / 100,
                "gtk-enable-animations",
                FALSE,
                NULL);
  set_size (shots);
}

/* The dialog above the window, or the window. */
static GtkWidget *
find_topmost (Shots *shots)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (shots->window)
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return GTK_WIDGET (shots->window);
}

/* Of the profile that is shown. */
static void
activate (Shots *shots, const char *deed)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (shots->window));

  gtk_widget_activate_action (focus != NULL ? focus : GTK_WIDGET (shots->window), deed, NULL);
}

/* A scanned page, as another program would leave it. */
static void
fill_clipboard (Shots *shots)
{
  const int width = 420, height = 594;
  const gsize stride = 3 * (gsize) width;
  gsize length = stride * (gsize) height;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkTexture) page = NULL;
  guint8 *white = g_malloc (length);

  memset (white, 0xff, length);
  for (int line = 60; line < height - 60; line += 24)
    memset (white + (gsize) line * stride + 150, 0x99, stride - 300);
  pixels = g_bytes_new_take (white, length);
  page = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, pixels, stride);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (shots->window)), page);
}

/* The request of the demonstration that shows most to the role. */
static void
on_requests (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdWindow) window = data;
  g_autoptr (EdRequestFound) found = ed_desk_query_requests_finish (ED_DESK (source), result, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  if (found == NULL || found->rows->len == 0)
    return;
  rows = ed_desk_load_request_rows (ED_DESK (source),
                                    &g_array_index (found->rows, gint64, 0),
                                    1,
                                    NULL);
  if (rows != NULL && rows->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (window),
                                "win.open-request",
                                "s",
                                ((EdRequestRow *) rows->pdata[0])->request->id);
}

static void
show_request (Shots *shots)
{
  EdDesk *desk = ed_window_desk (shots->window);
  guint roles = ed_account_roles (ed_desk_account (desk));
  EdRequestQuery query = { .scope = ED_REQUESTS_IN_PROGRESS };

  if ((roles & ED_ROLE_COORDINATOR) != 0)
    query.scope = ED_REQUESTS_UNDER_REVIEW;
  else if ((roles & ED_ROLE_CASE_MANAGER) != 0)
    query.scope = ED_REQUESTS_ANSWERED;
  ed_desk_query_requests_async (desk, &query, NULL, on_requests, g_object_ref (shots->window));
}

/* Takes DIALOG, no wider than what is looked at. */
static void
show_dialog (Shots *shots, GtkWidget *dialog)
{
  GtkWindow *window = GTK_WINDOW (dialog);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, MIN (width, looks[shots->look].width), height);
  gtk_window_set_transient_for (window, GTK_WINDOW (shots->window));
  gtk_window_present (window);
}

static GtkWidget *
make_view_dialog (Shots *shots)
{
  g_autoptr (EdCaseViews) views = ed_case_views_new (ed_window_desk (shots->window));
  EdCaseView view = { .filter = { ED_NEED_TIME, ED_ABSENT, ED_CASE_LEGAL }, .sort = ED_SORT_DUE };

  ed_table_layout_init (&view.layout);
  return ed_view_dialog_new (GTK_WINDOW (shots->window), views, &view);
}

/* A table as somebody else's program has saved it: a case, one to look at, one that is refused. */
static void
show_import (Shots *shots)
{
  static const char table[] = "Company name;Client name;Type of problem;City;Age\n"
                              "Opel;Maple;Legal;Szombathely;51\n"
                              "Opel;maple;Legal;Szombathely;51\n"
                              "Audi;Willow;Astrological;Győr;forty\n";
  g_autofree char *path = g_build_filename (shots->folder, "cases.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_set_contents (path, table, -1, NULL))
    ed_import_dialog_open (GTK_WIDGET (shots->window), ed_window_desk (shots->window), file);
}

static void
show_take_back (Shots *shots)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (ids, g_uuid_string_random ());
  ed_take_back_remember (ed_window_desk (shots->window), ids);
  ed_take_back_dialog_open (GTK_WIDGET (shots->window), ed_window_desk (shots->window));
}

static void
add_reminded (GPtrArray *cases, const char *expert)
{
  EdCase *case_ = ed_case_new ();

  case_->state = ED_CASE_ASSIGNED;
  case_->id = g_uuid_string_random ();
  case_->assignment_id = g_uuid_string_random ();
  case_->expert_name = g_strdup (expert);
  g_ptr_array_add (cases, case_);
}

static void
show_reminder (Shots *shots)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);

  add_reminded (cases, "Dr. Kovács Anna");
  add_reminded (cases, "Dr. Balogh Márton");
  add_reminded (cases, "Dr. Kovács Anna");
  g_ptr_array_add (cases, ed_case_new ());
  ed_remind_dialog_open (GTK_WIDGET (shots->window), ed_window_desk (shots->window), cases);
}

static void
show_page (Shots *shots)
{
  const char *page = shots->pages->pdata[shots->page];

  if (g_str_equal (page, "profile"))
    ed_window_open_number (shots->window, EXAMPLE);
  else if (g_str_equal (page, "request"))
    show_request (shots);
  else if (g_str_equal (page, "company"))
    show_dialog (shots, ed_company_dialog_new (ed_window_desk (shots->window), NULL));
  else if (g_str_equal (page, "account"))
    show_dialog (shots,
                 ed_account_dialog_new (ed_window_desk (shots->window), NULL, ED_ROLE_EXPERT));
  else if (g_str_equal (page, "import"))
    show_import (shots);
  else if (g_str_equal (page, "take-back"))
    show_take_back (shots);
  else if (g_str_equal (page, "two-step"))
    show_dialog (shots, ed_two_step_dialog_new (ed_window_desk (shots->window)));
  else if (g_str_equal (page, "assign-several"))
    ed_assign_many_dialog_open_unassigned (GTK_WIDGET (shots->window),
                                           ed_window_desk (shots->window));
  else if (g_str_equal (page, "edit-case"))
    activate (shots, "deed.edit");
  else if (g_str_equal (page, "remind"))
    show_reminder (shots);
  else if (g_str_equal (page, "view"))
    show_dialog (shots, make_view_dialog (shots));
  else if (g_str_equal (page, "session"))
    activate (shots, "deed.add-session");
  else if (g_str_equal (page, "attach"))
    {
      fill_clipboard (shots);
      activate (shots, "deed.paste-file");
    }
  else if (g_str_equal (page, "preferences"))
    gtk_widget_activate_action (GTK_WIDGET (shots->window), "app.preferences", NULL);
  else if (g_str_equal (page, "form"))
    activate (shots, "deed.fill-needed");
  else if (!g_str_equal (page, "sign-in"))
    ed_window_show (shots->window, page);
  shots->tries = 0;
  shots->frames =
      g_str_equal (page, "attach") || g_str_equal (page, "form") ? PREVIEW_FRAMES : FRAMES;
}

static void
list_pages_inside (Shots *shots)
{
  g_auto (GStrv) places = ed_window_list_places (shots->window);
  guint roles = ed_account_roles (ed_desk_account (ed_window_desk (shots->window)));

  g_ptr_array_set_size (shots->pages, 0);
  for (guint i = 0; places[i] != NULL; i++)
    g_ptr_array_add (shots->pages, g_strdup (places[i]));
  g_ptr_array_add (shots->pages, g_strdup ("request"));
  if ((roles & (ED_ROLE_EXPERT | ED_ROLE_COORDINATOR)) != 0)
    g_ptr_array_add (shots->pages, g_strdup ("profile"));
  g_ptr_array_add (shots->pages, g_strdup ("preferences"));
  g_ptr_array_add (shots->pages, g_strdup ("two-step"));
  if ((roles & ED_ROLE_COORDINATOR) != 0)
    {
      g_ptr_array_add (shots->pages, g_strdup ("company"));
      g_ptr_array_add (shots->pages, g_strdup ("account"));
      g_ptr_array_add (shots->pages, g_strdup ("view"));
      g_ptr_array_add (shots->pages, g_strdup ("import"));
      g_ptr_array_add (shots->pages, g_strdup ("take-back"));
      g_ptr_array_add (shots->pages, g_strdup ("assign-several"));
      g_ptr_array_add (shots->pages, g_strdup ("remind"));
      g_ptr_array_add (shots->pages, g_strdup ("edit-case"));
    }
  if ((roles & ED_ROLE_EXPERT) == 0)
    return;
  g_ptr_array_add (shots->pages, g_strdup ("session"));
  g_ptr_array_add (shots->pages, g_strdup ("attach"));
  g_ptr_array_add (shots->pages, g_strdup ("form"));
}

static gboolean
save_picture (Shots *shots, GError **error)
{
  GtkWidget *topmost = find_topmost (shots);
  g_autofree char *name = g_strdup_printf ("%s-%s.png",
                                           (char *) shots->pages->pdata[shots->page],
                                           looks[shots->look].name);
  g_autofree char *path = g_build_filename (shots->folder, name, NULL);
  gboolean saved = ed_picture_save (topmost, path, error);

  if (saved && topmost != GTK_WIDGET (shots->window))
    gtk_window_close (GTK_WINDOW (topmost));
  return saved;
}

/* Moves to the next page or look; FALSE when the round is over. */
static gboolean
advance (Shots *shots)
{
  if (++shots->page < shots->pages->len)
    return TRUE;
  shots->page = 0;
  shots->look = find_look (shots->look + 1);
  if (shots->look == G_N_ELEMENTS (looks))
    return FALSE;
  apply_look (shots);
  return TRUE;
}

static gboolean
is_settled (Shots *shots)
{
  EdDesk *desk = ed_window_desk (shots->window);

  return desk != NULL && ed_desk_connection (desk) == ED_CONNECTION_UP_TO_DATE;
}

static gboolean on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data);

static gboolean
on_waiting (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Shots *shots = data;
  const char *trouble = ed_sign_in_page_trouble (ed_window_sign_in_page (shots->window));

  if (ed_window_desk (shots->window) == NULL && trouble != NULL)
    {
      finish (shots, trouble);
      return G_SOURCE_REMOVE;
    }
  if (g_get_monotonic_time () > shots->deadline)
    {
      finish (shots, _ ("The server did not answer in time."));
      return G_SOURCE_REMOVE;
    }
  if (!is_settled (shots))
    return G_SOURCE_CONTINUE;
  list_pages_inside (shots);
  shots->look = find_look (0);
  shots->page = 0;
  apply_look (shots);
  show_page (shots);
  gtk_widget_add_tick_callback (widget, on_frame, shots, NULL);
  return G_SOURCE_REMOVE;
}

static void
end_round (Shots *shots)
{
  GtkWidget *widget = GTK_WIDGET (shots->window);

  if (ed_window_desk (shots->window) != NULL || shots->password == NULL)
    {
      finish (shots, NULL);
      return;
    }
  shots->deadline = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  ed_sign_in_page_sign_in (ed_window_sign_in_page (shots->window), shots->password);
  gtk_widget_add_tick_callback (widget, on_waiting, shots, NULL);
}

/* After the frame has been painted; on a busy machine something may have changed since. */
static gboolean
on_painted (gpointer data)
{
  Shots *shots = data;
  g_autoptr (GError) error = NULL;

  if (!save_picture (shots, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) || ++shots->tries == MOST_TRIES)
        {
          finish (shots, error->message);
          return G_SOURCE_REMOVE;
        }
      shots->frames = 1;
      gtk_widget_add_tick_callback (GTK_WIDGET (shots->window), on_frame, shots, NULL);
    }
  else if (!advance (shots))
    end_round (shots);
  else
    {
      show_page (shots);
      gtk_widget_add_tick_callback (GTK_WIDGET (shots->window), on_frame, shots, NULL);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Shots *shots = data;

  if (shots->frames == SIZED)
    set_size (shots); /* folded it needs less than it did */
  if (shots->frames-- > 0)
    return G_SOURCE_CONTINUE;
  g_idle_add_full (G_PRIORITY_LOW, on_painted, shots, NULL);
  return G_SOURCE_REMOVE;
}

void
ed_shots_take (EdWindow *window,
               const char *folder,
               const char *password,
               EdShotsDone done,
               gpointer data)
{
  Shots *shots = g_new0 (Shots, 1);

  shots->window = g_object_ref (window);
  shots->folder = g_strdup (folder);
  shots->password = g_strdup (password);
  shots->done = done;
  shots->data = data;
  shots->pages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (shots->pages, g_strdup ("sign-in"));
  shots->look = find_look (0);
  apply_look (shots);
  show_page (shots);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame, shots, NULL);
}
