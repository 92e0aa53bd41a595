using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Lets the model answer several times at random and counts its answers as votes, as if each were a rater.</summary>
/// <remarks>
/// <para>p_n = 1/K * sum over readable answers k of q_k(n), where q_k is what the text extractor reads out of answer k: one label for a prompt that asks for one,
/// a distribution for one that asks for percentages. K counts the readable answers; the others are counted in <see cref="ExtractionResult.UnreadableAnswers"/>.</para>
/// <para>Needs no logits, so that it works with chat services. Costs K answers; they are computed together. Thread-safe.</para>
/// </remarks>
public sealed class SamplingExtractor : IDistributionExtractor
{
    private readonly SamplingOptions _options;

    /// <summary>Creates an extractor with the default settings.</summary>
    public SamplingExtractor() : this(new SamplingOptions())
    {
    }

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">How to draw.</param>
    /// <param name="name">A name for reports. The default is "sampling".</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public SamplingExtractor(SamplingOptions options, string name = "sampling")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var faults = new List<string>();
        options.Validate(faults);
        OptionFaults.Throw(nameof(SamplingOptions), faults, nameof(options));
        (_options, Name) = (options, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Prepared(context.Taxonomy, new TextDistributionExtractor(_options.Answers).Prepare(context), new SampledAnswers(_options.Samples, _options.Temperature));
    }

    private sealed class Prepared(EmotionTaxonomy taxonomy, IPreparedExtractor reader, SampledAnswers samples) : IPreparedExtractor
    {
        public ExtractionNeeds Needs { get; } = new() { Samples = samples };

        public ExtractionResult Extract(ExtractionEvidence evidence)
        {
            ArgumentNullException.ThrowIfNull(evidence);
            if (evidence.Samples.Length < samples.Count)
                throw new ArgumentException($"The evidence has {evidence.Samples.Length} sampled answers, but this extractor asked for {samples.Count}.", nameof(evidence));
            var votes = new double[taxonomy.Count];
            var answers = evidence.Samples.Take(samples.Count).Select(s => reader.Extract(new ExtractionEvidence { Generation = s })).ToList();
            foreach (var answer in answers)
            {
                for (var n = 0; n < votes.Length && answer.IsValid; n++) votes[n] += answer.Distribution[n];
            }

            var unreadable = answers.Count(a => !a.IsValid);
            if (unreadable == answers.Count) return ExtractionResult.Invalid(answers[0].InvalidReason) with { UnreadableAnswers = unreadable };
            return ExtractionResult.Valid(EmotionDistribution.FromWeights(taxonomy, votes)) with
            {
                Scores = [.. votes],
                UnreadableAnswers = unreadable,
                WasNormalized = answers.Exists(a => a.WasNormalized),
                UnknownLabels = [.. answers.SelectMany(a => a.UnknownLabels).Distinct(StringComparer.OrdinalIgnoreCase)],
            };
        }
    }
}
