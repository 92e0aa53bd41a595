#!/usr/bin/env bash
# Makes docs/results.md: evaluates the embedded model, and another one where it is given, on five corpora. Goes on where it was stopped.
#   eng/results.sh DATA OUT [MODEL.gguf]
# DATA holds crema-d/ (votes.csv and clips), affective-text/, brighter/, goemotions/ and emo-db/, as docs/datasets.md has them; OUT keeps reports and predictions.
set -euo pipefail
if [ $# -lt 2 ]; then sed -n '2,4p' "$0"; exit 2; fi
data=$1 out=$2 model=${3:-}
sample=${SAMPLE:-300} small_sample=${SMALL_SAMPLE:-120} threads=${THREADS:-1}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tool=${TOOL:-$root/src/Emotion.Ambiguity.Cli/bin/Release/net10.0/emotion-ambiguity.dll}
mkdir -p "$out"
if [ -z "${TOOL:-}" ]; then dotnet build "$root/src/Emotion.Ambiguity.Cli" --configuration Release --nologo --verbosity quiet; fi

evaluate() {
  local name=$1
  shift
  echo "$(date +%T) $name"
  # 1: some items failed, which the report says; anything else ends the run.
  dotnet "$tool" evaluate "$@" --prompt single,ambiguous --extractor text,token,token-softmax,token-words,token-first,likelihood,likelihood-unbiased \
    --threads "$threads" --report "$out/$name.html" > "$out/$name.log" 2>&1 || [ $? -eq 1 ]
}

# The corpora: what they are called in the report, and which items are taken.
corpora=(crema-d affective-text brighter goemotions emo-db)
items() {
  case $1 in
    crema-d) arguments=(--title "CREMA-D clips (voice, words, both)" --dataset "votes=$data/crema-d" --content SoundAndText) ;;
    affective-text) arguments=(--input transcript --title "Affective Text headlines" --dataset "affective-text=$data/affective-text" --sample "$2") ;;
    brighter) arguments=(--input transcript --title "BRIGHTER English, test" --dataset "brighter=$data/brighter" --split test --sample "$2") ;;
    goemotions) arguments=(--input transcript --title "GoEmotions, test, as Ekman's seven" --dataset "goemotions=$data/goemotions" --split test --taxonomy Ekman7 --sample "$2") ;;
    emo-db) arguments=(--title "EMO-DB, speakers 08 and 15 (German speech: voice, words, both)" --dataset "emo-db=$data/emo-db" --speaker 08,15 --content SoundAndText) ;;
  esac
}

for name in "${corpora[@]}"; do
  items "$name" "$sample"
  # Only the embedded model has a projector. Words are those of the corpus, so that what the voice adds is not mixed with what Whisper mishears.
  case $name in crema-d|emo-db) arguments+=(--input audio,transcript,both) ;; esac
  evaluate "$name" "${arguments[@]}" --model embedded --calibrate temperature,vector,prior,cooccurrence --calibrate-extractor likelihood
done
if [ -n "$model" ]; then
  for name in "${corpora[@]}"; do
    items "$name" "$small_sample"
    case $name in crema-d|emo-db) arguments+=(--input transcript) ;; esac
    evaluate "$name-both" "${arguments[@]}" --model embedded --model "$model"
  done
fi

# What was measured, what the numbers say, and the main table of each report, under the hand-written introduction.
{
  cat "$root/eng/results-introduction.md"
  for name in "${corpora[@]}"; do
    printf '\n'
    awk '/^## Paired comparisons/ { exit } { sub(/^#/, "##"); print }' "$out/$name.md" | grep -v ': 5-fold: every item' | cat -s
    if [ -n "$model" ]; then
      printf '\n### Beside an untuned model\n\n'
      awk '/^## Results/ { on = 1; next } /^## Paired comparisons/ { exit } on { print }' "$out/$name-both.md" | cat -s
    fi
  done
} > "$root/docs/results.md"
echo "$root/docs/results.md"
