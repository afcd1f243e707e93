/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/probe.h"

struct _EdProbe
{
  EdSettings *settings;
  EdZone *zone;
  EdCase *case_;
  EdSession *session;
  /* The case's where the row says so. */
  EdReturn *returned;
  EdClosing *closing;
  EdDecline *decline;
};

enum
{
  STATE,
  TYPE,
  CRISIS,
  RECORDED_AT,
  ASSIGNED_AT,
  CONTACTED_AT,
  FIRST_SESSION,
  RETURNED,
  DECLINED_AT,
  CLOSING_AT,
  CLOSING_OUTCOME,
  SESSIONS_ASKED,
};

EdProbe *
ed_probe_new (EdStore *store, GError **error)
{
  g_autoptr (EdSettings) settings = ed_store_load_settings (store, error);
  EdProbe *self;

  if (settings == NULL)
    return NULL;
  self = g_new0 (EdProbe, 1);
  self->zone = ed_settings_make_zone (settings);
  self->settings = g_steal_pointer (&settings);
  self->case_ = ed_case_new ();
  self->case_->assignment_id = g_strdup ("assignment");
  self->session = ed_record_new (&ed_session_type);
  self->session->assignment_id = g_strdup ("assignment");
  g_ptr_array_add (self->case_->sessions, self->session);
  self->decline = ed_record_new (&ed_decline_type);
  g_ptr_array_add (self->case_->declined, self->decline);
  self->returned = ed_record_new (&ed_return_type);
  self->closing = ed_record_new (&ed_closing_type);
  return self;
}

void
ed_probe_free (EdProbe *self)
{
  if (self == NULL)
    return;
  self->case_->returned = self->returned;
  self->case_->closing = self->closing;
  ed_case_free (self->case_);
  ed_zone_free (self->zone);
  ed_settings_free (self->settings);
  g_free (self);
}

static gint64
get_number (EdStatement *row, int column)
{
  gint64 number = ed_statement_int (row, column);

  /* NULL is read as 0. */
  return number == 0 && ed_statement_is_null (row, column) ? ED_ABSENT : number;
}

void
ed_probe_take (EdProbe *self, EdStatement *row, int column)
{
  EdCase *case_ = self->case_;

  case_->state = get_number (row, column + STATE);
  case_->type = get_number (row, column + TYPE);
  case_->crisis_call = ed_statement_int (row, column + CRISIS);
  case_->recorded_at = get_number (row, column + RECORDED_AT);
  case_->assigned_at = get_number (row, column + ASSIGNED_AT);
  case_->contacted_at = get_number (row, column + CONTACTED_AT);
  self->session->date = get_number (row, column + FIRST_SESSION);
  self->session->deleted = self->session->date == ED_ABSENT;
  case_->returned = ed_statement_int (row, column + RETURNED) != 0 ? self->returned : NULL;
  self->decline->at = get_number (row, column + DECLINED_AT);
  self->closing->at = get_number (row, column + CLOSING_AT);
  self->closing->outcome = get_number (row, column + CLOSING_OUTCOME);
  case_->closing = self->closing->at != ED_ABSENT ? self->closing : NULL;
  case_->sessions_asked = get_number (row, column + SESSIONS_ASKED);
}

const EdCase *
ed_probe_case (const EdProbe *self)
{
  return self->case_;
}

const EdSettings *
ed_probe_settings (const EdProbe *self)
{
  return self->settings;
}

const EdZone *
ed_probe_zone (const EdProbe *self)
{
  return self->zone;
}
