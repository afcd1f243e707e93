/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/closures.h"

#include "client/numbers.h"
#include "client/sentences.h"

#include <glib/gi18n.h>

char *
ed_closure_count (gpointer object, gint64 count)
{
  return ed_number_text (count);
}

char *
ed_closure_number (gpointer object, guint number)
{
  return ed_number_text (number);
}

gboolean
ed_closure_is_positive (gpointer object, gint64 count)
{
  return count > 0;
}

gboolean
ed_closure_not (gpointer object, gboolean value)
{
  return !value;
}

gboolean
ed_closure_and_not (gpointer object, gboolean yes, gboolean no)
{
  return yes && !no;
}

gboolean
ed_closure_has_text (gpointer object, const char *text)
{
  return text != NULL && *text != '\0';
}

/* "3 actions waiting" after PLACE, or PLACE alone. */
static char *
add_waiting (const char *place, gint64 waiting)
{
  g_autofree char *actions = NULL;

  if (waiting <= 0)
    return g_strdup (place);
  actions = ed_number_in (ngettext ("%s action waiting", "%s actions waiting", (gulong) waiting),
                          waiting);
  /* Translators: the connection, and what waits: "Offline, 3 actions waiting" */
  return g_strdup_printf (_ ("%s, %s"), place, actions);
}

static char *
format_up_to_date (gint64 waiting, gint64 synced_at)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (waiting > 0 || synced_at == ED_ABSENT || synced_at <= 0)
    return add_waiting (_ ("Up to date"), waiting);
  utc = g_date_time_new_from_unix_utc (synced_at / 1000);
  local = g_date_time_to_local (utc);
  time = g_date_time_format (local, "%R");
  /* Translators: followed by a time of day: "Up to date, 14:02" */
  return g_strdup_printf (_ ("Up to date, %s"), time);
}

static char *
format_syncing (gint64 waiting, gint64 items, gint64 count)
{
  g_autofree char *progress = NULL;

  if (items <= 0)
    return add_waiting (_ ("Syncing"), waiting);
  progress = ed_closure_progress (NULL, items, count);
  /* Translators: followed by a number or "1,200 of 5,000" */
  return g_strdup_printf (_ ("Syncing %s"), progress);
}

char *
ed_closure_connection (gpointer object,
                       EdConnection connection,
                       gint64 waiting,
                       gint64 items,
                       gint64 count,
                       gint64 synced_at)
{
  switch (connection)
    {
    case ED_CONNECTION_UP_TO_DATE:
      return format_up_to_date (waiting, synced_at);
    case ED_CONNECTION_SYNCING:
      return format_syncing (waiting, items, count);
    case ED_CONNECTION_SIGN_IN:
      return add_waiting (_ ("Signed out by the server"), waiting);
    case ED_CONNECTION_SUSPENDED:
      return g_strdup (_ ("Access withdrawn"));
    case ED_CONNECTION_TROUBLE:
      return add_waiting (_ ("Trouble with the server"), waiting);
    case ED_CONNECTION_OFFLINE:
    default:
      return add_waiting (_ ("Offline"), waiting);
    }
}

char **
ed_closure_connection_class (gpointer object, EdConnection connection)
{
  static const char *const tones[] = {
    [ED_CONNECTION_OFFLINE] = "warning",    [ED_CONNECTION_SYNCING] = "accent",
    [ED_CONNECTION_UP_TO_DATE] = "success", [ED_CONNECTION_SIGN_IN] = "warning",
    [ED_CONNECTION_SUSPENDED] = "error",    [ED_CONNECTION_TROUBLE] = "error",
  };
  const char *classes[] = { "dot", NULL, NULL };

  if ((guint) connection < G_N_ELEMENTS (tones))
    classes[1] = tones[connection];
  return g_strdupv ((char **) classes);
}

double
ed_closure_fraction (gpointer object, gint64 items, gint64 count)
{
  return items > 0 && count > 0 ? MIN (1.0, (double) items / (double) count) : 0.0;
}

gboolean
ed_closure_is_sign_in (gpointer object, EdConnection connection)
{
  return connection == ED_CONNECTION_SIGN_IN;
}

gboolean
ed_closure_is_offline (gpointer object, EdConnection connection)
{
  return connection == ED_CONNECTION_OFFLINE || connection == ED_CONNECTION_TROUBLE;
}

char *
ed_closure_trouble (gpointer object, GError *trouble)
{
  return trouble != NULL ? ed_error_sentence (trouble) : NULL;
}

char *
ed_closure_account_name (gpointer object, EdDesk *desk)
{
  return desk == NULL ? NULL : g_strdup (ed_desk_account (desk)->name);
}

char *
ed_closure_progress (gpointer object, gint64 items, gint64 count)
{
  g_autofree char *done = ed_number_text (items);
  g_autofree char *all = NULL;

  if (count <= 0)
    return g_steal_pointer (&done);
  all = ed_number_text (count);
  /* Translators: how much of a whole: "1,200 of 5,000" */
  return g_strdup_printf (_ ("%s of %s"), done, all);
}
