/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-papers.h"

#include "domain/days.h"
#include "server/demo-paper.h"

/* What is said of the appointments, one after another. */
static const char *const remarks[] = {
  "First interview: what brings the client here, what has been tried, what should be different. "
  "The frame of the counselling was explained and agreed on.",
  "The week in detail. One situation worked through, step by step; two exercises to try at home.",
  "What went well was looked at first. The client names early signs now, and what helps then.",
  "Resources: who is there, what gives strength. A plan for difficult days, in the client's own "
  "words.",
  "Looking back and forward. What was reached is kept; what to do if it comes back was written "
  "down.",
};

static const char *const questions[] = {
  "How satisfied are you with the counselling as a whole?",
  "How easy was it to get an appointment?",
  "How well did you feel understood?",
  "How much has your situation improved?",
};

static const char *
get_title (EdDocumentKind kind)
{
  return kind == ED_DOCUMENT_OTHER ? "Letter" : ed_document_kind_choices[kind].label;
}

static EdDemoPaper *
begin (EdDocumentKind kind, const EdDemoCase *case_)
{
  EdDemoPaper *paper = ed_demo_paper_new (get_title (kind));

  ed_demo_paper_add_fact (paper, "Company name", case_->company);
  ed_demo_paper_add_fact (paper, "Client name", case_->alias);
  ed_demo_paper_add_fact (paper, "City of consultation", case_->city);
  return paper;
}

/* A treatment log, or the coaches' case file: what was done, appointment by appointment. */
static void
write_log (EdDemoPaper *paper, const EdDemoCase *case_, const gint64 *dates, guint n)
{
  ed_demo_paper_add_heading (paper, "Problem details");
  ed_demo_paper_add_text (paper, case_->problem);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = ed_date_to_text (dates[i]);
      g_autofree char *heading = g_strdup_printf ("Session %u – %s", i + 1, day);

      ed_demo_paper_add_heading (paper, heading);
      ed_demo_paper_add_text (paper, remarks[i % G_N_ELEMENTS (remarks)]);
    }
  ed_demo_paper_end_page (paper);
  ed_demo_paper_add_heading (paper, "Summary");
  ed_demo_paper_add_text (paper,
                          "The aims agreed on in the first interview were worked on in every "
                          "session. The client takes part actively and does the exercises in "
                          "between. No danger to self or others was seen at any time.");
  ed_demo_paper_add_heading (paper, "Recommendation");
  ed_demo_paper_add_text (paper,
                          "Go on with the exercises; talk to the family doctor where bodily "
                          "complaints remain. The client knows how to reach the programme again.");
}

static void
write_form (EdDemoPaper *paper)
{
  ed_demo_paper_add_heading (paper, "1 = not at all, 10 = entirely");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *answer = g_strdup_printf ("%u of 10", 10 - i % 3);

      ed_demo_paper_add_text (paper, questions[i]);
      ed_demo_paper_add_fact (paper, "Answer", answer);
    }
  ed_demo_paper_add_heading (paper, "What else would you like to say?");
  ed_demo_paper_add_text (paper, "I wish I had called earlier. Thank you!");
}

GBytes *
ed_demo_papers_make (EdDocumentKind kind, const EdDemoCase *case_, const gint64 *dates, guint n)
{
  EdDemoPaper *paper = begin (kind, case_);

  switch (kind)
    {
    case ED_DOCUMENT_TREATMENT_LOG:
    case ED_DOCUMENT_CASE_FILE:
      write_log (paper, case_, dates, n);
      break;
    case ED_DOCUMENT_SATISFACTION_FORM:
      write_form (paper);
      break;
    case ED_DOCUMENT_OTHER:
      ed_demo_paper_add_heading (paper, "From the family doctor");
      ed_demo_paper_add_text (paper,
                              "No bodily cause was found for the complaints. Counselling is "
                              "recommended, and a second appointment here in three months.");
      break;
    }
  return ed_demo_paper_finish (paper);
}

char *
ed_demo_papers_name (EdDocumentKind kind, const EdDemoCase *case_)
{
  return g_strdup_printf ("%s %s.pdf", get_title (kind), case_->alias);
}
