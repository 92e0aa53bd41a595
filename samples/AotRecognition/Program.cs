// Words to a distribution with the llama.cpp engine alone. Nothing here or in the library needs reflection, so the program can be trimmed or
// compiled ahead of time: dotnet publish samples/AotRecognition -r linux-x64 -p:PublishAot=true
// Arguments: the GGUF model, the words.
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;

var modelFile = args.Length > 0 ? args[0] : "models/emotion-ambiguity-mini-q5_1.gguf";
var words = args.Length > 1 ? args[1] : "I can't believe you did all this for me!";

await using var model = await LlamaCppModel.LoadAsync(modelFile);
await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = EmotionTaxonomy.Paper4 });
var result = await recognizer.RecognizeTextAsync(words);

Console.WriteLine($"{(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "just in time" : "ahead of time")}, llama.cpp {model.Engine.Version}");
foreach (var (emotion, share) in result.Distribution!.Top(4)) Console.WriteLine($"{emotion,-10} {share:P1}");
