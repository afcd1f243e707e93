/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded into a program before all else (LD_PRELOAD), so that a test finds with the mouse what it
 * found by name. From GTK 4.12 on, what AT-SPI is told of an element's place in its window leaves
 * out the borders and paddings of all that is around it; here it is told where it is drawn. */

#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <math.h>

#define IN_WINDOW 1 /* AtspiCoordType: ATSPI_COORD_TYPE_WINDOW */

typedef guint (*Register) (GDBusConnection *,
                           const char *,
                           GDBusInterfaceInfo *,
                           const GDBusInterfaceVTable *,
                           gpointer,
                           GDestroyNotify,
                           GError **);

static GDBusInterfaceMethodCallFunc answer_otherwise; /* GTK's own */

static gboolean
measure (GtkATContext *context, graphene_rect_t *bounds)
{
  GtkAccessible *element = gtk_at_context_get_accessible (context);
  GtkRoot *root = GTK_IS_WIDGET (element) ? gtk_widget_get_root (GTK_WIDGET (element)) : NULL;

  return root != NULL
         && gtk_widget_compute_bounds (GTK_WIDGET (element), GTK_WIDGET (root), bounds);
}

static gboolean
asks_for_extents (const char *method, GVariant *parameters)
{
  guint32 type = 0;

  if (!g_str_equal (method, "GetExtents"))
    return FALSE;
  g_variant_get (parameters, "(u)", &type);
  return type == IN_WINDOW;
}

static void
answer (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *method,
        GVariant *parameters,
        GDBusMethodInvocation *invocation,
        gpointer context)
{
  graphene_rect_t at;

  if (asks_for_extents (method, parameters) && measure (context, &at))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("((iiii))",
                                                          (int) floorf (at.origin.x),
                                                          (int) floorf (at.origin.y),
                                                          (int) ceilf (at.size.width),
                                                          (int) ceilf (at.size.height)));
  else
    answer_otherwise (connection, sender, path, interface, method, parameters, invocation, context);
}

/* In the place of GIO's, which it calls. */
guint
g_dbus_connection_register_object (GDBusConnection *connection,
                                   const char *path,
                                   GDBusInterfaceInfo *interface,
                                   const GDBusInterfaceVTable *vtable,
                                   gpointer data,
                                   GDestroyNotify free_data,
                                   GError **error)
{
  static const GDBusInterfaceVTable ours = { .method_call = answer };
  Register next = (Register) dlsym (RTLD_NEXT, "g_dbus_connection_register_object");

  if (g_str_equal (interface->name, "org.a11y.atspi.Component"))
    {
      answer_otherwise = vtable->method_call;
      vtable = &ours;
    }
  return next (connection, path, interface, vtable, data, free_data, error);
}

/* What the program starts is not its business. */
__attribute__ ((constructor)) static void
stay_here (void)
{
  g_unsetenv ("LD_PRELOAD");
}
