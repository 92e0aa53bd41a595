using System.Text.Json;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>A member of a JSON file's object or array.</summary>
internal readonly record struct JsonMember(string? Name, JsonElement Value, long Line)
{
    /// <summary>A property's text: the string itself, or a number as it is written; null where there is none.</summary>
    public static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => String(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A property's name; null where it is no text.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Text whose bytes are not UTF-8, or half a surrogate pair, is no text; the row that it stands in is bad.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
