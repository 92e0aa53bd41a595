namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Turn">Does the work once and says how much it was and how long it took.</param>
internal sealed record Contender(string Name, Func<Task<Work>> Turn);
