/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How people sign in: passwords that they choose, devices that are withdrawn. */

#include "parts.h"

#include <string.h>

typedef struct
{
  char *present;
  char *other; /* which it may be instead: the server failed over a change; or NULL */
} Password;

static void
password_free (gpointer data)
{
  Password *password = data;

  g_free (password->present);
  g_free (password->other);
  g_free (password);
}

static Password *
password_new (const char *present, const char *other)
{
  Password *password = g_new0 (Password, 1);

  password->present = g_strdup (present);
  password->other = g_strdup (other);
  return password;
}

GHashTable *
sim_passwords_copy (GHashTable *passwords)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, password_free);
  GHashTableIter iter;
  gpointer account, value;

  if (passwords == NULL)
    return copy;
  g_hash_table_iter_init (&iter, passwords);
  while (g_hash_table_iter_next (&iter, &account, &value))
    g_hash_table_insert (copy,
                         g_strdup (account),
                         password_new (((Password *) value)->present, ((Password *) value)->other));
  return copy;
}

void
sim_passwords_set (GHashTable *passwords, const char *account, const char *present)
{
  g_hash_table_insert (passwords, g_strdup (account), password_new (present, NULL));
}

const char *
sim_password_in (GHashTable *passwords, const char *account, gboolean other)
{
  const Password *password = passwords != NULL ? g_hash_table_lookup (passwords, account) : NULL;

  if (password == NULL)
    return other ? NULL : SIM_PASSWORD;
  return other ? password->other : password->present;
}

const char *
sim_password (const SimHistory *self, const char *account, gboolean other)
{
  return sim_password_in (self->passwords, account, other);
}

gboolean
sim_call (SimMachine *machine, EdCall *call, EdAnswer *answer)
{
  g_autofree char *token = ed_store_get (machine->window, "token", NULL);
  g_autofree char *device = ed_store_get (machine->window, "device", NULL);

  call->token = token;
  call->device = device;
  return ed_transport_send (machine->transport, call, answer, NULL, NULL);
}

/* FALSE: whether it was done is not known. */
static gboolean
call (SimMachine *machine, EdCall *call, guint *status)
{
  g_auto (EdAnswer) answer = { 0 };
  gboolean done = sim_call (machine, call, &answer);

  *status = done ? answer.status : 0;
  return done && answer.status < 500;
}

/* The other sign-ins of the account end, on all its machines. */
void
sim_change_password (SimHistory *self, SimMachine *machine)
{
  g_autofree char *chosen = g_uuid_string_random ();
  const char *present = sim_password (self, machine->account, FALSE);
  g_autofree char *text = g_strdup_printf ("{\"old\":\"%s\",\"new\":\"%s\"}", present, chosen);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  EdCall change = { .method = "POST", .path = "/v1/password", .body = body };
  guint status;
  gboolean known;

  if (machine->thread != NULL)
    return;
  known = call (machine, &change, &status);
  sim_tell (self, "machine %u: another password: %u", machine->index, status);
  if (known && status != 204)
    return;
  g_hash_table_insert (self->passwords,
                       g_strdup (machine->account),
                       password_new (chosen, known ? NULL : present));
}

/* The machine is lost, or whoever has left takes it along: nothing of it comes back. Its owner
 * begins with another one. */
void
sim_withdraw_device (SimHistory *self, SimMachine *machine)
{
  SimMachine *by = self->machines[0];
  g_autofree char *device = ed_store_get (machine->window, "device", NULL);
  g_autofree char *path = g_strdup_printf ("/v1/devices/%s", device);
  EdCall withdraw = { .method = "DELETE", .path = path };
  guint status;
  gboolean known;

  if (by->thread != NULL || by == machine || device == NULL)
    return;
  known = call (by, &withdraw, &status);
  sim_tell (self, "machine %u is withdrawn: %u", machine->index, status);
  if (known && status != 204)
    return;
  if (known)
    g_hash_table_add (self->withdrawn, g_steal_pointer (&device));
  sim_machine_replace (machine);
}
