/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* The mail server of tests (tests/support/smtp-server, named by ED_SMTP_SERVER) as a child. */
typedef struct _SmtpProcess SmtpProcess;

/* Mails go into FOLDER, 1.eml, 2.eml …, on loopback at PORT (0: a free one). With CERTIFICATE (and
 * KEY; PEM files) it insists on STARTTLS, or with IS_TLS on TLS from the first byte, and on signing
 * in. Returns when it listens. */
SmtpProcess *smtp_process_start (const char *folder,
                                 guint port,
                                 const char *certificate,
                                 const char *key,
                                 gboolean is_tls);
void smtp_process_stop (SmtpProcess *self);
guint smtp_process_port (SmtpProcess *self);

/* Tells it how to answer next: "rcpt 451", "hold". */
void smtp_process_tell (SmtpProcess *self, const char *how);
/* Waits for the next thing that it says: "mail 1", "held 1". */
void smtp_process_assert_says (SmtpProcess *self, const char *expected);
