#!/usr/bin/env bash
# Makes docs/results.md: evaluates the embedded model, and another one where it is given, on five corpora. Goes on where it was stopped.
#   eng/results.sh DATA OUT [MODEL.gguf]
# DATA holds crema-d/ (votes.csv and clips), affective-text/, brighter/, goemotions/ and emo-db/, as docs/datasets.md has them; OUT keeps reports and predictions.
set -euo pipefail
if [ $# -lt 2 ]; then sed -n '2,4p' "$0"; exit 2; fi
data=$1 out=$2 model=${3:-}
sample=${SAMPLE:-300} threads=${THREADS:-1}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$out"

dotnet build "$root/src/Emotion.Ambiguity.Cli" --configuration Release --nologo --verbosity quiet
models=(--model embedded)
if [ -n "$model" ]; then models+=(--model "$model"); fi

evaluate() {
  local name=$1
  shift
  # 1: some items failed, which the report says; anything else ends the run.
  dotnet "$root/src/Emotion.Ambiguity.Cli/bin/Release/net10.0/emotion-ambiguity.dll" evaluate "$@" "${models[@]}" --prompt single,ambiguous \
    --extractor text,token,token-softmax,token-words,token-first,likelihood,likelihood-unbiased \
    --calibrate temperature,vector,prior,cooccurrence --calibrate-extractor likelihood \
    --threads "$threads" --report "$out/$name.html" > "$out/$name.log" 2>&1 || [ $? -eq 1 ]
}

evaluate crema-d --title "CREMA-D clips (voice)" --dataset "votes=$data/crema-d" --content Sound
evaluate affective-text --title "Affective Text headlines" --dataset "affective-text=$data/affective-text" --sample "$sample"
evaluate brighter --title "BRIGHTER English, test" --dataset "brighter=$data/brighter" --split test --sample "$sample"
evaluate goemotions --title "GoEmotions, test, as Ekman's seven" --dataset "goemotions=$data/goemotions" --split test --taxonomy Ekman7 --sample "$sample"
evaluate emo-db --title "EMO-DB, speakers 08 and 15 (German speech)" --dataset "emo-db=$data/emo-db" --speaker 08,15

# Everything of the reports but the comparisons, one heading lower, under the hand-written introduction.
{
  cat "$root/eng/results-introduction.md"
  for name in crema-d affective-text brighter goemotions emo-db; do
    printf '\n'
    awk '/^## Paired comparisons/ { exit } { sub(/^#/, "##"); print }' "$out/$name.md" | grep -v ': 5-fold: every item' | cat -s
  done
} > "$root/docs/results.md"
echo "$root/docs/results.md"
