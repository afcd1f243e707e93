/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

/* What a program's windows show, as a tree of accessible elements, looked through for tests. */

/* libatspi has no g_autoptr before 2.54. */
#define OWNED __attribute__ ((cleanup (ed_drop_reference)))
void ed_drop_reference (gpointer place);

/* An element to look for: of ROLE (ATSPI_ROLE_INVALID: any), called NAME, or with NAME as a PART of
 * what it is called. */
typedef struct
{
  AtspiRole role;
  const char *name;
  gboolean part;
} EdWanted;

/* The first showing element at or below ELEMENT, which lies DEPTH below its program (0: it is the
 * program); new reference, or NULL. Of windows the newest comes first: a dialog before what it
 * covers. */
AtspiAccessible *ed_tree_find (AtspiAccessible *element, const EdWanted *wanted, int depth);
/* Of all that shows and is called NAME, the first of the role that comes first among the N of ROLES
 * (ATSPI_ROLE_INVALID, at their end: any). One walk, where each question is a call over the bus. */
AtspiAccessible *
ed_tree_find_by_roles (AtspiAccessible *element, const char *name, const AtspiRole *roles, guint n);
/* The first row of ROLE (ATSPI_ROLE_INVALID: of a list, table or grid) that shows both. */
AtspiAccessible *ed_tree_find_row (AtspiAccessible *element,
                                   AtspiRole role,
                                   const EdWanted *first,
                                   const EdWanted *second,
                                   int depth);
/* The name of the first label at or below ELEMENT that has one; NULL: none. */
char *ed_tree_first_text (AtspiAccessible *element);
/* The place of the list's entry that LABEL is in, from 0; -1: it is in none. */
int ed_tree_place (AtspiAccessible *label);
gboolean ed_tree_is_sensitive (AtspiAccessible *element);
/* All that shows, to stderr. */
void ed_tree_print (AtspiAccessible *element, int depth);
