/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/client-paper.h"

#include "domain/late-work.h"
#include "domain/message.h"
#include "domain/request.h"
#include "forms/facts.h"
#include "forms/flow.h"
#include "forms/intake-words.h"

#include <math.h>

#define FORM "client"
#define LABEL_WIDTH 150.0
#define GAP 12.0
#define PADDING 4.0
#define SECTION_GAP 22.0
#define PART_GAP 12.0
#define LEAST 40.0 /* that a heading keeps of what it heads on its page */

typedef struct
{
  EdSheet *sheet;
  const EdClientContent *content;
  const char *language;
  const char *part; /* heading that is due with the next line, or NULL */
} Pen;

static const char *
say (Pen *pen, const char *key)
{
  return ed_texts_say (ed_sheet_texts (pen->sheet), FORM, key);
}

/* The word of a choice, or NULL where it is absent. */
static const char *
say_choice (Pen *pen, const char *key, const EdChoice *choices, gint64 choice)
{
  return choice != ED_ABSENT
             ? ed_texts_say_word (ed_sheet_texts (pen->sheet), FORM, key, choices[choice].word)
             : NULL;
}

/* --- lines ------------------------------------------------------------------------------------ */

static void
draw_heading (Pen *pen, EdStyle style, const char *text, double gap)
{
  EdSheet *sheet = pen->sheet;

  ed_sheet_move (sheet, gap);
  ed_sheet_need (sheet, LEAST + gap);
  ed_sheet_move (
      sheet,
      ed_sheet_write (sheet, style, text, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH)
          + PADDING);
}

/* The part begins where it has a line at all. */
static void
begin_part (Pen *pen, const char *key)
{
  pen->part = say (pen, key);
}

/* What is absent has no line. VALUE may be as long as it wants. */
static void
draw_line (Pen *pen, const char *label, const char *value)
{
  EdSheet *sheet = pen->sheet;
  g_autoptr (PangoLayout) name = NULL;
  g_autoptr (EdFlow) flow = NULL;
  double least;

  if (value == NULL || *value == '\0')
    return;
  if (pen->part != NULL)
    draw_heading (pen, ED_STYLE_STRONG_LABEL, g_steal_pointer (&pen->part), PART_GAP);
  name = ed_sheet_set (sheet, ED_STYLE_LABEL, label != NULL ? label : "–", LABEL_WIDTH - GAP);
  flow = ed_flow_new (sheet, ED_STYLE_ANSWER, value, ED_SHEET_WIDTH - LABEL_WIDTH);
  least = ed_layout_height (name);
  ed_sheet_need (sheet, fmax (least, fmin (ed_flow_height (flow), LEAST)) + PADDING);
  ed_sheet_show (sheet, name, ED_SHEET_LEFT, ed_sheet_y (sheet) + 1);
  for (;;)
    {
      double height = ed_flow_draw (flow,
                                    ED_SHEET_LEFT + LABEL_WIDTH,
                                    ed_sheet_y (sheet),
                                    ed_sheet_room (sheet));

      if (ed_flow_is_done (flow))
        {
          ed_sheet_move (sheet, fmax (height, least) + PADDING);
          return;
        }
      least = 0;
      ed_sheet_turn (sheet);
    }
}

static void
draw_number (Pen *pen, const char *label, gint64 number)
{
  g_autofree char *text =
      number != ED_ABSENT ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  draw_line (pen, label, text);
}

static char *
write_date (Pen *pen, gint64 date)
{
  return date != ED_ABSENT ? ed_texts_long_date (ed_sheet_texts (pen->sheet), date) : NULL;
}

static char *
write_instant (Pen *pen, gint64 at)
{
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (at == ED_ABSENT)
    return NULL;
  date = write_date (pen, ed_zone_date (pen->content->zone, at));
  time = ed_time_to_text (ed_zone_minutes (pen->content->zone, at));
  return g_strdup_printf ("%s, %s", date, time);
}

static void
draw_instant (Pen *pen, const char *label, gint64 at)
{
  g_autofree char *text = write_instant (pen, at);

  draw_line (pen, label, text);
}

/* A, B and C, those that there are, with a mark between. Frees A. */
static char *
join (char *a, const char *b, const char *c)
{
  const char *parts[] = { a, b, c };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  g_free (a);
  return g_string_free (text, FALSE);
}

