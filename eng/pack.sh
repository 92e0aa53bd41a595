#!/usr/bin/env bash
# Packs everything that can be packed on this machine into artifacts/packages, and says what is left out and why. See docs/packages.md.
# Arguments go on to MSBuild: bash eng/pack.sh -p:Version=0.2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rm -rf artifacts/packages
dotnet restore Emotion.Ambiguity.sln --verbosity quiet "$@"
dotnet msbuild eng/pack.proj -nologo -verbosity:minimal "$@" | { grep -E "Left out|warning|error" || true; }
ls -l artifacts/packages | awk 'NR > 1 { printf "%8.2f MB  %s\n", $5 / 1000000, $9 }'
