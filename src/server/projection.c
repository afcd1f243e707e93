/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/projection.h"

#include <string.h>

#include "base/plant.h"
#include "domain/project.h"
#include "server/api-state.h"
#include "server/archiving.h"
#include "server/audience.h"
#include "server/case-store.h"
#include "server/charging.h"
#include "server/document-table.h"
#include "server/due-table.h"
#include "server/holding-table.h"
#include "server/message-table.h"
#include "server/receipt-table.h"
#include "server/reminders.h"
#include "server/retention.h"
#include "server/view-file-table.h"
#include "wire/record-json.h"

void
ed_case_before_init (EdCaseBefore *before, const EdCase *case_)
{
  before->expert = NULL;
  before->assigned_by = NULL;
  before->assignment = NULL;
  if (case_ == NULL || ed_case_audience_expert (case_) == NULL)
    return;
  before->expert = g_strdup (ed_case_audience_expert (case_));
  before->assigned_by = g_strdup (case_->assigned_by);
  before->assignment = g_strdup (case_->assignment_id);
}

void
ed_case_before_clear (EdCaseBefore *before)
{
  g_clear_pointer (&before->expert, g_free);
  g_clear_pointer (&before->assigned_by, g_free);
  g_clear_pointer (&before->assignment, g_free);
}

/* Puts the view, whose position is given now. */
static gboolean
put_view (EdBatch *batch, const EdView *view, GError **error)
{
  EdPosition at = ed_batch_next (batch, view->audience);

  return ed_views_put (batch->db, view, &at, error);
}

/* The same with VALUE as its body. */
static gboolean
put_record (EdBatch *batch,
            EdView *view,
            const EdRecordType *record,
            gconstpointer value,
            GError **error)
{
  g_autofree char *text = ed_record_to_json (record, value, &view->length);

  view->body = text;
  return put_view (batch, view, error);
}

