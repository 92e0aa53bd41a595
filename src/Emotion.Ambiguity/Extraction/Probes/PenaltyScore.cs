namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>How well a penalty did on examples held out of the training. Immutable and thread-safe.</summary>
/// <param name="Penalty">The penalty on W.</param>
/// <param name="KullbackLeibler">The mean of KL(votes || prediction) over all examples, each predicted by a probe that has not seen its fold; nats.</param>
public sealed record PenaltyScore(double Penalty, double KullbackLeibler);
