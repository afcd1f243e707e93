/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Where the program's own resources lie. */
#define ED_RESOURCES "/org/experts_dashboard/ExpertsDashboard/"
#define ED_UI ED_RESOURCES "ui/"
