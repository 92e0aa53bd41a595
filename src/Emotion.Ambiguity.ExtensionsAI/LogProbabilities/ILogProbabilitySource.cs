using System.Collections.Immutable;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Asks a provider for the probabilities of tokens, and finds them in its answer. <see cref="IChatClient"/> itself has no place for either.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ILogProbabilitySource
{
    /// <summary>What <see cref="ChatOptions.RawRepresentationFactory"/> must return so that the provider sends probabilities.</summary>
    /// <param name="count">How many tokens each step lists, 1 to 20.</param>
    /// <returns>A new object of the provider's own.</returns>
    object CreateRawOptions(int count);

    /// <summary>Finds the probabilities in an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>One entry a token of the answer, or default where the provider sent none.</returns>
    ImmutableArray<TokenAlternatives> Read(ChatResponse response);
}
