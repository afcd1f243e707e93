/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sentences.h"

#include "client/closures.h"
#include "client/dates.h"
#include "domain/record.h"
#include "sql/db.h"
#include "store/vault.h"
#include "sync/transport.h"

/* Whether TEXT is a sentence for people: begins large, ends with a full stop or question mark, and
 * has nothing of a code in it. */
static gboolean
is_sentence (const char *text)
{
  return text != NULL && g_ascii_isupper (text[0]) && strchr (text, '_') == NULL
         && strchr (text, '%') == NULL && strstr (text, "(null)") == NULL
         && (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "?"));
}

static void
test_every_error_has_a_sentence (void)
{
  const struct
  {
    GQuark domain;
    int n;
  } domains[] = {
    { ED_SYNC_ERROR, ED_SYNC_ERROR_OLD + 1 },
    { ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER + 1 },
    { ED_DB_ERROR, ED_DB_ERROR_NEWER + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[i].domain, code, "raw");
        g_autofree char *sentence = ed_error_sentence (error);

        g_test_message ("%s %d: %s", g_quark_to_string (domains[i].domain), code, sentence);
        g_assert_true (is_sentence (sentence));
      }
}

static void
test_other_error_says_its_message (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "As it is");
  g_autofree char *sentence = ed_error_sentence (error);

  g_assert_cmpstr (sentence, ==, "As it is");
}

static void
test_every_refusal_has_a_sentence_of_its_own (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code < ED_N_REFUSALS; code++)
    {
      char *sentence = ed_refusal_sentence ((EdRefusalCode) code, NULL);

      g_assert_true (is_sentence (sentence));
      g_assert_true (g_hash_table_add (seen, sentence));
    }
}

static void
test_refusal_names_the_field (void)
{
  static const struct
  {
    EdRefusalCode code;
    const char *field, *sentence;
  } rows[] = {
    { ED_REFUSAL_INVALID, "city", "The value of “City of consultation” is not allowed." },
    { ED_REFUSAL_INVALID, "date", "The value of “Date of session” is not allowed." },
    { ED_REFUSAL_INVALID, "id", "A value is not allowed." },
    { ED_REFUSAL_INVALID, "no_such_field", "A value is not allowed." },
    { ED_REFUSAL_CONFLICT,
      "phone",
      "Somebody else has changed “Phone number of Client” meanwhile." },
    { ED_REFUSAL_CONFLICT, NULL, "Somebody else has changed the same thing meanwhile." },
    { ED_REFUSAL_CASE_CLOSED, "date", "The case is closed." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sentence = ed_refusal_sentence (rows[i].code, rows[i].field);

      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

static void
test_deed_names_the_document (void)
{
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_DOCUMENT_ATTACH, "1", "2", "3", 0);
  const EdOutboxEntry entry = { .command = command, .case_number = ED_ABSENT };
  g_autofree char *deed = NULL;

  ((EdArgs *) command->args)->kind = ED_DOCUMENT_SATISFACTION_FORM;
  deed = ed_outbox_deed (&entry);
  g_assert_cmpstr (deed, ==, "Satisfaction feedback form added");
}

typedef struct
{
  EdCommandType type;
  const char *date; /* of the session, or NULL */
  EdOutboxState state;
  EdRefusalCode code;
  gint64 number; /* of the case, or ED_ABSENT */
  const char *parts;
  const char *sentence;
} Entry;

static const Entry entries[] = {
  { ED_COMMAND_SESSION_ADD,
    "2020-03-22",
    ED_OUTBOX_WAITING,
    ED_REFUSAL_NONE,
    261,
    "Suzuki - XY",
    "Session on Sun 22 March 2020, case 261 (Suzuki - XY): waiting" },
  { ED_COMMAND_SESSION_ADD,
    "2020-03-12",
    ED_OUTBOX_REFUSED,
    ED_REFUSAL_SESSION_BEFORE_RECORDED,
    261,
    "Suzuki - XY",
    "Session on Thu 12 March 2020, case 261 (Suzuki - XY): refused: The session lies before the "
    "day on which the case was recorded." },
  { ED_COMMAND_CASE_CONTACT,
    NULL,
    ED_OUTBOX_ACCEPTED,
    ED_REFUSAL_NONE,
    261,
    NULL,
    "Client has been contacted, case 261: accepted" },
  { ED_COMMAND_SESSION_EDIT,
    "2020-03-29",
    ED_OUTBOX_SENT,
    ED_REFUSAL_NONE,
    261,
    "Suzuki - XY",
    "Session moved to Sun 29 March 2020, case 261 (Suzuki - XY): sent, no answer yet" },
  { ED_COMMAND_SESSION_DELETE,
    NULL,
    ED_OUTBOX_KEPT,
    ED_REFUSAL_NONE,
    261,
    "Suzuki - XY",
    "Session deleted, case 261 (Suzuki - XY): kept for the coordinator: the case is no longer "
    "assigned to you" },
  { ED_COMMAND_CASE_CREATE,
    NULL,
    ED_OUTBOX_WAITING,
    ED_REFUSAL_NONE,
    ED_ABSENT,
    "Audi - Nap",
    "New case, Audi - Nap: waiting" },
  { ED_COMMAND_CASE_CREATE,
    NULL,
    ED_OUTBOX_WAITING,
    ED_REFUSAL_NONE,
    ED_ABSENT,
    NULL,
    "New case: waiting" },
  { ED_COMMAND_MESSAGE_SEND,
    NULL,
    ED_OUTBOX_REFUSED,
    ED_REFUSAL_CASE_CLOSED,
    261,
    "Suzuki - XY",
    "Message, case 261 (Suzuki - XY): refused: The case is closed." },
};

static EdCommand *
make_command (EdCommandType type, const char *date)
{
  EdCommand *command = ed_command_new (type,
                                       "00000000-0000-4000-8000-000000000001",
                                       "00000000-0000-4000-8000-000000000002",
                                       NULL,
                                       0);
  EdSession *from, *to;

  if (date == NULL)
    return command;
  if (type == ED_COMMAND_SESSION_ADD)
    {
      ((EdArgs *) command->args)->date = ed_date_from_text (date);
      return command;
    }
  from = ed_record_new (&ed_session_type);
  to = ed_record_new (&ed_session_type);
  to->date = ed_date_from_text (date);
  ed_command_edit (command, "date", from, to);
  ed_record_free (&ed_session_type, from);
  ed_record_free (&ed_session_type, to);
  return command;
}

static void
test_outbox_entry_reads_as_a_sentence (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (EdCommand) command = make_command (entries[i].type, entries[i].date);
      EdOutboxEntry entry = {
        .command = command,
        .state = entries[i].state,
        .code = entries[i].code,
        .case_number = entries[i].number,
        .case_title_parts = (char *) entries[i].parts,
      };
      g_autofree char *sentence = ed_outbox_sentence (&entry);

      g_assert_cmpstr (sentence, ==, entries[i].sentence);
    }
}

static void
test_every_command_has_a_name (void)
{
  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      g_autoptr (EdCommand) command = make_command ((EdCommandType) type, NULL);
      EdOutboxEntry entry = { .command = command };
      g_autofree char *deed = ed_outbox_deed (&entry);

      g_assert_nonnull (deed);
      g_assert_true (g_ascii_isupper (deed[0]));
    }
}

