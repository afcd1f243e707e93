/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/late-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "client/sentences.h"

#include <glib/gi18n.h>

char *
ed_late_deed_text (const EdLateWork *late, const EdCommand *kept)
{
  const EdOutboxEntry entry = {
    .command = (EdCommand *) kept,
    .file_name = late->files->len == 0 ? NULL : ((EdFile *) late->files->pdata[0])->name,
    .case_number = ED_ABSENT,
  };

  return ed_outbox_deed (&entry);
}

char *
ed_late_words_text (const EdCommand *kept)
{
  const EdArgs *args = kept->args;

  if (kept->type == ED_COMMAND_MESSAGE_SEND)
    /* Translators: what somebody wrote */
    return g_strdup_printf (_ ("“%s”"), args->text);
  if (kept->type == ED_COMMAND_SESSION_DELETE && args->reason != ED_ABSENT)
    return g_strdup (_ (ed_session_reason_choices[args->reason].label));
  if (kept->type == ED_COMMAND_SATISFACTION_SCORE)
    {
      g_autofree char *number = ed_number_text (args->score);

      /* Translators: a number from 1 to 10 */
      return g_strdup_printf (_ ("score %s"), number);
    }
  return NULL;
}

char *
ed_late_origin_text (const EdLateWork *late, const EdZone *zone)
{
  g_autofree char *at = ed_instant_text (late->at, zone);
  g_autofree char *received =
      late->received_at == ED_ABSENT ? NULL : ed_instant_text (late->received_at, zone);
  g_autofree char *ended =
      late->ended_at == ED_ABSENT ? NULL : ed_instant_text (late->ended_at, zone);
  const char *name = late->by_name != NULL ? late->by_name : _ ("the expert");

  if (received == NULL || ended == NULL)
    return g_strdup_printf (_ ("By %s, done on %s"), name, at);
  if (late->cancelled == 1)
    return g_strdup_printf (
        /* Translators: a name and three moments */
        _ ("By %s, done on %s; it reached the server on %s, and the request was cancelled on %s"),
        name,
        at,
        received,
        ended);
  if (late->request_id != NULL)
    return g_strdup_printf (
        /* Translators: a name and three moments */
        _ ("By %s, done on %s; it reached the server on %s, and the request changed hands on %s"),
        name,
        at,
        received,
        ended);
  /* Translators: a name and three moments */
  return g_strdup_printf (
      _ ("By %s, done on %s; it reached the server on %s, and the case was handed over on %s"),
      name,
      at,
      received,
      ended);
}

/* --- what the case says ----------------------------------------------------------------------- */

static char *
say_sessions (const EdCase *case_)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  g_autoptr (GString) dates = g_string_new ("");

  if (sessions->len == 0)
    return g_strdup (_ ("no session registered"));
  for (guint i = 0; i < sessions->len; i++)
    {
      g_autofree char *date = ed_date_text (((EdSession *) sessions->pdata[i])->date);

      g_string_append_printf (dates, "%s%s", i > 0 ? ", " : "", date);
    }
  /* Translators: dates of sessions */
  return g_strdup_printf (_ ("sessions on %s"), dates->str);
}

static char *
say_contact (const EdCase *case_, const EdZone *zone)
{
  g_autofree char *moment = NULL;

  if (case_->contacted_at == ED_ABSENT)
    return g_strdup (_ ("client not contacted yet"));
  moment = ed_instant_text (case_->contacted_at, zone);
  return g_strdup_printf (_ ("client contacted on %s"), moment);
}

static char *
say_attempts (const EdCase *case_)
{
  guint n = 0;

  for (guint i = 0; i < case_->attempts->len; i++)
    {
      const EdAttempt *attempt = case_->attempts->pdata[i];

      n += attempt->deleted != 1 && g_strcmp0 (attempt->assignment_id, case_->assignment_id) == 0;
    }
  return ed_number_in (ngettext ("%s contact attempt", "%s contact attempts", n), n);
}