/* The view of CASE_ lists its documents: their bytes may be read with it. */
static gboolean
list_files (EdBatch *batch, const char *audience, const EdCase *case_, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < case_->documents->len; i++)
    g_ptr_array_add (ids, ((EdDocument *) case_->documents->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  return ed_view_files_set (batch->db,
                            audience,
                            "case",
                            case_->id,
                            (const char *const *) ids->pdata,
                            error);
}

/* With the view goes the right to read the files that it listed. */
static gboolean
take_view (EdBatch *batch,
           const char *audience,
           const char *type,
           const char *id,
           const char *why,
           GError **error)
{
  EdPosition at = ed_batch_next (batch, audience);
  gboolean changed;

  return ed_views_take (batch->db, audience, type, id, why, &at, &changed, error)
         && ed_view_files_set (batch->db, audience, type, id, NULL, error);
}

/* Why an expert loses sight of the case. */
static const char *
get_why (const EdCase *case_)
{
  return case_->state == ED_CASE_DECLINED ? "declined" : "reassigned";
}

/* The expert of BEFORE sees the case no more, and maybe not who had assigned it. */
static gboolean
take_from_expert (EdBatch *batch, const EdCaseBefore *before, const EdCase *case_, GError **error)
{
  g_autofree char *audience = ed_audience_of_expert (before->expert);

  return ED_PLANT (forget_not_written)
         || take_view (batch, audience, "case", case_->id, get_why (case_), error);
}

/* With the assignment its expert loses the messages, also where the case comes back to them. */
static gboolean
take_messages (EdBatch *batch, const EdCaseBefore *before, const EdCase *case_, GError **error)
{
  g_autofree char *audience = NULL;
  g_auto (GStrv) ids = NULL;

  if (before->expert == NULL || g_strcmp0 (before->assignment, case_->assignment_id) == 0
      || ED_PLANT (messages_not_taken))
    return TRUE;
  audience = ed_audience_of_expert (before->expert);
  ids = ed_messages_list (batch->db, before->assignment, error);
  for (char **id = ids; id != NULL && *id != NULL; id++)
    if (!take_view (batch, audience, "message", *id, get_why (case_), error))
      return FALSE;
  return ids != NULL;
}

/* The short view of who assigned, as long as the expert holds a case from them. */
static gboolean
give_coordinator (EdBatch *batch, const char *expert, const char *coordinator, GError **error)
{
  g_autofree char *audience = ed_audience_of_expert (expert);
  g_autoptr (EdAccount) account = NULL;
  EdView view = { audience, "account", coordinator, 0, NULL, 0 };
  g_autoptr (EdAccount) short_account = NULL;

  if (g_strcmp0 (expert, coordinator) == 0)
    return TRUE;
  account = ed_case_store_load_account (batch, coordinator, &view.rev, error);
  if (account == NULL)
    return FALSE;
  short_account = ed_account_project (account, FALSE);
  return put_record (batch, &view, &ed_account_type, short_account, error);
}

static gboolean
take_coordinator (EdBatch *batch, const char *expert, const char *coordinator, GError **error)
{
  g_autofree char *audience = ed_audience_of_expert (expert);
  GError *local = NULL;
  gboolean still = ed_holdings_has (batch->db, expert, coordinator, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return still || g_strcmp0 (expert, coordinator) == 0
         || take_view (batch, audience, "account", coordinator, NULL, error);
}

/* What changes for experts when the case changes hands. */
static gboolean
hand_over (EdBatch *batch, const EdCaseBefore *before, const EdCase *case_, GError **error)
{
  const char *expert = ed_case_audience_expert (case_);
  gboolean other_expert = g_strcmp0 (expert, before->expert) != 0;
  g_autofree char *audience = NULL;

  if (!other_expert && g_strcmp0 (case_->assigned_by, before->assigned_by) == 0)
    return TRUE;
  if (other_expert && before->expert != NULL && !take_from_expert (batch, before, case_, error))
    return FALSE;
  if (!ed_holdings_set (batch->db, case_->id, expert, case_->assigned_by, error))
    return FALSE;
  if (before->expert != NULL
      && !take_coordinator (batch, before->expert, before->assigned_by, error))
    return FALSE;
  if (expert == NULL)
    return TRUE;
  audience = ed_audience_of_expert (expert);
  return (ED_PLANT (receipts_kept_over_regrant)
          || ed_receipts_clear (batch->db, audience, "case", case_->id, error))
         && give_coordinator (batch, expert, case_->assigned_by, error);
}

gboolean
ed_projection_show_case_to_expert (EdBatch *batch, const EdCase *case_, gint64 rev, GError **error)
{
  const char *expert = ed_case_audience_expert (case_);
  g_autofree char *audience = NULL;
  g_autoptr (EdCase) projected = NULL;
  EdView view = { NULL, "case", case_->id, rev, NULL, 0 };

  if (expert == NULL)
    return TRUE;
  view.audience = audience = ed_audience_of_expert (expert);
  projected = ed_case_project (case_,
                               ED_PLANT (expert_sees_all) ? ED_AUDIENCE_STAFF : ED_AUDIENCE_EXPERT,
                               batch->now,
                               batch->api->settings);
  return put_record (batch, &view, &ed_case_type, projected, error)
         && list_files (batch, audience, projected, error);
}

gboolean
ed_projection_note_contact_data (EdBatch *batch, const EdCase *case_, GError **error)
{
  gint64 kept_ms = ed_settings_contact_data_ms (batch->api->settings);
  gboolean is_closed = case_->state == ED_CASE_CLOSED && case_->approval != NULL;

  if (is_closed && case_->approval->at + kept_ms > batch->now)
    return ed_dues_set (batch->db,
                        ED_DUE_CONTACT_DATA,
                        case_->id,
                        case_->approval->at + kept_ms,
                        error);
  return ed_dues_clear (batch->db, ED_DUE_CONTACT_DATA, case_->id, error);
}

static gboolean
show_messages_to_staff (EdBatch *batch, const EdCase *case_, GError **error)
{
  g_auto (GStrv) ids = ed_messages_list_of_case (batch->db, case_->id, error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      EdView view = { ED_AUDIENCE_OF_STAFF, "message", *id, 0, NULL, 0 };
      g_autofree char *text =
          ed_documents_load (batch->db, "message", *id, &view.rev, &view.length, error);

      view.body = text;
      if (text == NULL || !put_view (batch, &view, error))
        return FALSE;
    }
  return ids != NULL;
}

/* TEXT is the case: staff see it whole. */
static gboolean
put_to_staff (EdBatch *batch,
              const EdCase *case_,
              gint64 rev,
              const char *text,
              gsize length,
              GError **error)
{
  const EdView view = { ED_AUDIENCE_OF_STAFF, "case", case_->id, rev, text, length };

  return put_view (batch, &view, error) && list_files (batch, view.audience, case_, error);
}

/* A closed case that is in the archive stays there; one that is open again comes back. */
static gboolean
write_to_staff (EdBatch *batch,
                const EdCase *case_,
                gint64 rev,
                const char *text,
                gsize length,
                GError **error)
{
  gboolean is_shown = TRUE;

  if (rev > 1
      && !ed_views_has (batch->db, ED_AUDIENCE_OF_STAFF, "case", case_->id, &is_shown, error))
    return FALSE;
  if (!is_shown && (case_->state == ED_CASE_CLOSED || ED_PLANT (reopened_stays_archived)))
    return TRUE;
  return put_to_staff (batch, case_, rev, text, length, error)
         && (is_shown || show_messages_to_staff (batch, case_, error));
}

gboolean
ed_projection_show_case_to_staff (EdBatch *batch, const EdCase *case_, gint64 rev, GError **error)
{
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_case_type, case_, &length);

  return put_to_staff (batch, case_, rev, text, length, error)
         && show_messages_to_staff (batch, case_, error);
}

gboolean
ed_projection_archive_case (EdBatch *batch,
                            const char *id,
                            const char *const *messages,
                            GError **error)
{
  for (; *messages != NULL; messages++)
    if (!take_view (batch, ED_AUDIENCE_OF_STAFF, "message", *messages, "archived", error))
      return FALSE;
  return take_view (batch, ED_AUDIENCE_OF_STAFF, "case", id, "archived", error);
}

gboolean
ed_projection_write_case (EdBatch *batch,
                          const EdCaseBefore *before,
                          const EdCase *case_,
                          gint64 rev,
                          GError **error)
{
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_case_type, case_, &length);

  return ed_documents_store (batch->db, "case", case_->id, rev, text, length, error)
         && write_to_staff (batch, case_, rev, text, length, error)
         && take_messages (batch, before, case_, error) && hand_over (batch, before, case_, error)
         && ed_projection_show_case_to_expert (batch, case_, rev, error)
         && ed_projection_note_contact_data (batch, case_, error)
         && ed_reminders_note (batch, case_, error) && ed_retention_note_case (batch, case_, error)
         && ed_archiving_note_case (batch, case_, error);
}

