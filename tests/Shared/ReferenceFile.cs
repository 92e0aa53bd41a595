using System.Text.Json;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>Values computed by programs outside the project (numpy, scipy, scikit-learn).</summary>
internal static class ReferenceFile
{
    public static JsonElement Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", name)));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    public static double[] Table(this JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(e => e.GetDouble())];

    public static double? NumberOrNull(this JsonElement item, string name) =>
        item.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : null;

    /// <summary>Both absent, or both there and equal within the reference's tolerance.</summary>
    public static void ShouldAgree(double? actual, double? expected, string what)
    {
        if (expected is null) actual.ShouldBeNull(what);
        else actual.ShouldNotBeNull(what).ShouldBe(expected.Value, 1e-9, what);
    }
}
