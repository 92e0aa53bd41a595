#!/usr/bin/env bash
# Do the tests see a fault? Puts each fault of eng/mutations.tsv (file, code, fault; tabs between) into a copy of the sources of extractors and
# metrics, and runs their tests, of which one must fail. Prints a table, and "N faults, N caught, N survived" last; exits with 1 when one survives.
#   bash eng/mutate.sh [FIRST [LAST]]      only these lines of the list; about 20 s each
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
first=${1:-1} last=${2:-100000}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cd "$root"
git ls-files -z --cached --others --exclude-standard | grep -zv -e '^models/' -e '^benchmarks/' | xargs -0 cp --parents --target-directory="$copy" --
cd "$copy"
core=src/Emotion.Ambiguity tests=tests/Emotion.Ambiguity.Tests
bin=$tests/bin/Release/net10.0
# The tests of what a file holds; those of other parts see no fault in it that these should not see.
tests_of() {
  case $1 in
    Metrics/*) echo 'FullyQualifiedName~Tests.Metrics|FullyQualifiedName~MetricsReference' ;;
    Extraction/Text/*) echo 'FullyQualifiedName~TextDistributionExtractor|FullyQualifiedName~TextAnswersReference' ;;
    Extraction/Probes/*) echo 'FullyQualifiedName~ProbeExtractorTests|FullyQualifiedName~LinearProbeTests' ;;
    *) echo 'FullyQualifiedName~TokenLogitExtractor|FullyQualifiedName~LabelLikelihoodExtractor|FullyQualifiedName~EnsembleExtractor|FullyQualifiedName~ExtractorFuzz' ;;
  esac
}
export EMOTION_AMBIGUITY_FUZZ_CASES=500
build() { dotnet build "$core" -f net10.0 -c Release --no-restore --no-dependencies --nologo -v q -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:TreatWarningsAsErrors=false; }
pass() { dotnet vstest "$bin/Emotion.Ambiguity.Tests.dll" --TestCaseFilter:"$(tests_of "$1")" > "$copy/tests.log" 2>&1; }

dotnet build "$tests" -c Release --nologo -v q -p:RunAnalyzers=false > "$copy/build.log" 2>&1 || { tail -5 "$copy/build.log"; exit 2; }
for part in Metrics/ Extraction/Text/ Extraction/Probes/ Extraction/; do pass "$part" || { tail -20 "$copy/tests.log"; echo "The tests of $part fail without any fault."; exit 2; }; done

number=0 caught=0 survived=0
echo "| | file | code | fault | caught by |"
echo "|---|---|---|---|---|"
while IFS=$'\t' read -r file code fault; do
  number=$((number + 1))
  [ "$number" -ge "$first" ] && [ "$number" -le "$last" ] || continue
  cp "$core/$file" "$copy/original.cs"
  CODE=$code FAULT=$fault perl -0pi -e 's/\Q$ENV{CODE}\E/$ENV{FAULT}/' "$core/$file"
  if cmp -s "$core/$file" "$copy/original.cs"; then echo "$file: there is no \"$code\""; exit 2; fi
  if ! build > "$copy/build.log" 2>&1; then grep -m1 error "$copy/build.log"; echo "$file: \"$fault\" does not compile"; exit 2; fi
  cp "$core/bin/Release/net10.0/Emotion.Ambiguity.dll" "$bin/"
  if pass "$file"; then
    survived=$((survived + 1)) by="**nobody**"
  else
    caught=$((caught + 1)) by=$(grep -m1 -oE '^ *Failed [A-Za-z0-9_.]+' "$copy/tests.log" | sed 's/.*Tests\.//; s/^ *Failed //')
  fi
  echo "| $number | ${file##*/} | \`${code//|/\\|}\` | \`${fault//|/\\|}\` | $by |"
  cp "$copy/original.cs" "$core/$file"
done < "$root/eng/mutations.tsv"
echo "$((caught + survived)) faults, $caught caught, $survived survived"
[ "$survived" -eq 0 ]
