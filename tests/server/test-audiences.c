/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever people do, in whatever order: each reader holds exactly what their audience may see. */

#include <string.h>

#include "domain/message.h"
#include "domain/project.h"
#include "office.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "wire/feed.h"
#include "wire/record-json.h"

#define N_CASES 6
#define N_STEPS 150
#define N_PEOPLE 8

typedef enum
{
  COORDINATOR,
  COORDINATOR2,
  EXPERT,
  EXPERT2,
  EXPERT3,
  BOTH, /* coordinator and expert in one */
  ADMINISTRATOR,
  MANAGER,
} Who;

typedef struct
{
  Office *office;
  GRand *dice;
  Person *people[N_PEOPLE];
  GHashTable *held[N_PEOPLE]; /* "case UUID" → its text */
  char *cases[N_CASES];
  EdCase *now[N_CASES];              /* as they are, for checking */
  guint messages, messages_withheld; /* how often one was seen, or rightly not */
} World;

static void
apply_line (GHashTable *held, const char *line)
{
  EdItem item;
  g_autofree char *name = NULL;

  g_assert_true (ed_item_read (line, strlen (line), &item, NULL));
  name = g_strconcat (item.type, " ", item.id, NULL);
  if (item.kind == ED_ITEM_PUT)
    g_hash_table_replace (held, g_steal_pointer (&name), g_strndup (item.body, item.body_length));
  else
    g_hash_table_remove (held, name);
}

static void
catch_up (World *world, guint who)
{
  g_autoptr (Pull) pull = person_pull (world->people[who], g_rand_int_range (world->dice, 1, 7));

  for (guint i = 0; i < pull->bodies->len; i++)
    apply_line (world->held[who], pull->bodies->pdata[i]);
}

static World *
world_new (guint32 seed)
{
  static const char *const roles[N_PEOPLE] = {
    "coordinator", "coordinator",        "expert",        "expert",
    "expert",      "coordinator,expert", "administrator", "case_manager",
  };
  World *world = g_new0 (World, 1);

  world->office = office_new ();
  world->dice = g_rand_new_with_seed (seed);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *user = g_strdup_printf ("person%u", i);

      world->people[i] = office_add (world->office, user, roles[i]);
      person_sign_in (world->people[i]);
      world->held[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  for (guint i = 0; i < N_CASES; i++)
    world->cases[i] = person_create_case (world->people[i % 2], i % 2 == 0 ? "legal" : "financial");
  return world;
}

static void
world_free (World *world)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    g_hash_table_unref (world->held[i]);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_free (world->cases[i]);
      g_clear_pointer (&world->now[i], ed_case_free);
    }
  g_rand_free (world->dice);
  office_free (world->office);
  g_free (world);
}

static EdCase *
load_case (World *world, guint i)
{
  gint64 rev;
  gsize length;
  g_autofree char *text =
      ed_documents_load (world->office->api->writer, "case", world->cases[i], &rev, &length, NULL);

  return ed_record_from_json (&ed_case_type, text, (gssize) length, ED_WIRE_STRICT, NULL);
}

static Who
pick (World *world, Who from, Who to)
{
  return (Who) g_rand_int_range (world->dice, (gint32) from, (gint32) to + 1);
}

/* What the expert of the case may do, or try in vain. */
static void
act_as_expert (World *world, Person *person, const EdCase *case_)
{
  static const char *const plain[] = { "case.contact", "case.decline", "case.unreachable" };
  g_autofree char *id = office_make_id (world->office);
  g_autofree char *args = NULL;
  const char *type;

  switch (g_rand_int_range (world->dice, 0, 8))
    {
    case 6:
      type = "message.send";
      args = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Asked\",\"handover\":true}", id);
      break;
    case 0:
      type = "session.add";
      args = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-03-18\"}", id);
      break;
    case 1:
      type = "satisfaction.score";
      args = g_strdup ("{\"score\":7}");
      break;
    case 2:
      type = "case.close";
      args = g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", id);
      break;
    case 3:
      type = "case.withdraw";
      args = g_strdup_printf ("{\"closing\":\"%s\"}",
                              case_->closing != NULL ? case_->closing->id : id);
      break;
    default:
      type = plain[g_rand_int_range (world->dice, 0, 2)];
      args = g_strdup ("{}");
    }
  g_free (person_push (person, NULL, type, case_->id, case_->assignment_id, args));
}

