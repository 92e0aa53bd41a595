using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Text;
using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Reads the distribution out of the words of an answer: "Anger: 65%, sadness: 35%".</summary>
/// <remarks>
/// Thread-safe. Reads percentages, fractions, decimals, ranges (their middle), lists, tables, JSON and prose, with the number after the label or before it.
/// Labels are found by all their surface forms, as whole words, without regard to case and accents; a label that is missing counts 0, a word with a number
/// that is no label is reported in <see cref="ExtractionResult.UnknownLabels"/>. Numbers that do not sum to 100 percent are normalised and
/// <see cref="ExtractionResult.WasNormalized"/> says so. Takes time in proportion to the answer's length and throws on no answer.
/// This is the text-level reading of "Token-Level Logits Matter" (Interspeech 2025).
/// </remarks>
public sealed class TextDistributionExtractor : IDistributionExtractor
{
    private readonly TextExtractionOptions _options;

    /// <summary>Creates an extractor that looks for what the recognizer's prompt asks for.</summary>
    public TextDistributionExtractor()
        : this(new TextExtractionOptions())
    {
    }

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">What to expect.</param>
    /// <param name="name">A name for reports. The default is "text".</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public TextDistributionExtractor(TextExtractionOptions options, string name = "text")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var faults = new List<string>();
        options.Validate(faults);
        OptionFaults.Throw(nameof(TextExtractionOptions), faults, nameof(options));
        (_options, Name) = (options, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Prepared(new AnswerReader(context.Taxonomy, _options.AnswerKind ?? context.AnswerKind), _options.MaxCharacters);
    }

    /// <summary>Reads an answer, wherever it comes from.</summary>
    /// <param name="answer">The answer; any text.</param>
    /// <param name="taxonomy">The labels to look for.</param>
    /// <returns>A distribution, or why there is none. The scores are the numbers as read, in percent, before they were normalised.</returns>
    public ExtractionResult Read(string answer, EmotionTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(taxonomy);
        return new AnswerReader(taxonomy, _options.AnswerKind ?? AnswerKind.Percentages).Read(Shorten(answer, _options.MaxCharacters));
    }

    private static string Shorten(string answer, int maxCharacters) => answer.Length <= maxCharacters ? answer : answer[..maxCharacters];

    private sealed class Prepared(AnswerReader reader, int maxCharacters) : IPreparedExtractor
    {
        public ExtractionNeeds Needs { get; } = new() { Generation = true };

        public ExtractionResult Extract(ExtractionEvidence evidence)
        {
            ArgumentNullException.ThrowIfNull(evidence);
            var generation = evidence.Generation ?? throw new ArgumentException("The text extractor needs a generated answer.", nameof(evidence));
            return reader.Read(Shorten(generation.Text, maxCharacters));
        }
    }
}