/* --- of a case -------------------------------------------------------------------------------- */

static void
draw_field (Pen *pen, const EdField *field, gconstpointer record)
{
  const char *label;
  gint64 number;

  if (field->label == NULL || ed_field_is_absent (field, record))
    return;
  label = ed_intake_words_label (pen->language, field);
  if (field->kind == ED_FIELD_TEXT)
    {
      draw_line (pen, label, ed_field_get_text (field, record));
      return;
    }
  number = ed_field_get_number (field, record);
  if (field->kind == ED_FIELD_INSTANT)
    draw_instant (pen, label, number);
  else if (field->kind == ED_FIELD_INTEGER)
    draw_number (pen, label, number);
  else
    draw_line (pen, label, ed_intake_words_say (pen->language, field, number));
}

static void
draw_experts (Pen *pen, const EdCase *case_)
{
  begin_part (pen, "experts");
  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *assignment = case_->assignments->pdata[i];
      g_autofree char *from = write_instant (pen, assignment->from);
      g_autofree char *to = write_instant (pen, assignment->to);
      g_autofree char *text = g_strdup_printf ("%s – %s", from, to != NULL ? to : "");

      draw_line (pen, assignment->expert_name, text);
    }
  for (guint i = 0; i < case_->declined->len; i++)
    {
      const EdDecline *decline = case_->declined->pdata[i];
      g_autofree char *text =
          join (write_instant (pen, decline->at),
                say (pen, "declined"),
                say_choice (pen, "decline", ed_decline_reason_choices, decline->reason));

      draw_line (pen, decline->by_name, text);
    }
  if (case_->expert_name != NULL)
    draw_instant (pen, case_->expert_name, case_->assigned_at);
  draw_instant (pen, say (pen, "contacted"), case_->contacted_at);
}

static void
draw_session (Pen *pen, const EdSession *session)
{
  g_autofree char *label = write_date (pen, session->date);
  g_autofree char *minutes = NULL;
  g_autofree char *time = session->time != ED_ABSENT ? ed_time_to_text (session->time) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (session->minutes != ED_ABSENT)
    {
      number = g_strdup_printf ("%" G_GINT64_FORMAT, session->minutes);
      minutes =
          ed_texts_fill (ed_sheet_texts (pen->sheet), FORM, "minutes", "minutes", number, NULL);
    }
  text = join (g_steal_pointer (&time),
               minutes,
               session->deleted == 1
                   ? say_choice (pen, "reason", ed_session_reason_choices, session->reason)
                   : NULL);
  draw_line (pen, label, *text != '\0' ? text : "–");
}

static void
draw_attempt (Pen *pen, const EdAttempt *attempt)
{
  g_autofree char *text =
      join (write_instant (pen, attempt->at),
            say_choice (pen, "result", ed_attempt_result_choices, attempt->result),
            attempt->deleted == 1 ? say (pen, "deleted") : NULL);

  draw_line (pen, say_choice (pen, "attempt", ed_attempt_kind_choices, attempt->kind), text);
}

static void
draw_document (Pen *pen, const char *kind, const char *name, gint64 at)
{
  g_autofree char *when = write_instant (pen, at);
  g_autofree char *text = join (g_strdup (name), when, NULL);

  draw_line (pen, kind, text);
}

static void
draw_outcome (Pen *pen, const EdCase *case_)
{
  begin_part (pen, "end");
  draw_number (pen, say (pen, "score"), case_->satisfaction_score);
  if (case_->satisfaction_not_possible == 1)
    draw_line (pen, say (pen, "score"), say (pen, "no_score"));
  draw_number (pen, say (pen, "more_sessions"), case_->sessions_asked);
  draw_line (pen, say (pen, "more_sessions"), case_->sessions_asked_why);
  draw_line (pen, say (pen, "refused"), case_->sessions_refused_why);
  if (case_->closing != NULL)
    {
      g_autofree char *text =
          join (write_instant (pen, case_->closing->at),
                say_choice (pen, "outcome", ed_outcome_choices, case_->closing->outcome),
                NULL);

      draw_line (pen, say (pen, "closed"), text);
    }
  if (case_->approval != NULL)
    draw_instant (pen, say (pen, "approved"), case_->approval->at);
  if (case_->returned != NULL)
    draw_line (pen, say (pen, "returned"), case_->returned->note);
}

