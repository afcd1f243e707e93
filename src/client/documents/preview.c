/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview.h"

#include "client/documents/preview-keys.h"
#include "client/documents/preview-layout.h"
#include "client/documents/preview-pages.h"
#include "client/documents/preview-print.h"
#include "client/documents/preview-save.h"
#include "client/documents/preview-texts.h"
#include "client/documents/preview-thumbnails.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/chooser.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/wrap.h"

/* Narrower than this, at the normal text size, there is no room for thumbnails. */
#define ROOMY_WIDTH 640

/* How much of a page a screen reader is told. */
#define MOST_DESCRIBED 4000

struct _EdPreview
{
  GtkWidget parent_instance;
  GtkWidget *overlay; /* the whole */
  EdPreviewPages *pages;
  EdPreviewThumbnails *thumbnails;
  GtkSearchBar *search_bar;
  GtkSearchEntry *entry;

  char *name;
  char *sentence;
  const char *state;
  GBytes *bytes;                /* NULL: none */
  GtkFileChooserNative *saving; /* asks where they are to be saved; weak */
  EdPreviewDocument *document;  /* NULL: none; closed by us */
  EdPreviewSearch *search;
  guint shown_match;
  gboolean show_thumbnails, roomy;
  guint resizing; /* source */
};

enum
{
  PROP_STATE = 1,
  PROP_NAME,
  PROP_SENTENCE,
  PROP_N_PAGES,
  PROP_ROOMY,
  PROP_SEARCH,
  PROP_SHOW_THUMBNAILS,
  PROP_FIT_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdPreview, ed_preview, GTK_TYPE_WIDGET)

static guint
count_pages (EdPreview *self)
{
  const EdPaper *paper = self->document != NULL ? ed_preview_document_paper (self->document) : NULL;

  return paper != NULL ? paper->n_pages : 0;
}

/* The page that is seen, from 1; 0: none. */
static guint
seen_page (EdPreview *self)
{
  guint page;

  g_object_get (self->pages, "page", &page, NULL);
  return page;
}

static void
enable_actions (EdPreview *self)
{
  static const char *const with_pages[] = { "preview.search",
                                            "preview.print",
                                            "preview.select-page" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_pages = g_str_equal (self->state, "pages");

  for (guint i = 0; i < G_N_ELEMENTS (with_pages); i++)
    gtk_widget_action_set_enabled (widget, with_pages[i], has_pages);
  gtk_widget_action_set_enabled (widget, "preview.save", self->bytes != NULL);
  gtk_widget_action_set_enabled (widget, "preview.copy", FALSE);
}

static void
enter (EdPreview *self, const char *state)
{
  self->state = state;
  enable_actions (self);
  for (guint i = PROP_STATE; i <= PROP_N_PAGES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* What is seen no more is not saved either. */
static void
let_go (EdPreview *self)
{
  ed_chooser_leave (self->saving);
  g_clear_weak_pointer (&self->saving);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  ed_preview_search_set_document (self->search, NULL);
  ed_preview_pages_set_document (self->pages, NULL, NULL);
  ed_preview_thumbnails_set_document (self->thumbnails, NULL);
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      ed_preview_document_close (self->document);
    }
  g_clear_object (&self->document);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

static void
on_opened (EdPreview *self)
{
  ed_preview_search_set_document (self->search, self->document);
  ed_preview_pages_set_document (self->pages, self->document, self->search);
  ed_preview_thumbnails_set_document (self->thumbnails, self->document);
  enter (self, "pages");
}

static void
on_failed (EdPreview *self, GError *error)
{
  g_free (self->sentence);
  self->sentence = ed_preview_sentence (error);
  enter (self, "problem");
}

/* What a screen reader is told of the page that is seen. */
static void
describe_page (EdPreview *self)
{
  GtkAccessible *pages = GTK_ACCESSIBLE (self->pages);
  const EdPageText *text;
  g_autofree char *said = NULL;
  guint page = seen_page (self);

  if (page == 0 || self->document == NULL)
    return;
  gtk_accessible_update_property (pages, GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  text = ed_preview_document_text (self->document, page - 1);
  if (text == NULL)
    {
      gtk_accessible_reset_property (pages, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  said = ed_page_text_slice (text, (EdTextSpan){ 0, MOST_DESCRIBED });
  gtk_accessible_update_property (pages, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
}

static void
on_page_read (EdPreview *self, guint page)
{
  if (page + 1 == seen_page (self))
    describe_page (self);
}

static void
on_page_changed (EdPreview *self)
{
  ed_preview_thumbnails_set_page (self->thumbnails, seen_page (self));
  describe_page (self);
}

static void
on_page_chosen (EdPreview *self, guint page)
{
  ed_preview_pages_go_to (self->pages, page);
}

static void
on_selected_changed (EdPreview *self)
{
  gboolean selected;

  g_object_get (self->pages, "selected", &selected, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.copy", selected);
}

static void
on_fits_changed (EdPreview *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT_WIDTH]);
}

static void
on_zoom_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreviewPages *pages = ED_PREVIEW (widget)->pages;
  double zoom;

  g_object_get (pages, "zoom", &zoom, NULL);
  ed_preview_pages_set_zoom (pages,
                             ed_preview_zoom_step (zoom, g_str_has_suffix (name, "zoom-in")));
}

static void
on_zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_preview_pages_set_zoom (ED_PREVIEW (widget)->pages,
                             parameter != NULL ? g_variant_get_double (parameter) : 1.0);
}

static void
on_rotate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreviewPages *pages = ED_PREVIEW (widget)->pages;
  guint quarter_turns;

  g_object_get (pages, "quarter-turns", &quarter_turns, NULL);
  g_object_set (pages, "quarter-turns", (quarter_turns + 1) % 4, NULL);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreview *self = ED_PREVIEW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_preview_search_step (ED_PREVIEW (widget)->search, g_str_has_suffix (name, "next-match"));
}

static void
on_turn_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreview *self = ED_PREVIEW (widget);
  gboolean forward = g_str_has_suffix (name, "next-page");

  ed_preview_pages_go_to (self->pages, seen_page (self) + (forward ? 1 : -1));
}

static void
on_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_preview_pages_copy (ED_PREVIEW (widget)->pages);
}

static void
on_select_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_preview_pages_select_page (ED_PREVIEW (widget)->pages);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreview *self = ED_PREVIEW (widget);

  ed_preview_print (GTK_WIDGET (self->pages), self->document, self->name);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPreview *self = ED_PREVIEW (widget);

  ed_preview_save (GTK_WIDGET (self->pages), self->name, self->bytes, &self->saving);
}

