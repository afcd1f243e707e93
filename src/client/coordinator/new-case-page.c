/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/new-case-page.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/import-dialog.h"
#include "client/coordinator/intake-drafts.h"
#include "client/coordinator/intake-form.h"
#include "client/draft-keeper.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/bottom-bar.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "sync/desk-companies.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define TICK_S 15

struct _EdNewCasePage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdIntakeForm *form;
  EdDesk *desk;
  EdCommand *command; /* the last one given */
  EdCase *dropped;    /* the last draft discarded, or NULL */
  EdDraftKeeper *keeper;
  EdIntakeDrafts *aside; /* begun before and not saved; NULL until they are read */
  gint64 begun_at;       /* when what is entered was begun, or ED_ABSENT */
  gboolean is_unkept;    /* the trouble is the draft's */
  gboolean private;
  gboolean is_saving; /* it has no answer yet */
  gboolean assigns;   /* choose an expert when it is recorded */
  char *trouble;      /* why it was not saved, where no field says it */
  guint tick;         /* while the page is shown */
  char **names;       /* of companies in cases; NULL until they are read */
  GCancellable *cancellable;
};

enum
{
  PROP_TROUBLE = 1,
  PROP_ASIDE,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdNewCasePage, ed_new_case_page, GTK_TYPE_WIDGET)

static void
set_trouble (EdNewCasePage *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/* A toast whose "Undo" is the page's own: it brings back what was entered, too.
 * BODY (taken, or NULL): of what was dropped. */
static void
offer_undo (EdNewCasePage *self, const char *text, GCallback on_undo, char *body)
{
  AdwToast *toast = ed_toast_new_undo (text, on_undo, self);

  g_object_set_data_full (G_OBJECT (toast), "dropped", body, g_free);
  ed_toast_show (GTK_WIDGET (self), toast);
}

/* --- drafts ---------------------------------------------------------------------------------- */

static char *
write_drafts (gpointer page)
{
  EdNewCasePage *self = page;
  EdCase *current = NULL;
  char *body;

  if (ed_intake_form_has_draft (self->form))
    current = ed_intake_form_read (self->form, ed_desk_zone (self->desk));
  body = ed_intake_drafts_write (self->aside, current, self->begun_at);
  ed_record_free (&ed_case_intake_type, current);
  return body;
}

static void
on_edited (EdNewCasePage *self)
{
  if (self->desk == NULL)
    return;
  if (!ed_intake_form_has_draft (self->form))
    self->begun_at = ED_ABSENT;
  else if (self->begun_at == ED_ABSENT)
    self->begun_at = ed_desk_now (self->desk);
  if (self->aside != NULL)
    ed_draft_keeper_touch (self->keeper);
}

static void
notify_aside (EdNewCasePage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASIDE]);
}

/* What could not be kept is better saved now. */
static void
on_keeper_trouble (EdNewCasePage *self)
{
  char *sentence;

  g_object_get (self->keeper, "trouble", &sentence, NULL);
  if (sentence != NULL || self->is_unkept)
    set_trouble (self, sentence);
  self->is_unkept = sentence != NULL;
}

static void
on_drafts_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = ed_draft_keeper_load_finish (ED_DRAFT_KEEPER (source), result, &error);

  if (ed_answer_is_cancelled (result) || error != NULL)
    return;
  self->aside = ed_intake_drafts_read (body);
  notify_aside (self);
  if (ed_intake_form_has_draft (self->form))
    ed_draft_keeper_touch (self->keeper);
}

