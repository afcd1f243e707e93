/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/play.h"

#include <string.h>

#include "domain/account.h"

#define HOUR_S 3600

static const struct
{
  char letter;
  const char *name;
  const char *const *roles;
  EdAccountState state;
  const char *const *types;
} people[] = {
  { 'c', "Coordinator", (const char *const[]){ "coordinator", NULL }, ED_ACCOUNT_ACTIVE, NULL },
  { 'a', "Dr. Anna", (const char *const[]){ "expert", NULL }, ED_ACCOUNT_ACTIVE, NULL },
  { 'b', "Béla", (const char *const[]){ "expert", NULL }, ED_ACCOUNT_INVITED, NULL },
  { 'l',
    "Lawyer",
    (const char *const[]){ "expert", NULL },
    ED_ACCOUNT_ACTIVE,
    (const char *const[]){ "legal", "financial", NULL } },
  { 's', "Suspended", (const char *const[]){ "expert", NULL }, ED_ACCOUNT_SUSPENDED, NULL },
  { 'm', "Manager", (const char *const[]){ "case_manager", NULL }, ED_ACCOUNT_ACTIVE, NULL },
  { 'o',
    "Omnipotent",
    (const char *const[]){ "coordinator", "expert", NULL },
    ED_ACCOUNT_ACTIVE,
    NULL },
};

const char *
play_id (guint n)
{
  static char buffers[16][40];
  static guint next;
  char *buffer = buffers[next++ % G_N_ELEMENTS (buffers)];

  g_snprintf (buffer, sizeof buffers[0], "00000000-0000-4000-8000-%012u", n);
  return buffer;
}

gint64
play_instant (const char *text)
{
  gint64 instant = ed_instant_from_text (text);

  g_assert_cmpint (instant, !=, ED_ABSENT);
  return instant;
}

const EdAccount *
play_account (char who)
{
  static EdAccount *accounts[G_N_ELEMENTS (people)];
  guint i = 0;

  while (people[i].letter != who)
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (people));
  if (accounts[i] == NULL)
    {
      accounts[i] = ed_record_new (&ed_account_type);
      accounts[i]->id = g_strdup (play_id (900 + i));
      accounts[i]->user = g_strdup_printf ("%c@demo.example", who);
      accounts[i]->name = g_strdup (people[i].name);
      accounts[i]->roles = g_strdupv ((char **) people[i].roles);
      accounts[i]->case_types = g_strdupv ((char **) people[i].types);
      accounts[i]->state = people[i].state;
    }
  return accounts[i];
}

static EdZone *
new_zone (const char *name)
{
  static const char *const changes[] = { "2023-10-29T01:00:00Z",
                                         "2024-03-31T01:00:00Z",
                                         "2024-10-27T01:00:00Z",
                                         "2025-03-30T01:00:00Z",
                                         "2025-10-26T01:00:00Z" };
  gint64 at[G_N_ELEMENTS (changes)] = { 0 };
  gint32 offset_s[G_N_ELEMENTS (changes)];

  if (strcmp (name, "budapest") == 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        {
          at[i] = play_instant (changes[i]);
          offset_s[i] = i % 2 == 0 ? HOUR_S : 2 * HOUR_S;
        }
      return ed_zone_new (at, offset_s, G_N_ELEMENTS (changes));
    }
  offset_s[0] = strcmp (name, "kiritimati") == 0 ? 14 * HOUR_S : -12 * HOUR_S;
  if (strcmp (name, "utc") == 0)
    offset_s[0] = 0;
  return ed_zone_new (at, offset_s, 1);
}

Play *
play_new (const char *zone)
{
  Play *self = g_new0 (Play, 1);

  self->settings = ed_settings_new ();
  self->zone = new_zone (zone);
  self->now = play_instant ("2024-05-01T08:00:00Z");
  return self;
}

void
play_free (Play *self)
{
  ed_case_free (self->case_);
  ed_file_free (self->file);
  ed_settings_free (self->settings);
  ed_zone_free (self->zone);
  g_free (self);
}

