/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "store/connection.h"
#include "wire/record-json.h"

#include <string.h>

#define KEPT_MS (14 * SIM_DAY)

/* --- what is held -------------------------------------------------------------------------------
 */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
sim_describe_replica (SimMachine *machine)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT document.type, document.body FROM document_key"
                   " JOIN document ON document.row = document_key.row",
                   "");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  while (ed_statement_step (select, &error))
    g_ptr_array_add (
        lines,
        sim_model_name_essence (ed_statement_text (select, 0), ed_statement_text (select, 1)));
  if (error != NULL)
    sim_violate (machine->history, "machine %u: %s", machine->index, error->message);
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* The first place where two texts differ, for the story. */
void
sim_tell_difference (SimMachine *machine, const char *is, const char *ought, const char *what)
{
  gsize i = 0;
  gsize from;

  while (is[i] != '\0' && is[i] == ought[i])
    i++;
  from = i > 60 ? i - 60 : 0;
  sim_violate (machine->history,
               "machine %u %s: …%.160s… instead of …%.160s…",
               machine->index,
               what,
               is + from,
               ought + from);
}

/* What is held grows: no view is older than the one that was held before. */
static void
check_revisions (SimMachine *machine)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT document.type || ' ' || document.id, rev FROM document_key"
                   " JOIN document ON document.row = document_key.row",
                   "");

  if (machine->restores != machine->history->restores)
    g_hash_table_remove_all (machine->revisions);
  machine->restores = machine->history->restores;
  while (ed_statement_step (select, NULL))
    {
      const char *key = ed_statement_text (select, 0);
      int rev = (int) ed_statement_int (select, 1);
      int former = GPOINTER_TO_INT (g_hash_table_lookup (machine->revisions, key));

      if (rev < former)
        sim_violate (machine->history,
                     "machine %u holds revision %d of %s, and had %d",
                     machine->index,
                     rev,
                     key,
                     former);
      g_hash_table_insert (machine->revisions, g_strdup (key), GINT_TO_POINTER (rev));
    }
}

/* As soon as a catch-up is shown, it is what the server had when its last page left. */
static void
check_replica (SimMachine *machine)
{
  g_autofree char *cursor = NULL;
  g_autofree char *held = NULL;

  if (machine->cursor == NULL)
    return;
  cursor = ed_store_get (machine->window, "cursor", NULL);
  if (g_strcmp0 (cursor, machine->cursor) != 0)
    return;
  g_clear_pointer (&machine->cursor, g_free);
  held = sim_describe_replica (machine);
  if (strcmp (held, machine->expected) != 0)
    sim_tell_difference (machine, held, machine->expected, "holds");
  check_revisions (machine);
  for (guint i = 0; i < machine->history->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (machine->history->deeds, SimDeed, i);

      deed->in_news = deed->in_news || (deed->machine == machine->index && deed->coming);
    }
}

/* --- canaries -----------------------------------------------------------------------------------
 */

/* Of what was taken back bytes may stay as long as what it is about is here, or is nothing that the
 * server has: the words are of whoever sits there. */
static void
append_taken_back (SimMachine *machine, GString *texts)
{
  for (guint i = 0; i < machine->taken_back->len; i++)
    {
      const SimTakenBack *words = &g_array_index (machine->taken_back, SimTakenBack, i);
      g_autoptr (EdStatement) select = ed_db_query (machine->window->db,
                                                    NULL,
                                                    "SELECT 1 FROM document WHERE id = $1",
                                                    "t",
                                                    words->target);

      if (ed_statement_step (select, NULL)
          || !sim_model_has (machine->history->model, words->kind, words->target))
        g_string_append (texts, words->text);
    }
}

/* What the machine has to hold: views, and what was done or is being written on it. */
static char *
collect_texts (SimMachine *machine)
{
  g_autoptr (EdStatement) select = ed_db_query (machine->window->db,
                                                NULL,
                                                "SELECT body FROM document"
                                                " UNION ALL SELECT body FROM overlay"
                                                " UNION ALL SELECT command FROM outbox"
                                                " UNION ALL SELECT body FROM draft",
                                                "");
  GString *texts = g_string_new (NULL);

  append_taken_back (machine, texts);
  while (ed_statement_step (select, NULL))
    g_string_append (texts, ed_statement_text (select, 0));
  return g_string_free (texts, FALSE);
}

