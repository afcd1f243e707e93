/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each form is a table of parts, drawn one below the other. It is drawn twice: the foot of the
 * first page names the number of the last, and what stays free on a page that is filled in by hand
 * becomes lines to write on. */

#include "forms/form.h"

#include "forms/facts.h"
#include "forms/questions.h"
#include "forms/session-table.h"
#include "forms/story.h"

#include <gio/gio.h>
#include <math.h>

#define ROWS_OF_ANY_CASE 7
#define MOST_ROWS 20
#define MOST_PARTS 10

typedef enum
{
  PART_FACTS,
  PART_SCALE,
  PART_STATEMENTS,
  PART_CHOICE,
  PART_STORY,
  PART_SESSIONS,
  PART_SIGNATURE,
} PartKind;

typedef struct
{
  PartKind kind;
  const char
      *field; /* the (first) field that it shows; of the facts the day, in place of the client */
  guint n;    /* lines to write on, or fields */
  gboolean opens_page; /* of the form filled in by hand; sessions then fill theirs */
} Part;

typedef struct
{
  EdForm form;
  const Part *parts;
  guint n_parts;
} Design;

/* All of a form on its way to the paper. */
typedef struct
{
  const Design *design;
  gconstpointer values;
  const EdCase *case_; /* or NULL */
  const EdSettings *settings;
  guint rows;          /* of sessions, at least */
  gboolean is_by_hand; /* printed to be filled in */
  guint more_lines[MOST_PARTS];
} Print;

static const Part satisfaction_parts[] = {
  { PART_FACTS, "filled_on", 0 },  { PART_SCALE, "score", 0 }, { PART_STATEMENTS, "prompt", 5 },
  { PART_CHOICE, "recommend", 0 }, { PART_STORY, "liked", 3 }, { PART_STORY, "improve", 3 },
};

static const Part treatment_log_parts[] = {
  { PART_FACTS, NULL, 0 },
  { PART_STORY, "concern", 3 },
  { PART_SESSIONS, "sessions", 0 },
  { PART_STORY, "summary", 5 },
  { PART_CHOICE, "outcome", 0 },
  { PART_STORY, "recommendation", 3 },
  { PART_SIGNATURE, "signed_on", 0 },
};

static const Part case_file_parts[] = {
  { PART_FACTS, NULL, 0 },
  { PART_CHOICE, "coaching_kind", 0 },
  { PART_STORY, "goals", 4 },
  { PART_STORY, "baseline", 4 },
  { PART_STORY, "plan", 4 },
  { PART_SESSIONS, "sessions", 0, TRUE },
  { PART_STORY, "results", 4, TRUE },
  { PART_STORY, "recommendation", 3 },
  { PART_SIGNATURE, "signed_on", 0 },
};

static const Design designs[] = {
  [ED_FORM_SATISFACTION] = {
    { "satisfaction", 1, &ed_feedback_type, ED_DOCUMENT_SATISFACTION_FORM },
    satisfaction_parts, G_N_ELEMENTS (satisfaction_parts),
  },
  [ED_FORM_TREATMENT_LOG] = {
    { "treatment-log", 1, &ed_treatment_log_type, ED_DOCUMENT_TREATMENT_LOG },
    treatment_log_parts, G_N_ELEMENTS (treatment_log_parts),
  },
  [ED_FORM_CASE_FILE] = {
    { "case-file", 1, &ed_case_file_type, ED_DOCUMENT_CASE_FILE },
    case_file_parts, G_N_ELEMENTS (case_file_parts),
  },
};

static const EdField *
find_field (const Print *print, const char *name)
{
  const EdField *field = ed_record_type_find (print->design->form.values, name);

  g_assert (field != NULL);
  return field;
}

static const char *
name_type (const EdTexts *texts, const EdCase *case_)
{
  const char *word;

  if (case_ == NULL || case_->type == ED_ABSENT)
    return NULL;
  word = ed_case_type_choices[case_->type].word;
  if (case_->type == ED_CASE_HEALTH_COACHING && case_->coaching_kind != ED_ABSENT)
    word = ed_coaching_kind_choices[case_->coaching_kind].word;
  return ed_texts_say (texts, "case-types", word);
}

static char *
write_date (const Print *print, const EdTexts *texts, const char *field)
{
  gint64 date = ed_field_get_number (find_field (print, field), print->values);

  return date != ED_ABSENT ? ed_texts_long_date (texts, date) : NULL;
}

