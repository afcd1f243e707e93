/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/outbox-entry.h"

void
ed_outbox_entry_free (EdOutboxEntry *entry)
{
  if (entry == NULL)
    return;
  ed_command_free (entry->command);
  g_clear_pointer (&entry->redo, ed_command_free);
  g_free (entry->field);
  g_free (entry->case_title_parts);
  g_free (entry->file_name);
  g_free (entry);
}
