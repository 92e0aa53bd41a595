#!/usr/bin/env bash
# Lets the native libraries load damaged model files, each kind in a process of its own: a file that is not refused must not end the process.
#   bash eng/load-trial.sh [CASES]      default 2000 of each kind
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build tests/Emotion.Ambiguity.Trials -c Release --nologo -v q || exit 1
status=0
for kind in gguf whisper projector; do
  dotnet tests/Emotion.Ambiguity.Trials/bin/Release/net10.0/Emotion.Ambiguity.Trials.dll load --kind "$kind" --cases "${1:-2000}" || status=1
done
exit "$status"