static void
act_as_coordinator (World *world, Person *person, const EdCase *case_)
{
  Person *expert = world->people[pick (world, EXPERT, BOTH)];
  g_autofree char *id = office_make_id (world->office);
  const char *closing = case_->closing != NULL ? case_->closing->id : case_->id;
  g_autofree char *args = NULL;
  const char *type;

  switch (g_rand_int_range (world->dice, 0, 8))
    {
    case 6:
      type = "message.send";
      args = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Answered\"}", id);
      break;
    case 0:
      type = "case.approve";
      args = g_strdup_printf ("{\"closing\":\"%s\"}", closing);
      break;
    case 1:
      type = "case.return";
      args = g_strdup_printf ("{\"closing\":\"%s\",\"note\":\"why?\"}", closing);
      break;
    case 2:
      type = "case.reopen";
      args = g_strdup ("{\"reason\":\"again\"}");
      break;
    default:
      type = "case.assign";
      args = g_strdup_printf ("{\"expert\":\"%s\"}", expert->account);
    }
  g_free (person_push (person,
                       NULL,
                       type,
                       case_->id,
                       strcmp (type, "case.assign") == 0 || strcmp (type, "message.send") == 0
                           ? case_->assignment_id
                           : NULL,
                       args));
}

static void
step (World *world)
{
  g_autoptr (EdCase) case_ = load_case (world, (guint) g_rand_int_range (world->dice, 0, N_CASES));
  Person *owner = NULL;

  ed_manual_clock_advance (&world->office->clock, 1000);
  for (guint i = EXPERT; i <= BOTH; i++)
    {
      if (g_strcmp0 (world->people[i]->account, case_->expert_id) == 0)
        owner = world->people[i];
    }
  if (owner != NULL && g_rand_int_range (world->dice, 0, 3) > 0)
    act_as_expert (world, owner, case_);
  else
    act_as_coordinator (world, world->people[pick (world, COORDINATOR, COORDINATOR2)], case_);
}

/* The text of CASE_ as WHO may see it, or NULL. */
static char *
expect (World *world, guint who, const EdCase *case_)
{
  const EdSettings *settings = world->office->api->settings;
  gint64 now = ed_clock_now (&world->office->clock.parent);
  g_autoptr (EdCase) view = NULL;

  if (who == COORDINATOR || who == COORDINATOR2 || who == BOTH)
    view = ed_case_project (case_, ED_AUDIENCE_STAFF, now, settings);
  else if (g_strcmp0 (ed_case_audience_expert (case_), world->people[who]->account) == 0)
    view = ed_case_project (case_, ED_AUDIENCE_EXPERT, now, settings);
  return view != NULL ? ed_record_to_json (&ed_case_type, view, NULL) : NULL;
}

/* The accounts that WHO sees, by their cases. */
static void
check_accounts (World *world, guint who)
{
  gboolean staff = who == COORDINATOR || who == COORDINATOR2 || who == BOTH;

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *name = g_strconcat ("account ", world->people[i]->account, NULL);
      gboolean expected = staff || who == ADMINISTRATOR || who == i;

      for (guint j = 0; j < N_CASES && !expected; j++)
        expected =
            g_strcmp0 (ed_case_audience_expert (world->now[j]), world->people[who]->account) == 0
            && g_strcmp0 (world->now[j]->assigned_by, world->people[i]->account) == 0;
      g_assert_cmpint (g_hash_table_contains (world->held[who], name), ==, expected);
    }
}

