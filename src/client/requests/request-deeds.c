/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-deeds.h"

#include "base/clock.h"
#include "domain/account.h"
#include "domain/request-view.h"

static gboolean
names_assignment (EdCommandType type)
{
  return ed_command_form (type)->needs_assignment || type == ED_COMMAND_REQUEST_ASSIGN
         || type == ED_COMMAND_INTERNAL_SEND;
}

EdCommand *
ed_request_command (EdCommandType type, const EdRequest *request)
{
  g_autofree char *id = g_uuid_string_random ();

  return ed_command_new (type,
                         id,
                         request->id,
                         names_assignment (type) ? request->assignment_id : NULL,
                         ed_clock_now (ed_clock_system ()));
}

char **
ed_request_document_ids (const GPtrArray *documents)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (documents == NULL || documents->len == 0)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    g_strv_builder_add (ids, ((const EdRequestDocument *) documents->pdata[i])->id);
  return g_strv_builder_end (ids);
}

EdRequestRights
ed_request_rights (const EdRequest *request, const char *reader, guint roles)
{
  gboolean is_staff = (roles & ED_ROLE_COORDINATOR) != 0;
  gboolean is_sender =
      (roles & ED_ROLE_CASE_MANAGER) != 0 && g_strcmp0 (request->sender_id, reader) == 0;
  gboolean is_held =
      request->state == ED_REQUEST_ASSIGNED || request->state == ED_REQUEST_IN_PROGRESS;

  return (EdRequestRights){
    .respond = is_held && g_strcmp0 (request->expert_id, reader) == 0,
    .review = is_staff && request->state == ED_REQUEST_UNDER_REVIEW,
    .assign = is_staff && request->state == ED_REQUEST_UNASSIGNED,
    .reassign = is_staff && (is_held || request->state == ED_REQUEST_UNDER_REVIEW),
    .cancel = is_sender && ed_request_is_open (request),
    .ask_again =
        is_sender
        && (request->state == ED_REQUEST_ANSWERED || request->state == ED_REQUEST_COMPLETED),
  };
}

const EdResponseVersion *
ed_request_sent_version (const EdRequest *request, const char *round_id)
{
  for (guint i = request->versions->len; i > 0; i--)
    {
      const EdResponseVersion *version = request->versions->pdata[i - 1];

      if (version->kind == ED_VERSION_SENT && g_strcmp0 (version->round_id, round_id) == 0)
        return version;
    }
  return NULL;
}

const EdResponseVersion *
ed_request_round_version (const EdRequest *request, const EdRequestRound *round)
{
  if (round->answer != NULL)
    return ed_request_find_version (request, round->answer);
  for (guint i = request->versions->len; i > 0; i--)
    {
      const EdResponseVersion *version = request->versions->pdata[i - 1];

      if (g_strcmp0 (version->round_id, round->id) == 0)
        return version;
    }
  return NULL;
}
