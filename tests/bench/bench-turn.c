/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* for dladdr1() */

#include "bench-turn.h"

#include <dlfcn.h>
#include <elf.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MAX_PLACES 4
#define MAX_CALLS 64
/* The handler itself and the kernel's call of it. */
#define OWN_CALLS 2
#define NEAR_CALLS 8

/* Microseconds. */
typedef struct
{
  gint64 time;
  gint64 cpu;
  gint64 queued; /* ready to run, and no processor free */
} Moment;

/* Where a turn was at some moment, from the innermost call outwards. */
typedef struct
{
  void *calls[MAX_CALLS];
  int n_calls;
  char source[48]; /* the name of what the main loop dispatches, as far as it has one */
} Place;

typedef struct
{
  Place places[MAX_PLACES];
  guint n;
} Places;

static int schedule = -1; /* the thread's schedstat */
static Moment began;
static Moment longest;
static gint64 most_cpu;
static Places places;         /* of the turn under way; written by the signal's handler */
static Places longest_places; /* of the longest */

/* --- time ------------------------------------------------------------------------------------ */

/* The second of the numbers, in nanoseconds. */
static gint64
get_queued (void)
{
  char text[80];
  char *end;
  gssize n = pread (schedule, text, sizeof text - 1, 0);

  if (n <= 0)
    return 0;
  text[n] = '\0';
  g_ascii_strtoll (text, &end, 10);
  return g_ascii_strtoll (end, NULL, 10) / 1000;
}

static Moment
get_moment (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (Moment){ .time = g_get_monotonic_time (),
                   .cpu = now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000,
                   .queued = get_queued () };
}

static void
set_alarm (int ms)
{
  const struct itimerval alarm = { { 0, ms * 1000 }, { 0, ms * 1000 } };

  setitimer (ITIMER_REAL, &alarm, NULL);
}

/* --- turns ----------------------------------------------------------------------------------- */

/* In the main thread: the kernel gives a process's signal to the first thread that takes it. */
static void
on_alarm (int number)
{
  Place *place = &places.places[places.n];
  GSource *source;
  const char *name;

  if (places.n == MAX_PLACES)
    return;
  source = g_main_current_source ();
  name = source != NULL ? g_source_get_name (source) : NULL;
  g_strlcpy (place->source, name != NULL ? name : "no name", sizeof place->source);
  place->n_calls = backtrace (place->calls, MAX_CALLS);
  places.n++;
}

static void
begin_turn (void)
{
  places.n = 0;
  began = get_moment ();
  set_alarm (BENCH_TURN_LONG_MS);
}

static void
end_turn (void)
{
  Moment now = get_moment ();
  const Moment turn = { now.time - began.time, now.cpu - began.cpu, now.queued - began.queued };

  set_alarm (0);
  most_cpu = MAX (most_cpu, turn.cpu);
  if (turn.time <= longest.time)
    return;
  longest = turn;
  longest_places = places;
}

static int
poll_and_watch (GPollFD *fds, guint n, int timeout)
{
  int ready;

  end_turn ();
  ready = g_poll (fds, n, timeout);
  begin_turn ();
  return ready;
}

void
bench_turn_watch (void)
{
  struct sigaction action = { .sa_handler = on_alarm, .sa_flags = SA_RESTART };
  void *first[1];

  backtrace (first, 1); /* loads what it needs, which is nothing for a handler */
  schedule = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  sigaction (SIGALRM, &action, NULL);
  begin_turn ();
  g_main_context_set_poll_func (NULL, poll_and_watch);
}

void
bench_turn_reset (void)
{
  longest = (Moment){ 0 };
  longest_places.n = 0;
  most_cpu = 0;
  begin_turn ();
}

/* --- printing -------------------------------------------------------------------------------- */

static gboolean
is_own (const Dl_info *object)
{
  Dl_info own;

  return dladdr (bench_turn_print, &own) != 0 && own.dli_fbase == object->dli_fbase;
}

/* The function where its name is known, else the file and the place in it, for addr2line. Far out
 * only those of this program are of interest. */
static void
print_call (void *address, gboolean is_far)
{
  const ElfW (Sym) *symbol = NULL;
  g_autofree char *file = NULL;
  Dl_info object;

  if (dladdr1 (address, &object, (void **) &symbol, RTLD_DL_SYMENT) == 0
      || (is_far && !is_own (&object)))
    return;
  if (object.dli_sname != NULL && symbol != NULL
      && (gsize) ((char *) address - (char *) object.dli_saddr) < symbol->st_size)
    {
      g_print (" < %s", object.dli_sname);
      return;
    }
  file = g_path_get_basename (object.dli_fname);
  g_print (" < %s+%#zx", file, (gsize) ((char *) address - (char *) object.dli_fbase));
}

static void
print_place (const Place *place, guint i)
{
  g_print ("      after %u ms, %s:", BENCH_TURN_LONG_MS * (i + 1), place->source);
  for (int call = OWN_CALLS; call < place->n_calls; call++)
    print_call (place->calls[call], call >= OWN_CALLS + NEAR_CALLS);
  g_print ("\n");
}

void
bench_turn_print (const char *step)
{
  g_print ("  %-20s %6.1f ms: CPU %6.1f, queued %6.1f; most CPU %6.1f\n",
           step,
           (double) longest.time / 1000,
           (double) longest.cpu / 1000,
           (double) longest.queued / 1000,
           (double) most_cpu / 1000);
  for (guint i = 0; i < longest_places.n; i++)
    print_place (&longest_places.places[i], i);
}
