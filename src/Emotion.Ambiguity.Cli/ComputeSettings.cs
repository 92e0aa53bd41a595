namespace Emotion.Ambiguity.Cli;

/// <summary>What <see cref="ComputeOptions"/> were set to.</summary>
internal sealed record ComputeSettings(string? Whisper, string? Projector, int? Threads, int GpuLayers, int? MaxOutputTokens, double MaxInvalidShare);