/* Words are where they stand ("canary-ID"), papers ("paper-ID") where they are named. */
static gboolean
may_hold (const char *canary, const char *seen, const char *held)
{
  const char *words = g_str_has_prefix (canary, "paper-") ? canary + strlen ("paper-") : canary;

  return strstr (seen, words) != NULL || strstr (held, words) != NULL;
}

/* The first MARK in the bytes from AT to END, or NULL. */
static const char *
find_mark (const char *at, const char *end, const char *mark)
{
  gsize length = strlen (mark);

  while ((at = memchr (at, *mark, (gsize) (end - at))) != NULL && at + length <= end)
    {
      if (memcmp (at, mark, length) == 0)
        return at;
      at++;
    }
  return NULL;
}

/* Words of the account's own on what it still sees: a view that shrinks is no forget. */
static gboolean
is_own (const SimMachine *machine, const char *id)
{
  const SimHistory *self = machine->history;

  for (guint i = 0; i < self->deeds->len; i++)
    {
      const SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

      if (strcmp (deed->id, id) == 0)
        return strcmp (sim_people[sim_owners[deed->machine]].id, machine->account) == 0
               && sim_model_sees (self->model,
                                  machine->account,
                                  ed_command_form (deed->type)->target_kind,
                                  deed->target);
    }
  return FALSE;
}

/* Words of a response that was begun here and begun anew: the log may have them as long as their
 * request is here. */
static gboolean
is_begun (const SimMachine *machine, const char *id)
{
  const char *request = g_hash_table_lookup (machine->begun, id);
  g_autoptr (EdStatement) select = NULL;

  if (request == NULL)
    return FALSE;
  select = ed_db_query (machine->window->db,
                        NULL,
                        "SELECT 1 FROM document WHERE type = 'request' AND id = $1",
                        "t",
                        request);
  return ed_statement_step (select, NULL);
}

/* Nobody sees it: a server that went back has lost it, and forbids it to nobody. */
static gboolean
is_lost (SimHistory *self, const char *canary)
{
  gint64 now = ed_clock_now (&self->clock.parent);

  for (guint i = 0; i < SIM_PEOPLE && self->restores > 0; i++)
    if (may_hold (canary, sim_model_describe (self->model, sim_people[i].id, now), ""))
      return FALSE;
  return self->restores > 0;
}

static void
search_file (SimMachine *machine, const char *name, const char *seen, const char *held)
{
  static const char *const marks[] = { "canary-", "paper-" };
  g_autofree char *path = g_build_filename (machine->folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize whole = strlen (marks[i]) + 36;
      const char *end = bytes + length;

      for (const char *at = find_mark (bytes, end, marks[i]); at != NULL && at + whole <= end;
           at = find_mark (at + 1, end, marks[i]))
        {
          g_autofree char *canary = g_strndup (at, whole);

          if (!ed_json_is_id (canary + strlen (marks[i])) || may_hold (canary, seen, held)
              || is_own (machine, canary + strlen (marks[i]))
              || is_begun (machine, canary + strlen (marks[i]))
              || is_lost (machine->history, canary))
            continue;
          sim_violate (machine->history,
                       "machine %u still has the bytes of %s in %s",
                       machine->index,
                       canary,
                       name);
          return;
        }
    }
}

/* Nothing of what was forgotten is left in any byte, once its wipe is done. What a page of a
 * catch-up that failed has left in the log goes with the next one. */
static void
check_canaries (SimMachine *machine)
{
  SimHistory *self = machine->history;
  g_autoptr (EdStatement) open = NULL;
  g_autofree char *held = NULL;
  g_autofree char *staging = NULL;
  const char *seen;

  if (!machine->is_plain)
    return;
  open = ed_db_query (machine->window->db,
                      NULL,
                      "SELECT 1 FROM wipe WHERE wiped <= 0"
                      " UNION ALL SELECT 1 FROM fact WHERE name = 'rewrite_since'",
                      "");
  if (ed_statement_step (open, NULL))
    return;
  ed_statement_done (open);
  held = collect_texts (machine);
  seen = sim_model_describe (self->model, machine->account, ed_clock_now (&self->clock.parent));
  search_file (machine, "desk.db", seen, held);
  staging = ed_store_get (machine->window, "staging", NULL);
  if (staging == NULL)
    search_file (machine, "desk.db-wal", seen, held);
}

/* --- deeds --------------------------------------------------------------------------------------
 */

/* The state of the command in the machine's outbox, or -1. */
int
sim_find_state (SimMachine *machine, const char *id)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db, NULL, "SELECT state FROM outbox WHERE id = $1", "t", id);

  return ed_statement_step (select, NULL) ? (int) ed_statement_int (select, 0) : -1;
}

