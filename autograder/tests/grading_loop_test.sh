#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The loop over a folder of submissions that docs/instructors.md shows, run as it stands there, on students with
# hostile names.
#   grading_loop_test.sh SOURCE_FOLDER TOOL
set -eu
source=$1 tool=$2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"

fail() {
  printf 'grading_loop_test: %s\n' "$*" >&2
  exit 1
}

# ./downhill in the course's folder. One submission is the machine's fault, once.
cat >downhill <<'END'
#!/usr/bin/env bash
for argument; do
  case $argument in
    */unlucky)
      [ -e tried ] || { touch tried; printf half >"${@: -1}"; exit 3; }
      ;;
  esac
done
exec "$TOOL" "$1" 01 "${@:2}"
END
chmod +x downhill
export TOOL=$tool DOWNHILL_ROOT=$source

awk '/^<!-- tested by .*grading_loop_test.sh -->$/ { here = 1; next }
     here && /^```$/ { exit }
     here && !/^```/ { print }' "$source/docs/instructors.md" >grade.sh
grep -q 'downhill check' grade.sh || fail "docs/instructors.md has no loop any more"

# shellcheck disable=SC2016  # these are names, not commands
names=('Ada Lovelace' '-rf' $'two\nlines' '$(touch pwned)' "it's \"quoted\"" '*' 'ünï' '[a,b]' 'unlucky')
mkdir submissions
for name in "${names[@]}"; do
  mkdir "submissions/$name"
  cp "$source/autograder/tests/submissions/half_of_the_slope/one_weight.cpp" "submissions/$name/"
done
cp "$source/solutions/01_one_weight/one_weight.cpp" "submissions/Ada Lovelace/"

bash grade.sh submissions reports 7 2>first.log || fail "the loop failed: $(cat first.log)"
grep -q 'not graded, run this once more: .*/unlucky' first.log || fail "the unlucky one is not named"
[ ! -e reports/unlucky.json ] || fail "a report without a grade was left"
touch -d '2000-01-01' reports/*.json
bash grade.sh submissions reports 7 2>second.log || fail "the loop failed: $(cat second.log)"
! grep -q "not graded" second.log || fail "the second time something was not graded: $(cat second.log)"

for name in "${names[@]}"; do
  points=1
  [ "$name" != 'Ada Lovelace' ] || points=10
  grep -q "^  \"points\": $points,\$" "reports/$name.json" || fail "$name has not $points points"
done
[ "$(find reports -name '*.json' -newermt '2001-01-01' | wc -l)" = 1 ] || fail "what had a report was graded again"
[ "$(find reports -type f -printf x | wc -c)" = "${#names[@]}" ] || fail "there are other files among the reports"
[ ! -e pwned ] || fail "a name was run"
