#!/bin/bash
# SPDX-FileCopyrightText: The Experts' Dashboard developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-examples.sh DATA
#
# The examples of configurations in DATA, read by the programs that they are for, where those are
# here. TAP.

set -u -o pipefail

data=$1
private=$(mktemp -d) || exit 1
trap 'rm -rf "$private"' EXIT
number=0

report () # NAME STATUS [SKIP]
{
  number=$((number + 1))
  if [ "$2" = 0 ]; then echo "ok $number $1${3:+ # SKIP $3}"; else echo "not ok $number $1"; fi
}

check () # NAME PROGRAM FUNCTION
{
  if ! command -v "$2" >/dev/null; then
    report "$1" 0 "$2 is not here"
  elif "$3" >"$private/said" 2>&1; then
    report "$1" 0
  else
    sed 's/^/# /' "$private/said"
    report "$1" 1
  fi
}

haproxy_reads_it ()
{
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$private/key" -out "$private/certificate" \
    -days 2 -subj /CN=example
  cat "$private/certificate" "$private/key" >"$private/both.pem"
  sed -e "s#/etc/haproxy/EXPERTS.pem#$private/both.pem#" -e 's/[A-Z]*\.INTERNAL/127.0.0.1/' \
    "$data/haproxy.cfg" >"$private/haproxy.cfg"
  haproxy -c -f "$private/haproxy.cfg"
}

caddy_reads_it ()
{
  sed -e 's/EXPERTS.EXAMPLE.ORG/localhost/' -e 's/[A-Z]*\.INTERNAL/127.0.0.1/g' \
    "$data/Caddyfile" >"$private/Caddyfile"
  caddy validate --adapter caddyfile --config "$private/Caddyfile"
}

systemd_reads_it ()
{
  sed 's#/usr/bin/experts-dashboard-server#/bin/true#' "$data/experts-dashboard-server.service" \
    >"$private/experts-dashboard-server.service"
  systemd-analyze verify "$private/experts-dashboard-server.service"
}

# Of 10.0, where 0 is what may do nothing.
systemd_finds_it_closed ()
{
  systemd_reads_it
  systemd-analyze security --no-pager --offline=yes --threshold=15 \
    "$private/experts-dashboard-server.service"
}

echo 1..4
check "/server/examples/haproxy-reads-it" haproxy haproxy_reads_it
check "/server/examples/caddy-reads-it" caddy caddy_reads_it
check "/server/examples/systemd-reads-it" systemd-analyze systemd_reads_it
check "/server/examples/systemd-finds-it-closed" systemd-analyze systemd_finds_it_closed
