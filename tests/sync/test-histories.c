/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Random histories: two coordinators' and three experts' machines work, sync through transports
 * that lose, double and mutilate, crash and go on. When the faults end, every machine shows what
 * the server has, and each command has had one effect or none, as its fate says. */

#include "world.h"

#include <string.h>

#define HISTORIES 100
#define STEPS 60
#define MACHINES 5

static const char *const users[MACHINES] = { WORLD_COORDINATOR,
                                             WORLD_COORDINATOR,
                                             WORLD_EXPERT,
                                             WORLD_EXPERT,
                                             WORLD_OTHER };

/* A command that was queued. */
typedef struct
{
  guint machine;
  char id[37];
  char case_id[37];
  char assignment[37]; /* or "" */
  char session[37];    /* that it adds, or "" */
  char message[37];    /* that it sends, or "" */
  gboolean undone;
} Deed;

typedef struct
{
  GRand *rand;
  World *world;
  Machine *machines[MACHINES];
  GPtrArray *cases; /* ids */
  GArray *deeds;
  double trouble; /* chance of a fault in a call */
} History;

static guint
pick (History *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

/* --- faults --------------------------------------------------------------------------------------
 */

static EdFault
choose_fault (const EdCall *call, gpointer data)
{
  static const EdFault garbage[] = {
    { .kind = ED_FAULT_GARBAGE, .status = 200, .body = "<html>" },
    { .kind = ED_FAULT_GARBAGE, .status = 503, .body = "{\"code\":\"unavailable\"}" },
    { .kind = ED_FAULT_GARBAGE, .status = 500, .body = "" },
    { .kind = ED_FAULT_GARBAGE, .status = 200, .body = "{\"k\":\"end\"}\n" },
  };
  History *self = data;

  if (g_rand_double (self->rand) >= self->trouble)
    return (EdFault){ .kind = ED_FAULT_NONE };
  switch (pick (self, 6))
    {
    case 0:
      return (EdFault){ .kind = ED_FAULT_LOSE_REQUEST };
    case 1:
      return (EdFault){ .kind = ED_FAULT_LOSE_ANSWER };
    case 2:
      return (EdFault){ .kind = ED_FAULT_DOUBLE };
    case 3:
      return (EdFault){ .kind = ED_FAULT_TRUNCATE, .length = pick (self, 3000) };
    case 4:
      if (g_str_has_prefix (call->path, "/v1/feed"))
        return (EdFault){ .kind = ED_FAULT_GARBAGE,
                          .status = 409,
                          .body = pick (self, 2) == 0 ? "{\"code\":\"cursor_expired\"}"
                                                      : "{\"code\":\"rights_changed\"}" };
      return garbage[0];
    default:
      return garbage[pick (self, G_N_ELEMENTS (garbage))];
    }
}

/* --- deeds ---------------------------------------------------------------------------------------
 */

/* One of the cases that the machine shows, or NULL when a few tries find none. */
static EdCase *
pick_case (History *self, guint machine)
{
  EdCase *shown = NULL;

  for (guint i = 0; shown == NULL && self->cases->len > 0 && i < 8; i++)
    shown = machine_load (self->machines[machine],
                          g_ptr_array_index (self->cases, pick (self, self->cases->len)));
  return shown;
}

/* Fills the arguments that TYPE needs, from what the machine shows. */
static void
fill_arguments (History *self, EdCommand *command, const EdCase *shown, Deed *deed)
{
  EdArgs *args = command->args;

  switch (command->type)
    {
    case ED_COMMAND_CASE_ASSIGN:
      args->expert = g_strdup (world_account (pick (self, 2) == 0 ? WORLD_EXPERT : WORLD_OTHER));
      break;
    case ED_COMMAND_SESSION_ADD:
      args->id = g_strdup (world_make_id (self->world));
      args->date = WORLD_TODAY + pick (self, 20);
      g_strlcpy (deed->session, args->id, sizeof deed->session);
      break;
    case ED_COMMAND_SESSION_DELETE:
      args->reason = ED_REASON_MISTAKE;
      args->id =
          g_strdup (shown->sessions->len > 0
                        ? ((EdSession *) g_ptr_array_index (shown->sessions,
                                                            pick (self, shown->sessions->len)))
                              ->id
                        : world_make_id (self->world));
      break;
    case ED_COMMAND_ATTEMPT_ADD:
      args->id = g_strdup (world_make_id (self->world));
      args->kind = ED_ATTEMPT_CALL;
      args->result = ED_RESULT_NO_ANSWER;
      break;
    case ED_COMMAND_MESSAGE_SEND:
      args->id = g_strdup (world_make_id (self->world));
      args->text = g_strdup_printf ("Message %s", args->id);
      g_strlcpy (deed->message, args->id, sizeof deed->message);
      break;
    case ED_COMMAND_SATISFACTION_SCORE:
      args->score = 1 + pick (self, 12);
      break;
    default:
      break;
    }
}

static void
queue (History *self, guint machine, EdCommand *command, Deed *deed)
{
  deed->machine = machine;
  g_strlcpy (deed->id, command->id, sizeof deed->id);
  g_strlcpy (deed->case_id, command->target_id, sizeof deed->case_id);
  if (command->assignment_id != NULL)
    g_strlcpy (deed->assignment, command->assignment_id, sizeof deed->assignment);
  if (machine_do (self->machines[machine], command) == ED_REFUSAL_NONE)
    g_array_append_val (self->deeds, *deed);
}

static void
create_case (History *self, guint machine)
{
  const char *id = world_make_id (self->world);
  EdCommand *command = ed_command_new (ED_COMMAND_CASE_CREATE,
                                       world_make_id (self->world),
                                       id,
                                       NULL,
                                       ed_clock_now (&self->machines[machine]->clock.parent));
  EdCase *intake = command->args;
  Deed deed = { 0 };

  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup ("XY");
  intake->type = pick (self, 2) == 0 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  g_ptr_array_add (self->cases, g_strdup (id));
  queue (self, machine, command, &deed);
}

static void
edit_case (History *self, guint machine, const EdCase *shown)
{
  static const char *const cities[] = { "Szeged", "Budapest", "Pécs" };
  g_autoptr (EdCase) to = ed_case_copy (shown);
  EdCommand *command = ed_command_new (ED_COMMAND_CASE_EDIT,
                                       world_make_id (self->world),
                                       shown->id,
                                       NULL,
                                       ed_clock_now (&self->machines[machine]->clock.parent));
  Deed deed = { 0 };

  g_free (to->city);
  to->city = g_strdup (cities[pick (self, G_N_ELEMENTS (cities))]);
  ed_command_edit (command, "city", shown, to);
  queue (self, machine, command, &deed);
}

static void
do_something (History *self)
{
  static const EdCommandType expert_types[] = {
    ED_COMMAND_CASE_CONTACT,   ED_COMMAND_SESSION_ADD, ED_COMMAND_SESSION_ADD,
    ED_COMMAND_SESSION_DELETE, ED_COMMAND_ATTEMPT_ADD, ED_COMMAND_SATISFACTION_SCORE,
    ED_COMMAND_CASE_DECLINE,   ED_COMMAND_MESSAGE_SEND
  };
  guint machine = pick (self, MACHINES);
  gboolean coordinates = machine < 2;
  g_autoptr (EdCase) shown = pick_case (self, machine);
  EdCommandType coordinator_type =
      pick (self, 3) == 0 ? ED_COMMAND_MESSAGE_SEND : ED_COMMAND_CASE_ASSIGN;
  EdCommandType type =
      coordinates ? coordinator_type : expert_types[pick (self, G_N_ELEMENTS (expert_types))];
  EdCommand *command;
  Deed deed = { 0 };

  if (coordinates && (shown == NULL || pick (self, 8) == 0))
    create_case (self, machine);
  else if (shown == NULL)
    return;
  else if (coordinates && pick (self, 3) == 0)
    edit_case (self, machine, shown);
  else
    {
      command = ed_command_new (type,
                                world_make_id (self->world),
                                shown->id,
                                shown->assignment_id,
                                ed_clock_now (&self->machines[machine]->clock.parent));
      fill_arguments (self, command, shown, &deed);
      queue (self, machine, command, &deed);
    }
}

static void
undo_something (History *self)
{
  Deed *deed;
  g_autoptr (GError) error = NULL;

  if (self->deeds->len == 0)
    return;
  deed = &g_array_index (self->deeds, Deed, pick (self, self->deeds->len));
  if (ed_store_undo (self->machines[deed->machine]->store, deed->id, &error))
    deed->undone = TRUE;
  g_assert_no_error (error);
}

static void
sync_something (History *self)
{
  Machine *machine = self->machines[pick (self, MACHINES)];
  g_autoptr (GError) error = NULL;

  if (machine_try (machine, &error))
    return;
  g_assert_cmpuint (error->domain, ==, ED_SYNC_ERROR);
  g_assert_cmpint (error->code, !=, ED_SYNC_ERROR_SIGN_IN);
  g_assert_cmpint (error->code, !=, ED_SYNC_ERROR_PASSWORD);
  g_assert_cmpint (error->code, !=, ED_SYNC_ERROR_SUSPENDED);
}

static void
pass_time (History *self)
{
  gint64 ms = pick (self, 90) * 60000;

  world_advance (self->world, ms);
  for (guint i = 0; i < MACHINES; i++)
    ed_manual_clock_advance (&self->machines[i]->clock, ms);
}

static void
make_step (History *self)
{
  switch (pick (self, 20))
    {
    case 0:
      machine_reopen (self->machines[pick (self, MACHINES)]);
      break;
    case 1:
      undo_something (self);
      break;
    case 2:
      pass_time (self);
      break;
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
      sync_something (self);
      break;
    default:
      do_something (self);
    }
}

/* --- the end -------------------------------------------------------------------------------------
 */

static void
calm_down (History *self)
{
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < MACHINES; i++)
      {
        ed_api_transport_set (self->machines[i]->transport, (EdFault){ .kind = ED_FAULT_NONE });
        machine_sync (self->machines[i]);
      }
}

