#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The launcher, with a stand-in for every program that it calls: no network, no root, and no real build folder.
# Each test runs in a subshell of its own, in a fresh project whose path has a space and a letter beyond ASCII.
# shellcheck disable=SC2016  # the stand-ins expand their own variables
set -u

launcher=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/downhill
setpriv=$(command -v setpriv)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
failures=0

stand_in() { # NAME, with its script on stdin
  { echo '#!/usr/bin/env bash' && cat; } >"$bin/$1"
  chmod +x "$bin/$1"
}

# What every program was called with is in $project/calls; $have lists the Debian packages that are there.
fresh_project() {
  project="$temporary/$1/own projects/übung"
  bin="$temporary/$1/bin"
  mkdir -p "$project" "$bin"
  project=$(cd -P "$project" && pwd)
  cp "$launcher" "$project/downhill"
  export project have="$project/have"
  : >"$have"
  local program
  for program in bash env cat chmod cut dirname find flock grep ln mkdir mv readlink rm rmdir script sed sh sleep \
    tail touch tput tr; do
    if command -v "$program" >/dev/null; then ln -s "$(command -v "$program")" "$bin/$program"; fi
  done
  echo 'echo Linux' | stand_in uname
  echo 'echo 1000' | stand_in id
  echo 'echo "sudo $*" >>"$project/calls"; exec "$@"' | stand_in sudo
  echo 'while read -r package; do printf "installed:%s " "$package"; done <"$have"' | stand_in dpkg-query
  stand_in apt-get <<'END'
echo "apt-get $*" >>"$project/calls"
echo "frontend ${DEBIAN_FRONTEND:-}" >>"$project/calls"
for package; do case $package in [a-z]*) echo "$package" >>"$have" ;; esac; done
END
  stand_in cmake <<'END'
trap 'rmdir "$project/busy"; echo "cmake was interrupted"; exit 1' INT
mkdir "$project/busy" || echo overlap >>"$project/calls"
echo "cmake $*" >>"$project/calls"
sleep "${slow:-0}"
rmdir "$project/busy"
echo "CMAKE_HOME_DIRECTORY:INTERNAL=$2" >"$2/build/release/CMakeCache.txt"
touch "$2/build/release/build.ninja"
END
  stand_in ninja <<'END'
echo "ninja $*" >>"$project/calls"
{ : >&9; } 2>/dev/null && echo "ninja has the lock" >>"$project/calls"
echo "ninja: Entering directory \`$2'"
echo "[0/2] Re-checking globbed directories..."
[ -x "$2/tool/downhill" ] && [ ! "$project/source" -nt "$2/tool/downhill" ] && echo "ninja: no work to do." && exit
echo "[1/2] Building the only file"
grep -q broken "$project/source" 2>/dev/null && echo "FAILED: the only file" && echo "error: broken" && exit 1
mkdir -p "$2/tool"
printf '%s\n' '#!/usr/bin/env bash' 'printf "<%s>" "root=$DOWNHILL_ROOT" "in=$PWD" "$@"' 'sleep "${linger:-0}"' \
  'exit "${result:-0}"' >"$2/tool/downhill"
chmod +x "$2/tool/downhill"
END
  PATH=$bin
  unset CI DOWNHILL_SKIP_PACKAGES
}

all_packages_are_there() {
  local packages
  eval "$(sed -n '/^packages=(/,/^)/p' "$launcher")"
  printf '%s\n' "${packages[@]}" >"$have"
}

call() { # ARGUMENT…: sets out, err, status
  "${command:-$project/downhill}" "$@" </dev/null >"$project/out" 2>"$project/err"
  status=$?
  out=$(cat "$project/out") err=$(cat "$project/err")
}

wait_until() { # COMMAND…: for five seconds at most
  local try
  for try in {1..100}; do
    "$@" 2>/dev/null && return
    sleep 0.05
  done
  equal "nothing after $try tries" "$*"
}

equal() { [ "$1" = "$2" ] || { echo "    got «$1», want «$2»"; wrong=yes; }; }
has() { case $1 in *"$2"*) ;; *) echo "    «$1» has no «$2»"; wrong=yes ;; esac; }
has_not() { case $1 in *"$2"*) echo "    «$1» has «$2»"; wrong=yes ;; esac; }
calls() { cat "$project/calls" 2>/dev/null; }
times_called() { grep -c "^$1 " "$project/calls"; }

