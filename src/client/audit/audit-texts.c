/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/audit/audit-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "client/sentences.h"
#include "domain/refusal.h"
#include "wire/privacy.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- kinds ------------------------------------------------------------------------------------ */

const EdAuditKind ed_audit_kinds[] = {
  { N_ ("Signing in"),
    "dialog-password-symbolic",
    { "sign_*", "refresh_reused", "password_*", "account_confirmed" } },
  { N_ ("Reading and exporting"),
    "ed-form-symbolic",
    { "document.read", "audit.*", "report.*", "export.*", "cases.*", "privacy.*" } },
  { N_ ("Cases"), "ed-cases-symbolic", { "case.*", "contact.*", "late.*", "client.*" } },
  { N_ ("Sessions and contacts"),
    "x-office-calendar-symbolic",
    { "session.*", "sessions.*", "attempt.*", "satisfaction.*" } },
  { N_ ("Documents"), "mail-attachment-symbolic", { "document.attach", "document.detach" } },
  { N_ ("Messages"), "ed-message-symbolic", { "message.*", "mail_failed" } },
  { N_ ("Requests"), "ed-requests-symbolic", { "request.*", "response.*", "internal.*" } },
  { N_ ("Accounts and devices"),
    "system-users-symbolic",
    { "account.*", "account_added", "device_*" } },
  { N_ ("Invoicing"), "ed-statement-symbolic", { "statement.*", "fee.*" } },
  { N_ ("Settings"),
    "emblem-system-symbolic",
    { "settings.*", "company.*", "retention.*", "restored" } },
  { NULL },
};

static gboolean
fits (const char *what, const char *action)
{
  gsize length = strlen (action);

  if (action[length - 1] == '*')
    return strncmp (what, action, length - 1) == 0;
  return strcmp (what, action) == 0;
}

const EdAuditKind *
ed_audit_kind_of (const char *what)
{
  for (const EdAuditKind *kind = ed_audit_kinds; kind->label != NULL; kind++)
    for (guint i = 0; kind->actions[i] != NULL; i++)
      if (fits (what, kind->actions[i]))
        return kind;
  return NULL;
}

/* --- entries ---------------------------------------------------------------------------------- */

