/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/attempt-list.h"

#include "client/cases/attempt-row.h"
#include "client/cases/deed-row.h"
#include "client/cases/deed-texts.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "domain/standing.h"

#include <glib/gi18n.h>

struct _EdAttemptList
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  EdCaseItem *item;
  char *shown; /* what the rows show, as a text to compare */
  gboolean editable;
  guint rights;
};

enum
{
  PROP_ITEM = 1,
  PROP_EDITABLE,
  PROP_RIGHTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAttemptList, ed_attempt_list, GTK_TYPE_WIDGET)

static int
compare_attempts (gconstpointer a, gconstpointer b)
{
  const EdAttempt *first = *(EdAttempt *const *) a;
  const EdAttempt *second = *(EdAttempt *const *) b;

  return first->at == second->at ? g_strcmp0 (first->id, second->id)
                                 : (first->at < second->at ? -1 : 1);
}

/* The attempts to show, the earliest first; elements borrowed. */
static GPtrArray *
list_attempts (const EdCase *case_)
{
  GPtrArray *attempts = g_ptr_array_new ();

  for (guint i = 0; i < case_->attempts->len; i++)
    {
      EdAttempt *attempt = case_->attempts->pdata[i];

      if (attempt->deleted != 1 && g_strcmp0 (attempt->assignment_id, case_->assignment_id) == 0)
        g_ptr_array_add (attempts, attempt);
    }
  g_ptr_array_sort (attempts, compare_attempts);
  return attempts;
}

static char *
describe (const GPtrArray *attempts, gboolean editable)
{
  GString *text = g_string_new (editable ? "editable" : "");

  for (guint i = 0; i < attempts->len; i++)
    {
      const EdAttempt *attempt = attempts->pdata[i];

      g_string_append_printf (text,
                              "\n%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                              attempt->id,
                              attempt->at,
                              attempt->result);
    }
  return g_string_free (text, FALSE);
}

/* Makes the rows again when they would differ; else they keep the focus. */
static void
show_attempts (EdAttemptList *self)
{
  g_autoptr (GPtrArray) attempts = NULL;
  g_autofree char *text = NULL;
  GtkListBoxRow *row;

  if (self->item == NULL || self->list == NULL)
    return;
  attempts = list_attempts (ed_case_item_case (self->item));
  gtk_widget_set_visible (GTK_WIDGET (self), self->editable || attempts->len > 0);
  text = describe (attempts, self->editable);
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < attempts->len; i++)
    gtk_list_box_append (self->list,
                         ed_attempt_row_new (self->item, attempts->pdata[i], self->editable));
}

/* --- when the client was called --------------------------------------------------------------- */

static guint
count_calls (EdCaseItem *item, guint part)
{
  guint calls[ED_N_DAYPARTS] = { 0 };

  if (item != NULL)
    ed_case_count_calls (ed_case_item_case (item), ed_case_item_zone (item), calls);
  return calls[part];
}

static gboolean
has_calls (gpointer object, EdCaseItem *item)
{
  guint n = 0;

  for (guint i = 0; i < ED_N_DAYPARTS; i++)
    n += count_calls (item, i);
  return n > 0;
}

/* "Morning: 2". */
static char *
make_daypart_text (gpointer object, EdCaseItem *item, guint part)
{
  static const char *const names[ED_N_DAYPARTS] = {
    [ED_DAYPART_MORNING] = N_ ("Morning"),
    [ED_DAYPART_AFTERNOON] = N_ ("Afternoon"),
    [ED_DAYPART_EVENING] = N_ ("Evening"),
  };
  guint n = count_calls (item, part);
  g_autofree char *number = n > 0 ? ed_number_text (n) : g_strdup ("–");

  /* Translators: a part of the day and how often somebody was called then: "Morning: 2" */
  return g_strdup_printf (_ ("%s: %s"), _ (names[part]), number);
}

static char **
choose_daypart_classes (gpointer object, EdCaseItem *item, guint part)
{
  const char *classes[] = { "badge-pill",
                            count_calls (item, part) > 0 ? "success" : "dim-label",
                            NULL };

  return g_strdupv ((char **) classes);
}

static const EdCallback closures[] = {
  { "has_calls", G_CALLBACK (has_calls) },
  { "daypart_text", G_CALLBACK (make_daypart_text) },
  { "daypart_classes", G_CALLBACK (choose_daypart_classes) },
};

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_attempt_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAttemptList *self = ED_ATTEMPT_LIST (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_EDITABLE)
    g_value_set_boolean (value, self->editable);
  else
    g_value_set_uint (value, self->rights);
}

static void
ed_attempt_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdAttemptList *self = ED_ATTEMPT_LIST (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else if (id == PROP_EDITABLE)
    self->editable = g_value_get_boolean (value);
  else
    self->rights = g_value_get_uint (value);
}

static void
ed_attempt_list_dispose (GObject *object)
{
  EdAttemptList *self = ED_ATTEMPT_LIST (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ATTEMPT_LIST);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (ed_attempt_list_parent_class)->dispose (object);
}

static void
ed_attempt_list_class_init (EdAttemptListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_DEED_ROW);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_attempt_list_dispose;
  object_class->get_property = ed_attempt_list_get_property;
  object_class->set_property = ed_attempt_list_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_RIGHTS] = g_param_spec_uint ("rights", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/attempt-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAttemptList, card);
  gtk_widget_class_bind_template_child (widget_class, EdAttemptList, list);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_attempt_list_init (EdAttemptList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::item", G_CALLBACK (show_attempts), NULL);
  g_signal_connect (self, "notify::editable", G_CALLBACK (show_attempts), NULL);
}
