#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-guide passes on this tree, and refuses what is planted.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
planted=$(mktemp -d "${TMPDIR:-/tmp}/experts-dashboard-guide.XXXXXX")
trap 'rm -rf "$planted"' EXIT
mkdir -p "$planted/tests/e2e/guide" "$planted/docs"
count=0

check () # NAME SAYS OUTPUT STATUS
{
  local verdict="not ok"
  count=$((count + 1))
  if [ -z "$2" ]; then
    [ "$4" -eq 0 ] && [ -z "$3" ] && verdict=ok
  elif [ "$4" -eq 1 ] && [[ $3 == *"$2"* ]]; then
    verdict=ok
  fi
  printf '%s %d - %s\n' "$verdict" "$count" "$1"
  [ "$verdict" = ok ] || printf '%s\n' "$4: $3" | sed 's/^/# /'
}

plant () # QUOTE NAME-THAT-RUNS
{
  printf '# 1 Contact\n1.1 Call the client.\n1.2 Say „hello”.\n' >"$planted/tests/e2e/guide/guide.txt"
  printf '/* Guide %b */\nstatic void\ntest_call (void)\n{\n}\n\nadd ("/a/call", %s);\n' "$1" "$2" \
    >"$planted/tests/test-call.c"
  "$here/check-guide" --write "$planted" 2>&1
}

output=$("$here/check-guide" 2>&1)
check "this tree" "" "$output" $?
output=$(plant '1.1 "Call the\n * client."' test_call)
check "a sentence over two lines" "" "$output" $?
page=$(<"$planted/docs/guide-coverage.md")
count=$((count + 1))
# shellcheck disable=SC2016
if [[ $page == *'1 of 2 sentences'*'| 1.1 | Call the client. | `/a/call` |'*'**not yet**'* ]]; then
  echo "ok $count - the page"
else
  echo "not ok $count - the page"
fi
output=$(plant '1.1 "Call the clients."' test_call)
check "another wording" "not what the guide says at 1.1" "$output" $?
output=$(plant '1.3 "Call the client."' test_call)
check "no such sentence" "not what the guide says at 1.3" "$output" $?
output=$(plant '1.1 "Call the client."' test_other)
check "a test that is not run" "test_call quotes the guide but is not run" "$output" $?
plant '1.1 "Call the client."' test_call >/dev/null
echo >>"$planted/docs/guide-coverage.md"
output=$("$here/check-guide" "$planted" 2>&1)
check "a page out of date" "out of date" "$output" $?

printf '1..%d\n' "$count"
