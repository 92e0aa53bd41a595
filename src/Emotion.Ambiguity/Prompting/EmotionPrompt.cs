using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting;

/// <summary>Asks a language model about the emotion of an utterance.</summary>
/// <remarks>Immutable and thread-safe. What is the same for all utterances stands first (system message), so that engines compute it once.</remarks>
public abstract class EmotionPrompt
{
    /// <summary>Asks for percentages, in the paper's words ("ambiguous" prompt of "Token-Level Logits Matter", Interspeech 2025).</summary>
    public static EmotionPrompt Ambiguous { get; } = new TemplatePrompt(
        "ambiguous", BuiltInTemplates.AmbiguousInstruction, BuiltInTemplates.Utterance, AnswerKind.Percentages);

    /// <summary>Asks for one label, in the paper's words ("single" prompt of "Token-Level Logits Matter", Interspeech 2025).</summary>
    public static EmotionPrompt Single { get; } = new TemplatePrompt(
        "single", BuiltInTemplates.SingleInstruction, BuiltInTemplates.Utterance, AnswerKind.SingleLabel);

    /// <summary>All built-in prompts; their names are all different.</summary>
    public static IReadOnlyList<EmotionPrompt> BuiltIn { get; } = Array.AsReadOnly([Single, Ambiguous]);

    /// <summary>A name for reports and options ("single").</summary>
    public abstract string Name { get; }

    /// <summary>What the model is asked to write, so that its answer is read as what it is.</summary>
    public abstract AnswerKind AnswerKind { get; }

    /// <summary>What the prompt wants to know beside the utterance itself. The default is nothing.</summary>
    public virtual PromptNeeds Needs => PromptNeeds.None;

    /// <summary>How many examples the prompt shows at most, where it needs any. The default is 0.</summary>
    public virtual int ExampleCount => 0;

    /// <summary>Writes the messages for an utterance.</summary>
    /// <param name="input">The utterance and the labels.</param>
    /// <returns>The messages; the last one holds the utterance.</returns>
    /// <exception cref="ArgumentException">There are neither words nor sound.</exception>
    public abstract RenderedPrompt Render(PromptInput input);
}