/* Whether WHO may see MESSAGE now: staff, and the expert who holds the case by its assignment. */
static gboolean
may_read (World *world, guint who, const EdMessage *message)
{
  gboolean may = who == COORDINATOR || who == COORDINATOR2 || who == BOTH;

  for (guint i = 0; i < N_CASES && !may; i++)
    may = strcmp (world->cases[i], message->case_id) == 0
          && g_strcmp0 (world->now[i]->assignment_id, message->assignment_id) == 0
          && g_strcmp0 (world->now[i]->expert_id, world->people[who]->account) == 0;
  return may;
}

/* The messages that WHO sees; answers how many of them. */
static guint
check_messages (World *world, guint who)
{
  EdDb *db = world->office->api->writer;
  g_auto (GStrv) ids = ed_documents_list (db, "message", NULL);
  guint seen = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("message ", ids[i], NULL);
      gint64 rev;
      gsize length;
      g_autofree char *text = ed_documents_load (db, "message", ids[i], &rev, &length, NULL);
      g_autoptr (EdMessage) message =
          ed_record_from_json (&ed_message_type, text, (gssize) length, ED_WIRE_STRICT, NULL);
      gboolean may = may_read (world, who, message);

      g_assert_cmpstr (g_hash_table_lookup (world->held[who], name), ==, may ? text : NULL);
      seen += may;
    }
  world->messages += seen;
  world->messages_withheld += g_strv_length (ids) - seen;
  return seen;
}

static void
check_reader (World *world, guint who)
{
  GHashTableIter iter;
  gpointer held;
  guint cases = 0, messages;

  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *name = g_strconcat ("case ", world->cases[i], NULL);
      g_autofree char *expected = NULL;

      g_clear_pointer (&world->now[i], ed_case_free);
      world->now[i] = load_case (world, i);
      expected = expect (world, who, world->now[i]);

      g_assert_cmpstr (g_hash_table_lookup (world->held[who], name), ==, expected);
      cases += expected != NULL;
    }
  g_assert_cmpuint (cases, <=, N_CASES);
  check_accounts (world, who);
  messages = check_messages (world, who);
  g_hash_table_iter_init (&iter, world->held[who]);
  while (g_hash_table_iter_next (&iter, &held, NULL))
    messages -= g_str_has_prefix (held, "message ");
  g_assert_cmpuint (messages, ==, 0);
}

/* Who comes with nothing sees the same as who was there all the time. */
static void
check_newcomer (World *world, guint who)
{
  Person *newcomer = person_on_other_device (world->people[who]);
  g_autoptr (Pull) pull = person_pull (newcomer, 3);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, text;

  for (guint i = 0; i < pull->bodies->len; i++)
    apply_line (held, pull->bodies->pdata[i]);
  g_assert_cmpint (json_object_get_int_member (pull->end, "count"), ==, pull->lines->len);
  g_assert_cmpuint (g_hash_table_size (held), ==, g_hash_table_size (world->held[who]));
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_assert_cmpstr (g_hash_table_lookup (world->held[who], name), ==, text);
}

static void
test_nobody_sees_more_nor_less (gconstpointer seed)
{
  World *world = world_new (GPOINTER_TO_UINT (seed));

  for (guint i = 0; i < N_STEPS; i++)
    {
      guint who = (guint) g_rand_int_range (world->dice, 0, N_PEOPLE);

      step (world);
      catch_up (world, who);
      check_reader (world, who);
    }
  for (guint who = 0; who < N_PEOPLE; who++)
    {
      catch_up (world, who);
      check_reader (world, who);
      check_newcomer (world, who);
    }
  g_assert_cmpuint (world->messages, >, 0);
  g_assert_cmpuint (world->messages_withheld, >, 0);
  world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *path =
          g_strdup_printf ("/server/audiences/nobody-sees-more-nor-less/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_nobody_sees_more_nor_less);
    }
  return g_test_run ();
}