gboolean
ed_projection_take_messages (EdBatch *batch,
                             const EdCase *case_,
                             const char *const *messages,
                             const char *why,
                             GError **error)
{
  const char *expert = ed_case_audience_expert (case_);
  g_autofree char *audience = expert != NULL ? ed_audience_of_expert (expert) : NULL;

  for (; *messages != NULL; messages++)
    {
      if (!take_view (batch, ED_AUDIENCE_OF_STAFF, "message", *messages, why, error)
          || (audience != NULL && !take_view (batch, audience, "message", *messages, why, error)))
        return FALSE;
    }
  return TRUE;
}

/* From the archive too: what was typed about it may still be on a coordinator's machine. */
static gboolean
take_from_staff (EdBatch *batch, const char *id, const char *why, GError **error)
{
  EdPosition at = ed_batch_next (batch, ED_AUDIENCE_OF_STAFF);

  return ed_views_take_anew (batch->db, ED_AUDIENCE_OF_STAFF, "case", id, why, &at, error)
         && take_view (batch, ED_AUDIENCE_OF_STAFF, "case", id, why, error);
}

gboolean
ed_projection_take_case (EdBatch *batch,
                         const EdCase *case_,
                         const char *const *messages,
                         const char *why,
                         GError **error)
{
  const char *expert = ed_case_audience_expert (case_);
  g_autofree char *audience = expert != NULL ? ed_audience_of_expert (expert) : NULL;

  return ed_projection_take_messages (batch, case_, messages, why, error)
         && take_from_staff (batch, case_->id, why, error)
         && (audience == NULL || take_view (batch, audience, "case", case_->id, why, error))
         && ed_holdings_set (batch->db, case_->id, NULL, NULL, error)
         && (expert == NULL || take_coordinator (batch, expert, case_->assigned_by, error));
}

gboolean
ed_projection_write_message (EdBatch *batch,
                             const EdCase *case_,
                             const EdMessage *message,
                             gboolean *is_new,
                             GError **error)
{
  const char *expert = ed_case_audience_expert (case_);
  EdView view = { ED_AUDIENCE_OF_STAFF, "message", message->id, 1, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_message_type, message, &view.length);
  g_autofree char *audience = NULL;
  gboolean is_shown;

  view.body = text;
  if (!ed_messages_add (batch->db,
                        message->id,
                        message->case_id,
                        message->assignment_id,
                        is_new,
                        error))
    return FALSE;
  if (!*is_new)
    return TRUE;
  if (!ed_documents_store (batch->db, "message", message->id, 1, text, view.length, error)
      || !ed_views_has (batch->db, view.audience, "case", case_->id, &is_shown, error)
      || (is_shown && !put_view (batch, &view, error)))
    return FALSE;
  if (expert == NULL || g_strcmp0 (case_->assignment_id, message->assignment_id) != 0)
    return TRUE;
  view.audience = audience = ed_audience_of_expert (expert);
  return put_view (batch, &view, error);
}

