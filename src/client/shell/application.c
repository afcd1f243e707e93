/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/application.h"

#include "base/platform.h"
#include "client/documents/form-writer.h"
#include "client/shell/above.h"
#include "client/shell/auto-lock.h"
#include "client/shell/graphics.h"
#include "client/shell/link.h"
#include "client/shell/notices.h"
#include "client/shell/preferences.h"
#include "client/shell/shortcuts.h"
#include "client/shell/shots.h"
#include "client/shell/window.h"
#include "client/widgets/cut-text.h"
#include "client/widgets/header-title.h"
#include "client/widgets/icon-thread.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/toast.h"
#include "domain/record.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _EdApplication
{
  AdwApplication parent_instance;
  char *server;
  char *user;
  char *password_file;
  char *ca_file;
  char *data_dir;
  char *shots;
  char *page;
  char *password; /* read from password_file, used once */
  int status;     /* what the program ends with */
  gint64 number;  /* of the link to open, or ED_ABSENT */
  EdTargetKind kind;
};

G_DEFINE_FINAL_TYPE (EdApplication, ed_application, ADW_TYPE_APPLICATION)

static EdWindow *
ensure_window (EdApplication *self)
{
  g_auto (GStrv) lock_keys =
      gtk_application_get_accels_for_action (GTK_APPLICATION (self), "win.lock");
  GtkWindow *window;
  EdSignInPage *sign_in;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ED_IS_WINDOW (l->data))
      return l->data;
  window = GTK_WINDOW (ed_window_new (GTK_APPLICATION (self)));
  sign_in = ed_window_sign_in_page (ED_WINDOW (window));
  ed_sign_in_page_set_places (sign_in, self->data_dir, self->ca_file);
  ed_sign_in_page_prefill (sign_in, self->server, self->user);
  if (self->page != NULL)
    ed_window_set_first_place (ED_WINDOW (window), self->page);
  if (self->shots == NULL)
    ed_notices_attach (ED_WINDOW (window));
  ed_auto_lock_attach (ED_WINDOW (window), ed_clock_system ());
  ed_above_lock_by (window, *lock_keys);
  return ED_WINDOW (window);
}

static void
on_shots_taken (const char *trouble, gpointer data)
{
  EdApplication *self = data;

  if (trouble != NULL)
    {
      g_printerr ("experts-dashboard: %s\n", trouble);
      self->status = 1;
    }
  g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
}

static void
sign_in_once (EdApplication *self, EdWindow *window)
{
  g_autofree char *password = g_steal_pointer (&self->password);

  if (self->shots != NULL)
    ed_shots_take (window, self->shots, password, on_shots_taken, self);
  else if (password != NULL && ed_window_desk (window) == NULL)
    ed_sign_in_page_sign_in (ed_window_sign_in_page (window), password);
}

/* --- actions --------------------------------------------------------------------------------- */

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (data),
                         "application-name",
                         _ ("Experts' Dashboard"),
                         "application-icon",
                         ED_APP_ID,
                         "version",
                         ED_VERSION,
                         "developer-name",
                         _ ("The Experts' Dashboard developers"),
                         "comments",
                         _ ("Counselling cases, from assignment to approval, at hand "
                            "with and without a connection."),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);
  EdDesk *desk = ED_IS_WINDOW (window) ? ed_window_desk (ED_WINDOW (window)) : NULL;
  guint roles = desk != NULL ? ed_account_roles (ed_desk_account (desk)) : 0;
  GtkWidget *shortcuts = ed_shortcuts_new (data, roles);

  gtk_window_set_transient_for (GTK_WINDOW (shortcuts), window);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *preferences = ed_preferences_new ();

  gtk_window_set_transient_for (GTK_WINDOW (preferences), gtk_application_get_active_window (data));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* What a notification opens, also when the program is started for it. */
static void
on_present (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (data);
}

