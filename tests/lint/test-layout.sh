#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every C file is laid out as ./dev format would; skipped where there is no clang-format 14.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! "$here/../support/clang-format-14" --version >/dev/null 2>&1; then
  echo "1..0 # SKIP no clang-format 14"
  exit 0
fi
said=$("$here/all" layout 2>&1)
code=$?
[ "$code" -eq 0 ] && verdict=ok || verdict="not ok"
printf '%s 1 - the layout of src and tests\n' "$verdict"
[ "$code" -eq 0 ] || printf '%s\n' "$said" | sed 's/^/# /'
echo "1..1"
