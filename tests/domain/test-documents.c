/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents of a case: what each type takes, which one counts, who sees them. */

#include "domain/play.h"
#include "domain/project.h"
#include "domain/standing.h"

#define NEW_CASE "c case.create company_name=Suzuki client_alias=XY phone=0630 type="
#define PSY NEW_CASE "psychological;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define CONTACT "wait 1h; a case.contact;"
#define SESSION "a session.add id=1 date=2024-05-01;"
#define LOG "a document.attach upload=31 kind=treatment_log;"
#define FORM "a document.attach upload=32 kind=satisfaction_form;"
#define TICK "a satisfaction.not_possible not_possible=1;"
#define CLOSE "a case.close closing=50 outcome=completed;"
#define READY PSY ANNA CONTACT SESSION LOG FORM

/* The guide: psychologists upload the treatment log, coaches the case file, lawyers nothing. */
static const struct
{
  const char *type;
  gboolean takes[4]; /* by EdDocumentKind */
  gint64 needed;
} types[] = {
  { "psychological", { TRUE, FALSE, TRUE, TRUE }, ED_DOCUMENT_TREATMENT_LOG },
  { "legal", { FALSE, FALSE, FALSE, TRUE }, ED_ABSENT },
  { "financial", { FALSE, FALSE, FALSE, TRUE }, ED_ABSENT },
  { "health_coaching coaching_kind=personal_trainer",
    { FALSE, TRUE, TRUE, TRUE },
    ED_DOCUMENT_CASE_FILE },
  { "health_coaching coaching_kind=nutritionist",
    { FALSE, TRUE, TRUE, TRUE },
    ED_DOCUMENT_CASE_FILE },
  { "health_coaching coaching_kind=life_coach",
    { FALSE, TRUE, TRUE, TRUE },
    ED_DOCUMENT_CASE_FILE },
};

/* Guide 4.5.1 "Treatment logs have to be uploaded for psychological cases, while case files have to
 * be uploaded for health coaching counselling (personal trainer, nutritionist, life coach)." */
static void
test_each_type_takes_its_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      for (int kind = 0; kind < 4; kind++)
        {
          g_autofree char *begin = g_strconcat (NEW_CASE, types[i].type, ";" ANNA, NULL);
          g_autofree char *step = g_strconcat ("a document.attach upload=31 kind=",
                                               ed_document_kind_choices[kind].word,
                                               NULL);
          g_autoptr (Play) play = play_run (play_new ("utc"), begin);

          g_assert_cmpint (play_step (play, step), ==, types[i].takes[kind]);
          g_assert_cmpuint (play->case_->documents->len, ==, types[i].takes[kind] ? 1 : 0);
          g_assert_cmpint (ed_case_has_document (play->case_, kind), ==, types[i].takes[kind]);
          g_assert_cmpint (ed_case_needed_document (play->case_), ==, types[i].needed);
          if (types[i].takes[kind])
            continue;
          g_assert_cmpint (play->refusal.code, ==, ED_REFUSAL_TYPE_NOT_ALLOWED);
          g_assert_cmpstr (play->refusal.field, ==, "kind");
        }
    }
  g_assert_null (ed_document_kind_choices[4].word);
}

