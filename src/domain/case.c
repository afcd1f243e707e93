/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/case.h"

#include <string.h>

EdCase *
ed_case_new (void)
{
  return ed_record_new (&ed_case_type);
}

void
ed_case_free (EdCase *self)
{
  ed_record_free (&ed_case_type, self);
}

EdCase *
ed_case_copy (const EdCase *self)
{
  return ed_record_copy (&ed_case_type, self);
}

EdSession *
ed_case_find_session (const EdCase *self, const char *id)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      EdSession *session = self->sessions->pdata[i];

      if (strcmp (session->id, id) == 0)
        return session;
    }
  return NULL;
}

/* By date, then time, those without one first, then id. */
static int
compare_sessions (const EdSession *a, const EdSession *b)
{
  if (a->date != b->date)
    return a->date < b->date ? -1 : 1;
  if (a->time != b->time)
    return a->time < b->time ? -1 : 1;
  return strcmp (a->id, b->id);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return compare_sessions (*(EdSession *const *) a, *(EdSession *const *) b);
}

GPtrArray *
ed_case_list_sessions (const EdCase *self)
{
  return ed_case_list_sessions_of (self, self->assignment_id);
}

GPtrArray *
ed_case_list_sessions_of (const EdCase *self, const char *assignment_id)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->sessions->len; i++)
    {
      EdSession *session = self->sessions->pdata[i];

      if (session->deleted != 1 && g_strcmp0 (session->assignment_id, assignment_id) == 0)
        g_ptr_array_add (list, session);
    }
  g_ptr_array_sort (list, compare_places);
  return list;
}

const EdSession *
ed_case_first_session (const EdCase *self)
{
  const EdSession *first = NULL;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      const EdSession *session = self->sessions->pdata[i];

      if (session->deleted != 1 && g_strcmp0 (session->assignment_id, self->assignment_id) == 0
          && (first == NULL || compare_sessions (session, first) < 0))
        first = session;
    }
  return first;
}

static guint
count_used_before (const EdCase *self)
{
  return self->sessions_used_before > 0 ? (guint) self->sessions_used_before : 0;
}

guint
ed_case_count_used (const EdCase *self)
{
  guint n = count_used_before (self);

  for (guint i = 0; i < self->sessions->len; i++)
    n += ((EdSession *) self->sessions->pdata[i])->deleted != 1;
  return n;
}

/* In a view that shows only their number, sessions of former assignments count as the earlier
 * ones. */
gboolean
ed_case_session_is_over (const EdCase *self, const EdSession *session)
{
  gint64 rank = count_used_before (self) + 1;

  if (session->deleted == 1 || self->sessions_available == ED_ABSENT)
    return FALSE;
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const EdSession *other = self->sessions->pdata[i];

      rank += other->deleted != 1 && compare_sessions (other, session) < 0;
    }
  return rank > self->sessions_available;
}

gint64
ed_case_needed_document (const EdCase *self)
{
  switch (self->type)
    {
    case ED_CASE_PSYCHOLOGICAL:
      return ED_DOCUMENT_TREATMENT_LOG;
    case ED_CASE_HEALTH_COACHING:
      return ED_DOCUMENT_CASE_FILE;
    default:
      return ED_ABSENT;
    }
}

gboolean
ed_case_takes_document (const EdCase *self, EdDocumentKind kind)
{
  switch (kind)
    {
    case ED_DOCUMENT_TREATMENT_LOG:
    case ED_DOCUMENT_CASE_FILE:
      return ed_case_needed_document (self) == kind;
    case ED_DOCUMENT_SATISFACTION_FORM:
      return ed_case_has_satisfaction_form (self);
    case ED_DOCUMENT_OTHER:
      return TRUE;
    }
  return FALSE;
}

EdDocument *
ed_case_find_document (const EdCase *self, const char *id)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      EdDocument *document = self->documents->pdata[i];

      if (strcmp (document->id, id) == 0)
        return document;
    }
  return NULL;
}

/* In order of entry, so the last one is the newest: times may be claimed. */
GPtrArray *
ed_case_list_documents (const EdCase *self, EdDocumentKind kind)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = self->documents->len; i > 0; i--)
    {
      EdDocument *document = self->documents->pdata[i - 1];

      if (document->kind == kind && g_strcmp0 (document->assignment_id, self->assignment_id) == 0)
        g_ptr_array_add (list, document);
    }
  return list;
}

gboolean
ed_case_has_satisfaction_form (const EdCase *self)
{
  return self->type != ED_CASE_LEGAL && self->type != ED_CASE_FINANCIAL;
}

EdAssignment *
ed_case_find_ended (const EdCase *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->assignments->len; i++)
    {
      EdAssignment *ended = self->assignments->pdata[i];

      if (strcmp (ended->id, id) == 0)
        return ended;
    }
  return NULL;
}

gboolean
ed_case_is_open (const EdCase *self)
{
  return self->state == ED_CASE_RECORDED || self->state == ED_CASE_ASSIGNED
         || self->state == ED_CASE_DECLINED;
}

static const char *
find_type_label (const EdCase *self)
{
  if (self->type == ED_ABSENT)
    return NULL;
  if (self->type == ED_CASE_HEALTH_COACHING && self->coaching_kind != ED_ABSENT)
    return ed_coaching_kind_choices[self->coaching_kind].label;
  return ed_case_type_choices[self->type].label;
}

char *
ed_case_make_title (const EdCase *self,
                    const EdZone *zone,
                    const char *(*translate) (const char *label))
{
  g_autofree char *date = NULL;
  const char *type = find_type_label (self);
  GString *title = g_string_new (NULL);

  if (self->recorded_at != ED_ABSENT)
    date = ed_date_to_text (ed_zone_date (zone, self->recorded_at));
  if (type != NULL && translate != NULL)
    type = translate (type);

  const char *parts[] = { date, self->company_name, self->expert_name,
                          type, self->city,         self->client_alias };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL)
        continue;
      if (title->len > 0)
        g_string_append (title, " - ");
      g_string_append (title, parts[i]);
    }
  return g_string_free (title, FALSE);
}
