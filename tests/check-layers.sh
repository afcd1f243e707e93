#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-layers.sh [SRC]
#
# Refuses an include that runs against the rooms' order, or a library's header in a room that has
# no business with it. Prints FILE:LINE: and why, and ends with 1; silent and 0 when all is well.
#
# shellcheck disable=SC2016 # awk's own $

set -eu -o pipefail

src=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../src" && pwd)}

# room: the rooms whose headers it may include, besides its own
rooms='
base:
domain: base
wire: base domain
sql: base
store: base domain wire sql
sync: base domain wire store
forms: base domain
render: base
client: base domain wire sql store sync forms render
server: base domain wire sql
'

# header (a trailing * stands for any ending): where it may be included, as rooms or files
headers='
assert.h: *
ctype.h: *
errno.h: *
float.h: *
inttypes.h: *
limits.h: *
locale.h: *
math.h: *
setjmp.h: *
signal.h: base/platform-*
stdarg.h: *
stdbool.h: *
stddef.h: *
stdint.h: *
stdio.h: *
stdlib.h: *
string.h: *
time.h: *
glib.h: *
glib-object.h: *
glib/gi18n.h: client/* forms/*
glib/gi18n-lib.h: client/* forms/*
glib/gstdio.h: *
glib/gprintf.h: *
gio/gio.h: *
adwaita.h: client/*
gdk/*: client/*
gtk/*: client/*
xlsxwriter.h: forms/xlsx-writer.c
cairo.h: client/* forms/* render/*
cairo-pdf.h: forms/*
fontconfig/*: render/sandbox-*
pango/*: client/* forms/*
gdk-pixbuf/*: client/* render/*
json-glib/*: wire/* store/* server/*
libsoup/*: sync/*
zstd.h: sync/* server/*
sqlite3.h: sql/*
sqlcipher/*: sql/*
libpq-fe.h: sql/postgres*
sodium.h: store/* server/*
dlfcn.h: server/http-refusals.c
microhttpd.h: server/http*
gnutls/*: server/*
netinet/*: server/http-visits.c server/listening.c
curl/*: server/smtp.c
gmime/*: server/letter.c
poppler.h: render/*
poppler/*: render/*
qrencode.h: forms/*
fcntl.h: base/platform-* render/sandbox-*
gio/gunix*: base/platform-* render/sandbox-*
gio/gwin32*: base/platform-*
glib-unix.h: base/platform-* render/sandbox-*
io.h: base/platform-windows.c render/sandbox-windows.c
libsecret/*: base/platform-*
linux/*: base/platform-linux.c render/sandbox-*
mach/*: base/platform-macos.c
mach-o/*: base/platform-macos.c
seccomp.h: render/sandbox-*
sys/*: base/platform-* render/sandbox-*
malloc.h: base/platform-*
unistd.h: base/platform-* render/sandbox-*
windows.h: base/platform-windows.c render/sandbox-*
wincred.h: base/platform-windows.c
psapi.h: base/platform-windows.c
sddl.h: base/platform-windows.c
'

cd "$src"
status=0

find . -name '*.[ch]' -type f | sort | sed 's|^\./||' | xargs -r -d '\n' awk \
    -v rooms="$rooms" -v headers="$headers" '
  function fits (name, pattern) {
    if (pattern ~ /\*$/)
      return index (name, substr (pattern, 1, length (pattern) - 1)) == 1
    return name == pattern
  }
  function refuse (why) {
    print FILENAME ":" FNR ": " why
    bad = 1
  }
  function judge_room (header,   other) {
    other = header
    sub (/\/.*/, "", other)
    if (header !~ /\// || !(other in may))
      refuse ("\"" header "\" is no header of a room; write includes from src/")
    else if (other != room && may[room] !~ " " other " ")
      refuse (room "/ may not use " other "/ (\"" header "\")")
  }
  function judge_library (header,   i, j, count, place) {
    for (i = 1; i <= n_headers; i++)
      if (fits (header, pattern[i])) {
        count = split (places[i], place, " ")
        for (j = 1; j <= count; j++)
          if (fits (FILENAME, place[j]))
            return
        refuse ("<" header "> belongs only in " places[i])
        return
      }
    refuse ("<" header "> is not in the table of headers (tests/check-layers.sh)")
  }
  BEGIN {
    count = split (rooms, line, "\n")
    for (i = 1; i <= count; i++)
      if (line[i] != "") {
        room = line[i]
        sub (/:.*/, "", room)
        sub (/^[^:]*:/, "", line[i])
        may[room] = line[i] " "
      }
    count = split (headers, line, "\n")
    for (i = 1; i <= count; i++)
      if (line[i] != "") {
        colon = index (line[i], ": ")
        pattern[++n_headers] = substr (line[i], 1, colon - 1)
        places[n_headers] = substr (line[i], colon + 2)
      }
  }
  FNR == 1 {
    room = FILENAME
    sub (/\/.*/, "", room)
    if (!(room in may))
      refuse (room "/ is not a room")
  }
  /^[ \t]*#[ \t]*include[ \t]*"/ { split ($0, part, "\""); judge_room (part[2]); next }
  /^[ \t]*#[ \t]*include[ \t]*</ { split ($0, part, /[<>]/); judge_library (part[2]); next }
  /^[ \t]*#[ \t]*include/ { refuse ("an include that names no file") }
  /"\/(tmp|proc)[\/"]|"XDG_/ && FILENAME !~ /^(base\/platform-|render\/sandbox-)/ {
    refuse ("paths of one system belong in base/platform-*.c")
  }
  END { exit bad }' || status=1

exit "$status"
