/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/fill-page.h"

#include "client/closures.h"
#include "client/documents/form-delivery.h"
#include "client/documents/form-draft.h"
#include "client/documents/form-editor.h"
#include "client/documents/form-texts.h"
#include "client/documents/form-writer.h"
#include "client/documents/proof.h"
#include "client/draft-keeper.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/callback.h"
#include "client/widgets/follow.h"
#include "client/widgets/page.h"
#include "client/widgets/panes.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHOW_MS 300 /* after an entry the document is shown anew */

struct _EdFillPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdFormEditor *editor;
  EdProof *proof;
  GtkDropDown *languages;
  EdDesk *desk;
  EdFormKind kind;
  char *case_id;
  gboolean from_profile;
  EdCase *case_; /* NULL until it is read */
  const char *state;
  char *trouble;
  EdDraftKeeper *keeper;
  gboolean is_delivering;
  gboolean private;
  gboolean previewing;
  guint showing;                       /* source */
  GCancellable *cancellable, *writing; /* the latter of the document that is shown */
};

enum
{
  PROP_CASE_TEXT = 1,
  PROP_TROUBLE,
  PROP_KEEPER,
  PROP_STATE,
  PROP_HAS_DRAFT,
  PROP_PREVIEWING,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFillPage, ed_fill_page, GTK_TYPE_WIDGET)

static void
notify (EdFillPage *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_trouble (EdFillPage *self, const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  notify (self, PROP_TROUBLE);
}

static void
set_state (EdFillPage *self, const char *state)
{
  self->state = state;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fill.finish", g_str_equal (state, "form"));
  notify (self, PROP_STATE);
}

static const char *
get_language (EdFillPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->languages);

  return ed_form_list_languages ()[selected == GTK_INVALID_LIST_POSITION ? 0 : selected];
}

/* Whether nothing has been entered but what the case knows. */
static gboolean
is_blank (EdFillPage *self)
{
  const EdRecordType *type = ed_form_get (self->kind)->values;
  gpointer blank = ed_form_make_values (self->kind, self->case_);
  gboolean is_equal = ed_record_equal (type, ed_form_editor_values (self->editor), blank);

  ed_record_free (type, blank);
  return is_equal;
}

/* --- the document ---------------------------------------------------------------------------- */

