/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-texts.h"

#include "client/dates.h"

#include <glib/gi18n.h>

static char *
explain_reassigning (const EdCase *case_, const EdSettings *settings, const EdZone *zone)
{
  gboolean is_crisis = case_->crisis_call == 1;
  int hours = (int) (is_crisis ? settings->crisis_due_h : settings->contact_due_h);
  g_autofree char *since = ed_date_text (ed_zone_date (zone, case_->assigned_at));
  g_autofree char *who = NULL;
  g_autofree char *what = NULL;

  /* Translators: name of the expert, date: "Dr. Kovács has had this case since Sun 22 March 2020."
   */
  who = g_strdup_printf (_ ("%s has had this case since %s."), case_->expert_name, since);
  what = g_strdup_printf (
      ngettext (
          "Assigning it to somebody else takes it away from them, and the %d hour to contact "
          "the client begins anew. The new expert sees how many sessions were used, but not "
          "the documents and messages of the former one.",
          "Assigning it to somebody else takes it away from them, and the %d hours to contact "
          "the client begin anew. The new expert sees how many sessions were used, but not "
          "the documents and messages of the former one.",
          (gulong) hours),
      hours);
  return g_strconcat (who,
                      " ",
                      what,
                      " ",
                      _ ("What they did and have not yet sent is not lost: it comes here as late "
                         "work, you decide whether it counts, and they are told."),
                      NULL);
}

static char *
explain_decline (const EdCase *case_)
{
  const EdDecline *last = case_->declined->pdata[case_->declined->len - 1];
  const char *name = last->by_name == NULL ? _ ("An expert") : last->by_name;

  if (last->reason == ED_ABSENT)
    /* Translators: name of an expert */
    return g_strdup_printf (_ ("%s declined this case."), name);
  /* Translators: name of an expert, and the reason that they chose from a list */
  return g_strdup_printf (_ ("%s declined this case: %s."),
                          name,
                          _ (ed_decline_reason_choices[last->reason].label));
}

char *
ed_assign_request_notice_text (const EdRequest *request, const EdZone *zone)
{
  g_autofree char *since = NULL;

  if (request->assignment_id == NULL || request->expert_name == NULL
      || request->assigned_at == ED_ABSENT)
    return NULL;
  since = ed_date_text (ed_zone_date (zone, request->assigned_at));
  /* Translators: name of the expert, date */
  return g_strdup_printf (
      _ ("%s has had this request since %s. Assigning it to somebody else takes it away from them; "
         "what they have written and not sent is kept for you, and the new expert does not see "
         "it."),
      request->expert_name,
      since);
}

char *
ed_assign_notice_text (const EdCase *case_, const EdSettings *settings, const EdZone *zone)
{
  if (case_->assignment_id != NULL && case_->expert_name != NULL && case_->assigned_at != ED_ABSENT)
    return explain_reassigning (case_, settings, zone);
  return case_->declined->len > 0 ? explain_decline (case_) : NULL;
}