static void
draw_messages (Pen *pen, const EdCase *case_)
{
  begin_part (pen, "messages");
  for (guint i = 0; i < pen->content->messages->len; i++)
    {
      const EdMessage *message = pen->content->messages->pdata[i];
      g_autofree char *when = write_instant (pen, message->at);
      g_autofree char *label =
          g_strdup_printf ("%s\n%s", message->by_name != NULL ? message->by_name : "–", when);

      if (g_strcmp0 (message->case_id, case_->id) == 0)
        draw_line (pen, label, message->text);
    }
}

/* What RECORD says in words and dates. */
static void
draw_said (Pen *pen, const EdRecordType *type, gconstpointer record)
{
  for (guint i = 0; type != NULL && record != NULL && i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      g_autofree char *date = NULL;

      if (ed_field_is_absent (field, record))
        continue;
      if (field->kind == ED_FIELD_TEXT)
        draw_line (pen, say (pen, "text"), ed_field_get_text (field, record));
      else if (field->kind == ED_FIELD_DATE)
        {
          date = write_date (pen, ed_field_get_number (field, record));
          draw_line (pen, say (pen, "date"), date);
        }
    }
}

static void
draw_late_one (Pen *pen, const EdLateWork *late, const EdCommand *kept)
{
  g_autofree char *when = write_instant (pen, late->at);
  g_autofree char *label =
      g_strdup_printf ("%s\n%s", late->by_name != NULL ? late->by_name : "–", when);

  draw_line (pen, label, say (pen, "late_entry"));
  if (kept != NULL)
    {
      draw_said (pen, ed_command_form (kept->type)->args, kept->args);
      draw_said (pen, ed_command_form (kept->type)->edited, kept->to);
    }
  for (guint i = 0; i < late->files->len; i++)
    draw_line (pen, say (pen, "document"), ((const EdFile *) late->files->pdata[i])->name);
}

/* What was said too late, and waits for somebody to decide on it. */
static void
draw_late (Pen *pen, const char *id)
{
  begin_part (pen, "late");
  for (guint i = 0; i < pen->content->late_work->len; i++)
    {
      const EdLateWork *late = pen->content->late_work->pdata[i];

      if (g_strcmp0 (late->case_id, id) == 0 || g_strcmp0 (late->request_id, id) == 0)
        draw_late_one (pen, late, pen->content->kept->pdata[i]);
    }
}

static void
draw_title (Pen *pen, const char *key, gint64 number)
{
  g_autofree char *text =
      number != ED_ABSENT ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("–");
  g_autofree char *title =
      ed_texts_fill (ed_sheet_texts (pen->sheet), FORM, key, "number", text, NULL);

  draw_heading (pen, ED_STYLE_QUESTION, title, SECTION_GAP);
  ed_sheet_rule (pen->sheet, ED_RULE_FIRM, ED_SHEET_LEFT, ed_sheet_y (pen->sheet), ED_SHEET_WIDTH);
  ed_sheet_move (pen->sheet, PADDING);
  pen->part = NULL;
}

static int
compare_sessions (gconstpointer left, gconstpointer right)
{
  const EdSession *a = *(const EdSession *const *) left, *b = *(const EdSession *const *) right;

  return a->date != b->date ? (a->date > b->date) - (a->date < b->date)
                            : (a->time > b->time) - (a->time < b->time);
}

static int
compare_attempts (gconstpointer left, gconstpointer right)
{
  const EdAttempt *a = *(const EdAttempt *const *) left, *b = *(const EdAttempt *const *) right;

  return (a->at > b->at) - (a->at < b->at);
}

/* The elements of LIST, borrowed, in order. */
static GPtrArray *
sort (const GPtrArray *list, GCompareFunc compare)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (sorted, list->pdata[i]);
  g_ptr_array_sort (sorted, compare);
  return sorted;
}

