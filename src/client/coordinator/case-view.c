/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-view.h"

#include "client/numbers.h"

#include <glib/gi18n.h>
#include <string.h>

const EdChoice ed_need_choices[] = {
  { "expert", N_ ("Unassigned") },
  { "time", N_ ("Overdue") },
  { "answer", N_ ("Messages to answer") },
  { NULL, NULL },
};

#define PRESET(name_, need_, state_)                                                  \
  {                                                                                   \
    .name = (char *) name_, .filter = { need_, state_, ED_ABSENT }, .is_preset = TRUE \
  }

static const EdCaseView presets[] = {
  PRESET (N_ ("All"), ED_NEED_ANY, ED_ABSENT),
  PRESET (N_ ("Unassigned"), ED_NEED_EXPERT, ED_ABSENT),
  PRESET (N_ ("Overdue"), ED_NEED_TIME, ED_ABSENT),
  PRESET (N_ ("Messages to answer"), ED_NEED_ANSWER, ED_ABSENT),
  PRESET (N_ ("Waiting for approval"), ED_NEED_ANY, ED_CASE_CLOSING),
  PRESET (N_ ("Closed"), ED_NEED_ANY, ED_CASE_CLOSED),
};

gboolean
ed_case_filter_is_same (const EdCaseFilter *a, const EdCaseFilter *b)
{
  return a->need == b->need && a->state == b->state && a->type == b->type;
}

EdCaseView *
ed_case_view_copy (const EdCaseView *view)
{
  EdCaseView *copy = g_new (EdCaseView, 1);

  *copy = *view;
  copy->name = g_strdup (view->name);
  copy->text = g_strdup (view->text);
  return copy;
}

void
ed_case_view_free (EdCaseView *view)
{
  if (view == NULL)
    return;
  g_free (view->name);
  g_free (view->text);
  g_free (view);
}

const EdCaseView *
ed_case_view_preset (guint i)
{
  return i < G_N_ELEMENTS (presets) ? &presets[i] : NULL;
}

const char *
ed_case_view_title (const EdCaseView *view)
{
  return view->is_preset ? _ (view->name) : view->name;
}

gboolean
ed_case_view_is_now (const EdCaseView *view, const EdCaseView *now)
{
  if (!ed_case_filter_is_same (&view->filter, &now->filter)
      || g_strcmp0 (view->text, now->text) != 0)
    return FALSE;
  return view->is_preset
         || (view->sort == now->sort && view->descending == now->descending
             && view->layout.shown == now->layout.shown
             && memcmp (view->layout.order, now->layout.order, sizeof now->layout.order) == 0);
}

/* --- in words -------------------------------------------------------------------------------- */

static void
add_part (GString *words, const char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

static const EdColumnForm *
find_sort (EdSort sort)
{
  for (int i = 0; i < ED_N_COLUMNS; i++)
    if (ed_column_form ((EdColumn) i)->sort == (int) sort)
      return ed_column_form ((EdColumn) i);
  return ed_column_form (ED_COLUMN_RECORDED);
}

static char *
describe_columns (const EdTableLayout *layout)
{
  guint n = 0;

  for (guint left = layout->shown; left != 0; left &= left - 1)
    n++;
  /* Translators: a number */
  return ed_number_in (ngettext ("%s column", "%s columns", n), n);
}

char *
ed_case_view_describe (const EdCaseView *view)
{
  GString *words = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *order = NULL;
  g_autofree char *columns = describe_columns (&view->layout);

  if (view->filter.need != ED_NEED_ANY)
    add_part (words, _ (ed_need_choices[view->filter.need - 1].label));
  if (view->filter.state != ED_ABSENT)
    add_part (words, _ (ed_case_state_choices[view->filter.state].label));
  if (view->filter.type != ED_ABSENT)
    add_part (words, _ (ed_case_type_choices[view->filter.type].label));
  if (view->text != NULL)
    text = g_strdup_printf ("“%s”", view->text);
  if (text != NULL)
    add_part (words, text);
  if (words->len == 0)
    add_part (words, _ ("All cases"));
  /* Translators: title of a column of the table that it is sorted by */
  order = g_strdup_printf (_ ("by %s"), _ (find_sort (view->sort)->title));
  add_part (words, order);
  add_part (words, columns);
  return g_string_free (words, FALSE);
}

/* --- to be kept ------------------------------------------------------------------------------ */

/* "" for none. */
static const char *
get_word (const EdChoice *choices, gint64 choice)
{
  return choice == ED_ABSENT ? "" : choices[choice].word;
}

static gint64
find_word (const EdChoice *choices, const char *word)
{
  for (gint64 i = 0; choices[i].word != NULL; i++)
    if (g_str_equal (choices[i].word, word))
      return i;
  return ED_ABSENT;
}

GVariant *
ed_case_view_to_variant (const EdCaseView *view)
{
  g_autofree char *layout = ed_table_layout_to_text (&view->layout);
  gint64 need = view->filter.need == ED_NEED_ANY ? ED_ABSENT : (gint64) view->filter.need - 1;

  return g_variant_new (ED_CASE_VIEW_FORMAT,
                        view->name,
                        get_word (ed_need_choices, need),
                        get_word (ed_case_state_choices, view->filter.state),
                        get_word (ed_case_type_choices, view->filter.type),
                        view->text == NULL ? "" : view->text,
                        find_sort (view->sort)->name,
                        view->descending,
                        layout);
}

/* Words that it does not know narrow nothing: better too many cases than some of them hidden. */
EdCaseView *
ed_case_view_from_variant (GVariant *variant)
{
  const char *name, *need, *state, *type, *text, *sort, *layout;
  EdCaseView *view;
  gint64 found;

  view = g_new0 (EdCaseView, 1);
  g_variant_get (variant,
                 "(&s&s&s&s&s&sb&s)",
                 &name,
                 &need,
                 &state,
                 &type,
                 &text,
                 &sort,
                 &view->descending,
                 &layout);
  view->name = g_strdup (name);
  found = find_word (ed_need_choices, need);
  view->filter.need = found == ED_ABSENT ? ED_NEED_ANY : (EdNeed) (found + 1);
  view->filter.state = find_word (ed_case_state_choices, state);
  view->filter.type = find_word (ed_case_type_choices, type);
  view->text = *text == '\0' ? NULL : g_strdup (text);
  view->sort = ED_SORT_RECORDED_AT;
  for (int i = 0; i < ED_N_COLUMNS; i++)
    if (ed_column_form ((EdColumn) i)->sort >= 0
        && g_str_equal (ed_column_form ((EdColumn) i)->name, sort))
      view->sort = (EdSort) ed_column_form ((EdColumn) i)->sort;
  ed_table_layout_from_text (&view->layout, layout);
  return view;
}
