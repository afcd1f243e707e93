/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/cursor.h"

#include <string.h>

#include "server/secrets.h"

#define TEXT_MAX 200
#define EPOCH_BYTES 16
#define N_NUMBERS 7
#define PLAIN_BYTES (1 + EPOCH_BYTES + N_NUMBERS * 8)
#define VERSION 2

/* The epoch is told apart before the keyed hash is: a database made anew has another key as well.
 */
static void
hash_epoch (const char *epoch, guint8 *bytes)
{
  static const guint8 key[ED_SECRET_BYTES] = { 0 };

  ed_secrets_mac (key, epoch, strlen (epoch), bytes, EPOCH_BYTES);
}

static void
make_mac (const guint8 *plain, const char *account, const guint8 *key, guint8 *mac)
{
  g_autofree guint8 *text = g_malloc (PLAIN_BYTES + strlen (account));

  memcpy (text, plain, PLAIN_BYTES);
  memcpy (text + PLAIN_BYTES, account, strlen (account));
  ed_secrets_mac (key, text, PLAIN_BYTES + strlen (account), mac, ED_MAC_BYTES);
}

char *
ed_cursor_to_text (const EdCursor *cursor,
                   const char *epoch,
                   const char *account,
                   const guint8 *key)
{
  const gint64 numbers[N_NUMBERS] = { cursor->at.xid, cursor->at.seq,     cursor->head,
                                      cursor->mark,   cursor->rights_gen, cursor->full_from,
                                      cursor->count };
  guint8 bytes[PLAIN_BYTES + ED_MAC_BYTES];

  bytes[0] = VERSION;
  hash_epoch (epoch, bytes + 1);
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      guint64 number = GUINT64_TO_BE ((guint64) numbers[i]);

      memcpy (bytes + 1 + EPOCH_BYTES + i * 8, &number, 8);
    }
  make_mac (bytes, account, key, bytes + PLAIN_BYTES);
  return ed_secrets_to_text (bytes, sizeof bytes);
}

EdCursorVerdict
ed_cursor_from_text (EdCursor *cursor,
                     const char *text,
                     const char *epoch,
                     const char *account,
                     const guint8 *key)
{
  gint64 *const numbers[N_NUMBERS] = { &cursor->at.xid, &cursor->at.seq,     &cursor->head,
                                       &cursor->mark,   &cursor->rights_gen, &cursor->full_from,
                                       &cursor->count };
  g_autofree guint8 *bytes = NULL;
  guint8 expected[EPOCH_BYTES], mac[ED_MAC_BYTES];
  gsize length = 0;

  if (strlen (text) > TEXT_MAX)
    return ED_CURSOR_BROKEN;
  bytes = ed_secrets_from_text (text, &length);
  if (bytes == NULL || length != PLAIN_BYTES + ED_MAC_BYTES || bytes[0] != VERSION)
    return ED_CURSOR_BROKEN;
  hash_epoch (epoch, expected);
  if (memcmp (expected, bytes + 1, EPOCH_BYTES) != 0)
    return ED_CURSOR_FOREIGN_EPOCH;
  make_mac (bytes, account, key, mac);
  if (!ed_secrets_equal (mac, bytes + PLAIN_BYTES, ED_MAC_BYTES))
    return ED_CURSOR_BROKEN;
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      guint64 number;

      memcpy (&number, bytes + 1 + EPOCH_BYTES + i * 8, 8);
      *numbers[i] = (gint64) GUINT64_FROM_BE (number);
    }
  return ED_CURSOR_GOOD;
}
