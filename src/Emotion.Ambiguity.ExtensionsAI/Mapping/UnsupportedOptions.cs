using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Mapping;

/// <summary>Finds the options of a request that cannot be heeded.</summary>
internal static class UnsupportedOptions
{
    public static List<string> Of(ChatOptions? options, string modelId)
    {
        var found = new List<string>();
        if (options is null) return found;
        if (options.ModelId is { } wanted && !string.Equals(wanted, modelId, StringComparison.Ordinal)) found.Add(nameof(options.ModelId));
        if (options.TopP is not null) found.Add(nameof(options.TopP));
        if (options.TopK is not null) found.Add(nameof(options.TopK));
        if (options.FrequencyPenalty is not null) found.Add(nameof(options.FrequencyPenalty));
        if (options.PresencePenalty is not null) found.Add(nameof(options.PresencePenalty));
        if (options.StopSequences is { Count: > 0 }) found.Add(nameof(options.StopSequences));
        if (options.ResponseFormat is not (null or ChatResponseFormatText)) found.Add(nameof(options.ResponseFormat));
        if (options.Tools is { Count: > 0 }) found.Add(nameof(options.Tools));
        if (options.ToolMode is not (null or NoneChatToolMode or AutoChatToolMode)) found.Add(nameof(options.ToolMode));
        if (options.Reasoning is not null) found.Add(nameof(options.Reasoning));
        if (options.ConversationId is not null) found.Add(nameof(options.ConversationId));
        if (options.AllowBackgroundResponses == true) found.Add(nameof(options.AllowBackgroundResponses));
        if (options.ContinuationToken is not null) found.Add(nameof(options.ContinuationToken));
        return found;
    }

    public static List<string> Of(SpeechToTextOptions? options, string modelId, string? language)
    {
        var found = new List<string>();
        if (options is null) return found;
        if (options.ModelId is { } wanted && !string.Equals(wanted, modelId, StringComparison.Ordinal)) found.Add(nameof(options.ModelId));
        if (options.SpeechLanguage is { } spoken && !string.Equals(spoken, language, StringComparison.OrdinalIgnoreCase)) found.Add(nameof(options.SpeechLanguage));
        if (options.TextLanguage is { } written && !string.Equals(written, options.SpeechLanguage ?? language, StringComparison.OrdinalIgnoreCase)) found.Add(nameof(options.TextLanguage));
        return found;
    }
}