static void
draw_case (Pen *pen, const EdCase *case_)
{
  g_autoptr (GPtrArray) attempts = sort (case_->attempts, compare_attempts);
  g_autoptr (GPtrArray) sessions = sort (case_->sessions, compare_sessions);

  draw_title (pen, "case", case_->number);
  draw_line (pen,
             say (pen, "state"),
             say_choice (pen, "state", ed_case_state_choices, case_->state));
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    draw_field (pen, &ed_case_intake_type.fields[i], case_);
  draw_experts (pen, case_);
  begin_part (pen, "attempts");
  for (guint i = 0; i < attempts->len; i++)
    draw_attempt (pen, attempts->pdata[i]);
  begin_part (pen, "sessions");
  for (guint i = 0; i < sessions->len; i++)
    draw_session (pen, sessions->pdata[i]);
  begin_part (pen, "documents");
  for (guint i = 0; i < case_->documents->len; i++)
    {
      const EdDocument *document = case_->documents->pdata[i];

      draw_document (pen,
                     say_choice (pen, "kind", ed_document_kind_choices, document->kind),
                     document->name,
                     document->at);
    }
  draw_outcome (pen, case_);
  draw_messages (pen, case_);
  draw_late (pen, case_->id);
}

/* --- of a request ----------------------------------------------------------------------------- */

static void
draw_documents (Pen *pen, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const EdRequestDocument *document = documents->pdata[i];

      draw_document (pen, say (pen, "document"), document->name, document->at);
    }
}

static void
draw_request (Pen *pen, const EdRequest *request)
{
  g_autofree char *due = write_date (pen, request->due);

  draw_title (pen, "request", request->number);
  draw_line (pen, say (pen, "subject"), request->subject);
  draw_line (pen, say (pen, "reference"), request->case_reference);
  draw_line (pen, say (pen, "sender"), request->sender_name);
  draw_instant (pen, say (pen, "sent"), request->sent_at);
  draw_line (pen, say (pen, "due"), due);
  draw_line (pen, say (pen, "expert"), request->expert_name);
  draw_instant (pen, say (pen, "cancelled"), request->cancelled_at);
  for (guint i = 0; i < request->rounds->len; i++)
    draw_line (pen,
               say (pen, "question"),
               ((const EdRequestRound *) request->rounds->pdata[i])->question);
  draw_documents (pen, request->documents);
  begin_part (pen, "responses");
  for (guint i = 0; i < request->versions->len; i++)
    {
      const EdResponseVersion *version = request->versions->pdata[i];
      g_autofree char *when = write_instant (pen, version->at);
      g_autofree char *label =
          g_strdup_printf ("%s\n%s", version->by_name != NULL ? version->by_name : "–", when);

      draw_line (pen, label, version->text);
      draw_documents (pen, version->documents);
    }
  draw_late (pen, request->id);
}

/* --- the paper -------------------------------------------------------------------------------- */

static GBytes *
draw (EdSheetFrame *frame, const EdClientContent *content, GError **error)
{
  g_autoptr (EdSheet) sheet = ed_sheet_new (frame);
  Pen pen = { sheet, content, ed_texts_language (frame->texts), NULL };
  GBytes *pdf;

  for (guint i = 0; i < content->cases->len; i++)
    draw_case (&pen, content->cases->pdata[i]);
  for (guint i = 0; i < content->requests->len; i++)
    draw_request (&pen, content->requests->pdata[i]);
  if (content->missing != NULL && content->missing[0] != NULL)
    draw_heading (&pen, ED_STYLE_QUESTION, say (&pen, "missing"), SECTION_GAP);
  for (char **name = content->missing; name != NULL && *name != NULL; name++)
    draw_line (&pen, say (&pen, "document"), *name);
  pdf = ed_sheet_finish (sheet, error);
  frame->pages = ed_sheet_page (sheet);
  return pdf;
}

GBytes *
ed_client_paper_write (const EdClientContent *content, const char *language, GError **error)
{
  EdSheetFrame frame = { ed_texts_get (language), FORM, content->organisation };
  g_autofree char *made =
      ed_texts_long_date (frame.texts, ed_zone_date (content->zone, content->made_at));
  g_autoptr (GBytes) counted = NULL;

  frame.number = made;
  frame.number_label = ed_texts_say (frame.texts, FORM, "made");
  frame.code = "experts-dashboard:client/1";
  frame.version = 1;
  counted = draw (&frame, content, error);
  return counted != NULL ? draw (&frame, content, error) : NULL;
}
