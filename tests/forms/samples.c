/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/samples.h"

#include <string.h>

/* What an expert writes, in three languages. */
typedef struct
{
  const char *language;
  const char *concern, *topic, *notes, *agreed, *summary, *recommendation;
} Words;

static const Words words[] = {
  { "en",
    "Sleeplessness and quarrels at home since the night shifts began in January. Wishes to sleep"
    " through again and to talk with the family without shouting.",
    "Sleep and shift work",
    "Sleep diary gone through; two good nights in the week off. Worked out what is different then:"
    " no screen after ten, a walk, the door closed. Breathing exercise tried, felt odd but calm.",
    "Diary goes on; walk on four evenings.",
    "Four sessions. The nights became calmer after the second week, quarrels rarer since the"
    " evening walk is a fixed thing. One setback after a double shift, named and understood.",
    "Keep the evening rhythm; talk with the shift leader about forward rotation. Should the nights"
    " turn bad again: the general practitioner, then a sleep clinic." },
  { "hu",
    "Január óta, az éjszakai műszakok kezdete óta álmatlanság és otthoni veszekedések. Szeretné"
    " újra végigaludni az éjszakát, és kiabálás nélkül beszélgetni a családjával.",
    "Alvás és műszakos munka",
    "Átnéztük az alvásnaplót; a szabad héten két jó éjszaka volt. Megkerestük, miben különböztek:"
    " tíz után nincs képernyő, séta, csukott ajtó. Légzőgyakorlat: furcsa volt, de megnyugtató.",
    "A napló folytatása; heti négy esti séta.",
    "Négy ülés. A második héttől nyugodtabbak az éjszakák, és ritkábbak a veszekedések, amióta az"
    " esti séta állandó program. Egy dupla műszak utáni visszaesést megneveztünk és megértettünk.",
    "Az esti ritmus megtartása; egyeztetés a műszakvezetővel az előre forgó beosztásról. Ha az"
    " éjszakák újra rosszabbra fordulnának: háziorvos, majd alvásambulancia." },
  { "de",
    "Schlaflosigkeit und Streit zu Hause, seit im Januar die Nachtschichten begonnen haben. Möchte"
    " wieder durchschlafen und mit der Familie reden können, ohne laut zu werden.",
    "Schlaf und Schichtarbeit",
    "Schlaftagebuch durchgesehen; zwei gute Nächte in der freien Woche. Herausgearbeitet, was dann"
    " anders ist: kein Bildschirm nach zehn, ein Spaziergang, die Tür zu. Atemübung ausprobiert.",
    "Tagebuch weiterführen; an vier Abenden spazieren gehen.",
    "Vier Sitzungen. Ab der zweiten Woche ruhigere Nächte, weniger Streit, seit der"
    " Abendspaziergang feststeht. Ein Rückschlag nach einer Doppelschicht wurde benannt und"
    " verstanden.",
    "Den Abendrhythmus beibehalten; mit der Schichtleitung über Vorwärtsrotation sprechen. Werden"
    " die Nächte wieder schlechter: Hausarztpraxis, dann Schlafambulanz." },
};

EdSettings *
samples_settings (void)
{
  EdSettings *settings = ed_settings_new ();

  settings->organisation = g_strdup ("Hét Híd EAP");
  return settings;
}

static void
add_session (EdCase *case_, int day, gint64 time)
{
  EdSession *session = ed_record_new (&ed_session_type);

  session->id = g_strdup_printf ("00000000-0000-4000-8000-0000000000%02d", day);
  session->assignment_id = g_strdup (case_->assignment_id);
  session->date = ed_date_new (2020, 3, day);
  session->time = time;
  g_ptr_array_add (case_->sessions, session);
}

EdCase *
samples_case (EdCaseKind type)
{
  EdCase *case_ = ed_case_new ();

  case_->number = 261;
  case_->type = type;
  if (type == ED_CASE_HEALTH_COACHING)
    case_->coaching_kind = 1;
  case_->client_alias = g_strdup ("Őszirózsa");
  case_->company_name = g_strdup ("Suzuki");
  case_->expert_name = g_strdup ("dr. Tűzkő Árvácska");
  case_->city = g_strdup ("Táplószentmárton");
  case_->phone = g_strdup ("06 30 111 1111");
  case_->email = g_strdup ("oszirozsa@example.org");
  case_->problem_details = g_strdup ("Other family problems");
  case_->assignment_id = g_strdup ("00000000-0000-4000-8000-000000000000");
  case_->sessions_available = 5;
  case_->session_minutes = 50;
  add_session (case_, 22, 16 * 60 + 30);
  add_session (case_, 24, 9 * 60);
  add_session (case_, 29, ED_ABSENT);
  return case_;
}

static void
write_sessions (GPtrArray *sessions, const Words *said)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      EdLoggedSession *session = sessions->pdata[i];

      session->topic = g_strdup (said->topic);
      session->notes = g_strdup (said->notes);
      session->agreed = g_strdup (said->agreed);
    }
}

static void
write_feedback (EdFeedback *values, const Words *said)
{
  values->score = 9;
  values->prompt = ED_AGREEMENT_YES;
  values->suitable = ED_AGREEMENT_PARTLY;
  values->understood = ED_AGREEMENT_YES;
  values->confidential = ED_AGREEMENT_RATHER_YES;
  values->helpful = ED_AGREEMENT_RATHER_YES;
  values->recommend = 0;
  values->liked = g_strdup (said->notes);
  values->filled_on = ed_date_new (2020, 4, 3);
}

gpointer
samples_values (EdFormKind kind, const EdCase *case_, const char *language)
{
  gpointer values = ed_form_make_values (kind, case_);
  const Words *said = words;

  while (strcmp (said->language, language) != 0)
    said++;
  if (kind == ED_FORM_SATISFACTION)
    write_feedback (values, said);
  if (kind == ED_FORM_TREATMENT_LOG)
    {
      EdTreatmentLog *log = values;

      write_sessions (log->sessions, said);
      log->concern = g_strdup (said->concern);
      log->summary = g_strdup (said->summary);
      log->outcome = 1;
      log->recommendation = g_strdup (said->recommendation);
      log->signed_on = ed_date_new (2020, 4, 3);
    }
  if (kind == ED_FORM_CASE_FILE)
    {
      EdCaseFile *file = values;

      write_sessions (file->sessions, said);
      file->goals = g_strdup (said->concern);
      file->baseline = g_strdup (said->notes);
      file->plan = g_strdup (said->agreed);
      file->results = g_strdup (said->summary);
      file->recommendation = g_strdup (said->recommendation);
      file->signed_on = ed_date_new (2020, 4, 3);
    }
  return values;
}
