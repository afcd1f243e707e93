/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* Compresses the response's body by what ACCEPT_ENCODING allows: zstd before gzip before none. */
void ed_compress (EdApiResponse *response, const char *accept_encoding);
