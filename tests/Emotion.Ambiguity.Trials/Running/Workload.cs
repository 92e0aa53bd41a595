using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// Callers of one recognizer: words and clips, some cancelled at a random moment; every answer is compared with that of a call that was alone. Another
/// recognizer may take its place while they call.
/// </summary>
internal sealed class Workload(Served first)
{
    private static readonly string[] Texts =
        ["I would like a new alarm clock.", "It's eleven o'clock.", "I can't believe you did that to me!", "She must never know.", "We won, we really won!", "That is exactly what happened.", "", "Don't forget a jacket."];

    private volatile Served _served = first;
    private volatile bool _ended;
    private int _answered;
    private int _cancelled;
    private int _disposed;
    private int _wrong;

    public int Wrong => Volatile.Read(ref _wrong);

    public string? FirstWrong { get; private set; }

    /// <summary>What callers ask for: words, none at all among them, and clips.</summary>
    public static IEnumerable<(string Name, Func<Utterance> Utterance)> Inputs()
    {
        foreach (var text in Texts) yield return (text, () => Utterance.FromText(text));
        foreach (var clip in Directory.GetFiles(RepositoryFiles.Get("samples", "audio"), "*.wav").Order(StringComparer.Ordinal).Take(2))
            yield return (Path.GetFileName(clip), () => Utterance.FromFile(clip));
    }

    /// <summary>Calls until the token stops it, or until the last recognizer was disposed under it.</summary>
    /// <returns>Whether a disposal ended it.</returns>
    public async Task<bool> CallAsync(int caller, CancellationToken stop)
    {
        var random = new Random(caller);
        var inputs = Inputs().ToArray();
        while (!stop.IsCancellationRequested)
        {
            var (name, utterance) = inputs[random.Next(inputs.Length)];
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (random.Next(4) == 0) cancellation.CancelAfter(random.Next(400));
            var served = _served;
            try
            {
                Compare(name, (await served.Recognizer.RecognizeAsync(utterance(), cancellation.Token)).Distribution!, served.Alone[name]);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Interlocked.Increment(ref _cancelled);
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref _disposed);
                if (_ended) return true;
            }
        }

        return false;
    }

    /// <summary>Gives the callers another recognizer and disposes the one that they are using.</summary>
    public async Task SwapAsync(Served next)
    {
        var old = _served;
        _served = next;
        await old.Recognizer.DisposeAsync();
    }

    /// <summary>Disposes the recognizer that the callers are using; no other takes its place.</summary>
    public async Task EndAsync()
    {
        _ended = true;
        await _served.Recognizer.DisposeAsync();
    }

    public string Describe() => $"{_answered} answered, {_cancelled} cancelled, {_disposed} disposed under, {_wrong} wrong";

    private void Compare(string name, EmotionDistribution distribution, EmotionDistribution alone)
    {
        Interlocked.Increment(ref _answered);
        if (alone.Equals(distribution)) return;
        if (Interlocked.Increment(ref _wrong) == 1) FirstWrong = $"\"{name}\": {distribution}, but alone {alone}";
    }
}
