using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>Opens the sound of an utterance, whatever it lies in.</summary>
internal static class UtteranceSound
{
    public static Task<AudioWindowReader> OpenAsync(Utterance utterance, AudioWindowOptions options, CancellationToken cancellationToken) => utterance switch
    {
        { FilePath: { } path } => AudioWindowReader.OpenAsync(path, options, cancellationToken),
        { Stream: { } stream } => AudioWindowReader.OpenAsync(stream, options, cancellationToken),
        _ => Task.FromResult(AudioWindowReader.Open(utterance.Audio!, options)),
    };
}
