/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/request.h"

/* "The same client" is no id: it is found by what they are called, by their phone number or their
 * e-mail address, and somebody has to look whether it is them. Pure. */
typedef struct
{
  char *name;
  char *phone;
  char *email;
} EdClientInquiry;

extern const EdRecordType ed_client_inquiry_type;

typedef enum
{
  ED_CLIENT_NAME = 1 << 0,
  ED_CLIENT_PHONE = 1 << 1,
  ED_CLIENT_EMAIL = 1 << 2,
} EdClientMatch;

/* The inquiry made ready for comparing. */
typedef struct _EdClientSearch EdClientSearch;

/* Of what is too short to tell anybody from others nothing is sought: a phone number has 6 digits,
 * a name in what was written freely 3 characters. */
EdClientSearch *ed_client_search_new (const EdClientInquiry *inquiry);
void ed_client_search_free (EdClientSearch *self);
/* Whether there is anything to look for. */
gboolean ed_client_search_can_find (const EdClientSearch *self);

/* By which of them CASE_ is the client's (EdClientMatch), 0: it is not. A name fits where each of
 * its words begins one of the alias; a phone number by its last 9 digits, however it is written. */
guint ed_client_search_match_case (const EdClientSearch *self, const EdCase *case_);
/* The same of a request, in which clients are only spoken of. */
guint ed_client_search_match_request (const EdClientSearch *self, const EdRequest *request);

void ed_client_inquiry_free (EdClientInquiry *self);

/* TEXT with "…" in the place of each word that is one of the alias of CASE_ (without regard to case
 * and accents, from 3 letters on; a shorter alias as a whole), and of its phone number and address
 * as they are written; NULL where there is none. Free with g_free(). */
char *ed_client_search_blank (const char *text, const EdCase *case_);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdClientInquiry, ed_client_inquiry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdClientSearch, ed_client_search_free)
