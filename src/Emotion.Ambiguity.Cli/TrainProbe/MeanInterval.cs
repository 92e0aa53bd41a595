namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>A mean and the ends of its 95 % interval.</summary>
internal sealed record MeanInterval(double Mean, double Low, double High);