static void
on_needle_changed (EdPreview *self)
{
  self->shown_match = 0;
  ed_preview_search_set_needle (self->search,
                                gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                MAX (seen_page (self), 1) - 1);
}

static void
on_entry_activate (EdPreview *self)
{
  ed_preview_search_step (self->search, TRUE);
}

static void
on_entry_back (EdPreview *self)
{
  ed_preview_search_step (self->search, FALSE);
}

static void
on_search_mode_changed (EdPreview *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (g_str_equal (self->state, "pages"))
    gtk_widget_grab_focus (GTK_WIDGET (self->pages));
}

static void
on_search_changed (EdPreview *self)
{
  const EdPreviewMatch *match = ed_preview_search_current (self->search);

  if (match == NULL || match->number == self->shown_match)
    return;
  self->shown_match = match->number;
  if (match->boxes->len > 0)
    ed_preview_pages_show_box (self->pages,
                               match->page,
                               &g_array_index (match->boxes, EdTextBox, 0));
}

static gboolean
apply_width (gpointer data)
{
  EdPreview *self = data;
  gboolean roomy =
      gtk_widget_get_width (GTK_WIDGET (self)) >= ROOMY_WIDTH * ed_text_scale (GTK_WIDGET (self));

  self->resizing = 0;
  if (roomy != self->roomy)
    {
      self->roomy = roomy;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOMY]);
    }
  return G_SOURCE_REMOVE;
}

static void
ed_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdPreview *self = ED_PREVIEW (widget);

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->resizing == 0)
    self->resizing = g_idle_add (apply_width, self);
}

static void
ed_preview_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  gtk_widget_measure (ED_PREVIEW (widget)->overlay,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static GtkSizeRequestMode
ed_preview_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (ED_PREVIEW (widget)->overlay);
}

static void
ed_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPreview *self = ED_PREVIEW (object);

  if (id == PROP_STATE)
    g_value_set_string (value, self->state);
  else if (id == PROP_NAME)
    g_value_set_string (value, self->name);
  else if (id == PROP_SENTENCE)
    g_value_set_string (value, self->sentence);
  else if (id == PROP_N_PAGES)
    g_value_set_uint (value, count_pages (self));
  else if (id == PROP_ROOMY)
    g_value_set_boolean (value, self->roomy);
  else if (id == PROP_SEARCH)
    g_value_set_object (value, self->search);
  else if (id == PROP_SHOW_THUMBNAILS)
    g_value_set_boolean (value, self->show_thumbnails);
  else
    g_object_get_property (G_OBJECT (self->pages), "fits", value);
}

static void
ed_preview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdPreview *self = ED_PREVIEW (object);

  if (id == PROP_SHOW_THUMBNAILS)
    {
      self->show_thumbnails = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
  else
    g_object_set_property (G_OBJECT (self->pages), "fits", value);
}

static void
ed_preview_dispose (GObject *object)
{
  EdPreview *self = ED_PREVIEW (object);

  g_clear_handle_id (&self->resizing, g_source_remove);
  if (self->search != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->search, self);
      let_go (self);
    }
  g_clear_object (&self->search);
  g_clear_pointer (&self->overlay, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_PREVIEW);
  G_OBJECT_CLASS (ed_preview_parent_class)->dispose (object);
}

