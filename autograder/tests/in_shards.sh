#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# in_shards.sh COUNT TEST…: runs a GoogleTest program in so many parts side by side, each in a session of its own and so
# with a share of the processors of its own. Prints them one after the other; fails if one of them does.
set -u

count=$1
shift
logs=$(mktemp -d)
parts=()
stop() { kill "${parts[@]}" 2>/dev/null; }
trap 'stop; rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM HUP
for ((i = 0; i < count; ++i)); do
  GTEST_TOTAL_SHARDS=$count GTEST_SHARD_INDEX=$i setsid "$@" >"$logs/$i" 2>&1 &
  parts+=($!)
done
failed=0
for ((i = 0; i < count; ++i)); do
  wait "${parts[i]}" || failed=1
  cat "$logs/$i"
done
parts=()
exit "$failed"
