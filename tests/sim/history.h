/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "disk.h"
#include "model.h"
#include "store/store.h"
#include "support/api-transport.h"
#include "sync/pass.h"

/* One history: a server in this process and machines that sync with it, each pass in a thread of
 * its own that stops at every call until it is let go on. Only one thread runs at a time, all
 * chance comes from the seed and the number of the step: the same plan is the same history. */
#define SIM_START G_GINT64_CONSTANT (1584558240000) /* 2020-03-18T19:04:00Z */
#define SIM_TODAY 18339                             /* 2020-03-18, in the organisation's zone too */
#define SIM_MINUTE G_GINT64_CONSTANT (60000)
#define SIM_DAY (24 * 60 * SIM_MINUTE)
#define SIM_ARCHIVE_DAYS 750 /* until closed cases have left coordinators' machines */
#define SIM_COORDINATORS 3   /* the first machines; then those of experts and of case managers */
#define SIM_EXPERTS 8
#define SIM_MANAGERS 3
#define SIM_MACHINES (SIM_COORDINATORS + SIM_EXPERTS + SIM_MANAGERS)

/* Kinds of trouble that a history may have; each has a part of them only. */
typedef enum
{
  SIM_TROUBLE_LINES,   /* requests and answers lost, doubled, cut, garbled */
  SIM_TROUBLE_DELAYS,  /* requests that arrive when their sender has given up */
  SIM_TROUBLE_CRASHES, /* of machines, at any write */
  SIM_TROUBLE_SERVER,  /* likewise of the server */
  SIM_TROUBLE_DISKS,   /* full, or failing once */
  SIM_TROUBLE_CLOCKS,  /* that jump */
  SIM_TROUBLE_BACKUPS, /* the server is put back from one */
  SIM_TROUBLE_COPIES,  /* a machine is */
  SIM_TROUBLE_RIGHTS,  /* accounts suspended, roles given and taken */
  SIM_TROUBLE_POISON,  /* commands on which the server fails */
  SIM_N_TROUBLES,
} SimTrouble;

/* What people are busy with: each history goes far in a part of it. */
typedef enum
{
  SIM_FOCUS_ALL,
  SIM_FOCUS_CASES,
  SIM_FOCUS_REQUESTS,
  SIM_FOCUS_MONEY,
  SIM_N_FOCUSES,
} SimFocus;

typedef enum
{
  SIM_MODE_PLAIN,
  SIM_MODE_BUSY,   /* people do more in as many steps, and passes go further */
  SIM_MODE_THEMED, /* busy, and leaning on one thing (themes.c) */
  SIM_N_MODES,
} SimMode;

/* What happens in a step. */
typedef enum
{
  SIM_STEP_DEED,
  SIM_STEP_SYNC,
  SIM_STEP_UNDO,
  SIM_STEP_TIME,
  SIM_STEP_RESTART,
  SIM_STEP_CHORES,
  SIM_STEP_TROUBLE,
  SIM_N_STEPS,
} SimStep;

/* What a history leans on. */
typedef struct
{
  SimFocus focus;
  guint troubles; /* a bit for each that it has */
  double loss;    /* chance that a call goes wrong */
  guint page;
  guint coordinators, experts, managers; /* machines */
  guint steps[SIM_N_STEPS];              /* of a hundred */
  guint cases;                           /* or requests, at most; 0: any number */
  /* Of a hundred deeds, or of those that could be it: */
  guint requests, office; /* are about these */
  guint assigns;          /* give a case or request to somebody */
  guint opens;            /* look at a file */
  guint papers;           /* bring one */
  guint companies;        /* of those in the office: are about companies */
  guint settings;         /* of the administrator's there: are about settings */
  guint years;            /* of a hundred times that time passes, it is years */
  guint steady;           /* bring what they are about to its end */
  guint lazy;             /* passes of the first expert's machine do not happen */
  guint discards;         /* see to what was refused */
} SimTheme;

/* What is to happen. */
typedef struct
{
  guint32 seed;
  SimMode mode;
  guint n_steps;     /* filled by the history when 0 */
  guint8 *left_out;  /* of each step whether it does not happen, or NULL */
  gboolean is_wordy; /* tells each step as it happens */
} SimPlan;

