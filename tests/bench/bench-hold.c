/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts CASES more cases into the encrypted store of a desk, as if its server had sent them: what a
 * window is measured with that holds more than a server is filled with in reasonable time. The desk
 * is of no use with its server after that.
 *
 *   bench-hold SERVER USER PASSWORD DATA_DIR CASES */

#include "base/clock.h"
#include "bench-cases.h"
#include "store/store.h"
#include "store/vault.h"

#include <stdlib.h>

/* Beyond those of a demonstration. */
#define FIRST 2000000

static void
hold (EdStore *store, guint n)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_begin_catch_up (store, &error));
  for (guint first = FIRST; first < FIRST + n; first += BENCH_PAGE)
    {
      guint last = MIN (first + BENCH_PAGE, FIRST + n);
      const EdItem end = { .kind = ED_ITEM_END,
                           .to = "cursor",
                           .more = last < FIRST + n,
                           .count = ED_ABSENT };
      g_autoptr (GBytes) page = bench_make_page (first, last, &end);
      g_autoptr (GArray) items = bench_read_page (page);
      const EdItem *read = &g_array_index (items, EdItem, items->len - 1);

      g_assert_true (ed_store_stage (store, (EdItem *) items->data, items->len - 1, &error));
      if (!read->more)
        g_assert_true (ed_store_expose (store, read, NULL, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  const EdVaultCost cost = { 1, 8 * 1024 * 1024 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (EdVault) vault = NULL;
  g_autoptr (EdStore) store = NULL;
  guint8 key[ED_VAULT_KEY_LENGTH];

  if (argc != 6)
    return 2;
  folder = ed_vault_folder (argv[4], argv[1], argv[2]);
  vault = ed_vault_open (folder, &cost, &error);
  g_assert_no_error (error);
  g_assert_true (ed_vault_unlock (vault, argv[3], key, &error));
  store = ed_store_open (ed_vault_path (vault), key, ed_clock_system (), &error);
  g_assert_no_error (error);
  hold (store, (guint) atoi (argv[5]));
  return 0;
}
