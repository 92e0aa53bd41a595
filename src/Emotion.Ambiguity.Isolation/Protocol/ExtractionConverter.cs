using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>Writes an <see cref="ExtractionResult"/> as its <see cref="ExtractionMessage"/>.</summary>
internal sealed class ExtractionConverter : JsonConverter<ExtractionResult>
{
    public override ExtractionResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var message = (ExtractionMessage?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(ExtractionMessage)));
        return message?.ToResult() ?? throw new JsonException("An extraction is null.");
    }

    public override void Write(Utf8JsonWriter writer, ExtractionResult value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, ExtractionMessage.Of(value), options.GetTypeInfo(typeof(ExtractionMessage)));
}
