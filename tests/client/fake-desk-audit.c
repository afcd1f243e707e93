/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-audit.h"

#include "client/fake-desk-insides.h"
#include "sync/desk-audit.h"

static EdAuditAnswer *answers[2];
static guint n_answers;
static EdAuditProof *proof;
static EdAuditInquiry *last;

void
ed_fake_desk_queue_audit (EdAuditAnswer *answer)
{
  g_assert_cmpuint (n_answers, <, G_N_ELEMENTS (answers));
  answers[n_answers++] = answer;
}

void
ed_fake_desk_set_proof (EdAuditProof *next)
{
  g_clear_pointer (&proof, ed_audit_proof_free);
  proof = next;
}

const EdAuditInquiry *
ed_fake_desk_last_inquiry (void)
{
  return last;
}

void
ed_desk_search_audit_async (EdDesk *desk,
                            const EdAuditInquiry *inquiry,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  EdAuditAnswer *answer = n_answers > 0 ? answers[0] : NULL;

  g_clear_pointer (&last, ed_audit_inquiry_free);
  last = ed_record_copy (&ed_audit_inquiry_type, inquiry);
  if (answer != NULL)
    {
      answers[0] = answers[1];
      n_answers--;
    }
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, answer);
}

EdAuditAnswer *
ed_desk_search_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_verify_audit_async (EdDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&proof));
}

EdAuditProof *
ed_desk_verify_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static char *noted;

const char *
ed_fake_desk_noted_export (void)
{
  return noted;
}

void
ed_desk_note_export (EdDesk *desk, const char *what)
{
  g_free (noted);
  noted = g_strdup (what);
}
