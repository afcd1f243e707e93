/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "privacy-story.h"

#include <gio/gio.h>
#include <string.h>

#include "files.h"
#include "server/api-state.h"
#include "server/audit-chain.h"
#include "server/checkup.h"
#include "server/document-table.h"

Person *
house_add_administrator (House *house)
{
  Person *person = office_add (house->office, "chief", "coordinator,administrator");

  person_sign_in (person);
  return person;
}

void
house_step_statement (House *house, Person *person, const char *type)
{
  EdDb *db = house->office->api->writer;
  g_auto (GStrv) ids = ed_documents_list (db, "statement", NULL);
  g_autofree char *args = g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT "}",
                                           ed_documents_rev (db, "statement", ids[0], NULL));

  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  person_must (person, NULL, type, ids[0], NULL, args);
}

void
house_agree_pay (House *house, gint64 amount)
{
  g_autofree char *args =
      g_strdup_printf ("{\"type\":\"legal\",\"amount\":%" G_GINT64_FORMAT "}", amount);

  person_must (house->coordinator, NULL, "fee.set", house->expert->account, NULL, args);
}

void
house_set (House *house, Person *administrator, const char *args)
{
  person_must (administrator,
               NULL,
               "settings.set",
               house->office->api->organisation->id,
               NULL,
               args);
}

/* --- what a client leaves behind ----------------------------------------------------------------
 */

void
story_clear (Story *self)
{
  g_free (self->case_id);
  g_free (self->assignment);
  g_free (self->document);
}

static char *
attach (House *house, const Story *story)
{
  g_autoptr (Sample) sample =
      sample_new (house->office, "other", story->case_id, story->assignment);
  g_autofree char *outcome = NULL;

  sample->name = CANARY ".pdf";
  sample_set_bytes (sample, g_bytes_new_static ("%PDF-1.7\n" CANARY, 20));
  person_upload (house->expert, sample);
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "applied");
  return g_strdup (sample->id);
}

void
story_tell (Story *self, House *house)
{
  static const char made[] =
      "{\"company_name\":\"Suzuki\",\"type\":\"legal\",\"client_alias\":\"" CANARY " Eva\","
      "\"phone\":\"" PHONE "\",\"email\":\"" CANARY "@example.org\",\"channel\":\"phone\","
      "\"problem_details\":\"" CANARY "\",\"sessions_available\":5}";
  g_autofree char *text = NULL;
  g_autofree char *session = NULL;
  g_autofree char *message = office_make_id (house->office);
  g_autofree char *id = office_make_id (house->office);

  self->case_id = office_make_id (house->office);
  person_must (house->coordinator, NULL, "case.create", self->case_id, NULL, made);
  self->number = house_count (house, "SELECT MAX(number) FROM case_number");
  self->assignment = person_assign (house->coordinator, self->case_id, house->expert);
  person_must (house->expert, NULL, "case.contact", self->case_id, self->assignment, NULL);
  session = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-03-18\"}", id);
  person_must (house->expert, NULL, "session.add", self->case_id, self->assignment, session);
  self->document = attach (house, self);
  text = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"About " CANARY "\"}", message);
  person_must (house->expert, NULL, "message.send", self->case_id, self->assignment, text);
  person_must (house->expert,
               NULL,
               "satisfaction.score",
               self->case_id,
               self->assignment,
               "{\"score\":9}");
}

void
story_close (const Story *self, House *house)
{
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *args = g_strdup_printf ("{\"closing\":\"%s\"}", closing);
  g_autofree char *how =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);

  person_must (house->expert, closing, "case.close", self->case_id, self->assignment, how);
  person_must (house->coordinator, NULL, "case.approve", self->case_id, NULL, args);
}

/* What is entered late for it, with a file that says it too; its id. */
char *
story_enter_late (Story *self, House *house)
{
  g_autoptr (Sample) sample = NULL;
  g_autofree char *outcome = NULL;

  g_free (person_assign (house->coordinator, self->case_id, house->other));
  sample = sample_new (house->office, "other", self->case_id, self->assignment);
  sample->name = "Late " CANARY ".pdf";
  sample_set_bytes (sample, g_bytes_new_static ("%PDF-1.7\n" CANARY, 20));
  person_upload (house->expert, sample);
  outcome = person_attach (house->expert, sample);
  g_assert_cmpstr (outcome, ==, "kept");
  return g_strdup (sample->id);
}

static gboolean
holds (const char *bytes, gsize length, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (bytes[i] == *word && memcmp (bytes + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* No file in FOLDER, nor below it, says it. */
static void
assert_folder_is_clean (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_folder_is_clean (path);
          continue;
        }
      if (g_str_equal (name, "backup") || !g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      g_test_message ("%s", path);
      g_assert_false (holds (bytes, length, CANARY));
      g_assert_false (holds (bytes, length, "471 1471"));
    }
}

/* No row of the database says it; for an engine whose files are not ours to read. */
static void
assert_rows_are_clean (House *house)
{
  static const char *const columns[] = {
    "SELECT body FROM document",
    "SELECT body FROM view WHERE body IS NOT NULL",
    "SELECT body FROM command_body",
    "SELECT envelope FROM held_command",
    "SELECT body FROM upload WHERE body IS NOT NULL",
    "SELECT text FROM mail_outbox WHERE text IS NOT NULL",
    "SELECT result FROM command",
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (EdStatement) row = ed_db_prepare (house->office->api->writer, columns[i], NULL);

      while (ed_statement_step (row, NULL))
        g_assert_null (strstr (ed_statement_text (row, 0), CANARY));
    }
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM file_chunk"), ==, 0);
}

void
house_assert_no_canary (House *house)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (GError) error = NULL;

  assert_rows_are_clean (house);
  assert_folder_is_clean (house->office->folder);
  ed_checkup_run (house->office->api->writer, faults, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  proof = ed_audit_verify (house->office->api->writer, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
}

static char *
write_order (const char *kind, const char *id, gint64 number)
{
  return g_strdup_printf ("{\"%s\":[\"%s\"],\"number\":%" G_GINT64_FORMAT ",\"reason\":\"asked\"}",
                          kind,
                          id,
                          number);
}

guint
story_erase (const Story *self, Person *person, gint64 number)
{
  g_autofree char *body = write_order ("cases", self->case_id, number);
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "POST", "/v1/privacy/erase", NULL, body, &response);
}
