/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/envelope.h"
#include "server/job.h"

/* A job that takes ENVELOPES (EdEnvelope, taken over) from the front, as pushed by the account's
 * device whose clock is CLOCK_OFFSET ms behind the server's. */
EdApiJob *ed_push_job_new (const char *account,
                           const char *device,
                           gint64 clock_offset,
                           GPtrArray *envelopes);
