#!/usr/bin/env bash
# Fuzzes every reader for long: a million cases each, from a seed of today. What fails is kept in tests/<project>/Corpus and tried again in every
# later run; a table of what ran is printed last. See docs/reliability.md.
#   CASES=1000000 SEED=20261121 bash eng/fuzz.sh [FILTER]      FILTER is part of a test's name: wav, say
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export EMOTION_AMBIGUITY_FUZZ_CASES=${CASES:-1000000} EMOTION_AMBIGUITY_FUZZ_SEED=${SEED:-$(date +%Y%m%d)}
report=$(mktemp)
export EMOTION_AMBIGUITY_FUZZ_REPORT=$report
trap 'rm -f "$report"' EXIT
echo "seed $EMOTION_AMBIGUITY_FUZZ_SEED, $EMOTION_AMBIGUITY_FUZZ_CASES cases a reader"
status=0
for project in Emotion.Ambiguity.Tests Emotion.Ambiguity.LlamaCpp.Tests Emotion.Ambiguity.WhisperCpp.Tests Emotion.Ambiguity.Evaluation.Tests; do
  dotnet test "tests/$project" -c Release --nologo -v q ${NO_BUILD:+--no-build} --filter "FullyQualifiedName~Fuzzing&FullyQualifiedName~${1:-Fuzz}" || status=1
done
printf '| reader | cases | seed | time |\n|---|---|---|---|\n'
cat "$report"
exit "$status"
