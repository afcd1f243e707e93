/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-page.h"

#include "client/closures.h"
#include "client/documents/document-window.h"
#include "client/requests/chat-card.h"
#include "client/requests/request-actions.h"
#include "client/requests/request-deeds.h"
#include "client/requests/request-story.h"
#include "client/requests/request-texts.h"
#include "client/requests/response-editor.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"
#include "sync/desk-requests.h"
#include "wire/push.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MINUTE_S 60

struct _EdRequestPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdRequestStory *story;
  AdwBin *editor_place, *chat_place;
  EdDesk *desk;
  char *request_id;
  EdRequestItem *item;
  EdCaseFiles *files;
  EdRequestActions *actions;
  GtkWidget *editor;  /* or NULL */
  GtkWidget *chat;    /* or NULL: the sender has none */
  char *editing;      /* what the editor was opened for */
  gboolean adjusting; /* a coordinator wants to */
  char *trouble;      /* why there is nothing to see, or NULL */
  gboolean private;
  guint tick;
  GCancellable *cancellable;
};

enum
{
  PROP_ITEM = 1,
  PROP_TROUBLE,
  PROP_WRITING,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdRequestPage, ed_request_page, GTK_TYPE_WIDGET)

static EdRequestRights
get_rights (EdRequestItem *item)
{
  if (item == NULL)
    return (EdRequestRights){ FALSE };
  return ed_request_item_rights (item);
}

/* --- the editor ------------------------------------------------------------------------------- */

/* What there is to write, as a name that changes with it; NULL for nothing. */
static char *
name_writing (EdRequestPage *self)
{
  const EdRequest *request = ed_request_item_request (self->item);
  EdRequestRights rights = get_rights (self->item);
  const EdResponseVersion *latest = ed_request_latest_version (request);

  if (rights.respond)
    return g_strdup_printf ("%s %s %s",
                            request->assignment_id,
                            ed_request_round (request)->id,
                            latest != NULL ? latest->id : "");
  if (rights.review && self->adjusting && latest != NULL)
    return g_strdup (latest->id);
  return NULL;
}

static void update_editor (EdRequestPage *self);

static gboolean
update_idly (gpointer data)
{
  EdRequestPage *self = data;

  if (self->page != NULL)
    update_editor (self);
  return G_SOURCE_REMOVE;
}

/* The button that was pressed goes with the editor, and is still being handled. */
static void
on_editor_done (EdRequestPage *self)
{
  self->adjusting = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT, update_idly, g_object_ref (self), g_object_unref);
}

static void
remove_editor (EdRequestPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (self->editor == NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->editor))
    gtk_root_set_focus (root, NULL);
  self->editor = NULL;
  adw_bin_set_child (self->editor_place, NULL);
}

static void
show_kept (EdRequestPage *self, const char *text)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (_ ("What you have written and not sent"));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "card-heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "card-body");
  gtk_box_append (GTK_BOX (card), heading);
  gtk_box_append (GTK_BOX (card), label);
  adw_bin_set_child (self->editor_place, card);
}

static void
on_kept_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestPage *self = data;
  g_autofree char *body = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);
  g_autoptr (EdCommand) command = body == NULL ? NULL : ed_command_from_json (body, NULL);
  const EdResponseDraft *draft;
  const char *text;

  if (ed_answer_is_cancelled (result) || self->editor != NULL)
    return;
  draft = ed_request_item_request (self->item)->draft;
  text = draft == NULL ? NULL : draft->text;
  if (command != NULL && command->type == ED_COMMAND_RESPONSE_DRAFT)
    text = ((const EdArgs *) command->args)->text;
  if (text != NULL)
    show_kept (self, text);
}

/* The sender has cancelled it while the expert was writing. */
static void
update_kept (EdRequestPage *self)
{
  if (ed_request_item_request (self->item)->state == ED_REQUEST_CANCELLED
      && ed_request_item_audience (self->item) == ED_REQUEST_FOR_EXPERT)
    ed_desk_load_draft_async (self->desk,
                              ED_DRAFT_RESPONSE,
                              self->request_id,
                              self->cancellable,
                              on_kept_loaded,
                              self);
}

static void
update_editor (EdRequestPage *self)
{
  g_autofree char *writing = self->item == NULL ? NULL : name_writing (self);

  if (g_strcmp0 (writing, self->editing) == 0)
    return;
  remove_editor (self);
  g_free (self->editing);
  self->editing = g_steal_pointer (&writing);
  if (self->editing != NULL)
    {
      self->editor = ed_response_editor_new (self->desk, self->item, self->files, self->adjusting);
      g_signal_connect_object (self->editor,
                               "done",
                               G_CALLBACK (on_editor_done),
                               self,
                               G_CONNECT_SWAPPED);
      adw_bin_set_child (self->editor_place, self->editor);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRITING]);
}

