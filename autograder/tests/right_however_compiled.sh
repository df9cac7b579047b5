#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# right_however_compiled.sh SOURCE BUILD FLAGS: builds the kit with further flags for workers, such as
# "-O2;-march=native", and grades every solution and every other solution with each compiler.
set -euo pipefail
source=$1 build=$2 flags=$3

cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "-DDOWNHILL_STUDENT_FLAGS=$flags" >/dev/null
ninja -C "$build" grading_test >"$build/build.log" || { tail -30 "$build/build.log"; exit 1; }
cd "$source"
for compiler in $(sed -n 's/^compiler //p' "$build/student.txt"); do
  echo "── $compiler $flags"
  DOWNHILL_COMPILER=$compiler "$build/autograder/tests/grading_test" --gtest_filter='OtherSolutions.HaveFullPoints*'
done
