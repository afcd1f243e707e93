/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a command costs the server beside what it costs the engine: whole pushes in process, from
 * the body's text to the answer's, signed in, judged, projected and committed to a disk; and after
 * each few of them the statements that they were, told to the engine alone, on a database that was
 * the same at first. In pushes of 32 and of one. Prints rows of a table.
 *
 * Usage: bench-commands [CASES] */

#include <stdlib.h>

#include "caseload.h"
#include "server/api-state.h"
#include "server/database.h"
#include "tape.h"
#include "toll.h"

#define IN_TURN 256 /* commands */

typedef struct
{
  Toll server, engine;
  guint commands;
} Figure;

static EdDb *
open_copy (Caseload *load)
{
  g_autofree char *file = g_build_filename (load->office->folder, "backup", NULL);
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_database_open (load->office->backup != NULL ? load->office->backup : file,
                               FALSE,
                               NULL,
                               &error);

  g_assert_no_error (error);
  return db;
}

/* DEED for each case: the server's turn and the engine's, few at a time. */
static void
measure (Caseload *load, Deed deed, guint size, Tape *tape, EdDb *copy, Figure *figure)
{
  for (guint i = 0; i < load->n; i += IN_TURN)
    {
      guint end = MIN (i + IN_TURN, load->n);
      g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);

      for (guint j = i; j < end; j += size)
        g_ptr_array_add (bodies, caseload_body (load, deed, j, MIN (size, end - j)));
      toll_start (&figure->server);
      for (guint j = 0; j < bodies->len; j++)
        {
          g_auto (EdApiResponse) response = { 0 };

          caseload_push (caseload_doer (load, deed, i + j * size), bodies->pdata[j], &response);
        }
      toll_stop (&figure->server);
      toll_start (&figure->engine);
      tape_play (tape, copy);
      toll_stop (&figure->engine);
    }
  figure->commands += load->n;
}

static void
print_figure (const char *name, guint size, const Figure *figure)
{
  double n = figure->commands;
  gint64 server = toll_processor (&figure->server), engine = toll_processor (&figure->engine);

  g_print ("| %s | %u | %s | %.0f | %.0f | %.2f | %.0f | %.0f | %.2f |\n",
           toll_engine (),
           size,
           name,
           (double) server / n,
           (double) engine / n,
           (double) engine / (double) server,
           n * 1e6 / (double) figure->server.wall,
           n * 1e6 / (double) figure->engine.wall,
           (double) figure->engine.wall / (double) figure->server.wall);
}

static void
add (Toll *sum, const Toll *toll)
{
  sum->cpu += toll->cpu;
  sum->database += toll->database;
  sum->wall += toll->wall;
}

static void
run_all (guint n, guint size)
{
  Caseload *load = caseload_new (n);
  Tape *tape = tape_new ();
  EdDb *copy;
  Figure whole = { 0 };

  office_back_up (load->office);
  g_assert_true (ed_db_relax (load->office->api->writer, FALSE, NULL));
  copy = open_copy (load);
  load->office->api->writer = tape_listen (tape, load->office->api->writer);
  for (Deed deed = 0; deed < N_DEEDS; deed++)
    {
      Figure figure = { 0 };

      for (guint round = 0; round < (deed == DEED_SESSION ? 4 : 1); round++)
        measure (load, deed, size, tape, copy, &figure);
      if (size > 1)
        print_figure (deed_word (deed), size, &figure);
      add (&whole.server, &figure.server);
      add (&whole.engine, &figure.engine);
      whole.commands += figure.commands;
    }
  print_figure ("all of them", size, &whole);
  ed_db_close (copy);
  caseload_free (load);
  tape_free (tape);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 1000;

  run_all (n, 32);
  run_all (n / 10, 1);
  return 0;
}
