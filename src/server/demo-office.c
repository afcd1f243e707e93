/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-office.h"

#include "server/api-state.h"

#define WEEKDAY(day, closes) "{\"day\":\"" day "\",\"opens\":\"08:00\",\"closes\":\"" closes "\"}"

static const char settings[] = "{\"opening\":{\"to\":[" WEEKDAY ("monday", "18:00") "," WEEKDAY (
    "tuesday",
    "18:00") "," WEEKDAY ("wednesday", "18:00") "," WEEKDAY ("thursday",
                                                             "18:00") "," WEEKDAY ("friday",
                                                                                   "16:00") "]}}";

static const char *const companies[] = {
  "{\"name\":\"Suzuki\",\"covered\":2850,\"sessions_available\":5,\"session_minutes\":50,"
  "\"languages\":[\"hu\",\"en\"]}",
  "{\"name\":\"Magyar Posta\",\"covered\":28000,\"sessions_available\":5,"
  "\"session_minutes\":50,\"languages\":[\"hu\"],"
  "\"notes\":\"Video is fine where the post office is far from town.\"}",
  "{\"name\":\"Audi Hungaria\",\"covered\":11600,\"sessions_available\":6,"
  "\"session_minutes\":50,\"languages\":[\"hu\",\"de\",\"en\"],"
  "\"fees\":[{\"type\":\"psychological\",\"amount\":2400000},"
  "{\"type\":\"legal\",\"amount\":2600000}]}",
  "{\"name\":\"Richter Gedeon\",\"covered\":6400,\"sessions_available\":8,\"session_minutes\":45,"
  "\"languages\":[\"hu\",\"en\"]}",
};

gboolean
ed_demo_furnish (EdApi *api, EdDemoPeople *people, GRand *dice, gint64 at, GError **error)
{
  EdInside *coordinator = people->inside[ED_DEMO_COORDINATOR];
  g_autofree char *set = ed_demo_make_id (dice);

  ed_inside_say (coordinator, set, "settings.set", api->organisation->id, NULL, at, settings);
  for (guint i = 0; i < G_N_ELEMENTS (companies); i++)
    {
      g_autofree char *id = ed_demo_make_id (dice);
      g_autofree char *company = ed_demo_make_id (dice);

      ed_inside_say (coordinator, id, "company.create", company, NULL, at, companies[i]);
    }
  return ed_inside_push (&coordinator, 1, error);
}
