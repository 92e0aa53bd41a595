// A way of your own to read a distribution out of the model (FirstStepExtractor.cs), beside a built-in one.
// Argument: the clip.
using CustomExtractor;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

var options = new RecognizerOptions
{
    Taxonomy = EmotionTaxonomy.CremaD6,
    Extractors = [new FirstStepExtractor(), new LabelLikelihoodExtractor()],   // the first one counts, all are computed
};
await using var recognizer = await EmbeddedRecognizer.CreateAsync(options);
var result = await recognizer.RecognizeFileAsync(args.Length > 0 ? args[0] : "samples/audio/1037_IOM_HAP_XX.wav");

Console.WriteLine(result.Text);
foreach (var (extractor, read) in result.Extractions) Console.WriteLine($"{extractor,-12} {read.Distribution?.ToString() ?? read.InvalidReason.ToString()}");