static char *
say_document (const EdCase *case_, const EdCommand *kept)
{
  gint64 kind = ((const EdArgs *) kept->args)->kind;
  g_autoptr (GPtrArray) documents =
      ed_case_list_documents (case_,
                              (EdDocumentKind) (kind == ED_ABSENT ? ED_DOCUMENT_OTHER : kind));

  if (documents->len == 0)
    return g_strdup (_ ("no such document"));
  return g_strdup (((EdDocument *) documents->pdata[0])->name);
}

static char *
say_score (const EdCase *case_)
{
  g_autofree char *number = NULL;

  if (case_->satisfaction_not_possible == 1)
    return g_strdup (_ ("no feedback form possible"));
  if (case_->satisfaction_score == ED_ABSENT)
    return g_strdup (_ ("no score yet"));
  number = ed_number_text (case_->satisfaction_score);
  return g_strdup_printf (_ ("score %s"), number);
}

static char *
say_present (const EdCommand *kept, const EdCase *case_, const EdZone *zone)
{
  switch ((int) kept->type)
    {
    case ED_COMMAND_CASE_CONTACT:
      return say_contact (case_, zone);
    case ED_COMMAND_SESSION_ADD:
    case ED_COMMAND_SESSION_EDIT:
    case ED_COMMAND_SESSION_DELETE:
      return say_sessions (case_);
    case ED_COMMAND_ATTEMPT_ADD:
    case ED_COMMAND_ATTEMPT_EDIT:
    case ED_COMMAND_ATTEMPT_DELETE:
      return say_attempts (case_);
    case ED_COMMAND_DOCUMENT_ATTACH:
      return say_document (case_, kept);
    case ED_COMMAND_SATISFACTION_SCORE:
    case ED_COMMAND_SATISFACTION_NOT_POSSIBLE:
      return say_score (case_);
    default:
      return NULL;
    }
}

char *
ed_late_present_text (const EdLateWork *late,
                      const EdCommand *kept,
                      const EdCase *case_,
                      const EdZone *zone)
{
  g_autofree char *what = say_present (kept, case_, zone);

  if (case_->expert_name == NULL && what == NULL)
    return g_strdup (_ ("The case now: nobody has it"));
  if (what == NULL)
    /* Translators: the name of an expert */
    return g_strdup_printf (_ ("The case now: with %s"), case_->expert_name);
  if (case_->expert_name == NULL)
    return g_strdup_printf (_ ("The case now: nobody has it; %s"), what);
  /* Translators: the name of an expert, what the case says of the same thing */
  return g_strdup_printf (_ ("The case now: with %s; %s"), case_->expert_name, what);
}

/* --- responses -------------------------------------------------------------------------------- */

const char *
ed_late_why_not_text (const EdCommand *kept, const EdRequest *request)
{
  if (ed_late_work_can_be_accepted (kept->type) && ed_request_can_take_late (request, kept))
    return NULL;
  switch (request->state)
    {
    case ED_REQUEST_CANCELLED:
      return _ ("The request was cancelled, so it cannot be taken over.");
    case ED_REQUEST_COMPLETED:
      return _ ("The request has been answered, so it cannot be taken over.");
    case ED_REQUEST_UNASSIGNED:
      return _ ("Nobody has the request; it can be taken over once somebody does.");
    default:
      return _ ("It was written to another question, so it cannot be taken over.");
    }
}

/* Takes NAMES, which may be empty. */
static char *
join_names (GPtrArray *taken)
{
  g_autoptr (GPtrArray) names = taken;

  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" · ", (char **) names->pdata);
}

static char *
list_documents (const GPtrArray *documents)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (names, ((EdRequestDocument *) documents->pdata[i])->name);
  return join_names (names);
}

void
ed_late_present_response (const EdRequest *request, char **title, char **text, char **files)
{
  const EdResponseVersion *latest = ed_request_latest_version (request);

  *title = *text = *files = NULL;
  if (latest != NULL)
    {
      *title = latest->by_name == NULL
                   ? g_strdup (_ ("The present response"))
                   /* Translators: the name of an expert or a coordinator */
                   : g_strdup_printf (_ ("The present response, by %s"), latest->by_name);
      *text = g_strdup (latest->text);
      *files = list_documents (latest->documents);
      return;
    }
  *title = g_strdup (_ ("No response yet"));
  if (request->state == ED_REQUEST_CANCELLED)
    *text = g_strdup (_ ("The sender has cancelled this request."));
  else if (request->expert_name == NULL)
    *text = g_strdup (_ ("Nobody has the request."));
  else if (request->state == ED_REQUEST_IN_PROGRESS)
    /* Translators: the name of an expert */
    *text = g_strdup_printf (_ ("%s is writing one."), request->expert_name);
  else
    /* Translators: the name of an expert */
    *text = g_strdup_printf (_ ("The request is with %s."), request->expert_name);
}

