#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# browser_test.sh FOLDER PROGRAM: builds the site with PROGRAM (downhill-docs) and runs the tests beside this
# file on it in Chromium. FOLDER keeps the npm packages. Exit status 77, with the reason, where something is
# missing.
set -u

folder=$1 program=$2
here=$(cd "$(dirname "$0")" && pwd -P)

skip() {
  printf 'Skipped: %s\n' "$*"
  exit 77
}

command -v doxygen >/dev/null || skip "there is no doxygen: ./downhill --yes docs"
javascript=${DOWNHILL_JAVASCRIPT:-/usr/share/javascript}
[ -d "$javascript/katex" ] && [ -d "$javascript/lunr" ] || skip "there is no KaTeX or lunr: ./downhill --yes docs"
mkdir -p "$folder"
"$program" "$folder/html" || exit 1 # with a browser or without

command -v node >/dev/null || skip "there is no node. Debian: apt-get install nodejs npm"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "node is older than 18"
chromium=''
for name in ${DOWNHILL_CHROMIUM:-} chromium chromium-browser google-chrome; do
  chromium=$(command -v "$name") && break
done
[ -n "$chromium" ] || skip "there is no Chromium. Debian: apt-get install chromium"

if ! cmp -s "$here/package-lock.json" "$folder/node_modules/.installed"; then
  command -v npm >/dev/null || skip "there is no npm. Debian: apt-get install npm"
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$folder/"
  (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1) ||
    skip "npm could not fetch playwright-core and axe-core; see $folder/npm.log"
  cp "$here/package-lock.json" "$folder/node_modules/.installed"
fi

export DOWNHILL_SITE=$folder/html DOWNHILL_CHROMIUM=$chromium NODE_PATH=$folder/node_modules
exec node --test "$here"/*.test.js
