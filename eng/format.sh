#!/usr/bin/env bash
# Are white space, indentation and line ends of all C# files as .editorconfig has them? Takes about 10 s and needs no build and no restore.
#   bash eng/format.sh          says what differs, and exits with 1 where something does
#   bash eng/format.sh --fix    mends it
# Style rules (naming, namespaces, accessibility) are warnings of the build, which are errors.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.."
case "${1:-}" in
  "") check=--verify-no-changes ;;
  --fix) check= ;;
  *) echo "usage: bash eng/format.sh [--fix]" >&2; exit 2 ;;
esac
# A folder, not the solution: loading all projects takes longer than all the checks.
dotnet format whitespace . --folder --exclude artifacts benchmarks/node/node_modules $check || { echo "bash eng/format.sh --fix mends it"; exit 1; }