static void
on_adjust (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdRequestPage *self = ED_REQUEST_PAGE (widget);

  self->adjusting = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, update_idly, g_object_ref (self), g_object_unref);
}

/* --- what is shown ---------------------------------------------------------------------------- */

static void
update_chat (EdRequestPage *self)
{
  if (ed_request_item_audience (self->item) == ED_REQUEST_FOR_SENDER)
    return;
  if (self->chat == NULL)
    {
      self->chat = ed_chat_card_new (self->desk, self->item);
      adw_bin_set_child (self->chat_place, self->chat);
    }
  else
    ed_chat_card_update (ED_CHAT_CARD (self->chat));
}

static void
show_request (EdRequestPage *self)
{
  ed_request_actions_set_item (self->actions, self->item);
  ed_request_story_show (self->story, self->item);
  update_editor (self);
  update_kept (self);
  update_chat (self);
}

/* Takes ROW. */
static void
take_row (EdRequestPage *self, EdRequestRow *row)
{
  g_autoptr (EdOutlook) outlook = NULL;
  g_autoptr (EdRequestItem) item = NULL;

  if (self->item != NULL)
    {
      ed_request_item_update (self->item, row, NULL, ed_desk_now (self->desk));
      return;
    }
  outlook = ed_outlook_new_for (ed_desk_settings (self->desk), ed_desk_account (self->desk)->id);
  item = ed_request_item_new (row,
                              outlook,
                              ed_account_roles (ed_desk_account (self->desk)),
                              ed_desk_now (self->desk));
  ed_request_item_hold (&self->item, item, self);
}

static void
set_trouble (EdRequestPage *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdRequestRow) row = ed_desk_load_request_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (error != NULL)
    set_trouble (self, ed_error_sentence (error));
  else if (row == NULL)
    {
      /* What was written was given to the desk before, and is kept there. */
      remove_editor (self);
      g_clear_pointer (&self->editing, g_free);
      set_trouble (self,
                   g_strdup (_ ("It is assigned to somebody else by now, or was taken back. What "
                                "you wrote and did not send is kept for the coordinator; see "
                                "“Needs attention”.")));
    }
  else
    {
      gboolean is_first = self->item == NULL;

      set_trouble (self, NULL);
      take_row (self, g_steal_pointer (&row));
      show_request (self);
      if (is_first)
        ed_focus_enter (GTK_WIDGET (self), self->page);
    }
}

static void
on_desk_changed (EdRequestPage *self)
{
  ed_desk_load_request_async (self->desk, self->request_id, self->cancellable, on_loaded, self);
}

static gboolean
on_minute (gpointer data)
{
  EdRequestPage *self = data;

  if (self->item != NULL)
    ed_request_item_update (self->item, NULL, NULL, ed_desk_now (self->desk));
  return G_SOURCE_CONTINUE;
}

static void
on_preview (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdRequestPage *self = ED_REQUEST_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GPtrArray) documents = NULL;
  const EdRequestDocument *document;

  if (self->item == NULL)
    return;
  documents = ed_request_list_documents (ed_request_item_request (self->item));
  document = ed_request_document_find (documents, id);
  if (document != NULL)
    gtk_window_present (GTK_WINDOW (
        ed_document_window_new_for_request (widget, self->desk, self->request_id, document)));
}

/* --- closures --------------------------------------------------------------------------------- */

static char *
choose_state (gpointer object, EdRequestItem *item, const char *trouble)
{
  if (trouble != NULL)
    return g_strdup ("gone");
  return g_strdup (item == NULL ? "loading" : "request");
}

static gboolean
can_review (gpointer object, EdRequestItem *item)
{
  return get_rights (item).review;
}

static gboolean
can_assign (gpointer object, EdRequestItem *item)
{
  return get_rights (item).assign;
}

static gboolean
can_reassign (gpointer object, EdRequestItem *item)
{
  return get_rights (item).reassign;
}

static gboolean
can_respond (gpointer object, EdRequestItem *item)
{
  return get_rights (item).respond;
}

static gboolean
can_cancel (gpointer object, EdRequestItem *item)
{
  return get_rights (item).cancel;
}

static gboolean
can_ask_again (gpointer object, EdRequestItem *item)
{
  return get_rights (item).ask_again;
}

/* Whether there is a next step, which stands in the header where that has room. */
static gboolean
has_next (gpointer object, EdRequestItem *item)
{
  EdRequestRights rights = get_rights (item);

  return rights.review || rights.assign || rights.ask_again;
}

