/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/request-play.h"

#include <string.h>

#define ID_LENGTH 37
#define MINUTE_MS 60000

static const struct
{
  const char *word, *name;
  guint role;
} people[PLAY_N_PEOPLE] = {
  [PLAY_COORDINATOR] = { "coordinator", "Judit", ED_ROLE_COORDINATOR },
  [PLAY_ASSIGNED] = { "assigned expert", "Anna", ED_ROLE_EXPERT },
  [PLAY_FORMER] = { "former expert", "Béla", ED_ROLE_EXPERT },
  [PLAY_STRANGER] = { "other expert", "Csilla", ED_ROLE_EXPERT },
  [PLAY_SENDER] = { "sender", "Manager", ED_ROLE_CASE_MANAGER },
  [PLAY_OTHER_MANAGER] = { "other case manager", "Other", ED_ROLE_CASE_MANAGER },
  [PLAY_ADMINISTRATOR] = { "administrator", "Admin", ED_ROLE_ADMINISTRATOR },
};

const char *
play_person_word (PlayPerson who)
{
  return people[who].word;
}

guint
play_person_roles (PlayPerson who)
{
  return people[who].role;
}

/* In one of a few buffers, which take turns. */
static const char *
print_id (const char *tag, const char *group, guint n)
{
  static char buffers[32][ID_LENGTH];
  static guint next;
  char *buffer = buffers[next++ % G_N_ELEMENTS (buffers)];

  g_snprintf (buffer, ID_LENGTH, "%s-0000-4000-%s-%012u", tag, group, n);
  return buffer;
}

const char *
play_person_id (PlayPerson who)
{
  return print_id ("00000000", "9000", who + 1);
}

const EdAccount *
play_person_account (PlayPerson who)
{
  static EdAccount *accounts[PLAY_N_PEOPLE];
  EdAccount *account = accounts[who];
  const char *roles[2] = { NULL, NULL };

  if (account != NULL)
    return account;
  for (guint i = 0; ed_role_choices[i].word != NULL; i++)
    {
      if (people[who].role == 1u << i)
        roles[0] = ed_role_choices[i].word;
    }
  account = accounts[who] = ed_record_new (&ed_account_type);
  account->id = g_strdup (play_person_id (who));
  account->user = g_strdup_printf ("p%d@demo.example", who);
  account->name = g_strdup (people[who].name);
  account->roles = g_strdupv ((char **) roles);
  account->state = ED_ACCOUNT_ACTIVE;
  account->addressable = 1;
  return account;
}

const char *
play_file_id (const char *tag, EdFileKind kind, guint n)
{
  return print_id (tag, kind == ED_FILE_SHARED ? "a000" : "b000", n);
}

/* How each state is reached: what is done, by whom, with which text; files by number. */
typedef struct
{
  EdCommandType type;
  PlayPerson who;
  const char *text;
  guint files; /* bits: numbers of files */
  guint n;     /* of the assignment or version that it makes or names */
} Scene;

#define ASK                                                                       \
  { ED_COMMAND_REQUEST_CREATE, PLAY_SENDER, "The question", 1 << 1 | 1 << 2, 0 }, \
      { ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR, NULL, 0, 1 },                \
      { ED_COMMAND_RESPONSE_DRAFT, PLAY_FORMER, CANARY_FORMER_DRAFT, 1 << 1, 1 }, \
      { ED_COMMAND_REQUEST_HAND_BACK, PLAY_FORMER, CANARY_REASON, 0, 1 },         \
  {                                                                               \
    ED_COMMAND_REQUEST_REVOKE, PLAY_SENDER, NULL, 0, 2                            \
  }
#define ASSIGN                                                        \
  ASK, { ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR, NULL, 0, 2 },   \
  {                                                                   \
    ED_COMMAND_INTERNAL_SEND, PLAY_COORDINATOR, CANARY_INTERNAL, 0, 2 \
  }
#define DRAFT                                                         \
  ASSIGN,                                                             \
  {                                                                   \
    ED_COMMAND_RESPONSE_DRAFT, PLAY_ASSIGNED, CANARY_DRAFT, 1 << 2, 2 \
  }
