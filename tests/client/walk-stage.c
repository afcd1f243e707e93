/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/walk-stage.h"

#include "client/fake-desk.h"
#include "client/resources.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/sample-messages.h"
#include "client/sample-office.h"
#include "client/sample-requests.h"
#include "client/shell/picture.h"
#include "client/stage.h"
#include "client/walk.h"
#include "client/widgets/header-title.h"
#include "client/widgets/icon-thread.h"
#include "client/widgets/text-scale.h"

#include <libintl.h>
#include <locale.h>

/* Times that a window is told its size, until it has it or never will. */
#define PATIENCE 20

#define MESSAGES "00000000-0000-4000-8000-000000000266"

static int
read_number (const char *variable, int otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static gboolean
is_inside (gpointer window)
{
  gboolean inside;

  g_object_get (window, "inside", &inside, NULL);
  return inside;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static EdDesk *
make_desk (const EdWalkPage *page)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);

  ed_fake_desk_set_roles (desk, page->roles);
  ed_sample_cases_add (desk);
  ed_sample_experts_add (desk);
  ed_sample_outbox_add (desk);
  ed_sample_conflict_add (desk);
  ed_sample_messages_add (desk, MESSAGES);
  ed_sample_requests_add (desk);
  ed_sample_office_add (desk);
  if ((page->roles & ED_ROLE_COORDINATOR) != 0)
    ed_sample_closings_add (desk);
  ed_sample_office_answer ();
  if (g_strcmp0 (page->place, "audit") == 0)
    ed_sample_office_queue_audit ();
  return desk;
}

/* What menus offer of the program's own, which is not there. */
static void
add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = { { "preferences" }, { "shortcuts" }, { "about" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "app", G_ACTION_GROUP (actions));
}

/* What the application does for its windows: its style sheet, and icons as large as the text. */
static void
dress (GdkDisplay *display)
{
  static gboolean is_dressed;
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  if (is_dressed)
    return;
  is_dressed = TRUE;
  gtk_css_provider_load_from_resource (provider, ED_RESOURCES "style.css");
  gtk_style_context_add_provider_for_display (display,
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), ED_RESOURCES "icons");
  ed_text_scale_follow (display);
  ed_header_titles_follow ();
  ed_icon_thread_keep ();
}

static void
set_up (EdWalkStage *stage, gconstpointer data)
{
  const EdWalkPage *page = data;

  dress (gdk_display_get_default ());
  stage->desk = page->roles != 0 ? make_desk (page) : NULL;
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                1024 * 96 * read_number ("ED_WALK_TEXT", 100) / 100,
                NULL);
  stage->window = ed_window_new (NULL);
  add_actions (stage->window);
  gtk_window_set_default_size (GTK_WINDOW (stage->window),
                               read_number ("ED_WALK_WIDTH", 1160),
                               read_number ("ED_WALK_HEIGHT", 780));
  if (stage->desk != NULL)
    ed_window_enter (ED_WINDOW (stage->window), g_object_ref (stage->desk));
  gtk_window_present (GTK_WINDOW (stage->window));
  if (stage->desk != NULL)
    ed_stage_wait (is_inside, stage->window);
  else
    ed_stage_wait (is_mapped, stage->window);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (EdWalkStage *stage, gconstpointer data)
{
  gpointer window = stage->window;

  g_object_add_weak_pointer (G_OBJECT (stage->window), &window);
  /* Nothing to wait for before it closes. */
  if (stage->desk != NULL)
    ed_fake_desk_set_connection (stage->desk, ED_CONNECTION_OFFLINE, 0, 0);
  gtk_window_close (GTK_WINDOW (stage->window));
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  if (stage->desk != NULL)
    g_assert_finalize_object (stage->desk);
}

/* The words of the build's own translation. "C" would have none. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_assert_nonnull (setlocale (LC_ALL, ""));
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ED_LOCALE"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (gettext ("Password"), !=, "Password");
}

void
ed_walk_stage_init (int *argc, char ***argv)
{
  if (g_getenv ("ED_WALK_LANGUAGE") != NULL)
    speak (g_getenv ("ED_WALK_LANGUAGE"));
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (argc, argv, NULL);
  adw_init ();
}

void
ed_walk_stage_add (const char *folder,
                   const char *name,
                   gconstpointer page,
                   void (*test) (EdWalkStage *stage, gconstpointer page))
{
  g_autofree char *path = g_strdup_printf ("/client/%s/%s", folder, name);

  g_test_add (path, EdWalkStage, page, set_up, test, tear_down);
}

static gboolean
is_busy (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  while (child != NULL && !is_busy (child))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL || GTK_IS_SPINNER (widget);
}

/* Nothing that would change under the reader's fingers is still being fetched or drawn. */
static gboolean
is_ready (gpointer window)
{
  return !is_busy (window);
}

