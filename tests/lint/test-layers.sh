#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The order of the rooms holds in src/, and the check refuses what is planted against it.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
check=$here/../check-layers.sh
planted=$(mktemp -d "${TMPDIR:-/tmp}/experts-dashboard-layers.XXXXXX")
trap 'rm -rf "$planted"' EXIT
count=0

# file | line | what the refusal must say; "-": it must pass
table='
base/clock.c | #include <glib.h> | -
base/clock.c | #include "base/clock.h" | -
base/clock.c | #include "domain/case.h" | base/ may not use domain/
base/clock.c | #include <unistd.h> | belongs only in
base/platform-linux.c | #include <unistd.h> | -
base/platform-linux.c | #include <sys/file.h> | -
domain/case.c | #include "base/clock.h" | -
domain/case.c | #include "wire/case-json.h" | domain/ may not use wire/
domain/case.c | #include "store/store.h" | domain/ may not use store/
domain/case.c | #include <json-glib/json-glib.h> | belongs only in
domain/case.c | #include "case.h" | write includes from src/
domain/case.c | #include "../base/clock.h" | write includes from src/
wire/case-json.c | #include "domain/case.h" | -
wire/case-json.c | #include <json-glib/json-glib.h> | -
wire/case-json.c | #include "sql/db.h" | wire/ may not use sql/
sql/db.c | #include <sqlite3.h> | -
sql/db.c | #include "domain/case.h" | sql/ may not use domain/
store/store.c | #include "sql/db.h" | -
store/store.c | #include <sodium.h> | -
store/store.c | #include <sqlite3.h> | belongs only in
store/store.c | #include "sync/pass.h" | store/ may not use sync/
store/store.h | #include "server/api.h" | store/ may not use server/
sync/soup-transport.c | #include <libsoup/soup.h> | -
sync/pass.c | #include "store/store.h" | -
sync/pass.c | #include "sql/db.h" | sync/ may not use sql/
sync/pass.c | #include "client/shell/application.h" | sync/ may not use client/
sync/pass.c | #include <gtk/gtk.h> | belongs only in
forms/report.c | #include "store/store.h" | forms/ may not use store/
render/render.c | #include <poppler.h> | -
render/render.c | #include "domain/case.h" | render/ may not use domain/
client/shell/application.c | #include <adwaita.h> | -
client/shell/application.c | #include "sync/engine.h" | -
client/shell/application.c | #include "server/api.h" | client/ may not use server/
client/shell/application.c | #include <libsoup/soup.h> | belongs only in
client/documents/preview.c | #include <poppler.h> | belongs only in
server/http.c | #include <microhttpd.h> | -
server/api.c | #include <microhttpd.h> | belongs only in
server/api.c | #include "sql/db.h" | -
server/api.c | #include "store/store.h" | server/ may not use store/
server/api.c | #include "client/closures.h" | server/ may not use client/
server/api.c |   #  include  "store/store.h" | server/ may not use store/
server/api.c | #include HEADER | names no file
server/api.c | #include <surprise.h> | not in the table
server/api.c | const char *folder = "/tmp/x"; | base/platform-*.c
helpers/text.c | #include <glib.h> | helpers/ is not a room
'

report () # VERDICT NAME
{
  count=$((count + 1))
  printf '%s %d - %s\n' "$1" "$count" "$2"
}

if "$check" >&2; then
  report ok "the rooms are in order"
else
  report "not ok" "the rooms are in order"
fi

while IFS='|' read -r file line says; do
  file=${file// /} says=${says# } line=${line# }
  [ -n "$file" ] || continue
  rm -rf "${planted:?}"/*
  mkdir -p "$planted/$(dirname "$file")"
  printf '/* planted */\n%s\n' "${line% }" >"$planted/$file"
  output=$("$check" "$planted" 2>&1)
  status=$?
  verdict="not ok"
  if [ "$says" = - ]; then
    [ "$status" -eq 0 ] && [ -z "$output" ] && verdict=ok
  elif [ "$status" -eq 1 ] && [[ $output == "$file:"*"$says"* ]]; then
    verdict=ok
  fi
  report "$verdict" "$file: ${line% }: $says"
  [ "$verdict" = ok ] || printf '# %s\n' "$status: $output"
done <<<"$table"
printf '1..%d\n' "$count"