static gint64
read_duration (const char *text)
{
  static const struct
  {
    const char *unit;
    gint64 ms;
  } units[] = { { "ms", 1 }, { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 } };
  char *unit;
  gint64 n = g_ascii_strtoll (text, &unit, 10);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (strcmp (unit, units[i].unit) == 0)
        return n * units[i].ms;
    }
  g_error ("no duration: %s", text);
}

static gint64
read_instant (const Play *self, const char *text)
{
  if (*text == '+' || *text == '-')
    return self->now + read_duration (text);
  return play_instant (text);
}

static const char *
read_id (const char *text)
{
  if (g_ascii_isdigit (*text))
    return play_id ((guint) g_ascii_strtoull (text, NULL, 10));
  return text[1] == '\0' ? play_account (*text)->id : text;
}

static gint64
read_number (const Play *self, const EdField *field, const char *text)
{
  switch (field->kind)
    {
    case ED_FIELD_CHOICE:
      return ed_choice_find (field->choices, text);
    case ED_FIELD_DATE:
      return ed_date_from_text (text);
    case ED_FIELD_TIME:
      return ed_time_from_text (text);
    case ED_FIELD_INSTANT:
      return read_instant (self, text);
    default:
      return g_ascii_strtoll (text, NULL, 10);
    }
}

static void
read_field (const Play *self, const EdField *field, gpointer record, const char *text)
{
  if (*text == '\0')
    ed_field_clear (field, record);
  else if (field->kind == ED_FIELD_ID)
    ed_field_set_text (field, record, read_id (text));
  else if (field->kind == ED_FIELD_TEXT)
    {
      g_autofree char *spaced = g_strdelimit (g_strdup (text), "_", ' ');

      ed_field_set_text (field, record, spaced);
    }
  else
    ed_field_set_number (field, record, read_number (self, field, text));
}

/* "KEY=FROM>TO" of a record of TYPE. */
static void
read_edit (const Play *self, EdCommand *command, const EdField *field, const char *text)
{
  const EdRecordType *type = ed_command_form (command->type)->edited;
  g_auto (GStrv) sides = g_strsplit (text, ">", 2);
  gpointer from = ed_record_new (type);
  gpointer to = ed_record_new (type);

  g_assert_nonnull (sides[1]);
  read_field (self, field, from, sides[0]);
  read_field (self, field, to, sides[1]);
  ed_command_edit (command, field->name, from, to);
  ed_record_free (type, from);
  ed_record_free (type, to);
}

static void
read_assignment (const Play *self, EdCommand *command, const char *text)
{
  const EdAssignment *former;

  g_free (command->assignment_id);
  if (strcmp (text, "former") != 0)
    {
      command->assignment_id = *text != '\0' ? g_strdup (read_id (text)) : NULL;
      return;
    }
  former = self->case_->assignments->pdata[0];
  command->assignment_id = g_strdup (former->id);
}

/* The file that the command attaches, as it was uploaded for it. */
static void
add_file (Play *self, const EdCommand *command)
{
  const EdArgs *args = command->args;

  ed_file_free (self->file);
  self->file = ed_record_new (&ed_file_type);
  self->file->id = g_strdup (args->upload);
  self->file->case_id = g_strdup (command->target_id);
  self->file->assignment_id = g_strdup (command->assignment_id);
  self->file->kind = args->kind;
  self->file->name = g_strdup ("scan.pdf");
  self->file->type = ED_MEDIA_PDF;
  self->file->length = 1000;
  self->file->sha256 = g_strnfill (64, 'a');
}

/* "file=none" or "file.FIELD=VALUE". */
static void
change_file (Play *self, EdCircumstances *circumstances, const char *key, const char *text)
{
  const char *name = key + strlen ("file");

  if (*name == '\0')
    {
      g_assert_cmpstr (text, ==, "none");
      circumstances->file = NULL;
      return;
    }
  read_field (self, ed_record_type_find (&ed_file_type, name + 1), self->file, text);
}

