/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "store/connection.h"
#include "support/server-process.h"
#include "sync/sign-in.h"

#include <string.h>

#define CACHE_BYTES (1024 * 1024)
#define CALLS_MAX 400 /* of one pass that nothing disturbs */

/* --- its stores ---------------------------------------------------------------------------------
 */

static void
clear_taken_back (gpointer data)
{
  SimTakenBack *words = data;

  g_free (words->target);
  g_free (words->text);
}

static EdStore *
open_store (SimMachine *self, GError **error)
{
  static const guint8 key[32] = { 1, 2, 3 };
  const EdDbOptions options = { .path = self->path,
                                .key = self->is_plain ? NULL : key,
                                .cache_bytes = CACHE_BYTES };

  return ed_store_open_on (&options, &self->clock.parent, error);
}

static void
close_stores (SimMachine *self)
{
  g_clear_pointer (&self->window, ed_store_close);
  g_clear_pointer (&self->store, ed_store_close);
  self->pass.store = NULL;
}

/* With its stores closed: it starts, twice if it fails over it. */
static void
open_stores (SimMachine *self)
{
  g_autoptr (GError) error = NULL;

  for (guint attempt = 0; self->store == NULL && attempt < 2; attempt++)
    {
      g_clear_error (&error);
      if (self->disk != NULL && sim_disk_is_dead (self->disk))
        sim_disk_restart (self->disk, self->history->rand);
      else if (self->disk != NULL && attempt > 0)
        sim_disk_disarm (self->disk);
      self->window = open_store (self, &error);
      if (self->window != NULL)
        self->store = open_store (self, &error);
      if (self->store == NULL)
        g_clear_pointer (&self->window, ed_store_close);
    }
  if (self->store == NULL)
    {
      sim_violate (self->history, "machine %u does not start: %s", self->index, error->message);
    }
  self->pass.store = self->store;
}

gboolean
sim_machine_is_up (const SimMachine *self)
{
  return self->store != NULL;
}

SimMachine *
sim_machine_new (SimHistory *history, guint slot)
{
  SimMachine *self = g_new0 (SimMachine, 1);
  const SimPerson *person = &sim_people[sim_owners[slot]];
  gboolean is_new;

  self->history = history;
  self->index = slot;
  self->user = person->user;
  self->account = person->id;
  self->is_plain = slot % 3 != 0;
  self->folder = g_strdup_printf ("%s/%u", history->folder, slot);
  self->path = g_build_filename (self->folder, "desk.db", NULL);
  is_new = !g_file_test (self->path, G_FILE_TEST_EXISTS);
  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
  if (!is_new)
    self->disk = sim_disk_new (self->folder);
  self->taken_back = g_array_new (FALSE, FALSE, sizeof (SimTakenBack));
  g_array_set_clear_func (self->taken_back, clear_taken_back);
  self->begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->revisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ed_manual_clock_init (&self->clock, ed_clock_now (&history->clock.parent));
  g_cond_init (&self->turn);
  self->transport = sim_line_new (self);
  self->pass.transport = self->transport;
  self->pass.clock = &self->clock.parent;
  self->pass.fetches = ed_fetch_queue_new ();
  open_stores (self);
  if (is_new)
    sim_machine_sign_in (self);
  return self;
}

