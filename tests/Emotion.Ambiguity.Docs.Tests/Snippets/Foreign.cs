using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable MA0048, CA1822, IDE0060 // Shapes without contents, of packages that the repository does not refer to: pages show how they are used with the library.
namespace Emotion.Ambiguity.Docs.Tests.Snippets.Foreign;

/// <summary>As in OllamaSharp.</summary>
public sealed class OllamaApiClient(Uri address, string model) : IChatClient
{
    public Uri Address { get; } = address;

    public string Model { get; } = model;

    public void Dispose()
    {
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

/// <summary>As in Microsoft.Extensions.AI.OpenAI.</summary>
public static class OpenAIClientExtensions
{
    public static IChatClient AsIChatClient(this OpenAI.Chat.ChatClient client) => throw new NotSupportedException(client.ToString());
}

/// <summary>A tokenizer that a reader brings.</summary>
public sealed class MyTiktokenTokenizer : ITokenizer
{
    public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText) => throw new NotSupportedException();

    public string Detokenize(ReadOnlySpan<int> tokenIds) => throw new NotSupportedException();
}

/// <summary>An engine that a reader brings.</summary>
public static class MyEngine
{
    public static Task<ILanguageModel> ConnectAsync(string url, CancellationToken cancellationToken) => throw new NotSupportedException(url);
}

/// <summary>As in OpenTelemetry.Extensions.Hosting.</summary>
public sealed class OpenTelemetryBuilder
{
    public OpenTelemetryBuilder WithTracing(Action<TelemetrySources> configure) => this;

    public OpenTelemetryBuilder WithMetrics(Action<TelemetrySources> configure) => this;
}

/// <summary>As the builders of OpenTelemetry.</summary>
public sealed class TelemetrySources
{
    public TelemetrySources AddSource(params string[] names) => this;

    public TelemetrySources AddMeter(params string[] names) => this;
}

/// <summary>As in OpenTelemetry.Extensions.Hosting.</summary>
public static class OpenTelemetryExtensions
{
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services) => throw new NotSupportedException(services.ToString());
}
