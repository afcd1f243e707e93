/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-story.h"

#include "client/dates.h"
#include "client/requests/changes.h"
#include "client/requests/request-deeds.h"
#include "client/requests/request-files.h"
#include "client/widgets/follow.h"

#include <glib/gi18n.h>

#define DOTS "••••••"

struct _EdRequestStory
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdCaseFiles *files;
  EdRequestItem *item;
  EdRequest *shown; /* as it was when the cards were made */
  gboolean private;
  gboolean plain; /* the reader wants responses without the marks of changes */
};

enum
{
  PROP_PRIVATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdRequestStory, ed_request_story, GTK_TYPE_WIDGET)

/* --- cards ------------------------------------------------------------------------------------ */

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* HEADING, and beside it in small who and when. */
static GtkWidget *
make_card (EdRequestStory *self, const char *heading, const char *caption)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *small = make_label (caption, "caption");

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (head, "card-heading");
  gtk_widget_add_css_class (small, "dim-label");
  gtk_box_append (GTK_BOX (head), make_label (heading, "heading"));
  gtk_box_append (GTK_BOX (head), small);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (self->box), card);
  return card;
}

static void
add_text (EdRequestStory *self, GtkWidget *card, const char *text, gboolean is_markup)
{
  GtkWidget *label = make_label (NULL, "card-body");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (self->private)
    gtk_label_set_label (GTK_LABEL (label), DOTS);
  else if (is_markup)
    gtk_label_set_markup (GTK_LABEL (label), text);
  else
    gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_box_append (GTK_BOX (card), label);
}

static void
add_files (EdRequestStory *self, GtkWidget *card, const GPtrArray *documents, EdRequestFilesUse use)
{
  GtkWidget *files = ed_request_files_new (self->files, use);

  ed_request_files_set (ED_REQUEST_FILES (files), documents, self->private);
  gtk_box_append (GTK_BOX (card), files);
}

/* The parts that are there, with dots between. */
static char *
join (const char *first, const char *second, const char *third)
{
  const char *parts[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

/* --- a round ---------------------------------------------------------------------------------- */

/* Documents are shared with the request; they stand with the present question. */
static void
add_question (EdRequestStory *self, const EdRequest *request, const EdRequestRound *round)
{
  gboolean is_sender = ed_request_item_audience (self->item) == ED_REQUEST_FOR_SENDER;
  g_autofree char *moment = ed_instant_text (round->at, ed_request_item_zone (self->item));
  g_autofree char *asked = g_strdup_printf (_ ("asked %s"), moment);
  g_autofree char *caption = join (is_sender       ? NULL
                                   : self->private ? DOTS
                                                   : request->sender_name,
                                   self->private ? NULL : request->case_reference,
                                   asked);
  GtkWidget *card = make_card (self, _ ("Question"), caption);

  add_text (self, card, round->question, FALSE);
  if (round == ed_request_round (request))
    add_files (self,
               card,
               request->documents,
               is_sender ? ED_REQUEST_FILES_REVOKE : ED_REQUEST_FILES_READ);
}

/* All cards anew, as other words or marks are to be shown. */
static gboolean
show_again (gpointer data)
{
  EdRequestStory *self = data;

  if (self->box == NULL || self->item == NULL)
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->shown, ed_request_free);
  ed_request_story_show (self, self->item);
  return G_SOURCE_REMOVE;
}

/* The button goes with it, and is still being handled. */
static void
on_plain_toggled (EdRequestStory *self, GtkToggleButton *button)
{
  self->plain = gtk_toggle_button_get_active (button);
  g_idle_add_full (G_PRIORITY_DEFAULT, show_again, g_object_ref (self), g_object_unref);
}

/* What the review has changed, or just the text. */
static void
add_response_text (EdRequestStory *self,
                   GtkWidget *card,
                   const EdResponseVersion *sent,
                   const EdResponseVersion *version)
{
  const char *before = sent == NULL || sent->text == NULL ? "" : sent->text;
  const char *after = version->text == NULL ? "" : version->text;
  g_autofree char *count = sent == NULL ? NULL : ed_changes_count_text (before, after);
  g_autofree char *markup = NULL;
  g_autofree char *hint = NULL;
  GtkWidget *foot, *button;

  if (count == NULL)
    {
      add_text (self, card, after, FALSE);
      return;
    }
  markup = ed_changes_markup (before, after);
  add_text (self, card, self->plain ? after : markup, !self->plain);
  foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (foot, "card-note");
  /* Translators: "3 changes", made in the review of a response */
  hint = g_strdup_printf (_ ("%s in the review. Struck through: taken out; underlined: added."),
                          count);
  gtk_box_append (GTK_BOX (foot), make_label (hint, "caption"));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (foot), TRUE);
  button = gtk_toggle_button_new_with_label (_ ("Without marks"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), self->plain);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect_object (button,
                           "toggled",
                           G_CALLBACK (on_plain_toggled),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), button);
  gtk_box_append (GTK_BOX (card), foot);
}