static const struct
{
  const char *what, *title;
} titles[] = {
  { "sign_in", N_ ("Signed in") },
  { "sign_in_failed", N_ ("Signing in failed") },
  { "sign_out", N_ ("Signed out") },
  { "refresh_reused", N_ ("A copied sign-in was found and ended") },
  { "password_changed", N_ ("Password changed") },
  { "password_kept", N_ ("Password from the e-mail kept") },
  { "password_reset", N_ ("New password asked for") },
  { "totp_begun", N_ ("Two-step sign-in begun") },
  { "totp_on", N_ ("Two-step sign-in turned on") },
  { "totp_off", N_ ("Two-step sign-in turned off") },
  { "totp_asked", N_ ("Password right, code asked for") },
  { "totp_refused", N_ ("Two-step sign-in not changed") },
  { "recovery_code_used", N_ ("Recovery code used") },
  { "secret_renewed", N_ ("Key of two-step sign-in renewed") },
  { "recovery_codes_renewed", N_ ("New recovery codes made") },
  { "account_confirmed", N_ ("Account confirmed") },
  { "account_added", N_ ("Account added at the server") },
  { "device_revoked", N_ ("Device revoked") },
  { "mail_failed", N_ ("An e-mail was given up") },
  { "document.read", N_ ("Document read") },
  { "audit.read", N_ ("Audit log read") },
  { "audit.verified", N_ ("Audit log verified") },
  { "report.read", N_ ("Report read") },
  { "export.cases", N_ ("Cases saved as a file") },
  { "export.statements", N_ ("Statements saved as a file") },
  { "export.report", N_ ("Report saved as a file") },
  { "export.audit", N_ ("Audit log saved as a file") },
  { "cases.search", N_ ("Archive searched") },
  { "cases.read", N_ ("Case of the archive read") },
  { "case.create", N_ ("Case recorded") },
  { "case.edit", N_ ("Case edited") },
  { "case.assign", N_ ("Case assigned") },
  { "case.contact", N_ ("Client has been contacted") },
  { "contact.correct", N_ ("Time of contact corrected") },
  { "case.decline", N_ ("Case declined") },
  { "case.unreachable", N_ ("Client unreachable") },
  { "case.close", N_ ("Case closed") },
  { "case.withdraw", N_ ("Closing withdrawn") },
  { "case.approve", N_ ("Closing approved") },
  { "case.return", N_ ("Case returned") },
  { "case.reopen", N_ ("Case re-opened") },
  { "case.share", N_ ("Earlier work shared") },
  { "case.remind", N_ ("Expert reminded") },
  { "late.settle", N_ ("Late work settled") },
  { "case.import", N_ ("Cases imported") },
  { "case.take_back", N_ ("Case taken back") },
  { "client.erase", N_ ("Client erased") },
  { "client.export", N_ ("Client’s data exported") },
  { "privacy.search", N_ ("Client searched for") },
  { "password_ended", N_ ("Former password ended after a restore") },
  { "retention.case", N_ ("Case erased: kept long enough") },
  { "retention.documents", N_ ("Documents erased: kept long enough") },
  { "retention.messages", N_ ("Messages erased: kept long enough") },
  { "retention.request", N_ ("Request erased: kept long enough") },
  { "retention.mails", N_ ("List of e-mails shortened: kept long enough") },
  { "retention.audit", N_ ("Audit log shortened: kept long enough") },
  { "session.add", N_ ("Session added") },
  { "session.edit", N_ ("Session edited") },
  { "session.delete", N_ ("Session deleted") },
  { "sessions.ask_more", N_ ("More sessions asked for") },
  { "sessions.authorise", N_ ("More sessions authorised") },
  { "sessions.refuse", N_ ("More sessions refused") },
  { "attempt.add", N_ ("Contact attempt added") },
  { "attempt.edit", N_ ("Contact attempt edited") },
  { "attempt.delete", N_ ("Contact attempt deleted") },
  { "satisfaction.score", N_ ("Satisfaction score entered") },
  { "satisfaction.not_possible", N_ ("Satisfaction feedback not possible") },
  { "document.attach", N_ ("Document attached") },
  { "document.detach", N_ ("Document detached") },
  { "message.send", N_ ("Message sent") },
  { "request.create", N_ ("Request sent") },
  { "request.cancel", N_ ("Request cancelled") },
  { "request.share", N_ ("Documents shared") },
  { "request.revoke", N_ ("Sharing of a document ended") },
  { "request.ask_again", N_ ("Request asked again") },
  { "request.assign", N_ ("Request assigned") },
  { "request.hand_back", N_ ("Request handed back") },
  { "request.approve", N_ ("Response approved") },
  { "request.return", N_ ("Response returned") },
  { "response.draft", N_ ("Response saved as a draft") },
  { "response.send", N_ ("Response sent") },
  { "response.adjust", N_ ("Response adjusted") },
  { "internal.send", N_ ("Message sent in the internal chat") },
  { "company.create", N_ ("Company created") },
  { "company.edit", N_ ("Company edited") },
  { "company.retire", N_ ("Company retired") },
  { "settings.set", N_ ("Settings changed") },
  { "restored", N_ ("Server put back from a backup") },
  { "account.create", N_ ("Account created") },
  { "account.edit", N_ ("Account edited") },
  { "account.invite", N_ ("Invitation or password sent") },
  { "account.suspend", N_ ("Account suspended") },
  { "account.resume", N_ ("Account resumed") },
  { "account.reset_totp", N_ ("Two-step sign-in reset") },
  { "fee.set", N_ ("Fee agreed") },
  { "statement.send", N_ ("Statement sent") },
  { "statement.accept", N_ ("Statement accepted") },
  { "statement.accept_for", N_ ("Statement accepted for the expert") },
  { "statement.dispute", N_ ("Statement disputed") },
  { "statement.pay", N_ ("Statement paid") },
  { "statement.correct", N_ ("Statement corrected") },
};

char *
ed_audit_title (const EdAuditEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].what, entry->what) == 0)
      return g_strdup (_ (titles[i].title));
  return g_strdup (entry->what);
}

char *
ed_audit_object (const EdAuditEntry *entry)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *number = NULL;

  if (entry->number == ED_ABSENT)
    return g_strdup ("");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  text = g_string_new (_ ("Case %s"));
  g_string_replace (text, "%s", number, 1);
  return g_strdup (text->str);
}

