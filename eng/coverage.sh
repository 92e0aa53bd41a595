#!/usr/bin/env bash
# How many lines of the core do its own tests run? Prints the share, and the files with the least. Needs the coverlet collector in the package feed,
# and says "not measured" where it is not there.
#   bash eng/coverage.sh
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=6.0.4
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cat > "$out/collector.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="coverlet.collector" Version="[$version]" /></ItemGroup>
</Project>
PROJECT
cp "$root/nuget.config" "$out/" 2>/dev/null
packages=$(cd "$out" && dotnet nuget locals global-packages --list | sed 's/.*: //')
if ! dotnet restore "$out/collector.csproj" --nologo -v q > "$out/restore.log" 2>&1; then
  echo "not measured: the package feed has no coverlet.collector $version"
  grep -m1 error "$out/restore.log"
  exit 0
fi
cd "$root"
# Fewer cases of fuzzing: they reach no other lines, and count each one. Sources that "are not there" are those of a Release build, named /_/src/...
export EMOTION_AMBIGUITY_FUZZ_CASES=500
settings=DataCollectionRunSettings.DataCollectors.DataCollector.Configuration
dotnet test tests/Emotion.Ambiguity.Tests -c Release --nologo -v q --test-adapter-path "${packages%/}/coverlet.collector/$version/build/netstandard2.0" \
  --collect "XPlat Code Coverage" --results-directory "$out" -- "$settings.Include=[Emotion.Ambiguity]*" "$settings.ExcludeAssembliesWithoutSources=None" "$settings.ExcludeByFile=**/obj/**" || exit 1
report=$(find "$out" -name coverage.cobertura.xml | head -1)
grep -o '<class [^>]*' "$report" | sed -E 's/.*filename="([^"]*)".*line-rate="([^"]*)".*/\2 \1/' | sort -n | awk '$1 < 0.7 && !seen[$2]++' | head -20
grep -o '<coverage [^>]*' "$report" | sed -E 's/.*line-rate="([^"]*)".*lines-covered="([^"]*)".*lines-valid="([^"]*)".*/\1 \2 \3/' | awk '{ printf "%.1f %% of the lines of the core: %d of %d\n", 100 * $1, $2, $3 }'
