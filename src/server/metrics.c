/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/metrics.h"

#include <string.h>

#include "domain/days.h"
#include "domain/record.h"
#include "server/api-state.h"
#include "server/backup-table.h"
#include "server/batch.h"
#include "server/held-table.h"
#include "server/query.h"

/* Calls by the beginning of their path; what is none of them is the last. */
static const char *const calls[] = {
  "/v1/commands", "/v1/feed", "/v1/sessions", "/v1/uploads", "/v1/documents", "/v1/hello", "other",
};
#define N_CALLS G_N_ELEMENTS (calls)
#define N_CLASSES 6 /* of status: 1xx … 5xx; 0 for none */

static const char *const statuses[] = { "applied", "rejected", "kept" };

/* Seconds, upper bounds. */
static const double bounds[] = { 0.001, 0.005, 0.02, 0.1, 0.5, 2, 10 };
#define N_BOUNDS G_N_ELEMENTS (bounds)

struct _EdMetrics
{
  GMutex mutex;
  guint64 requests[N_CALLS][N_CLASSES];
  guint64 buckets[N_CALLS][N_BOUNDS + 1];
  double seconds[N_CALLS];
  guint64 commands[G_N_ELEMENTS (statuses)];
};

EdMetrics *
ed_metrics_new (void)
{
  EdMetrics *self = g_new0 (EdMetrics, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
ed_metrics_free (EdMetrics *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static guint
find_call (const char *path)
{
  guint i = 0;

  while (i < N_CALLS - 1 && !g_str_has_prefix (path, calls[i]))
    i++;
  return i;
}

void
ed_metrics_note_request (EdMetrics *self, const char *path, guint status, gint64 us)
{
  guint call = find_call (path);
  double seconds = (double) us / G_USEC_PER_SEC;
  guint bucket = 0;

  while (bucket < N_BOUNDS && seconds > bounds[bucket])
    bucket++;
  g_mutex_lock (&self->mutex);
  self->requests[call][MIN (status / 100, N_CLASSES - 1)]++;
  if (us >= 0)
    {
      self->buckets[call][bucket]++;
      self->seconds[call] += seconds;
    }
  g_mutex_unlock (&self->mutex);
}

void
ed_metrics_note_command (EdMetrics *self, const char *status)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    self->commands[i] += strcmp (statuses[i], status) == 0 ? 1 : 0;
  g_mutex_unlock (&self->mutex);
}

/* --- as text ---------------------------------------------------------------------------------- */

static void
begin (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text,
                          "# HELP experts_dashboard_%s %s\n# TYPE experts_dashboard_%s %s\n",
                          name,
                          help,
                          name,
                          type);
}

static void
append_number (GString *text, const char *name, const char *type, const char *help, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin (text, name, type, help);
  g_string_append_printf (text,
                          "experts_dashboard_%s %s\n",
                          name,
                          g_ascii_formatd (number, sizeof number, "%.17g", value));
}

static void
append_requests (EdMetrics *self, GString *text)
{
  begin (text, "requests_total", "counter", "Requests answered.");
  for (guint call = 0; call < N_CALLS; call++)
    {
      for (guint class = 1; class < N_CLASSES; class ++)
        {
          if (self->requests[call][class] > 0)
            g_string_append_printf (text,
                                    "experts_dashboard_requests_total{call=\"%s\",status=\"%uxx\"}"
                                    " %" G_GUINT64_FORMAT "\n",
                                    calls[call],
                                    class,
                                    self->requests[call][class]);
        }
    }
}

static void
append_latency (EdMetrics *self, GString *text)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin (text,
         "request_seconds",
         "histogram",
         "Until an answer, those that waited for news aside.");
  for (guint call = 0; call < N_CALLS; call++)
    {
      guint64 sum = 0;

      for (guint i = 0; i <= N_BOUNDS; i++)
        {
          sum += self->buckets[call][i];
          g_string_append_printf (
              text,
              "experts_dashboard_request_seconds_bucket{call=\"%s\",le=\"%s\"} %" G_GUINT64_FORMAT
              "\n",
              calls[call],
              i < N_BOUNDS ? g_ascii_formatd (number, sizeof number, "%g", bounds[i]) : "+Inf",
              sum);
        }
      g_string_append_printf (
          text,
          "experts_dashboard_request_seconds_sum{call=\"%s\"} %s\n"
          "experts_dashboard_request_seconds_count{call=\"%s\"} %" G_GUINT64_FORMAT "\n",
          calls[call],
          g_ascii_formatd (number, sizeof number, "%.6f", self->seconds[call]),
          calls[call],
          sum);
    }
}

