/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/link.h"

static void
test_link_names_one (void)
{
  static const struct
  {
    const char *uri;
    gint64 number;
    EdTargetKind kind;
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
    { "experts-dashboard://request/12", 12, ED_TARGET_REQUEST },
    { "experts-dashboard://account/12", ED_ABSENT },
    { "https://case/261", ED_ABSENT },
    { "261", ED_ABSENT },
    { "", ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdTargetKind kind = ED_N_TARGETS;
      gint64 number = 0;

      g_test_message ("%s", rows[i].uri);
      g_assert_cmpint (ed_link_read (rows[i].uri, &kind, &number), ==, rows[i].number != ED_ABSENT);
      if (rows[i].number == ED_ABSENT)
        continue;
      g_assert_cmpint (number, ==, rows[i].number);
      g_assert_cmpint (kind, ==, rows[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/link/names-one", test_link_names_one);
  return g_test_run ();
}
