/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/sign-in.h"

#include <string.h>

#include "domain/record-table.h"

#define PASSWORD_BYTES_MAX 1000 /* PROTOCOL 2.2 */

static const EdField answer_fields[] = {
  ED_TEXT (EdSignInAnswer, token, 0, NULL, 200),
  ED_TEXT (EdSignInAnswer, refresh_token, 0, NULL, 200),
  ED_INTEGER (EdSignInAnswer, expires_in, 0, NULL, 0, G_MAXINT),
  ED_RECORD (EdSignInAnswer, account, 0, &ed_account_type),
  ED_BOOLEAN (EdSignInAnswer, suggest_password_change, 0, NULL),
  ED_BOOLEAN (EdSignInAnswer, totp_required, 0, NULL),
  ED_TEXT (EdSignInAnswer, vault_half, 0, NULL, 100),
};

const EdRecordType ed_sign_in_answer_type =
    ED_RECORD_TYPE ("sign_in_answer", EdSignInAnswer, answer_fields);

static const EdField hello_fields[] = {
  ED_TEXT (EdHello, product, 0, NULL, 100),
  ED_TEXT (EdHello, version, 0, NULL, 100),
  ED_INSTANT (EdHello, server_time, 0, NULL),
  ED_ID (EdHello, epoch, 0, NULL),
  ED_ID (EdHello, organisation_id, 0, NULL),
  ED_TEXT (EdHello, organisation, 0, NULL, 200),
  ED_TEXT (EdHello, sealing_key, 0, NULL, 100),
  ED_INTEGER (EdHello, retry_spread_s, 0, NULL, 0, G_MAXINT),
};

const EdRecordType ed_hello_type = ED_RECORD_TYPE ("hello", EdHello, hello_fields);

/* The two objects of a sign-in lie in one struct; the password, which the rule for texts does not
 * fit, is read by hand. */
static const EdField sign_in_fields[] = {
  ED_TEXT (EdSignIn, user, ED_FIELD_REQUIRED, NULL, 254),
  ED_TEXT (EdSignIn, totp, 0, NULL, 20),
};

static const EdRecordType sign_in_type = ED_RECORD_TYPE ("sign_in", EdSignIn, sign_in_fields);

static const EdField device_fields[] = {
  { .name = "id",
    .kind = ED_FIELD_ID,
    .flags = ED_FIELD_REQUIRED,
    .offset = G_STRUCT_OFFSET (EdSignIn, device_id) },
  ED_NAMED_TEXT (EdSignIn, device_name, "name", ED_FIELD_REQUIRED, NULL, 100),
};

static const EdRecordType device_type = ED_RECORD_TYPE ("device", EdSignIn, device_fields);

/* Zeroes what is secret, in a way that is not left out. */
void
ed_sign_in_free_secret (char *secret)
{
  volatile char *at = secret;

  while (at != NULL && *at != '\0')
    *at++ = '\0';
  g_free (secret);
}

void
ed_sign_in_answer_free (EdSignInAnswer *answer)
{
  ed_sign_in_free_secret (g_steal_pointer (&answer->token));
  ed_sign_in_free_secret (g_steal_pointer (&answer->refresh_token));
  ed_sign_in_free_secret (g_steal_pointer (&answer->vault_half));
  ed_record_free (&ed_sign_in_answer_type, answer);
}

void
ed_hello_free (EdHello *hello)
{
  ed_record_free (&ed_hello_type, hello);
}

static void
append_pair (GString *text, const char *name, const gint64 *pair)
{
  g_string_append_printf (text,
                          ",\"%s\":[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                          name,
                          pair[0],
                          pair[1]);
}

char *
ed_hello_to_json (const EdHello *hello)
{
  GString *text = g_string_sized_new (512);

  ed_record_append_json (&ed_hello_type, hello, text);
  g_string_truncate (text, text->len - 1);
  append_pair (text, "protocol", hello->protocol);
  append_pair (text, "schema", hello->schema);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
read_pair (JsonObject *object, const char *name, gint64 *pair)
{
  JsonArray *array = ed_json_get_array (object, name);

  if (array == NULL || json_array_get_length (array) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!ed_json_holds (node, G_TYPE_INT64))
        return FALSE;
      pair[i] = json_node_get_int (node);
    }
  return pair[0] <= pair[1];
}

EdHello *
ed_hello_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, error);
  g_autoptr (EdHello) hello = NULL;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  hello = ed_record_from_object (&ed_hello_type, object, ED_WIRE_LENIENT, error);
  if (hello == NULL)
    return NULL;
  if (hello->product == NULL || hello->epoch == NULL || hello->organisation_id == NULL
      || !read_pair (object, "protocol", hello->protocol)
      || !read_pair (object, "schema", hello->schema))
    {
      g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, "not a hello");
      return NULL;
    }
  return g_steal_pointer (&hello);
}

char *
ed_sign_in_to_json (const EdSignIn *sign_in)
{
  GString *text = g_string_sized_new (512);

  g_string_append (text, "{\"user\":");
  ed_json_append_string (text, sign_in->user);
  g_string_append (text, ",\"password\":");
  ed_json_append_string (text, sign_in->password);
  if (sign_in->totp != NULL)
    {
      g_string_append (text, ",\"totp\":");
      ed_json_append_string (text, sign_in->totp);
    }
  g_string_append (text, ",\"device\":");
  ed_record_append_json (&device_type, sign_in, text);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* Reads the fields of TYPE out of OBJECT: unknown keys are passed over, but the known are
 * judged. */
static gboolean
read_fields (const EdRecordType *type, EdSignIn *sign_in, JsonObject *object, GError **error)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      JsonNode *node = json_object_get_member (object, field->name);

      if (node != NULL && !ed_field_read_node (field, sign_in, node, ED_WIRE_STRICT, error))
        return FALSE;
      if (!ed_field_is_valid (field, sign_in))
        {
          g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD, field->name);
          return FALSE;
        }
    }
  return TRUE;
}

EdSignIn *
ed_sign_in_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, error);
  g_autoptr (EdSignIn) sign_in = NULL;
  JsonObject *object;
  JsonObject *device;
  const char *password;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  sign_in = g_new0 (EdSignIn, 1);
  if (!read_fields (&sign_in_type, sign_in, object, error))
    return NULL;

  password = ed_json_get_text (object, "password");
  device = ed_json_get_object (object, "device");
  if (password == NULL || *password == '\0' || strlen (password) > PASSWORD_BYTES_MAX
      || device == NULL)
    {
      g_set_error_literal (error,
                           ED_WIRE_ERROR,
                           ED_WIRE_ERROR_FIELD,
                           device == NULL ? "device" : "password");
      return NULL;
    }
  sign_in->password = g_strdup (password);
  if (!read_fields (&device_type, sign_in, device, error))
    return NULL;
  return g_steal_pointer (&sign_in);
}

void
ed_sign_in_free (EdSignIn *sign_in)
{
  g_free (sign_in->user);
  ed_sign_in_free_secret (sign_in->password);
  ed_sign_in_free_secret (sign_in->totp);
  g_free (sign_in->device_id);
  g_free (sign_in->device_name);
  g_free (sign_in);
}
