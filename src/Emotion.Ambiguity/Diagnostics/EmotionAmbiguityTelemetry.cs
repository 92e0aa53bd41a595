namespace Emotion.Ambiguity.Diagnostics;

/// <summary>Names for whoever listens to what recognizers do. docs/observability.md has all instruments, activities and tags.</summary>
public static class EmotionAmbiguityTelemetry
{
    /// <summary>The name of the ActivitySource and of the Meter.</summary>
    public const string Name = "Emotion.Ambiguity";
}