test_missing_packages_are_named_and_nothing_is_installed_unasked() {
  call check
  equal "$status" 2
  has "$err" "libeigen3-dev libgtest-dev"
  has "$err" "sudo apt-get update && sudo apt-get install -y --no-install-recommends g++ cmake ninja-build"
  has "$err" "./downhill --yes"
  equal "$(calls)" ""
}

test_only_what_is_missing_is_named() {
  all_packages_are_there
  grep -v mold "$have" >"$have.new"
  mv "$have.new" "$have"
  call
  equal "$status" 2
  has "$err" "--no-install-recommends mold"
  has_not "$err" "gdb"
}

test_yes_installs_with_sudo_and_goes_on() {
  call --yes check 01
  equal "$status" 0
  has "$(calls)" "sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y"
  has "$(calls)" "--no-install-recommends g++ cmake ninja-build clang mold libeigen3-dev"
  has "$(calls)" "frontend noninteractive"
  has_not "$(calls)" "update"
  equal "$out" "<root=$project><in=$PWD><check><01>"
}

test_packages_are_installed_and_nothing_is_built() {
  call --yes --packages
  equal "$status" 0
  has "$(calls)" "--no-install-recommends g++ cmake ninja-build"
  has_not "$(calls)" "ninja -C"
  equal "$out" ""
  all_packages_are_there
  call --packages
  equal "$status" 0
}

test_packages_for_the_site_are_named_when_it_is_wanted() {
  all_packages_are_there
  call check
  equal "$status" 0
  call docs --no-open
  equal "$status" 2
  has "$err" "--no-install-recommends doxygen libjs-katex libjs-lunr"
  has_not "$err" "chromium"
  call test
  equal "$status" 2
  has_not "$err" "chromium"
  call check
  equal "$status" 0
}

test_a_browser_is_installed_for_tests_where_nobody_has_to_be_asked() {
  all_packages_are_there
  echo ID=debian >"$project/os-release"
  export DOWNHILL_OS_RELEASE=$project/os-release
  CI=true call docs
  equal "$status" 0
  has_not "$(calls)" "chromium"
  CI=true call test
  equal "$status" 0
  has "$(calls)" "--no-install-recommends python3-jsonschema libyaml-cpp-dev libclang-rt-dev chromium nodejs npm"
}

test_a_browser_that_is_there_is_taken_and_ubuntu_has_only_a_snap() {
  all_packages_are_there
  echo ID=ubuntu >"$project/os-release"
  export DOWNHILL_OS_RELEASE=$project/os-release
  echo true | stand_in node
  call --yes test
  equal "$status" 0
  has "$(calls)" "libyaml-cpp-dev libclang-rt-dev npm"
  has_not "$(calls)" "chromium"
}

test_ci_is_a_yes() {
  CI=true call
  equal "$status" 0
  has "$(calls)" "install -y"
}

test_root_needs_no_sudo() {
  echo 'echo 0' | stand_in id
  rm "$bin/sudo"
  call
  equal "$status" 2
  has "$err" "  apt-get update && apt-get install -y"
  CI=true call
  equal "$status" 0
  has "$(calls)" "apt-get -o DPkg::Lock::Timeout=300 install -y"
}

test_without_sudo_somebody_else_is_asked() {
  rm "$bin/sudo"
  CI=true call
  equal "$status" 2
  has "$err" "  apt-get update && apt-get install -y"
  has_not "$err" "sudo apt-get"
  equal "$(calls)" ""
}

test_a_terminal_is_asked() {
  script -qec true /dev/null </dev/null >/dev/null 2>&1 || return 0 # another script(1), such as that of macOS
  out=$(echo n | TERM=dumb script -qec "'$project/downhill' check" /dev/null)
  equal $? 2
  has "$out" "Install them now? [Y/n]"
  has_not "$(calls)" "install -y"
  out=$(echo y | TERM=dumb script -qec "'$project/downhill' check" /dev/null)
  equal $? 0
  has "$(calls)" "install -y"
}

test_package_lists_are_fetched_when_apt_does_not_know_the_packages() {
  stand_in apt-get <<'END'
echo "apt-get $*" >>"$project/calls"
case "$*" in
  *update) touch "$project/lists" ;;
  *) [ -f "$project/lists" ] || { echo "E: Unable to locate package g++"; exit 100; } ;;
