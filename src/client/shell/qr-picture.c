/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/qr-picture.h"

#include "forms/code.h"
#include "sync/secret.h"

#define SIDE 208
#define QUIET 0.08 /* of the side: four modules of a code as long as ours */

struct _EdQrPicture
{
  GtkWidget parent_instance;
  char *text;
};

G_DEFINE_FINAL_TYPE (EdQrPicture, ed_qr_picture, GTK_TYPE_WIDGET)

static void
ed_qr_picture_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = SIDE;
  *minimum_baseline = *natural_baseline = -1;
}

static void
ed_qr_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EdQrPicture *self = ED_QR_PICTURE (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double side = MIN (width, height), inner = side * (1 - 2 * QUIET);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) ((width - side) / 2),
                                               (float) ((height - side) / 2),
                                               (float) side,
                                               (float) side);
  cairo_t *cairo;

  if (self->text == NULL)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  ed_code_draw (cairo, self->text, (width - inner) / 2, (height - inner) / 2, inner);
  cairo_destroy (cairo);
}

static void
ed_qr_picture_finalize (GObject *object)
{
  ed_secret_free (ED_QR_PICTURE (object)->text);
  G_OBJECT_CLASS (ed_qr_picture_parent_class)->finalize (object);
}

static void
ed_qr_picture_class_init (EdQrPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_qr_picture_finalize;
  widget_class->measure = ed_qr_picture_measure;
  widget_class->snapshot = ed_qr_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ed_qr_picture_init (EdQrPicture *self)
{
}

void
ed_qr_picture_set_text (EdQrPicture *self, const char *text)
{
  g_return_if_fail (ED_IS_QR_PICTURE (self));
  ed_secret_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
