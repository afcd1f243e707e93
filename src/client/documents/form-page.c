/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-page.h"

#include "client/documents/form-texts.h"
#include "client/documents/form-writer.h"
#include "client/documents/preview.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/page.h"
#include "client/widgets/reason.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* More open cases than this nobody looks for in a list. */
#define MOST_CASES 500

struct _EdFormPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkDropDown *languages;
  GtkDropDown *cases; /* the first: no case */
  EdPreview *preview;
  EdDesk *desk;
  EdFormKind kind;
  GPtrArray *choices; /* EdCase: what is behind the second entry on */
  gboolean filling;   /* the entries are being replaced */
  gboolean private;
  GBinding *follows; /* the window's "private", or NULL; owned by the window and the page */
  GBytes *document;
  EdCase *written_case; /* what it was written from, or NULL */
  GCancellable *asking;
  GCancellable *writing;
};

enum
{
  PROP_PRIVATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFormPage, ed_form_page, GTK_TYPE_WIDGET)

/* --- the document ---------------------------------------------------------------------------- */

static const char *
chosen_language (EdFormPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->languages);

  return ed_form_list_languages ()[selected == GTK_INVALID_LIST_POSITION ? 0 : selected];
}

static const EdCase *
chosen_case (EdFormPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->cases);

  return selected == 0 || selected > self->choices->len ? NULL : self->choices->pdata[selected - 1];
}

static void
set_document (EdFormPage *self, GBytes *document, const char *trouble)
{
  g_autofree char *name = ed_form_page_file_name (self);

  g_clear_pointer (&self->document, g_bytes_unref);
  self->document = document;
  ed_reason_set_action (GTK_WIDGET (self), "form.save", document != NULL ? NULL : trouble);
  if (document != NULL)
    ed_preview_set_document (self->preview, name, document);
  else
    ed_preview_set_problem (self->preview, name, trouble);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = ed_form_write_finish (result, &error);
  g_autofree char *trouble = error != NULL ? ed_error_sentence (error) : NULL;

  if (!ed_answer_is_cancelled (result))
    set_document (data, g_steal_pointer (&document), trouble);
}

static void
write_document (EdFormPage *self)
{
  const EdCase *case_ = chosen_case (self);
  g_autofree char *name = ed_form_page_file_name (self);

  if (self->document == NULL)
    ed_preview_set_waiting (self->preview, name);
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
  self->writing = g_cancellable_new ();
  ed_record_free (&ed_case_type, self->written_case);
  self->written_case = ed_record_copy (&ed_case_type, case_);
  ed_form_write_async (self->kind,
                       NULL,
                       case_,
                       ed_desk_settings (self->desk),
                       chosen_language (self),
                       self->writing,
                       on_written,
                       self);
}

static void
on_chosen (EdFormPage *self)
{
  if (!self->filling && self->desk != NULL)
    write_document (self);
}

/* --- the cases to choose from ---------------------------------------------------------------- */

static gboolean
is_form_of (EdFormPage *self, const EdCase *case_)
{
  if (self->kind == ED_FORM_SATISFACTION)
    return ed_case_has_satisfaction_form (case_);
  return ed_case_needed_document (case_) == (gint64) ed_form_get (self->kind)->document;
}

static guint
find_choice (EdFormPage *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->choices->len; i++)
    {
      if (g_strcmp0 (((EdCase *) self->choices->pdata[i])->id, id) == 0)
        return i + 1;
    }
  return 0;
}

/* Replaces the entries by one for each of the choices; ID stays chosen where it still is one. */
static void
fill_cases (EdFormPage *self, const char *id)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("No case: an empty form"));
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_take (labels, ed_form_case_text (self->choices->pdata[i], self->private));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->cases, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->cases, find_choice (self, id));
  self->filling = FALSE;
}

