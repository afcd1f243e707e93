/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/picked-file.h"

#include "client/documents/document-texts.h"
#include "client/documents/preview-document.h"
#include "domain/case.h"
#include "domain/file.h"
#include "render/error.h"

#include <glib/gi18n.h>

struct _EdPickedFile
{
  GObject parent_instance;
  char *name;
  char *detail;
  char *trouble;
  char *replaced;
  EdPickedState state;
  int kind;
  GBytes *bytes;
  EdPreviewDocument *document; /* while it is checked */
  GCancellable *cancellable;
};

enum
{
  PROP_NAME = 1,
  PROP_DETAIL,
  PROP_TROUBLE,
  PROP_STATE,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdPickedFile, ed_picked_file, G_TYPE_OBJECT)

static void
enter (EdPickedFile *self, EdPickedState state)
{
  self->state = state;
  for (guint i = PROP_NAME; i <= PROP_STATE; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* Takes SENTENCE. */
static void
spoil (EdPickedFile *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  enter (self, ED_PICKED_BAD);
}

/* Takes BYTES. */
static void
judge (EdPickedFile *self, GBytes *bytes)
{
  gsize length;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  gint64 type = ed_file_type_of (start, length);

  self->bytes = bytes;
  g_free (self->detail);
  self->detail =
      ed_document_content_text (type == ED_ABSENT ? NULL : ed_file_media_choices[type].word,
                                (gint64) length);
  if (length == 0)
    spoil (self, g_strdup (_ ("The file is empty.")));
  else if (length > ED_FILE_BYTES_MAX)
    spoil (self, ed_document_too_large_text ((gint64) length));
  else if (type == ED_ABSENT)
    spoil (self,
           g_strdup (_ ("Only PDF, JPEG and PNG files can be attached. This file is something "
                        "else, whatever its name says.")));
  else
    enter (self, ED_PICKED_READ);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdPickedFile) self = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&bytes, g_bytes_unref);
  else if (bytes == NULL)
    spoil (self, g_strdup_printf (_ ("The file cannot be read: %s"), error->message));
  else
    judge (self, bytes);
}

/* Nothing is read that could not be attached: no device that never ends, no film. */
static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdPickedFile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) about = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (about == NULL)
    {
      spoil (self, g_strdup_printf (_ ("The file cannot be read: %s"), error->message));
      return;
    }
  g_free (self->name);
  self->name = ed_file_make_name (g_file_info_get_display_name (about));
  if (g_file_info_get_file_type (about) == G_FILE_TYPE_DIRECTORY)
    spoil (self, g_strdup (_ ("This is a folder. Choose the files in it.")));
  else if (g_file_info_get_file_type (about) != G_FILE_TYPE_REGULAR)
    spoil (self, g_strdup (_ ("This is not a file with pages.")));
  else if (g_file_info_get_size (about) > ED_FILE_BYTES_MAX)
    spoil (self, ed_document_too_large_text (g_file_info_get_size (about)));
  else
    g_file_load_bytes_async (G_FILE (source), self->cancellable, on_read, g_object_ref (self));
}

static void
end_check (EdPickedFile *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  ed_preview_document_close (self->document);
  g_clear_object (&self->document);
}

static void
on_opened (EdPickedFile *self)
{
  end_check (self);
  enter (self, ED_PICKED_GOOD);
}

/* What nobody could open is no document. A preview that does not work here is no reason against
 * the file. */
static void
on_failed (EdPickedFile *self, GError *error)
{
  gboolean is_locked = g_error_matches (error, ED_RENDER_ERROR, ED_RENDER_ERROR_PASSWORD);
  gboolean is_damaged = g_error_matches (error, ED_RENDER_ERROR, ED_RENDER_ERROR_DAMAGED);

  end_check (self);
  if (is_locked)
    spoil (self,
           g_strdup (_ ("The PDF is locked with a password, so nobody else could read it. Save it "
                        "without the password and choose it again.")));
  else if (is_damaged)
    spoil (self, g_strdup (_ ("The file is damaged or incomplete.")));
  else
    enter (self, ED_PICKED_GOOD);
}

static void
ed_picked_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPickedFile *self = ED_PICKED_FILE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    default:
      g_value_set_int (value, self->kind);
    }
}

static void
ed_picked_file_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_KIND);
  ED_PICKED_FILE (object)->kind = g_value_get_int (value);
}

static void
ed_picked_file_dispose (GObject *object)
{
  ed_picked_file_close (ED_PICKED_FILE (object));
  G_OBJECT_CLASS (ed_picked_file_parent_class)->dispose (object);
}

static void
ed_picked_file_finalize (GObject *object)
{
  EdPickedFile *self = ED_PICKED_FILE (object);

  g_free (self->name);
  g_free (self->detail);
  g_free (self->trouble);
  g_free (self->replaced);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_picked_file_parent_class)->finalize (object);
}

static void
ed_picked_file_class_init (EdPickedFileClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_picked_file_get_property;
  object_class->set_property = ed_picked_file_set_property;
  object_class->dispose = ed_picked_file_dispose;
  object_class->finalize = ed_picked_file_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, ED_PICKED_BAD, ED_PICKED_READING, flags);
  properties[PROP_KIND] = g_param_spec_int ("kind",
                                            NULL,
                                            NULL,
                                            -1,
                                            ED_DOCUMENT_OTHER,
                                            -1,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_picked_file_init (EdPickedFile *self)
{
  self->kind = -1;
  self->cancellable = g_cancellable_new ();
}

EdPickedFile *
ed_picked_file_new (GFile *file)
{
  EdPickedFile *self = g_object_new (ED_TYPE_PICKED_FILE, NULL);
  g_autofree char *name = g_file_get_basename (file);

  self->name = ed_file_make_name (name);
  self->detail = g_strdup ("");
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                           "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           self->cancellable,
                           on_asked,
                           g_object_ref (self));
  return self;
}

EdPickedFile *
ed_picked_file_new_for_bytes (const char *name, GBytes *bytes)
{
  EdPickedFile *self = g_object_new (ED_TYPE_PICKED_FILE, NULL);

  self->name = g_strdup (name);
  judge (self, g_bytes_ref (bytes));
  return self;
}

void
ed_picked_file_check (EdPickedFile *self)
{
  g_return_if_fail (ED_IS_PICKED_FILE (self) && self->state == ED_PICKED_READ);
  self->document = ed_preview_document_new (self->bytes);
  g_signal_connect_swapped (self->document, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect_swapped (self->document, "failed", G_CALLBACK (on_failed), self);
  enter (self, ED_PICKED_CHECKING);
}

void
ed_picked_file_close (EdPickedFile *self)
{
  g_cancellable_cancel (self->cancellable);
  end_check (self);
}

EdPickedState
ed_picked_file_state (EdPickedFile *self)
{
  return self->state;
}

const char *
ed_picked_file_name (EdPickedFile *self)
{
  return self->name;
}

const char *
ed_picked_file_trouble (EdPickedFile *self)
{
  return self->trouble;
}

GBytes *
ed_picked_file_bytes (EdPickedFile *self)
{
  return self->bytes;
}

int
ed_picked_file_kind (EdPickedFile *self)
{
  return self->kind;
}

const char *
ed_picked_file_replaced (EdPickedFile *self)
{
  return self->replaced;
}

void
ed_picked_file_set_replaced (EdPickedFile *self, const char *document_id)
{
  g_free (self->replaced);
  self->replaced = g_strdup (document_id);
}

void
ed_picked_file_set_trouble (EdPickedFile *self, const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}
