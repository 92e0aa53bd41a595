using System.Collections.Concurrent;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>Callers of one recognizer: words and clips, some cancelled at a random moment; every answer is compared with that of a call that was alone.</summary>
internal sealed class Workload(IAmbiguousEmotionRecognizer recognizer)
{
    private static readonly string[] Texts =
        ["I would like a new alarm clock.", "It's eleven o'clock.", "I can't believe you did that to me!", "She must never know.", "We won, we really won!", "That is exactly what happened.", "", "Don't forget a jacket."];

    private readonly ConcurrentDictionary<string, EmotionDistribution> _alone = new(StringComparer.Ordinal);
    private int _answered;
    private int _cancelled;
    private int _wrong;

    public static string ModelFile => EmbeddedModelFiles.Find(RepositoryFiles.Get("models")).LanguageModel;

    public int Wrong => Volatile.Read(ref _wrong);

    public string? FirstWrong { get; private set; }

    public static Task<AmbiguousEmotionRecognizer> LoadAsync(int threads) => Engines.LoadAsync(threads, new RecognizerOptions
    {
        Taxonomy = EmotionTaxonomy.CremaD6,
        Extractors = [new LabelLikelihoodExtractor(), new TextDistributionExtractor(), new TokenLogitExtractor()],
        MaxOutputTokens = 12,
    });

    /// <summary>Computes every input alone, one after another: what callers in company must get, to the last bit.</summary>
    public async Task ComputeAloneAsync()
    {
        foreach (var (name, utterance) in Inputs()) _alone[name] = (await recognizer.RecognizeAsync(utterance())).Distribution!;
    }

    public async Task CallAsync(int caller, CancellationToken stop)
    {
        var random = new Random(caller);
        var inputs = Inputs().ToArray();
        while (!stop.IsCancellationRequested)
        {
            var (name, utterance) = inputs[random.Next(inputs.Length)];
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (random.Next(4) == 0) cancellation.CancelAfter(random.Next(400));
            try
            {
                Compare(name, (await recognizer.RecognizeAsync(utterance(), cancellation.Token)).Distribution!);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Interlocked.Increment(ref _cancelled);
            }
        }
    }

    public string Describe() => $"{_answered} answered, {_cancelled} cancelled, {_wrong} wrong";

    private static IEnumerable<(string Name, Func<Utterance> Utterance)> Inputs()
    {
        foreach (var text in Texts) yield return (text, () => Utterance.FromText(text));
        foreach (var clip in Directory.GetFiles(RepositoryFiles.Get("samples", "audio"), "*.wav").Order(StringComparer.Ordinal).Take(2))
            yield return (Path.GetFileName(clip), () => Utterance.FromFile(clip));
    }

    private void Compare(string name, EmotionDistribution distribution)
    {
        Interlocked.Increment(ref _answered);
        if (_alone.GetOrAdd(name, distribution).Equals(distribution)) return;
        if (Interlocked.Increment(ref _wrong) == 1) FirstWrong = $"\"{name}\": {distribution}, but alone {_alone[name]}";
    }
}
