/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "client/requests/request-item.h"
#include "domain/decision.h"

/* What the place "Today" says of an item that asks something of a coordinator: the words of a case,
 * and of a request. ITEM is never NULL. Texts and arrays are free'd by the caller. */
typedef struct
{
  const char *(*id) (gpointer item);
  EdDecision (*decide) (gpointer item);                  /* what it asks for, as it is now */
  char *(*write_title) (gpointer item, gboolean hidden); /* markup */
  char *(*say_title) (gpointer item);                    /* in plain words, never hidden */
  char *(*say_why) (gpointer item);
  char *(*icon) (gpointer item);
  char **(*icon_classes) (gpointer item);
  char **(*bar_classes) (gpointer item);
  gboolean (*is_pending) (gpointer item);
  const char *(*haste) (gpointer item); /* why it goes before its like, or NULL */
  char *(*say_mark) (gpointer item);    /* of words that wait, or NULL */
  char *(*say_pill) (gpointer item);
  char *(*pill_icon) (gpointer item);
  char **(*pill_classes) (gpointer item);
} EdTodayFace;

extern const EdTodayFace ed_today_case_face, ed_today_request_face;
