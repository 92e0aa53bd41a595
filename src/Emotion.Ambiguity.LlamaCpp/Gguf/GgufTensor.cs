using System.Collections.Immutable;

namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>How a tensor is stored.</summary>
/// <param name="Shape">Its sizes, the one whose values lie side by side first.</param>
/// <param name="Type">Its number format, as ggml counts them.</param>
internal sealed record GgufTensor(ImmutableArray<long> Shape, uint Type);
