#!/usr/bin/env bash
# Asks the package feed which of our packages have known vulnerabilities, transitive ones too. Fails where it names one. A feed without such data
# answers "none" to everything, so a package with a known one (Newtonsoft.Json 12.0.3, GHSA-5crp-9r3c-p9vr) is asked about first: where the feed
# does not name that, the script says "not answered" and passes.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
control=$(mktemp -d)
trap 'rm -rf "$control"' EXIT
cp nuget.config "$control/" 2>/dev/null
cat > "$control/control.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
</Project>
PROJECT
vulnerable="has the following vulnerable packages"
if ! dotnet restore "$control/control.csproj" --nologo -v q > "$control/log" 2>&1 || ! dotnet list "$control/control.csproj" package --vulnerable 2>&1 | grep -q "$vulnerable"; then
  echo "not answered: the package feed has no data about vulnerabilities"
  exit 0
fi
answer=$(dotnet list Emotion.Ambiguity.sln package --vulnerable --include-transitive 2>&1) || { tail -5 <<< "$answer"; exit 2; }
if grep -q "$vulnerable" <<< "$answer"; then
  grep -E "$vulnerable|^ *>|^ *\[" <<< "$answer"
  exit 1
fi
echo "no known vulnerabilities"