/* Every machine shows what a new one of its user would. Signing in is seen by others, so that all
 * of them come first. */
static void
check_same (History *self)
{
  Machine *fresh[MACHINES];

  for (guint i = 0; i < MACHINES; i++)
    fresh[i] = machine_new (self->world, users[i]);
  calm_down (self);
  for (guint i = 0; i < MACHINES; i++)
    {
      g_autofree char *shown = machine_describe (self->machines[i]);
      g_autofree char *wanted = NULL;

      machine_sync (fresh[i]);
      wanted = machine_describe (fresh[i]);
      g_assert_cmpstr (shown, ==, wanted);
      g_assert_cmpint (machine_count_waiting (self->machines[i]), ==, 0);
      machine_free (fresh[i]);
    }
}

static guint
count_session (const EdCase *case_, const char *id)
{
  guint count = 0;

  for (guint i = 0; i < case_->sessions->len; i++)
    count += strcmp (((EdSession *) g_ptr_array_index (case_->sessions, i))->id, id) == 0;
  return count;
}

/* What was forgotten here may have been accepted before. */
static void
check_message (History *self, const Deed *deed, const char *fate)
{
  guint count = machine_count_message (self->machines[0], deed->case_id, deed->message);

  if (strcmp (fate, "accepted") == 0)
    g_assert_cmpuint (count, ==, 1);
  else if (deed->undone || strcmp (fate, "none") != 0)
    g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (count, <=, 1);
}