/* The client's form does not say who the client is; it has the day beside. */
static void
draw_facts (const Print *print, EdSheet *sheet, const Part *part)
{
  const EdTexts *texts = ed_sheet_texts (sheet);
  const EdCase *case_ = print->case_;
  g_autofree char *date = NULL;
  EdFact facts[] = {
    { ed_texts_say (texts, "facts", "client"), case_ != NULL ? case_->client_alias : NULL },
    { ed_texts_say (texts, "facts", "company"), case_ != NULL ? case_->company_name : NULL },
    { ed_texts_say (texts, "facts", "type"), name_type (texts, case_) },
    { ed_texts_say (texts, "facts", "expert"), case_ != NULL ? case_->expert_name : NULL },
    { NULL, NULL },
  };

  if (part->field == NULL)
    {
      ed_facts_draw (sheet, facts, 4, 2);
      return;
    }
  date = write_date (print, texts, part->field);
  facts[4] = (EdFact){ ed_texts_say (texts, ed_sheet_form (sheet), part->field), date };
  ed_facts_draw (sheet, facts + 2, 3, 3);
}

static void
draw_signature (const Print *print, EdSheet *sheet, const Part *part)
{
  const EdTexts *texts = ed_sheet_texts (sheet);
  const char *form = ed_sheet_form (sheet);
  const char *expert = print->case_ != NULL ? print->case_->expert_name : NULL;
  g_autofree char *date = write_date (print, texts, part->field);
  g_autofree char *signature = NULL;
  EdFact fact = { ed_texts_say (texts, form, part->field), date };

  signature = expert == NULL ? g_strdup (ed_texts_say (texts, form, "signature"))
                             : ed_texts_fill (texts, form, "signature.name", "name", expert, NULL);
  ed_signature_draw (sheet, &fact, signature);
}

static void
draw_part (const Print *print, EdSheet *sheet, guint i)
{
  const Part *part = &print->design->parts[i];
  const EdField *field = part->field != NULL ? find_field (print, part->field) : NULL;

  if (part->opens_page && print->is_by_hand)
    ed_sheet_turn (sheet);
  switch (part->kind)
    {
    case PART_FACTS:
      draw_facts (print, sheet, part);
      break;
    case PART_SCALE:
      ed_scale_draw (sheet,
                     part->field,
                     print->settings->score_min,
                     print->settings->score_max,
                     ed_field_get_number (field, print->values));
      break;
    case PART_STATEMENTS:
      ed_statements_draw (sheet, "statements", "agreement", field, part->n, print->values);
      break;
    case PART_CHOICE:
      ed_choice_draw (sheet, field, print->values);
      break;
    case PART_STORY:
      ed_story_draw (sheet,
                     ed_texts_say (ed_sheet_texts (sheet), ed_sheet_form (sheet), part->field),
                     ed_field_get_text (field, print->values),
                     part->n + print->more_lines[i]);
      break;
    case PART_SESSIONS:
      g_assert (field != NULL);
      ed_session_table_draw (sheet,
                             G_STRUCT_MEMBER (GPtrArray *, print->values, field->offset),
                             print->rows,
                             print->is_by_hand,
                             part->opens_page);
      break;
    case PART_SIGNATURE:
      draw_signature (print, sheet, part);
      break;
    }
}

static gboolean
is_empty_story (const Print *print, const Part *part)
{
  return part->kind == PART_STORY
         && ed_field_is_absent (find_field (print, part->field), print->values);
}

/* Shares out the free lines of each page among the stories there, PAGES[i] being part i's. */
static void
share_lines (Print *print, EdSheet *sheet, const guint *pages)
{
  for (guint page = 1; page <= ed_sheet_page (sheet); page++)
    {
      guint lines = (guint) (fmax (ed_sheet_left_over (sheet, page), 0) / ED_SHEET_LINE);
      guint n = 0;

      for (guint i = 0; i < print->design->n_parts; i++)
        n += pages[i] == page;
      for (guint i = 0; i < print->design->n_parts; i++)
        {
          if (pages[i] != page)
            continue;
          print->more_lines[i] = (lines + n - 1) / n;
          lines -= print->more_lines[i];
          n--;
        }
    }
}

static GBytes *
draw_form (Print *print, EdSheetFrame *frame, GError **error)
{
  g_autoptr (EdSheet) sheet = ed_sheet_new (frame);
  guint pages[MOST_PARTS] = { 0 };
  GBytes *pdf;

  for (guint i = 0; i < print->design->n_parts; i++)
    {
      draw_part (print, sheet, i);
      if (print->is_by_hand && is_empty_story (print, &print->design->parts[i]))
        pages[i] = ed_sheet_page (sheet);
    }
  pdf = ed_sheet_finish (sheet, error);
  frame->pages = ed_sheet_page (sheet);
  share_lines (print, sheet, pages);
  return pdf;
}

