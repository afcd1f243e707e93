/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

/* A person at the screen: starts a program, finds what it shows by the names a screen reader would
 * say, presses, types and reads. For tests; needs tests/support/with-display. Every wait ends when
 * what is waited for is there; the one limit is a watchdog that fails the test with the tree on
 * stderr. */
typedef struct _EdDriver EdDriver;

/* Starts ARGV and waits for its first window. */
EdDriver *ed_driver_start (const char *const *argv);
/* Watches the program of process PID, which something else has started; let go with g_free(). */
EdDriver *ed_driver_join (guint pid);
/* Presses Ctrl+Q and waits for the program's end, which must have warned of nothing; its exit
 * status. */
int ed_driver_quit (EdDriver *driver);

/* One turn of the main context: lets events in, or passes a short while. For waits of one's own. */
void ed_driver_turn (void);

/* Waits for a showing element of ROLE (ATSPI_ROLE_INVALID: any) called NAME; new reference. */
AtspiAccessible *ed_driver_wait (EdDriver *driver, AtspiRole role, const char *name);
/* The same, for an element whose name contains PART. */
AtspiAccessible *ed_driver_wait_part (EdDriver *driver, AtspiRole role, const char *part);
/* Waits for a row of a list or table that shows both: an element whose name contains PART, and TEXT
 * likewise. */
void ed_driver_wait_row (EdDriver *driver, const char *part, const char *text);
/* Waits likewise, for a row of a table; the first text in it, free with g_free(). */
char *ed_driver_read_row (EdDriver *driver, const char *part, const char *text);
/* Waits until nothing of that kind shows any more. */
void ed_driver_wait_gone (EdDriver *driver, AtspiRole role, const char *name);
gboolean ed_driver_shows (EdDriver *driver, AtspiRole role, const char *name);
gboolean ed_driver_shows_part (EdDriver *driver, const char *part);

/* Presses the button, row or box called NAME once it is there and sensitive. */
void ed_driver_press (EdDriver *driver, const char *name);
/* Presses the BUTTON in the row of a list or table that shows an element whose name contains PART.
 */
void ed_driver_press_in_row (EdDriver *driver, const char *part, const char *button);
/* Puts the keyboard into the entry called NAME, empties it and types TEXT with real key presses. */
void ed_driver_type (EdDriver *driver, const char *name, const char *text);
/* The window that has the keyboard, as xdotool numbers it (""; none), and the one called TITLE,
 * waited for. Free with g_free(). */
char *ed_driver_active (void);
char *ed_driver_wait_active (EdDriver *driver, const char *title);
/* Types TEXT (ASCII) into whatever has the keyboard. */
void ed_driver_write (EdDriver *driver, const char *text);
/* Opens the choice called NAME and picks the entry called CHOICE. */
void ed_driver_choose (EdDriver *driver, const char *name, const char *choice);
/* Presses a key or a combination, as xdotool names it: "Return", "ctrl+f". */
void ed_driver_key (EdDriver *driver, const char *key);

/* Writes the whole screen to PATH (PNG). */
void ed_driver_shot (const char *path);
