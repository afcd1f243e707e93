/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-texts.h"
#include "client/cases/profile-texts.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"

#include <pango/pango.h>
#include <string.h>

/* The sample case NUMBER as an item, judged at ED_SAMPLE_NOW. */
static EdCaseItem *
make_item (gint64 number)
{
  g_autoptr (EdDesk) desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  g_autoptr (EdOutlook) outlook = ed_outlook_new (ed_desk_settings (desk));
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012" G_GINT64_FORMAT, number);
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  ed_sample_cases_add (desk);
  row->row = 1;
  row->case_ = ed_case_copy (ed_fake_desk_find (desk, id));
  return ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
}

typedef struct
{
  gint64 number;
  const char *badge, *icon, *tone;
  const char *progress;
  gboolean due, crisis;
  const char *next;
} Row;

static const Row rows[] = {
  { 261, "", "clock", NULL, "0/3", FALSE, FALSE, "Next: contact the client" },
  { 274, "4 hours", "warning", "error", "0/3", TRUE, TRUE, "Next: contact the client" },
  { 272, "24 hours", "clock", "error", "0/3", TRUE, FALSE, "Next: contact the client" },
  { 270, "48 hours", "warning", "error", "0/3", TRUE, FALSE, "Next: contact the client" },
  { 266, "5 days", "warning", "error", "1/3", TRUE, FALSE, "Next: register the first session" },
  { 240,
    "2 months",
    "clock",
    "warning",
    "2/3",
    TRUE,
    FALSE,
    "Next: the treatment log, then the case can be closed" },
  { 221,
    "3 months",
    "warning",
    "error",
    "2/3",
    TRUE,
    FALSE,
    "Next: the client’s satisfaction, then the case can be closed" },
  { 255,
    "",
    "clock",
    NULL,
    "2/3",
    FALSE,
    FALSE,
    "Next: the case file, then the case can be closed" },
  { 250,
    "",
    "clock",
    NULL,
    "3/3",
    FALSE,
    FALSE,
    "All conditions are fulfilled: the case may be closed" },
  { 268,
    "",
    "clock",
    NULL,
    "2/3",
    FALSE,
    FALSE,
    "Next: the session on Sat 28 March 2020, in 4 days" },
  { 244,
    "Approval pending",
    "check",
    "success",
    "3/3",
    FALSE,
    FALSE,
    "The case is closed, approval is pending" },
  { 262,
    "Client unreachable",
    "unreachable",
    "error",
    "0/3",
    FALSE,
    FALSE,
    "The case is closed, approval is pending" },
  { 199, "", "clock", NULL, "3/3", FALSE, FALSE, "The case is closed and approved" },
};

static void
test_bar_shows_how_the_case_stands (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (rows[i].number);
      g_autofree char *badge = ed_case_badge_text (NULL, item);
      g_autofree char *icon = ed_case_badge_icon (NULL, item);
      g_autofree char *icon_name = g_strdup_printf ("ed-badge-%s-symbolic", rows[i].icon);
      g_auto (GStrv) classes = ed_case_badge_classes (NULL, item);
      g_auto (GStrv) bar_classes = ed_case_bar_classes (NULL, item);
      g_autofree char *progress = ed_case_progress_text (NULL, item);
      g_autofree char *next = ed_profile_next_text (NULL, item);

      g_test_message ("case %" G_GINT64_FORMAT, rows[i].number);
      g_assert_cmpstr (badge, ==, rows[i].badge);
      g_assert_cmpstr (icon, ==, icon_name);
      g_assert_cmpstr (classes[1], ==, rows[i].tone);
      g_assert_cmpint (ed_case_has_badge (NULL, item), ==, *rows[i].badge != '\0');
      g_assert_cmpstr (progress, ==, rows[i].progress);
      g_assert_cmpint (ed_case_progress_value (NULL, item), ==, progress[0] - '0');
      g_assert_cmpint (g_strv_contains ((const char *const *) bar_classes, "due"), ==, rows[i].due);
      g_assert_cmpint (ed_case_is_crisis (NULL, item), ==, rows[i].crisis);
      g_assert_cmpstr (next, ==, rows[i].next);
    }
}

static void
test_badge_explains_itself (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (rows[i].number);
      g_autofree char *fact = ed_case_badge_fact (NULL, item);
      g_autofree char *rule = ed_case_badge_rule (NULL, item);
      g_autofree char *action = ed_case_badge_action (NULL, item);
      gboolean has_badge = *rows[i].badge != '\0';

      g_assert_cmpint (*fact != '\0', ==, has_badge);
      g_assert_cmpint (*rule != '\0', ==, has_badge);
      g_assert_cmpint (*action != '\0', ==, has_badge);
    }
}