static void
test_handover_is_named (void)
{
  g_autoptr (EdCommand) command = make_command (ED_COMMAND_MESSAGE_SEND, NULL);
  EdOutboxEntry entry = { .command = command };
  g_autofree char *deed = NULL;

  ((EdArgs *) command->args)->handover = 1;
  deed = ed_outbox_deed (&entry);
  g_assert_cmpstr (deed, ==, "Asked to hand the case over");
}

static void
test_file_is_named_with_its_progress (void)
{
  static const struct
  {
    EdOutboxState state;
    gint64 sent;
    const char *sentence;
  } rows[] = {
    { ED_OUTBOX_WAITING, 0, "Treatment log “log.pdf”, case 261 (Suzuki - XY): waiting" },
    { ED_OUTBOX_WAITING,
      2000000,
      "Treatment log “log.pdf”, case 261 (Suzuki - XY): 2.0 MB of 5.0 MB sent" },
    { ED_OUTBOX_WAITING, 5000000, "Treatment log “log.pdf”, case 261 (Suzuki - XY): waiting" },
    { ED_OUTBOX_ACCEPTED, 5000000, "Treatment log “log.pdf”, case 261 (Suzuki - XY): accepted" },
  };
  g_autoptr (EdCommand) command = make_command (ED_COMMAND_DOCUMENT_ATTACH, NULL);

  ((EdArgs *) command->args)->kind = ED_DOCUMENT_TREATMENT_LOG;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdOutboxEntry entry = {
        .command = command,
        .state = rows[i].state,
        .case_number = 261,
        .case_title_parts = (char *) "Suzuki - XY",
        .file_name = (char *) "log.pdf",
        .file_sent = rows[i].sent,
        .file_size = 5000000,
      };
      g_autofree char *sentence = ed_outbox_sentence (&entry);
      g_auto (GStrv) words = g_strsplit (sentence, "\302\240", -1); /* no-break spaces of sizes */
      g_autofree char *plain = g_strjoinv (" ", words);

      g_assert_cmpstr (plain, ==, rows[i].sentence);
    }
}

