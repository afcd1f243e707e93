#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display gives a screen, a bus and folders, passes the exit code on, and leaves nothing.
#
# shellcheck disable=SC2016 # what is in single quotes is for the inner shell

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
count=0

expect () # NAME WANTED GOT
{
  local verdict=ok
  count=$((count + 1))
  [ "$2" = "$3" ] || verdict="not ok"
  printf '%s %d - %s\n' "$verdict" "$count" "$1"
  [ "$verdict" = ok ] || printf 'wanted: %s\ngot: %s\n' "$2" "$3" | sed 's/^/# /'
}

# The processes that carry MARK in their environment and are alive.
count_marked () # MARK
{
  grep -lszxF "ED_DISPLAY_MARK=$1" /proc/[0-9]*/environ 2>/dev/null | wc -l
}

# The program starts the accessibility bus too, and a process that would outlive it.
program='printf "%s\n" "$DISPLAY" "$HOME" "$ED_DISPLAY_MARK"
dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress >&2
setsid sleep 1000 >/dev/null 2>&1 &
exit 7'
said=$("$here/with-display" bash -c "$program" 2>/dev/null)
expect "the exit code is passed on" 7 $?
mapfile -t lines <<<"$said"
expect "there is a screen" : "${lines[0]:0:1}"
expect "home is a folder of its own" "${lines[2]}/home" "${lines[1]}"
expect "nothing of it runs any more" 0 "$(count_marked "${lines[2]}")"
expect "its folder is gone" no "$([ -e "${lines[2]}" ] && echo yes || echo no)"

coproc DISPLAY_RUN { exec "$here/with-display" bash -c 'echo "$ED_DISPLAY_MARK"; exec sleep 1000'; }
run=$DISPLAY_RUN_PID
read -r -t 60 mark <&"${DISPLAY_RUN[0]}"
kill -TERM "$run"
wait "$run"
expect "told to stop, it says so" 143 $?
expect "stopped, nothing of it runs any more" 0 "$(count_marked "$mark")"

printf '1..%d\n' "$count"