static void
on_cases_found (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFormPage *self = data;
  g_autoptr (GArray) rows = ed_desk_query_cases_finish (ED_DESK (source), result, NULL);
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *id = NULL;

  if (ed_answer_is_cancelled (result) || rows == NULL)
    return;
  read = ed_desk_load_rows (self->desk,
                            (const gint64 *) (gpointer) rows->data,
                            MIN (rows->len, MOST_CASES),
                            NULL);
  id = chosen_case (self) != NULL ? g_strdup (chosen_case (self)->id) : NULL;
  g_ptr_array_set_size (self->choices, 0);
  for (guint i = 0; read != NULL && i < read->len; i++)
    {
      EdCaseRow *row = read->pdata[i];

      if (is_form_of (self, row->case_))
        g_ptr_array_add (self->choices, ed_case_copy (row->case_));
    }
  fill_cases (self, id);
  if (self->document == NULL
      || !ed_record_equal (&ed_case_type, chosen_case (self), self->written_case))
    write_document (self);
}

static void
look_for_cases (EdFormPage *self)
{
  EdCaseQuery query = {
    .scope = ED_SCOPE_IN_PROGRESS,
    .sort = ED_SORT_DUE,
    .type = ED_ABSENT,
    .state = ED_ABSENT,
  };

  if (self->kind == ED_FORM_TREATMENT_LOG)
    query.type = ED_CASE_PSYCHOLOGICAL;
  if (self->kind == ED_FORM_CASE_FILE)
    query.type = ED_CASE_HEALTH_COACHING;
  ed_desk_query_cases_async (self->desk, &query, self->asking, on_cases_found, self);
}

/* --- actions --------------------------------------------------------------------------------- */

/* What is printed are the preview's pages. */
static void
on_preview_state (EdFormPage *self)
{
  g_autofree char *state = NULL;

  g_object_get (self->preview, "state", &state, NULL);
  ed_reason_set_action (
      GTK_WIDGET (self),
      "form.print",
      g_str_equal (state, "pages") ? NULL : _ ("The form can be printed once its pages are shown"));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ED_FORM_PAGE (widget)->preview), "preview.save", NULL);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ED_FORM_PAGE (widget)->preview), "preview.print", NULL);
}

/* Without a case, the list of them opens: a form is filled in for one. */
static void
on_fill (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdFormPage *self = ED_FORM_PAGE (widget);
  const EdCase *case_ = chosen_case (self);

  if (case_ != NULL)
    gtk_widget_activate_action (widget,
                                "win.fill-form",
                                "(ss)",
                                case_->id,
                                ed_form_get (self->kind)->name);
  else if (self->choices->len > 0)
    gtk_widget_activate (GTK_WIDGET (self->cases));
  else
    ed_toast (widget, _ ("None of your open cases needs this form."), NULL);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ED_FORM_PAGE (widget)->preview), "preview.search", NULL);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_form_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_FORM_PAGE (object)->private);
}

static void
ed_form_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdFormPage *self = ED_FORM_PAGE (object);
  g_autofree char *chosen = NULL;

  if (self->private == g_value_get_boolean (value))
    return;
  self->private = g_value_get_boolean (value);
  if (self->desk == NULL)
    return;
  /* No name stays in sight; whoever then chooses a case wants to see its form. */
  if (!self->private && chosen_case (self) != NULL)
    chosen = g_strdup (chosen_case (self)->id);
  fill_cases (self, chosen);
  if (self->private)
    write_document (self);
}

/* The window's "private" is the page's. */
static void
ed_form_page_root (GtkWidget *widget)
{
  EdFormPage *self = ED_FORM_PAGE (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (ed_form_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") != NULL)
    self->follows =
        g_object_bind_property (root, "private", self, "private", G_BINDING_SYNC_CREATE);
}

static void
ed_form_page_unroot (GtkWidget *widget)
{
  g_clear_pointer (&ED_FORM_PAGE (widget)->follows, g_binding_unbind);
  GTK_WIDGET_CLASS (ed_form_page_parent_class)->unroot (widget);
}

static void
ed_form_page_dispose (GObject *object)
{
  EdFormPage *self = ED_FORM_PAGE (object);

  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->writing);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  self->filling = TRUE; /* lists that go say so */
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_FORM_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_form_page_parent_class)->dispose (object);
}

