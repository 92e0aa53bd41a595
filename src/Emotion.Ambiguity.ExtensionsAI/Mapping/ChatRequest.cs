using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Mapping;

/// <summary>Prompts and chat messages, each as the other.</summary>
internal static class ChatRequest
{
    public static List<ChatMessage> Messages(RenderedPrompt prompt) => [.. prompt.Messages.Select(m => new ChatMessage(Role(m.Role), m.Text))];

    /// <summary>The messages as a prompt; leading system messages are what requests have in common.</summary>
    /// <exception cref="NotSupportedException">A message holds something other than text, or speaks for a tool.</exception>
    public static RenderedPrompt Prompt(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var prompt = ImmutableArray.CreateBuilder<PromptMessage>();
        if (!string.IsNullOrEmpty(instructions)) prompt.Add(new PromptMessage(PromptRole.System, instructions));
        prompt.AddRange(messages.Select(m => new PromptMessage(Role(m.Role), Text(m))));
        if (prompt.Count == 0) throw new ArgumentException("There is no message to answer.", nameof(messages));
        return new RenderedPrompt(prompt.ToImmutable(), prompt.TakeWhile(m => m.Role == PromptRole.System).Count());
    }

    private static ChatRole Role(PromptRole role) => role switch
    {
        PromptRole.System => ChatRole.System,
        PromptRole.User => ChatRole.User,
        _ => ChatRole.Assistant,
    };

    private static PromptRole Role(ChatRole role) =>
        role == ChatRole.System ? PromptRole.System
        : role == ChatRole.User ? PromptRole.User
        : role == ChatRole.Assistant ? PromptRole.Assistant
        : throw new NotSupportedException($"A message has the role \"{role}\", but the model knows system, user and assistant.");

    private static string Text(ChatMessage message)
    {
        // What a model thought in an earlier turn is not part of what it said.
        var other = message.Contents.FirstOrDefault(c => c is not (TextContent or TextReasoningContent or UsageContent));
        return other is null ? message.Text : throw new NotSupportedException($"A message holds {other.GetType().Name}, but the model takes text only.");
    }
}
