namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How ambiguous an item is, to people and to a configuration. Immutable and thread-safe.</summary>
/// <param name="Voted">The entropy of the votes, in nats.</param>
/// <param name="Predicted">The entropy of the prediction, in nats.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct EntropyPoint(double Voted, double Predicted);
