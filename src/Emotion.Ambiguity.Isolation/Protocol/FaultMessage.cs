using System.Collections.Immutable;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>An error of the worker: of a type that the parent can make again with all its data, or one that it only tells about.</summary>
internal sealed record FaultMessage
{
    /// <summary>The type's name without its namespace.</summary>
    public required string Type { get; init; }

    public required string Message { get; init; }

    /// <summary>The texts of its constructor, in order.</summary>
    public ImmutableArray<string?> Texts { get; init; } = [];

    /// <summary>The numbers of its constructor, in order.</summary>
    public ImmutableArray<int> Numbers { get; init; } = [];

    /// <summary>Where it was thrown, and what caused it.</summary>
    public string? Details { get; init; }
}
