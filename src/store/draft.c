/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/draft.h"

#include "domain/client-search.h"
#include "store/document.h"
#include "store/draft-file.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "wire/push.h"

gboolean
ed_draft_forget (EdStore *store, const char *object, GError **error)
{
  return ed_draft_files_forget (store, object, error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM draft WHERE object = $1", "t", object),
             error);
}

/* The case as the server had it; NULL without ERROR: it is none, or not held. */
static EdCase *
load_case (EdStore *store, const char *id, GError **error)
{
  g_autofree char *body = NULL;

  if (!ed_document_find (store, "case", id, NULL, &body, error) || body == NULL)
    return NULL;
  return ed_body_parse (&ed_case_type, body, error);
}

static char *
blank_text (const char *text, const EdCase *case_)
{
  char *blanked = ed_client_search_blank (text, case_);

  return blanked != NULL ? blanked : g_strdup (text);
}

/* Its name and what was typed: the rest are the program's words, and clients may be called so. */
static GVariant *
blank_view (GVariant *view, const EdCase *case_)
{
  const char *name, *need, *state, *type, *typed, *sort, *layout;
  g_autofree char *blank_name = NULL;
  g_autofree char *blank_typed = NULL;
  gboolean descending;

  g_variant_get (view,
                 "(&s&s&s&s&s&sb&s)",
                 &name,
                 &need,
                 &state,
                 &type,
                 &typed,
                 &sort,
                 &descending,
                 &layout);
  blank_name = blank_text (name, case_);
  blank_typed = blank_text (typed, case_);
  return g_variant_new (ED_DRAFT_CASE_VIEW_FORMAT,
                        blank_name,
                        need,
                        state,
                        type,
                        blank_typed,
                        sort,
                        descending,
                        layout);
}

/* What has another form than it should have loses the words wherever they are. */
static char *
blank_views (const char *body, const EdCase *case_)
{
  g_autoptr (GVariant) kept =
      g_variant_parse (G_VARIANT_TYPE (ED_DRAFT_CASE_VIEWS_FORMAT), body, NULL, NULL, NULL);
  g_autoptr (GVariant) own = NULL;
  g_autoptr (GVariant) blanked = NULL;
  g_autofree char *first = NULL;
  GVariantBuilder views;
  gboolean is_preset;
  const char *name;

  if (kept == NULL)
    return blank_text (body, case_);
  g_variant_get (kept, "(&sb@a" ED_DRAFT_CASE_VIEW_FORMAT ")", &name, &is_preset, &own);
  first = is_preset ? g_strdup (name) : blank_text (name, case_);
  g_variant_builder_init (&views, G_VARIANT_TYPE ("a" ED_DRAFT_CASE_VIEW_FORMAT));
  for (gsize i = 0; i < g_variant_n_children (own); i++)
    {
      g_autoptr (GVariant) view = g_variant_get_child_value (own, i);

      g_variant_builder_add_value (&views, blank_view (view, case_));
    }
  blanked =
      g_variant_ref_sink (g_variant_new (ED_DRAFT_CASE_VIEWS_FORMAT, first, is_preset, &views));
  return g_variant_print (blanked, FALSE);
}

static gboolean
write_blanked (EdStore *store, const EdCase *case_, const char *body, GError **error)
{
  g_autofree char *blanked = blank_views (body, case_);

  return g_str_equal (blanked, body)
         || ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE draft SET body = $2"
                                           " WHERE kind = $1 AND object = ''",
                                           "tt",
                                           ED_DRAFT_CASE_VIEWS,
                                           blanked),
                              error);
}

gboolean
ed_draft_blank (EdStore *store, const char *case_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdCase) case_ = load_case (store, case_id, &local);
  g_autofree char *views = NULL;

  if (case_ != NULL)
    views = ed_store_load_draft (store, ED_DRAFT_CASE_VIEWS, "", NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return views == NULL || write_blanked (store, case_, views, error);
}