void
ed_walk_stage_wait_ready (GtkWidget *window)
{
  ed_stage_wait (is_ready, window);
}

GtkWidget *
ed_walk_stage_show (EdWalkStage *stage, const EdWalkPage *page)
{
  g_autoptr (GError) error = NULL;

  ed_walk_wait_drawn (stage->window);
  if (page->place != NULL)
    ed_window_show (ED_WINDOW (stage->window), page->place);
  if (page->action != NULL)
    {
      g_autoptr (GVariant) target =
          page->target != NULL ? g_variant_parse (NULL, page->target, NULL, NULL, &error) : NULL;

      g_assert_no_error (error);
      gtk_widget_activate_action_variant (stage->window, page->action, target);
    }
  ed_stage_settle ();
  ed_walk_wait_drawn (stage->window);
  ed_walk_stage_wait_ready (stage->window);
  return ed_window_detail (ED_WINDOW (stage->window));
}

/* --- doing ------------------------------------------------------------------------------------ */

static gboolean
activate_in (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && activate_in (child, name, target))
      return TRUE;
  return gtk_widget_activate_action_variant (widget, name, target);
}

gboolean
ed_walk_stage_do (EdWalkStage *stage, const EdWalkPage *page)
{
  GtkWidget *detail = ed_window_detail (ED_WINDOW (stage->window));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_action_parse_detailed_name (page->deed, &name, &target, &error));
  return activate_in (detail != NULL ? detail : stage->window, name, target);
}

GtkWidget *
ed_walk_stage_find_action (GtkWidget *within, const char *action)
{
  GtkWidget *child = gtk_widget_get_first_child (within);
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (within))
    return NULL;
  if (GTK_IS_ACTIONABLE (within)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (within)), action) == 0)
    return within;
  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = ed_walk_stage_find_action (child, action);
  return found;
}

GtkWidget *
ed_walk_stage_find_part (GtkWidget *within, const char *id)
{
  GtkWidget *child = gtk_widget_get_first_child (within);
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (within)), id) == 0)
    return within;
  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = ed_walk_stage_find_part (child, id);
  return found;
}

GtkWindow *
ed_walk_stage_dialog (EdWalkStage *stage)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_WIDGET (window) != stage->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        found = window;
    }
  return found;
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

void
ed_walk_stage_press (GtkWindow *window, const char *name)
{
  const char *const argv[] = { "xdotool", "key", name, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = NULL;

  ed_stage_wait (is_active, window);
  tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (tool, NULL, &error);
  g_assert_no_error (error);
}

static int
measure_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Names what makes WIDGET need more than WIDTH: the innermost that is not one wide thing in a
 * frame.
 */
static void
list_wide (GtkWidget *widget, int width, GPtrArray *complaints)
{
  int least = measure_width (widget), widest = 0;
  g_autofree char *what = NULL;
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_POPOVER (child))
      widest = MAX (widest, measure_width (child));
  if (widest < least * 3 / 4)
    {
      what = ed_walk_describe (widget);
      g_ptr_array_add (complaints,
                       g_strdup_printf ("%s: needs %d pixels and has %d", what, least, width));
      return;
    }
  width -= least - widest;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_POPOVER (child) && measure_width (child) > width)
      list_wide (child, width, complaints);
}

/* Words of a title, a value or a sentence that are cut and said nowhere else. Not a field's, which
 * only say what could be typed there, nor a table's, whose columns can be made wider. */
