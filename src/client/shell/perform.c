/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/perform.h"

#include "client/sentences.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  GPtrArray *commands;
  guint next;
  char *done;
  GCancellable *cancellable;
} Deed;

static void
free_deed (Deed *deed)
{
  g_object_unref (deed->from);
  g_ptr_array_unref (deed->commands);
  g_free (deed->done);
  g_clear_object (&deed->cancellable);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, free_deed)

static void
say_done (Deed *deed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < deed->commands->len; i++)
    g_strv_builder_add (builder, ((EdCommand *) deed->commands->pdata[i])->id);
  ids = g_strv_builder_end (builder);
  ed_toast (deed->from, deed->done, (const char *const *) ids);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deed) deed = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (g_cancellable_is_cancelled (deed->cancellable))
    return;
  if (!done)
    {
      sentence = error != NULL ? ed_error_sentence (error)
                               : ed_command_refusal_sentence (deed->commands->pdata[deed->next],
                                                              refusal.code,
                                                              refusal.field);
      ed_toast (deed->from, sentence, NULL);
      return;
    }
  if (++deed->next == deed->commands->len)
    {
      say_done (deed);
      return;
    }
  ed_desk_do_async (ED_DESK (source),
                    deed->commands->pdata[deed->next],
                    deed->cancellable,
                    on_done,
                    deed);
  g_steal_pointer (&deed);
}

void
ed_perform (GtkWidget *from,
            EdDesk *desk,
            GPtrArray *commands,
            const char *done,
            GCancellable *cancellable)
{
  Deed *deed = g_new0 (Deed, 1);

  g_return_if_fail (GTK_IS_WIDGET (from) && ED_IS_DESK (desk) && commands->len > 0);
  deed->from = g_object_ref (from);
  deed->commands = commands;
  deed->done = g_strdup (done);
  deed->cancellable = g_object_ref (cancellable);
  ed_desk_do_async (desk, commands->pdata[0], cancellable, on_done, deed);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ed_desk_undo_finish (ED_DESK (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = error != NULL ? ed_error_sentence (error)
                           : g_strdup (_ ("This has been sent already and cannot be undone."));
  ed_toast (from, sentence, NULL);
}

void
ed_perform_undo (GtkWidget *from,
                 EdDesk *desk,
                 const char *const *commands,
                 GCancellable *cancellable)
{
  g_return_if_fail (GTK_IS_WIDGET (from) && ED_IS_DESK (desk));
  /* The last one first: an earlier one may be what allowed it. */
  for (guint i = g_strv_length ((char **) commands); i > 0; i--)
    ed_desk_undo_async (desk, commands[i - 1], cancellable, on_undone, g_object_ref (from));
}
