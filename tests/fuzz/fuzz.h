/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What is given bytes by libFuzzer (./dev fuzz), or by replay.c from what was kept in corpus/. It
 * must take anything: no crash, no leak, no overflow; and what it reads and writes again reads the
 * same. Answers 0. */
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);
