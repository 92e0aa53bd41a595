using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Utterances and how people voted on them.</summary>
/// <remarks>Implementations are thread-safe: several readings may run at once, each from the start, in the same order.</remarks>
public interface IEmotionDataset
{
    /// <summary>The dataset's name, as in <c>--dataset crema-d=PATH</c>.</summary>
    string Name { get; }

    /// <summary>The labels that could be voted for.</summary>
    EmotionTaxonomy Taxonomy { get; }

    /// <summary>The licence and what it asks of whoever uses the data, for reports. Not legal advice.</summary>
    string LicenseNote { get; }

    /// <summary>Reads the utterances one after another; files are opened when the first one is asked for.</summary>
    /// <param name="cancellationToken">Stops the reading between two items.</param>
    /// <returns>The utterances, each id once, always in the same order.</returns>
    /// <exception cref="DatasetFormatException">A file is missing or of another format, or a row is bad and nobody takes reports of bad rows.</exception>
    IAsyncEnumerable<AnnotatedUtterance> ReadAsync(CancellationToken cancellationToken = default);
}