static void
on_proof_written (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFillPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = ed_form_write_finish (result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (document != NULL)
    ed_proof_set_document (self->proof, document);
  else
    ed_proof_set_problem (self->proof, _ ("One of the answers does not fit into the form."));
}

static void
write_proof (EdFillPage *self)
{
  g_autoptr (EdCase) seen = NULL;
  gpointer answers;

  g_clear_handle_id (&self->showing, g_source_remove);
  if (!g_str_equal (self->state, "form") || !gtk_widget_get_mapped (GTK_WIDGET (self->proof)))
    return;
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
  self->writing = g_cancellable_new ();
  answers = ed_form_editor_make_answers (self->editor);
  seen = self->private ? ed_form_make_private (self->case_) : ed_case_copy (self->case_);
  ed_form_write_async (self->kind,
                       answers,
                       seen,
                       ed_desk_settings (self->desk),
                       get_language (self),
                       self->writing,
                       on_proof_written,
                       self);
  ed_record_free (ed_form_get (self->kind)->values, answers);
}

static gboolean
on_show_time (gpointer data)
{
  EdFillPage *self = data;

  self->showing = 0;
  write_proof (self);
  return G_SOURCE_REMOVE;
}

static void
queue_proof (EdFillPage *self)
{
  if (self->showing == 0)
    self->showing = g_timeout_add (SHOW_MS, on_show_time, self);
}

/* --- the draft ------------------------------------------------------------------------------- */

static char *
write_draft (gpointer page)
{
  EdFillPage *self = page;

  if (!g_str_equal (self->state, "form") || is_blank (self))
    return NULL;
  return ed_form_draft_write (self->kind,
                              ed_form_editor_values (self->editor),
                              get_language (self));
}

static void
on_edited (EdFillPage *self)
{
  if (!g_str_equal (self->state, "form") || self->is_delivering)
    return;
  if (self->trouble != NULL)
    set_trouble (self, NULL);
  ed_draft_keeper_touch (self->keeper);
  queue_proof (self);
  notify (self, PROP_HAS_DRAFT);
}

static void
on_language_chosen (EdFillPage *self)
{
  if (self->state != NULL)
    on_edited (self);
}

/* --- opening --------------------------------------------------------------------------------- */

/* Nothing is entered here any more, for the reason SENTENCE (taken). What was leaves this machine
 * with its case, or is there the next time. */
static void
give_up (EdFillPage *self, char *sentence)
{
  g_autofree char *why = sentence;

  ed_draft_keeper_stop (self->keeper);
  set_trouble (self, why);
  set_state (self, "gone");
}

/* Shows VALUES (taken) as what has been entered. */
static void
show_values (EdFillPage *self, gpointer values)
{
  gint64 today = ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk));

  ed_form_follow_case (self->kind, values, self->case_);
  ed_form_editor_open (self->editor, self->kind, values, ed_desk_settings (self->desk), today);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFillPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = ed_draft_keeper_load_finish (ED_DRAFT_KEEPER (source), result, &error);
  g_autofree char *language = NULL;
  gpointer values;

  if (ed_answer_is_cancelled (result))
    return;
  if (error != NULL)
    {
      give_up (self, ed_error_sentence (error));
      return;
    }
  values = body != NULL ? ed_form_draft_read (self->kind, body, &language) : NULL;
  if (language != NULL)
    gtk_drop_down_set_selected (self->languages, ed_form_find_language (language));
  show_values (self, values != NULL ? values : ed_form_make_values (self->kind, self->case_));
  set_state (self, "form");
  notify (self, PROP_HAS_DRAFT);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  write_proof (self);
}

/* The client's score is offered where the case does not have it already. */
static void
update_offer (EdFillPage *self)
{
  ed_form_editor_offer_score (self->editor,
                              self->case_->state == ED_CASE_ASSIGNED
                                  && self->case_->satisfaction_score == ED_ABSENT);
}

static void
on_case_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFillPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);
  gboolean is_first = self->case_ == NULL;

  if (ed_answer_is_cancelled (result) || (error != NULL && !is_first))
    return;
  if (row == NULL)
    {
      give_up (self,
               error != NULL ? ed_error_sentence (error)
                             : g_strdup (_ ("The case is no longer among yours: it was declined, "
                                            "assigned to another expert, or removed.")));
      return;
    }
  ed_record_free (&ed_case_type, self->case_);
  self->case_ = g_steal_pointer (&row->case_);
  notify (self, PROP_CASE_TEXT);
  update_offer (self);
  if (is_first)
    ed_draft_keeper_load_async (self->keeper, self->cancellable, on_draft_loaded, self);
  else if (g_str_equal (self->state, "form"))
    {
      ed_form_editor_follow (self->editor, self->case_);
      queue_proof (self);
    }
}

static void
load_case (EdFillPage *self)
{
  ed_desk_load_case_async (self->desk, self->case_id, self->cancellable, on_case_loaded, self);
}

/* --- actions --------------------------------------------------------------------------------- */

static void
leave (EdFillPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->from_profile)
    gtk_widget_activate_action (widget, "win.open-case", "s", self->case_id);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave (ED_FILL_PAGE (widget)); /* being out of sight keeps what was entered */
}

static void
on_delivered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdFillPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EdRefusal why = { ED_REFUSAL_NONE, NULL };
  gboolean is_done = ed_form_deliver_finish (result, &why, &error);

  if (self->desk == NULL)
    return;
  self->is_delivering = FALSE;
  set_state (self, is_done ? "loading" : "form");
  if (is_done)
    {
      ed_draft_keeper_stop (self->keeper);
      ed_form_deliver_offer_undo (result, GTK_WIDGET (self));
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        leave (self);
      return;
    }
  ed_draft_keeper_sent (self->keeper, FALSE);
  text = error != NULL ? ed_error_sentence (error)
                       : ed_deed_refusal_sentence (ED_COMMAND_DOCUMENT_ATTACH, why.code, why.field);
  set_trouble (self, text);
}

