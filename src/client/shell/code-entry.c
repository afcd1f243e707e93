/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/code-entry.h"

#include "client/resources.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/focus.h"
#include "client/widgets/template.h"
#include "domain/totp.h"
#include "sync/secret.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdCodeEntry
{
  GtkWidget parent_instance;
  GtkWidget *box;
  AdwEntryRow *row;
  GtkLabel *hint;
  GtkButton *other;
  gboolean is_recovery;
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCodeEntry, ed_code_entry, GTK_TYPE_WIDGET)

static void
show_kind (EdCodeEntry *self)
{
  gboolean is_recovery = self->is_recovery;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 is_recovery ? _ ("Recovery code")
                                             : _ ("Code from your authenticator app"));
  adw_entry_row_set_input_purpose (self->row,
                                   is_recovery ? GTK_INPUT_PURPOSE_FREE_FORM
                                               : GTK_INPUT_PURPOSE_DIGITS);
  gtk_label_set_label (self->hint,
                       is_recovery
                           ? _ ("One of the ten codes that you saved or printed. Each works once.")
                           : _ ("The six digits that the app shows now for this account."));
  gtk_button_set_label (self->other,
                        is_recovery ? _ ("Use the authenticator app") : _ ("Use a recovery code"));
}

static void
on_other (EdCodeEntry *self)
{
  self->is_recovery = !self->is_recovery;
  gtk_editable_set_text (GTK_EDITABLE (self->row), "");
  show_kind (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}

static void
on_changed (EdCodeEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entry_activated (EdCodeEntry *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
ed_code_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ED_CODE_ENTRY (widget)->row));
}

static void
ed_code_entry_dispose (GObject *object)
{
  g_clear_pointer (&ED_CODE_ENTRY (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_CODE_ENTRY);
  G_OBJECT_CLASS (ed_code_entry_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_CODE_ENTRY,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
ed_code_entry_class_init (EdCodeEntryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_code_entry_dispose;
  widget_class->grab_focus = ed_code_entry_grab_focus;
  widget_class->focus = ed_focus_through;
  signals[CHANGED] = add_signal ("changed");
  signals[ACTIVATED] = add_signal ("activated");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/code-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCodeEntry, box);
  gtk_widget_class_bind_template_child (widget_class, EdCodeEntry, row);
  gtk_widget_class_bind_template_child (widget_class, EdCodeEntry, hint);
  gtk_widget_class_bind_template_child (widget_class, EdCodeEntry, other);
  gtk_widget_class_bind_template_callback (widget_class, on_other);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
}

static void
ed_code_entry_init (EdCodeEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_entry_title_wrap (self->row);
  show_kind (self);
}

char *
ed_code_entry_code (EdCodeEntry *self)
{
  char *normal;

  g_return_val_if_fail (ED_IS_CODE_ENTRY (self), NULL);
  normal = ed_totp_normalise (gtk_editable_get_text (GTK_EDITABLE (self->row)));
  if (normal == NULL || ed_totp_is_recovery_code (normal) == self->is_recovery)
    return normal;
  ed_secret_free (normal);
  return NULL;
}

void
ed_code_entry_clear (EdCodeEntry *self, gboolean begin)
{
  g_return_if_fail (ED_IS_CODE_ENTRY (self));
  if (begin)
    self->is_recovery = FALSE;
  show_kind (self);
  gtk_editable_set_text (GTK_EDITABLE (self->row), "");
}
