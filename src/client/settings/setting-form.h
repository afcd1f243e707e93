/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/settings/setting.h"
#include "sync/desk.h"

#include <adwaita.h>

/* The settings of some groups, to be looked at and changed together. What somebody else changes
 * meanwhile is shown at once where nothing has been entered; elsewhere saving says both values.
 *
 * Property "edited" (boolean): something differs from what is in force. */
#define ED_TYPE_SETTING_FORM (ed_setting_form_get_type ())
G_DECLARE_FINAL_TYPE (EdSettingForm, ed_setting_form, ED, SETTING_FORM, GtkWidget)

/* Once, before anything else. */
void ed_setting_form_build (EdSettingForm *self,
                            const EdSettingGroup *groups,
                            guint n_groups,
                            const EdSettings *settings,
                            gint64 today);
/* Whether the reader may only look. */
void ed_setting_form_set_read_only (EdSettingForm *self, gboolean read_only);
/* What is in force now. */
void ed_setting_form_show (EdSettingForm *self, const EdSettings *settings);
/* Back to what is in force. */
void ed_setting_form_discard (EdSettingForm *self);
gboolean ed_setting_form_is_edited (EdSettingForm *self);
/* What was changed, as a command; NULL where something cannot be right, which is said beside it, or
 * nothing was changed. */
EdCommand *ed_setting_form_make_command (EdSettingForm *self, const char *id, gint64 done_at);
/* What is entered has been saved. */
void ed_setting_form_settle (EdSettingForm *self);
/* Says beside its field why it was refused; FALSE: it has none here. */
gboolean ed_setting_form_show_refusal (EdSettingForm *self,
                                       const EdRefusal *refusal,
                                       const EdSettings *settings);
