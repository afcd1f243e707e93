/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client is handed, read back. */

#include "forms/client-paper.h"

#include "domain/case.h"
#include "domain/late-work.h"
#include "domain/message.h"
#include "domain/request.h"
#include "domain/settings.h"
#include "forms/reading.h"
#include "forms/samples.h"
#include "wire/samples.h"

#define NOW G_GINT64_CONSTANT (1585000000000)

typedef struct
{
  EdSettings *settings;
  EdZone *zone;
  GPtrArray *cases, *messages, *requests, *late_work, *kept;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = samples_settings ();
  fixture->zone = ed_settings_make_zone (fixture->settings);
  fixture->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  fixture->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_message_free);
  fixture->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_request_free);
  fixture->late_work = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_late_work_free);
  fixture->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_record_free (&ed_settings_type, fixture->settings);
  ed_zone_free (fixture->zone);
  g_ptr_array_unref (fixture->cases);
  g_ptr_array_unref (fixture->messages);
  g_ptr_array_unref (fixture->requests);
  g_ptr_array_unref (fixture->late_work);
  g_ptr_array_unref (fixture->kept);
}

static Reading *
print (Fixture *fixture, const char *language)
{
  static char *missing[] = { (char *) "gone.pdf", NULL };
  const EdClientContent content = { "Segítő Kör",       fixture->zone,     NOW,
                                    fixture->cases,     fixture->messages, fixture->requests,
                                    fixture->late_work, fixture->kept,     missing };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_client_paper_write (&content, language, &error);
  const char *folder = g_getenv ("ED_PRINT_TO");
  Reading *reading;

  g_assert_no_error (error);
  if (folder != NULL) /* to be looked at */
    {
      g_autofree char *path = g_strdup_printf ("%s/client-%s.pdf", folder, language);

      g_file_set_contents (path,
                           g_bytes_get_data (pdf, NULL),
                           (gssize) g_bytes_get_size (pdf),
                           NULL);
    }
  reading = reading_new (pdf);
  reading_assert_a4 (reading);
  reading_assert_laid_out (reading);
  reading_assert_fonts_embedded (reading);
  return reading;
}

static EdCase *
add_case (Fixture *fixture)
{
  EdCase *case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdAttempt *attempt = ed_record_new (&ed_attempt_type);
  EdDocument *document = ed_record_new (&ed_document_type);

  case_->other_comment = g_strdup ("Prefers mornings");
  attempt->kind = ED_ATTEMPT_CALL;
  attempt->result = ED_RESULT_VOICEMAIL;
  attempt->at = NOW;
  g_ptr_array_add (case_->attempts, attempt);
  document->kind = ED_DOCUMENT_TREATMENT_LOG;
  document->name = g_strdup ("log.pdf");
  document->at = NOW;
  g_ptr_array_add (case_->documents, document);
  g_ptr_array_add (fixture->cases, case_);
  return case_;
}

static void
add_message (Fixture *fixture, const char *case_id, const char *text)
{
  EdMessage *message = ed_record_new (&ed_message_type);

  message->case_id = g_strdup (case_id);
  message->by_name = g_strdup ("Dr. Kovács Anna");
  message->at = NOW;
  message->text = g_strdup (text);
  g_ptr_array_add (fixture->messages, message);
}

static void
add_late (Fixture *fixture, const char *case_id)
{
  EdLateWork *late = ed_record_new (&ed_late_work_type);
  EdFile *file = ed_record_new (&ed_file_type);
  EdCommand *kept = ed_command_new (ED_COMMAND_SESSION_ADD, "c1", case_id, "a1", NOW);

  late->case_id = g_strdup (case_id);
  late->by_name = g_strdup ("Dr. Szabó Péter");
  late->at = NOW;
  file->name = g_strdup ("late-scan.pdf");
  g_ptr_array_add (late->files, file);
  g_ptr_array_add (fixture->late_work, late);
  ((EdArgs *) kept->args)->date = ed_date_from_text ("2020-02-29");
  g_ptr_array_add (fixture->kept, kept);
}

static void
test_all_is_on_paper (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *language, *said[16];
  } rows[] = {
    { "en",
      { "What is stored about you",
        "Client name",
        "Prefers mornings",
        "Phone call",
        "Voicemail",
        "Treatment log",
        "log.pdf",
        "About her mother",
        "Entered late",
        "late-scan.pdf",
        "29 February 2020",
        "gone.pdf",
        "Segítő Kör" } },
    { "hu", { "Amit Önről tárolunk", "Kliens neve", "Hangposta", "Kezelési napló" } },
    { "de", { "Was über Sie gespeichert ist", "Anruf", "Mailbox", "Behandlungsprotokoll" } },
  };
  EdCase *case_ = add_case (fixture);

  add_message (fixture, case_->id, "About her mother");
  add_message (fixture, "another case", "About somebody else");
  add_late (fixture, case_->id);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) reading = print (fixture, rows[i].language);

      for (const char *const *said = rows[i].said; *said != NULL; said++)
        reading_assert_says (reading, *said);
      reading_assert_silent (reading, "About somebody else");
    }
}

/* However long a story is, all of it is there, and nothing stands on anything else. */
static void
test_long_stories_go_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (Reading) reading = NULL;
  EdCase *case_ = add_case (fixture);

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (story, "sentence %u of it. ", i);
  g_free (case_->problem_details);
  case_->problem_details = g_strdup (story->str);
  reading = print (fixture, "en");
  g_assert_cmpuint (reading->n_pages, >, 2);
  reading_assert_says (reading, "sentence 0 of it");
  reading_assert_says (reading, "sentence 899 of it");
}

/* Whatever a record holds can be printed in every language. */
static void
test_everything_has_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20; i++)
    {
      EdRequest *request = sample_record (&ed_request_type, rand);
      g_autoptr (Reading) reading = NULL;

      g_ptr_array_set_size (fixture->cases, 0);
      g_ptr_array_set_size (fixture->requests, 0);
      g_ptr_array_add (fixture->cases, sample_record (&ed_case_type, rand));
      g_ptr_array_add (fixture->requests, request);
      g_free (request->subject);
      request->subject = g_strdup ("Return to work");
      for (const char *const *language = (const char *const[]){ "en", "hu", "de", NULL };
           *language != NULL;
           language++)
        {
          const EdClientContent content = { NULL,
                                            fixture->zone,
                                            NOW,
                                            fixture->cases,
                                            fixture->messages,
                                            fixture->requests,
                                            fixture->late_work,
                                            fixture->kept,
                                            NULL };
          g_autoptr (GBytes) pdf = ed_client_paper_write (&content, *language, NULL);

          g_assert_nonnull (pdf);
          g_clear_pointer (&reading, reading_free);
          reading = reading_new (pdf);
          reading_assert_says (reading, "Return to work");
        }
    }
}

#define ADD(path, function) \
  g_test_add ("/forms/client-paper/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-is-on-paper", test_all_is_on_paper);
  ADD ("long-stories-go-on", test_long_stories_go_on);
  ADD ("everything-has-words", test_everything_has_words);
  return g_test_run ();
}