static void
test_badge_names_fact_rule_and_action (void)
{
  g_autoptr (EdCaseItem) late = make_item (272);
  g_autoptr (EdCaseItem) crisis = make_item (274);
  g_autofree char *fact = ed_case_badge_fact (NULL, late);
  g_autofree char *rule = ed_case_badge_rule (NULL, late);
  g_autofree char *action = ed_case_badge_action (NULL, late);
  g_autofree char *crisis_rule = ed_case_badge_rule (NULL, crisis);

  g_assert_cmpstr (fact,
                   ==,
                   "Assigned on 23 March 2020, 10:32, 26 hours ago, and the client has not been "
                   "contacted yet.");
  g_assert_cmpstr (
      rule,
      ==,
      "The client has to be contacted within 48 hours after a case has been assigned.");
  g_assert_cmpstr (action, ==, "Contact the client, then press “Client has been contacted”.");
  g_assert_cmpstr (crisis_rule,
                   ==,
                   "The client has to be contacted within 4 hours after a case has been assigned.");
}

static void
test_returned_case_tells_the_note (void)
{
  g_autoptr (EdCaseItem) item = make_item (250);
  EdCase *case_ = (EdCase *) ed_case_item_case (item);
  g_autofree char *fact = NULL;
  g_autofree char *text = NULL;

  case_->returned = ed_record_new (&ed_return_type);
  case_->returned->at = ED_SAMPLE_NOW;
  case_->returned->note = g_strdup ("One session is missing");
  fact = ed_case_badge_fact (NULL, item);
  text = ed_case_badge_text (NULL, item);
  g_assert_cmpstr (text, ==, "Returned");
  g_assert_cmpstr (fact, ==, "The coordinator sent the case back: “One session is missing”");
}

static void
test_title_is_in_the_guides_order (void)
{
  g_autoptr (EdCaseItem) item = make_item (261);
  g_autofree char *title = ed_case_title_text (NULL, item);
  g_autofree char *markup = ed_case_title_markup (NULL, item, FALSE);
  g_autofree char *hidden = ed_case_title_markup (NULL, item, TRUE);
  g_autofree char *plain = NULL;

  g_assert_cmpstr (title,
                   ==,
                   "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY");
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL));
  g_assert_cmpstr (plain, ==, title);
  g_assert_nonnull (strstr (markup, "<b>Suzuki</b>"));
  g_assert_nonnull (strstr (markup, "<b>XY</b>"));
  g_assert_null (strstr (hidden, "XY"));
}

static void
test_title_escapes_what_people_type (void)
{
  g_autoptr (EdCaseItem) item = make_item (261);
  EdCase *case_ = (EdCase *) ed_case_item_case (item);
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;

  g_free (case_->company_name);
  case_->company_name = g_strdup ("<i>A & B</i>");
  markup = ed_case_title_markup (NULL, item, FALSE);
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL));
  g_assert_nonnull (strstr (plain, "<i>A & B</i>"));
}

static void
test_coaching_shows_its_kind (void)
{
  g_autoptr (EdCaseItem) item = make_item (255);
  g_autofree char *title = ed_case_title_text (NULL, item);

  g_assert_nonnull (strstr (title, "Life coach"));
  g_assert_cmpstr (ed_case_type_label (ed_case_item_case (item)), ==, "Life coach");
}

static void
test_new_case_has_no_number (void)
{
  g_autoptr (EdCaseItem) item = make_item (261);
  g_autofree char *named = ed_case_name_text (NULL, item);
  g_autofree char *unnamed = NULL;

  ((EdCase *) ed_case_item_case (item))->number = ED_ABSENT;
  unnamed = ed_case_name_text (NULL, item);
  g_assert_cmpstr (named, ==, "Case 261");
  g_assert_cmpstr (unnamed, ==, "New case");
}

