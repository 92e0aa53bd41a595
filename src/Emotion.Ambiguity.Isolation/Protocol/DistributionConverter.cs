using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>Writes a distribution as its numbers, to the last bit; the labels are the worker's taxonomy.</summary>
internal sealed class DistributionConverter(EmotionTaxonomy taxonomy) : JsonConverter<EmotionDistribution>
{
    public override EmotionDistribution Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A distribution is no array.");
        var probabilities = new List<double>(taxonomy.Count);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) probabilities.Add(reader.GetDouble());
        return EmotionDistribution.FromProbabilities(taxonomy, probabilities.ToArray());
    }

    public override void Write(Utf8JsonWriter writer, EmotionDistribution value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var p in value.Probabilities) writer.WriteNumberValue(p);
        writer.WriteEndArray();
    }
}