static void
ed_form_page_finalize (GObject *object)
{
  EdFormPage *self = ED_FORM_PAGE (object);

  g_clear_pointer (&self->document, g_bytes_unref);
  ed_record_free (&ed_case_type, self->written_case);
  g_ptr_array_unref (self->choices);
  g_clear_object (&self->asking);
  g_clear_object (&self->writing);
  G_OBJECT_CLASS (ed_form_page_parent_class)->finalize (object);
}

static void
ed_form_page_class_init (EdFormPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_PREVIEW);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_form_page_dispose;
  object_class->finalize = ed_form_page_finalize;
  object_class->get_property = ed_form_page_get_property;
  object_class->set_property = ed_form_page_set_property;
  widget_class->root = ed_form_page_root;
  widget_class->unroot = ed_form_page_unroot;
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdFormPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdFormPage, languages);
  gtk_widget_class_bind_template_child (widget_class, EdFormPage, cases);
  gtk_widget_class_bind_template_child (widget_class, EdFormPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_state);
  gtk_widget_class_install_action (widget_class, "form.fill", NULL, on_fill);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "form.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK,
                                       "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_p,
                                       GDK_CONTROL_MASK,
                                       "form.print",
                                       NULL);
}

/* A search that only finds how entries begin, as GTK before 4.12 has it, would be of no use. */
static void
allow_search (GtkDropDown *drop_down)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (drop_down), "search-match-mode") != NULL)
    g_object_set (drop_down,
                  "enable-search",
                  TRUE,
                  "search-match-mode",
                  GTK_STRING_FILTER_MATCH_MODE_SUBSTRING,
                  NULL);
}

static void
ed_form_page_init (EdFormPage *self)
{
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  self->asking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  allow_search (self->cases);
  ed_reason_set_action (GTK_WIDGET (self), "form.save", _ ("The form is still being made"));
  ed_reason_set_action (GTK_WIDGET (self), "form.print", _ ("The form is still being made"));
}

/* The program's own language where the forms have it. */
static void
fill_languages (EdFormPage *self)
{
  g_auto (GStrv) names = ed_form_language_names ();
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) names);

  self->filling = TRUE;
  gtk_drop_down_set_model (self->languages, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->languages, ed_form_find_language (g_get_language_names ()[0]));
  self->filling = FALSE;
}

GtkWidget *
ed_form_page_new (EdDesk *desk, EdFormKind kind)
{
  EdFormPage *self = g_object_new (ED_TYPE_FORM_PAGE, NULL);

  self->kind = kind;
  g_object_set (self->page, "title", ed_form_name (kind), NULL);
  fill_languages (self);
  fill_cases (self, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (look_for_cases), self, G_CONNECT_SWAPPED);
  write_document (self);
  look_for_cases (self);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_form_page_new_satisfaction (EdDesk *desk)
{
  return ed_form_page_new (desk, ED_FORM_SATISFACTION);
}

GtkWidget *
ed_form_page_new_treatment_log (EdDesk *desk)
{
  return ed_form_page_new (desk, ED_FORM_TREATMENT_LOG);
}

GtkWidget *
ed_form_page_new_case_file (EdDesk *desk)
{
  return ed_form_page_new (desk, ED_FORM_CASE_FILE);
}

GBytes *
ed_form_page_document (EdFormPage *self)
{
  g_return_val_if_fail (ED_IS_FORM_PAGE (self), NULL);
  return self->document;
}

char *
ed_form_page_file_name (EdFormPage *self)
{
  g_return_val_if_fail (ED_IS_FORM_PAGE (self), NULL);
  return ed_form_file_name (self->kind, chosen_case (self), chosen_language (self));
}
