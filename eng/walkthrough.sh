#!/usr/bin/env bash
# Makes the pictures of docs/walkthrough.md anew and prints the tables that stand there. About a minute on two cores.
#   eng/walkthrough.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tool=${TOOL:-src/Emotion.Ambiguity.Cli/bin/Release/net10.0/emotion-ambiguity.dll}
if [ -z "${TOOL:-}" ]; then dotnet build src/Emotion.Ambiguity.Cli --configuration Release --nologo --verbosity quiet; fi
pictures=docs/images/walkthrough
compare() { dotnet "$tool" compare "$@" --threads 1; }

compare samples/audio/10*.wav --taxonomy CremaD6 --input transcript --prompt ambiguous -e text,likelihood
compare samples/audio/1036_ITH_NEU_XX.wav --taxonomy CremaD6 --input transcript -e text,token,token-words,likelihood --chart $pictures/doctor.svg
compare samples/audio/1066_IWW_SAD_XX.wav --taxonomy CremaD6 -e text,token,likelihood --chart $pictures/unreadable.svg
compare samples/audio/15a05Fb.wav --taxonomy EmoDb7 --input audio -e text,likelihood --chart $pictures/happy-voice.svg
compare samples/audio/15a05Wa.wav --taxonomy EmoDb7 --input audio -e text,likelihood --chart $pictures/angry-voice.svg
