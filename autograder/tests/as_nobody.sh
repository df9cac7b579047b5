#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# as_nobody.sh COMMAND…: runs a test as a user who owns nothing here, where root calls; else as who one is anyway.
# Exit status 77, a test that is skipped, where such a user cannot even read the kit.
set -eu

if [ "$(id -u)" != 0 ]; then exec "$@"; fi
user=54321 # nobody's, and not that of workers
become=(setpriv "--reuid=$user" "--regid=$user" --clear-groups --inh-caps=-all --bounding-set=-all)
if ! "${become[@]}" test -x "$1"; then
  echo "skipped: a user without rights cannot reach $1"
  exit 77
fi
own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
chown "$user:$user" "$own"
"${become[@]}" env "HOME=$own" "TMPDIR=$own" "DOWNHILL_WORKERS=$own/workers" "$@"