static void
append_counts (EdMetrics *self, GString *text)
{
  g_mutex_lock (&self->mutex);
  append_requests (self, text);
  append_latency (self, text);
  begin (text, "commands_total", "counter", "Commands judged.");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_string_append_printf (text,
                            "experts_dashboard_commands_total{status=\"%s\"} %" G_GUINT64_FORMAT
                            "\n",
                            statuses[i],
                            self->commands[i]);
  g_mutex_unlock (&self->mutex);
}

static void
append_moment (const EdMetricsMoment *moment, GString *text)
{
  append_number (text, "connections", "gauge", "Open now.", moment->connections);
  append_number (text, "parked", "gauge", "Pulls that wait for news.", moment->parked);
  append_number (text, "to_write", "gauge", "Jobs that wait for the writer.", moment->to_write);
  append_number (text, "jobs_total", "counter", "Jobs given to the writer.", moment->jobs);
  append_number (text,
                 "transactions_total",
                 "counter",
                 "Transactions made of them.",
                 moment->transactions);
  append_number (text,
                 "sent_away_total",
                 "counter",
                 "Told to come later, by a limit.",
                 (double) moment->sent_away);
  append_number (text,
                 "shown_out_total",
                 "counter",
                 "Connections ended that took too long to ask.",
                 (double) moment->shown_out);
}

/* --- of the database -------------------------------------------------------------------------- */

/* Seconds from AT to now, 0 for none. */
static double
find_age (EdApi *api, gint64 at)
{
  return at != ED_ABSENT ? (double) MAX (ed_api_now (api) - at, 0) / 1000 : 0;
}

static gboolean
append_mails (EdApi *api, EdDb *db, GString *text, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT COUNT(*), MIN(queued_at) FROM mail_outbox WHERE state = 'waiting'",
                "");
  gint64 since = ED_ABSENT;

  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  if (!ed_statement_is_null (row, 1))
    since = ed_instant_from_text (ed_statement_text (row, 1));
  append_number (text,
                 "mails_waiting",
                 "gauge",
                 "Mails that have not left.",
                 (double) ed_statement_int (row, 0));
  append_number (text,
                 "mail_oldest_seconds",
                 "gauge",
                 "How long the oldest of them waits.",
                 find_age (api, since));
  return TRUE;
}

/* Transactions that are written, but not yet below the point up to which the feed is read. */
static gboolean
append_horizon (EdApi *api, EdDb *db, GString *text, GError **error)
{
  g_autoptr (EdStatement) row = NULL;
  gint64 horizon;

  if (!ed_batch_read_horizon (api, db, &horizon, error))
    return FALSE;
  row = ed_query (db, error, "SELECT COUNT(*) FROM batch WHERE xid >= $1", "i", horizon);
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  append_number (text,
                 "feed_behind_transactions",
                 "gauge",
                 "Transactions that the feed's horizon has not passed.",
                 (double) ed_statement_int (row, 0));
  return TRUE;
}

static gboolean
append_database (EdApi *api, EdDb *db, GString *text, GError **error)
{
  gint64 held, backup;

  if (!append_mails (api, db, text, error) || !append_horizon (api, db, text, error)
      || !ed_held_count (db, &held, error) || !ed_backups_find_last (db, &backup, error))
    return FALSE;
  append_number (text,
                 "held_commands",
                 "gauge",
                 "Handed back after a restore, and waiting for others.",
                 (double) held);
  if (backup != ED_ABSENT)
    append_number (text,
                   "backup_age_seconds",
                   "gauge",
                   "Since the last backup was taken.",
                   find_age (api, backup));
  return TRUE;
}

char *
ed_metrics_describe (EdApi *api, const EdMetricsMoment *moment, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  EdDb *db = ed_readers_take (api->readers, error);
  gboolean done;

  if (db == NULL)
    return NULL;
  append_counts (api->metrics, text);
  append_moment (moment, text);
  done = append_database (api, db, text, error);
  ed_readers_give_back (api->readers, db);
  return done ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