esac
END
  call --yes
  equal "$status" 0
  equal "$(grep '^apt-get' "$project/calls" | cut -d' ' -f2-4 | tr '\n' ';')" \
    "--simulate install g++;-o DPkg::Lock::Timeout=300 update;-o DPkg::Lock::Timeout=300 install;"
}

test_old_package_lists_are_fetched_anew() {
  stand_in apt-get <<'END'
echo "apt-get $*" >>"$project/calls"
case "$*" in
  *update) touch "$project/lists" ;;
  --simulate*) ;;
  *) [ -f "$project/lists" ] || { echo "E: Failed to fetch, 404 Not Found"; exit 100; } ;;
esac
END
  call --yes
  equal "$status" 0
  equal "$(grep -c update "$project/calls")" 2 # one by sudo
}

test_a_failing_installation_says_what_failed_and_what_to_try() {
  echo 'echo "E: Unable to locate package libcli11-dev"; exit 100' | stand_in apt-get
  call --yes
  equal "$status" 3
  has "$err" "Unable to locate package libcli11-dev"
  has "$err" "  sudo apt-get update && sudo apt-get install -y"
  [ -f "$project/build/.packages" ] && equal "a note that the packages are there" nothing
}

test_packages_are_looked_for_once() {
  all_packages_are_there
  call
  echo 'echo "dpkg-query $*" >>"$project/calls"' | stand_in dpkg-query
  call
  equal "$status" 0
  has_not "$(calls)" "dpkg-query"
}

test_packages_from_elsewhere_are_taken_on_trust() {
  DOWNHILL_SKIP_PACKAGES=1 call
  equal "$status" 0
}

test_another_linux_is_told_what_is_needed() {
  rm "$bin/apt-get" "$bin/ninja"
  call
  equal "$status" 2
  has "$err" "Not found: c++ ninja."
  has "$err" "toml++"
}

test_homebrew_packages_are_named() {
  echo 'echo Darwin' | stand_in uname
  echo 'echo "$project/brew"' | stand_in brew
  mkdir -p "$project/brew/opt/fmt"
  call
  equal "$status" 2
  has "$err" "brew install cmake ninja eigen@3 googletest"
  has_not "$err" " fmt"
  has "$err" "Linux virtual machine"
  equal "$(calls)" ""
}

test_windows_is_sent_to_wsl() {
  echo 'echo MINGW64_NT-10.0' | stand_in uname
  call
  equal "$status" 2
  has "$err" "WSL2"
}

test_arguments_folder_and_exit_status_pass_through() {
  all_packages_are_there
  cd / || exit
  result=1 call check --from "a b" '' '*'
  equal "$status" 1
  equal "$out" "<root=$project><in=/><check><--from><a b><><*>"
}

test_stdout_is_the_tools_alone() {
  all_packages_are_there
  call
  equal "$out" "<root=$project><in=$PWD>"
  has "$err" "Building the tool (about half a minute, once) …"
}

test_links_lead_home() {
  all_packages_are_there
  mkdir "$temporary/links"
  ln -s "$project" "$temporary/links/course"
  ln -s course/downhill "$temporary/links/relative"
  ln -s "$temporary/links/relative" "$temporary/links/absolute"
  command="$temporary/links/absolute" call
  equal "$out" "<root=$project><in=$PWD>"
  mkdir -p "$temporary/decoy/course"
  cd "$temporary/links" || exit
  out=$(CDPATH="$temporary/decoy" bash course/downhill)
  equal "$out" "<root=$project><in=$PWD>"
}

test_a_second_call_builds_nothing_and_says_nothing() {
  all_packages_are_there
  call
  call
  equal "$err" ""
  equal "$(times_called cmake)" 1
  equal "$(times_called ninja)" 2
}

test_a_change_of_ours_is_built() {
  all_packages_are_there
  call
  sleep 0.1
  touch "$project/source"
  call
  equal "$status" 0
  has "$err" "Our sources have changed"
}

test_a_failing_build_shows_its_error_and_is_our_fault() {
  all_packages_are_there
  echo broken >"$project/source"
  call
  equal "$status" 3
  has "$err" "error: broken"
  has "$err" "$project/build/build.log"
  equal "$(times_called ninja)" 1
  rm "$project/source"
  call
  equal "$status" 0
}

