#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# busy_machine.sh COMMAND…: runs a command while sixteen others do nothing but keep the machine busy, each in a session
# of its own, which is what a scheduler shares the processors between.
set -u

busy=()
stop() { kill "${busy[@]}" 2>/dev/null; }
trap stop EXIT
trap 'exit 130' INT TERM HUP
for _ in {1..16}; do
  # Gone with us even where nothing can be trapped.
  setsid bash -c 'while kill -0 "$1" 2>/dev/null; do for ((i = 0; i < 100000; ++i)); do :; done; done' busy $$ &
  busy+=($!)
done
"$@"
