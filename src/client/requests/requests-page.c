/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/requests-page.h"

#include "client/cases/live-list.h"
#include "client/closures.h"
#include "client/coordinator/assign-dialog.h"
#include "client/requests/party-choice.h"
#include "client/requests/request-bar.h"
#include "client/requests/request-item.h"
#include "client/resources.h"
#include "client/widgets/answer.h"
#include "client/widgets/callback.h"
#include "client/widgets/chip.h"
#include "client/widgets/fold.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "sync/desk-drafts.h"
#include "sync/desk-requests.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Under which name the filters are kept, and how they are written. */
#define FILTER_KIND "request_filter"
#define FILTER_FORMAT "(ussb)"
#define ANYBODY "*"

struct _EdRequestsPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdWrap *chips;
  GtkDropDown *sender, *recipient;
  GtkToggleButton *mine;
  GtkGridView *view;
  GtkEditable *entry;
  EdDesk *desk;
  EdLiveList *live; /* NULL until the filters are there */
  EdPartyChoice *senders, *recipients;
  EdRequestScope scope;
  guint total; /* whatever the filters */
  guint shown;
  gboolean loaded;
  GCancellable *cancellable;
};

enum
{
  PROP_DESK = 1,
  PROP_LOADED,
  PROP_SHOWN,
  PROP_TOTAL,
  PROP_SENDER_ROLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdRequestsPage, ed_requests_page, GTK_TYPE_WIDGET)

typedef struct
{
  EdRequestScope scope;
  const char *label;
} Status;

static const Status statuses[] = {
  { ED_REQUESTS_NOT_COMPLETED, NC_ ("request status", "Not completed") },
  { ED_REQUESTS_OPEN, NC_ ("request status", "Open") },
  { ED_REQUESTS_IN_PROGRESS, NC_ ("request status", "In progress") },
  { ED_REQUESTS_UNDER_REVIEW, NC_ ("request status", "Under review") },
  { ED_REQUESTS_COMPLETED, NC_ ("request status", "Completed") },
  { ED_REQUESTS_ALL, NC_ ("request status", "All") },
};

/* As a case manager reads them. */
static const Status statuses_of_sender[] = {
  { ED_REQUESTS_NOT_COMPLETED, NC_ ("request status", "Not answered") },
  { ED_REQUESTS_OPEN, NC_ ("request status", "Sent") },
  { ED_REQUESTS_IN_PROGRESS, NC_ ("request status", "In work") },
  { ED_REQUESTS_ANSWERED, NC_ ("request status", "Answered") },
  { ED_REQUESTS_CANCELLED, NC_ ("request status", "Cancelled") },
  { ED_REQUESTS_ALL, NC_ ("request status", "All") },
};

/* Whether the reader sends requests and does nothing else with them. */
static gboolean
is_sender (EdRequestsPage *self)
{
  guint roles = ed_account_roles (ed_desk_account (self->desk));

  return (roles & (ED_ROLE_EXPERT | ED_ROLE_COORDINATOR)) == 0;
}

static const Status *
list_statuses (EdRequestsPage *self, guint *n)
{
  *n = is_sender (self) ? G_N_ELEMENTS (statuses_of_sender) : G_N_ELEMENTS (statuses);
  return is_sender (self) ? statuses_of_sender : statuses;
}

/* --- asking ----------------------------------------------------------------------------------- */

static void
show_found (EdRequestsPage *self, const EdRequestFound *found)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  guint n;
  const Status *list = list_statuses (self, &n);

  ed_live_list_show (self->live, found->rows);
  for (guint i = 0; chip != NULL && i < n; i++, chip = gtk_widget_get_next_sibling (chip))
    ed_chip_set_count (ED_CHIP (chip), found->counts[list[i].scope]);
  self->shown = found->rows->len;
  self->total = found->counts[ED_REQUESTS_ALL];
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestsPage *self = data;
  g_autoptr (EdRequestFound) found = ed_desk_query_requests_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || !ed_live_list_take (self->live))
    return;
  if (found != NULL)
    show_found (self, found);
  self->loaded = TRUE;
  for (guint i = PROP_LOADED; i <= PROP_TOTAL; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
ask (gpointer owner, EdDesk *desk, GCancellable *cancellable)
{
  EdRequestsPage *self = owner;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  gboolean mine = gtk_toggle_button_get_active (self->mine);
  const EdRequestQuery query = {
    .scope = self->scope,
    .text = *text != '\0' ? text : NULL,
    .sender_id = ed_party_choice_chosen (self->senders),
    .recipient_id = ed_party_choice_chosen (self->recipients),
    .expert_id = mine ? ed_desk_account (desk)->id : NULL,
  };

  ed_desk_query_requests_async (desk, &query, cancellable, on_found, self);
}

/* What is due may differ. */
static void
on_minute (gpointer owner)
{
  ed_live_list_ask (ED_REQUESTS_PAGE (owner)->live);
}

static const EdLiveCalls calls = { ask, on_minute };

/* Before the filters are there nothing is asked for. */
static void
ask_again (EdRequestsPage *self)
{
  if (self->live != NULL)
    ed_live_list_ask (self->live);
}

static void
on_parties (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestsPage *self = data;
  g_autoptr (EdRequestParties) parties =
      ed_desk_list_request_parties_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || parties == NULL)
    return;
  ed_party_choice_set (self->senders, parties->senders);
  ed_party_choice_set (self->recipients, parties->recipients);
}

