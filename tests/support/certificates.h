/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A certificate for a test, signed by itself, and its key, as PEM texts. */
typedef struct
{
  char *certificate;
  char *key;
} EdTestCertificate;

/* For ADDRESS (a numeric one), valid from FROM_S to TO_S seconds from now. */
void
ed_test_certificate_make (EdTestCertificate *self, const char *address, long from_s, long to_s);
void ed_test_certificate_clear (EdTestCertificate *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdTestCertificate, ed_test_certificate_clear)
