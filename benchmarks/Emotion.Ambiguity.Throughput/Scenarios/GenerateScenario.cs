using System.Globalization;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>Answers in percentages, 16 at a time beside one at a time.</summary>
internal sealed class GenerateScenario : IScenario
{
    private const string Many = "16 sequences";
    private const string One = "1 sequence";

    public string Name => "generate";

    public string Title => "Generated percentages, 16 sequences beside one";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note($"The ambiguous prompt, read as text. One sequence treats {settings.SlowItems} of the {settings.Texts.Count} utterances.");
        foreach (var file in settings.Models) await RunAsync(file, settings, report, cancellationToken);
    }

    private static async Task RunAsync(ModelFile file, Settings settings, Report report, CancellationToken cancellationToken)
    {
        await using var many = Load(file, settings, 16);
        await using var one = Load(file, settings, 1);
        IReadOnlyList<string> few = [.. settings.SlowIndices.Select(i => settings.Texts[i])];
        await Turns.RecognizeAsync(many, settings.Texts.Take(2), cancellationToken);
        await Turns.RecognizeAsync(one, settings.Texts.Take(1), cancellationToken);
        var tokens = new Dictionary<string, double>(StringComparer.Ordinal);
        Contender Turn(string name, AmbiguousEmotionRecognizer recognizer, IReadOnlyList<string> texts) => new(name, async () =>
        {
            var (work, results) = await Turns.RecognizeAsync(recognizer, texts, cancellationToken);
            tokens[name] = results.Average(r => r.Windows[0].Diagnostics.OutputTokens);
            return work;
        });
        var figures = await SideBySide.RunAsync(settings.Repeats, Turn(Many, many, settings.Texts), Turn(One, one, few));
        var lengths = string.Create(CultureInfo.InvariantCulture, $"{tokens[Many]:0} and {tokens[One]:0} tokens an answer");
        report.Compare(file.Name, $"throughput of answers ({lengths})", figures.Rate(Many, "utterances/s"), figures.Rate(One, "utterances/s"), figures.Ratio(Many, One), Limit.AtLeast(3, "x"));
    }

    private static AmbiguousEmotionRecognizer Load(ModelFile file, Settings settings, int sequences) => new(
        LlamaCppModel.Load(file.Path, settings.ModelOptions with { Batching = new BatchingOptions { MaxActiveRequests = sequences } }),
        Catalog.Text with { Concurrency = sequences, Ownership = EngineOwnership.Recognizer });
}
