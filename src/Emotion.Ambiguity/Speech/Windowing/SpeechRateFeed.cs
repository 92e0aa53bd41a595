using Emotion.Ambiguity.Speech.Resampling;
using Emotion.Ambiguity.Speech.Wav;

namespace Emotion.Ambiguity.Speech.Windowing;

/// <summary>A source at <see cref="Audio.SpeechSampleRateHz"/>, read in blocks of a quarter of a second. One caller at a time.</summary>
internal sealed class SpeechRateFeed
{
    private readonly IMonoSource _source;
    private readonly Resampler? _resampler;
    private readonly float[] _block;

    public SpeechRateFeed(IMonoSource source)
    {
        _source = source;
        _block = new float[Math.Max(256, source.SampleRateHz / 4)];
        if (source.SampleRateHz != Audio.SpeechSampleRateHz) _resampler = new Resampler(source.SampleRateHz, Audio.SpeechSampleRateHz);
    }

    /// <summary>The most that one <see cref="ReadAsync"/> writes.</summary>
    public int MaxBlock => _resampler?.MaxOutput(_block.Length) ?? _block.Length;

    /// <summary>Whether all was read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads the next block.</summary>
    /// <param name="destination">At least <see cref="MaxBlock"/> long.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Samples written; 0 may also come before the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken)
    {
        var target = _resampler is null ? destination[.._block.Length] : _block;
        var read = await _source.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        HasEnded = read == 0;
        if (_resampler is null) return read;
        return HasEnded ? _resampler.Flush(destination.Span) : _resampler.Process(_block.AsSpan(0, read), destination.Span);
    }
}