static void
test_nothing_shown_is_no_fault (void)
{
  g_autofree char *title = ed_case_title_text (NULL, NULL);
  g_autofree char *markup = ed_case_title_markup (NULL, NULL, FALSE);
  g_autofree char *badge = ed_case_badge_text (NULL, NULL);
  g_autofree char *fact = ed_case_badge_fact (NULL, NULL);
  g_autofree char *next = ed_profile_next_text (NULL, NULL);
  g_autofree char *sessions = ed_profile_sessions_text (NULL, NULL);

  g_assert_cmpstr (title, ==, "");
  g_assert_cmpstr (markup, ==, "");
  g_assert_cmpstr (badge, ==, "");
  g_assert_cmpstr (fact, ==, "");
  g_assert_cmpstr (next, ==, "");
  g_assert_cmpstr (sessions, ==, "");
}

/* --- checklist ------------------------------------------------------------------------------- */

static const struct
{
  gint64 number;
  guint check;
  gboolean done, next;
  const char *title, *detail, *button;
} checklist[] = {
  { 261,
    ED_CHECK_CONTACTED,
    FALSE,
    TRUE,
    "Contact the client",
    "Due by 26 March 2020, 09:32, in 45 hours",
    "Client has been contacted" },
  { 270,
    ED_CHECK_CONTACTED,
    FALSE,
    TRUE,
    "Contact the client",
    "Was due by 23 March 2020, 10:32, 26 hours ago",
    "Client has been contacted" },
  { 240,
    ED_CHECK_CONTACTED,
    TRUE,
    FALSE,
    "Client has been contacted",
    "5 January 2020, 12:32, within 48 hours",
    "" },
  { 261,
    ED_CHECK_SESSION,
    FALSE,
    FALSE,
    "At least one session registered",
    "None yet",
    "Add session" },
  { 266,
    ED_CHECK_SESSION,
    FALSE,
    TRUE,
    "At least one session registered",
    "Due by Sat 21 March 2020, 3 days ago",
    "Add session" },
  { 268,
    ED_CHECK_SESSION,
    FALSE,
    TRUE,
    "At least one session registered",
    "Planned for Sat 28 March 2020, in 4 days",
    "" },
  { 240,
    ED_CHECK_SESSION,
    TRUE,
    FALSE,
    "At least one session registered",
    "3 of 5 used, 2 left",
    "" },
  { 240,
    ED_CHECK_DOCUMENT,
    FALSE,
    TRUE,
    "Treatment log uploaded",
    "Not yet",
    "Upload treatment log" },
  { 250, ED_CHECK_DOCUMENT, TRUE, FALSE, "Treatment log uploaded", "", "" },
  { 255, ED_CHECK_DOCUMENT, FALSE, TRUE, "Case file uploaded", "Not yet", "Upload case file" },
  { 240,
    ED_CHECK_SATISFACTION,
    FALSE,
    FALSE,
    "Satisfaction feedback form or score",
    "Not yet",
    "Upload satisfaction feedback form" },
  { 221,
    ED_CHECK_SATISFACTION,
    FALSE,
    TRUE,
    "Satisfaction score",
    "Not yet",
    "Enter satisfaction score" },
  { 250,
    ED_CHECK_SATISFACTION,
    TRUE,
    FALSE,
    "Satisfaction score entered",
    "9 of 10",
    "Change the score" },
};

static void
test_checklist_says_what_is_done_and_what_is_not (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checklist); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (checklist[i].number);
      g_autofree char *title = ed_check_title (NULL, item, checklist[i].check);
      g_autofree char *detail = ed_check_detail (NULL, item, checklist[i].check);
      g_autofree char *button = ed_check_button (NULL, item, checklist[i].check);

      g_test_message ("case %" G_GINT64_FORMAT ", check %u",
                      checklist[i].number,
                      checklist[i].check);
      g_assert_cmpint (ed_check_is_done (NULL, item, checklist[i].check), ==, checklist[i].done);
      g_assert_cmpint (ed_check_is_next (NULL, item, checklist[i].check), ==, checklist[i].next);
      g_assert_cmpstr (title, ==, checklist[i].title);
      g_assert_cmpstr (detail, ==, checklist[i].detail);
      g_assert_cmpstr (button, ==, checklist[i].button);
    }
}