/* Why the form cannot be finished as it is, or NULL; the row in question has the keyboard then. */
static char *
find_trouble (EdFillPage *self)
{
  const EdRecordType *type = ed_form_get (self->kind)->values;
  const EdField *wrong = ed_record_find_invalid (type, ed_form_editor_values (self->editor));

  if (is_blank (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->editor));
      return g_strdup (_ ("Nothing has been filled in yet."));
    }
  if (wrong == NULL)
    return NULL;
  ed_form_editor_point_at (self->editor, wrong);
  return ed_form_wrong_text (wrong);
}

static void
on_finish (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdFillPage *self = ED_FILL_PAGE (widget);
  g_autofree char *trouble = find_trouble (self);
  gpointer answers;

  set_trouble (self, trouble);
  if (trouble != NULL)
    return;
  ed_draft_keeper_send (self->keeper); /* the delivery ends the draft */
  answers = ed_form_editor_make_answers (self->editor);
  self->is_delivering = TRUE;
  gtk_widget_action_set_enabled (widget, "fill.finish", FALSE);
  ed_form_deliver_async (self->desk,
                         &(EdFormDelivery){
                             .kind = self->kind,
                             .case_ = self->case_,
                             .values = ed_form_editor_values (self->editor),
                             .answers = answers,
                             .language = get_language (self),
                             .score = ed_form_editor_score (self->editor),
                         },
                         on_delivered,
                         g_object_ref (self));
  ed_record_free (ed_form_get (self->kind)->values, answers);
}

static void
on_undo_discard (EdFillPage *self, AdwToast *toast)
{
  const char *body = g_object_get_data (G_OBJECT (toast), "draft");
  g_autofree char *language = NULL;
  gpointer values = body != NULL ? ed_form_draft_read (self->kind, body, &language) : NULL;

  if (values != NULL && g_str_equal (self->state, "form") && is_blank (self))
    show_values (self, g_steal_pointer (&values));
  ed_record_free (ed_form_get (self->kind)->values, values);
  on_edited (self);
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdFillPage *self = ED_FILL_PAGE (widget);
  AdwToast *toast = ed_toast_new_undo (_ ("Draft discarded"), G_CALLBACK (on_undo_discard), self);

  g_object_set_data_full (G_OBJECT (toast), "draft", write_draft (self), g_free);
  ed_toast_show (widget, toast);
  show_values (self, ed_form_make_values (self->kind, self->case_));
  on_edited (self);
  ed_draft_keeper_flush (self->keeper);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_fill_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdFillPage *self = ED_FILL_PAGE (object);

  switch (id)
    {
    case PROP_CASE_TEXT:
      if (self->case_ != NULL)
        g_value_take_string (value, ed_form_case_text (self->case_, self->private));
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_KEEPER:
      g_value_set_object (value, self->keeper);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_HAS_DRAFT:
      g_value_set_boolean (value, g_str_equal (self->state, "form") && !is_blank (self));
      break;
    case PROP_PREVIEWING:
      g_value_set_boolean (value, self->previewing);
      break;
    default:
      g_value_set_boolean (value, self->private);
    }
}

static void
ed_fill_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdFillPage *self = ED_FILL_PAGE (object);

  if (id == PROP_PREVIEWING)
    {
      self->previewing = g_value_get_boolean (value);
      notify (self, PROP_PREVIEWING);
    }
  else if (self->private != g_value_get_boolean (value))
    {
      self->private = g_value_get_boolean (value);
      notify (self, PROP_CASE_TEXT);
      write_proof (self);
    }
}

