/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/feed.h"

/* Cases as the server would send them, for measurements. */

#define BENCH_PAGE 500

/* Case N: about 1.1 KB of JSON, free with g_free(). Ids are as scattered as random ones. */
char *bench_make_case (guint n, char id[37], gsize *length);
/* A page of the feed with the cases from FIRST on and before LAST, and its END. */
GBytes *bench_make_page (guint first, guint last, const EdItem *end);
/* Its lines as items, the end last; they point into PAGE. Unref the array. */
GArray *bench_read_page (GBytes *page);
