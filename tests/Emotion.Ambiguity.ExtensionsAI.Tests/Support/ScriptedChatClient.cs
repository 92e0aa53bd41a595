using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Tests.Support;

/// <summary>A chat service without a service: answers by a function, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(Func<IReadOnlyList<ChatMessage>, ChatOptions, ChatResponse> script) : IChatClient
{
    public ScriptedChatClient(string answer) : this((_, _) => new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)))
    {
    }

    public ConcurrentQueue<(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)> Requests { get; } = new();

    public bool IsDisposed { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToArray();
        Requests.Enqueue((asked, options!));
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return script(asked, options!);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The adapter asks for whole answers.");

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted-provider", null, "scripted-model") : null;

    public void Dispose() => IsDisposed = true;
}