test_a_failing_configuration_shows_its_error_and_starts_afresh() {
  all_packages_are_there
  mv "$bin/cmake" "$bin/good-cmake"
  echo 'touch "$project/build/release/leftover"; echo "Could not find Eigen3"; exit 1' | stand_in cmake
  call
  equal "$status" 3
  has "$err" "Could not find Eigen3"
  mv "$bin/good-cmake" "$bin/cmake"
  call
  equal "$status" 0
  [ -e "$project/build/release/leftover" ] && equal "a leftover" nothing
}

test_a_folder_that_ninja_cannot_use_is_set_up_anew() {
  all_packages_are_there
  call
  mv "$bin/ninja" "$bin/good-ninja"
  stand_in ninja <<'END'
[ -e "$2/leftover" ] && echo "ninja: error: a library has gone and no known rule to make it" && exit 1
exec good-ninja "$@"
END
  touch "$project/build/release/leftover"
  call
  equal "$status" 0
  equal "$(times_called cmake)" 2
}

test_ctrl_c_leaves_nothing_broken() {
  all_packages_are_there
  set -m
  slow=5 "$project/downhill" >"$project/out" 2>"$project/err" </dev/null &
  set +m
  wait_until grep -q '^cmake' "$project/calls"
  wait_until grep -q compiler "$project/err"
  kill -INT -- "-$!"
  wait $!
  equal $? 130
  has "$(cat "$project/err")" "goes on from here"
  has "$(cat "$project/build/configure.log")" "cmake was interrupted"
  touch "$project/build/release/leftover"
  call
  equal "$status" 0
  [ -e "$project/build/release/leftover" ] && equal "a leftover" nothing
}

test_a_moved_folder_is_set_up_anew() {
  all_packages_are_there
  call
  mv "$project" "$temporary/moved"
  project="$temporary/moved"
  call
  equal "$status" 0
  has "$out" "<root=$project>"
  equal "$(times_called cmake)" 2
}

test_a_folder_that_cmake_set_up_by_hand_is_kept() {
  all_packages_are_there
  mkdir -p "$project/build/release"
  cmake -S "$project" --preset release
  touch "$project/build/release/an object"
  call
  equal "$status" 0
  [ -e "$project/build/release/an object" ] || equal nothing "an object"
}

test_a_folder_that_cmake_set_up_elsewhere_is_set_up_anew() {
  all_packages_are_there
  mkdir -p "$project/build/release"
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=${project%?}" >"$project/build/release/CMakeCache.txt"
  touch "$project/build/release/an object"
  call
  equal "$status" 0
  [ -e "$project/build/release/an object" ] && equal "an object" nothing
}

test_a_folder_of_somebody_else_is_not_built_in() {
  all_packages_are_there
  call check
  equal "$status" 0
  : >"$project/calls"
  chmod a-w "$project/build/release"
  if [ -w "$project/build/release" ]; then # root may write anywhere, unless told otherwise
    printf '%s\n' 'exec setpriv --inh-caps=-all --bounding-set=-all "$project/downhill"' | stand_in meek
    ln -s "$setpriv" "$bin/setpriv"
    command=$bin/meek call check
  else
    call check
  fi
  chmod u+w "$project/build/release"
  equal "$status" 2
  has "$err" "You may not write to $project/build/release. Perhaps"
  has "$err" "  sudo chown -R 1000 '$project'"
  equal "$(calls)" ""
}

test_two_at_once_take_turns() {
  command -v flock >/dev/null || return 0
  all_packages_are_there
  slow=2.5 "$project/downhill" first >"$project/first" 2>&1 </dev/null &
  wait_until grep -q '^cmake' "$project/calls"
  call second
  equal "$status" 0
  has "$err" "waiting for it"
  wait $!
  equal $? 0
  equal "$(times_called cmake)" 1
  has_not "$(calls)" overlap
}

test_neither_a_builder_nor_the_tool_keeps_the_lock() {
  command -v flock >/dev/null || return 0
  all_packages_are_there
  call
  has_not "$(calls)" "has the lock"
  linger=5 "$project/downhill" watch >"$project/first" </dev/null &
  wait_until test -s "$project/first"
  flock -n "$project/build/release/.lock" sleep 0 || equal locked free
  kill $!
}

for name in $(compgen -A function test_); do
  if (
    wrong=''
    fresh_project "$name"
    "$name"
    [ -z "$wrong" ]
  ); then
    echo "ok      ${name#test_}"
  else
    echo "FAILED  ${name#test_}"
    failures=$((failures + 1))
  fi
done
[ "$failures" -eq 0 ]
