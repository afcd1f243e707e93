#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What `dev` is made of: the source of backports, and the counting of tests.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/experts-dashboard-support.XXXXXX")
trap 'rm -rf "$work"' EXIT
count=0

expect () # NAME WANTED GOT
{
  local verdict=ok
  count=$((count + 1))
  [ "$2" = "$3" ] || verdict="not ok"
  printf '%s %d - %s\n' "$verdict" "$count" "$1"
  [ "$verdict" = ok ] || printf 'wanted: %s\ngot: %s\n' "$2" "$3" | sed 's/^/# /'
}

# NAME FILE CODENAME; the file's content comes on stdin, what must come out is $wanted
expect_source ()
{
  cat >"$work/$2"
  expect "$1" "$wanted" "$("$here/backports-source" "$3" "$work/$2")"
}

wanted='deb http://mirror.test/debian bookworm-backports main' \
  expect_source "a line gives its mirror" plain.list bookworm <<'LIST'
deb http://mirror.test/debian bookworm main contrib
LIST

wanted='deb [signed-by=/a.gpg arch=amd64] http://mirror.test/debian/ bookworm-backports main' \
  expect_source "a line keeps its options" options.list bookworm <<'LIST'
# deb http://old.test/debian bookworm main
deb-src http://source.test/debian bookworm main

deb [signed-by=/a.gpg arch=amd64] http://mirror.test/debian/ bookworm main # ours
LIST

wanted='deb http://mirror.test/debian bookworm-backports main' \
  expect_source "the security mirror is passed over" security.list bookworm <<'LIST'
deb http://security.test/debian-security bookworm-security main
deb http://updates.test/debian bookworm-updates main
deb http://mirror.test/debian bookworm main
LIST

wanted='' expect_source "another release gives nothing" other.list bookworm <<'LIST'
deb http://mirror.test/debian trixie main
LIST

wanted='Types: deb
Suites: bookworm-backports
Components: main
URIs: http://mirror.test/debian
Signed-By: /usr/share/keyrings/a.gpg' \
  expect_source "a stanza gives mirror and key, comments left out" stanza.sources bookworm <<'LIST'
Types: deb deb-src
# http://snapshot.test/
URIs: http://mirror.test/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/a.gpg
LIST

wanted='Types: deb
Suites: bookworm-backports
Components: main
URIs: http://mirror.test/debian
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----' \
  expect_source "a key within the stanza goes along" inline.sources bookworm <<'LIST'
Types: deb
URIs: http://security.test/debian-security
Suites: bookworm-security
Components: main

Enabled: no
Types: deb
URIs: http://off.test/debian
Suites: bookworm

Types: deb-src
URIs: http://source.test/debian
Suites: bookworm

Types: deb
URIs: http://mirror.test/debian
Suites:
 bookworm
 bookworm-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----
LIST

expect "a list asks for a list" list \
  "$("$here/backports-source" --kind bookworm "$work/other.list" "$work/plain.list")"
expect "stanzas ask for stanzas" sources \
  "$("$here/backports-source" --kind bookworm "$work/other.list" "$work/stanza.sources")"

# RESULT | TAP, \n between lines | the closing line
table='
OK | 1..2\nok 1 /a\nok 2 /b | 2 passed, 0 failed
OK | ok 1 /a\nok 2 /b # SKIP no screen | 1 passed, 0 failed, 1 skipped
FAIL | ok 1 /a\nnot ok 2 /b\nok 3 /c | 2 passed, 1 failed
ERROR | ok 1 /a\nnot ok /b - ERROR: x\nBail out! | 1 passed, 1 failed
ERROR | ok 1 /a | 1 passed, 1 failed
TIMEOUT | ok 1 /a | 1 passed, 1 failed
FAIL | | 0 passed, 1 failed
OK | | 1 passed, 0 failed
SKIP | 1..0 # SKIP no screen | 0 passed, 0 failed, 1 skipped
OK | # Subtest: a\n    ok 1 one\n    ok 2 two\n    1..2\nok 1 a\nok 2 b | 3 passed, 0 failed
OK | okay so far\n# not ok in a comment\nok 1 /a | 1 passed, 0 failed
'
while IFS='|' read -r result output wanted; do
  result=${result// /} output=${output# } wanted=${wanted# }
  [ -n "$result" ] || continue
  printf '{"name": "t", "result": "%s", "stdout": "%s"}\n' "$result" "${output% }" >"$work/log.json"
  said=$("$here/count-tests" "$work/log.json")
  code=$?
  good=1
  [[ $wanted != [1-9]*' 0 failed'* ]] || good=0
  expect "$result ${output% }: $wanted, exit code $good" "$wanted $good" "${said##*$'\n'} $code"
done <<<"$table"

cat >"$work/log.json" <<'LOG'
{"name": "good", "result": "OK", "duration": 1.0, "stdout": "ok 1 /a"}
{"name": "ill", "result": "ERROR", "duration": 2.4, "stdout": "ok 1 /b\nnot ok /c - ERROR: x\nok 2 /d"}
{"name": "late", "result": "TIMEOUT", "duration": 90.2, "stdout": "ok 1 /e\n# waits"}
LOG
expect "what failed is named, and what it said last" \
  "== what failed|ill: ERROR after 2 s|  not ok /c - ERROR: x|late: TIMEOUT after 90 s|  # waits|" \
  "$("$here/count-tests" "$work/log.json" | sed -n '2,6p' | tr '\n' '|')"

printf '1..%d\n' "$count"
