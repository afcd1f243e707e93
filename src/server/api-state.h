/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/platform.h"
#include "domain/settings.h"
#include "server/api.h"
#include "server/mail-secrets.h"
#include "server/metrics.h"
#include "server/organisation-table.h"
#include "server/rate.h"
#include "server/readers.h"

/* What the server's own files share of EdApi. Set at opening and immutable after it, but for the
 * parts that lock themselves. */
struct _EdApi
{
  const EdClock *clock;
  char *folder;
  EdMetrics *metrics;
  EdLock *lock;       /* on the folder; NULL where the database is shared */
  gboolean is_shared; /* other processes may write to the database */
  EdDb *writer;
  GMutex
      writing; /* held while WRITER is used; all but ed_api_write() come before or after serving */
  EdReaders *readers;
  EdOrganisation *organisation;
  EdSettings *settings; /* the writer's alone, like the zone (server/settings-keeper.h) */
  EdZone *zone;
  gint64 settings_rev;
  gint coordinators_totp;    /* as in the settings, for any thread; atomic */
  gboolean log_holds_erased; /* the writer's, as the next: server/erasure.h */
  gint64 log_emptied_not_before;
  gboolean is_outside_due; /* the writer's: there may be something to write (server/outside.h) */
  const EdMailSecretsMaker *mail_secrets; /* NULL: mails with secrets wait */
  gboolean is_quiet;                      /* nobody is told of anything by mail */
  EdRate *wrong_by_user;                  /* wrong passwords */
  EdRate *wrong_by_peer;
  EdRate *wrong_by_totp;  /* wrong codes after a right password, by account */
  EdRate *resets_by_user; /* passwords asked for by mail */
  EdRate *resets_by_peer;
  EdRate *searches;  /* of the archive */
  EdRate *exports;   /* that clients tell of, by account */
  EdRate *inquiries; /* that are written down (server/inquiry.h) */
  guint opslimit;
  gsize memlimit;
  guint8 secret[ED_SECRET_BYTES]; /* of its own file (server/secret-file.h); zeros where spared */
  char *address;     /* atomic: what the server is called by (ed_api_set_address()), or NULL */
  char *nobody_hash; /* of a password that nobody knows: what an unknown user is checked against */
};

/* The folder for this process alone. */
EdLock *ed_api_lock (const char *folder, GError **error);
/* Writes the settings anew when their zone's table no longer reaches far enough. */
gboolean ed_api_keep_zone_ahead (EdApi *api, GError **error);
