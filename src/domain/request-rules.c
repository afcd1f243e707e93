/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may command what in which state of a request; then the rule of the command decides. */

#include "domain/request-rules.h"

#include <string.h>

#include "base/plant.h"
#include "domain/bounds.h"
#include "domain/request-ruling.h"
#include "domain/request-view.h"
#include "domain/weight.h"

#define IN(state) (1u << ED_REQUEST_##state)
#define HELD (IN (ASSIGNED) | IN (IN_PROGRESS))
#define BEFORE_ANSWER (IN (UNASSIGNED) | HELD | IN (UNDER_REVIEW) | IN (SENT) | IN (IN_WORK))
#define EVER (BEFORE_ANSWER | IN (COMPLETED) | IN (CANCELLED) | IN (ANSWERED))

typedef enum
{
  BY_SENDER,      /* the case manager who sent it */
  BY_COORDINATOR, /* any */
  BY_EXPERT,      /* of the assignment that the command names, which is the open one */
  BY_TEAM,        /* either of the last two */
} Party;

typedef struct
{
  Party party;
  guint states; /* in which the command is in place */
  gboolean (*judge) (EdRequestRuling *ruling);
  guint share; /* how often the greatest weight, beyond which it is refused; 0: never */
} Rule;

static const Rule rules[ED_N_COMMANDS] = {
  [ED_COMMAND_REQUEST_CREATE] = { BY_SENDER, 0, ed_rule_request_create },
  [ED_COMMAND_REQUEST_CANCEL] = { BY_SENDER, BEFORE_ANSWER, ed_rule_request_cancel },
  [ED_COMMAND_REQUEST_SHARE] = { BY_SENDER, BEFORE_ANSWER, ed_rule_request_share, 1 },
  [ED_COMMAND_REQUEST_REVOKE] = { BY_SENDER, EVER, ed_rule_request_revoke },
  [ED_COMMAND_REQUEST_ASK_AGAIN] = { BY_SENDER,
                                     IN (COMPLETED) | IN (ANSWERED),
                                     ed_rule_request_ask_again,
                                     1 },
  [ED_COMMAND_REQUEST_ASSIGN] = { BY_COORDINATOR,
                                  IN (UNASSIGNED) | HELD | IN (UNDER_REVIEW),
                                  ed_rule_request_assign,
                                  2 },
  [ED_COMMAND_REQUEST_APPROVE] = { BY_COORDINATOR, IN (UNDER_REVIEW), ed_rule_request_approve },
  [ED_COMMAND_REQUEST_RETURN] = { BY_COORDINATOR, IN (UNDER_REVIEW), ed_rule_request_return },
  [ED_COMMAND_REQUEST_HAND_BACK] = { BY_EXPERT, HELD, ed_rule_request_hand_back },
  [ED_COMMAND_RESPONSE_DRAFT] = { BY_EXPERT, HELD, ed_rule_response_draft, 1 },
  [ED_COMMAND_RESPONSE_SEND] = { BY_EXPERT, HELD, ed_rule_response_send, 1 },
  [ED_COMMAND_RESPONSE_ADJUST] = { BY_COORDINATOR, IN (UNDER_REVIEW), ed_rule_response_adjust, 1 },
  [ED_COMMAND_INTERNAL_SEND] = { BY_TEAM, EVER, ed_rule_internal_send },
};

/* The roles that let in. */
static guint
get_roles (Party party)
{
  switch (party)
    {
    case BY_SENDER:
      return ED_ROLE_CASE_MANAGER;
    case BY_COORDINATOR:
      return ED_ROLE_COORDINATOR;
    case BY_EXPERT:
      return ED_ROLE_EXPERT;
    case BY_TEAM:
      return ED_ROLE_EXPERT | ED_ROLE_COORDINATOR;
    }
  g_return_val_if_reached (0);
}

gboolean
ed_request_refuse (EdRequestRuling *ruling, EdRefusalCode code, const char *field)
{
  *ruling->refusal = (EdRefusal){ code, field };
  return FALSE;
}

gboolean
ed_request_has_room (EdRequestRuling *ruling, guint share)
{
  return ed_record_weigh (&ed_request_type, ruling->request) < share * ED_REQUEST_WEIGHT_MAX
         || ed_request_refuse (ruling, ED_REFUSAL_FULL, "request");
}

gboolean
ed_request_record (EdRequestRuling *ruling, EdRequestEventKind what, gboolean of_sender)
{
  EdRequestEvent *event = ed_record_new (&ed_request_event_type);

  event->at = ruling->circumstances->at;
  event->what = what;
  event->by = g_strdup (ruling->circumstances->account_id);
  event->assignment_id = of_sender ? NULL : g_strdup (ruling->request->assignment_id);
  g_ptr_array_add (ruling->request->events, event);
  return TRUE;
}

static const EdFile *
find_file (const EdRequestRuling *ruling, const char *id, gint64 kind)
{
  const GPtrArray *files = ruling->circumstances->files;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const EdFile *file = files->pdata[i];

      if (strcmp (file->id, id) == 0 && file->kind == kind
          && g_strcmp0 (file->request_id, ruling->command->target_id) == 0)
        return file;
    }
  return NULL;
}

static EdRequestDocument *
make_document (const EdRequestRuling *ruling, const EdFile *file)
{
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);

  document->id = g_strdup (file->id);
  document->name = g_strdup (file->name);
  document->type = g_strdup (ed_file_media_choices[file->type].word);
  document->size = file->length;
  document->sha256 = g_strdup (file->sha256);
  document->at = ruling->circumstances->at;
  document->by = g_strdup (ruling->circumstances->account_id);
  return document;
}