static void
on_open_case (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ED_APPLICATION (data)->kind = ED_TARGET_CASE;
  ED_APPLICATION (data)->number = g_variant_get_int64 (parameter);
  g_application_activate (data);
}

static void
on_open_request (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ED_APPLICATION (data)->kind = ED_TARGET_REQUEST;
  ED_APPLICATION (data)->number = g_variant_get_int64 (parameter);
  g_application_activate (data);
}

static void
on_show_place (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (data);
  ed_window_show (ensure_window (data), g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { "about", on_about },
  { "present", on_present },
  { "open-case", on_open_case, "x" },
  { "open-request", on_open_request, "x" },
  { "show-place", on_show_place, "s" },
  { "preferences", on_preferences },
  { "shortcuts", on_shortcuts },
  { "quit", on_quit },
};

static const struct
{
  const char *action;
  const char *accelerators[4];
} accelerators[] = {
  { "app.quit", { "<Primary>q" } },
  { "app.preferences", { "<Primary>comma" } },
  { "app.shortcuts", { "<Primary>question", "F1", "<Primary>F1" } },
  { "window.close", { "<Primary>w" } },
  { "win.search", { "<Primary>f" } },
  { "win.back", { "<Alt>Left" } },
  { "win.sidebar", { "F9" } },
  { "win.sync", { "<Primary>r", "F5" } },
  { "win.show::new-case", { "<Primary>n" } },
  { "win.privacy", { "<Primary>h" } },
  { "win.lock", { "<Primary>l" } },
  { "win.show-nth(0)", { "<Alt>1" } },
  { "win.show-nth(1)", { "<Alt>2" } },
  { "win.show-nth(2)", { "<Alt>3" } },
  { "win.show-nth(3)", { "<Alt>4" } },
  { "win.show-nth(4)", { "<Alt>5" } },
  { "win.show-nth(5)", { "<Alt>6" } },
  { "win.show-nth(6)", { "<Alt>7" } },
  { "win.show-nth(7)", { "<Alt>8" } },
  { "win.show-nth(8)", { "<Alt>9" } },
};

static gboolean
on_stop (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* --- command line ---------------------------------------------------------------------------- */

static gboolean
read_password (EdApplication *self, GError **error)
{
  if (self->password_file == NULL)
    return TRUE;
  if (!g_file_get_contents (self->password_file, &self->password, NULL, error))
    return FALSE;
  g_strchomp (self->password);
  return TRUE;
}

static const char *
find_contradiction (EdApplication *self)
{
  if (self->password_file != NULL && (self->server == NULL || self->user == NULL))
    return _ ("--password-file needs --server and --user");
  if (self->shots != NULL && self->password_file == NULL)
    return _ ("--shots needs --server, --user and --password-file");
  return NULL;
}

static int
ed_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  EdApplication *self = ED_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  const char *contradiction;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("experts-dashboard %s\n", ED_VERSION);
      return 0;
    }
  contradiction = find_contradiction (self);
  if (contradiction != NULL)
    {
      g_printerr ("experts-dashboard: %s\n", contradiction);
      return 2;
    }
  if (!read_password (self, &error))
    {
      g_printerr ("experts-dashboard: %s\n", error->message);
      return 2;
    }
  if (self->shots != NULL && g_mkdir_with_parents (self->shots, 0755) != 0)
    {
      g_printerr (_ ("experts-dashboard: the folder %s cannot be made\n"), self->shots);
      return 2;
    }
  if (self->data_dir != NULL || self->shots != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  ed_graphics_start ();
  return -1;
}

/* A command line that makes no sense ends with 2, as what contradicts itself does. */
static gboolean
ed_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  gboolean ended = G_APPLICATION_CLASS (ed_application_parent_class)
                       ->local_command_line (application, arguments, status);

  if (ended && *status == 1 && !g_application_get_is_registered (application))
    *status = 2;
  return ended;
}