/* What is entered now is put aside for it. */
static void
on_restore (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (widget);
  const EdZone *zone = ed_desk_zone (self->desk);
  EdCase *restored;

  if (self->is_saving || self->aside == NULL || ed_intake_drafts_last (self->aside) == NULL)
    return;
  restored = ed_intake_drafts_take (self->aside);
  if (ed_intake_form_has_draft (self->form))
    {
      EdCase *current = ed_intake_form_read (self->form, zone);

      ed_intake_drafts_add (self->aside, current, self->begun_at);
      ed_record_free (&ed_case_intake_type, current);
    }
  set_trouble (self, NULL);
  ed_intake_form_show (self->form, restored, zone);
  self->begun_at = restored->recorded_at;
  ed_record_free (&ed_case_intake_type, restored);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  notify_aside (self);
  on_edited (self);
}

static void
on_undo_drop (EdNewCasePage *self, AdwToast *toast)
{
  g_autoptr (EdIntakeDrafts) dropped =
      ed_intake_drafts_read (g_object_get_data (G_OBJECT (toast), "dropped"));
  const EdIntakeDraft *draft = ed_intake_drafts_last (dropped);

  if (draft == NULL)
    return;
  ed_intake_drafts_add (self->aside, draft->intake, draft->begun_at);
  notify_aside (self);
  on_edited (self);
}

static void
on_drop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (widget);
  const EdIntakeDraft *draft = self->aside != NULL ? ed_intake_drafts_last (self->aside) : NULL;
  g_autoptr (EdIntakeDrafts) none = ed_intake_drafts_read (NULL);
  EdCase *dropped;

  if (draft == NULL)
    return;
  offer_undo (self,
              _ ("Draft discarded"),
              G_CALLBACK (on_undo_drop),
              ed_intake_drafts_write (none, draft->intake, draft->begun_at));
  dropped = ed_intake_drafts_take (self->aside);
  ed_record_free (&ed_case_intake_type, dropped);
  notify_aside (self);
  on_edited (self);
}

static void
set_saving (EdNewCasePage *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-case.save", !is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-case.save-and-assign", !is_saving);
}

/* Not over something that has been begun since. */
static void
bring_back (EdNewCasePage *self, const EdCase *intake)
{
  if (ed_intake_form_has_draft (self->form))
    return;
  ed_intake_form_show (self->form, intake, ed_desk_zone (self->desk));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "new-case");
}

/* --- undoing --------------------------------------------------------------------------------- */

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_undone = ed_desk_undo_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (is_undone)
    {
      bring_back (self, self->command->args);
      return;
    }
  sentence = error != NULL ? ed_error_sentence (error)
                           : g_strdup (_ ("This has been sent already and cannot be undone."));
  ed_toast (GTK_WIDGET (self), sentence, NULL);
}

static void
on_undo_save (EdNewCasePage *self)
{
  if (!self->is_saving)
    ed_desk_undo_async (self->desk, self->command->id, self->cancellable, on_undone, self);
}

static void
on_undo_discard (EdNewCasePage *self)
{
  bring_back (self, self->dropped);
}

/* --- saving ---------------------------------------------------------------------------------- */

static void
on_assigned (EdNewCasePage *self, const char *command_id, const char *expert)
{
  const char *commands[] = { self->command->id, command_id, NULL };
  g_autofree char *text = NULL;

  /* Translators: name of an expert */
  text = g_strdup_printf (_ ("Case recorded and assigned to %s"), expert);
  ed_toast (GTK_WIDGET (self), text, commands);
}

static void
on_given_up (EdNewCasePage *self)
{
  offer_undo (self, _ ("Case recorded"), G_CALLBACK (on_undo_save), NULL);
}

static void
on_recorded_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);
  EdAssignDialog *dialog;

  if (ed_answer_is_cancelled (result))
    return;
  if (row == NULL)
    {
      on_given_up (self);
      return;
    }
  dialog = ed_assign_dialog_open (GTK_WIDGET (self), self->desk, row->case_);
  g_signal_connect_object (dialog, "assigned", G_CALLBACK (on_assigned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "given-up", G_CALLBACK (on_given_up), self, G_CONNECT_SWAPPED);
}

