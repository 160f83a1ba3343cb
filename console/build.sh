#!/bin/sh
# Called by Maven: sh build.sh check|bundle|test|browser-test
cd "$(dirname "$0")" || exit 1
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1 ||
    ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  found=$(node --version 2>/dev/null || echo none)
  echo "Node.js 20.19 or newer with npm is needed to build the operator console (found: $found): install it (Debian 13: apt-get install nodejs npm) and put it on the PATH" >&2
  exit 1
fi
[ "$1" = check ] || exec node build.mjs "$1"