void
sim_machine_free (SimMachine *self)
{
  close_stores (self);
  ed_fetch_queue_free (self->pass.fetches);
  g_clear_pointer (&self->disk, sim_disk_free);
  ed_transport_free (self->transport);
  g_cond_clear (&self->turn);
  g_clear_error (&self->error);
  g_hash_table_unref (self->revisions);
  g_array_unref (self->taken_back);
  g_hash_table_unref (self->begun);
  g_free (self->cursor);
  g_free (self->expected);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/* --- signing in ---------------------------------------------------------------------------------
 */

static gboolean
sign_in (SimMachine *self, const char *password, GError **error)
{
  g_autofree char *device = ed_store_device (self->store, error);
  EdSignIn sign_in = { .user = (char *) self->user,
                       .password = (char *) password,
                       .device_id = device,
                       .device_name = (char *) "machine" };
  g_autoptr (EdGreeting) greeting = NULL;
  g_autoptr (EdSignInAnswer) answer = NULL;

  if (device == NULL)
    return FALSE;
  greeting = ed_sign_in_greet (self->transport, &self->clock.parent, NULL, NULL, error);
  if (greeting == NULL || !ed_sign_in_accept_greeting (self->store, greeting, error))
    return FALSE;
  answer = ed_sign_in_send (self->transport, &sign_in, NULL, NULL, error);
  return answer != NULL && ed_store_set (self->store, "account_id", answer->account->id, error)
         && ed_store_set (self->store, "refresh_token", answer->refresh_token, error)
         && ed_store_set (self->store, "token", answer->token, error);
}

void
sim_machine_sign_in (SimMachine *self)
{
  const char *other = sim_password (self->history, self->account, TRUE);
  g_autoptr (GError) error = NULL;
  gboolean done = sign_in (self, sim_password (self->history, self->account, FALSE), &error);

  if (!done && other != NULL)
    {
      g_clear_error (&error);
      done = sign_in (self, other, &error);
    }
  if (done)
    {
      self->signed_out = FALSE;
      sim_tell (self->history, "machine %u signs in", self->index);
    }
  else
    sim_tell (self->history, "machine %u cannot sign in: %s", self->index, error->message);
}

/* --- a pass -------------------------------------------------------------------------------------
 */

static void
give_turn_to_main (SimHistory *history)
{
  history->main_has_turn = TRUE;
  g_cond_signal (&history->main_turn);
}

static gpointer
run_pass (gpointer data)
{
  SimMachine *self = data;

  g_mutex_lock (&self->history->baton);
  while (!self->has_turn)
    g_cond_wait (&self->turn, &self->history->baton);
  g_mutex_unlock (&self->history->baton);
  ed_pass_run (&self->pass, 0, &self->report, NULL, &self->error);
  g_mutex_lock (&self->history->baton);
  self->done = TRUE;
  self->has_turn = FALSE;
  give_turn_to_main (self->history);
  g_mutex_unlock (&self->history->baton);
  return NULL;
}

void
sim_machine_wait (SimMachine *self)
{
  SimHistory *history = self->history;

  g_mutex_lock (&history->baton);
  self->has_turn = FALSE;
  give_turn_to_main (history);
  while (!self->has_turn)
    g_cond_wait (&self->turn, &history->baton);
  g_mutex_unlock (&history->baton);
}

static void
give_turn (SimMachine *self)
{
  SimHistory *history = self->history;

  g_mutex_lock (&history->baton);
  history->main_has_turn = FALSE;
  self->has_turn = TRUE;
  g_cond_signal (&self->turn);
  while (!history->main_has_turn)
    g_cond_wait (&history->main_turn, &history->baton);
  g_mutex_unlock (&history->baton);
}

/* What a pass ended with; only what cannot be helped may be its end. */
static void
end_pass (SimMachine *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->error);
  SimHistory *history = self->history;

  g_thread_join (g_steal_pointer (&self->thread));
  self->done = FALSE;
  sim_tell (history,
            "machine %u: the pass ends: %s %s",
            self->index,
            error != NULL ? error->message : "well",
            self->report.code);
  if (error == NULL)
    return;
  if (error->domain != ED_SYNC_ERROR && (self->disk == NULL || !(sim_disk_has_failed (self->disk))))
    sim_violate (history, "machine %u: a pass failed by itself: %s", self->index, error->message);
  if (g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_SIGN_IN)
      || g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_SUSPENDED))
    self->signed_out = TRUE;
}

/* After its thread has given the turn back. */
static void
look (SimMachine *self)
{
  if (self->done)
    end_pass (self);
  sim_machine_mend (self);
  if (sim_machine_is_up (self))
    sim_watch_machine (self);
}

void
sim_machine_begin (SimMachine *self)
{
  if (self->signed_out)
    sim_machine_sign_in (self);
  sim_machine_mend (self);
  if (self->signed_out || !sim_machine_is_up (self) || self->thread != NULL)
    return;
  sim_tell (self->history, "machine %u begins a pass", self->index);
  self->thread = g_thread_new ("pass", run_pass, self);
  give_turn (self);
  look (self);
}

