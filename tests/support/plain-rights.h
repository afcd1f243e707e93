/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Makes the calling test run in a process of its own, in which, and in whose children, the modes of
 * files hold for root too. TRUE there: go on; FALSE: it has passed there, or been skipped. */
gboolean ed_test_with_plain_rights (void);
