/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/connection.h"

#include "sql/migrate.h"

/* Instants are milliseconds, dates days since 1970-01-01, choices the index of their word; NULL
 * where absent. */
static const EdMigration migrations[] = {
  { 1,
    "CREATE TABLE fact ("
    "  name TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") WITHOUT ROWID;"

    /* The replica: views as the server last sent them. A catch-up writes its own beyond the fact
     * exposed_row, where no reader looks, so that exposing them is the change of one number. */
    "CREATE TABLE document ("
    "  row INTEGER PRIMARY KEY, /* given by the store, rising; a new one with each version */"
    "  type TEXT NOT NULL, /* of the feed: case, account, settings */"
    "  id TEXT NOT NULL,"
    "  rev INTEGER NOT NULL,"
    "  body TEXT NOT NULL /* JSON, as it came */"
    ");"

    /* Where each document is. Written when it is exposed, in order: ids are random, and an index of
     * them that grows with every page costs more than the documents. */
    "CREATE TABLE document_key ("
    "  id TEXT NOT NULL,"
    "  type TEXT NOT NULL,"
    "  row INTEGER NOT NULL,"
    "  PRIMARY KEY (id, type)"
    ") WITHOUT ROWID;"
    "CREATE INDEX document_key_few ON document_key (type) WHERE type <> 'case';"

    /* The items of the unfinished catch-up. */
    "CREATE TABLE staged ("
    "  position INTEGER PRIMARY KEY, /* of a put: document.row */"
    "  kind INTEGER NOT NULL, /* EdItemKind */"
    "  type TEXT NOT NULL,"
    "  id TEXT NOT NULL"
    ");"

    /* What lists sort and filter by, one narrow row for each shown version of a case. */
    "CREATE TABLE case_list ("
    "  row INTEGER PRIMARY KEY, /* document.row, or overlay.row */"
    "  covered INTEGER NOT NULL DEFAULT 0, /* an overlay is shown instead */"
    "  number INTEGER,"
    "  state INTEGER,"
    "  type INTEGER,"
    "  crisis INTEGER NOT NULL,"
    "  recorded_at INTEGER,"
    "  assigned_at INTEGER,"
    "  contacted_at INTEGER,"
    "  first_session INTEGER, /* earliest date of the open assignment */"
    "  expert_id TEXT,"
    "  company TEXT, /* as written */"
    "  words TEXT NOT NULL /* company, alias, city, expert, number, a line each, folded */"
    ");"
    "CREATE INDEX case_list_number ON case_list (number);"
    /* Enough to count by: the lists' sizes are asked for after every change. */
    "CREATE INDEX case_list_state ON case_list (covered, state);"

    /* Cases with commands that the replica does not cover yet: the case as it will be. */
    "CREATE TABLE overlay ("
    "  row INTEGER PRIMARY KEY, /* negative, so that case_list.row tells them apart */"
    "  id TEXT NOT NULL UNIQUE,"
    "  body TEXT NOT NULL"
    ");"

    "CREATE TABLE outbox ("
    "  position INTEGER PRIMARY KEY AUTOINCREMENT, /* local order */"
    "  id TEXT NOT NULL UNIQUE,"
    "  target TEXT NOT NULL, /* id of the case */"
    "  command TEXT NOT NULL, /* envelope without number; empty once seen to */"
    "  state INTEGER NOT NULL, /* EdOutboxState */"
    "  seq INTEGER, /* the device's number, from the first send on */"
    "  may_be_refused INTEGER NOT NULL DEFAULT 0,"
    "  code TEXT, /* refused: why */"
    "  field TEXT,"
    "  rev INTEGER, /* applied: revision of the target */"
    "  number INTEGER, /* applied: of the case just created */"
    "  was TEXT, /* the former answer, when it is pushed again after a restore */"
    "  answered_at INTEGER,"
    "  orphaned_at INTEGER, /* since when the target is forgotten here */"
    "  seen INTEGER NOT NULL DEFAULT 0 /* the user has seen to it: no longer listed */"
    ");"
    "CREATE INDEX outbox_target ON outbox (target);"
    "CREATE INDEX outbox_seq ON outbox (seq);"

    /* Forgotten things until the server has the receipt. Below 0: opened again while open. */
    "CREATE TABLE wipe ("
    "  type TEXT NOT NULL,"
    "  id TEXT NOT NULL,"
    "  wiped INTEGER NOT NULL DEFAULT 0, /* nothing is left on the disk; the receipt is owed */"
    "  PRIMARY KEY (type, id)"
    ") WITHOUT ROWID;" },

  { 2,
    /* Forms, messages and cases begun and not yet done. */
    "CREATE TABLE draft ("
    "  kind TEXT NOT NULL, /* what it is to become */"
    "  object TEXT NOT NULL, /* id of what it is about, and goes with; empty: of nothing yet */"
    "  body TEXT NOT NULL,"
    "  updated_at INTEGER NOT NULL,"
    "  PRIMARY KEY (kind, object)"
    ") WITHOUT ROWID;"

    /* Documents of cases, as far as their bytes are here: those to be sent, and those once looked
     * at. */
    "CREATE TABLE file ("
    "  row INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  id TEXT NOT NULL UNIQUE, /* of the document, and of its upload */"
    "  target TEXT NOT NULL, /* id of the case */"
    "  assignment TEXT NOT NULL,"
    "  command TEXT, /* id of what attaches it; NULL: it came from the server */"
    "  kind INTEGER NOT NULL,"
    "  name TEXT NOT NULL,"
    "  type INTEGER NOT NULL,"
    "  length INTEGER NOT NULL,"
    "  sha256 TEXT NOT NULL,"
    "  held INTEGER NOT NULL, /* bytes that are here, from the beginning on */"
    "  begun INTEGER NOT NULL DEFAULT 0, /* the server may have heard of the upload */"
    "  sent INTEGER NOT NULL DEFAULT 0, /* bytes that it said it has */"
    "  damaged INTEGER NOT NULL DEFAULT 0, /* times that it found other bytes than announced */"
    "  used_at INTEGER NOT NULL"
    ");"
    "CREATE INDEX file_target ON file (target);"
    "CREATE INDEX file_command ON file (command) WHERE command IS NOT NULL;"

    "CREATE TABLE file_chunk ("
    "  file INTEGER NOT NULL, /* file.row */"
    "  position INTEGER NOT NULL, /* 0 is the first; all but the last have ED_FILE_CHUNK_BYTES */"
    "  bytes BLOB NOT NULL"
    ");"
    "CREATE UNIQUE INDEX file_chunk_position ON file_chunk (file, position);"

    /* Uploads taken back, that the server may still have bytes of. */
    "CREATE TABLE withdrawn_upload ("
    "  id TEXT PRIMARY KEY"
    ") WITHOUT ROWID;" },

  /* Commands on other things than cases. */
  { 3,
    "ALTER TABLE overlay ADD COLUMN"
    "  kind INTEGER NOT NULL DEFAULT 0; /* EdTargetKind: what it shows */"
    "ALTER TABLE outbox ADD COLUMN"
    "  target_kind INTEGER NOT NULL DEFAULT 0; /* EdTargetKind: what the target is */" },

  { 4,
    /* Messages among the documents, found by their case. */
    "CREATE TABLE message ("
    "  row INTEGER PRIMARY KEY, /* document.row */"
    "  case_id TEXT NOT NULL,"
    "  assignment_id TEXT NOT NULL,"
    "  author INTEGER, /* EdAuthor */"
    "  received_at INTEGER NOT NULL, /* by the server */"
    "  at INTEGER NOT NULL"
    ");"
    "CREATE INDEX message_case ON message (case_id, received_at);"

    /* How far threads were read on this device. */
    "CREATE TABLE thread ("
    "  case_id TEXT PRIMARY KEY,"
    "  read_at INTEGER NOT NULL /* all that the server had received by then */"
    ") WITHOUT ROWID;" },

  { 5,
    /* Filled by the full pull that the new shape of views asks for. */
    "ALTER TABLE case_list ADD COLUMN"
    "  returned INTEGER NOT NULL DEFAULT 0 /* by the coordinator, for something to be settled */" },

  { 6,
    /* What coordinators decide on; filled as before. */
    "ALTER TABLE case_list ADD COLUMN declined_at INTEGER; /* the last time */"
    "ALTER TABLE case_list ADD COLUMN closing_at INTEGER;"
    "ALTER TABLE case_list ADD COLUMN closing_outcome INTEGER;"
    "ALTER TABLE case_list ADD COLUMN sessions_asked INTEGER; /* how many the expert asks for */" },

  { 7,
    /* What the overview of requests sorts and filters by, one narrow row for each shown version. */
    "CREATE TABLE request_list ("
    "  row INTEGER PRIMARY KEY, /* document.row, or overlay.row */"
    "  covered INTEGER NOT NULL DEFAULT 0, /* an overlay is shown instead */"
    "  state INTEGER, /* EdRequestState, as this account reads it */"
    "  urgent INTEGER NOT NULL,"
    "  due INTEGER,"
    "  asked_at INTEGER, /* the present question */"
    "  sender INTEGER, /* of its account's id, as the next two: ed_request_list_key() */"
    "  recipient INTEGER, /* NULL: the expert centre */"
    "  expert INTEGER,"
    "  words TEXT NOT NULL /* subject, case, number, a line each, folded */"
    ");"
    "CREATE INDEX request_list_state"
    "  ON request_list (covered, state, sender, recipient, expert);"

    /* Internal messages among the documents, found by their request. */
    "CREATE TABLE internal_message ("
    "  row INTEGER PRIMARY KEY, /* document.row */"
    "  request_id TEXT NOT NULL,"
    "  received_at INTEGER NOT NULL, /* by the server */"
    "  at INTEGER NOT NULL,"
    "  author TEXT /* account */"
    ");"
    "CREATE INDEX internal_message_request ON internal_message (request_id, received_at);"

    /* How far internal chats were read on this device. */
    "CREATE TABLE chat ("
    "  request_id TEXT PRIMARY KEY,"
    "  read_at INTEGER NOT NULL /* all that the server had received by then */"
    ") WITHOUT ROWID;" },

  { 8,
    /* Late work among the documents, found by its case. */
    "CREATE TABLE late_work ("
    "  row INTEGER PRIMARY KEY, /* document.row */"
    "  id TEXT NOT NULL,"
    "  case_id TEXT NOT NULL, /* empty: of a request */"
    "  assignment_id TEXT NOT NULL, /* empty: of none */"
    "  by TEXT NOT NULL, /* account */"
    "  state INTEGER NOT NULL /* EdLateState */"
    ");"
    "CREATE INDEX late_work_case ON late_work (case_id);"

    /* Assignments whose late work the reader has seen the end of. */
    "CREATE TABLE late_work_away ("
    "  assignment_id TEXT PRIMARY KEY"
    ") WITHOUT ROWID;" },

  { 9,
    /* Who has to act on a request, and since when: its last event that says so. */
    "ALTER TABLE request_list ADD COLUMN turn INTEGER; /* EdRequestEventKind */"
    "ALTER TABLE request_list ADD COLUMN turn_at INTEGER;"
    "UPDATE request_list SET (turn, turn_at) ="
    " (SELECT CASE event.value ->> 'what' WHEN 'sent' THEN 0 WHEN 'asked_again' THEN 1"
    "    WHEN 'cancelled' THEN 5 WHEN 'assigned' THEN 6 WHEN 'handed_back' THEN 7"
    "    WHEN 'responded' THEN 9 WHEN 'returned' THEN 11 ELSE 12 END,"
    "   unixepoch (event.value ->> 'at') * 1000 + substr (event.value ->> 'at', 21, 3)"
    "  FROM json_each (coalesce ("
    "    (SELECT body FROM document WHERE document.row = request_list.row),"
    "    (SELECT body FROM overlay WHERE overlay.row = request_list.row)), '$.events') AS event"
    "  WHERE event.value ->> 'what' IN ('sent', 'asked_again', 'cancelled', 'assigned',"
    "    'handed_back', 'responded', 'returned', 'approved')"
    "  ORDER BY event.key DESC LIMIT 1);"

    /* Late work is found by its case or its request. */
    "DROP INDEX late_work_case;"
    "ALTER TABLE late_work RENAME COLUMN case_id TO target_id; /* the case or the request */"
    "UPDATE late_work SET target_id = coalesce ("
    "  (SELECT body ->> 'request_id' FROM document WHERE document.row = late_work.row), '')"
    " WHERE target_id = '';"
    "CREATE INDEX late_work_target ON late_work (target_id);" },

  { 10,
    /* Files that were picked for what is being written: they outlive the window with the draft. */
    "CREATE TABLE draft_file ("
    "  row INTEGER PRIMARY KEY, /* in the order of their coming */"
    "  kind TEXT NOT NULL, /* of the draft */"
    "  object TEXT NOT NULL,"
    "  id TEXT NOT NULL UNIQUE, /* that the file is to have */"
    "  name TEXT NOT NULL,"
    "  content BLOB NOT NULL"
    ");"
    "CREATE INDEX draft_file_draft ON draft_file (kind, object);" },

  { 11,
    /* What is to leave for good takes what was typed about it along. */
    "ALTER TABLE staged ADD COLUMN why TEXT; /* of a forget */" },

  { 12,
    /* Whoever takes back what they had done once more has what was refused again. */
    "ALTER TABLE outbox ADD COLUMN"
    "  redone_by TEXT; /* refused: the command that does it once more, until it is sent */"
    "CREATE INDEX outbox_redone_by ON outbox (redone_by) WHERE redone_by IS NOT NULL;" },

  { 13,
    /* Imported cases that the server was asked to remove: their rows get other ids if they are
     * imported once more. */
    "CREATE TABLE taken_back ("
    "  id TEXT PRIMARY KEY"
    ") WITHOUT ROWID;" },

  { 14,
    /* Statements that ask for something are looked for after every change: few of many. */
    "CREATE INDEX document_statement_state"
    "  ON document (CASE WHEN json_valid (body) THEN body ->> 'state' END)"
    "  WHERE type = 'statement';" },
};

gboolean
ed_schema_migrate (EdDb *db, GError **error)
{
  return ed_db_migrate (db, migrations, G_N_ELEMENTS (migrations), error);
}
