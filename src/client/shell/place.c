/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/place.h"

#include <glib/gi18n.h>

const EdPlace ed_expert_places[] = {
  { NULL },
};

const EdPlace ed_common_places[] = {
  { NULL },
};