gboolean
ed_draft_add (EdStore *store,
              const char *kind,
              const char *object,
              const char *body,
              GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO draft SELECT $1, $2, $3, $4" ED_DRAFT_WHERE_HELD
                   " ON CONFLICT (kind, object)"
                   " DO UPDATE SET body = body || char (10, 10) || $3, updated_at = $4",
                   "ttti",
                   kind,
                   object,
                   body,
                   ed_clock_now (store->clock)),
      error);
}

gboolean
ed_draft_keep_response (EdStore *store, const EdCommand *command, GError **error)
{
  const EdArgs *sent = command->args;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) draft = ed_command_new (ED_COMMAND_RESPONSE_DRAFT,
                                                id,
                                                command->target_id,
                                                command->assignment_id,
                                                command->done_at);
  EdArgs *args = draft->args;
  g_autofree char *body = NULL;

  args->text = g_strdup (sent->text);
  args->documents = g_strdupv (sent->documents);
  body = ed_command_to_json (draft, 0);
  return ed_store_save_draft (store, ED_DRAFT_RESPONSE, command->target_id, body, error);
}

gboolean
ed_store_save_draft (EdStore *store,
                     const char *kind,
                     const char *object,
                     const char *body,
                     GError **error)
{
  g_return_val_if_fail (kind != NULL && object != NULL && body != NULL, FALSE);

  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO draft SELECT $1, $2, $3, $4" ED_DRAFT_WHERE_HELD
                   " ON CONFLICT (kind, object) DO UPDATE SET body = $3, updated_at = $4",
                   "ttti",
                   kind,
                   object,
                   body,
                   ed_clock_now (store->clock)),
      error);
}

char *
ed_store_load_draft (EdStore *store,
                     const char *kind,
                     const char *object,
                     gint64 *updated_at,
                     GError **error)
{
  g_autoptr (EdStatement) select = NULL;

  g_return_val_if_fail (kind != NULL && object != NULL, NULL);

  select = ed_db_query (store->db,
                        error,
                        "SELECT body, updated_at FROM draft WHERE kind = $1 AND object = $2",
                        "tt",
                        kind,
                        object);
  if (select == NULL || !ed_statement_step (select, error))
    return NULL;
  if (updated_at != NULL)
    *updated_at = ed_statement_int (select, 1);
  return g_strdup (ed_statement_text (select, 0));
}

static gboolean
discard (EdStore *store, const char *kind, const char *object, GError **error)
{
  return ed_draft_files_discard (store, kind, object, error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM draft WHERE kind = $1 AND object = $2",
                                           "tt",
                                           kind,
                                           object),
                              error);
}

gboolean
ed_store_discard_draft (EdStore *store, const char *kind, const char *object, GError **error)
{
  g_return_val_if_fail (kind != NULL && object != NULL, FALSE);

  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, discard (store, kind, object, error), error);
}

/* --- ending ----------------------------------------------------------------------------------- */

EdDraftEnd *
ed_draft_end_copy (const EdDraftEnd *end)
{
  EdDraftEnd *copy;

  if (end == NULL)
    return NULL;
  copy = g_new (EdDraftEnd, 1);
  copy->kind = g_strdup (end->kind);
  copy->object = g_strdup (end->object);
  copy->left = g_strdup (end->left);
  return copy;
}

void
ed_draft_end_free (EdDraftEnd *end)
{
  if (end == NULL)
    return;
  g_free ((char *) end->kind);
  g_free ((char *) end->object);
  g_free ((char *) end->left);
  g_free (end);
}

gboolean
ed_draft_end (EdStore *store, const EdDraftEnd *ends, GError **error)
{
  if (ends == NULL)
    return TRUE;
  if (ends->left == NULL)
    return discard (store, ends->kind, ends->object, error);
  return ed_draft_files_discard (store, ends->kind, ends->object, error)
         && ed_store_save_draft (store, ends->kind, ends->object, ends->left, error);
}

gboolean
ed_store_enqueue_written (EdStore *store,
                          const EdCommand *command,
                          const EdDraftEnd *ends,
                          EdRefusal *refusal,
                          GError **error)
{
  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store,
                          ed_outbox_enqueue (store, command, refusal, error)
                              && ed_draft_end (store, ends, error),
                          error);
}
