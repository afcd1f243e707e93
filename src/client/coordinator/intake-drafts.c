/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/intake-drafts.h"

#include "client/dates.h"
#include "domain/record-table.h"
#include "wire/record-json.h"

#include <glib/gi18n.h>

static const EdField draft_fields[] = {
  ED_INSTANT (EdIntakeDraft, begun_at, 0, NULL),
  ED_RECORD (EdIntakeDraft, intake, ED_FIELD_REQUIRED, &ed_case_intake_type),
};

static const EdRecordType draft_type = ED_RECORD_TYPE ("intake_draft", EdIntakeDraft, draft_fields);

static const EdField drafts_fields[] = {
  ED_RECORDS (EdIntakeDrafts, drafts, 0, &draft_type),
};

static const EdRecordType drafts_type =
    ED_RECORD_TYPE ("intake_drafts", EdIntakeDrafts, drafts_fields);

EdIntakeDrafts *
ed_intake_drafts_read (const char *body)
{
  EdIntakeDrafts *self = NULL;

  if (body != NULL)
    self = ed_record_from_json (&drafts_type, body, -1, ED_WIRE_LENIENT, NULL);
  if (self == NULL)
    self = ed_record_new (&drafts_type);
  for (guint i = self->drafts->len; i > 0; i--)
    if (((EdIntakeDraft *) self->drafts->pdata[i - 1])->intake == NULL)
      g_ptr_array_remove_index (self->drafts, i - 1);
  return self;
}

void
ed_intake_drafts_free (EdIntakeDrafts *self)
{
  ed_record_free (&drafts_type, self);
}

char *
ed_intake_drafts_write (const EdIntakeDrafts *self, const EdCase *current, gint64 begun_at)
{
  g_autoptr (EdIntakeDrafts) all = ed_record_copy (&drafts_type, self);

  if (current != NULL)
    ed_intake_drafts_add (all, current, begun_at);
  return all->drafts->len == 0 ? NULL : ed_record_to_json (&drafts_type, all, NULL);
}

void
ed_intake_drafts_add (EdIntakeDrafts *self, const EdCase *intake, gint64 begun_at)
{
  EdIntakeDraft *draft = ed_record_new (&draft_type);

  draft->begun_at = begun_at;
  draft->intake = ed_record_copy (&ed_case_intake_type, intake);
  g_ptr_array_add (self->drafts, draft);
}

const EdIntakeDraft *
ed_intake_drafts_last (const EdIntakeDrafts *self)
{
  return self->drafts->len == 0 ? NULL : self->drafts->pdata[self->drafts->len - 1];
}

EdCase *
ed_intake_drafts_take (EdIntakeDrafts *self)
{
  const EdIntakeDraft *draft = ed_intake_drafts_last (self);
  EdCase *intake;

  g_return_val_if_fail (draft != NULL, NULL);
  intake = ed_record_copy (&ed_case_intake_type, draft->intake);
  if (intake->recorded_at == ED_ABSENT)
    intake->recorded_at = draft->begun_at;
  g_ptr_array_set_size (self->drafts, (gint) self->drafts->len - 1);
  return intake;
}

char *
ed_intake_draft_text (const EdIntakeDraft *draft, const EdZone *zone, gboolean is_private)
{
  const char *alias = draft->intake->client_alias;
  const char *company = draft->intake->company_name;
  g_autofree char *moment = NULL;
  g_autofree char *who = NULL;

  if (alias != NULL && is_private)
    alias = "••••••";
  who = g_strjoin (" - ", company != NULL ? company : alias, company != NULL ? alias : NULL, NULL);
  if (draft->begun_at == ED_ABSENT)
    return g_strdup (who != NULL ? who : _ ("A case that was not saved"));
  moment = ed_instant_text (draft->begun_at, zone);
  if (who == NULL || *who == '\0')
    /* Translators: date and time at which a case was begun */
    return g_strdup_printf (_ ("Begun on %s and not saved"), moment);
  /* Translators: company and name, then date and time: "Suzuki - XY, begun on 18 March 2020, 20:44
   * and not saved" */
  return g_strdup_printf (_ ("%1$s, begun on %2$s and not saved"), who, moment);
}
