using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>Reads the distribution out of the model's hidden state with a trained <see cref="LinearProbe"/>. Nothing is generated, and every answer is readable.</summary>
/// <remarks>Thread-safe. docs/extractors/probe.md has the formula, how to train one, and where it goes wrong.</remarks>
public sealed class ProbeExtractor : IDistributionExtractor
{
    private readonly LinearProbe _probe;

    /// <summary>Creates an extractor.</summary>
    /// <param name="probe">A probe of hidden states.</param>
    /// <param name="name">A name for reports. The default is "probe".</param>
    /// <exception cref="ArgumentException">The probe's features are no hidden state.</exception>
    public ProbeExtractor(LinearProbe probe, string name = "probe")
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (probe.HiddenState == HiddenStateKind.None)
            throw new ArgumentException("The probe's features are no hidden state. Train one on hidden states, or set its HiddenState where they are.", nameof(probe));
        (_probe, Name) = (probe, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The probe was trained over another taxonomy, or on a model with hidden states of another width.</exception>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireHiddenStates(Name);
        if (!_probe.Taxonomy.Equals(context.Taxonomy))
            throw new ArgumentException($"The probe of \"{Name}\" is over {_probe.Taxonomy}, but the recognizer is over {context.Taxonomy}. Use the taxonomy that it was trained over, or train one.", nameof(context));
        if (context.Model.HiddenStateWidth is { } width && width != _probe.Width)
        {
            var trained = _probe.LanguageModelId is { } model ? $" of {model}" : "";
            throw new ArgumentException(
                $"The probe of \"{Name}\" reads hidden states of {_probe.Width} numbers{trained}, but those of {context.Model.ModelId} have {width}. Use the model that it was trained on, or train one on this.", nameof(context));
        }

        return new PreparedProbeExtractor(_probe, Warning(context));
    }

    private string? Warning(ExtractionContext context)
    {
        var differences = new List<string>();
        if (_probe.LanguageModelId is { } model && !model.Equals(context.Model.ModelId, StringComparison.Ordinal)) differences.Add($"the model \"{model}\", not \"{context.Model.ModelId}\"");
        if (_probe.Prompt is { } prompt && context.PromptName is { } asked && !prompt.Equals(asked, StringComparison.Ordinal)) differences.Add($"the prompt \"{prompt}\", not \"{asked}\"");
        return differences.Count == 0 ? null : $"The probe of \"{Name}\" was trained on states of {string.Join(" and ", differences)}. Train it again for these.";
    }
}
