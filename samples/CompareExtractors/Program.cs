// One clip, read in four ways out of one computation, beside the listeners' own votes.
// Argument: the clip; its votes stand in votes.csv beside it.
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

var clip = args.Length > 0 ? args[0] : "samples/audio/1066_IWW_SAD_XX.wav";
var taxonomy = EmotionTaxonomy.CremaD6;
var options = new RecognizerOptions
{
    Taxonomy = taxonomy,
    Extractors =
    [
        new LabelLikelihoodExtractor(),      // how likely each label is as the whole answer
        new TokenLogitExtractor(),           // eq. 1 and 2 of "Token-Level Logits Matter": raw logits, divided by their sum
        new TokenLogitExtractor(new TokenLogitOptions { Normalization = ScoreNormalization.Softmax() }, "token-softmax"),
        new TextDistributionExtractor(),     // what the answer spells out: here one label, so all or nothing
    ],
};
await using var recognizer = await EmbeddedRecognizer.CreateAsync(options);
var result = await recognizer.RecognizeFileAsync(clip);
var listeners = Votes(clip);

Console.WriteLine(result.Text);
Print("", [.. taxonomy.Labels.Select(label => label.Name), "distance"]);
Print("listeners", Shares(listeners));
foreach (var (extractor, read) in result.Extractions)
{
    // The Jensen-Shannon distance to the votes: 0 the same, at most sqrt(ln 2) = 0.83. An answer that cannot be read has none.
    if (read.Distribution is { } votes) Print(extractor, [.. Shares(votes), $"{DistributionDivergence.JensenShannonDistance(listeners, votes):0.00}"]);
    else Print(extractor, [read.InvalidReason.ToString()]);
}

EmotionDistribution Votes(string path)
{
    var rows = File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "votes.csv")).Select(line => line.Split(','));
    var cells = rows.Single(row => row[0] == Path.GetFileNameWithoutExtension(path));
    return EmotionDistribution.FromVotes(taxonomy, cells[^taxonomy.Count..].Select(int.Parse).ToArray());   // the columns stand in CremaD6's order
}

static string[] Shares(EmotionDistribution votes) => [.. votes.Probabilities.ToArray().Select(share => $"{share:0.00}")];

static void Print(string name, string[] cells) => Console.WriteLine($"{name,-15}{string.Concat(cells.Select(cell => $"{cell,11}"))}".TrimEnd());
