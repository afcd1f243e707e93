/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/status.h"

struct _EdStatus
{
  AdwBin parent_instance;
  char *icon_name;
  char *title;
  char *description;
  GtkWidget *extra; /* ours until the page is made */
};

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_EXTRA,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdStatus, ed_status, ADW_TYPE_BIN)

static void
make_page (EdStatus *self)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());

  adw_status_page_set_icon_name (page, self->icon_name);
  adw_status_page_set_title (page, self->title);
  adw_status_page_set_description (page, self->description);
  adw_status_page_set_child (page, self->extra);
  g_clear_object (&self->extra);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));
}

/* Whoever maps it has yet to lay it out: it is never seen empty. */
static void
ed_status_map (GtkWidget *widget)
{
  if (adw_bin_get_child (ADW_BIN (widget)) == NULL)
    make_page (ED_STATUS (widget));
  GTK_WIDGET_CLASS (ed_status_parent_class)->map (widget);
}

static void
ed_status_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdStatus *self = ED_STATUS (object);

  g_return_if_fail (adw_bin_get_child (ADW_BIN (self)) == NULL);
  switch (id)
    {
    case PROP_ICON_NAME:
      g_free (self->icon_name);
      self->icon_name = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;
    case PROP_DESCRIPTION:
      g_free (self->description);
      self->description = g_value_dup_string (value);
      break;
    case PROP_EXTRA:
      g_clear_object (&self->extra);
      self->extra = g_value_get_object (value);
      if (self->extra != NULL)
        g_object_ref_sink (self->extra);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_status_dispose (GObject *object)
{
  g_clear_object (&ED_STATUS (object)->extra);
  G_OBJECT_CLASS (ed_status_parent_class)->dispose (object);
}

static void
ed_status_finalize (GObject *object)
{
  EdStatus *self = ED_STATUS (object);

  g_free (self->icon_name);
  g_free (self->title);
  g_free (self->description);
  G_OBJECT_CLASS (ed_status_parent_class)->finalize (object);
}

static void
ed_status_class_init (EdStatusClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ed_status_set_property;
  object_class->dispose = ed_status_dispose;
  object_class->finalize = ed_status_finalize;
  GTK_WIDGET_CLASS (class)->map = ed_status_map;
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_EXTRA] = g_param_spec_object ("extra", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_status_init (EdStatus *self)
{
}