static void
read_pair (Play *self, EdCommand *command, EdCircumstances *circumstances, const char *pair)
{
  const EdCommandForm *form = ed_command_form (command->type);
  const char *text = strchr (pair, '=') + 1;
  g_autofree char *key = g_strndup (pair, text - pair - 1);
  const EdField *field = ed_record_type_find (form->args, key);
  const EdField *edited = form->edited != NULL ? ed_record_type_find (form->edited, key) : NULL;

  if (field != NULL)
    read_field (self, field, command->args, text);
  else if (edited != NULL)
    read_edit (self, command, edited, text);
  else if (strcmp (key, "assignment") == 0)
    read_assignment (self, command, text);
  else if (strcmp (key, "received") == 0)
    circumstances->received_at = read_instant (self, text);
  else if (g_str_has_prefix (key, "file"))
    change_file (self, circumstances, key, text);
  else if (strcmp (key, "case") == 0)
    {
      g_free (command->target_id);
      command->target_id = g_strdup (read_id (text));
    }
  else
    g_error ("no such key: %s", pair);
}

/* Those of the file or all others, as ABOUT_FILE says. */
static void
read_pairs (Play *self,
            EdCommand *command,
            EdCircumstances *circumstances,
            char **pairs,
            gboolean about_file)
{
  for (; *pairs != NULL; pairs++)
    {
      if (**pairs == '\0' || g_str_has_prefix (*pairs, "file") != about_file)
        continue;
      read_pair (self, command, circumstances, *pairs);
      if (g_str_has_prefix (*pairs, "expert=") && strlen (*pairs) == strlen ("expert=a"))
        circumstances->expert = play_account ((*pairs)[strlen ("expert=")]);
    }
}

EdCommand *
play_read (Play *self, const char *step, EdCircumstances *circumstances)
{
  g_auto (GStrv) words = g_strsplit (step, " ", -1);
  const EdAccount *who = play_account (words[0][0]);
  int type = ed_command_find (words[1]);
  const char *assignment = NULL;
  EdCommand *command;

  g_assert_cmpint (type, >=, 0);
  if ((ed_command_form (type)->needs_assignment || type == ED_COMMAND_CASE_ASSIGN)
      && self->case_ != NULL)
    assignment = self->case_->assignment_id;
  command = ed_command_new (type,
                            play_id (1000 + ++self->n_commands),
                            play_id (1),
                            assignment,
                            self->now);
  *circumstances = (EdCircumstances){
    .account_id = who->id,
    .account_name = who->name,
    .roles = ed_account_roles (who),
    .at = self->now,
    .received_at = self->now,
    .number = 261,
    .settings = self->settings,
    .zone = self->zone,
  };
  read_pairs (self, command, circumstances, words + 2, FALSE);
  if (type == ED_COMMAND_DOCUMENT_ATTACH)
    {
      add_file (self, command);
      circumstances->file = self->file;
      read_pairs (self, command, circumstances, words + 2, TRUE);
    }
  return command;
}

static void
add_document (Play *self, const char *kind)
{
  EdDocument *document = ed_record_new (&ed_document_type);

  document->id = g_strdup (play_id (500 + self->case_->documents->len));
  document->assignment_id = g_strdup (self->case_->assignment_id);
  document->kind = ed_choice_find (ed_document_kind_choices, kind);
  document->name = g_strdup_printf ("%s.pdf", kind);
  document->at = self->now;
  g_assert_cmpint (document->kind, !=, ED_ABSENT);
  g_ptr_array_add (self->case_->documents, document);
}

gboolean
play_step (Play *self, const char *step)
{
  g_auto (GStrv) words = g_strsplit (step, " ", 2);
  g_autoptr (EdCommand) command = NULL;
  EdCircumstances circumstances;

  self->refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (strcmp (words[0], "wait") == 0)
    self->now += read_duration (words[1]);
  else if (strcmp (words[0], "at") == 0)
    self->now = play_instant (words[1]);
  else if (strcmp (words[0], "document") == 0)
    add_document (self, words[1]);
  else
    {
      command = play_read (self, step, &circumstances);
      return ed_case_apply (&self->case_, command, &circumstances, &self->refusal);
    }
  return TRUE;
}

Play *
play_run (Play *self, const char *script)
{
  g_auto (GStrv) steps = g_strsplit (script, ";", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      const char *step = g_strstrip (steps[i]);

      if (*step != '\0' && !play_step (self, step))
        g_error ("refused: %s: %s %s",
                 step,
                 ed_refusal_word (self->refusal.code),
                 self->refusal.field != NULL ? self->refusal.field : "");
    }
  return self;
}