/* Whether what is no longer in the outbox may be gone from it. */
static gboolean
may_be_gone (SimMachine *machine, const SimDeed *deed)
{
  SimHistory *self = machine->history;

  return deed->undone || deed->doubtful || deed->lost
         || sim_model_result (self->model, machine->account, deed->id) != NULL
         || (self->restores > 0 && deed->answered)
         || (ed_clock_now (&self->clock.parent) - deed->at > KEPT_MS && deed->away);
}

static void
check_deed (SimMachine *machine, const SimDeed *deed)
{
  SimHistory *self = machine->history;
  const char *result = sim_model_result (self->model, machine->account, deed->id);
  const char *command = ed_command_form (deed->type)->word;
  int state = sim_find_state (machine, deed->id);

  if (state < 0 && !may_be_gone (machine, deed))
    sim_violate (self, "machine %u lost %s %.8s", machine->index, command, deed->id);
  if (state >= 0 && deed->undone && !deed->doubtful)
    sim_violate (self, "machine %u: %s %.8s was undone", machine->index, command, deed->id);
  if (deed->undone && !deed->doubtful && result != NULL)
    sim_violate (self, "%s %.8s was undone, and the server has it", command, deed->id);
  if (state == ED_OUTBOX_ACCEPTED && self->restores == 0
      && (result == NULL || strstr (result, "\"applied\"") == NULL))
    sim_violate (self, "%s %.8s is told to be accepted, and is not", command, deed->id);
  if (state == ED_OUTBOX_KEPT && self->restores == 0
      && (result == NULL || strstr (result, "\"kept\"") == NULL))
    sim_violate (self, "%s %.8s is told to be kept, and is not", command, deed->id);
  if (state == ED_OUTBOX_REFUSED && result != NULL && self->restores == 0
      && strstr (result, "\"rejected\"") == NULL)
    sim_violate (self, "%s %.8s is told to be refused, and is not", command, deed->id);
}

/* What the server has never had, or was not yet told of, is to be laid over what it says. */
static void
check_covered (SimMachine *machine)
{
  SimHistory *self = machine->history;
  g_autofree char *covered = ed_store_get (machine->window, "covered", NULL);
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT id, state FROM outbox WHERE state <= $1 AND seq <= $2",
                   "ii",
                   (gint64) ED_OUTBOX_ACCEPTED,
                   covered != NULL ? g_ascii_strtoll (covered, NULL, 10) : 0);

  while (self->violation == NULL && ed_statement_step (select, NULL))
    {
      const char *id = ed_statement_text (select, 0);
      gboolean is_accepted = ed_statement_int (select, 1) == ED_OUTBOX_ACCEPTED;

      for (guint i = 0; i < self->deeds->len; i++)
        {
          const SimDeed *deed = &g_array_index (self->deeds, SimDeed, i);

          if (strcmp (deed->id, id) == 0
              && (is_accepted ? !deed->in_news && self->restores == 0 : !deed->answered))
            sim_violate (self,
                         "machine %u takes %s %.8s for part of the news, which it is not",
                         machine->index,
                         ed_command_form (deed->type)->word,
                         id);
        }
    }
}

static void
note_fates (SimMachine *machine)
{
  const SimModel *model = machine->history->model;

  for (guint i = 0; i < machine->history->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (machine->history->deeds, SimDeed, i);

      if (deed->machine != machine->index)
        continue;
      deed->answered =
          deed->answered || sim_model_result (model, machine->account, deed->id) != NULL;
      deed->away = deed->away
                   || !sim_model_sees (model,
                                       machine->account,
                                       ed_command_form (deed->type)->target_kind,
                                       deed->target);
    }
}

static void
check_deeds (SimMachine *machine)
{
  for (guint i = 0; i < machine->history->deeds->len; i++)
    {
      const SimDeed *deed = &g_array_index (machine->history->deeds, SimDeed, i);

      if (deed->machine == machine->index)
        check_deed (machine, deed);
    }
}

void
sim_watch_machine (SimMachine *machine)
{
  if (machine->history->model == NULL || machine->history->violation != NULL)
    return;
  check_replica (machine);
  note_fates (machine);
  sim_papers_watch (machine->history);
  sim_papers_watch_screen (machine);
  if (machine->thread != NULL)
    return;
  check_deeds (machine);
  check_covered (machine);
  sim_check_screen (machine);
  check_canaries (machine);
}
