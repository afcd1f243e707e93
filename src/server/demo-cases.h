/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "server/demo-people.h"

/* What happened to a case so far, told backwards from now. */
typedef enum
{
  ED_STORY_RECORDED,   /* nobody has it yet */
  ED_STORY_NEW,        /* assigned some hours ago */
  ED_STORY_DAY,        /* past the first day: "24 hours" */
  ED_STORY_TWO_DAYS,   /* "48 hours" */
  ED_STORY_CRISIS_NEW, /* "2 hours" */
  ED_STORY_CRISIS_DUE, /* "4 hours" */
  ED_STORY_CONTACTED,  /* the first appointment is not yet made */
  ED_STORY_PLANNED,    /* the first appointment lies ahead */
  ED_STORY_FIVE_DAYS,  /* contacted, and then nothing: "5 days" */
  ED_STORY_RUNNING,    /* some held, one ahead */
  ED_STORY_NO_SHOW,    /* one of them did not happen */
  ED_STORY_TWO_MONTHS, /* "2 months" */
  ED_STORY_THREE_MONTHS,
  ED_STORY_OVER,     /* more appointments than available, more asked for */
  ED_STORY_RAISED,   /* more asked for, and granted */
  ED_STORY_SCORED,   /* held and rated; ready to be closed where no document is needed */
  ED_STORY_PENDING,  /* closed by the expert: "approval pending" */
  ED_STORY_RETURNED, /* sent back by the coordinator */
  ED_STORY_UNREACHABLE,
  ED_STORY_CLOSED,
  ED_STORY_DECLINED,
  ED_STORY_REASSIGNED, /* begun by another expert */
} EdDemoStory;

typedef struct
{
  EdDemoStory story;
  EdDemoPerson expert; /* who has it, or had */
  const char *company, *alias, *city;
  EdCaseKind type;
  const char *coaching_kind;
  const char *relation, *sex;
  int age; /* 0: not known */
  const char *channel, *mode;
  const char *phone, *email, *heard_from, *problem, *comment;
  int days_ago; /* so much earlier was all of it */
} EdDemoCase;

extern const EdDemoCase ed_demo_cases[];
extern const guint ed_demo_n_cases;
