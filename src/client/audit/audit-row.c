/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/audit/audit-row.h"

#include "client/audit/audit-texts.h"
#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"

struct _EdAuditRow
{
  GtkListBoxRow parent_instance;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *outcome;
  GtkLabel *note;
  GtkLabel *object;
  char *case_id;
};

G_DEFINE_FINAL_TYPE (EdAuditRow, ed_audit_row, GTK_TYPE_LIST_BOX_ROW)

static void
ed_audit_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_AUDIT_ROW);
  G_OBJECT_CLASS (ed_audit_row_parent_class)->dispose (object);
}

static void
ed_audit_row_finalize (GObject *object)
{
  g_free (ED_AUDIT_ROW (object)->case_id);
  G_OBJECT_CLASS (ed_audit_row_parent_class)->finalize (object);
}

static void
ed_audit_row_class_init (EdAuditRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_audit_row_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_audit_row_finalize;
  g_type_ensure (ED_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "audit/audit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAuditRow, icon);
  gtk_widget_class_bind_template_child (widget_class, EdAuditRow, title);
  gtk_widget_class_bind_template_child (widget_class, EdAuditRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, EdAuditRow, note);
  gtk_widget_class_bind_template_child (widget_class, EdAuditRow, object);
}

static void
ed_audit_row_init (EdAuditRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_audit_row_new (const EdAuditEntry *entry, const char *who, const EdZone *zone)
{
  EdAuditRow *self = g_object_new (ED_TYPE_AUDIT_ROW, NULL);
  const EdAuditKind *kind = ed_audit_kind_of (entry->what);
  g_autofree char *title = ed_audit_title (entry);
  g_autofree char *outcome = ed_audit_outcome (entry);
  g_autofree char *note = ed_audit_note (entry, who, zone);
  g_autofree char *object = ed_audit_object (entry);

  gtk_image_set_from_icon_name (self->icon, kind != NULL ? kind->icon : "emblem-system-symbolic");
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->outcome, outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), *outcome != '\0');
  gtk_label_set_label (self->note, note);
  gtk_label_set_label (self->object, object);
  if (entry->number != ED_ABSENT && !g_str_equal (entry->what, "document.read"))
    self->case_id = g_strdup (entry->target);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), self->case_id != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note,
                                  -1);
  return GTK_WIDGET (self);
}

const char *
ed_audit_row_case (EdAuditRow *self)
{
  return self->case_id;
}
