/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The number in a link `experts-dashboard://case/261`, as mails carry it; ED_ABSENT for any other
 * text. */
gint64 ed_link_case_number (const char *uri);