/* How many rows of sessions: those filled in, or so many as the case may have. */
static guint
count_rows (const Print *print)
{
  const EdField *field = ed_record_type_find (print->design->form.values, "sessions");
  const EdCase *case_ = print->case_;

  if (field == NULL || (!print->is_by_hand && !ed_field_is_absent (field, print->values)))
    return 0;
  if (case_ == NULL || case_->sessions_available == ED_ABSENT)
    return ROWS_OF_ANY_CASE;
  return (guint) CLAMP (case_->sessions_available, 1, MOST_ROWS);
}

static gboolean
check_values (EdFormKind kind, gconstpointer values, const EdSettings *settings, GError **error)
{
  const EdField *wrong = ed_record_find_invalid (designs[kind].form.values, values);
  gint64 score = ED_ABSENT;

  g_assert (values != NULL);
  if (kind == ED_FORM_SATISFACTION)
    score = ((const EdFeedback *) values)->score;
  if (score != ED_ABSENT && (score < settings->score_min || score > settings->score_max))
    wrong = ed_record_type_find (&ed_feedback_type, "score");
  if (wrong != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "'%s' is not right", wrong->name);
  return wrong == NULL;
}

const EdForm *
ed_form_get (EdFormKind kind)
{
  return &designs[kind].form;
}

const char *const *
ed_form_list_languages (void)
{
  return ed_texts_list_languages ();
}

const char *
ed_form_language_name (const char *language)
{
  return ed_texts_say (ed_texts_get (language), "language", "name");
}

const char *
ed_form_title (EdFormKind kind, const char *language)
{
  return ed_texts_say (ed_texts_get (language), designs[kind].form.name, "title");
}

/* Whether FIELD is one of TYPE's own. */
static gboolean
has_field (const EdRecordType *type, const EdField *field)
{
  return field >= type->fields && field < type->fields + type->n_fields;
}

const char *
ed_form_label (EdFormKind kind, const EdField *field, const char *language)
{
  const EdTexts *texts = ed_texts_get (language);
  const char *form = designs[kind].form.name;

  if (has_field (&ed_logged_session_type, field))
    return ed_texts_say_word (texts, form, "sessions", field->name);
  return ed_texts_say (texts, form, field->name);
}

const char *
ed_form_choice (EdFormKind kind, const EdField *field, gint64 choice, const char *language)
{
  const char *key = field->choices == ed_agreement_choices ? "agreement" : field->name;

  return ed_texts_say_word (ed_texts_get (language),
                            designs[kind].form.name,
                            key,
                            field->choices[choice].word);
}

gpointer
ed_form_make_values (EdFormKind kind, const EdCase *case_)
{
  gpointer values = ed_record_new (designs[kind].form.values);

  if (case_ == NULL)
    return values;
  if (kind == ED_FORM_CASE_FILE)
    ((EdCaseFile *) values)->coaching_kind = case_->coaching_kind;
  ed_form_follow_case (kind, values, case_);
  return values;
}

void
ed_form_follow_case (EdFormKind kind, gpointer values, const EdCase *case_)
{
  if (kind == ED_FORM_TREATMENT_LOG)
    ed_logged_sessions_follow (((EdTreatmentLog *) values)->sessions, case_);
  if (kind == ED_FORM_CASE_FILE)
    ed_logged_sessions_follow (((EdCaseFile *) values)->sessions, case_);
}

GBytes *
ed_form_write_pdf (EdFormKind kind,
                   gconstpointer values,
                   const EdCase *case_,
                   const EdSettings *settings,
                   const char *language,
                   GError **error)
{
  const Design *design = &designs[kind];
  gpointer own = values == NULL ? ed_form_make_values (kind, case_) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GBytes) counted = NULL;
  GBytes *pdf = NULL;
  Print print = {
    .design = design,
    .values = own != NULL ? own : values,
    .case_ = case_,
    .settings = settings,
    .is_by_hand = values == NULL,
  };
  EdSheetFrame frame = { ed_texts_get (language), design->form.name, settings->organisation };

  if (case_ != NULL && case_->number != ED_ABSENT)
    number = g_strdup_printf ("%" G_GINT64_FORMAT, case_->number);
  code = g_strjoin ("/", "experts-dashboard:form/1", design->form.name, number, NULL);
  frame.number = number;
  frame.code = code;
  frame.version = design->form.version;
  print.rows = count_rows (&print);
  if (check_values (kind, print.values, settings, error))
    counted = draw_form (&print, &frame, error);
  if (counted != NULL)
    pdf = draw_form (&print, &frame, error);
  ed_record_free (design->form.values, own);
  return pdf;
}
