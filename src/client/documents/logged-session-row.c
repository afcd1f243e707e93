/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/logged-session-row.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

struct _EdLoggedSessionRow
{
  AdwExpanderRow parent_instance;
  GtkWidget *mark; /* shown when something is written */
};

G_DEFINE_FINAL_TYPE (EdLoggedSessionRow, ed_logged_session_row, ADW_TYPE_EXPANDER_ROW)

/* "Sun 22 March 2020, 16:00, 50 min" */
static char *
describe_time (const EdLoggedSession *session)
{
  g_autofree char *date = session->date != ED_ABSENT ? ed_date_text (session->date) : NULL;
  g_autofree char *time = session->time != ED_ABSENT ? ed_time_to_text (session->time) : NULL;
  g_autofree char *minutes =
      session->minutes != ED_ABSENT
          /* Translators: the length of a session */
          ? ed_number_in (ngettext ("%s min", "%s min", (gulong) session->minutes),
                          session->minutes)
          : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (date != NULL)
    g_strv_builder_add (parts, date);
  if (time != NULL)
    g_strv_builder_add (parts, time);
  if (minutes != NULL)
    g_strv_builder_add (parts, minutes);
  list = g_strv_builder_end (parts);
  return g_strjoinv (", ", list);
}

static void
ed_logged_session_row_class_init (EdLoggedSessionRowClass *class)
{
}

static void
ed_logged_session_row_init (EdLoggedSessionRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->mark = gtk_image_new_from_icon_name ("ed-badge-check-symbolic");
  gtk_widget_add_css_class (self->mark, "success");
  gtk_widget_set_tooltip_text (self->mark, _ ("Something is written about it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Something is written about it"),
                                  -1);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->mark);
}

GtkWidget *
ed_logged_session_row_new (guint number)
{
  g_autofree char *title = NULL;

  /* Translators: number of a session */
  title = ed_number_in (_ ("Session %s"), number);
  return g_object_new (ED_TYPE_LOGGED_SESSION_ROW, "title", title, NULL);
}

void
ed_logged_session_row_show (EdLoggedSessionRow *self, const EdLoggedSession *session)
{
  g_autofree char *when = describe_time (session);

  g_return_if_fail (ED_IS_LOGGED_SESSION_ROW (self));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), when);
  gtk_widget_set_visible (self->mark, ed_logged_session_is_written (session));
}