static void
list_parties (EdRequestsPage *self)
{
  ed_desk_list_request_parties_async (self->desk, self->cancellable, on_parties, self);
}

/* --- filters ---------------------------------------------------------------------------------- */

static void
remember (EdRequestsPage *self)
{
  const char *sender = ed_party_choice_chosen (self->senders);
  const char *recipient = ed_party_choice_chosen (self->recipients);
  g_autoptr (GVariant) filter =
      g_variant_ref_sink (g_variant_new (FILTER_FORMAT,
                                         (guint32) self->scope,
                                         sender != NULL ? sender : ANYBODY,
                                         recipient != NULL ? recipient : ANYBODY,
                                         gtk_toggle_button_get_active (self->mine)));
  g_autofree char *text = g_variant_print (filter, FALSE);

  ed_desk_save_draft_async (self->desk, FILTER_KIND, "", text, NULL, NULL, NULL);
}

static void
on_filter_changed (EdRequestsPage *self)
{
  if (self->live == NULL)
    return;
  remember (self);
  ask_again (self);
}

static void
on_chip_toggled (EdRequestsPage *self, GtkToggleButton *chip)
{
  GtkWidget *sibling = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  guint n;
  const Status *list = list_statuses (self, &n);

  if (!gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; sibling != NULL; i++, sibling = gtk_widget_get_next_sibling (sibling))
    if (sibling == GTK_WIDGET (chip))
      self->scope = list[i].scope;
  on_filter_changed (self);
}

/* Presses the chip of SCOPE, if there is one. */
static void
choose_scope (EdRequestsPage *self, EdRequestScope scope)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  guint n;
  const Status *list = list_statuses (self, &n);

  for (guint i = 0; chip != NULL && i < n; i++, chip = gtk_widget_get_next_sibling (chip))
    if (list[i].scope == scope)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
}

static void
recall (EdRequestsPage *self, const char *text)
{
  g_autoptr (GVariant) filter =
      text == NULL ? NULL
                   : g_variant_parse (G_VARIANT_TYPE (FILTER_FORMAT), text, NULL, NULL, NULL);
  const char *sender, *recipient;
  gboolean mine;
  guint32 scope;

  if (filter == NULL)
    return;
  g_variant_get (filter, "(u&s&sb)", &scope, &sender, &recipient, &mine);
  choose_scope (self, (EdRequestScope) scope);
  ed_party_choice_choose (self->senders, g_str_equal (sender, ANYBODY) ? NULL : sender);
  ed_party_choice_choose (self->recipients, g_str_equal (recipient, ANYBODY) ? NULL : recipient);
  gtk_toggle_button_set_active (self->mine, mine && !is_sender (self));
}

/* The list, by the filters that were chosen last time. */
static void
begin (EdRequestsPage *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  self->live = ed_live_list_new (self->desk, ED_LIVE_REQUESTS, &calls, self);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (ed_live_list_rows (self->live))));
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  ed_live_list_ask (self->live);
}

static void
on_recalled (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestsPage *self = data;
  g_autofree char *text = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  recall (self, text);
  begin (self);
}

static void
on_text_changed (EdRequestsPage *self)
{
  ask_again (self);
}

static void
on_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdRequestsPage *self = ED_REQUESTS_PAGE (widget);

  gtk_editable_set_text (self->entry, "");
  ed_party_choice_choose (self->senders, NULL);
  ed_party_choice_choose (self->recipients, NULL);
  gtk_toggle_button_set_active (self->mine, FALSE);
  choose_scope (self, ED_REQUESTS_ALL);
  on_filter_changed (self);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ED_REQUESTS_PAGE (widget)->entry));
}

/* --- doing ------------------------------------------------------------------------------------ */

static void
on_row_activated (EdRequestsPage *self, guint position)
{
  GListModel *rows = G_LIST_MODEL (ed_live_list_rows (self->live));
  g_autoptr (EdRequestItem) item = g_list_model_get_item (rows, position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.open-request",
                                "s",
                                ed_request_item_request (item)->id);
}

