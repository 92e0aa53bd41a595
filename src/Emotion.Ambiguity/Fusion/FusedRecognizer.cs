using System.Collections.Immutable;
using System.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Pipeline;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Fusion;

/// <summary>Asks several recognizers about the same utterance at once, and fuses what their extractors say into one distribution.</summary>
/// <remarks>
/// <para>
/// The experts are the members' extractors, named "member/extractor"; each must be one that its member has. What a member's extractor read counts, calibrated
/// where the member calibrates: a distribution that stands in for an unreadable answer does not, its expert is missing then. An error of a member is an error
/// of the whole.
/// </para>
/// <para>
/// A result's extractions are "fusion" and then those of all members; its windows, words and diagnostics are those of the first member. Thread-safe.
/// </para>
/// </remarks>
public sealed class FusedRecognizer : IAmbiguousEmotionRecognizer
{
    private const string FusionName = "fusion";
    private readonly FusionProfile _profile;
    private readonly ImmutableArray<FusionMember> _members;
    private readonly FusedRecognizerOptions _options;
    private int _disposed;

    /// <summary>Creates a recognizer.</summary>
    /// <param name="profile">The experts and their weights.</param>
    /// <param name="members">At least one, with different names; at least all that the profile's experts name.</param>
    /// <param name="options">How to work, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A member is missing, two have one name, one is over another taxonomy, or an option is not valid; the message names all faults.</exception>
    public FusedRecognizer(FusionProfile profile, IEnumerable<FusionMember> members, FusedRecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(members);
        (_profile, _members, _options) = (profile, [.. members], options ?? new FusedRecognizerOptions());
        var faults = new List<string>();
        AddMemberFaults(faults);
        _options.AddFaults(faults, profile.Taxonomy);
        OptionFaults.Throw(nameof(FusedRecognizer), faults, nameof(members));
    }

    /// <inheritdoc/>
    public EmotionTaxonomy Taxonomy => _profile.Taxonomy;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A member has no extractor that an expert of the profile names.</exception>
    public async Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var started = Stopwatch.GetTimestamp();

        // A stream can be read once only, and there are several who want to.
        if (utterance.Stream is { } stream) utterance = utterance.WithSound(await Audio.LoadAsync(stream, cancellationToken).ConfigureAwait(false));
        var results = await AskAllAsync(utterance, cancellationToken).ConfigureAwait(false);
        var all = _members.Zip(results, (m, r) => r.Extractions.Select(e => e with { Extractor = $"{m.Name}{FusionMember.Separator}{e.Extractor}" })).SelectMany(e => e).ToImmutableArray();
        var fused = Fuse(all);
        if (!fused.IsValid && _options.InvalidAnswers.Throws) throw new InvalidAnswerException(utterance.Id, FusionName, fused.InvalidReason);
        return results[0] with
        {
            Id = utterance.Id,
            Distribution = fused.Distribution ?? _options.InvalidAnswers.Replace(Taxonomy),
            Extractions = [new NamedExtraction(FusionName, fused), .. all],
            Diagnostics = results[0].Diagnostics with
            {
                PrimaryExtractor = FusionName,
                AppliedPolicy = fused.IsValid ? null : _options.InvalidAnswers.Name,
                TotalTime = Stopwatch.GetElapsedTime(started),
            },
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return OrderedOutcomes.RunAsync(utterances, _options.Concurrency, RecognizeAsync, cancellationToken);
    }

    /// <summary>Disposes the members where the recognizer owns them.</summary>
    /// <returns>A task that ends when all are disposed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || _options.Ownership == EngineOwnership.Caller) return;
        foreach (var member in _members) await member.Recognizer.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Asks all members at once; where one fails, the others are stopped and its error is the one that is thrown.</summary>
    private async Task<RecognitionResult[]> AskAllAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = _members.Select(m => m.Recognizer.RecognizeAsync(utterance, stop.Token)).ToArray();
        try
        {
            for (var left = asked.ToList(); left.Count > 0;)
            {
                var done = await Task.WhenAny(left).ConfigureAwait(false);
                await done.ConfigureAwait(false);
                left.Remove(done);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Nothing may go on behind the caller's back.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await Task.WhenAll(asked).ConfigureAwait(false);
    }

    private ExtractionResult Fuse(ImmutableArray<NamedExtraction> all)
    {
        var answers = _profile.Experts.Select(expert => all.FirstOrDefault(e => string.Equals(e.Extractor, expert.Name, StringComparison.Ordinal))?.Result
            ?? throw new ArgumentException($"The profile has the expert \"{expert.Name}\", but the members have only {string.Join(", ", all.Select(e => e.Extractor))}.")).ToArray();
        var warning = answers.Select(a => a.Warning).FirstOrDefault(w => w is not null);
        return _profile.TryFuse([.. answers.Select(a => a.Distribution)], out var fused)
            ? ExtractionResult.Valid(fused) with { Warning = warning, UpperBoundShare = answers.Max(a => a.UpperBoundShare) }
            : ExtractionResult.Invalid(answers.First(a => !a.IsValid).InvalidReason) with { Warning = warning };
    }

    private void AddMemberFaults(List<string> faults)
    {
        if (_members.Any(m => m is null))
        {
            faults.Add("A member is null.");
            return;
        }

        if (_members.IsEmpty) faults.Add("There is no member; add the recognizers that the profile's experts name.");
        faults.AddRange(_members.GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"Two members are named \"{g.Key}\"; give each a name of its own."));
        foreach (var member in _members.Where(m => !m.Recognizer.Taxonomy.Equals(Taxonomy)))
            faults.Add($"\"{member.Name}\" is over {member.Recognizer.Taxonomy}, but the profile is over {Taxonomy}.");
        foreach (var expert in _profile.Experts)
        {
            var slash = expert.Name.IndexOf(FusionMember.Separator, StringComparison.Ordinal);
            if (slash < 0) faults.Add($"The expert \"{expert.Name}\" should be named by member and extractor, as in \"text/likelihood\".");
            else if (!_members.Any(m => m.Name.AsSpan().SequenceEqual(expert.Name.AsSpan(0, slash)))) faults.Add($"The profile has the expert \"{expert.Name}\", but there is no member \"{expert.Name[..slash]}\".");
        }
    }
}