#define SEND                                                                   \
  ASSIGN, { ED_COMMAND_RESPONSE_SEND, PLAY_ASSIGNED, CANARY_SENT, 1 << 3, 1 }, \
      { ED_COMMAND_REQUEST_RETURN, PLAY_COORDINATOR, CANARY_NOTE, 0, 1 },      \
  {                                                                            \
    ED_COMMAND_RESPONSE_SEND, PLAY_ASSIGNED, CANARY_SENT, 1 << 3 | 1 << 4, 2   \
  }

#define N_SCENES_MAX 12

static const Scene scenes[PLAY_N_STATES][N_SCENES_MAX] = {
  [ED_REQUEST_UNASSIGNED] = { ASK },
  [ED_REQUEST_ASSIGNED] = { ASSIGN },
  [ED_REQUEST_IN_PROGRESS] = { DRAFT },
  [ED_REQUEST_UNDER_REVIEW] = { SEND },
  [ED_REQUEST_COMPLETED] = { SEND,
                             { ED_COMMAND_REQUEST_APPROVE,
                               PLAY_COORDINATOR,
                               CANARY_ANSWER,
                               1 << 4,
                               2 } },
  [ED_REQUEST_CANCELLED] = { DRAFT, { ED_COMMAND_REQUEST_CANCEL, PLAY_SENDER, NULL, 0, 0 } },
};

static EdFileKind
get_kind (EdCommandType type)
{
  return type == ED_COMMAND_REQUEST_CREATE || type == ED_COMMAND_REQUEST_SHARE
                 || type == ED_COMMAND_REQUEST_ASK_AGAIN
             ? ED_FILE_SHARED
             : ED_FILE_RESPONSE;
}

static void
set_documents (EdArgs *args, const char *tag, EdFileKind kind, guint files)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint n = 0; n < 8 && files != 0; n++)
    {
      if ((files >> n & 1) != 0)
        g_strv_builder_add (ids, play_file_id (tag, kind, n));
    }
  if (files != 0)
    args->documents = g_strv_builder_end (ids);
}

/* The number of the scene that made assignment N. */
static guint
find_assignment (const Scene *story, guint n)
{
  guint i = 0;

  while (story[i].type != ED_COMMAND_REQUEST_ASSIGN || story[i].n != n)
    i++;
  return i;
}

static const char *
print_version (const char *tag, guint n)
{
  return print_id (tag, "c000", n);
}

static void
fill (EdCommand *command, const Scene *scene, const char *tag)
{
  EdArgs *args = command->args;

  set_documents (args, tag, get_kind (scene->type), scene->files);
  switch (scene->type)
    {
    case ED_COMMAND_REQUEST_CREATE:
      args->subject = g_strdup ("The subject");
      args->case_reference = g_strdup ("Case 7");
      args->question = g_strdup (scene->text);
      break;
    case ED_COMMAND_REQUEST_ASSIGN:
      args->expert = g_strdup (play_person_id (scene->n == 1 ? PLAY_FORMER : PLAY_ASSIGNED));
      break;
    case ED_COMMAND_REQUEST_HAND_BACK:
      args->why = g_strdup (scene->text);
      break;
    case ED_COMMAND_REQUEST_REVOKE:
      args->id = g_strdup (play_file_id (tag, ED_FILE_SHARED, scene->n));
      break;
    case ED_COMMAND_INTERNAL_SEND:
      args->id = g_strdup (print_id (tag, "d000", 1));
      args->text = g_strdup (scene->text);
      break;
    case ED_COMMAND_REQUEST_RETURN:
      args->version = g_strdup (print_version (tag, scene->n));
      args->note = g_strdup (scene->text);
      break;
    case ED_COMMAND_RESPONSE_DRAFT:
      args->text = g_strdup (scene->text);
      break;
    default:
      if (ed_record_type_find (ed_command_form (scene->type)->args, "version") != NULL)
        args->version = g_strdup (print_version (tag, scene->n));
      args->text = g_strdup (scene->text);
      break;
    }
}

static void
free_step (gpointer data)
{
  PlayStep *step = data;

  ed_command_free (step->command);
  g_free (step);
}

