using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>
/// Reads the distribution out of the raw logits of the tokens that spell each emotion, averaged over subwords and generated steps, then
/// normalised: eq. 1 and 2 of "Token-Level Logits Matter" (Interspeech 2025).
/// </summary>
/// <remarks>
/// <para>Let S_n be the vocabulary tokens that spell emotion n, and l_j[t] the raw logit of token t at generated step j = 1..J.</para>
/// <para>eq. 1: z_n = 1/J * sum over j of ( 1/|S_n| * sum over t in S_n of l_j[t] )</para>
/// <para>eq. 2: phi_n = z_n / sum over m of z_m</para>
/// <para>Eq. 2 is a distribution only while every z_n is above 0; where it is not, the named fallback stands in and the result says so.</para>
/// <para>
/// An engine with <see cref="LanguageModelCapabilities.StepLogProbabilities"/> gives l_j[t] minus one number a step. That moves all z_n by the same amount:
/// a softmax and a shifted share stay what they are over raw logits, and eq. 2 is never defined, so the fallback stands in for every answer.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
public sealed class TokenLogitExtractor : IDistributionExtractor
{
    private readonly TokenLogitOptions _options;

    /// <summary>Creates an extractor with the paper's settings.</summary>
    public TokenLogitExtractor() : this(new TokenLogitOptions())
    {
    }

    /// <summary>Creates an extractor.</summary>
    /// <param name="options">How to read.</param>
    /// <param name="name">A name for reports. The default is "token".</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public TokenLogitExtractor(TokenLogitOptions options, string name = "token")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var faults = new List<string>();
        options.Validate(faults);
        OptionFaults.Throw(nameof(TokenLogitOptions), faults, nameof(options));
        (_options, Name) = (options, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var givesLogProbabilities = context.Model.Supports(LanguageModelCapabilities.StepLogProbabilities);
        var tokenizer = context.RequireTokenizer(Name, givesLogProbabilities ? LanguageModelCapabilities.StepLogProbabilities : LanguageModelCapabilities.StepLogits);
        if (givesLogProbabilities && _options is { Normalization.Kind: ScoreNormalizationKind.Proportional, Fallback: null })
        {
            throw new NotSupportedException(
                $"The extractor \"{Name}\" takes shares of scores (Proportional) without a fallback, but {context.Model.Engine} gives log-probabilities, which are never above 0. Name a fallback, or use Softmax or ShiftedProportional.");
        }

        return new PreparedTokenLogitExtractor(context.Taxonomy, LabelTokenSets.Create(context.Taxonomy, tokenizer, _options), _options);
    }
}
