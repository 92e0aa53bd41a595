namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Mono sound that is read once, forwards. One caller at a time.</summary>
internal interface IMonoSource
{
    /// <summary>Samples a second, in Hz.</summary>
    int SampleRateHz { get; }

    /// <summary>How many samples there are, or null where only the end will tell.</summary>
    long? TotalSamples { get; }

    /// <summary>Reads the next samples.</summary>
    /// <returns>How many; 0 only at the end.</returns>
    ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken);
}