/* --- for whoever entered it ------------------------------------------------------------------- */

static guint
count_state (const GPtrArray *late, EdLateState state)
{
  guint n = 0;

  for (guint i = 0; i < late->len; i++)
    n += ((const EdLateWork *) late->pdata[i])->state == state;
  return n;
}

static char *
say_response_stub (const EdLateWork *late)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, late->number);
  const char *handed = _ ("what you wrote was handed to the coordinator");

  if (late->number == ED_ABSENT)
    return g_strdup (handed);
  if (late->cancelled == 1)
    /* Translators: number of a request; "what you wrote was handed to the coordinator" */
    return g_strdup_printf (_ ("Request %s was cancelled by its sender; %s"), number, handed);
  /* Translators: number of a request; "what you wrote was handed to the coordinator" */
  return g_strdup_printf (_ ("Request %s has gone to somebody else; %s"), number, handed);
}

char *
ed_late_stub_text (const GPtrArray *late, const EdZone *zone)
{
  const EdLateWork *first = late->pdata[0];
  g_autofree char *number = ed_number_text (first->number == ED_ABSENT ? 0 : first->number);
  g_autofree char *ended =
      first->ended_at == ED_ABSENT ? NULL : ed_date_text (ed_zone_date (zone, first->ended_at));
  g_autofree char *entries = NULL;

  if (first->request_id != NULL)
    return say_response_stub (first);
  entries = ed_number_in (ngettext ("your %s entry was handed to the coordinator",
                                    "your %s entries were handed to the "
                                    "coordinator",
                                    late->len),
                          late->len);

  if (first->ended_at == ED_ABSENT && first->number == ED_ABSENT)
    return g_strdup (entries);
  if (ended == NULL)
    /* Translators: number of a case; "your 2 entries were handed to the coordinator" */
    return g_strdup_printf (_ ("Case %s was reassigned; %s"), number, entries);
  /* Translators: number of a case, a date; "your 2 entries were handed to the coordinator" */
  return g_strdup_printf (_ ("Case %s was reassigned on %s; %s"), number, ended, entries);
}

static gboolean
of_response (const GPtrArray *late)
{
  return ((const EdLateWork *) late->pdata[0])->request_id != NULL;
}

char *
ed_late_fate_text (const GPtrArray *late)
{
  guint accepted = count_state (late, ED_LATE_ACCEPTED);
  guint discarded = count_state (late, ED_LATE_DISCARDED);
  g_autoptr (GString) text = g_string_new ("");

  if (accepted + discarded == 0)
    return g_strdup (_ ("Not settled yet"));
  if (accepted > 0)
    {
      g_autofree char *part =
          of_response (late)
              ? g_strdup (_ ("The coordinator has taken it over"))
              : ed_number_in (ngettext ("%s accepted as yours", "%s accepted as yours", accepted),
                              accepted);

      g_string_append (text, part);
    }
  if (discarded > 0)
    {
      g_autofree char *part =
          of_response (late) && discarded == late->len
              ? g_strdup (_ ("The coordinator does not use it"))
              : ed_number_in (ngettext ("%s left out", "%s left out", discarded), discarded);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
    }
  if (!ed_late_is_settled (late))
    g_string_append_printf (text, " · %s", _ ("the rest is not settled yet"));
  for (guint i = 0; i < late->len; i++)
    {
      const EdLateWork *one = late->pdata[i];

      if (one->note != NULL)
        g_string_append_printf (text, "\n%s", one->note);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
ed_late_is_settled (const GPtrArray *late)
{
  return count_state (late, ED_LATE_WAITING) == 0;
}