static void
on_loaded_for_assigning (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRequestsPage *self = data;
  g_autoptr (EdRequestRow) row = ed_desk_load_request_finish (ED_DESK (source), result, NULL);
  EdAssignDialog *dialog;

  if (ed_answer_is_cancelled (result) || row == NULL)
    return;
  dialog = ed_assign_dialog_open_request (GTK_WIDGET (self), self->desk, row->request);
  ed_assign_dialog_tell (dialog, GTK_WIDGET (self));
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdRequestsPage *self = ED_REQUESTS_PAGE (widget);

  ed_desk_load_request_async (self->desk,
                              g_variant_get_string (parameter, NULL),
                              self->cancellable,
                              on_loaded_for_assigning,
                              self);
}

/* --- closures --------------------------------------------------------------------------------- */

static char *
choose_state (gpointer object,
              gboolean loaded,
              guint shown,
              guint total,
              const char *text,
              gint64 syncing,
              gboolean sender)
{
  if (shown > 0)
    return g_strdup ("list");
  if (syncing > 0 && total == 0)
    return g_strdup ("syncing");
  if (!loaded)
    return g_strdup ("loading");
  if (total > 0 || (text != NULL && *text != '\0'))
    return g_strdup ("nothing-found");
  return g_strdup (sender ? "none-sent" : "none");
}

static char *
choose_title (gpointer object, gboolean sender)
{
  return g_strdup (sender ? _ ("My requests") : _ ("Requests"));
}

/* The button with words where there is room, the one with an icon where there is not. */
static gboolean
shows_new (gpointer object, gboolean sender, gboolean narrow, gboolean with_icon)
{
  return sender && narrow == with_icon;
}

static const EdCallback closures[] = {
  { "shows_new", G_CALLBACK (shows_new) },
  { "choose_state", G_CALLBACK (choose_state) },
  { "choose_title", G_CALLBACK (choose_title) },
  { "is_not", G_CALLBACK (ed_closure_not) },
  { "fraction", G_CALLBACK (ed_closure_fraction) },
  { "progress_text", G_CALLBACK (ed_closure_progress) },
};

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_requests_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdRequestsPage *self = ED_REQUESTS_PAGE (object);

  switch (id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_SHOWN:
      g_value_set_uint (value, self->shown);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    default:
      g_value_set_boolean (value, self->desk != NULL && is_sender (self));
    }
}

static void
ed_requests_page_dispose (GObject *object)
{
  EdRequestsPage *self = ED_REQUESTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    gtk_grid_view_set_model (self->view, NULL);
  if (self->live != NULL)
    ed_live_list_stop (self->live);
  g_clear_object (&self->senders);
  g_clear_object (&self->recipients);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_REQUESTS_PAGE);
  self->view = NULL;
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_requests_page_parent_class)->dispose (object);
}

static void
ed_requests_page_finalize (GObject *object)
{
  EdRequestsPage *self = ED_REQUESTS_PAGE (object);

  g_clear_pointer (&self->live, ed_live_list_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_requests_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SENDER_ROLE] = g_param_spec_boolean ("sender", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_requests_page_class_init (EdRequestsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_REQUEST_BAR);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_requests_page_dispose;
  object_class->finalize = ed_requests_page_finalize;
  object_class->get_property = ed_requests_page_get_property;
  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "requests/requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, sender);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, recipient);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, mine);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, view);
  gtk_widget_class_bind_template_child (widget_class, EdRequestsPage, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, on_show_all);
  gtk_widget_class_install_action (widget_class, "requests.assign", "s", on_assign);
}

static void
ed_requests_page_init (EdRequestsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_chips (EdRequestsPage *self)
{
  EdChip *first = NULL;
  guint n;
  const Status *list = list_statuses (self, &n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *chip = ed_chip_new (g_dpgettext2 (NULL, "request status", list[i].label), first);

      first = first == NULL ? ED_CHIP (chip) : first;
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (self->chips, chip);
    }
}

GtkWidget *
ed_requests_page_new (EdDesk *desk)
{
  EdRequestsPage *self = g_object_new (ED_TYPE_REQUESTS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  add_chips (self);
  self->senders = ed_party_choice_new (self->sender, _ ("Sender: anyone"));
  self->recipients = ed_party_choice_new (self->recipient, _ ("Recipient: anyone"));
  g_signal_connect_object (self->senders,
                           "chosen",
                           G_CALLBACK (on_filter_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recipients,
                           "chosen",
                           G_CALLBACK (on_filter_changed),
                           self,
                           G_CONNECT_SWAPPED);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_connect_object (desk, "changed", G_CALLBACK (list_parties), self, G_CONNECT_SWAPPED);
  ed_desk_load_draft_async (desk, FILTER_KIND, "", self->cancellable, on_recalled, self);
  list_parties (self);
  return GTK_WIDGET (self);
}
