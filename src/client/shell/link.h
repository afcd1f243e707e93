/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"

/* What a link `experts-dashboard://case/261` or `experts-dashboard://request/12` names, as mails
 * carry them; FALSE for any other text. */
gboolean ed_link_read (const char *uri, EdTargetKind *kind, gint64 *number);
