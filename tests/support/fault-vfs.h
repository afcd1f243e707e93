/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A disk that fails on order: the system's file access under a name of its own for EdDbOptions.vfs,
 * counting what changes a file (opening to write, write, sync, truncation, deletion, growth of the
 * shared memory). A failing write leaves its first half on the disk; a sync is counted and
 * not done, since no test cuts the power. Armed for all threads together. */
#define ED_FAULT_VFS "fault"

typedef enum
{
  ED_FAULT_IO,   /* the disk failed */
  ED_FAULT_FULL, /* the disk is full: writes fail so, all else fails as ED_FAULT_IO */
} EdFaultKind;

void ed_fault_vfs_register (void);

/* Databases that name no file access get this one, those opened from now on. */
void ed_fault_vfs_use_everywhere (gboolean everywhere);

/* From now the NTH (from 1) such call fails and, if LASTS, every one after it: what then is on the
 * disk is what a process leaves that is killed at that moment. */
void ed_fault_vfs_arm (guint nth, EdFaultKind kind, gboolean lasts);

/* All is well again. TRUE when a call did fail since. */
gboolean ed_fault_vfs_disarm (void);
