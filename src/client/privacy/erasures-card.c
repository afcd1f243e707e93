/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/erasures-card.h"

#include "client/audit/audit-row.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "domain/account.h"
#include "sync/desk-audit.h"

#include <adwaita.h>

#define SHOWN 20

struct _EdErasuresCard
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkStack *states; /* loading, list, nothing, trouble */
  GtkListBox *list;
  GtkLabel *trouble;
  EdDesk *desk;
  GHashTable *names; /* account id → name */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdErasuresCard, ed_erasures_card, GTK_TYPE_WIDGET)

static void
show_entries (EdErasuresCard *self, const EdAuditAnswer *answer)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < answer->entries->len; i++)
    {
      const EdAuditEntry *entry = answer->entries->pdata[i];
      const char *who =
          entry->account != NULL ? g_hash_table_lookup (self->names, entry->account) : NULL;

      gtk_list_box_append (self->list, ed_audit_row_new (entry, who, ed_desk_zone (self->desk)));
    }
  gtk_stack_set_visible_child_name (self->states, answer->entries->len > 0 ? "list" : "nothing");
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  EdErasuresCard *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAuditAnswer) answer = ed_desk_search_audit_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (answer != NULL)
    {
      show_entries (self, answer);
      return;
    }
  sentence = ed_error_sentence (error);
  gtk_label_set_label (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

void
ed_erasures_card_ask (EdErasuresCard *self)
{
  static const char *const actions[] = { "client.*", "retention.*", NULL };
  g_autoptr (EdAuditInquiry) inquiry = ed_record_new (&ed_audit_inquiry_type);

  inquiry->actions = g_strdupv ((char **) actions);
  inquiry->limit = SHOWN;
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_search_audit_async (self->desk, inquiry, self->cancellable, on_answer, self);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_erasures_card_ask (ED_ERASURES_CARD (widget));
}

/* Names first: the entries are shown by them. */
static void
on_accounts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdErasuresCard *self = data;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const EdAccount *account = accounts->pdata[i];

      g_hash_table_insert (self->names, g_strdup (account->id), g_strdup (account->name));
    }
  ed_erasures_card_ask (self);
}

static void
ed_erasures_card_dispose (GObject *object)
{
  EdErasuresCard *self = ED_ERASURES_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_ERASURES_CARD);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_erasures_card_parent_class)->dispose (object);
}

static void
ed_erasures_card_finalize (GObject *object)
{
  EdErasuresCard *self = ED_ERASURES_CARD (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->names);
  G_OBJECT_CLASS (ed_erasures_card_parent_class)->finalize (object);
}

static void
ed_erasures_card_class_init (EdErasuresCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_erasures_card_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_erasures_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "privacy/erasures-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdErasuresCard, card);
  gtk_widget_class_bind_template_child (widget_class, EdErasuresCard, states);
  gtk_widget_class_bind_template_child (widget_class, EdErasuresCard, list);
  gtk_widget_class_bind_template_child (widget_class, EdErasuresCard, trouble);
  gtk_widget_class_install_action (widget_class, "erasures.again", NULL, on_again);
}

static void
ed_erasures_card_init (EdErasuresCard *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
}

void
ed_erasures_card_set_desk (EdErasuresCard *self, EdDesk *desk)
{
  self->desk = g_object_ref (desk);
  ed_desk_list_accounts_async (desk, 0, self->cancellable, on_accounts, self);
}
