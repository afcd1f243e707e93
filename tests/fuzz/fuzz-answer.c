/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client reads of a server that it cannot trust yet: hello, answers, problems, packed
 * bodies. The first byte says which. */

#include "fuzz.h"
#include "sync/unpack.h"
#include "wire/device-list.h"
#include "wire/problem.h"
#include "wire/push.h"
#include "wire/sign-in.h"
#include "wire/upload.h"

static void
unpack (const guint8 *bytes, gsize length, const char *encoding)
{
  g_autoptr (GBytes) packed = g_bytes_new (bytes, length);
  g_autoptr (GBytes) unpacked = ed_unpack (packed, encoding, NULL);

  g_assert (unpacked == NULL || g_bytes_get_size (unpacked) <= ED_UNPACK_LIMIT);
}

static void
read_hello (const char *text, gssize length)
{
  EdHello *hello = ed_hello_from_json (text, length, NULL);

  if (hello != NULL)
    ed_hello_free (hello);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  const char *text = (const char *) bytes + 1;
  gssize rest = (gssize) length - 1;

  if (length == 0)
    return 0;
  switch (bytes[0] % 6)
    {
    case 0:
      read_hello (text, rest);
      break;
    case 1:
      {
        g_autoptr (EdPushAnswer) answer = ed_push_answer_from_json (text, rest, NULL);
        break;
      }
    case 2:
      {
        g_autoptr (EdProblem) problem = ed_problem_from_json (409, text, rest);
        break;
      }
    case 3:
      ed_upload_answer_read (text, rest);
      break;
    case 4:
      unpack (bytes + 1, (gsize) rest, "zstd");
      break;
    default:
      unpack (bytes + 1, (gsize) rest, "gzip");
      break;
    }
  return 0;
}
