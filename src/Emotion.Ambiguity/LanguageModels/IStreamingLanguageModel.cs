namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A language model that can hand out an answer while it is being written.</summary>
/// <remarks>Thread-safe, as <see cref="ILanguageModel"/> is; streamed and other requests are computed together.</remarks>
public interface IStreamingLanguageModel : ILanguageModel
{
    /// <summary>Does what <see cref="ILanguageModel.RunAsync"/> does, and hands out the text of the answer as it comes.</summary>
    /// <remarks>Errors are those of <see cref="ILanguageModel.RunAsync"/>. A caller that stops to enumerate stops the computation; one that is slow does not slow it.</remarks>
    /// <param name="request">What to compute.</param>
    /// <param name="cancellationToken">Stops within one decode step; the model stays usable.</param>
    /// <returns>Pieces of the answer, none empty, and at last one update with the whole response.</returns>
    IAsyncEnumerable<GenerationUpdate> StreamAsync(LanguageModelRequest request, CancellationToken cancellationToken = default);
}