static void
resume (SimMachine *self, SimFate fate)
{
  static const char *const words[SIM_N_FATES] = {
    "arrives",
    "is lost",
    "arrives, its answer is lost",
    "arrives twice",
    "answer is cut",
    "gets garbage",
    "is given up by its sender, and delayed",
  };

  self->fate = fate;
  sim_tell (self->history,
            "machine %u: %s %.24s %s",
            self->index,
            self->call->method,
            self->call->path,
            words[fate]);
  give_turn (self);
}

void
sim_machine_go_on (SimMachine *self, SimFate fate)
{
  if (self->thread == NULL)
    return;
  resume (self, fate);
  look (self);
}

void
sim_machine_finish (SimMachine *self)
{
  for (guint i = 0; self->thread != NULL && i < CALLS_MAX; i++)
    sim_machine_go_on (self, SIM_FATE_PLAIN);
  if (self->thread == NULL)
    return;
  sim_violate (self->history, "machine %u: a pass does not end", self->index);
  while (self->thread != NULL)
    sim_machine_go_on (self, SIM_FATE_LOSE_REQUEST);
}

/* --- failing ------------------------------------------------------------------------------------
 */

/* Lets a running pass find out that nothing works any more. */
static void
break_pass_off (SimMachine *self)
{
  while (self->thread != NULL)
    {
      self->fate = SIM_FATE_LOSE_REQUEST;
      give_turn (self);
      if (self->done)
        end_pass (self);
    }
}

void
sim_machine_mend (SimMachine *self)
{
  if (self->disk == NULL || !sim_disk_is_dead (self->disk))
    return;
  break_pass_off (self);
  close_stores (self);
  sim_tell (self->history, "machine %u has failed, and starts again", self->index);
  open_stores (self);
}

void
sim_machine_restart (SimMachine *self)
{
  break_pass_off (self);
  close_stores (self);
  sim_tell (self->history, "machine %u is closed and opened", self->index);
  open_stores (self);
}

static char *
name_copy (const SimMachine *self)
{
  return g_strdup_printf ("%s/copy-%u", self->history->folder, self->index);
}

void
sim_machine_put_aside (SimMachine *self)
{
  g_autofree char *copy = name_copy (self);

  break_pass_off (self);
  sim_disk_disarm (self->disk);
  close_stores (self);
  sim_tell (self->history, "a copy of machine %u", self->index);
  sim_copy_files (self->folder, copy);
  self->has_copy = TRUE;
  self->copied_at = self->history->deeds->len;
  open_stores (self);
}

/* What was done here from the deed FIRST on is lost with the machine. */
static void
lose_deeds (SimMachine *self, guint first)
{
  for (guint i = first; i < self->history->deeds->len; i++)
    {
      SimDeed *deed = &g_array_index (self->history->deeds, SimDeed, i);

      deed->lost = deed->lost || deed->machine == self->index;
    }
}

void
sim_machine_put_back (SimMachine *self)
{
  g_autofree char *copy = name_copy (self);

  if (!self->has_copy)
    return;
  break_pass_off (self);
  sim_disk_disarm (self->disk);
  close_stores (self);
  sim_disk_settle (self->disk);
  sim_tell (self->history, "machine %u is put back from its copy", self->index);
  sim_copy_files (copy, self->folder);
  lose_deeds (self, self->copied_at);
  for (guint i = 0; i < self->copied_at; i++)
    {
      SimDeed *deed = &g_array_index (self->history->deeds, SimDeed, i);

      if (deed->machine == self->index && deed->undone)
        deed->doubtful = TRUE;
    }
  g_clear_pointer (&self->cursor, g_free);
  self->is_twin = TRUE;
  g_hash_table_remove_all (self->revisions);
  open_stores (self);
}

void
sim_machine_replace (SimMachine *self)
{
  break_pass_off (self);
  sim_disk_disarm (self->disk);
  close_stores (self);
  sim_disk_settle (self->disk);
  ed_remove_tree (self->folder);
  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
  lose_deeds (self, 0);
  self->has_copy = FALSE;
  g_clear_pointer (&self->cursor, g_free);
  g_hash_table_remove_all (self->revisions);
  open_stores (self);
  self->signed_out = TRUE;
}
