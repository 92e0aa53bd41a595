using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>One pair of target and prediction, as far as ranks and adaptive bins need it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Outcome(int Group, double TargetEntropy, double PredictedEntropy, double Confidence, bool IsRight);