GPtrArray *
play_steps_to (EdRequestState state, const char *id, const char *tag, gint64 at)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (free_step);
  const Scene *story = scenes[state];

  for (guint i = 0; i < N_SCENES_MAX && (i == 0 || story[i].type != ED_COMMAND_CASE_CREATE); i++)
    {
      const Scene *scene = &story[i];
      PlayStep *step = g_new0 (PlayStep, 1);
      const char *assignment = NULL;

      if (scene->type == ED_COMMAND_INTERNAL_SEND
          || ed_command_form (scene->type)->needs_assignment)
        {
          guint n = scene->type == ED_COMMAND_RESPONSE_SEND ? 2 : scene->n;

          assignment = print_id (tag, "8000", find_assignment (story, n));
        }
      step->who = scene->who;
      step->command = ed_command_new (scene->type,
                                      print_id (tag, "8000", i),
                                      id,
                                      assignment,
                                      at + i * MINUTE_MS);
      fill (step->command, scene, tag);
      g_ptr_array_add (steps, step);
    }
  return steps;
}

static const char *
find_held (const EdRequest *request, PlayPerson who)
{
  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *ended = request->assignments->pdata[i];

      if (strcmp (ended->expert_id, play_person_id (who)) == 0)
        return ended->id;
    }
  return NULL;
}

EdCommand *
play_request_command (EdCommandType type,
                      PlayPerson who,
                      const EdRequest *request,
                      const char *tag,
                      const char *id,
                      gint64 at)
{
  const EdCommandForm *form = ed_command_form (type);
  const EdResponseVersion *latest = ed_request_latest_version (request);
  const char *assignment = find_held (request, who);
  EdCommand *command;
  EdArgs *args;

  if (assignment == NULL)
    assignment = request->assignment_id;
  if (assignment == NULL && form->needs_assignment)
    assignment = id;
  if (!form->needs_assignment && type != ED_COMMAND_INTERNAL_SEND
      && type != ED_COMMAND_REQUEST_ASSIGN)
    assignment = NULL;
  command = ed_command_new (type, id, request->id, assignment, at);
  args = command->args;
  fill (command, &(Scene){ type, who, "More words", 0, 1 }, tag);
  g_free (args->version);
  args->version = NULL;
  if (ed_record_type_find (form->args, "version") != NULL)
    args->version = g_strdup (latest != NULL && type != ED_COMMAND_RESPONSE_SEND ? latest->id : id);
  if (type == ED_COMMAND_REQUEST_ASK_AGAIN)
    {
      args->question = g_strdup ("Another question");
      g_clear_pointer (&args->text, g_free);
    }
  if (type == ED_COMMAND_REQUEST_SHARE)
    {
      set_documents (args, tag, ED_FILE_SHARED, 1 << 1);
      g_clear_pointer (&args->text, g_free);
    }
  if (type == ED_COMMAND_REQUEST_CANCEL)
    g_clear_pointer (&args->text, g_free);
  if (type == ED_COMMAND_INTERNAL_SEND)
    {
      g_free (args->id);
      args->id = g_strdup (id);
    }
  return command;
}

static EdFile *
make_file (const char *id, const char *request, EdFileKind kind)
{
  EdFile *file = ed_record_new (&ed_file_type);

  file->id = g_strdup (id);
  file->request_id = g_strdup (request);
  file->kind = kind;
  file->name = g_strdup_printf ("%s.pdf", id);
  file->type = ED_MEDIA_PDF;
  file->length = 5;
  file->sha256 = g_strnfill (64, '0');
  return file;
}

gboolean
play_request_apply (EdRequest **request,
                    PlayPerson who,
                    const EdCommand *command,
                    EdRefusal *refusal)
{
  const EdArgs *args = command->args;
  const char *named = args->expert != NULL ? args->expert : args->recipient;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  EdRequestCircumstances circumstances = {
    .account_id = play_person_id (who),
    .account_name = people[who].name,
    .roles = people[who].role,
    .at = command->done_at,
    .received_at = command->done_at,
    .number = 12,
    .files = files,
    .zone = zone,
  };

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN && *request != NULL)
    named = (*request)->expert_id;
  for (int i = 0; named != NULL && i < PLAY_N_PEOPLE; i++)
    {
      if (strcmp (play_person_id (i), named) == 0)
        circumstances.expert = play_person_account (i);
    }
  for (char **id = args->documents; id != NULL && *id != NULL; id++)
    g_ptr_array_add (files, make_file (*id, command->target_id, get_kind (command->type)));
  return ed_request_apply (request, command, &circumstances, refusal);
}

