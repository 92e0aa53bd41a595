#!/usr/bin/env bash
# Measures throughput, side by side with what one would otherwise write, and prints a Markdown table a scenario:
#   bash benchmarks/run.sh [all | labels tokens generate cells engine allocation whisper pipeline start node shapes growth] [options]
# For a first look: bash benchmarks/run.sh labels --items 16 --repeats 1. All options: bash benchmarks/run.sh --help.
# The whole on two quiet cores (hours): bash benchmarks/run.sh all --models FOLDER --clips FOLDER --clips FOLDER --up-to 100000
# BUILD_OPTIONS: more options of dotnet build, such as -p:BuildNatives=false with EMOTION_AMBIGUITY_NATIVE set.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=Emotion.Ambiguity.Throughput
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# shellcheck disable=SC2086 # several options
build() { dotnet build "$1" --configuration Release --nologo --verbosity quiet ${BUILD_OPTIONS:-} >&2; }
build "$here/$program"
arguments=("$@")

wants() { # no scenario at all means all of them
  local named=no argument
  for argument in ${arguments[@]+"${arguments[@]}"}; do
    case $argument in
      "$1" | all) return 0 ;;
      -*) break ;;
      *) named=yes ;;
    esac
  done
  [ "$named" = no ]
}

options=()
if wants start; then
  # As its package holds it: compiled ahead of its use.
  # shellcheck disable=SC2086 # several options
  dotnet publish "$here/../src/Emotion.Ambiguity.Cli" --configuration Release --nologo --verbosity quiet --output "$here/../artifacts/tool" \
    -p:RuntimeIdentifier="$(dotnet --info | awk '$1 == "RID:" { print $2 }')" -p:PublishReadyToRun=true -p:SelfContained=false ${BUILD_OPTIONS:-} >&2
  options+=(--tool "$here/../artifacts/tool/emotion-ambiguity")
fi
if wants node; then
  if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "npm or node is missing: the scenario \"node\" is left out." >&2
  # No package's script is run, nothing is built or downloaded beside the packages. Not "npm ci": the lock file holds no builds for other
  # systems, which the feed that it was made with did not have, and "npm ci" takes that for a fault.
  elif (cd "$here/node" && NODE_LLAMA_CPP_SKIP_DOWNLOAD=true npm install --no-save --silent >&2); then
    export NODE_LLAMA_CPP_SKIP_DOWNLOAD=true
    options+=(--node-script "$here/node/throughput.mjs")
  else
    echo "npm could not install node-llama-cpp here (it needs linux-x64): the scenario \"node\" is left out." >&2
  fi
fi
exec dotnet "$here/$program/bin/Release/net10.0/$program.dll" ${arguments[@]+"${arguments[@]}"} ${options[@]+"${options[@]}"}
