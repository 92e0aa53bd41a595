using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>How far a run of predictions is.</summary>
/// <param name="Source">The source that is at work.</param>
/// <param name="Done">Its items so far, with those of earlier runs.</param>
/// <param name="Total">All its items.</param>
/// <param name="ItemsPerSecond">The rate of this run; 0 before the first item.</param>
/// <param name="TimeLeft">The time that the rest of this source takes at this rate; null before the first item.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PredictionProgress(string Source, long Done, long Total, double ItemsPerSecond, TimeSpan? TimeLeft);