static void
test_second_button_is_the_other_way (void)
{
  static const struct
  {
    gint64 number;
    guint check;
    const char *button, *action, *fill;
  } lines[] = {
    { 240, ED_CHECK_CONTACTED, "Correct the time…", "deed.correct-contact", "" },
    { 261, ED_CHECK_CONTACTED, "At another time…", "deed.contact-at", "" },
    { 240, ED_CHECK_DOCUMENT, "", "deed.upload-needed", "Fill in the treatment log" },
    { 255, ED_CHECK_DOCUMENT, "", "deed.upload-needed", "Fill in the case file" },
    { 250, ED_CHECK_DOCUMENT, "Upload a newer version…", "deed.upload-needed", "" },
    { 240, ED_CHECK_SATISFACTION, "Enter satisfaction score", "deed.score", "Fill in the form" },
    { 250, ED_CHECK_SATISFACTION, "Upload satisfaction feedback form", "deed.upload-form", "" },
    { 221, ED_CHECK_SATISFACTION, "", NULL, "" }, /* financial: there is no form */
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (lines[i].number);
      g_autofree char *button = ed_check_other_button (NULL, item, lines[i].check);
      g_autofree char *action = ed_check_other_action (NULL, item, lines[i].check);
      g_autofree char *fill = ed_check_fill_button (NULL, item, lines[i].check);

      g_assert_cmpstr (button, ==, lines[i].button);
      g_assert_cmpstr (fill, ==, lines[i].fill);
      if (lines[i].action != NULL)
        g_assert_cmpstr (action, ==, lines[i].action);
    }
}

static void
test_closing_waits_for_its_files (void)
{
  static const struct
  {
    gint64 number;
    gboolean mine;
    guint unsent;
    gboolean offline;
    const char *text; /* NULL: nothing to say */
  } lines[] = {
    { 250, TRUE, 0, FALSE, NULL },
    { 250, TRUE, 1, FALSE, "1 file is being sent; the closing follows it." },
    { 250, TRUE, 2, TRUE, "2 files wait for the connection; the closing is sent after them." },
    { 250, FALSE, 2, TRUE, NULL },
    { 240, TRUE, 2, TRUE, NULL }, /* not ready to be closed */
    { 244, TRUE, 2, FALSE, "2 files are being sent; the closing follows them." },
    { 199, TRUE, 2, FALSE, NULL }, /* approved */
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (lines[i].number);
      g_autofree char *text =
          ed_profile_files_text (NULL, item, lines[i].mine, lines[i].unsent, lines[i].offline);

      g_test_message ("row %u", i);
      g_assert_cmpstr (text, ==, lines[i].text);
    }
}

static void
test_late_contact_tells_how_late (void)
{
  g_autoptr (EdCaseItem) item = make_item (240);
  EdCase *case_ = (EdCase *) ed_case_item_case (item);
  g_autofree char *detail = NULL;

  case_->contacted_at = case_->assigned_at + 51 * G_GINT64_CONSTANT (3600000);
  detail = ed_check_detail (NULL, item, ED_CHECK_CONTACTED);
  g_assert_true (g_str_has_suffix (detail, ", 2 days after the assignment"));
}

static void
test_tick_box_stands_in_for_satisfaction (void)
{
  g_autoptr (EdCaseItem) item = make_item (240);
  g_autofree char *title = NULL;

  ((EdCase *) ed_case_item_case (item))->satisfaction_not_possible = 1;
  title = ed_check_title (NULL, item, ED_CHECK_SATISFACTION);
  g_assert_cmpstr (title, ==, "Submission of client satisfaction feedback form not possible");
  g_assert_true (ed_check_is_done (NULL, item, ED_CHECK_SATISFACTION));
}

static void
test_needed_conditions (void)
{
  g_autoptr (EdCaseItem) legal = make_item (270);
  g_autoptr (EdCaseItem) unreachable = make_item (262);
  g_autoptr (EdCaseItem) psychological = make_item (261);

  g_assert_false (ed_check_is_needed (NULL, legal, ED_CHECK_DOCUMENT));
  g_assert_true (ed_check_is_needed (NULL, psychological, ED_CHECK_DOCUMENT));
  g_assert_false (ed_check_is_needed (NULL, unreachable, ED_CHECK_ALL));
}

