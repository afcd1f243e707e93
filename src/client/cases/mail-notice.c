/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/mail-notice.h"

#include "client/coordinator/account-texts.h"
#include "client/resources.h"
#include "client/widgets/answer.h"
#include "client/widgets/template.h"
#include "domain/account.h"

struct _EdMailNotice
{
  GtkWidget parent_instance;
  GtkLabel *label;
  char *expert_id;
  GCancellable *cancellable; /* of the question that is open */
};

G_DEFINE_FINAL_TYPE (EdMailNotice, ed_mail_notice, GTK_TYPE_WIDGET)

static void
show_text (EdMailNotice *self, const char *text)
{
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
}

static void
on_accounts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdMailNotice *self = data;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);
  g_autofree char *text = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  for (guint i = 0; accounts != NULL && text == NULL && i < accounts->len; i++)
    {
      const EdAccount *account = accounts->pdata[i];

      if (g_strcmp0 (account->id, self->expert_id) == 0)
        text = ed_account_mail_trouble (account, ed_desk_zone (ED_DESK (source)));
    }
  show_text (self, text != NULL ? text : "");
}

static void
stop (EdMailNotice *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ed_mail_notice_dispose (GObject *object)
{
  EdMailNotice *self = ED_MAIL_NOTICE (object);

  stop (self);
  g_clear_pointer ((GtkWidget **) &self->label, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_MAIL_NOTICE);
  G_OBJECT_CLASS (ed_mail_notice_parent_class)->dispose (object);
}

static void
ed_mail_notice_finalize (GObject *object)
{
  g_free (ED_MAIL_NOTICE (object)->expert_id);
  G_OBJECT_CLASS (ed_mail_notice_parent_class)->finalize (object);
}

static void
ed_mail_notice_class_init (EdMailNoticeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_mail_notice_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_mail_notice_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/mail-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMailNotice, label);
}

static void
ed_mail_notice_init (EdMailNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ed_mail_notice_set_expert (EdMailNotice *self, EdDesk *desk, const char *expert_id)
{
  g_return_if_fail (ED_IS_MAIL_NOTICE (self));

  stop (self);
  if (g_strcmp0 (self->expert_id, expert_id) != 0)
    {
      g_free (self->expert_id);
      self->expert_id = g_strdup (expert_id);
      show_text (self, "");
    }
  if (expert_id == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  ed_desk_list_accounts_async (desk, ED_ROLE_EXPERT, self->cancellable, on_accounts, self);
}
