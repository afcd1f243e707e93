/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/window-details.h"

#include "client/cases/case-profile.h"
#include "client/documents/fill-page.h"
#include "client/documents/form-texts.h"
#include "client/shell/window.h"

static void
on_open_case (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *window = ED_WINDOW (widget);
  EdDesk *desk = ed_window_desk (window);

  if (desk != NULL)
    ed_window_show_detail (window,
                           ed_case_profile_new (desk, g_variant_get_string (parameter, NULL)));
}

static void
on_fill_form (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *window = ED_WINDOW (widget);
  EdDesk *desk = ed_window_desk (window);
  GtkWidget *detail = ed_window_detail (window);
  const char *case_id, *form;
  EdFormKind kind;

  g_variant_get (parameter, "(&s&s)", &case_id, &form);
  if (desk != NULL && ed_form_find (form, &kind))
    ed_window_show_detail (
        window,
        ed_fill_page_new (desk, kind, case_id, detail != NULL && ED_IS_CASE_PROFILE (detail)));
}

void
ed_window_details_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.open-case", "s", on_open_case);
  gtk_widget_class_install_action (class, "win.fill-form", "(ss)", on_fill_form);
}
