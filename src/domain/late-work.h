/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"
#include "domain/request-rules.h"

/* A fact that came after the assignment that it names had ended: kept beside the case until a
 * coordinator settles it (PROTOCOL 3.7). Its id is the kept command's. Staff see what was said;
 * whoever said it sees that it is kept, and what became of it. */

typedef enum
{
  ED_LATE_WAITING,
  ED_LATE_ACCEPTED,  /* a fact of the assignment that it names */
  ED_LATE_DISCARDED, /* read, and left out */
} EdLateState;

typedef struct
{
  char *id;
  gint64 state;               /* EdLateState */
  char *case_id, *request_id; /* one of them: what it was entered for */
  gint64 number;              /* of the case or request */
  gint64 cancelled;           /* boolean: the assignment ended as the request was cancelled */
  char *assignment_id;
  char *type; /* "session.add" */
  char *by, *by_name;
  gint64 ended_at; /* the assignment */
  gint64 at, received_at;
  gint64 settled_at;
  char *settled_by;
  char *note;       /* of the coordinator, to whoever entered it */
  char *command;    /* the kept command as JSON; staff, until it is settled */
  GPtrArray *files; /* EdFile, that it needs; staff, until it is settled */
} EdLateWork;

extern const EdRecordType ed_late_work_type;
extern const EdChoice ed_late_state_choices[];

void ed_late_work_free (EdLateWork *self);
/* What whoever entered it may see: without its content. */
EdLateWork *ed_late_work_project (const EdLateWork *self);

/* Whether a kept command of TYPE can still become a fact: a score or a tick cannot, they speak of a
 * counselling that another one goes on with. Of a response ed_request_can_take_late() says more. */
gboolean ed_late_work_can_be_accepted (EdCommandType type);

/* Whether KEPT, a late response, can still be one of REQUEST: somebody works on it or it is under
 * review, and by the same question. */
gboolean ed_request_can_take_late (const EdRequest *request, const EdCommand *kept);

/* Who settles it, and when. Borrowed by the call. */
typedef struct
{
  const char *account_id;
  guint roles; /* EdRoles */
  gint64 at;
} EdLateCircumstances;

/* Applies late.settle to SELF (NULL: there is none); what it does to the case is
 * ed_case_accept_late()'s. On refusal answers FALSE, fills REFUSAL and leaves it as it was. */
gboolean ed_late_work_apply (EdLateWork *self,
                             const EdCommand *command,
                             const EdLateCircumstances *circumstances,
                             EdRefusal *refusal);

/* CASE_ as its assignment ASSIGNMENT_ID, which has ended, would have it; NULL when it has none of
 * that id. */
EdCase *ed_case_at_assignment (const EdCase *case_, const char *assignment_id);
/* Makes KEPT, a late fact, one of the assignment that it names (the open one, where it was kept
 * after a restore); CIRCUMSTANCES are those of who said it. On refusal, by the rules of the fact
 * itself, leaves CASE_ as it was. */
gboolean ed_case_accept_late (EdCase *case_,
                              const EdCommand *kept,
                              const EdCircumstances *circumstances,
                              EdRefusal *refusal);

/* Makes KEPT, a late response, one of the assignment that it names: what was sent is the latest
 * version under review, what was a draft is what that assignment left behind. CIRCUMSTANCES are
 * those of who wrote it. On refusal leaves REQUEST as it was. */
gboolean ed_request_accept_late (EdRequest *request,
                                 const EdCommand *kept,
                                 const EdRequestCircumstances *circumstances,
                                 EdRefusal *refusal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdLateWork, ed_late_work_free)
