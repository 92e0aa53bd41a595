namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>Tells in words how a clip sounds, for a prompt: measures it, sets it against others, and names what stands out.</summary>
/// <remarks>Immutable and, with a normalizer that is, thread-safe.</remarks>
public sealed class CueDescriber
{
    private readonly AcousticCueMeter _meter;
    private readonly ICueNormalizer _normalizer;
    private readonly CueVocabulary _vocabulary;

    /// <summary>Creates a describer with the default measures, <see cref="CueReference.AllVoices"/> and <see cref="CueVocabulary.Default"/>.</summary>
    public CueDescriber() : this(new AcousticCueMeter(), CueReference.AllVoices, CueVocabulary.Default)
    {
    }

    /// <summary>Creates a describer.</summary>
    /// <param name="meter">What measures.</param>
    /// <param name="normalizer">What a clip is set against: a <see cref="CueReference"/> or a <see cref="SpeakerCueNormalizer"/>.</param>
    /// <param name="vocabulary">The words.</param>
    /// <exception cref="ArgumentException">The vocabulary is faulty; the message lists all faults.</exception>
    public CueDescriber(AcousticCueMeter meter, ICueNormalizer normalizer, CueVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(normalizer);
        ArgumentNullException.ThrowIfNull(vocabulary);
        vocabulary.ThrowIfFaulty(nameof(vocabulary));
        (_meter, _normalizer, _vocabulary) = (meter, normalizer, vocabulary);
    }

    /// <summary>Tells how a clip sounds, nothing being known of its words or speaker.</summary>
    /// <param name="audio">The clip, of any length and rate.</param>
    /// <returns>One line ("pitch: high; rate: fast"); empty where there is nothing to tell.</returns>
    public string Describe(Audio audio) => Analyze(audio, null, null).Text;

    /// <summary>Tells how a clip sounds.</summary>
    /// <param name="audio">The clip, of any length and rate.</param>
    /// <param name="transcript">Its words, or null.</param>
    /// <param name="speaker">Who speaks, or null where that is not known.</param>
    /// <param name="cancellationToken">Stops within a second of sound.</param>
    /// <returns>One line ("pitch: high; rate: fast"); empty where there is nothing to tell.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public string Describe(Audio audio, Transcript? transcript, string? speaker, CancellationToken cancellationToken = default) =>
        Analyze(audio, transcript, speaker, cancellationToken).Text;

    /// <summary>The words with the figures behind them, measured once.</summary>
    /// <param name="audio">The clip, of any length and rate.</param>
    /// <param name="transcript">Its words, or null.</param>
    /// <param name="speaker">Who speaks, or null where that is not known.</param>
    /// <param name="cancellationToken">Stops within a second of sound.</param>
    /// <returns>Figures, percentiles and words.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CueDescription Analyze(Audio audio, Transcript? transcript, string? speaker, CancellationToken cancellationToken = default)
    {
        var cues = _meter.Measure(audio, transcript, cancellationToken);
        var normalized = _normalizer.Normalize(cues, speaker);
        return new CueDescription(cues, normalized, _vocabulary.Describe(normalized));
    }
}
