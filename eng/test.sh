#!/usr/bin/env bash
# The README's test command: builds everything (natives included) and runs every test project; those of integrations/ too, where the feed has
# what they need; looks at the format of the sources (eng/format.sh) and asks the feed for known vulnerabilities of the packages (eng/vulnerable.sh),
# which count as one test each. Prints "N passed, N failed" last, summed over the projects; exits with 1 when a test or the build fails.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.."
configuration=${CONFIGURATION:-Release}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build Emotion.Ambiguity.sln --configuration "$configuration" --nologo --verbosity quiet || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

status=0
broken=()
checks=(eng/format.sh eng/vulnerable.sh)
for check in "${checks[@]}"; do bash "$check" || broken+=("$check"); done

# One project after the other: the engines' threads wait for each other by spinning, which two test processes at once do not bear.
dotnet test Emotion.Ambiguity.sln --configuration "$configuration" --no-build --nologo \
  -m:1 --logger "trx" --results-directory "$results" "$@" || status=1

# LLamaSharp and Whisper.net are not in every feed: a package that is not found (NU11..), not reached (NU13..) or there in another version
# (NU16..) is no fault of ours.
integrations=integrations/Emotion.Ambiguity.Integrations.sln
if dotnet restore "$integrations" --nologo --verbosity quiet >"$results/restore.log" 2>&1; then
  if dotnet build "$integrations" --configuration "$configuration" --no-restore --nologo --verbosity quiet; then
    dotnet test "$integrations" --configuration "$configuration" --no-build --nologo -m:1 --logger "trx" --results-directory "$results" "$@" || status=1
  else
    echo "The build of integrations/ failed."
    status=1
  fi
elif grep -q "error NU1[136]" "$results/restore.log"; then
  echo "integrations/ was skipped: LLamaSharp and Whisper.net are not in the package feed (docs/integrations.md)."
else
  cat "$results/restore.log"
  status=1
fi

sum() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed)
failed=$(( $(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted) ))
skipped=$(( $(sum total) - $(sum executed) ))
if [ "$passed" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; }; then failed=$((failed + 1)); fi
failed=$((failed + ${#broken[@]}))
passed=$((passed + ${#checks[@]} - ${#broken[@]}))
if [ "$failed" -gt 0 ]; then status=1; fi
# Once more, at the end: between the lines of a dozen projects they are easy to miss.
[ "$failed" -eq 0 ] || cat "$results"/*.trx 2>/dev/null | grep -o '<UnitTestResult [^>]*outcome="Failed"' | sed 's/.* testName="\([^"]*\)".*/failed: \1/'
for check in "${broken[@]}"; do echo "failed: $check"; done
echo "$skipped skipped"
echo "$passed passed, $failed failed"
exit "$status"