static const struct
{
  const char *name;
  const char *before;
  const char *step;
  EdRefusalCode code;
  const char *field;
} refused[] = {
  { "no-upload", PSY ANNA, "a document.attach kind=other", ED_REFUSAL_INVALID, "upload" },
  { "no-kind", PSY ANNA, "a document.attach upload=31", ED_REFUSAL_INVALID, "kind" },
  { "no-file",
    PSY ANNA,
    "a document.attach upload=31 kind=other file=none",
    ED_REFUSAL_UPLOAD_UNKNOWN,
    "upload" },
  { "file-of-other-case",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.case_id=2",
    ED_REFUSAL_UPLOAD_UNKNOWN,
    "upload" },
  { "file-of-other-assignment",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.assignment_id=2",
    ED_REFUSAL_UPLOAD_UNKNOWN,
    "upload" },
  { "file-of-other-kind",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.kind=treatment_log",
    ED_REFUSAL_UPLOAD_UNKNOWN,
    "upload" },
  { "file-of-other-id",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.id=32",
    ED_REFUSAL_UPLOAD_UNKNOWN,
    "upload" },
  { "no-type",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.type=",
    ED_REFUSAL_TYPE_NOT_ALLOWED,
    "type" },
  { "one-byte-too-long",
    PSY ANNA,
    "a document.attach upload=31 kind=other file.length=26214401",
    ED_REFUSAL_TOO_LARGE,
    "length" },
  { "by-coordinator",
    PSY ANNA,
    "c document.attach upload=31 kind=other",
    ED_REFUSAL_FORBIDDEN,
    NULL },
  { "by-other-expert",
    PSY ANNA,
    "b document.attach upload=31 kind=other",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "by-former-expert",
    PSY ANNA "c case.assign expert=b",
    "a document.attach upload=31 kind=other assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "while-closing",
    READY CLOSE,
    "a document.attach upload=33 kind=other",
    ED_REFUSAL_CASE_LOCKED,
    NULL },
  { "once-closed",
    READY CLOSE "c case.approve closing=50",
    "a document.attach upload=33 kind=other",
    ED_REFUSAL_CASE_CLOSED,
    NULL },
  { "same-id-other-kind",
    READY,
    "a document.attach upload=31 kind=other",
    ED_REFUSAL_INVALID,
    "upload" },
  { "id-of-former-expert",
    READY "c case.assign expert=b",
    "b document.attach upload=31 kind=treatment_log",
    ED_REFUSAL_INVALID,
    "upload" },
  { "detach-unknown", READY, "a document.detach id=33", ED_REFUSAL_NOT_FOUND, "id" },
  { "detach-twice",
    READY "a document.detach id=31",
    "a document.detach id=31",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "detach-of-former-expert",
    READY "c case.assign expert=b",
    "b document.detach id=31",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "detach-by-coordinator", READY, "c document.detach id=31", ED_REFUSAL_FORBIDDEN, NULL },
  { "detach-while-closing", READY CLOSE, "a document.detach id=31", ED_REFUSAL_CASE_LOCKED, NULL },
  { "detach-once-closed",
    READY CLOSE "c case.approve closing=50",
    "a document.detach id=31",
    ED_REFUSAL_CASE_CLOSED,
    NULL },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("utc"), refused[i].before);
      g_autoptr (EdCase) before = ed_case_copy (play->case_);

      g_test_message ("%s", refused[i].name);
      g_assert_false (play_step (play, refused[i].step));
      g_assert_cmpstr (ed_refusal_word (play->refusal.code), ==, ed_refusal_word (refused[i].code));
      g_assert_cmpstr (play->refusal.field, ==, refused[i].field);
      g_assert_true (ed_record_equal (&ed_case_type, before, play->case_));
    }
}

static void
test_document_says_what_the_file_is (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"),
                                    PSY ANNA "a document.attach upload=31 kind=other"
                                             " file.name=letter.png file.type=image/png"
                                             " file.length=26214400");
  const EdDocument *document = ed_case_find_document (play->case_, play_id (31));

  g_assert_nonnull (document);
  g_assert_cmpstr (document->assignment_id, ==, play->case_->assignment_id);
  g_assert_cmpint (document->kind, ==, ED_DOCUMENT_OTHER);
  g_assert_cmpstr (document->name, ==, "letter.png");
  g_assert_cmpstr (document->type, ==, "image/png");
  g_assert_cmpint (document->size, ==, 26214400);
  g_assert_cmpstr (document->sha256, ==, play->file->sha256);
  g_assert_cmpint (document->at, ==, play->now);
  g_assert_cmpstr (document->by, ==, play_account ('a')->id);
}

/* What a repeat of the command finds, when its answer had been lost to another device. */
static void
test_again_is_no_event (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), READY);
  g_autoptr (EdCase) before = ed_case_copy (play->case_);

  play_run (play, "a document.attach upload=31 kind=treatment_log file=none");
  g_assert_true (ed_record_equal (&ed_case_type, before, play->case_));
}

static void
check_kind (const Play *play, EdDocumentKind kind, const guint *ids, guint n)
{
  g_autoptr (GPtrArray) list = ed_case_list_documents (play->case_, kind);

  g_assert_cmpuint (list->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (((EdDocument *) list->pdata[i])->id, ==, play_id (ids[i]));
}

static void
test_newest_counts (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"),
                                    PSY ANNA "a document.attach upload=39 kind=treatment_log;"
                                             "a document.attach upload=32 kind=other;"
                                             "a document.attach upload=35 kind=treatment_log;");

  check_kind (play, ED_DOCUMENT_TREATMENT_LOG, (const guint[]){ 35, 39 }, 2);
  check_kind (play, ED_DOCUMENT_OTHER, (const guint[]){ 32 }, 1);
  play_run (play, "a document.detach id=35");
  check_kind (play, ED_DOCUMENT_TREATMENT_LOG, (const guint[]){ 39 }, 1);
  play_run (play, "c case.assign expert=b; b document.attach upload=41 kind=treatment_log");
  check_kind (play, ED_DOCUMENT_TREATMENT_LOG, (const guint[]){ 41 }, 1);
}

/* Taken off, a file can be attached once more: it was a mistake to take it off. */
static void
test_detached_comes_back (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), READY "a document.detach id=31;" LOG CLOSE);

  g_assert_cmpint (play->case_->state, ==, ED_CASE_CLOSING);
}

static void
test_form_clears_the_tick (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA TICK LOG);

  g_assert_cmpint (play->case_->satisfaction_not_possible, ==, 1);
  play_run (play, FORM);
  g_assert_cmpint (play->case_->satisfaction_not_possible, ==, ED_ABSENT);
  g_assert_false (play_step (play, "a satisfaction.not_possible not_possible=1"));
  /* Without the form it is open again whether one can be had. */
  play_run (play, "a document.detach id=32");
  g_assert_cmpint (play->case_->satisfaction_not_possible, ==, ED_ABSENT);
  play_run (play, TICK);
  g_assert_cmpint (play->case_->satisfaction_not_possible, ==, 1);
}

