/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "files.h"

#include <string.h>

#define PIECE (1024 * 1024)

GBytes *
sample_pdf (gsize length)
{
  guint8 *bytes = g_malloc (length);
  guint32 state = 1;

  for (gsize i = 0; i < length; i++)
    {
      state = state * 1664525 + 1013904223;
      bytes[i] = (guint8) (state >> 24);
    }
  memcpy (bytes, "%PDF-1.7\n", MIN (length, 9));
  return g_bytes_new_take (bytes, length);
}

void
sample_set_bytes (Sample *self, GBytes *bytes)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->sha256);
  self->bytes = bytes;
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

Sample *
sample_new (Office *office, const char *kind, const char *case_id, const char *assignment)
{
  Sample *self = g_new0 (Sample, 1);

  self->id = office_make_id (office);
  self->kind = kind;
  self->case_id = case_id;
  self->assignment = assignment;
  self->name = "scan.pdf";
  self->type = "application/pdf";
  sample_set_bytes (self, sample_pdf (1000));
  return self;
}

void
sample_free (Sample *self)
{
  g_free (self->id);
  g_bytes_unref (self->bytes);
  g_free (self->sha256);
  g_free (self);
}

char *
sample_to_json (const Sample *self, gint64 length)
{
  return g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"%s\",\"target\":{\"case\":\"%s\",\"assignment\":\"%s\"},"
      "\"name\":\"%s\",\"type\":\"%s\",\"length\":%" G_GINT64_FORMAT ",\"sha256\":\"%s\"}",
      self->id,
      self->kind,
      self->case_id,
      self->assignment,
      self->name,
      self->type,
      length >= 0 ? length : (gint64) g_bytes_get_size (self->bytes),
      self->sha256);
}

guint
person_announce (Person *self, const Sample *sample, EdApiResponse *response)
{
  g_autofree char *body = sample_to_json (sample, -1);

  return person_call (self, "POST", "/v1/uploads", NULL, body, response);
}

guint
person_send (Person *self,
             const Sample *sample,
             gsize from,
             gsize length,
             gint64 offset,
             EdApiResponse *response)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);
  g_autofree char *path = g_strconcat ("/v1/uploads/", sample->id, NULL);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, offset);
  EdApiRequest request = {
    .method = "PATCH",
    .path = path,
    .authorization = authorization,
    .device = self->device,
    .upload_offset = at,
    .peer = "192.0.2.1",
    .body = (const char *) g_bytes_get_data (sample->bytes, NULL) + from,
    .body_length = length,
  };

  g_assert_cmpuint (from + length, <=, g_bytes_get_size (sample->bytes));
  ed_api_call_now (self->office->api, &request, response);
  return response->status;
}

void
person_upload (Person *self, const Sample *sample)
{
  gsize length = g_bytes_get_size (sample->bytes);
  g_auto (EdApiResponse) announced = { 0 };

  g_assert_cmpuint (person_announce (self, sample, &announced), ==, 201);
  for (gsize at = 0; at < length; at += PIECE)
    {
      g_auto (EdApiResponse) sent = { 0 };

      g_assert_cmpuint (
          person_send (self, sample, at, MIN (PIECE, length - at), (gint64) at, &sent),
          ==,
          204);
    }
  g_assert_cmpint (person_ask (self, sample->id), ==, length);
}

const char *
response_header (const EdApiResponse *response, const char *name)
{
  for (guint i = 0; i < ED_API_HEADERS_MAX && response->headers[i].name != NULL; i++)
    {
      if (strcmp (response->headers[i].name, name) == 0)
        return response->headers[i].value;
    }
  return NULL;
}

gint64
person_ask (Person *self, const char *id)
{
  g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
  g_auto (EdApiResponse) response = { 0 };

  if (person_call (self, "HEAD", path, NULL, NULL, &response) == 404)
    return -1;
  g_assert_cmpuint (response.status, ==, 204);
  g_assert_nonnull (response_header (&response, "Upload-Length"));
  return g_ascii_strtoll (response_header (&response, "Upload-Offset"), NULL, 10);
}

char *
person_attach (Person *self, const Sample *sample)
{
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"%s\"}", sample->id, sample->kind);

  return person_push (self, NULL, "document.attach", sample->case_id, sample->assignment, args);
}

char *
person_add_document (Person *self,
                     const char *kind,
                     const char *case_id,
                     const char *assignment,
                     gsize length)
{
  g_autoptr (Sample) sample = sample_new (self->office, kind, case_id, assignment);
  g_autofree char *outcome = NULL;

  sample_set_bytes (sample, sample_pdf (length));
  person_upload (self, sample);
  outcome = person_attach (self, sample);
  g_assert_cmpstr (outcome, ==, "applied");
  return g_strdup (sample->id);
}

guint
person_read (Person *self, const char *id, const char *range, EdApiResponse *response)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);
  g_autofree char *path = g_strconcat ("/v1/documents/", id, "/content", NULL);
  EdApiRequest request = {
    .method = "GET",
    .path = path,
    .authorization = authorization,
    .device = self->device,
    .range = range,
    .peer = "192.0.2.1",
  };

  ed_api_call_now (self->office->api, &request, response);
  return response->status;
}

Sample *
sample_for_house (House *house)
{
  return sample_new (house->office, "other", house->case_id, house->assignment);
}

char *
person_announce_text (Person *person, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *code = NULL;

  person_call (person, "POST", "/v1/uploads", NULL, body, &response);
  code = response_code (&response);
  return g_strdup_printf ("%u%s%s", response.status, *code != '\0' ? " " : "", code);
}

void
check_announced (Person *person, const Sample *sample, const char *expected)
{
  g_autofree char *body = sample_to_json (sample, -1);
  g_autofree char *said = person_announce_text (person, body);

  g_assert_cmpstr (said, ==, expected);
}

void
check_sent (Person *person, const Sample *sample, gsize at, gsize length, const char *expected)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *code = NULL;
  g_autofree char *said = NULL;
  const char *offset;

  person_send (person, sample, at, length, (gint64) at, &response);
  code = response_code (&response);
  offset = response_header (&response, "Upload-Offset");
  said = g_strdup_printf ("%u %s%s%s",
                          response.status,
                          code,
                          *code != '\0' && offset != NULL ? " " : "",
                          offset != NULL ? offset : "");
  g_assert_cmpstr (said, ==, expected);
}

gint64
house_count_bytes (House *house)
{
  return house_count (house, "SELECT coalesce(sum(length(bytes)), 0) FROM file_chunk");
}