/* The document called ID, held already or made of its file; NULL: neither. */
static EdRequestDocument *
take_document (const EdRequestRuling *ruling,
               const GPtrArray *const *held,
               const char *id,
               gint64 kind)
{
  const EdFile *file;

  for (; held != NULL && *held != NULL; held++)
    {
      const EdRequestDocument *present = ed_request_document_find (*held, id);

      if (present != NULL && present->ended == ED_ABSENT)
        return ed_record_copy (&ed_request_document_type, present);
    }
  file = find_file (ruling, id, kind);
  return file != NULL && file->type != ED_ABSENT && file->length <= ED_FILE_BYTES_MAX
             ? make_document (ruling, file)
             : NULL;
}

GPtrArray *
ed_request_take_documents (EdRequestRuling *ruling, const GPtrArray *const *held, gint64 kind)
{
  char *const *ids = ruling->args->documents;
  g_autoptr (EdRequest) bearer = ed_request_new ();

  if (ids != NULL && g_strv_length ((char **) ids) > ED_REQUEST_FILES_MAX)
    {
      ed_request_refuse (ruling, ED_REFUSAL_INVALID, "documents");
      return NULL;
    }
  for (; ids != NULL && *ids != NULL; ids++)
    {
      EdRequestDocument *document = take_document (ruling, held, *ids, kind);

      if (document != NULL)
        g_ptr_array_add (bearer->documents, document);
      if (document != NULL && ed_request_document_find (bearer->documents, *ids) == document)
        continue;
      ed_request_refuse (ruling,
                         document != NULL ? ED_REFUSAL_INVALID : ED_REFUSAL_UPLOAD_UNKNOWN,
                         "documents");
      return NULL;
    }
  return g_ptr_array_ref (bearer->documents);
}

/* An expert's command needs the open assignment to be theirs and the one that they meant. */
static gboolean
is_assigned (const EdRequestRuling *ruling)
{
  const EdRequest *request = ruling->request;

  if (ED_PLANT (late_response_taken) && ruling->command->type == ED_COMMAND_RESPONSE_SEND)
    return TRUE;
  return request->assignment_id != NULL
         && g_strcmp0 (request->expert_id, ruling->circumstances->account_id) == 0
         && g_strcmp0 (request->assignment_id, ruling->command->assignment_id) == 0;
}

/* Whether the account is the one, of those who know of the request, that may do this. */
static gboolean
check_party (EdRequestRuling *ruling, Party party)
{
  const EdRequestCircumstances *circumstances = ruling->circumstances;

  if (ruling->request == NULL || g_strcmp0 (ruling->request->id, ruling->command->target_id) != 0
      || !ed_request_is_known (ruling->request, circumstances->account_id, circumstances->roles))
    return ed_request_refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  if (party == BY_SENDER && g_strcmp0 (ruling->request->sender_id, circumstances->account_id) != 0)
    return ed_request_refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if ((party == BY_EXPERT
       || (party == BY_TEAM && (circumstances->roles & ED_ROLE_COORDINATOR) == 0))
      && !is_assigned (ruling))
    return ed_request_refuse (ruling, ED_REFUSAL_NOT_ASSIGNED, NULL);
  return TRUE;
}

static gboolean
judge (EdRequestRuling *ruling)
{
  const EdCommand *command = ruling->command;
  const Rule *rule = &rules[command->type];
  gboolean is_new = command->type == ED_COMMAND_REQUEST_CREATE;
  const char *invalid;

  g_return_val_if_fail (rule->judge != NULL, FALSE);
  if ((ruling->circumstances->roles & get_roles (rule->party)) == 0)
    return ed_request_refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (is_new && ruling->request != NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (!is_new && !check_party (ruling, rule->party))
    return FALSE;
  invalid = ed_command_find_invalid (command);
  if (invalid != NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_INVALID, invalid);
  if (!is_new && (rule->states >> ruling->request->state & 1) == 0)
    return ed_request_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  return (rule->share == 0 || ed_request_has_room (ruling, rule->share)) && rule->judge (ruling);
}

gboolean
ed_request_apply (EdRequest **request,
                  const EdCommand *command,
                  const EdRequestCircumstances *circumstances,
                  EdRefusal *refusal)
{
  EdRefusal unwanted;
  EdRequestRuling ruling = {
    .request = *request,
    .command = command,
    .args = command->args,
    .circumstances = circumstances,
    .refusal = refusal != NULL ? refusal : &unwanted,
  };

  *ruling.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!judge (&ruling))
    return FALSE;
  *request = ruling.request;
  return TRUE;
}

gboolean
ed_request_is_late (const EdRequest *request,
                    const EdCommand *command,
                    const char *account_id,
                    gint64 *ended)
{
  *ended = ED_ABSENT;
  if (ED_PLANT (late_response_taken))
    return FALSE;
  if (!ed_command_form (command->type)->is_fact || command->assignment_id == NULL)
    return FALSE;
  if (request->state == ED_REQUEST_CANCELLED
      && g_strcmp0 (request->assignment_id, command->assignment_id) == 0
      && g_strcmp0 (request->expert_id, account_id) == 0)
    {
      *ended = request->cancelled_at;
      return TRUE;
    }
  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *assignment = request->assignments->pdata[i];

      if (strcmp (assignment->id, command->assignment_id) != 0)
        continue;
      *ended = assignment->to;
      return g_strcmp0 (assignment->expert_id, account_id) == 0;
    }
  return FALSE;
}

gboolean
ed_request_takes_expert (const EdRequest *request, const EdAccount *expert)
{
  return (ed_account_roles (expert) & ED_ROLE_EXPERT) != 0 && expert->state != ED_ACCOUNT_SUSPENDED
         && g_strcmp0 (expert->id, request->sender_id) != 0;
}
