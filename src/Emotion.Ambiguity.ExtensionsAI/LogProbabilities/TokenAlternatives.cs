using System.Collections.Immutable;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>One step of an answer: the token that was written, and the likeliest ones at that place. Immutable and thread-safe.</summary>
/// <param name="Chosen">The token that was written.</param>
/// <param name="Top">The likeliest tokens, likeliest first; the written one may be missing.</param>
public sealed record TokenAlternatives(TokenLogProbability Chosen, ImmutableArray<TokenLogProbability> Top);
