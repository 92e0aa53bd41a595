using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes an enum as its name in camel case, and reads no numbers.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
