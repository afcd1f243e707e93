/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/audit/audit-page.h"

#include "client/audit/audit-export.h"
#include "client/audit/audit-row.h"
#include "client/audit/audit-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/fold.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "domain/account.h"
#include "sync/desk-audit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdAuditPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkDropDown *persons;
  GtkDropDown *kinds;
  GtkDropDown *periods;
  GtkEditable *object;
  GtkStack *states; /* loading, list, nothing, trouble */
  GtkListBox *list;
  GtkWidget *older;
  GtkLabel *trouble;
  GtkImage *proof_icon;
  GtkLabel *proof_title, *proof_text;
  EdDesk *desk;
  GPtrArray *accounts; /* char *: ids, as the persons are listed from the second on */
  GHashTable *names;   /* account id → name */
  gint64 last;         /* id of the last entry that is shown, or ED_ABSENT */
  gboolean filling;    /* the choices are being set */
  EdAuditExport *export;
  GCancellable *asking;      /* of the question that is open */
  GCancellable *cancellable; /* of all others */
};

G_DEFINE_FINAL_TYPE (EdAuditPage, ed_audit_page, GTK_TYPE_WIDGET)

/* --- what is asked for ------------------------------------------------------------------------ */

/* Days back from today, in the order of the choices; the last is any time. */
static const struct
{
  const char *label;
  gint64 days;
} periods[] = {
  { N_ ("Today"), 0 },         { N_ ("Last 7 days"), 6 },
  { N_ ("Last 30 days"), 29 }, { N_ ("Last 12 months"), 364 },
  { N_ ("Any time"), -1 },
};

#define PERIOD_AT_FIRST 2

static gboolean
read_object (EdAuditPage *self, EdAuditInquiry *inquiry)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->object)));
  gboolean is_right = TRUE;

  if (*typed == '\0')
    inquiry->number = ED_ABSENT;
  else if (g_uuid_string_is_valid (typed))
    inquiry->target = g_ascii_strdown (typed, -1);
  else
    is_right = g_ascii_string_to_signed (typed, 10, 1, G_MAXINT32, &inquiry->number, NULL);
  if (is_right)
    gtk_widget_remove_css_class (GTK_WIDGET (self->object), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->object), "error");
  return is_right;
}

/* NULL when what was typed is no case. */
static EdAuditInquiry *
make_inquiry (EdAuditPage *self)
{
  g_autoptr (EdAuditInquiry) inquiry = ed_record_new (&ed_audit_inquiry_type);
  guint person = gtk_drop_down_get_selected (self->persons);
  guint kind = gtk_drop_down_get_selected (self->kinds);
  guint period = gtk_drop_down_get_selected (self->periods);
  const EdZone *zone = ed_desk_zone (self->desk);

  if (person > 0 && person <= self->accounts->len)
    inquiry->account = g_strdup (self->accounts->pdata[person - 1]);
  if (kind > 0 && kind != GTK_INVALID_LIST_POSITION)
    inquiry->actions = g_strdupv ((char **) ed_audit_kinds[kind - 1].actions);
  if (period < G_N_ELEMENTS (periods) && periods[period].days >= 0)
    inquiry->from =
        ed_zone_instant (zone,
                         ed_zone_date (zone, ed_desk_now (self->desk)) - periods[period].days,
                         0);
  return read_object (self, inquiry) ? g_steal_pointer (&inquiry) : NULL;
}

/* --- entries ---------------------------------------------------------------------------------- */

static void
clear_list (EdAuditPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->last = ED_ABSENT;
}

static void
show_entries (EdAuditPage *self, const EdAuditAnswer *answer)
{
  for (guint i = 0; i < answer->entries->len; i++)
    {
      const EdAuditEntry *entry = answer->entries->pdata[i];
      const char *who =
          entry->account != NULL ? g_hash_table_lookup (self->names, entry->account) : NULL;

      gtk_list_box_append (self->list, ed_audit_row_new (entry, who, ed_desk_zone (self->desk)));
      self->last = entry->id;
    }
  gtk_widget_set_visible (self->older, answer->more == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audit.older", answer->more == 1);
  gtk_stack_set_visible_child_name (self->states, self->last != ED_ABSENT ? "list" : "nothing");
}

static void
show_trouble (EdAuditPage *self, const GError *error)
{
  g_autofree char *sentence = ed_error_sentence (error);

  gtk_label_set_label (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAuditPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAuditAnswer) answer = ed_desk_search_audit_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (answer != NULL)
    show_entries (self, answer);
  else
    show_trouble (self, error);
}

/* Asks for what the filters say; with MORE, for what is older than what is shown. */
static void
ask (EdAuditPage *self, gboolean more)
{
  g_autoptr (EdAuditInquiry) inquiry = make_inquiry (self);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (inquiry == NULL)
    {
      clear_list (self);
      gtk_stack_set_visible_child_name (self->states, "nothing");
      return;
    }
  if (more)
    inquiry->before = self->last;
  else
    {
      clear_list (self);
      gtk_stack_set_visible_child_name (self->states, "loading");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audit.older", FALSE);
  self->asking = g_cancellable_new ();
  ed_desk_search_audit_async (self->desk, inquiry, self->asking, on_answer, self);
}

static void
on_filtered (EdAuditPage *self)
{
  if (!self->filling)
    ask (self, FALSE);
}

static void
on_older (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (ED_AUDIT_PAGE (widget), TRUE);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (ED_AUDIT_PAGE (widget), FALSE);
}

static void
on_activated (EdAuditPage *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.open-case",
                              "s",
                              ed_audit_row_case (ED_AUDIT_ROW (row)));
}

/* --- people ----------------------------------------------------------------------------------- */

static void
list_people (EdAuditPage *self, GPtrArray *accounts)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Everybody"));
  for (guint i = 0; i < accounts->len; i++)
    {
      const EdAccount *account = accounts->pdata[i];

      gtk_string_list_append (names, account->name);
      g_ptr_array_add (self->accounts, g_strdup (account->id));
      g_hash_table_insert (self->names, g_strdup (account->id), g_strdup (account->name));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->persons, G_LIST_MODEL (names));
  self->filling = FALSE;
}

