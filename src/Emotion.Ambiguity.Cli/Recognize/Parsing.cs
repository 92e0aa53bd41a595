using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Turns option values into objects of the library.</summary>
internal static class Parsing
{
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

    /// <summary>A built-in prompt, or a file: the instruction (for one label), a line "---", the utterance's message with {text}.</summary>
    public static EmotionPrompt Prompt(string value)
    {
        switch (value)
        {
            case "single": return EmotionPrompt.Single;
            case "ambiguous": return EmotionPrompt.Ambiguous;
        }

        if (!File.Exists(value)) throw new UsageException($"--prompt: \"{value}\" is neither single nor ambiguous nor a file.");
        var parts = File.ReadAllText(value).ReplaceLineEndings("\n").Split("\n---\n");
        if (parts.Length != 2) throw new UsageException($"--prompt: \"{value}\" must hold the instruction, a line \"---\", and the utterance's message with {{text}}.");
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