/* Case managers know of the experts whom they may address. */
static gboolean
show_to_managers (EdBatch *batch, const EdAccount *account, gint64 rev, GError **error)
{
  EdView view = { ED_AUDIENCE_OF_CASE_MANAGERS, "account", account->id, rev, NULL, 0 };
  g_autoptr (EdAccount) projected = NULL;

  if (!ed_account_is_addressable (account))
    return take_view (batch, view.audience, "account", account->id, NULL, error);
  projected = ed_account_project_for_managers (account);
  return put_record (batch, &view, &ed_account_type, projected, error);
}

/* Whoever holds a case from the account knows it in short, as it is now. */
static gboolean
show_to_experts (EdBatch *batch, const EdAccount *account, gint64 rev, GError **error)
{
  g_auto (GStrv) experts = ed_holdings_list_experts (batch->db, account->id, error);
  g_autoptr (EdAccount) projected = ed_account_project (account, FALSE);
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_account_type, projected, &length);

  for (char **expert = experts; expert != NULL && *expert != NULL; expert++)
    {
      g_autofree char *audience = ed_audience_of_expert (*expert);
      EdView view = { audience, "account", account->id, rev, text, length };
      gint64 known_rev;
      gsize known_length;
      g_autofree char *known = NULL;
      GError *local = NULL;

      if (strcmp (*expert, account->id) == 0)
        continue;
      known = ed_views_load (batch->db,
                             audience,
                             "account",
                             account->id,
                             &known_rev,
                             &known_length,
                             &local);
      if (local == NULL && g_strcmp0 (known, text) != 0)
        put_view (batch, &view, &local);
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return experts != NULL;
}

gboolean
ed_projection_write_account (EdBatch *batch, const EdAccount *account, gint64 rev, GError **error)
{
  g_autofree char *own = ed_audience_of_account (account->id);
  const char *audiences[] = { ED_AUDIENCE_OF_STAFF, ED_AUDIENCE_OF_ADMINISTRATORS, own };
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_account_type, account, &length);

  if (!ed_documents_store (batch->db, "account", account->id, rev, text, length, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      EdView view = { audiences[i], "account", account->id, rev, text, length };

      if (!put_view (batch, &view, error))
        return FALSE;
    }
  return show_to_managers (batch, account, rev, error)
         && show_to_experts (batch, account, rev, error);
}

gboolean
ed_projection_write_charges (EdBatch *batch, const EdFeeStatement *statement, GError **error)
{
  EdView staff = { ED_AUDIENCE_OF_STAFF, "statement", statement->id, 0, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_fee_statement_type, statement, &staff.length);

  staff.rev = statement->statement_rev;
  staff.body = text;
  return ed_documents_store (batch->db,
                             "statement",
                             statement->id,
                             staff.rev,
                             text,
                             staff.length,
                             error)
         && put_view (batch, &staff, error) && ed_charging_note (batch, statement, error);
}

gboolean
ed_projection_write_statement (EdBatch *batch, const EdFeeStatement *statement, GError **error)
{
  g_autofree char *own = ed_audience_of_account (statement->expert_id);
  EdView view = { own, "statement", statement->id, statement->statement_rev, NULL, 0 };
  g_autoptr (EdFeeStatement) projected = ed_fee_statement_project (statement);

  return ed_projection_write_charges (batch, statement, error)
         && put_record (batch, &view, &ed_fee_statement_type, projected, error);
}

gboolean
ed_projection_write_company (EdBatch *batch, const EdCompany *company, gint64 rev, GError **error)
{
  EdView view = { ED_AUDIENCE_OF_STAFF, "company", company->id, rev, NULL, 0 };
  g_autofree char *text = ed_record_to_json (&ed_company_type, company, &view.length);

  view.body = text;
  return ed_documents_store (batch->db, "company", company->id, rev, text, view.length, error)
         && put_view (batch, &view, error);
}

gboolean
ed_projection_write_settings (EdBatch *batch,
                              const EdSettings *settings,
                              gint64 rev,
                              GError **error)
{
  static const char *const insiders[] = { ED_AUDIENCE_OF_STAFF, ED_AUDIENCE_OF_ADMINISTRATORS };
  EdView all = { ED_AUDIENCE_OF_ALL, "settings", settings->id, rev, NULL, 0 };
  g_autoptr (EdSettings) public = ed_settings_project (settings, FALSE);
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_settings_type, settings, &length);

  if (!ed_documents_store (batch->db, "settings", settings->id, rev, text, length, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (insiders); i++)
    {
      EdView whole = { insiders[i], "settings", settings->id, rev, text, length };

      if (!put_view (batch, &whole, error))
        return FALSE;
    }
  return put_record (batch, &all, &ed_settings_type, public, error);
}