static void
add_options (EdApplication *self)
{
  const GOptionEntry entries[] = {
    { "server",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->server,
      N_ ("Address of the server, https://HOST[:PORT]"),
      N_ ("URL") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, N_ ("User name"), N_ ("USER") },
    { "password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->password_file,
      N_ ("Sign in with the password in FILE"),
      N_ ("FILE") },
    { "ca-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->ca_file,
      N_ ("Trust the certificates in FILE (PEM) instead of the system's"),
      N_ ("FILE") },
    { "data-dir",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->data_dir,
      N_ ("Keep the encrypted caches in DIR"),
      N_ ("DIR") },
    { "shots",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->shots,
      N_ ("Write pictures of every page into DIR and end"),
      N_ ("DIR") },
    { "page",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->page,
      N_ ("Open the page NAME first"),
      N_ ("NAME") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _ ("[experts-dashboard://case/NUMBER]"));
}

/* --- application ----------------------------------------------------------------------------- */

static void
ed_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (ed_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           accelerators[i].action,
                                           accelerators[i].accelerators);
  gtk_window_set_default_icon_name (ED_APP_ID);
  ed_text_scale_follow (gdk_display_get_default ());
  ed_cut_text_reveal ();
  ed_header_titles_follow ();
  ed_icon_thread_keep ();
  ed_platform_watch_stop (on_stop, application);
}

static void
ed_application_activate (GApplication *application)
{
  EdApplication *self = ED_APPLICATION (application);
  EdWindow *window = ensure_window (self);

  if (self->number != ED_ABSENT && self->kind == ED_TARGET_REQUEST)
    ed_window_open_request_number (window, self->number);
  else if (self->number != ED_ABSENT)
    ed_window_open_number (window, self->number);
  self->number = ED_ABSENT;
  gtk_window_present (GTK_WINDOW (window));
  sign_in_once (self, window);
}

static void
ed_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  EdApplication *self = ED_APPLICATION (application);
  gboolean is_foreign = FALSE;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (!ed_link_read (uri, &self->kind, &self->number))
        {
          g_printerr (_ ("experts-dashboard: not a link to a case or a request: %s\n"), uri);
          is_foreign = TRUE;
        }
    }
  ed_application_activate (application);
  if (is_foreign)
    ed_toast (adw_application_window_get_content (ADW_APPLICATION_WINDOW (ensure_window (self))),
              _ ("This link names no case and no request."),
              NULL);
}

static void
ed_application_shutdown (GApplication *application)
{
  G_APPLICATION_CLASS (ed_application_parent_class)->shutdown (application);
  ed_form_write_wait ();
}

static void
ed_application_finalize (GObject *object)
{
  EdApplication *self = ED_APPLICATION (object);

  g_free (self->server);
  g_free (self->user);
  g_free (self->password_file);
  g_free (self->ca_file);
  g_free (self->data_dir);
  g_free (self->shots);
  g_free (self->page);
  g_free (self->password);
  G_OBJECT_CLASS (ed_application_parent_class)->finalize (object);
}

static void
ed_application_class_init (EdApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_application_finalize;
  application_class->local_command_line = ed_application_local_command_line;
  application_class->handle_local_options = ed_application_handle_local_options;
  application_class->startup = ed_application_startup;
  application_class->activate = ed_application_activate;
  application_class->open = ed_application_open;
  application_class->shutdown = ed_application_shutdown;
}

static void
ed_application_init (EdApplication *self)
{
  self->number = ED_ABSENT;
  add_options (self);
}

EdApplication *
ed_application_new (void)
{
  return g_object_new (ED_TYPE_APPLICATION,
                       "application-id",
                       ED_APP_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path",
                       "/org/experts_dashboard/ExpertsDashboard",
                       NULL);
}

int
ed_application_status (EdApplication *self)
{
  g_return_val_if_fail (ED_IS_APPLICATION (self), 1);
  return self->status;
}
