/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/record-json.h"

/* Errors of HTTP calls as application/problem+json (RFC 9457). CODE is the stable word: a refusal's or
 * one of those of HTTP (password_wrong, account_suspended, device_revoked, device_foreign, rate_limited,
 * client_too_old, cursor_expired, feed_rewound, rights_changed, id_reused, sequence_forked, sequence_gap,
 * upload_needed, server_too_old, unauthorised, not_found, method_not_allowed, too_large, invalid,
 * internal_error, busy). */
typedef struct {
  guint status;
  char *code;
  char *detail; /* one sentence without stored content, or NULL */
  char *param;  /* the field or number meant (expected seq, upload id), or NULL */
} EdProblem;

void ed_problem_free (EdProblem *problem);
char *ed_problem_to_json (guint status, const char *code, const char *detail, const char *param);
/* NULL when TEXT is no problem document. */
EdProblem *ed_problem_from_json (guint status, const char *text, gssize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdProblem, ed_problem_free)
