/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What mails say: data/texts/mail/LANGUAGE.ini with the values of the one mail. */

#include "base/wording.h"
#include "server/mail-parcel.h"
#include "server/mail-rights.h"

#define FOLDER "/org/experts_dashboard/mail"
#define PARTS "parts"

static const EdWording *
get_wording (const char *language)
{
  static GMutex mutex;
  static EdWording *loaded[8];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint found = ed_wording_find_language (language);

  g_assert (found < G_N_ELEMENTS (loaded));
  if (loaded[found] == NULL)
    loaded[found] = ed_wording_load (FOLDER, ed_wording_list_languages ()[found]);
  return loaded[found];
}

/* A letter being written. */
typedef struct
{
  const EdWording *wording;
  GHashTable *values;
  GString *text;
} Sheet;

static void
set_number (Sheet *sheet, const char *name, gint64 value)
{
  g_hash_table_insert (sheet->values,
                       (gpointer) name,
                       g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

static void
set_text (Sheet *sheet, const char *name, const char *value)
{
  g_hash_table_insert (sheet->values, (gpointer) name, g_strdup (value != NULL ? value : "–"));
}

static void
add (Sheet *sheet, const char *group, const char *key, const char *end)
{
  g_autofree char *filled = ed_wording_fill (sheet->wording, group, key, sheet->values);

  g_string_append (sheet->text, filled);
  g_string_append (sheet->text, end);
}

static void
begin_sheet (Sheet *sheet, const char *language, const EdSenderCard *sender)
{
  sheet->wording = get_wording (language);
  sheet->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  sheet->text = g_string_new (NULL);
  set_text (sheet, "organisation", sender->organisation);
}

/* The subject, which says what is urgent. */
static char *
make_subject (Sheet *sheet, const char *group, gboolean is_urgent)
{
  g_autofree char *subject = ed_wording_fill (sheet->wording, group, "subject", sheet->values);

  if (!is_urgent)
    return g_steal_pointer (&subject);
  set_text (sheet, "subject", subject);
  return ed_wording_fill (sheet->wording, PARTS, "urgent", sheet->values);
}

static void
end_sheet (Sheet *sheet, const char *group, gboolean is_urgent, EdLetter *letter)
{
  /* The line that mail programs know as the beginning of a signature. */
  g_string_append (sheet->text, "-- \n");
  add (sheet, PARTS, "foot", "\n");
  letter->subject = make_subject (sheet, group, is_urgent);
  letter->text = g_string_free (sheet->text, FALSE);
  g_hash_table_unref (sheet->values);
}

/* "March 2020", as the language says it. */
static void
set_month (Sheet *sheet, gint64 month)
{
  g_auto (GStrv) names = g_strsplit (ed_wording_say (sheet->wording, PARTS, "months"), ";", -1);
  g_autofree char *filled = NULL;
  int year, number, day;

  ed_date_split (month, &year, &number, &day);
  g_assert (g_strv_length (names) >= 12);
  set_number (sheet, "year", year);
  set_text (sheet, "month-name", names[number - 1]);
  filled = ed_wording_fill (sheet->wording, PARTS, "month", sheet->values);
  set_text (sheet, "month", filled);
}

static void
add_link (Sheet *sheet, const EdParcel *self, const EdSenderCard *sender, const char *token)
{
  g_autofree char *link = NULL;
  EdMailKind kind = self->queued->mail.kind;

  if (self->queued->case_id != NULL && self->number > 0)
    link = g_strdup_printf ("%s/open/case/%" G_GINT64_FORMAT, sender->address, self->number);
  else if (self->queued->request_id != NULL && self->number > 0)
    link = g_strdup_printf ("%s/open/request/%" G_GINT64_FORMAT, sender->address, self->number);
  else if (token != NULL)
    link = g_strdup_printf ("%s/open/account/%s", sender->address, token);
  if (link == NULL)
    return;
  set_text (sheet, "link", link);
  if (token == NULL)
    add (sheet, PARTS, self->queued->request_id != NULL ? "request" : "case", "\n\n");
  else
    add (sheet, PARTS, kind == ED_MAIL_PASSWORD_RESET ? "reset" : "account", "\n\n");
}

static void
add_password (Sheet *sheet,
              const EdParcel *self,
              const EdSenderCard *sender,
              const EdMailSecrets *secrets)
{
  if (secrets->password == NULL)
    return;
  set_text (sheet, "server", sender->address);
  set_text (sheet, "user", self->reader->user);
  set_text (sheet, "password", secrets->password);
  add (sheet, PARTS, "server", "\n");
  add (sheet, PARTS, "user", "\n");
  add (sheet, PARTS, "password", "\n\n");
}

void
ed_parcel_write (const EdParcel *self,
                 const EdSenderCard *sender,
                 const EdMailSecrets *secrets,
                 EdLetter *letter)
{
  const EdQueuedMail *queued = self->queued;
  const char *group = ed_mail_word (queued->mail.kind);
  Sheet sheet;

  begin_sheet (&sheet, self->language, sender);
  set_text (&sheet, "name", self->reader->name);
  set_text (&sheet, "who", self->who);
  set_text (&sheet, "message", queued->text);
  set_number (&sheet, "number", self->number);
  set_number (&sheet, "count", self->count);
  set_number (&sheet, "limit", self->limit);
  set_number (&sheet, "days", secrets->days);
  set_number (&sheet, "hours", secrets->days * 24);
  if (queued->statement_id != NULL)
    set_month (&sheet, self->month);
  add (&sheet, PARTS, "greeting", "\n\n");
  add (&sheet, group, "text", "\n\n");
  if (self->may_be_old)
    add (&sheet, PARTS, "restored", "\n\n");
  add_password (&sheet, self, sender, secrets);
  add_link (&sheet, self, sender, secrets->token);
  end_sheet (&sheet, group, self->is_urgent, letter);

  /* With new secrets it is another mail, which must not be taken for a copy of the former. */
  letter->id = ed_mail_has_secrets (queued->mail.kind) && queued->attempt > 1
                   ? g_strdup_printf ("%s.%" G_GINT64_FORMAT, queued->id, queued->attempt)
                   : g_strdup (queued->id);
  letter->from_name = g_strdup (sender->name != NULL ? sender->name : sender->organisation);
  letter->from = g_strdup (sender->from);
  letter->to_name = g_strdup (self->reader->name);
  letter->to =
      g_strdup (queued->mail.kind == ED_MAIL_ADDRESS_CHANGED ? queued->text
                                                             : ed_account_address (self->reader));
  letter->reply_name = g_strdup (self->who);
  letter->reply_to = g_strdup (self->reply_to);
  letter->at = queued->queued_at;
  letter->is_automatic =
      queued->mail.kind != ED_MAIL_MESSAGE && queued->mail.kind != ED_MAIL_HANDOVER;
}

void
ed_letter_write_test (EdLetter *letter, const EdSenderCard *sender, const char *to)
{
  Sheet sheet;

  begin_sheet (&sheet, NULL, sender);
  add (&sheet, "test", "text", "\n\n");
  end_sheet (&sheet, "test", FALSE, letter);
  letter->from_name = g_strdup (sender->organisation);
  letter->from = g_strdup (sender->from);
  letter->to = g_strdup (to);
  letter->is_automatic = TRUE;
}
