/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* Whether RESULT answers a question whose cancellable has been cancelled. Then whoever asked may be
 * gone: questions to the desk do not keep the widget that asks, which cancels them in dispose. */
gboolean ed_answer_is_cancelled (GAsyncResult *result);