static void
on_recorded (EdNewCasePage *self)
{
  ed_intake_form_clear (self->form, ed_desk_zone (self->desk));
  ed_draft_keeper_flush (self->keeper);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  if (!self->assigns)
    {
      offer_undo (self, _ ("Case recorded"), G_CALLBACK (on_undo_save), NULL);
      return;
    }
  ed_desk_load_case_async (self->desk,
                           self->command->target_id,
                           self->cancellable,
                           on_recorded_loaded,
                           self);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean is_done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  set_saving (self, FALSE);
  ed_draft_keeper_sent (self->keeper, is_done);
  if (is_done)
    on_recorded (self);
  else if (error != NULL)
    set_trouble (self, ed_error_sentence (error));
  else if (!ed_intake_form_show_refusal (self->form, &refusal))
    set_trouble (self, ed_refusal_sentence (refusal.code, refusal.field));
}

static void
save (EdNewCasePage *self, gboolean assigns)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *case_id = g_uuid_string_random ();
  g_autofree char *left = NULL;
  EdCommand *command;
  EdDraftEnd ends;

  if (self->is_saving)
    return;
  set_trouble (self, NULL);
  command = ed_intake_form_make_command (self->form,
                                         id,
                                         case_id,
                                         ed_clock_now (ed_clock_system ()),
                                         ed_desk_zone (self->desk));
  if (command == NULL)
    return;
  ed_command_free (self->command);
  self->command = command;
  self->assigns = assigns;
  set_saving (self, TRUE);
  ends = ed_draft_keeper_send (self->keeper);
  if (self->aside != NULL)
    ends.left = left = ed_intake_drafts_write (self->aside, NULL, ED_ABSENT);
  ed_desk_do_written_async (self->desk,
                            command,
                            self->aside != NULL ? &ends : NULL,
                            self->cancellable,
                            on_done,
                            self);
}

/* --- actions --------------------------------------------------------------------------------- */

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (ED_NEW_CASE_PAGE (widget), g_str_equal (name, "new-case.save-and-assign"));
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (widget);
  const EdZone *zone = ed_desk_zone (self->desk);

  if (self->is_saving)
    return;
  ed_record_free (&ed_case_intake_type, self->dropped);
  self->dropped = ed_intake_form_read (self->form, zone);
  set_trouble (self, NULL);
  ed_intake_form_clear (self->form, zone);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  offer_undo (self, _ ("Draft discarded"), G_CALLBACK (on_undo_discard), NULL);
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_import_choose (widget, ED_NEW_CASE_PAGE (widget)->desk);
}

/* --- keeping up ------------------------------------------------------------------------------ */

static gboolean
on_tick (gpointer data)
{
  EdNewCasePage *self = data;

  ed_intake_form_set_now (self->form, ed_desk_now (self->desk), ed_desk_zone (self->desk));
  return G_SOURCE_CONTINUE;
}

/* Without them it is as before there were any. */
static void
on_company_records (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_autoptr (GPtrArray) companies = ed_desk_load_companies_finish (ED_DESK (source), result, NULL);

  if (companies != NULL && !ed_answer_is_cancelled (result))
    ed_intake_form_set_companies (self->form,
                                  g_steal_pointer (&companies),
                                  (const char *const *) self->names);
}

static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  EdNewCasePage *self = data;
  g_auto (GStrv) names = ed_desk_list_companies_finish (ED_DESK (source), result, NULL);

  if (names == NULL || ed_answer_is_cancelled (result))
    return;
  g_clear_pointer (&self->names, g_strfreev);
  self->names = g_steal_pointer (&names);
  ed_desk_load_companies_async (self->desk, self->cancellable, on_company_records, self);
}

/* Each time the page comes up it knows the time and the companies of now. */
static void
ed_new_case_page_map (GtkWidget *widget)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (widget);

  GTK_WIDGET_CLASS (ed_new_case_page_parent_class)->map (widget);
  on_tick (self);
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
  ed_desk_list_companies_async (self->desk, self->cancellable, on_companies, self);
}

