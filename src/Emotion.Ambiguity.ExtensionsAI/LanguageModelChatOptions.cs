namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>How a <see cref="LanguageModelChatClient"/> answers. Immutable and thread-safe.</summary>
public sealed record LanguageModelChatOptions
{
    /// <summary>The most tokens of an answer where a request does not say, 1 or more. The default is 512.</summary>
    public int DefaultMaxOutputTokens { get; init; } = 512;

    /// <summary>What happens to options that the model cannot heed. The default is to reject them.</summary>
    public UnsupportedOptionHandling UnsupportedOptions { get; init; }

    internal void Validate(string parameterName)
    {
        var faults = new List<string>();
        if (DefaultMaxOutputTokens < 1) faults.Add($"DefaultMaxOutputTokens must be at least 1 but is {DefaultMaxOutputTokens}.");
        if (!Enum.IsDefined(UnsupportedOptions)) faults.Add($"UnsupportedOptions has no value {(int)UnsupportedOptions}.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(LanguageModelChatOptions)}: {string.Join(" ", faults)}", parameterName);
    }
}
