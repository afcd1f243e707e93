/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "caseload.h"

#include <string.h>

#include "server/api-state.h"

#define SEED 261

static char **
make_ids (Caseload *self)
{
  char **ids = g_new0 (char *, self->n + 1);

  for (guint i = 0; i < self->n; i++)
    ids[i] = caseload_make_id (self);
  return ids;
}

static void
add_experts (Caseload *self)
{
  guint n = (self->n + CASELOAD_OF_EXPERT - 1) / CASELOAD_OF_EXPERT;

  self->experts = g_new0 (Person *, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *user = g_strdup_printf ("expert-%u", i);

      self->experts[i] = office_add (self->office, user, "expert");
      person_sign_in (self->experts[i]);
    }
}

Caseload *
caseload_new (guint n)
{
  Caseload *self = g_new0 (Caseload, 1);

  self->office = office_new ();
  g_assert_true (ed_db_relax (self->office->api->writer, FALSE, NULL));
  self->coordinator = office_add (self->office, "coordinator", "coordinator");
  person_sign_in (self->coordinator);
  self->n = n;
  add_experts (self);
  self->chance = g_rand_new_with_seed (SEED);
  self->cases = make_ids (self);
  self->assignments = make_ids (self);
  self->closings = make_ids (self);
  return self;
}

void
caseload_free (Caseload *self)
{
  office_free (self->office);
  g_strfreev (self->cases);
  g_strfreev (self->assignments);
  g_strfreev (self->closings);
  g_free (self->experts);
  g_rand_free (self->chance);
  g_free (self);
}

const char *
deed_word (Deed deed)
{
  static const char *const words[] = {
    [DEED_CREATE] = "case.create",       [DEED_ASSIGN] = "case.assign",
    [DEED_CONTACT] = "case.contact",     [DEED_SESSION] = "session.add",
    [DEED_SCORE] = "satisfaction.score", [DEED_CLOSE] = "case.close",
    [DEED_APPROVE] = "case.approve",
  };

  return words[deed];
}

char *
caseload_make_id (Caseload *self)
{
  return g_strdup_printf ("%08x" CASELOAD_MARK "%012u", g_rand_int (self->chance), ++self->ids);
}

Person *
caseload_doer (Caseload *self, Deed deed, guint i)
{
  gboolean coordinates = deed == DEED_CREATE || deed == DEED_ASSIGN || deed == DEED_APPROVE;

  return coordinates ? self->coordinator : self->experts[i / CASELOAD_OF_EXPERT];
}

static char *
make_args (Caseload *self, Deed deed, guint i)
{
  g_autofree char *id = NULL;

  switch (deed)
    {
    case DEED_CREATE:
      return g_strdup (CASELOAD_INTAKE);
    case DEED_ASSIGN:
      return g_strdup_printf ("{\"expert\":\"%s\"}",
                              self->experts[i / CASELOAD_OF_EXPERT]->account);
    case DEED_SESSION:
      id = caseload_make_id (self);
      return g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-03-18\",\"time\":\"16:00\"}", id);
    case DEED_SCORE:
      return g_strdup ("{\"score\":9}");
    case DEED_CLOSE:
      return g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", self->closings[i]);
    case DEED_APPROVE:
      return g_strdup_printf ("{\"closing\":\"%s\"}", self->closings[i]);
    default:
      return g_strdup ("{}");
    }
}

/* The id of a command, which is that of what it makes. */
static char *
make_command_id (Caseload *self, Deed deed, guint i)
{
  if (deed == DEED_ASSIGN)
    return g_strdup (self->assignments[i]);
  return deed == DEED_CLOSE ? g_strdup (self->closings[i]) : caseload_make_id (self);
}

char *
caseload_body (Caseload *self, Deed deed, guint from, guint n)
{
  Person *doer = caseload_doer (self, deed, from);
  GString *body = g_string_new (NULL);

  g_string_append_printf (body, "{\"device\":\"%s\",\"commands\":[", doer->device);
  for (guint i = from; i < from + n; i++)
    {
      g_autofree char *id = make_command_id (self, deed, i);
      g_autofree char *args = make_args (self, deed, i);
      g_autofree char *envelope =
          person_envelope (doer,
                           id,
                           deed_word (deed),
                           self->cases[i],
                           doer != self->coordinator ? self->assignments[i] : NULL,
                           args);

      doer->seq++;
      g_string_append_printf (body, "%s%s", i > from ? "," : "", envelope);
    }
  g_string_append (body, "]}");
  return g_string_free (body, FALSE);
}

void
caseload_push (Person *doer, const char *body, EdApiResponse *response)
{
  guint status = person_call (doer, "POST", "/v1/commands", NULL, body, response);
  g_autofree char *text = response_text (response);

  if (status != 200 || strstr (text, "\"rejected\"") != NULL)
    g_error ("%u %s", status, text);
}

void
caseload_bring_to (Caseload *self, Deed deed, guint from, guint n)
{
  g_assert_true (ed_db_relax (self->office->api->writer, TRUE, NULL));
  for (guint step = 0; step <= deed; step++)
    for (guint i = from; i < from + n; i += CASELOAD_OF_EXPERT)
      {
        g_autofree char *body =
            caseload_body (self, step, i, MIN (CASELOAD_OF_EXPERT, from + n - i));
        g_auto (EdApiResponse) response = { 0 };

        caseload_push (caseload_doer (self, step, i), body, &response);
      }
  g_assert_true (ed_db_relax (self->office->api->writer, FALSE, NULL));
}
