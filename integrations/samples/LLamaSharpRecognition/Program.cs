using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LLamaSharp;
using Emotion.Ambiguity.Recognition;
using LLama;
using LLama.Common;
using LLama.Native;

NativeLibraryConfig.All.WithLogCallback((_, _) => { });       // llama.cpp prints to the error stream otherwise

var path = args.Length > 0 ? args[0] : "models/emotion-ambiguity-mini-q5_1.gguf";
var parameters = new ModelParams(path) { GpuLayerCount = 0 };  // 999 for all layers, with LLamaSharp.Backend.Cuda12
using var weights = await LLamaWeights.LoadFromFileAsync(parameters);
await using var model = LLamaSharpModel.Create(weights, new LLamaSharpOptions { Context = parameters });
await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });

var result = await recognizer.RecognizeTextAsync(args.Length > 1 ? args[1] : "I can't believe you did that.");
foreach (var (emotion, share) in result.Distribution!.Top(3))
    Console.WriteLine($"{emotion,-10} {share:P1}");            // how listeners would vote
Console.WriteLine(result.Distribution.NormalizedEntropy);      // how ambiguous it is: 0 all agree, 1 nobody does
