#!/usr/bin/env bash
# Runs the library for long and looks at what it holds: requests of all kinds and cancelled ones, models loaded and freed beside them. Fails where
# memory grows by more than 1 MB a minute over the second half of 10 minutes or more, or handles do, or an answer differs. See docs/reliability.md.
#   bash eng/soak.sh --minutes 120
#   bash eng/soak.sh callers --minutes 10      64 callers, and recognizers disposed under them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
verb=soak
case ${1:-} in soak|callers) verb=$1; shift ;; esac
dotnet build tests/Emotion.Ambiguity.Trials -c Release --nologo -v q
exec dotnet tests/Emotion.Ambiguity.Trials/bin/Release/net10.0/Emotion.Ambiguity.Trials.dll "$verb" "$@"
