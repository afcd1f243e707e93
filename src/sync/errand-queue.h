/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/transport.h"

/* Single calls that the window waits for (a password changed, devices listed), from the moment they
 * are asked for until the sync has made them between its own. Any thread. */
typedef struct
{
  const char *method; /* static */
  char *path;         /* with the query */
  GBytes *body;       /* or NULL */
  /* Makes the task's result of an answer that is a success, in the sync's thread; NULL with ERROR
   * set when it cannot. */
  gpointer (*read) (const EdAnswer *answer, gpointer data, GError **error);
  GDestroyNotify free_result;
  gpointer data;
  GDestroyNotify free_data; /* or NULL */
  GTask *task;
} EdErrand;

/* For "read", with the EdRecordType as data: the answer's body as a record, leniently. */
gpointer ed_errand_read_record (const EdAnswer *answer, gpointer type, GError **error);

/* Answers the task with what ANSWER brings, or with ERROR where ANSWER is NULL; frees the errand.
 */
void ed_errand_finish (EdErrand *errand, const EdAnswer *answer, const GError *error);

typedef struct _EdErrandQueue EdErrandQueue;

EdErrandQueue *ed_errand_queue_new (void);
/* Who still waits is told that the desk is closed. */
void ed_errand_queue_free (EdErrandQueue *self);
void ed_errand_queue_add (EdErrandQueue *self, EdErrand *errand); /* taken */
/* The oldest, now the caller's; NULL: none. Those cancelled meanwhile are answered and gone. */
EdErrand *ed_errand_queue_take (EdErrandQueue *self);
void ed_errand_queue_fail (EdErrandQueue *self, const GError *error);
