namespace Emotion.Ambiguity.WebDemo.Tests.Support;

/// <summary>The browser of this machine. None is ever downloaded.</summary>
internal static class Chromium
{
    /// <summary>Names another browser's file.</summary>
    public const string Variable = "EMOTION_AMBIGUITY_CHROMIUM";

    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Its file; null where there is none.</summary>
    public static string? File => (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named] : UsualPlaces).FirstOrDefault(System.IO.File.Exists);

    /// <summary>Why tests with a browser are skipped; null where they are not.</summary>
    public static string? SkipReason => File is null ? $"No Chromium at {string.Join(", ", UsualPlaces)}. Install it, or name its file in {Variable}." : null;
}
