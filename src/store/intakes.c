/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/intakes.h"

#include "domain/likeness.h"
#include "store/case-list.h"
#include "store/overlay.h"
#include "store/taken-back.h"
#include "wire/record-json.h"

#include <sodium.h>
#include <string.h>

#define KEY_BYTES 32

static void
clear_check (gpointer check)
{
  g_free (((EdIntakeCheck *) check)->id);
}

/* --- ids -------------------------------------------------------------------------------------- */

/* The secret, made when it is first asked for. */
static gboolean
ensure_key (EdStore *store, char **key, GError **error)
{
  guint8 bytes[KEY_BYTES];
  char hex[2 * KEY_BYTES + 1];

  if (!ed_facts_get_text (store, ED_FACT_IMPORT_KEY, key, error))
    return FALSE;
  if (*key != NULL)
    return TRUE;
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  *key = g_strdup (hex);
  return ed_facts_set_text (store, ED_FACT_IMPORT_KEY, hex, error);
}

/* The id of what INTAKE says, for the REPEAT-th time. */
static char *
derive_id (const char *key, const char *said, guint repeat)
{
  g_autofree char *content = g_strdup_printf ("%u\n%s", repeat, said);
  g_autofree char *digest = g_compute_hmac_for_string (G_CHECKSUM_SHA256,
                                                       (const guchar *) key,
                                                       strlen (key),
                                                       content,
                                                       -1);

  digest[12] = '4'; /* in the form of the others */
  digest[16] = "89ab"[g_ascii_xdigit_value (digest[16]) & 3];
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s",
                          digest,
                          digest + 8,
                          digest + 12,
                          digest + 16,
                          digest + 20);
}

/* The next id of what INTAKE says that is good for a case: the server makes none of what was taken
 * back, but what it did not take back is here still. *REPEAT is that of the id, then behind it. */
static char *
find_id (EdStore *store, const char *key, const char *said, guint *repeat, GError **error)
{
  for (;;)
    {
      g_autofree char *id = derive_id (key, said, (*repeat)++);
      EdCase *held = NULL;
      gboolean was_taken_back;

      if (!ed_taken_back_has (store, id, &was_taken_back, error)
          || (was_taken_back && !ed_overlay_load_case (store, id, &held, error)))
        return NULL;
      if (!was_taken_back || held != NULL)
        {
          g_clear_pointer (&held, ed_case_free);
          return g_steal_pointer (&id);
        }
    }
}

static gboolean
add_ids (EdStore *store,
         GArray *checks,
         const EdCase *const *intakes,
         guint n,
         const char *key,
         GError **error)
{
  g_autoptr (GHashTable) repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *said = ed_record_to_json (&ed_case_intake_type, intakes[i], NULL);
      guint repeat = GPOINTER_TO_UINT (g_hash_table_lookup (repeats, said));
      EdIntakeCheck check = { find_id (store, key, said, &repeat, error), FALSE, ED_ABSENT, 0 };

      if (check.id == NULL)
        return FALSE;
      g_array_append_val (checks, check);
      g_hash_table_replace (repeats, g_steal_pointer (&said), GUINT_TO_POINTER (repeat));
    }
  return TRUE;
}

static gboolean
find_held (EdStore *store, EdIntakeCheck *check, GError **error)
{
  EdCase *held = NULL;

  if (!ed_overlay_load_case (store, check->id, &held, error))
    return FALSE;
  check->is_held = held != NULL;
  check->number = held != NULL ? held->number : ED_ABSENT;
  g_clear_pointer (&held, ed_case_free);
  return TRUE;
}

/* --- cases alike ------------------------------------------------------------------------------ */

typedef struct
{
  guint n;
  gint64 number;
} Alike;

typedef struct
{
  const EdZone *zone;
  gint64 now;
  gint64 from, to;   /* the days meant, as instants */
  GHashTable *alike; /* likeness to Alike */
} Search;

static void
on_listed (const char *company,
           const char *client,
           gint64 recorded_at,
           gint64 number,
           gpointer data)
{
  Search *search = data;
  g_autofree char *likeness =
      ed_likeness (company, client, ed_zone_date (search->zone, recorded_at));
  Alike *alike = g_hash_table_lookup (search->alike, likeness);

  if (alike == NULL)
    return;
  alike->n++;
  alike->number = MAX (alike->number, number);
}

static void
want (Search *search, const EdCase *intake)
{
  gint64 at = intake->recorded_at == ED_ABSENT ? search->now : intake->recorded_at;
  gint64 date = ed_zone_date (search->zone, at);
  Alike *none = g_new (Alike, 1);

  *none = (Alike){ 0, ED_ABSENT };
  g_hash_table_replace (search->alike, ed_case_likeness (intake, search->now, search->zone), none);
  search->from = MIN (search->from, ed_zone_instant (search->zone, date, 0));
  search->to = MAX (search->to, ed_zone_instant (search->zone, date + 1, 0));
}

static void
note_alike (EdIntakeCheck *check, const EdCase *intake, const Search *search)
{
  g_autofree char *likeness = ed_case_likeness (intake, search->now, search->zone);
  const Alike *found = g_hash_table_lookup (search->alike, likeness);

  check->alike = found->n;
  if (!check->is_held)
    check->number = found->number;
}

/* Looks at the cases here of the days of INTAKES. */
static gboolean
find_alike (EdStore *store, const EdCase *const *intakes, guint n, GArray *checks, GError **error)
{
  g_autoptr (EdSettings) settings = ed_store_load_settings (store, error);
  g_autoptr (EdZone) zone = settings != NULL ? ed_settings_make_zone (settings) : NULL;
  g_autoptr (GHashTable) alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Search search = { .zone = zone, .alike = alike, .from = G_MAXINT64, .to = G_MININT64 };

  if (zone == NULL || !ed_facts_get_now (store, &search.now, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    want (&search, intakes[i]);
  if (!ed_case_list_visit (store, search.from, search.to, on_listed, &search, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    note_alike (&g_array_index (checks, EdIntakeCheck, i), intakes[i], &search);
  return TRUE;
}

static gboolean
look (EdStore *store,
      const EdCase *const *intakes,
      guint n,
      GArray *checks,
      const char *key,
      GError **error)
{
  if (!add_ids (store, checks, intakes, n, key, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!find_held (store, &g_array_index (checks, EdIntakeCheck, i), error))
      return FALSE;
  return n == 0 || find_alike (store, intakes, n, checks, error);
}

GArray *
ed_store_check_intakes (EdStore *store, const EdCase *const *intakes, guint n, GError **error)
{
  g_autoptr (GArray) checks = g_array_sized_new (FALSE, FALSE, sizeof (EdIntakeCheck), n);
  g_autofree char *key = NULL;

  g_array_set_clear_func (checks, clear_check);
  if (!ed_store_begin (store, TRUE, error)
      || !ed_store_end (store, ensure_key (store, &key, error), error))
    return NULL;
  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, look (store, intakes, n, checks, key, error), error))
    return NULL;
  return g_steal_pointer (&checks);
}
