/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/expert-choice.h"
#include "domain/refusal.h"

typedef enum
{
  ED_ASSIGN_GIVEN,    /* to be given to the expert */
  ED_ASSIGN_DOUBTFUL, /* likewise, though something speaks against it */
  ED_ASSIGN_REFUSED,  /* to nobody */
  ED_ASSIGN_DONE,
} EdAssignKind;

/* A case, and who is going to get it. Properties for its template: "kind" (uint), "included"
 * (boolean, writable: whether it is going to be given; one that cannot be never is), "title",
 * "note" (strings, read-only). Main thread. */
#define ED_TYPE_ASSIGN_ITEM (ed_assign_item_get_type ())
G_DECLARE_FINAL_TYPE (EdAssignItem, ed_assign_item, ED, ASSIGN_ITEM, GObject)

/* Copies CASE_. */
EdAssignItem *ed_assign_item_new (const EdCase *case_, const EdZone *zone);
const EdCase *ed_assign_item_case (EdAssignItem *self);
EdAssignKind ed_assign_item_kind (EdAssignItem *self);
gboolean ed_assign_item_is_included (EdAssignItem *self);
void ed_assign_item_include (EdAssignItem *self, gboolean included);

/* CHOICE is to get it (held), as far as they can take it; NULL: nobody can. Included unless it was
 * left out. */
void ed_assign_item_give (EdAssignItem *self, EdExpertChoice *choice);
/* Who, or NULL. */
EdExpertChoice *ed_assign_item_choice (EdAssignItem *self);
/* It has been done, or was refused after all. */
void ed_assign_item_settle (EdAssignItem *self, const EdRefusal *refusal);
