/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The server's address as people type it. Pure; texts are free'd by the caller. */

/* "server.example" is meant as "https://server.example"; blanks around it go. Of a link from a mail
 * (https://server.example/open/case/261) the server that it leads to is meant. */
char *ed_address_complete (const char *typed);
/* What is wrong with a completed address, as a sentence; NULL when nothing is. Plain http is for
 * this computer only. */
char *ed_address_fault (const char *address);