/* Names first: the entries are shown by them. */
static void
on_accounts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAuditPage *self = data;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (accounts != NULL)
    list_people (self, accounts);
  ask (self, FALSE);
}

/* --- verifying -------------------------------------------------------------------------------- */

static void
show_proof (EdAuditPage *self, const EdAuditProof *proof)
{
  gboolean is_well = proof->fault == ED_ABSENT;
  const char *classes[] = { "type-icon", is_well ? "success" : "error", NULL };
  g_autofree char *title = ed_audit_proof_title (proof);
  g_autofree char *text = ed_audit_proof_text (proof, ed_desk_zone (self->desk));

  gtk_image_set_from_icon_name (self->proof_icon,
                                is_well ? "security-high-symbolic" : "security-low-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->proof_icon), classes);
  gtk_label_set_label (self->proof_title, title);
  gtk_label_set_label (self->proof_text, text);
  if (is_well)
    gtk_widget_remove_css_class (GTK_WIDGET (self->proof_title), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->proof_title), "error");
}

static void
on_proof (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAuditPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAuditProof) proof = ed_desk_verify_audit_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audit.verify", TRUE);
  if (proof != NULL)
    {
      show_proof (self, proof);
      return;
    }
  {
    g_autofree char *sentence = ed_error_sentence (error);

    gtk_label_set_label (self->proof_title, _ ("Not verified"));
    gtk_label_set_label (self->proof_text, sentence);
  }
}

static void
on_verify (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAuditPage *self = ED_AUDIT_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "audit.verify", FALSE);
  gtk_label_set_label (self->proof_text, _ ("Reading the whole log…"));
  ed_desk_verify_audit_async (self->desk, self->cancellable, on_proof, self);
}

/* --- saving ----------------------------------------------------------------------------------- */

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAuditPage *self = ED_AUDIT_PAGE (widget);
  g_autoptr (EdAuditInquiry) inquiry = make_inquiry (self);
  gboolean is_csv = g_str_equal (g_variant_get_string (parameter, NULL), "csv");

  if (inquiry == NULL)
    return;
  g_clear_pointer (&self->export, ed_audit_export_free);
  self->export = ed_audit_export_new (widget,
                                      self->desk,
                                      is_csv ? ED_SPREADSHEET_CSV : ED_SPREADSHEET_XLSX,
                                      inquiry,
                                      self->names);
  ed_export_begin (ed_audit_export_export (self->export));
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_audit_page_dispose (GObject *object)
{
  EdAuditPage *self = ED_AUDIT_PAGE (object);

  self->filling = TRUE; /* lists that go say so */
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->export, ed_audit_export_free);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_AUDIT_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_audit_page_parent_class)->dispose (object);
}

static void
ed_audit_page_finalize (GObject *object)
{
  EdAuditPage *self = ED_AUDIT_PAGE (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->accounts);
  g_hash_table_unref (self->names);
  G_OBJECT_CLASS (ed_audit_page_parent_class)->finalize (object);
}

static void
ed_audit_page_class_init (EdAuditPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_audit_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_audit_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "audit/audit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, persons);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, periods);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, object);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, states);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, list);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, older);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, proof_icon);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, proof_title);
  gtk_widget_class_bind_template_child (widget_class, EdAuditPage, proof_text);
  gtk_widget_class_bind_template_callback (widget_class, on_filtered);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_install_action (widget_class, "audit.verify", NULL, on_verify);
  gtk_widget_class_install_action (widget_class, "audit.older", NULL, on_older);
  gtk_widget_class_install_action (widget_class, "audit.again", NULL, on_again);
  gtk_widget_class_install_action (widget_class, "audit.save", "s", on_save);
}

static void
fill_choices (EdAuditPage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("All actions"));
  for (const EdAuditKind *kind = ed_audit_kinds; kind->label != NULL; kind++)
    gtk_string_list_append (kinds, _ (kind->label));
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (days, _ (periods[i].label));
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (kinds));
  gtk_drop_down_set_model (self->periods, G_LIST_MODEL (days));
  gtk_drop_down_set_selected (self->periods, PERIOD_AT_FIRST);
}

static void
ed_audit_page_init (EdAuditPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->accounts = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->last = ED_ABSENT;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_button_wrap (GTK_BUTTON (self->older));
  fill_choices (self);
}

GtkWidget *
ed_audit_page_new (EdDesk *desk)
{
  EdAuditPage *self = g_object_new (ED_TYPE_AUDIT_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->filling = FALSE;
  ed_desk_list_accounts_async (desk, 0, self->cancellable, on_accounts, self);
  return GTK_WIDGET (self);
}
