using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Extraction;

/// <summary>What an extractor gets ready for. Immutable and thread-safe.</summary>
/// <param name="Taxonomy">The labels to read.</param>
/// <param name="AnswerKind">What the prompt asks the model to write.</param>
/// <param name="Model">What the model is and what its engine can do.</param>
/// <param name="Tokenizer">The model's tokenizer, or null where the engine has none to offer.</param>
public sealed record ExtractionContext(EmotionTaxonomy Taxonomy, AnswerKind AnswerKind, LanguageModelInfo Model, ITokenizer? Tokenizer)
{
    /// <summary>The name of the prompt, or null where it is not known.</summary>
    public string? PromptName { get; init; }

    /// <summary>The tokenizer, for extractors that cannot do without; also checks a capability.</summary>
    /// <param name="extractorName">Who asks, for the message.</param>
    /// <param name="capability">What the engine must be able to do.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="NotSupportedException">The engine has no tokenizer or lacks the capability.</exception>
    public ITokenizer RequireTokenizer(string extractorName, LanguageModelCapabilities capability)
    {
        if (Tokenizer is null || !Model.Supports(capability))
        {
            throw new NotSupportedException(
                $"The extractor \"{extractorName}\" needs {capability} and a tokenizer, but {Model.Engine} ({Model.ModelId}) offers {Model.Capabilities}. Use the text extractor, or an engine that gives logits.");
        }

        return Tokenizer;
    }

    internal void RequireHiddenStates(string extractorName)
    {
        if (Model.Supports(LanguageModelCapabilities.HiddenStates)) return;
        throw new NotSupportedException(
            $"The extractor \"{extractorName}\" needs {LanguageModelCapabilities.HiddenStates}, but {Model.Engine} ({Model.ModelId}) offers {Model.Capabilities}. Use an engine that hands them out, such as LlamaCppModel.");
    }
}