static void
test_missing_things_are_listed (void)
{
  static const struct
  {
    gint64 number;
    const char *text; /* NULL: nothing is missing */
  } missing[] = {
    { 261, "Missing before this can be invoiced: contact, session, treatment log, satisfaction" },
    { 268, "Missing before this can be invoiced: the coming session, treatment log, satisfaction" },
    { 255, "Missing before this can be invoiced: case file, satisfaction" },
    { 221, "Missing before this can be invoiced: satisfaction" },
    { 250, NULL },
    { 244, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (missing[i].number);
      g_autofree char *text = ed_profile_missing_text (NULL, item);

      g_assert_cmpstr (text, ==, missing[i].text);
    }
}

static void
test_locked_profile_says_why (void)
{
  static const struct
  {
    gint64 number;
    gboolean mine;
    const char *text; /* NULL: not locked */
  } locked[] = {
    { 261, TRUE, NULL },
    { 261, FALSE, "Only the expert of the case registers what is done." },
    { 244, TRUE, "The profile is locked until the closing has been approved." },
    { 199, TRUE, "Closed cases can be read, not changed." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (locked); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (locked[i].number);
      g_autofree char *text = ed_profile_locked_text (NULL, item, locked[i].mine);

      g_assert_cmpstr (text, ==, locked[i].text);
    }
}

/* --- sessions -------------------------------------------------------------------------------- */

static void
test_sessions_are_counted (void)
{
  static const struct
  {
    gint64 available;
    const char *text;
  } counts[] = {
    { 5, "3 of 5 used, 2 left" },
    { 3, "3 of 3 used, 0 left" },
    { 2, "3 of 2 used, 1 over the limit" },
    { ED_ABSENT, "3 used" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (EdCaseItem) item = make_item (240);
      g_autofree char *text = NULL;

      ((EdCase *) ed_case_item_case (item))->sessions_available = counts[i].available;
      text = ed_profile_sessions_text (NULL, item);
      g_assert_cmpstr (text, ==, counts[i].text);
    }
}

static void
test_session_is_written_as_in_the_guide (void)
{
  gint64 today = ed_date_from_text ("2020-03-24");
  EdSession session = {
    .date = ed_date_from_text ("2020-03-22"),
    .time = ED_ABSENT,
    .minutes = ED_ABSENT,
  };
  g_autofree char *plain = ed_session_markup (1, &session);
  g_autofree char *detail = ed_session_detail (&session, 50, today);
  g_autofree char *unknown = ed_session_detail (&session, ED_ABSENT, today);
  g_autofree char *timed = NULL;
  g_autofree char *longer = NULL;

  session.time = 16 * 60;
  session.minutes = 80;
  timed = ed_session_markup (2, &session);
  longer = ed_session_detail (&session, 50, today);
  g_assert_cmpstr (plain, ==, "Date and time of session 1: <b>2020-03-22</b>");
  g_assert_cmpstr (timed, ==, "Date and time of session 2: <b>2020-03-22</b> 16:00");
  g_assert_cmpstr (detail, ==, "50 minutes · Sun 22 March 2020, 2 days ago");
  g_assert_cmpstr (unknown, ==, "Sun 22 March 2020, 2 days ago");
  g_assert_cmpstr (longer, ==, "80 minutes · Sun 22 March 2020, 2 days ago");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/case-texts/bar", test_bar_shows_how_the_case_stands);
  g_test_add_func ("/client/case-texts/badge-explains", test_badge_explains_itself);
  g_test_add_func ("/client/case-texts/badge-names", test_badge_names_fact_rule_and_action);
  g_test_add_func ("/client/case-texts/returned", test_returned_case_tells_the_note);
  g_test_add_func ("/client/case-texts/title", test_title_is_in_the_guides_order);
  g_test_add_func ("/client/case-texts/title-escapes", test_title_escapes_what_people_type);
  g_test_add_func ("/client/case-texts/coaching-kind", test_coaching_shows_its_kind);
  g_test_add_func ("/client/case-texts/no-number", test_new_case_has_no_number);
  g_test_add_func ("/client/case-texts/nothing", test_nothing_shown_is_no_fault);
  g_test_add_func ("/client/profile-texts/checks",
                   test_checklist_says_what_is_done_and_what_is_not);
  g_test_add_func ("/client/profile-texts/second-button", test_second_button_is_the_other_way);
  g_test_add_func ("/client/profile-texts/unsent-files", test_closing_waits_for_its_files);
  g_test_add_func ("/client/profile-texts/late-contact", test_late_contact_tells_how_late);
  g_test_add_func ("/client/profile-texts/tick-box", test_tick_box_stands_in_for_satisfaction);
  g_test_add_func ("/client/profile-texts/needed-conditions", test_needed_conditions);
  g_test_add_func ("/client/profile-texts/missing", test_missing_things_are_listed);
  g_test_add_func ("/client/profile-texts/locked", test_locked_profile_says_why);
  g_test_add_func ("/client/profile-texts/sessions", test_sessions_are_counted);
  g_test_add_func ("/client/profile-texts/session", test_session_is_written_as_in_the_guide);
  return g_test_run ();
}
