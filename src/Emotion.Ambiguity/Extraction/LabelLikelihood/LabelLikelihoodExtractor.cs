using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>
/// Asks the model how likely each label is as its answer: log P(label | prompt) over the label's whole token sequence, then a softmax
/// over the labels. Nothing is generated, and every answer is readable.
/// </summary>
/// <remarks>
/// <para>s_n = ln sum over spellings w of n of exp( sum over i of log P(w_i | prompt, w_1..w_(i-1)) ), p_n = softmax(s / temperature)_n.</para>
/// <para>All labels are scored on one computation of the prompt. Thread-safe.</para>
/// </remarks>
public sealed class LabelLikelihoodExtractor : IDistributionExtractor
{
    private readonly LabelLikelihoodOptions _options;

    /// <summary>Creates an extractor with the default settings.</summary>
    public LabelLikelihoodExtractor() : this(new LabelLikelihoodOptions())
    {
    }

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">How to read.</param>
    /// <param name="name">A name for reports. The default is "likelihood".</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public LabelLikelihoodExtractor(LabelLikelihoodOptions options, string name = "likelihood")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var faults = new List<string>();
        options.Validate(faults);
        OptionFaults.Throw(nameof(LabelLikelihoodOptions), faults, nameof(options));
        (_options, Name) = (options, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var tokenizer = context.RequireTokenizer(Name, LanguageModelCapabilities.ContinuationScores);
        return new PreparedLabelLikelihoodExtractor(context.Taxonomy, tokenizer, _options);
    }
}