/* Each session that was accepted is there once, all others are not. */
static void
check_deeds (History *self)
{
  for (guint i = 0; i < self->deeds->len; i++)
    {
      const Deed *deed = &g_array_index (self->deeds, Deed, i);
      g_autofree char *fate = machine_fate (self->machines[deed->machine], deed->id);
      g_autoptr (EdCase) case_ = machine_load (self->machines[0], deed->case_id);
      g_autoptr (EdCase) here = machine_load (self->machines[deed->machine], deed->case_id);

      if (deed->undone)
        g_assert_cmpstr (fate, ==, "none");
      else if (strcmp (fate, "none") == 0) /* the case was forgotten, and this with it */
        g_assert_true (here == NULL || strcmp (here->assignment_id, deed->assignment) != 0);
      g_assert_cmpstr (fate, !=, "waiting");
      g_assert_cmpstr (fate, !=, "sent");
      if (*deed->message != '\0')
        check_message (self, deed, fate);
      if (*deed->session == '\0' || case_ == NULL)
        continue;
      if (strcmp (fate, "accepted") == 0)
        g_assert_cmpuint (count_session (case_, deed->session), ==, 1);
      else if (deed->undone || strcmp (fate, "none") != 0)
        g_assert_cmpuint (count_session (case_, deed->session), ==, 0);
    }
}

static void
run_history (History *self, guint32 seed)
{
  self->rand = g_rand_new_with_seed (seed);
  self->deeds = g_array_new (FALSE, FALSE, sizeof (Deed));
  self->trouble = 0.5 * g_rand_double (self->rand);
  for (guint i = 0; i < MACHINES; i++)
    ed_api_transport_choose (self->machines[i]->transport, choose_fault, self);
  for (guint i = 0; i < STEPS; i++)
    make_step (self);
  calm_down (self);
  check_same (self);
  check_deeds (self);
  g_test_message ("seed %u: %u deeds, %u cases", seed, self->deeds->len, self->cases->len);
  g_array_unref (self->deeds);
  g_rand_free (self->rand);
}

/* Ten histories, one after the other, of one organisation. */
static void
test_histories_converge (gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data);
  History self = { .world = world_new () };

  self.cases = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MACHINES; i++)
    {
      self.machines[i] = machine_new (self.world, users[i]);
      machine_sync (self.machines[i]);
      ed_manual_clock_advance (&self.machines[i]->clock, ((gint64) i - 2) * WORLD_HOUR);
    }
  for (guint32 seed = first; seed < first + 10; seed++)
    run_history (&self, seed);
  for (guint i = 0; i < MACHINES; i++)
    machine_free (self.machines[i]);
  g_ptr_array_unref (self.cases);
  world_free (self.world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint first = 1; first <= HISTORIES; first += 10)
    {
      g_autofree char *path = g_strdup_printf ("/sync/histories/from-%03u", first);

      g_test_add_data_func (path, GUINT_TO_POINTER (first), test_histories_converge);
    }
  return g_test_run ();
}
