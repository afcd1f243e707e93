/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/timeline.h"

#include "domain/case.h"

#define PUSH_MAX 100

typedef struct
{
  gint64 at;
  guint place; /* among those noted */
  EdDemoPerson who;
  char *id;
  const char *type; /* NULL: a file is uploaded */
  char *case_id;
  char *assignment_id;
  char *args;
  EdFile *file; /* that it attaches or uploads, or NULL */
  GBytes *bytes;
} Deed;

struct _EdTimeline
{
  GPtrArray *deeds;
};

static void
free_deed (gpointer data)
{
  Deed *deed = data;

  g_free (deed->id);
  g_free (deed->case_id);
  g_free (deed->assignment_id);
  g_free (deed->args);
  ed_file_free (deed->file);
  g_clear_pointer (&deed->bytes, g_bytes_unref);
  g_free (deed);
}

EdTimeline *
ed_timeline_new (void)
{
  EdTimeline *self = g_new0 (EdTimeline, 1);

  self->deeds = g_ptr_array_new_with_free_func (free_deed);
  return self;
}

void
ed_timeline_free (EdTimeline *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->deeds);
  g_free (self);
}

void
ed_timeline_note (EdTimeline *self,
                  gint64 at,
                  EdDemoPerson who,
                  char *id,
                  const char *type,
                  const char *case_id,
                  const char *assignment_id,
                  char *args)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->at = at;
  deed->place = self->deeds->len;
  deed->who = who;
  deed->id = id;
  deed->type = type;
  deed->case_id = g_strdup (case_id);
  deed->assignment_id = g_strdup (assignment_id);
  deed->args = args;
  g_ptr_array_add (self->deeds, deed);
}

void
ed_timeline_note_file (EdTimeline *self,
                       gint64 at,
                       EdDemoPerson who,
                       char *id,
                       EdFile *file,
                       GBytes *bytes)
{
  Deed *deed;

  ed_timeline_note (self,
                    at,
                    who,
                    id,
                    "document.attach",
                    file->case_id,
                    file->assignment_id,
                    g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"%s\"}",
                                     file->id,
                                     ed_document_kind_choices[file->kind].word));
  deed = self->deeds->pdata[self->deeds->len - 1];
  deed->file = file;
  deed->bytes = bytes;
}

void
ed_timeline_note_upload (EdTimeline *self, gint64 at, EdDemoPerson who, EdFile *file, GBytes *bytes)
{
  Deed *deed;

  ed_timeline_note (self, at, who, NULL, NULL, NULL, NULL, NULL);
  deed = self->deeds->pdata[self->deeds->len - 1];
  deed->file = file;
  deed->bytes = bytes;
}

static gint
compare_deeds (gconstpointer a, gconstpointer b)
{
  const Deed *left = *(Deed *const *) a, *right = *(Deed *const *) b;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return left->place < right->place ? -1 : left->place > right->place;
}

gboolean
ed_timeline_play (EdTimeline *self, EdManualClock *clock, EdDemoPeople *people, GError **error)
{
  g_ptr_array_sort (self->deeds, compare_deeds);
  for (guint i = 0; i < self->deeds->len;)
    {
      const Deed *first = self->deeds->pdata[i];
      guint said = 0;

      ed_manual_clock_set (clock, first->at);
      for (; i < self->deeds->len && said < PUSH_MAX; i++, said++)
        {
          const Deed *deed = self->deeds->pdata[i];

          if (deed->at != first->at)
            break;
          if (deed->file != NULL
              && !ed_inside_upload (people->inside[deed->who], deed->file, deed->bytes, error))
            return FALSE;
          if (deed->type == NULL)
            continue;
          ed_inside_say (people->inside[deed->who],
                         deed->id,
                         deed->type,
                         deed->case_id,
                         deed->assignment_id,
                         deed->at,
                         deed->args);
        }
      if (!ed_inside_push (people->inside, ED_DEMO_N_PEOPLE, error))
        return FALSE;
    }
  return TRUE;
}
