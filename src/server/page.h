/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The few pages that browsers see: HTML that stands alone, without scripts and without anything
 * fetched. Pure. */
typedef enum
{
  ED_PAGE_CASE,
  ED_PAGE_REQUEST,
  ED_PAGE_ACCOUNT, /* with a button that posts the form to its own address */
  ED_PAGE_CONFIRMED,
  ED_PAGE_STALE,
} EdPageKind;

typedef struct
{
  EdPageKind kind;
  const char *language; /* of ours */
  const char *organisation;
  const char *name;   /* of who reads it; ED_PAGE_ACCOUNT only */
  const char *server; /* what the program is to be told; ED_PAGE_CONFIRMED only, or NULL */
  const char *link;   /* what opens the program: experts-dashboard://…, or NULL */
} EdPage;

char *ed_page_write (const EdPage *page);
/* The first of the languages in an Accept-Language header that is ours; "en" for none, or NULL. */
const char *ed_page_choose_language (const char *accept);