/* Who wrote it, and what has become of it. */
static char *
describe_version (EdRequestStory *self,
                  const EdResponseVersion *sent,
                  const EdResponseVersion *version)
{
  const EdZone *zone = ed_request_item_zone (self->item);
  gboolean is_approved = version->approved_at != ED_ABSENT;
  g_autofree char *moment = NULL, *became = NULL;
  const EdResponseVersion *written = sent != NULL ? sent : version;

  if (is_approved)
    {
      moment = ed_instant_text (version->approved_at, zone);
      /* Translators: of a response, and a moment */
      became = g_strdup_printf (_ ("approved %s"), moment);
    }
  else
    {
      moment = ed_instant_text (written->at, zone);
      /* Translators: of a response, and a moment */
      became = g_strdup_printf (_ ("sent %s"), moment);
    }
  return join (written->by_name, became, NULL);
}

static void
add_response (EdRequestStory *self, const EdRequest *request, const EdRequestRound *round)
{
  const EdResponseVersion *version = ed_request_round_version (request, round);
  const EdResponseVersion *sent = ed_request_sent_version (request, round->id);
  g_autofree char *caption = NULL;
  GtkWidget *card;

  if (version == NULL)
    return;
  caption = describe_version (self, sent, version);
  card = make_card (self, round->answer != NULL ? _ ("Answer") : _ ("Response"), caption);
  add_response_text (self, card, sent == version ? NULL : sent, version);
  add_files (self, card, version->documents, ED_REQUEST_FILES_READ);
}

/* Cards that go must not hold it. */
static void
release_focus (EdRequestStory *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->box))
    gtk_root_set_focus (root, NULL);
}

void
ed_request_story_show (EdRequestStory *self, EdRequestItem *item)
{
  const EdRequest *request;
  GtkWidget *card;

  g_return_if_fail (ED_IS_REQUEST_STORY (self) && ED_IS_REQUEST_ITEM (item));
  g_set_object (&self->item, item);
  request = ed_request_item_request (item);
  if (self->shown != NULL && ed_record_equal (&ed_request_type, self->shown, request))
    return;
  release_focus (self);
  while ((card = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), card);
  ed_request_free (self->shown);
  self->shown = ed_request_copy (request);
  for (guint i = 0; i < request->rounds->len; i++)
    {
      add_question (self, self->shown, self->shown->rounds->pdata[i]);
      add_response (self, self->shown, self->shown->rounds->pdata[i]);
    }
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_request_story_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_REQUEST_STORY (object)->private);
}

static void
ed_request_story_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdRequestStory *self = ED_REQUEST_STORY (object);

  if (self->private == g_value_get_boolean (value))
    return;
  self->private = g_value_get_boolean (value);
  show_again (self);
}

static void
ed_request_story_dispose (GObject *object)
{
  EdRequestStory *self = ED_REQUEST_STORY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->files);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (ed_request_story_parent_class)->dispose (object);
}

static void
ed_request_story_finalize (GObject *object)
{
  ed_request_free (ED_REQUEST_STORY (object)->shown);
  G_OBJECT_CLASS (ed_request_story_parent_class)->finalize (object);
}

static void
ed_request_story_class_init (EdRequestStoryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = ed_request_story_dispose;
  object_class->finalize = ed_request_story_finalize;
  object_class->get_property = ed_request_story_get_property;
  object_class->set_property = ed_request_story_set_property;
  properties[PROP_PRIVATE] =
      g_param_spec_boolean ("private",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
ed_request_story_init (EdRequestStory *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

void
ed_request_story_set_files (EdRequestStory *self, EdCaseFiles *files)
{
  g_set_object (&self->files, files);
}
