#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Run once by Gradescope, as root, when it makes the autograder: installs the packages, builds whatever grading
# needs, and grades the untouched stubs, so that a machine that cannot grade is found out before the first student.
# As on one processor, for the machine may have little memory.
#   setup.sh --only-check    looks at the system alone; DOWNHILL_SKIP_PACKAGES=1 installs nothing
# shellcheck disable=SC2154  # what settings.sh says
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) # /autograder/source
system_file=${DOWNHILL_OS_RELEASE:-/etc/os-release}
# shellcheck source=/dev/null
. "$source/settings.sh"

refuse() { # TEXT…
  printf '%s\n' "" "Downhill was not set up." "$@" >&2
  exit 1
}

check_system() {
  local ID='' VERSION_ID='' PRETTY_NAME='an unknown system' oldest=''
  # shellcheck source=/dev/null
  [ ! -r "$system_file" ] || . "$system_file"
  case $ID in
    ubuntu) oldest=22.04 ;;
    debian) oldest=12 ;;
  esac
  if [ -z "$oldest" ] || ! printf '%s\n' "$oldest" "${VERSION_ID:-999}" | sort --version-sort --check=quiet; then
    refuse "This image is $PRETTY_NAME; Ubuntu 22.04 or later is needed, or Debian 12 or later." \
      "On the page Configure Autograder choose Ubuntu and 22.04, and upload the zip again."
  fi
}

# The launcher's list, without what only people at a terminal use; and bubblewrap, should there be no Landlock.
install_packages() {
  local packages=() wanted=(bubblewrap) package toml=''
  eval "$(sed -n '/^packages=(/,/^)/p' "$source/course/downhill")"
  apt-get -o DPkg::Lock::Timeout=300 update
  for package in "${packages[@]}"; do
    case $package in gdb | librsvg2-bin) continue ;; esac
    if [ "$package" = libtomlplusplus-dev ] && [ -z "$(apt-cache search --names-only "^$package\$")" ]; then
      toml=missing # in Ubuntu 22.04
      continue
    fi
    wanted+=("$package")
  done
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${wanted[@]}"
  if [ -n "$toml" ]; then install_toml; fi
}

# toml++ as the zip brought it: headers, of which its library is made.
install_toml() {
  local object
  object=$(mktemp --suffix=.o)
  mkdir -p /usr/local/include
  cp -r "$source/packages/toml++" /usr/local/include/
  echo '#include <toml++/toml.h>' |
    c++ -std=c++17 -O1 -fPIC -DTOML_IMPLEMENTATION -DTOML_HEADER_ONLY=0 -x c++ -c - -o "$object"
  ar rcs /usr/local/lib/libtomlplusplus.a "$object"
  rm "$object"
}

# Grades the stubs, and so builds what is missing: they compile, nothing is written yet (exit status 1), and nothing
# else is to be said of them.
build_and_try() {
  local trial=$source/trial.json status=0
  # shellcheck disable=SC2086  # a list
  DOWNHILL_SKIP_PACKAGES=1 taskset --cpu-list "$(first_processor)" \
    "$source/course/downhill" check $lessons $weak --format json --out "$trial" || status=$?
  if [ "$status" = 1 ] && grep -q '"status": "todo"' "$trial" && ! grep '"status"' "$trial" | grep -qv '"todo"\|"pass"'; then
    return
  fi
  if [ -s "$trial" ]; then cat "$trial" >&2; fi
  refuse "It cannot grade here: see above. Where the compiler cannot be confined (no Landlock), the zip may be made" \
    "with --weak; docs/promises.md says what that gives up."
}

first_processor() { taskset --cpu-list --pid $$ | sed 's/.*: *//; s/[^0-9].*//'; }

[ "${1:-}" != --only-check ] || { check_system && exit; }
check_system
[ -n "${DOWNHILL_SKIP_PACKAGES:-}" ] || install_packages
build_and_try
chmod -R go-w "$source"
sed -n 's/^  "sandbox": "\(.*\)",$/Downhill is set up. Sandbox: \1/p' "$source/trial.json"
