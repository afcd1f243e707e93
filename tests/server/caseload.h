/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "office.h"

/* Many cases of one coordinator, each expert having a few of them, whose lives go on step by step:
 * what benches give a server to do. Ids are spread as random ones are, but the same in each run.
 * Those of cases and of what belongs to them have CASELOAD_MARK in their middle, and others have
 * not. */
#define CASELOAD_MARK "-0000-4000-8ca5-"
#define CASELOAD_OF_EXPERT 32
/* What is recorded of each. */
#define CASELOAD_INTAKE                                                                \
  "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\","           \
  "\"city\":\"Táplószentmárton\",\"channel\":\"online\",\"relation\":\"employee\"," \
  "\"sex\":\"male\",\"phone\":\"06 30 111 1111\",\"operator_name\":\"XY\","            \
  "\"problem_details\":\"Other family problems\",\"sessions_available\":5,"            \
  "\"session_minutes\":50,\"consultation_mode\":\"email\"}"

typedef enum
{
  DEED_CREATE,
  DEED_ASSIGN,
  DEED_CONTACT,
  DEED_SESSION, /* may be done again */
  DEED_SCORE,
  DEED_CLOSE,
  DEED_APPROVE,
  N_DEEDS,
} Deed;

typedef struct
{
  Office *office;
  Person *coordinator, **experts; /* signed in */
  guint n;
  char **cases, **assignments, **closings;
  GRand *chance;
  guint ids;
} Caseload;

/* An office for benches: as durable as a server. */
Caseload *caseload_new (guint n);
void caseload_free (Caseload *self); /* and its office */
const char *deed_word (Deed deed);
char *caseload_make_id (Caseload *self);
/* Who does DEED to case I. */
Person *caseload_doer (Caseload *self, Deed deed, guint i);
/* The body of a push of DEED for N cases from FROM on, by who does it to the first; numbers are
 * used up. */
char *caseload_body (Caseload *self, Deed deed, guint from, guint n);
/* Pushes it in process; asserts that all are applied. */
void caseload_push (Person *doer, const char *body, EdApiResponse *response);
/* Everything up to DEED for N cases from FROM on, without waiting for a disk. */
void caseload_bring_to (Caseload *self, Deed deed, guint from, guint n);
