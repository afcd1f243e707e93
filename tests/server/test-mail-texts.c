/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What mails say, in every language. */

#include <string.h>

#include "base/wording.h"
#include "domain/days.h"
#include "server/mail-parcel.h"
#include "server/mail-rights.h"
#include "support/wordings.h"

#define NAME "Dr. Kovács Anna"
#define WORDS "  first line\n{name}\n"

static const EdSenderCard sender = { "Segítő Kör",
                                     "mails@office.example",
                                     "https://experts.example" };

static EdParcel *
make_parcel (EdMailKind kind, const char *language)
{
  EdParcel *self = g_new0 (EdParcel, 1);

  self->queued = g_new0 (EdQueuedMail, 1);
  self->queued->id = g_strdup ("row");
  self->queued->attempt = 1;
  self->queued->mail.kind = kind;
  self->queued->text = g_strdup (WORDS);
  if (kind >= ED_MAIL_STATEMENT_SENT)
    self->queued->statement_id = g_strdup ("statement");
  else if (kind > ED_MAIL_COORDINATOR_CHANGED)
    self->queued->case_id = g_strdup ("case");
  self->reader = ed_record_new (&ed_account_type);
  self->reader->name = g_strdup (NAME);
  self->reader->user = g_strdup ("anna@office.example");
  self->language = g_strdup (language);
  self->who = g_strdup ("Nagy Béla");
  self->number = 261;
  self->month = ed_date_new (2020, 3, 1);
  self->count = 5;
  self->limit = 3;
  return self;
}

/* Every kind has its words in every language, and nothing is left to fill in. */
static void
test_every_mail_is_written (void)
{
  const char *const *languages = ed_wording_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      for (EdMailKind kind = 0; kind < ED_N_MAILS; kind++)
        {
          g_autoptr (EdParcel) parcel = make_parcel (kind, languages[i]);
          EdMailSecrets secrets = { (char *) "pass-word", (char *) "to-ken", NULL, 14 };
          EdMailSecrets none = { 0 };
          g_auto (EdLetter) letter = { 0 };
          g_autofree char *rest = NULL;

          ed_parcel_write (parcel, &sender, ed_mail_has_secrets (kind) ? &secrets : &none, &letter);
          g_test_message ("%s\n%s", letter.subject, letter.text);
          g_assert_null (strpbrk (letter.subject, "{}\n"));
          g_assert_nonnull (strstr (letter.text, NAME));
          g_assert_nonnull (strstr (letter.text, "\n-- \nSegítő Kör\n"));
          g_assert_true ((strstr (letter.subject, "261") != NULL)
                         == (parcel->queued->case_id != NULL));
          g_assert_true ((strstr (letter.text, "https://experts.example/open/case/261\n") != NULL)
                         == (parcel->queued->case_id != NULL));
          g_assert_true (
              (strstr (letter.text, "https://experts.example/open/account/to-ken\n") != NULL)
              == ed_mail_has_secrets (kind));
          g_assert_true ((strstr (letter.text, "pass-word") != NULL) == ed_mail_has_secrets (kind));
          /* A person's words stay as they are, braces and all. */
          rest = g_strdup (letter.text);
          if (strstr (rest, WORDS) != NULL)
            memset (strstr (rest, WORDS), ' ', strlen (WORDS));
          g_assert_null (strpbrk (rest, "{}"));
        }
    }
}

/* As the reader's language says it. */
static void
test_months_are_named (void)
{
  static const struct
  {
    const char *language;
    int month;
    const char *subject;
  } rows[] = {
    { "en", 1, "Statement for January 2020: paid" },
    { "en", 12, "Statement for December 2020: paid" },
    { "hu", 3, "Elszámolás (2020. március): kifizetve" },
    { "de", 3, "Abrechnung für März 2020: bezahlt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdParcel) parcel = make_parcel (ED_MAIL_STATEMENT_PAID, rows[i].language);
      EdMailSecrets none = { 0 };
      g_auto (EdLetter) letter = { 0 };

      parcel->month = ed_date_new (2020, rows[i].month, 1);
      ed_parcel_write (parcel, &sender, &none, &letter);
      g_assert_cmpstr (letter.subject, ==, rows[i].subject);
    }
}

static void
test_languages_are_alike (void)
{
  wordings_assert_alike ("/org/experts_dashboard/mail");
}

/* With other secrets it is another mail; the same mail again is the same. */
static void
test_ids_tell_mails_apart (void)
{
  static const struct
  {
    EdMailKind kind;
    gint64 attempt;
    const char *id;
  } rows[] = {
    { ED_MAIL_ASSIGNED, 1, "row" },          { ED_MAIL_ASSIGNED, 2, "row" },
    { ED_MAIL_PASSWORD_RESET, 1, "row" },    { ED_MAIL_PASSWORD_RESET, 2, "row.2" },
    { ED_MAIL_ACCOUNT_CREATED, 3, "row.3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdParcel) parcel = make_parcel (rows[i].kind, "en");
      EdMailSecrets none = { 0 };
      g_auto (EdLetter) letter = { 0 };

      parcel->queued->attempt = rows[i].attempt;
      ed_parcel_write (parcel, &sender, &none, &letter);
      g_assert_cmpstr (letter.id, ==, rows[i].id);
    }
}

/* A name cannot add lines to the head of a mail. */
static void
test_names_stay_in_their_line (void)
{
  EdLetter letter = {
    .id = (char *) "row",
    .from_name = (char *) "A\r\nBcc: evil@office.example",
    .from = (char *) "mails@office.example",
    .to_name = (char *) "B\nX-Evil: 1",
    .to = (char *) "b@office.example",
    .subject = (char *) "C\nX-Evil: 2",
    .text = (char *) "text",
  };
  g_autoptr (GBytes) message = ed_letter_build (&letter);
  gsize length;
  const char *bytes = g_bytes_get_data (message, &length);
  g_autofree char *text = g_strndup (bytes, length);

  g_test_message ("%s", text);
  g_assert_null (strstr (text, "\nX-Evil"));
  g_assert_null (strstr (text, "\nBcc"));
}

/* An alert says that it may be of what was told before a restore. */
static void
test_alert_may_be_old (void)
{
  const char *const *languages = ed_wording_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autoptr (EdParcel) parcel = make_parcel (ED_MAIL_COORDINATOR_CHANGED, languages[i]);
      EdMailSecrets none = { 0 };
      g_auto (EdLetter) letter = { 0 }, old = { 0 };

      ed_parcel_write (parcel, &sender, &none, &letter);
      parcel->may_be_old = TRUE;
      ed_parcel_write (parcel, &sender, &none, &old);
      g_test_message ("%s", old.text);
      g_assert_null (strpbrk (old.text, "{}"));
      g_assert_null (strstr (letter.text, " 30 "));
      g_assert_nonnull (strstr (old.text, " 30 "));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/mail-texts/every-mail-is-written", test_every_mail_is_written);
  g_test_add_func ("/server/mail-texts/alert-may-be-old", test_alert_may_be_old);
  g_test_add_func ("/server/mail-texts/months-are-named", test_months_are_named);
  g_test_add_func ("/server/mail-texts/languages-are-alike", test_languages_are_alike);
  g_test_add_func ("/server/mail-texts/ids-tell-mails-apart", test_ids_tell_mails_apart);
  g_test_add_func ("/server/mail-texts/names-stay-in-their-line", test_names_stay_in_their_line);
  return g_test_run ();
}