static gboolean
has_deeds (gpointer object, EdRequestItem *item)
{
  EdRequestRights rights = get_rights (item);

  return rights.reassign || rights.respond || rights.cancel;
}

static const EdCallback closures[] = {
  { "choose_state", G_CALLBACK (choose_state) },
  { "can_review", G_CALLBACK (can_review) },
  { "can_assign", G_CALLBACK (can_assign) },
  { "can_reassign", G_CALLBACK (can_reassign) },
  { "can_respond", G_CALLBACK (can_respond) },
  { "can_cancel", G_CALLBACK (can_cancel) },
  { "can_ask_again", G_CALLBACK (can_ask_again) },
  { "has_deeds", G_CALLBACK (has_deeds) },
  { "has_next", G_CALLBACK (has_next) },
  { "and_not", G_CALLBACK (ed_closure_and_not) },
  { "is_not", G_CALLBACK (ed_closure_not) },
  { "name_text", G_CALLBACK (ed_request_name_text) },
  { "subject_text", G_CALLBACK (ed_request_subject_text) },
  { "has_notice", G_CALLBACK (ed_request_has_notice) },
  { "notice_text", G_CALLBACK (ed_request_notice_text) },
  { "state_text", G_CALLBACK (ed_request_state_text) },
  { "state_icon", G_CALLBACK (ed_request_state_icon) },
  { "state_classes", G_CALLBACK (ed_request_state_classes) },
  { "has_badge", G_CALLBACK (ed_request_has_badge) },
  { "badge_text", G_CALLBACK (ed_request_badge_text) },
  { "badge_icon", G_CALLBACK (ed_request_badge_icon) },
  { "badge_classes", G_CALLBACK (ed_request_badge_classes) },
  { "is_urgent", G_CALLBACK (ed_request_is_urgent) },
  { "has_due", G_CALLBACK (ed_request_has_due) },
  { "due_text", G_CALLBACK (ed_request_due_text) },
  { "shows_expert", G_CALLBACK (ed_request_shows_expert) },
  { "expert_text", G_CALLBACK (ed_request_expert_text) },
  { "sender_text", G_CALLBACK (ed_request_sender_text) },
  { "recipient_text", G_CALLBACK (ed_request_recipient_text) },
  { "case_text", G_CALLBACK (ed_request_case_text) },
};

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_request_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdRequestPage *self = ED_REQUEST_PAGE (object);

  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_WRITING:
      g_value_set_boolean (value, self->editor != NULL);
      break;
    default:
      g_value_set_boolean (value, self->private);
    }
}

static void
ed_request_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdRequestPage *self = ED_REQUEST_PAGE (object);

  g_return_if_fail (id == PROP_PRIVATE);
  if (self->private == g_value_get_boolean (value))
    return;
  self->private = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_request_page_dispose (GObject *object)
{
  EdRequestPage *self = ED_REQUEST_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  self->editor = NULL;
  self->chat = NULL;
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_REQUEST_PAGE);
  g_clear_object (&self->actions);
  if (self->files != NULL)
    ed_case_files_stop (self->files);
  g_clear_object (&self->files);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_request_page_parent_class)->dispose (object);
}

static void
ed_request_page_finalize (GObject *object)
{
  EdRequestPage *self = ED_REQUEST_PAGE (object);

  g_free (self->request_id);
  g_free (self->editing);
  g_free (self->trouble);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_request_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ED_TYPE_REQUEST_ITEM, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_WRITING] = g_param_spec_boolean ("writing", NULL, NULL, FALSE, flags);
  properties[PROP_PRIVATE] =
      g_param_spec_boolean ("private",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_request_page_class_init (EdRequestPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_REQUEST_STORY);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_request_page_dispose;
  object_class->finalize = ed_request_page_finalize;
  object_class->get_property = ed_request_page_get_property;
  object_class->set_property = ed_request_page_set_property;
  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "requests/request-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdRequestPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdRequestPage, story);
  gtk_widget_class_bind_template_child (widget_class, EdRequestPage, editor_place);
  gtk_widget_class_bind_template_child (widget_class, EdRequestPage, chat_place);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
  gtk_widget_class_install_action (widget_class, "request.adjust", NULL, on_adjust);
  gtk_widget_class_install_action (widget_class, "request.preview", "s", on_preview);
}

static void
ed_request_page_init (EdRequestPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_request_page_new (EdDesk *desk, const char *request_id)
{
  EdRequestPage *self = g_object_new (ED_TYPE_REQUEST_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->request_id = g_strdup (request_id);
  self->files = ed_case_files_new (desk, request_id);
  ed_request_story_set_files (self->story, self->files);
  self->actions = ed_request_actions_new (GTK_WIDGET (self), desk, self->cancellable);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add_seconds (MINUTE_S, on_minute, self);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}
