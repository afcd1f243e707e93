/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many cases at once, on the fake desk. */

#include "client/fake-desk-insides.h"
#include "client/fake-desk-take-back.h"

#include "domain/likeness.h"
#include "sync/desk-intakes.h"
#include "sync/desk-take-back.h"
#include "wire/record-json.h"

static void
clear_check (gpointer check)
{
  g_free (((EdIntakeCheck *) check)->id);
}

/* The same for what says the same, the N-th time. */
static char *
derive_id (const char *said, guint n)
{
  g_autofree char *content = g_strdup_printf ("%u %s", n, said);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, content, -1);

  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s",
                          digest,
                          digest + 8,
                          digest + 12,
                          digest + 16,
                          digest + 20);
}

static EdIntakeCheck
check (EdDesk *desk, const EdCase *intake, GHashTable *said_before)
{
  EdIntakeCheck check = { .number = ED_ABSENT };
  g_autofree char *likeness = ed_case_likeness (intake, desk->now, desk->zone);
  char *said = ed_record_to_json (&ed_case_intake_type, intake, NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (said_before, said));
  const EdCase *held;

  check.id = derive_id (said, n);
  g_hash_table_replace (said_before, said, GUINT_TO_POINTER (n + 1));
  held = ed_fake_desk_find (desk, check.id);
  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *other = desk->cases->pdata[i];
      g_autofree char *its = other != NULL ? ed_case_likeness (other, desk->now, desk->zone) : NULL;

      if (other == NULL || g_strcmp0 (its, likeness) != 0)
        continue;
      check.alike++;
      check.number = other->number;
    }
  check.is_held = held != NULL;
  if (held != NULL)
    check.number = held->number;
  return check;
}

void
ed_desk_check_intakes_async (EdDesk *desk,
                             GPtrArray *intakes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GArray *checks = g_array_new (FALSE, FALSE, sizeof (EdIntakeCheck));
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (checks, clear_check);
  for (guint i = 0; i < intakes->len; i++)
    {
      EdIntakeCheck found = check (desk, intakes->pdata[i], said);

      g_array_append_val (checks, found);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, checks);
}

GArray *
ed_desk_check_intakes_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_do_all_async (EdDesk *desk,
                      GPtrArray *commands,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GArray *refusals = g_array_new (FALSE, TRUE, sizeof (EdRefusal));

  for (guint i = 0; i < commands->len; i++)
    {
      EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

      ed_fake_desk_do (desk, commands->pdata[i], NULL, &refusal);
      g_array_append_val (refusals, refusal);
    }
  ed_fake_desk_tell (desk);
  ed_fake_desk_answer (desk, cancellable, callback, data, refusals);
}

GArray *
ed_desk_do_all_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static EdBurden *
ensure_burden (GHashTable *burdens, const char *account)
{
  EdBurden *burden = g_hash_table_lookup (burdens, account);

  if (burden == NULL)
    {
      burden = g_new0 (EdBurden, 1);
      g_hash_table_insert (burdens, g_strdup (account), burden);
    }
  return burden;
}

void
ed_desk_load_burdens_async (EdDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GHashTable *burdens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];

      if (case_ == NULL)
        continue;
      if (case_->expert_id != NULL && case_->state != ED_CASE_CLOSED)
        ensure_burden (burdens, case_->expert_id)->open++;
      for (guint j = 0; j < case_->declined->len; j++)
        if (((const EdDecline *) case_->declined->pdata[j])->by != NULL)
          ensure_burden (burdens, ((const EdDecline *) case_->declined->pdata[j])->by)->declined++;
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, burdens);
}

GHashTable *
ed_desk_load_burdens_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

/* --- taking back ------------------------------------------------------------------------------ */

static EdTakeBackAnswer *next_answer;
static char **next_absent;

void
ed_fake_desk_set_taken_back (EdTakeBackAnswer *answer)
{
  g_clear_pointer (&next_answer, ed_take_back_answer_free);
  next_answer = answer;
}

void
ed_fake_desk_set_absent (const char *case_id)
{
  const char *const ids[] = { case_id, NULL };

  g_strfreev (next_absent);
  next_absent = g_strdupv ((char **) ids);
}

/* The outbox was sent: the server has them all. */
void
ed_desk_take_back_async (EdDesk *desk,
                         char **ids,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  EdTakeBackStart *start = g_new0 (EdTakeBackStart, 1);

  start->asked = g_strdupv (ids);
  start->absent = g_steal_pointer (&next_absent);
  start->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_take_back_kept_free);
  ed_fake_desk_answer (desk, cancellable, callback, data, start);
}

EdTakeBackStart *
ed_desk_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_ask_take_back_async (EdDesk *desk,
                             const EdTakeBackOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&next_answer));
}

EdTakeBackAnswer *
ed_desk_ask_take_back_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
