#!/usr/bin/env bash
# Installs Chromium and PostgreSQL for the tests where it may, and says loudly what will not run.
set -uo pipefail

has_chromium() { command -v chromium >/dev/null; }
has_postgresql() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

missing=()
has_chromium || missing+=(chromium)
has_postgresql || missing+=(postgresql)

if [ ${#missing[@]} -gt 0 ] && may_install; then
  echo "Installing for the tests: ${missing[*]}"
  log=$(mktemp)
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 || tail -n 5 "$log"
  rm -f "$log"
fi

has_chromium || echo "!!! NOT RUN: the journeys in a browser. Install the Debian package 'chromium'."
has_postgresql || echo "!!! NOT RUN: the tests on PostgreSQL. Install the Debian package 'postgresql'."
exit 0
