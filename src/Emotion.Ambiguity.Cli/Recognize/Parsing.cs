using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Turns option values into objects of the library.</summary>
internal static class Parsing
{
    private const string Context = "context";

    public static EmotionTaxonomy Taxonomy(string value)
    {
        var builtIn = EmotionTaxonomy.BuiltIn.FirstOrDefault(t => string.Equals(t.Name, value, StringComparison.OrdinalIgnoreCase));
        if (builtIn is not null) return builtIn;
        if (!value.Contains(',', StringComparison.Ordinal))
        {
            throw new UsageException(
                $"There is no taxonomy \"{value}\". Built in: {string.Join(", ", EmotionTaxonomy.BuiltIn.Select(t => t.Name))}. Or list labels: --taxonomy calm,tense,bored");
        }

        try
        {
            return EmotionTaxonomy.FromNames("custom", value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--taxonomy: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// A built-in prompt, or a file: the instruction (for one label), a line "---", the utterance's message with {text} or {audio}; after it what it shows beside the
    /// utterance: "single+cues", "ambiguous+context3".
    /// </summary>
    public static EmotionPrompt Prompt(string value)
    {
        if (File.Exists(value)) return PromptOf(value);
        var parts = value.Split('+', StringSplitOptions.TrimEntries);
        return parts[1..].Aggregate(PromptOf(parts[0]), Add);
    }

    private static EmotionPrompt Add(EmotionPrompt prompt, string component)
    {
        if (string.Equals(component, "cues", StringComparison.Ordinal)) return prompt.WithCues();
        if (component.StartsWith(Context, StringComparison.Ordinal) && int.TryParse(component.AsSpan(Context.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var turns) && turns > 0)
            return prompt.WithContext(turns);
        throw new UsageException($"--prompt: there is no \"+{component}\". Known: +cues (how the voice sounds), +context3 (the last 3 turns).");
    }

    private static EmotionPrompt PromptOf(string value)
    {
        switch (value)
        {
            case "single": return EmotionPrompt.Single;
            case "ambiguous": return EmotionPrompt.Ambiguous;
        }

        if (!File.Exists(value)) throw new UsageException($"--prompt: \"{value}\" is neither single nor ambiguous nor a file.");
        var parts = File.ReadAllText(value).ReplaceLineEndings("\n").Split("\n---\n");
        if (parts.Length != 2) throw new UsageException($"--prompt: \"{value}\" must hold the instruction, a line \"---\", and the utterance's message with {{text}} or {{audio}}.");
        try
        {
            return new TemplatePrompt(Path.GetFileNameWithoutExtension(value), parts[0].Trim(), parts[1].Trim(), AnswerKind.SingleLabel);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--prompt: \"{value}\": {fault.Message}", fault);
        }
    }
}