char *
ed_audit_outcome (const EdAuditEntry *entry)
{
  EdRefusalCode code;
  int type;
  g_autofree char *why = NULL;

  if (entry->code == NULL || strcmp (entry->code, "applied") == 0)
    return g_strdup ("");
  if (entry->what != NULL && strcmp (entry->what, "retention.audit") == 0)
    return g_strdup (_ ("What is left can still be verified")); /* its code is a seal's */
  if (strcmp (entry->code, "kept") == 0)
    return g_strdup (_ ("Kept as late work"));
  if (strcmp (entry->code, "password_wrong") == 0)
    return g_strdup (_ ("User name or password wrong"));
  if (strcmp (entry->code, "rate_limited") == 0)
    return g_strdup (_ ("Too many wrong passwords"));
  if (strcmp (entry->code, "totp_wrong") == 0)
    return g_strdup (_ ("Code wrong, or used before"));
  if (strcmp (entry->code, "restored") == 0)
    return g_strdup (_ ("Once more, after a restore"));
  if (ed_choice_find (ed_erasure_reason_choices, entry->code) != ED_ABSENT)
    return g_strdup (_ (
        ed_erasure_reason_choices[ed_choice_find (ed_erasure_reason_choices, entry->code)].label));
  code = ed_refusal_find (entry->code);
  if (code == ED_REFUSAL_NONE)
    return g_strdup (entry->code);
  type = entry->what == NULL ? -1 : ed_command_find (entry->what);
  why = type < 0 ? ed_refusal_sentence (code, NULL)
                 : ed_deed_refusal_sentence ((EdCommandType) type, code, NULL);
  /* Translators: %s is a sentence, the reason */
  return g_strdup_printf (_ ("Refused: %s"), why);
}

char *
ed_audit_note (const EdAuditEntry *entry, const char *who, const EdZone *zone)
{
  g_autofree char *when = ed_instant_text (entry->at, zone);
  const char *by = who;

  if (by == NULL)
    by = entry->account != NULL ? entry->account : _ ("nobody known");
  return g_strjoin (" · ", when, by, entry->device_name, NULL);
}

/* --- verifying -------------------------------------------------------------------------------- */

char *
ed_audit_proof_title (const EdAuditProof *proof)
{
  if (proof->fault == ED_ABSENT)
    return ed_number_in (ngettext ("%s entry is as it was written",
                                   "%s entries are as they were written",
                                   (gulong) proof->rows),
                         proof->rows);
  return g_strdup (_ ("The audit log has been tampered with"));
}

static char *
describe_fault (const EdAuditProof *proof)
{
  gint64 row = proof->fault_row != ED_ABSENT ? proof->fault_row : 0;
  gint64 seal = proof->fault_seal != ED_ABSENT ? proof->fault_seal : 0;

  switch ((EdAuditFault) proof->fault)
    {
    case ED_AUDIT_ROW_CHANGED:
      return ed_number_in (_ ("Entry number %s was changed after it was sealed."), row);
    case ED_AUDIT_ROW_MISSING:
      return ed_number_in (_ ("Entry number %s was deleted."), row);
    case ED_AUDIT_ROW_ADDED:
      return ed_number_in (_ ("Entry number %s was put in later."), row);
    case ED_AUDIT_SEAL_CHANGED:
      return ed_number_in (_ ("Seal number %s was changed."), seal);
    default:
      return ed_number_in (_ ("Seal number %s is missing."), seal);
    }
}

char *
ed_audit_proof_text (const EdAuditProof *proof, const EdZone *zone)
{
  g_autofree char *fault = proof->fault != ED_ABSENT ? describe_fault (proof) : NULL;
  g_autofree char *when = NULL, *head = NULL, *sealed = NULL, *gone = NULL, *from = NULL;

  if (fault != NULL)
    return g_strdup_printf ("%s %s",
                            fault,
                            _ ("Keep a copy of the database as it is, and ask who had access to "
                               "the server."));
  if (proof->head == NULL || proof->sealed_at == ED_ABSENT)
    return g_strdup (_ ("Nothing has been sealed yet."));
  when = ed_instant_text (proof->sealed_at, zone);
  head = g_strndup (proof->head, 16);
  /* Translators: the first %s is date and time, the second letters and digits */
  sealed = g_strdup_printf (_ ("Sealed up to %s. The last seal begins with %s."), when, head);
  if (proof->gone_at == ED_ABSENT)
    return g_steal_pointer (&sealed);
  gone = ed_instant_text (proof->gone_at, zone);
  /* Translators: date and time */
  from =
      g_strdup_printf (_ ("Verified from %s on; what was before has been kept long enough."), gone);
  return g_strdup_printf ("%s %s", sealed, from);
}
