/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-cases.h"

#include "domain/case.h"
#include "wire/record-json.h"

#include <string.h>

static const char *const companies[] = { "Suzuki", "Magyar Posta", "Audi", "Bosch", "Richter" };
static const char *const cities[] = { "Táplószentmárton", "Győr", "Pécs", "Budapest", "Szeged" };

static void
add_session (EdCase *case_, guint n, guint i)
{
  EdSession *session = ed_record_new (&ed_session_type);

  session->id = g_strdup_printf ("%08x-0000-4000-8000-%012x", n, i + 1);
  session->assignment_id = g_strdup (case_->assignment_id);
  session->date = 18000 + n % 2000 + 7 * i;
  session->time = 16 * 60;
  session->minutes = 50;
  session->added_at = case_->assigned_at + 1000;
  g_ptr_array_add (case_->sessions, session);
}

char *
bench_make_case (guint n, char id[37], gsize *length)
{
  g_autoptr (EdCase) case_ = ed_case_new ();

  /* As scattered as random ids are. */
  g_snprintf (id, 37, "%08x-0000-4000-8000-000000000000", n * 2654435761u);
  case_->id = g_strdup (id);
  case_->number = n + 1;
  case_->state = ED_CASE_ASSIGNED;
  case_->recorded_at = G_GINT64_CONSTANT (1577836800000) + (gint64) n * 600000;
  case_->company_name = g_strdup (companies[n % G_N_ELEMENTS (companies)]);
  case_->client_alias = g_strdup_printf ("Alias %u", n % 9973);
  case_->city = g_strdup (cities[n % G_N_ELEMENTS (cities)]);
  case_->type = n % 4 == 3 ? ED_CASE_PSYCHOLOGICAL : (gint64) (n % 4);
  case_->problem_details = g_strdup ("Other family problems");
  case_->phone = g_strdup ("06 30 111 1111");
  case_->sessions_available = 5;
  case_->session_minutes = 50;
  case_->assignment_id = g_strdup_printf ("%08x-0000-4000-9000-000000000000", n);
  case_->expert_id = g_strdup_printf ("%08x-0000-4000-a000-000000000000", n % 97);
  case_->expert_name = g_strdup_printf ("Dr. Expert %u", n % 97);
  case_->assigned_at = case_->recorded_at + 3600000;
  case_->contacted_at = case_->assigned_at + 3600000;
  for (guint i = 0; i < 2; i++)
    add_session (case_, n, i);
  return ed_record_to_json (&ed_case_type, case_, length);
}

GBytes *
bench_make_page (guint first, guint last, const EdItem *end)
{
  GString *page = g_string_new (NULL);

  for (guint n = first; n < last; n++)
    {
      char id[37];
      gsize length;
      g_autofree char *body = bench_make_case (n, id, &length);

      ed_item_append_put (page, "case", id, 1, body, length);
    }
  ed_item_append_end (page, end);
  return g_string_free_to_bytes (page);
}

GArray *
bench_read_page (GBytes *page)
{
  GArray *items = g_array_sized_new (FALSE, FALSE, sizeof (EdItem), BENCH_PAGE + 1);
  gsize length;
  const char *at = g_bytes_get_data (page, &length);
  const char *stop = at + length;

  while (at < stop)
    {
      const char *newline = memchr (at, '\n', (gsize) (stop - at));
      EdItem item;

      g_assert_true (ed_item_read (at, (gsize) (newline - at), &item, NULL));
      g_array_append_val (items, item);
      at = newline + 1;
    }
  return items;
}