static void
ed_preview_finalize (GObject *object)
{
  EdPreview *self = ED_PREVIEW (object);

  g_free (self->name);
  g_free (self->sentence);
  G_OBJECT_CLASS (ed_preview_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "empty", flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ROOMY] = g_param_spec_boolean ("roomy", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCH] =
      g_param_spec_object ("search", NULL, NULL, ED_TYPE_PREVIEW_SEARCH, flags);
  properties[PROP_SHOW_THUMBNAILS] =
      g_param_spec_boolean ("show-thumbnails", NULL, NULL, TRUE, writable);
  properties[PROP_FIT_WIDTH] = g_param_spec_boolean ("fit-width", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "preview.zoom-in", on_zoom_step },
    { "preview.zoom-out", on_zoom_step },
    { "preview.full-size", on_zoom },
    { "preview.rotate", on_rotate },
    { "preview.search", on_search },
    { "preview.next-match", on_step },
    { "preview.previous-match", on_step },
    { "preview.next-page", on_turn_page },
    { "preview.previous-page", on_turn_page },
    { "preview.copy", on_copy },
    { "preview.select-page", on_select_page },
    { "preview.print", on_print },
    { "preview.save", on_save },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (class, "preview.zoom", "d", on_zoom);
  gtk_widget_class_install_property_action (class, "preview.show-thumbnails", "show-thumbnails");
  gtk_widget_class_install_property_action (class, "preview.fit-width", "fit-width");
  ed_preview_keys_bind (class);
}

static void
bind_template (GtkWidgetClass *class)
{
  static const EdCallback closures[] = {
    { "position", G_CALLBACK (ed_preview_position) },
    { "percentage", G_CALLBACK (ed_preview_percentage) },
    { "findings", G_CALLBACK (ed_preview_findings) },
    { "has_pages", G_CALLBACK (ed_preview_has_pages) },
    { "are_several", G_CALLBACK (ed_preview_are_several) },
    { "has_thumbnails", G_CALLBACK (ed_preview_has_thumbnails) },
  };

  gtk_widget_class_set_template_from_resource (class, ED_UI "documents/preview.ui");
  gtk_widget_class_bind_template_child (class, EdPreview, overlay);
  gtk_widget_class_bind_template_child (class, EdPreview, pages);
  gtk_widget_class_bind_template_child (class, EdPreview, thumbnails);
  gtk_widget_class_bind_template_child (class, EdPreview, search_bar);
  gtk_widget_class_bind_template_child (class, EdPreview, entry);
  gtk_widget_class_bind_template_child_full (class, "file_tools", TRUE, 0);
  gtk_widget_class_bind_template_callback (class, on_page_changed);
  gtk_widget_class_bind_template_callback (class, on_page_chosen);
  gtk_widget_class_bind_template_callback (class, on_selected_changed);
  gtk_widget_class_bind_template_callback (class, on_fits_changed);
  gtk_widget_class_bind_template_callback (class, on_needle_changed);
  gtk_widget_class_bind_template_callback (class, on_entry_activate);
  gtk_widget_class_bind_template_callback (class, on_entry_back);
  gtk_widget_class_bind_template_callback (class, on_search_mode_changed);
  ed_callbacks_bind (class, closures, G_N_ELEMENTS (closures));
}

static void
ed_preview_class_init (EdPreviewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_preview_dispose;
  object_class->finalize = ed_preview_finalize;
  object_class->get_property = ed_preview_get_property;
  object_class->set_property = ed_preview_set_property;
  widget_class->measure = ed_preview_measure;
  widget_class->size_allocate = ed_preview_size_allocate;
  widget_class->get_request_mode = ed_preview_get_request_mode;
  g_type_ensure (ED_TYPE_PREVIEW_PAGES);
  g_type_ensure (ED_TYPE_PREVIEW_THUMBNAILS);
  g_type_ensure (ED_TYPE_WRAP);
  install_properties (object_class);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
ed_preview_init (EdPreview *self)
{
  self->state = "empty";
  self->show_thumbnails = TRUE;
  self->search = ed_preview_search_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->entry));
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (on_search_changed), self);
  enable_actions (self);
}

GtkWidget *
ed_preview_new (void)
{
  return g_object_new (ED_TYPE_PREVIEW, NULL);
}

static void
begin (EdPreview *self, const char *name, const char *sentence, const char *state)
{
  g_autofree char *old_name = self->name;
  g_autofree char *old_sentence = self->sentence;

  let_go (self);
  self->name = g_strdup (name);
  self->sentence = g_strdup (sentence);
  enter (self, state);
}

void
ed_preview_set_document (EdPreview *self, const char *name, GBytes *bytes)
{
  g_return_if_fail (name != NULL && bytes != NULL);
  g_bytes_ref (bytes);
  begin (self, name, NULL, "waiting");
  self->bytes = bytes;
  self->document = ed_preview_document_new (bytes);
  g_signal_connect_swapped (self->document, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect_swapped (self->document, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect_swapped (self->document, "read", G_CALLBACK (on_page_read), self);
  enable_actions (self);
}

void
ed_preview_set_waiting (EdPreview *self, const char *name)
{
  begin (self, name, NULL, "waiting");
}

void
ed_preview_set_problem (EdPreview *self, const char *name, const char *sentence)
{
  begin (self, name, sentence, "problem");
}

void
ed_preview_set_empty (EdPreview *self)
{
  g_return_if_fail (ED_IS_PREVIEW (self));
  begin (self, NULL, NULL, "empty");
}