static void
ed_new_case_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&ED_NEW_CASE_PAGE (widget)->tick, g_source_remove);
  ed_draft_keeper_flush (ED_NEW_CASE_PAGE (widget)->keeper);
  GTK_WIDGET_CLASS (ed_new_case_page_parent_class)->unmap (widget);
}

static gboolean
ed_new_case_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ED_NEW_CASE_PAGE (widget)->form));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_new_case_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (object);
  const EdIntakeDraft *draft = self->aside != NULL ? ed_intake_drafts_last (self->aside) : NULL;

  if (id == PROP_TROUBLE)
    g_value_set_string (value, self->trouble);
  else if (id == PROP_PRIVATE)
    g_value_set_boolean (value, self->private);
  else if (draft != NULL)
    g_value_take_string (value,
                         ed_intake_draft_text (draft, ed_desk_zone (self->desk), self->private));
}

static void
ed_new_case_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (object);

  g_return_if_fail (id == PROP_PRIVATE);
  self->private = g_value_get_boolean (value);
  notify_aside (self);
}

static void
ed_new_case_page_dispose (GObject *object)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->desk != NULL)
    {
      ed_draft_keeper_flush (self->keeper);
      ed_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->desk); /* rows that go say so */
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_NEW_CASE_PAGE);
  G_OBJECT_CLASS (ed_new_case_page_parent_class)->dispose (object);
}

static void
ed_new_case_page_finalize (GObject *object)
{
  EdNewCasePage *self = ED_NEW_CASE_PAGE (object);

  g_strfreev (self->names);
  ed_command_free (self->command);
  ed_record_free (&ed_case_intake_type, self->dropped);
  g_clear_pointer (&self->aside, ed_intake_drafts_free);
  g_clear_object (&self->keeper);
  g_free (self->trouble);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_new_case_page_parent_class)->finalize (object);
}

static void
ed_new_case_page_class_init (EdNewCasePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_BOTTOM_BAR);
  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_INTAKE_FORM);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_new_case_page_get_property;
  object_class->set_property = ed_new_case_page_set_property;
  object_class->dispose = ed_new_case_page_dispose;
  object_class->finalize = ed_new_case_page_finalize;
  widget_class->map = ed_new_case_page_map;
  widget_class->unmap = ed_new_case_page_unmap;
  widget_class->grab_focus = ed_new_case_page_grab_focus;
  widget_class->focus = ed_focus_through;
  properties[PROP_TROUBLE] =
      g_param_spec_string ("trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASIDE] =
      g_param_spec_string ("aside", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/new-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdNewCasePage, page);
  gtk_widget_class_bind_template_child (widget_class, EdNewCasePage, form);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "and_not",
                                                G_CALLBACK (ed_closure_and_not));
  gtk_widget_class_install_action (widget_class, "new-case.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "new-case.save-and-assign", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "new-case.discard", NULL, on_discard);
  gtk_widget_class_install_action (widget_class, "new-case.restore", NULL, on_restore);
  gtk_widget_class_install_action (widget_class, "new-case.drop", NULL, on_drop);
  gtk_widget_class_install_action (widget_class, "new-case.import", NULL, on_import);
}

static void
ed_new_case_page_init (EdNewCasePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->begun_at = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_new_case_page_new (EdDesk *desk)
{
  EdNewCasePage *self = g_object_new (ED_TYPE_NEW_CASE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->keeper = ed_draft_keeper_new (desk, "new-case", "", write_drafts, self);
  g_signal_connect_object (self->keeper,
                           "notify::trouble",
                           G_CALLBACK (on_keeper_trouble),
                           self,
                           G_CONNECT_SWAPPED);
  ed_draft_keeper_load_async (self->keeper, self->cancellable, on_drafts_loaded, self);
  return GTK_WIDGET (self);
}
