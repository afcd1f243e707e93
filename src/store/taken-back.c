/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking imported cases back, on this machine: what waits is undone, what was sent is noted, since
 * its id is used up as soon as the server is asked. */

#include "store/taken-back.h"

#include "store/intakes.h"
#include "store/outbox.h"

static gboolean
add (EdStore *store, const char *id, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "INSERT OR IGNORE INTO taken_back (id) VALUES ($1)", "t", id),
      error);
}

gboolean
ed_taken_back_has (EdStore *store, const char *id, gboolean *has, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT 1 FROM taken_back WHERE id = $1", "t", id);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  *has = ed_statement_step (select, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What stands about a case in the outbox. */
typedef struct
{
  char *waiting;    /* its create, which was not sent; or NULL */
  guint others;     /* commands on it that the server has not seen */
  gboolean is_here; /* its create is */
  gboolean failed;  /* its create was refused: there is no such case */
} Standing;

static void
on_entry (const EdOutboxEntry *entry, gpointer data)
{
  Standing *standing = data;

  if (entry->command->type != ED_COMMAND_CASE_CREATE)
    {
      standing->others += entry->state == ED_OUTBOX_WAITING || entry->state == ED_OUTBOX_SENT;
      return;
    }
  standing->is_here = TRUE;
  if (entry->state == ED_OUTBOX_WAITING)
    standing->waiting = g_strdup (entry->command->id);
  else
    standing->failed = entry->state == ED_OUTBOX_REFUSED;
}

/* One that is handed back to a server which lost it is not undone: the server is asked. */
static gboolean
undo (EdStore *store, const char *command, gboolean *undone, GError **error)
{
  GError *local = NULL;

  *undone = ed_outbox_undo (store, command, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
keep (EdStore *store, const char *id, GPtrArray *kept, GError **error)
{
  g_autoptr (EdCase) held = NULL;

  if (!ed_overlay_load_case (store, id, &held, error))
    return FALSE;
  ed_take_back_keep (kept, id, held != NULL ? held->number : ED_ABSENT, ED_TAKE_BACK_CHANGED);
  return TRUE;
}

/* What is being made of them. */
typedef struct
{
  GStrvBuilder *asked, *absent;
  GPtrArray *kept;
} Taking;

static gboolean
ask (EdStore *store, const char *id, gboolean is_here, Taking *taking, GError **error)
{
  g_autoptr (EdCase) held = NULL;

  if (!is_here && !ed_overlay_load_case (store, id, &held, error))
    return FALSE;
  if (!is_here && held == NULL)
    g_strv_builder_add (taking->absent, id);
  g_strv_builder_add (taking->asked, id);
  return add (store, id, error);
}

static gboolean
take_back (EdStore *store, const char *id, Taking *taking, GError **error)
{
  Standing standing = { 0 };
  gboolean found = ed_outbox_visit (store, id, on_entry, &standing, error);
  g_autofree char *waiting = standing.waiting;
  gboolean undone = standing.failed;

  if (!found)
    return FALSE;
  if (standing.others > 0)
    return keep (store, id, taking->kept, error);
  if (waiting != NULL && !undo (store, waiting, &undone, error))
    return FALSE;
  return undone || ask (store, id, standing.is_here, taking, error);
}

EdTakeBackStart *
ed_store_take_back (EdStore *store, char **ids, GError **error)
{
  g_autoptr (GStrvBuilder) asked = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) absent = g_strv_builder_new ();
  g_autoptr (GPtrArray) kept =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_take_back_kept_free);
  Taking taking = { asked, absent, kept };
  EdTakeBackStart *start;
  gboolean done = TRUE;

  if (!ed_store_begin (store, TRUE, error))
    return NULL;
  for (char **id = ids; done && *id != NULL; id++)
    done = take_back (store, *id, &taking, error);
  if (!ed_store_end (store, done, error))
    return NULL;
  start = g_new0 (EdTakeBackStart, 1);
  start->asked = g_strv_builder_end (asked);
  start->absent = g_strv_builder_end (absent);
  start->kept = g_steal_pointer (&kept);
  return start;
}
