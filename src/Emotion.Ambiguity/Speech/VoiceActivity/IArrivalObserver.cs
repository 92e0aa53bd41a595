namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Told when samples of a stream come and are read. One caller at a time.</summary>
internal interface IArrivalObserver
{
    /// <summary>The stream gave a chunk.</summary>
    void ChunkCame();

    /// <summary>All samples before this position, at the stream's own rate, were read.</summary>
    void SamplesRead(long position);
}
