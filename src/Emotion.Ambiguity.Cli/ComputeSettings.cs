using Emotion.Ambiguity.Models.Mini;

namespace Emotion.Ambiguity.Cli;

/// <summary>What <see cref="ComputeOptions"/> were set to.</summary>
/// <param name="Whisper">The Whisper model's file, or null for the embedded one.</param>
/// <param name="Projector">The audio projector's file, or null for the embedded one or none.</param>
/// <param name="Engines">How all engines of the command compute, within one budget of cores.</param>
/// <param name="MaxOutputTokens">The most tokens of an answer, or null for the default.</param>
/// <param name="MaxInvalidShare">The largest share of unreadable answers that is still a success, 0 to 1.</param>
internal sealed record ComputeSettings(string? Whisper, string? Projector, EngineOptions Engines, int? MaxOutputTokens, double MaxInvalidShare);