static void
test_waiting_entry_may_be_refused (void)
{
  g_autoptr (EdCommand) command = make_command (ED_COMMAND_CASE_CONTACT, NULL);
  EdOutboxEntry entry = { .command = command, .may_be_refused = TRUE };
  g_autofree char *outcome = ed_outbox_outcome (&entry);

  g_assert_cmpstr (outcome, ==, "waiting, may be refused");
}

static void
test_connection_reads_as_a_sentence (void)
{
  static const struct
  {
    EdConnection connection;
    gint64 waiting, items, count, synced_at;
    const char *text;
  } rows[] = {
    { ED_CONNECTION_UP_TO_DATE, 0, 0, 0, 1585058520000, "Up to date, 14:02" },
    { ED_CONNECTION_UP_TO_DATE, 0, 0, 0, ED_ABSENT, "Up to date" },
    { ED_CONNECTION_UP_TO_DATE, 0, 0, 0, 0, "Up to date" },
    { ED_CONNECTION_UP_TO_DATE, 2, 0, 0, 1585058520000, "Up to date, 2 actions waiting" },
    { ED_CONNECTION_OFFLINE, 0, 0, 0, 0, "Offline" },
    { ED_CONNECTION_OFFLINE, 1, 0, 0, 0, "Offline, 1 action waiting" },
    { ED_CONNECTION_OFFLINE, 3, 0, 0, 0, "Offline, 3 actions waiting" },
    { ED_CONNECTION_SYNCING, 0, 0, 0, 0, "Syncing" },
    { ED_CONNECTION_SYNCING, 0, 200, 5000, 0, "Syncing 200 of 5000" },
    { ED_CONNECTION_SYNCING, 4, 200, 0, 0, "Syncing 200" },
    { ED_CONNECTION_SYNCING, 4, 0, 0, 0, "Syncing, 4 actions waiting" },
    { ED_CONNECTION_SIGN_IN, 3, 0, 0, 0, "Signed out by the server, 3 actions waiting" },
    { ED_CONNECTION_SUSPENDED, 3, 0, 0, 0, "Access withdrawn" },
    { ED_CONNECTION_TROUBLE, 0, 0, 0, 0, "Trouble with the server" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_closure_connection (NULL,
                                                     rows[i].connection,
                                                     rows[i].waiting,
                                                     rows[i].items,
                                                     rows[i].count,
                                                     rows[i].synced_at);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_every_connection_has_a_tone (void)
{
  for (int i = ED_CONNECTION_OFFLINE; i <= ED_CONNECTION_TROUBLE; i++)
    {
      g_auto (GStrv) classes = ed_closure_connection_class (NULL, (EdConnection) i);

      g_assert_cmpuint (g_strv_length (classes), ==, 2);
      g_assert_cmpstr (classes[0], ==, "dot");
    }
}

static void
test_fraction_is_bounded (void)
{
  static const struct
  {
    gint64 items, count;
    double fraction;
  } rows[] = {
    { 0, 0, 0 }, { 10, 0, 0 }, { 0, 10, 0 }, { 5, 10, 0.5 }, { 10, 10, 1 }, { 12, 10, 1 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (ed_closure_fraction (NULL, rows[i].items, rows[i].count),
                       ==,
                       rows[i].fraction);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/sentences/deed-document", test_deed_names_the_document);
  g_test_add_func ("/client/sentences/errors", test_every_error_has_a_sentence);
  g_test_add_func ("/client/sentences/other-errors", test_other_error_says_its_message);
  g_test_add_func ("/client/sentences/refusals", test_every_refusal_has_a_sentence_of_its_own);
  g_test_add_func ("/client/sentences/refused-fields", test_refusal_names_the_field);
  g_test_add_func ("/client/sentences/outbox", test_outbox_entry_reads_as_a_sentence);
  g_test_add_func ("/client/sentences/commands", test_every_command_has_a_name);
  g_test_add_func ("/client/sentences/handover", test_handover_is_named);
  g_test_add_func ("/client/sentences/file-is-named", test_file_is_named_with_its_progress);
  g_test_add_func ("/client/sentences/may-be-refused", test_waiting_entry_may_be_refused);
  g_test_add_func ("/client/closures/connection", test_connection_reads_as_a_sentence);
  g_test_add_func ("/client/closures/connection-class", test_every_connection_has_a_tone);
  g_test_add_func ("/client/closures/fraction", test_fraction_is_bounded);
  return g_test_run ();
}
