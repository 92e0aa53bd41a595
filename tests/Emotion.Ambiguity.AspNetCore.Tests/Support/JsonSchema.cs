using System.Text.Json;

namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>Checks JSON against a schema of an OpenAPI document: as much of JSON Schema as the document uses.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>What is wrong with a value; nothing where it fits.</summary>
    public IReadOnlyList<string> Faults(JsonElement value, string schema) => [.. Check(value, Schema(schema), "$")];

    private JsonElement Schema(string name) => document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Check(value, Schema(reference.GetString()!.Split('/')[^1]), where);
        return [.. CheckType(value, schema, where), .. CheckRange(value, schema, where), .. CheckMembers(value, schema, where)];
    }

    private static IEnumerable<string> CheckType(JsonElement value, JsonElement schema, string where)
    {
        if (!schema.TryGetProperty("type", out var type)) yield break;
        var types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : new[] { type.GetString()! };
        var actual = value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
        if (!types.Contains(actual, StringComparer.Ordinal) && !(actual == "integer" && types.Contains("number", StringComparer.Ordinal))) yield return $"{where} is {actual}, not {string.Join(" or ", types)}";
    }

    private static IEnumerable<string> CheckRange(JsonElement value, JsonElement schema, string where)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (schema.TryGetProperty("minimum", out var minimum) && value.GetDouble() < minimum.GetDouble()) yield return $"{where} is {value}, below {minimum}";
            if (schema.TryGetProperty("maximum", out var maximum) && value.GetDouble() > maximum.GetDouble()) yield return $"{where} is {value}, above {maximum}";
        }

        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(n => n.GetString() == value.GetString())) yield return $"{where} is {value}, none of {names}";
    }

    private IEnumerable<string> CheckMembers(JsonElement value, JsonElement schema, string where)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)) return value.EnumerateArray().SelectMany((item, i) => Check(item, items, $"{where}[{i}]"));
        return value.ValueKind == JsonValueKind.Object ? CheckObject(value, schema, where) : [];
    }

    private IEnumerable<string> CheckObject(JsonElement value, JsonElement schema, string where)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(name => !value.TryGetProperty(name, out _))) yield return $"{where}.{name} is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            var inner = $"{where}.{member.Name}";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var property))
            {
                foreach (var fault in Check(member.Value, property, inner)) yield return fault;
            }
            else if (schema.TryGetProperty("additionalProperties", out var additional))
            {
                if (additional.ValueKind == JsonValueKind.False) yield return $"{inner} is not in the document";
                if (additional.ValueKind != JsonValueKind.Object) continue;
                foreach (var fault in Check(member.Value, additional, inner)) yield return fault;
            }
        }
    }
}
