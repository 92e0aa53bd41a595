using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Probabilities of the OpenAI package's chat completions, also from the many servers that speak that protocol.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OpenAILogProbabilities : ILogProbabilitySource
{
    /// <inheritdoc/>
    public object CreateRawOptions(int count) => new ChatCompletionOptions { IncludeLogProbabilities = true, TopLogProbabilityCount = count };

    /// <inheritdoc/>
    public ImmutableArray<TokenAlternatives> Read(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.RawRepresentation is not ChatCompletion { ContentTokenLogProbabilities: { Count: > 0 } steps }) return default;
        return [.. steps.Select(s => new TokenAlternatives(
            new TokenLogProbability(s.Token, s.LogProbability), [.. s.TopLogProbabilities.Select(t => new TokenLogProbability(t.Token, t.LogProbability))]))];
    }
}