/* How the call at which a pass stands goes. */
typedef enum
{
  SIM_FATE_PLAIN,
  SIM_FATE_LOSE_REQUEST,
  SIM_FATE_LOSE_ANSWER,
  SIM_FATE_DOUBLE,
  SIM_FATE_CUT,     /* the first bytes of the answer */
  SIM_FATE_GARBAGE, /* something else answers */
  SIM_FATE_DELAY,   /* given up, and arrives later */
  SIM_N_FATES,
} SimFate;

/* A command that somebody gave. */
typedef struct
{
  guint machine;
  char id[37];
  char target[37];
  char assignment[37]; /* or empty */
  EdCommandType type;
  gint64 at; /* the true time */
  gboolean undone;
  gboolean doubtful; /* the machine failed over it: it may or may not be there */
  gboolean answered; /* the server has had it */
  gboolean coming;   /* so it had when the last page of news left */
  gboolean in_news;  /* which is shown */
  gboolean away;     /* its case was not to be seen meanwhile */
  gboolean lost;     /* with the machine, which was put back to a time before it */
} SimDeed;

/* Words that were given on a machine and are nobody else's: refused, replaced, seen to, undone. */
typedef struct
{
  EdTargetKind kind; /* of what they are about */
  char *target;
  char *text;
} SimTakenBack;

typedef struct _SimHistory SimHistory;

typedef struct
{
  SimHistory *history;
  guint index;
  const char *user;
  const char *account;
  char *folder;
  char *path;
  gboolean is_plain; /* its file can be searched */
  SimDisk *disk;
  EdManualClock clock;
  EdTransport *transport;
  EdStore *window; /* the person's connection, and the pass's; NULL: it does not start */
  EdStore *store;
  EdPass pass;
  EdPassReport report;
  gboolean signed_out; /* a password is asked for */
  gboolean has_copy;   /* put aside, to be put back */
  gboolean is_twin;    /* it was put back, and does not know what it did since */
  guint copied_at;     /* the deeds by then */
  /* The running pass. */
  GThread *thread;
  GCond turn;
  gboolean has_turn;
  gboolean done;
  GError *error;
  const EdCall *call; /* at which it stands */
  SimFate fate;       /* of that call */
  gsize cut;          /* bytes that arrive */
  /* What the last complete page of news must have brought. */
  char *cursor;
  char *expected;
  GHashTable *revisions; /* "type id": the greatest that was held, of the server as it was then */
  guint restores;        /* of the server, by then */
  GArray *taken_back;    /* SimTakenBack */
  GHashTable *begun;     /* of each response that was begun here, under its id, the request */
} SimMachine;

struct _SimHistory
{
  SimPlan *plan;
  char *folder;
  GRand *rand; /* of the step */
  guint step;
  SimTheme theme; /* nothing unless it is themed */
  SimFocus focus;
  gboolean has[SIM_N_TROUBLES];
  double trouble; /* chance that a call goes wrong */
  guint page;     /* items of a page of news; 0: as it is asked for */
  GString *trace;
  char *violation; /* the first; nothing happens after it */
  char *data_dir;
  SimDisk *disk; /* the server's */
  EdManualClock clock;
  EdApiHost host;
  EdTransport *transport; /* to the server as it is */
  SimModel *model;
  gboolean has_backup;
  guint backup_position; /* of the model */
  GHashTable *passwords; /* account: access.c, of those who have chosen one */
  GHashTable *backup_passwords;
  GHashTable *withdrawn; /* ids of devices, since the server was last put back */
  guint restores;
  SimMachine *machines[SIM_MACHINES];
  guint n_machines;
  guint n_coordinators, n_experts; /* the first of them */
  GPtrArray *cases, *requests;     /* ids */
  GPtrArray *companies;            /* likewise */
  GArray *deeds;                   /* SimDeed */
  GArray *papers;                  /* of papers.c */
  GPtrArray *delayed;              /* calls on their way */
  GMutex baton;
  GCond main_turn;
  gboolean main_has_turn;
};

/* Runs it to its end or to the first violation. */
SimHistory *sim_history_run (SimPlan *plan);
void sim_history_free (SimHistory *self);

/* For its parts. */
guint sim_pick (SimHistory *self, guint n);
gboolean sim_is_lucky (SimHistory *self, double chance);
void sim_tell (SimHistory *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_violate (SimHistory *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_copy_files (const char *from, const char *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimHistory, sim_history_free)