static void
ed_fill_page_unmap (GtkWidget *widget)
{
  ed_draft_keeper_flush (ED_FILL_PAGE (widget)->keeper);
  GTK_WIDGET_CLASS (ed_fill_page_parent_class)->unmap (widget);
}

static void
ed_fill_page_dispose (GObject *object)
{
  EdFillPage *self = ED_FILL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->writing);
  g_clear_handle_id (&self->showing, g_source_remove);
  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->desk, self);
      ed_draft_keeper_flush (self->keeper);
      ed_draft_keeper_stop (self->keeper);
    }
  self->state = "loading"; /* rows that go say so */
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_FILL_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_fill_page_parent_class)->dispose (object);
}

static void
ed_fill_page_finalize (GObject *object)
{
  EdFillPage *self = ED_FILL_PAGE (object);

  ed_record_free (&ed_case_type, self->case_);
  g_free (self->case_id);
  g_free (self->trouble);
  g_clear_object (&self->keeper);
  g_clear_object (&self->writing);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_fill_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CASE_TEXT] = g_param_spec_string ("case-text", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_KEEPER] = g_param_spec_object ("keeper", NULL, NULL, ED_TYPE_DRAFT_KEEPER, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading", flags);
  properties[PROP_HAS_DRAFT] = g_param_spec_boolean ("has-draft", NULL, NULL, FALSE, flags);
  properties[PROP_PREVIEWING] = g_param_spec_boolean ("previewing", NULL, NULL, FALSE, writable);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, writable);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *class)
{
  static const EdCallback closures[] = {
    { "has_text", G_CALLBACK (ed_closure_has_text) },
    { "not", G_CALLBACK (ed_closure_not) },
    { "on_edited", G_CALLBACK (on_edited) },
    { "on_language_chosen", G_CALLBACK (on_language_chosen) },
    { "write_proof", G_CALLBACK (write_proof) },
  };

  gtk_widget_class_set_template_from_resource (class, ED_UI "documents/fill-page.ui");
  gtk_widget_class_bind_template_child (class, EdFillPage, page);
  gtk_widget_class_bind_template_child (class, EdFillPage, editor);
  gtk_widget_class_bind_template_child (class, EdFillPage, proof);
  gtk_widget_class_bind_template_child (class, EdFillPage, languages);
  ed_callbacks_bind (class, closures, G_N_ELEMENTS (closures));
}

static void
ed_fill_page_class_init (EdFillPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FORM_EDITOR);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_PANES);
  g_type_ensure (ED_TYPE_PROOF);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_fill_page_get_property;
  object_class->set_property = ed_fill_page_set_property;
  object_class->dispose = ed_fill_page_dispose;
  object_class->finalize = ed_fill_page_finalize;
  widget_class->unmap = ed_fill_page_unmap;
  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "fill.finish", NULL, on_finish);
  gtk_widget_class_install_action (widget_class, "fill.discard", NULL, on_discard);
  gtk_widget_class_install_action (widget_class, "fill.back", NULL, on_back);
  gtk_widget_class_install_property_action (widget_class, "fill.preview", "previewing");
}

static void
ed_fill_page_init (EdFillPage *self)
{
  g_auto (GStrv) names = ed_form_language_names ();
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) names);

  self->state = "loading";
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->languages, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->languages, ed_form_find_language (g_get_language_names ()[0]));
  set_state (self, "loading");
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_fill_page_new (EdDesk *desk, EdFormKind kind, const char *case_id, gboolean from_profile)
{
  EdFillPage *self = g_object_new (ED_TYPE_FILL_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  self->case_id = g_strdup (case_id);
  self->from_profile = from_profile;
  self->keeper = ed_draft_keeper_new (desk, ed_form_get (kind)->name, case_id, write_draft, self);
  notify (self, PROP_KEEPER);
  g_object_set (self->page, "title", ed_form_name (kind), NULL);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load_case), self, G_CONNECT_SWAPPED);
  load_case (self);
  return GTK_WIDGET (self);
}
