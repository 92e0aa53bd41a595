// A folder of WAV files to CSV: one row a clip, one column an emotion. A clip that cannot be read does not stop the others.
// Argument: the folder.
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

var folder = args.Length > 0 ? args[0] : "samples/audio";
await using var recognizer = await EmbeddedRecognizer.CreateAsync(new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });

// An utterance names its sound; a file is opened when its turn comes, so the folder may be larger than the memory.
var clips = Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal)
    .Select(path => Utterance.FromFile(path, Path.GetFileNameWithoutExtension(path)));

Console.WriteLine($"clip,{string.Join(',', recognizer.Taxonomy.Labels)},entropy,text");
var failed = 0;

// Several clips are computed at once in one batch; the outcomes come in the order of the clips.
await foreach (var outcome in recognizer.RecognizeManyAsync(clips))
{
    if (outcome.Result is { Distribution: { } votes } result)
    {
        var shares = votes.Probabilities.ToArray().Select(share => share.ToString("0.000"));
        Console.WriteLine($"{outcome.Utterance.Id},{string.Join(',', shares)},{votes.NormalizedEntropy:0.000},\"{result.Text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }
    else
    {
        failed++;
        Console.Error.WriteLine($"{outcome.Utterance.Id}: {outcome.Error?.Message ?? "the model's answer could not be read"}");
    }
}

return failed == 0 ? 0 : 1;
