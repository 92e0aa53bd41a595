using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.WhisperNet;
using Whisper.net;

const string WhisperModel = "models/whisper-tiny.en-q5_1.bin";
const string LanguageModel = "models/emotion-ambiguity-mini-q5_1.gguf";

using var factory = WhisperFactory.FromPath(WhisperModel);     // on a GPU with Whisper.net.Runtime.Cuda
await using var whisper = new WhisperNetTranscriber(factory, new WhisperNetOptions { ModelId = Path.GetFileName(WhisperModel) });
await using var llama = await LlamaCppModel.LoadAsync(LanguageModel);
await using var recognizer = new AmbiguousEmotionRecognizer(llama, whisper, new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });

var result = await recognizer.RecognizeFileAsync(args.Length > 0 ? args[0] : "samples/audio/1036_ITH_NEU_XX.wav");
Console.WriteLine(result.Text);                                // what was said
foreach (var (emotion, share) in result.Distribution!.Top(3))
    Console.WriteLine($"{emotion,-10} {share:P1}");            // how listeners would vote
Console.WriteLine(result.Distribution.NormalizedEntropy);      // how ambiguous it is: 0 all agree, 1 nobody does
