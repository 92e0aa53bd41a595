using System.Collections.Immutable;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>One label of the worker's taxonomy.</summary>
internal sealed record LabelMessage(string Name, ImmutableArray<string> Forms);
