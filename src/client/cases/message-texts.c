/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "client/sentences.h"

#include <glib/gi18n.h>

/* A text of more is long. */
#define BEGINNING_LINES 12
#define BEGINNING_LENGTH 1000

/* What arrives later than this was written without a connection. */
#define LATE_MS (10 * 60 * 1000)

char *
ed_message_author_text (const EdMessage *message, const char *reader)
{
  if (message->by != NULL && g_strcmp0 (message->by, reader) == 0)
    return g_strdup (_ ("You"));
  if (message->by_name != NULL)
    return g_strdup (message->by_name);
  return g_strdup (message->author == ED_AUTHOR_EXPERT ? _ ("Expert") : _ ("Coordinator"));
}

char *
ed_message_moment_text (const EdMessage *message, const EdZone *zone)
{
  g_autofree char *written = ed_instant_text (message->at, zone);
  g_autofree char *received = NULL;

  if (message->at_received_at == ED_ABSENT || message->at_received_at - message->at < LATE_MS)
    return g_steal_pointer (&written);
  received = ed_instant_text (message->at_received_at, zone);
  /* Translators: two moments, when it was written and when it arrived */
  return g_strdup_printf (_ ("%s, arrived %s"), written, received);
}

char *
ed_message_state_text (const EdMessageRow *row)
{
  g_autofree char *reason = NULL;

  switch (row->state)
    {
    case ED_OUTBOX_WAITING:
      return g_strdup (row->may_be_refused ? _ ("waiting to be sent, may be refused")
                                           : _ ("waiting to be sent"));
    case ED_OUTBOX_SENT:
      return g_strdup (_ ("sent, no answer yet"));
    case ED_OUTBOX_REFUSED:
      reason = ed_deed_refusal_sentence (ED_COMMAND_MESSAGE_SEND, row->code, row->field);
      /* Translators: followed by the reason, a sentence */
      return g_strdup_printf (_ ("Not sent. %s"), reason);
    case ED_OUTBOX_KEPT:
      return g_strdup (_ ("kept for the coordinator: the case is no longer assigned to you"));
    case ED_OUTBOX_ACCEPTED:
    default:
      return NULL;
    }
}

char *
ed_message_beginning (const char *text)
{
  const char *at = text;
  guint lines = 1;

  for (guint n = 0; *at != '\0'; n++, at = g_utf8_next_char (at))
    {
      if (*at == '\n' && ++lines > BEGINNING_LINES)
        break;
      if (n == BEGINNING_LENGTH)
        break;
    }
  return *at == '\0' ? NULL : g_strdup_printf ("%.*s…", (int) (at - text), text);
}

char *
ed_message_title (gboolean as_expert, gboolean handover)
{
  if (!as_expert)
    return g_strdup (_ ("Message to the expert"));
  return g_strdup (handover ? _ ("Ask to hand the case over") : _ ("Emailing the agent"));
}

char *
ed_message_hint (const EdCase *case_, gboolean as_expert)
{
  if (!as_expert && case_->expert_name != NULL)
    return g_strdup_printf (_ ("%s reads it in the case, and is told by e-mail that it is there."),
                            case_->expert_name);
  if (!as_expert)
    return g_strdup (
        _ ("The expert reads it in the case, and is told by e-mail that it is there."));
  if (case_->assigned_by_name != NULL)
    return g_strdup_printf (_ ("%s gets it by e-mail, and you an exact copy. The answer comes to "
                               "your e-mail address, or is found here."),
                            case_->assigned_by_name);
  return g_strdup (
      _ ("The agent gets it by e-mail, and you an exact copy. The answer comes to your "
         "e-mail address, or is found here."));
}

char *
ed_message_placeholder (gboolean as_expert)
{
  return g_strdup (as_expert ? _ ("Write here the text of the email")
                             : _ ("Write here the text of the message"));
}

char *
ed_message_excess_text (const char *text)
{
  glong excess = g_utf8_strlen (text, -1) - ED_MESSAGE_LENGTH;

  if (excess <= 0)
    return NULL;
  return ed_number_in (ngettext ("%s character too many", "%s characters too many", excess),
                       excess);
}

gboolean
ed_case_has_mark (gpointer object, EdCaseItem *item)
{
  return item != NULL && ed_case_item_mark (item) != ED_THREAD_QUIET;
}

char *
ed_case_mark_text (gpointer object, EdCaseItem *item)
{
  if (!ed_case_has_mark (NULL, item))
    return g_strdup ("");
  return g_strdup (ed_case_item_mark (item) == ED_THREAD_UNREAD ? _ ("new message")
                                                                : _ ("message to answer"));
}