EdRequest *
play_request (EdRequestState state, gint64 at)
{
  g_autoptr (GPtrArray) steps =
      play_steps_to (state, print_id ("11111111", "8000", 999), "11111111", at);
  EdRequest *request = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const PlayStep *step = steps->pdata[i];
      EdRefusal refusal;

      play_request_apply (&request, step->who, step->command, &refusal);
      g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "none");
    }
  g_assert_nonnull (request);
  g_assert_cmpint (request->state, ==, state);
  return request;
}

/* Who may do what in which states, by domain.md, section B: c coordinators, e the assigned expert,
 * m the sender; of the states the first letters: Unassigned, Assigned, In progress, under Review,
 * Completed, X cancelled. */
static const struct
{
  EdCommandType type;
  const char *who;
  const char *states;
} rights[] = {
  { ED_COMMAND_REQUEST_CREATE, "m", "" },       { ED_COMMAND_REQUEST_CANCEL, "m", "UAIR" },
  { ED_COMMAND_REQUEST_SHARE, "m", "UAIR" },    { ED_COMMAND_REQUEST_REVOKE, "m", "UAIRCX" },
  { ED_COMMAND_REQUEST_ASK_AGAIN, "m", "C" },   { ED_COMMAND_REQUEST_ASSIGN, "c", "UAIR" },
  { ED_COMMAND_REQUEST_APPROVE, "c", "R" },     { ED_COMMAND_REQUEST_RETURN, "c", "R" },
  { ED_COMMAND_REQUEST_HAND_BACK, "e", "AI" },  { ED_COMMAND_RESPONSE_DRAFT, "e", "AI" },
  { ED_COMMAND_RESPONSE_SEND, "e", "AI" },      { ED_COMMAND_RESPONSE_ADJUST, "c", "R" },
  { ED_COMMAND_INTERNAL_SEND, "ce", "UAIRCX" },
};

static char
get_role_letter (PlayPerson who)
{
  switch (people[who].role)
    {
    case ED_ROLE_COORDINATOR:
      return 'c';
    case ED_ROLE_EXPERT:
      return 'e';
    case ED_ROLE_CASE_MANAGER:
      return 'm';
    default:
      return '-';
    }
}

/* Whether WHO sees a request in STATE, or held it. */
static gboolean
is_known_to (PlayPerson who, EdRequestState state)
{
  if (who == PLAY_ASSIGNED)
    return state != ED_REQUEST_UNASSIGNED;
  return who == PLAY_COORDINATOR || who == PLAY_FORMER || who == PLAY_SENDER;
}

EdRefusalCode
play_request_expect (PlayPerson who, EdRequestState state, EdCommandType type, gboolean *kept)
{
  gboolean is_response = type == ED_COMMAND_RESPONSE_DRAFT || type == ED_COMMAND_RESPONSE_SEND;
  guint i = 0;

  while (rights[i].type != type)
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (rights));
  *kept = is_response
          && (who == PLAY_FORMER || (who == PLAY_ASSIGNED && state == ED_REQUEST_CANCELLED));
  if (strchr (rights[i].who, get_role_letter (who)) == NULL)
    return ED_REFUSAL_FORBIDDEN;
  if (type == ED_COMMAND_REQUEST_CREATE)
    return ED_REFUSAL_WRONG_STATE;
  if (!is_known_to (who, state))
    return ED_REFUSAL_NOT_FOUND;
  if (who == PLAY_FORMER)
    return ED_REFUSAL_NOT_ASSIGNED;
  return strchr (rights[i].states, "UAIRCX"[state]) != NULL ? ED_REFUSAL_NONE
                                                            : ED_REFUSAL_WRONG_STATE;
}