static void
list_cut (GtkWidget *widget, GPtrArray *complaints)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || GTK_IS_TEXT (widget) || GTK_IS_COLUMN_VIEW (widget)
      || gtk_widget_get_tooltip_text (widget) != NULL)
    return;
  if (GTK_IS_LABEL (widget) && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    {
      g_autofree char *what = ed_walk_describe (widget);

      g_ptr_array_add (complaints, g_strdup_printf ("%s: is cut", what));
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    list_cut (child, complaints);
}

static gboolean
is_narrow (GtkWindow *dialog)
{
  GtkWidget *child = gtk_window_get_child (dialog);
  int wanted = read_number ("ED_WALK_WIDTH", G_MAXINT);

  return gtk_widget_get_width (child) <= MAX (wanted, measure_width (child));
}

void
ed_walk_stage_narrow (GtkWindow *dialog)
{
  int width, height;

  gtk_window_get_default_size (dialog, &width, &height);
  width = MIN (width, read_number ("ED_WALK_WIDTH", G_MAXINT));
  /* The size that it came with may still arrive, also once it had the other. */
  for (int i = 0, narrow = 0; i < PATIENCE && narrow < 3; i++)
    {
      gtk_window_set_default_size (dialog, width, height);
      ed_walk_wait_drawn (GTK_WIDGET (dialog));
      narrow = is_narrow (dialog) ? narrow + 1 : 0;
    }
}

static GPtrArray *
judge_width (GtkWidget *child)
{
  GPtrArray *complaints = g_ptr_array_new_with_free_func (g_free);
  int wanted = read_number ("ED_WALK_WIDTH", G_MAXINT);
  int width = gtk_widget_get_width (child), least = measure_width (child);

  if (width > wanted)
    g_ptr_array_add (complaints, g_strdup_printf ("it is %d pixels wide", width));
  if (least > wanted)
    list_wide (child, wanted, complaints);
  list_cut (child, complaints);
  return complaints;
}

void
ed_walk_stage_judge_width (GtkWindow *window, GPtrArray *complaints)
{
  GtkWidget *child = gtk_window_get_child (window); /* without a frame about the window */
  g_autoptr (GPtrArray) found = judge_width (child);

  /* Rows that a view has just filled are laid out with the next frame. */
  for (int i = 0; i < PATIENCE && found->len > 0; i++)
    {
      ed_walk_wait_drawn (GTK_WIDGET (window));
      g_ptr_array_unref (found);
      found = judge_width (child);
    }
  g_ptr_array_extend_and_steal (complaints, g_steal_pointer (&found));
}

static gboolean
is_answer (GtkWidget *widget)
{
  GtkWidget *at = widget;

  while (at != NULL && !gtk_widget_has_css_class (at, "response-area"))
    at = gtk_widget_get_parent (at);
  return GTK_IS_BUTTON (widget) && at != NULL;
}

static void
list_low (GtkWidget *widget, GtkWidget *whole, int height, GPtrArray *complaints)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_answer (widget)
      && (!gtk_widget_compute_bounds (widget, whole, &bounds)
          || bounds.origin.y + bounds.size.height > height))
    {
      g_autofree char *what = ed_walk_describe (widget);

      g_ptr_array_add (complaints, g_strdup_printf ("%s: is an answer too low to be seen", what));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_low (child, whole, height, complaints);
}

void
ed_walk_stage_judge_answers (GtkWindow *dialog, GPtrArray *complaints)
{
  GtkWidget *whole = gtk_window_get_child (dialog);
  int height = read_number ("ED_WALK_HEIGHT", G_MAXINT);

  list_low (whole, whole, MIN (height, gtk_widget_get_height (whole)), complaints);
}

void
ed_walk_stage_complain (const EdWalkPage *page, const GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_printerr ("# %s: %s\n", page->name, (const char *) sentences->pdata[i]);
  if (sentences->len > 0)
    g_test_fail ();
}

void
ed_walk_add_places (guint roles, const EdPlace *places, void (*add) (const EdWalkPage *page))
{
  for (; places->name != NULL; places++)
    {
      static EdWalkPage pages[40];
      static guint n;
      EdWalkPage *page = &pages[n++];

      g_assert_cmpuint (n, <=, G_N_ELEMENTS (pages));
      page->roles = roles;
      page->name = page->place = places->name;
      add (page);
    }
}

void
ed_walk_stage_picture (GtkWidget *window)
{
  const char *folder = g_getenv ("ED_WALK_PICTURES");
  g_autofree char *name = NULL, *path = NULL;

  if (folder == NULL)
    return;
  name = g_strconcat (g_test_get_path () + strlen ("/client/"), ".png", NULL);
  path = g_build_filename (folder, g_strdelimit (name, "/", '-'), NULL);
  for (int i = 0; i < PATIENCE; i++)
    {
      g_autoptr (GError) error = NULL;

      ed_walk_wait_drawn (window);
      if (ed_picture_save (window, path, &error))
        return;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
        g_error ("%s", error->message);
    }
  g_test_message ("no picture: something in it moves");
}
