#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# as_gradescope.sh COMMAND…: runs a command with what a Gradescope container has, 768 MB of memory for all its
# processes together, page cache included, and half a processor: in a control group of its own, as root, where the
# kernel has version 1 or 2 of them. Elsewhere each process may have 768 MB of addresses, and a whole processor.
# What is left of the command at its end is ended. Version 2's root keeps memory and cpu in cgroup.subtree_control
# afterwards, as other groups may have come to need them. The last line on stderr says which it was:
#   limits: cgroup v1; peak 424 MB; ended for memory 0; processor time 171 s
#   limits: addresses of each process
set -u
memory=$((768 << 20)) name=downhill-$$ groups=() kind=''

put() { echo "$2" 2>/dev/null >"$1"; } # FILE VALUE

make_group() { # FOLDER
  mkdir "$1" 2>/dev/null && groups+=("$1")
}

# https://docs.kernel.org/admin-guide/cgroup-v1/memory.html; memory.memsw counts what is swapped out, if that is counted
make_v1() {
  local top=/sys/fs/cgroup file
  make_group "$top/memory/$name" && make_group "$top/cpu/$name" || return
  make_group "$top/cpuacct/$name" || [ -d "$top/cpuacct/$name" ] || return # which may be the same as cpu
  put "$top/memory/$name/memory.limit_in_bytes" $memory || return
  file=$top/memory/$name/memory.memsw.limit_in_bytes
  [ ! -f "$file" ] || put "$file" $memory || return
  put "$top/cpu/$name/cpu.shares" 10240 # no more than half a processor, but as much as that on a busy machine too
  put "$top/cpu/$name/cpu.cfs_period_us" 100000 && put "$top/cpu/$name/cpu.cfs_quota_us" 50000
}

# https://docs.kernel.org/admin-guide/cgroup-v2.html
make_v2() {
  local top=/sys/fs/cgroup file
  [ -f $top/cgroup.controllers ] || return
  put $top/cgroup.subtree_control '+memory +cpu' || return # refused in a group that has processes and is not the root
  make_group "$top/$name" || return
  put "$top/$name/cpu.weight" 1000
  put "$top/$name/memory.max" $memory && put "$top/$name/cpu.max" '50000 100000' || return
  file=$top/$name/memory.swap.max
  [ ! -f "$file" ] || put "$file" 0
}

processes() { # without a file sort would read stdin
  [ ${#groups[@]} = 0 ] || sort -u "${groups[@]/%//cgroup.procs}" 2>/dev/null
}

remove_groups() {
  local group left=100
  while [ -n "$(processes)" ] && [ $((left -= 1)) -gt 0 ]; do
    processes | xargs --no-run-if-empty kill -9 2>/dev/null
    sleep 0.1
  done
  for group in "${groups[@]}"; do rmdir "$group"; done
  groups=()
}

value() { # FILE [KEY]
  if [ $# = 1 ]; then cat "$1" 2>/dev/null; else sed -n "s/^$2 //p" "$1" 2>/dev/null; fi
}

say_what_was_used() {
  local top=/sys/fs/cgroup peak killed seconds
  if [ "$kind" = v1 ]; then
    peak=$(value "$top/memory/$name/memory.max_usage_in_bytes")
    killed=$(value "$top/memory/$name/memory.oom_control" oom_kill)
    seconds=$(($(value "$top/cpuacct/$name/cpuacct.usage") / 1000000000))
  else
    peak=$(value "$top/$name/memory.peak") # from Linux 5.19
    killed=$(value "$top/$name/memory.events" oom_kill)
    seconds=$(($(value "$top/$name/cpu.stat" usage_usec) / 1000000))
  fi
  echo "limits: cgroup $kind; peak $((${peak:-0} >> 20)) MB; ended for memory $killed; processor time $seconds s" >&2
}

trap 'remove_groups; exit 130' INT TERM HUP
if make_v1; then
  kind=v1
elif remove_groups; make_v2; then
  kind=v2
else
  remove_groups
  echo "limits: addresses of each process" >&2
  ulimit -v $((memory >> 10))
  exec "$@"
fi
(
  for group in "${groups[@]}"; do echo $BASHPID >"$group/cgroup.procs" || exit 125; done
  exec "$@"
)
status=$?
say_what_was_used
remove_groups
exit $status
