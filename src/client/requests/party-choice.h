/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/requests.h"

#include <gtk/gtk.h>

/* What a drop-down of people offers: anyone, and those there are. Who was chosen stays chosen when
 * the list changes, even before it has come. Signal "chosen": by the reader. */
#define ED_TYPE_PARTY_CHOICE (ed_party_choice_get_type ())
G_DECLARE_FINAL_TYPE (EdPartyChoice, ed_party_choice, ED, PARTY_CHOICE, GObject)

/* ANYBODY: translated. */
EdPartyChoice *ed_party_choice_new (GtkDropDown *drop_down, const char *anybody);
/* PARTIES: EdRequestParty. */
void ed_party_choice_set (EdPartyChoice *self, const GPtrArray *parties);
/* The id of who is chosen, NULL for anyone; borrowed. */
const char *ed_party_choice_chosen (EdPartyChoice *self);
void ed_party_choice_choose (EdPartyChoice *self, const char *id);
