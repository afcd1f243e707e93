/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/link.h"

#include "domain/record.h"

static void
test_link_names_a_case (void)
{
  static const struct
  {
    const char *uri;
    gint64 number;
  } rows[] = {
    { "experts-dashboard://case/261", 261 },
    { "experts-dashboard://case/1", 1 },
    { "experts-dashboard://case/0", ED_ABSENT },
    { "experts-dashboard://case/-1", ED_ABSENT },
    { "experts-dashboard://case/", ED_ABSENT },
    { "experts-dashboard://case", ED_ABSENT },
    { "experts-dashboard://case/261/x", ED_ABSENT },
    { "experts-dashboard://case/2 61", ED_ABSENT },
    { "experts-dashboard://case/99999999999999999999", ED_ABSENT },
    { "experts-dashboard://request/261", ED_ABSENT },
    { "https://case/261", ED_ABSENT },
    { "261", ED_ABSENT },
    { "", ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].uri);
      g_assert_cmpint (ed_link_case_number (rows[i].uri), ==, rows[i].number);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/link/names-a-case", test_link_names_a_case);
  return g_test_run ();
}
