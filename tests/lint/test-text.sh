#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-text refuses what is planted, and lets pass what only looks like it.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
planted=$(mktemp -d "${TMPDIR:-/tmp}/experts-dashboard-text.XXXXXX")
trap 'rm -rf "$planted"' EXIT
licence='/* SPDX-FileCopyrightText: us\n * SPDX-License-Identifier: GPL-3.0-or-later */\n'
wide=$(printf '%099d' 0)
long=$(printf '\\n%.0s' {1..598})
unfinished=TO
unfinished+=DO
count=0

# file | what follows the licence lines, \n between lines | what the refusal must say; "-": it passes
table="
src/a/case.c | int x;\n | -
src/a/case.c | int x; | no line end
src/a/case.c | int x; \n | spaces at the end
src/a/case.c | /$wide\n | -
src/a/case.c | //$wide\n | wider than 100
src/a/case.c | ${long} | -
src/a/case.c | ${long}\n | longer than 600
docs/case.md | ${long}\n | -
src/a/case.c | // $unfinished later\n | unfinished
src/a/case.c | goto out;\n | goto
src/a/case.c | go_to (out);\n | -
src/a/case.c |             {\n | -
src/a/case.c |                 {\n | nested deeper
src/a/case.c | gtk_widget_dispose_template (self, type);\n | ed_template_dispose
src/client/widgets/template.c | gtk_widget_dispose_template (self, type);\n | -
src/a/case.h | #pragma once\n | -
src/a/case.h | int x;\n | no #pragma once
src/a/case-util.c | int x;\n | 'util' says nothing
src/a/case-manager.c | int x;\n | -
src/a/datatype.c | int x;\n | -
src/server/case-table.c | \"PRAGMA synchronous = OFF\"\n | is SQLite's alone
src/server/case-table.c | \"SELECT body ->> 'x' FROM document\"\n | is SQLite's alone
src/server/case-table.c | /* no PRAGMA here */\n | -
src/a/case.c | typedef struct _EdCaseInfo EdCaseInfo;\n | EdCaseInfo says nothing
src/a/case.c | typedef struct _EdInformation EdInformation;\n | -
"

check () # NAME FILE SAYS
{
  local output status verdict="not ok"
  output=$("$here/check-text" "$planted" 2>&1)
  status=$?
  count=$((count + 1))
  if [ "$3" = - ]; then
    [ "$status" -eq 0 ] && [ -z "$output" ] && verdict=ok
  elif [ "$status" -eq 1 ] && [[ $output == "$2:"*"$3"* ]]; then
    verdict=ok
  fi
  printf '%s %d - %s\n' "$verdict" "$count" "$1"
  [ "$verdict" = ok ] || printf '%s\n' "$status: $output" | sed 's/^/# /'
}

while IFS='|' read -r file content says; do
  file=${file// /} content=${content# } says=${says# }
  [ -n "$file" ] || continue
  rm -rf "${planted:?}"/*
  mkdir -p "$planted/$(dirname "$file")"
  printf '%b%b' "$licence" "${content% }" >"$planted/$file"
  check "$file: ${content:0:40}: $says" "$file" "$says"
done <<<"$table"

rm -rf "${planted:?}"/*
printf 'int x;\n' >"$planted/none.c"
check "a file without licence lines" none.c "no SPDX"

printf '1..%d\n' "$count"