static void
test_form_leaves_a_score (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"), PSY ANNA "a satisfaction.score score=9;" FORM);

  g_assert_cmpint (play->case_->satisfaction_score, ==, 9);
}

/* Which lines of the checklist and how many thirds each document fulfils. */
static void
test_standing_follows (void)
{
  static const struct
  {
    const char *step;
    guint checks, progress;
  } steps[] = {
    { "", ED_CHECK_CONTACTED | ED_CHECK_SESSION, 2 },
    { "a document.attach upload=30 kind=other", ED_CHECK_CONTACTED | ED_CHECK_SESSION, 2 },
    { LOG, ED_CHECK_ALL & ~ED_CHECK_SATISFACTION, 2 },
    { FORM, ED_CHECK_ALL, 3 },
    { "a document.detach id=31", ED_CHECK_ALL & ~ED_CHECK_DOCUMENT, 2 },
    { LOG, ED_CHECK_ALL, 3 },
    { "a document.detach id=32", ED_CHECK_ALL & ~ED_CHECK_SATISFACTION, 2 },
  };
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA CONTACT SESSION);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      play_run (play, steps[i].step);
      g_assert_cmpuint (ed_case_checks (play->case_, play->now, play->zone), ==, steps[i].checks);
      g_assert_cmpuint (ed_case_progress (play->case_, play->now, play->zone),
                        ==,
                        steps[i].progress);
      g_assert_cmpint (play_step (play, "a case.close closing=50 outcome=completed"),
                       ==,
                       steps[i].checks == ED_CHECK_ALL);
      if (play->case_->state == ED_CASE_CLOSING)
        play_run (play, "a case.withdraw closing=50");
    }
}

/* Uploaded for one type, a case turned into another keeps what it has and needs its own. */
static void
test_type_changes_beside_documents (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                READY "c case.edit type=psychological>health_coaching coaching_kind=>life_coach");

  g_assert_cmpuint (play->case_->documents->len, ==, 2);
  g_assert_false (play_step (play, "a case.close closing=50 outcome=completed"));
  g_assert_cmpint (play->refusal.code, ==, ED_REFUSAL_DOCUMENT_MISSING);
  play_run (play, "a document.attach upload=33 kind=case_file;" CLOSE);
  g_assert_cmpint (play->case_->state, ==, ED_CASE_CLOSING);
}

static void
test_who_sees_them (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"),
                                    READY "c case.assign expert=b;"
                                          "b document.attach upload=41 kind=other");
  g_autoptr (EdCase) staff =
      ed_case_project (play->case_, ED_AUDIENCE_STAFF, play->now, play->settings);
  g_autoptr (EdCase) expert =
      ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);

  g_assert_cmpuint (staff->documents->len, ==, 3);
  g_assert_cmpuint (expert->documents->len, ==, 1);
  g_assert_nonnull (ed_case_find_document (expert, play_id (41)));
}

/* Bytes that come too late are work that a coordinator settles; taking off is none. */
static void
test_late (void)
{
  static const struct
  {
    const char *step;
    gboolean is_late;
  } steps[] = {
    { "a document.attach upload=33 kind=other assignment=former", TRUE },
    { "a document.detach id=31 assignment=former", FALSE },
  };
  g_autoptr (Play) play = play_run (play_new ("utc"), READY "c case.assign expert=b");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      EdCircumstances circumstances;
      g_autoptr (EdCommand) command = play_read (play, steps[i].step, &circumstances);

      g_assert_cmpint (ed_case_is_late (play->case_, command), ==, steps[i].is_late);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/documents/each-type-takes-its-kinds", test_each_type_takes_its_kinds);
  g_test_add_func ("/domain/documents/refused", test_refused);
  g_test_add_func ("/domain/documents/document-says-what-the-file-is",
                   test_document_says_what_the_file_is);
  g_test_add_func ("/domain/documents/again-is-no-event", test_again_is_no_event);
  g_test_add_func ("/domain/documents/newest-counts", test_newest_counts);
  g_test_add_func ("/domain/documents/detached-comes-back", test_detached_comes_back);
  g_test_add_func ("/domain/documents/form-clears-the-tick", test_form_clears_the_tick);
  g_test_add_func ("/domain/documents/form-leaves-a-score", test_form_leaves_a_score);
  g_test_add_func ("/domain/documents/standing-follows", test_standing_follows);
  g_test_add_func ("/domain/documents/type-changes-beside-documents",
                   test_type_changes_beside_documents);
  g_test_add_func ("/domain/documents/who-sees-them", test_who_sees_them);
  g_test_add_func ("/domain/documents/late", test_late);
  return g_test_run ();
}
