using System.Text.Json;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>The comparison as one JSON object. The names are documented in docs/cli.md; they only ever grow.</summary>
internal static class CompareJson
{
    public static void Write(IReadOnlyList<ComparedUtterance> utterances, EmotionTaxonomy taxonomy, IReadOnlyList<string> charts, TextWriter output) => JsonOutput.WriteObject(output, json =>
    {
        json.WriteString("taxonomy", taxonomy.Name);
        json.WriteStartArray("utterances");
        foreach (var utterance in utterances) WriteOne(json, utterance);
        json.WriteEndArray();
        json.WriteStartArray("charts");
        foreach (var chart in charts) json.WriteStringValue(chart);
        json.WriteEndArray();
    });

    private static void WriteOne(Utf8JsonWriter json, ComparedUtterance utterance)
    {
        json.WriteStartObject();
        json.WriteString("id", utterance.Id);
        json.WriteString("text", utterance.Text);
        if (utterance.Error is not null) json.WriteString("error", utterance.Error.Message);
        var votes = utterance.Votes?.Distribution;
        Distribution(json, "votes", votes);
        json.WriteNumberOrNull("votesNormalizedEntropy", votes?.NormalizedEntropy);
        json.WriteStartObject("configurations");
        foreach (var reading in utterance.Readings)
        {
            json.WriteStartObject(reading.Configuration);
            json.WriteBoolean("valid", reading.Result.IsValid);
            if (!reading.Result.IsValid) json.WriteString("invalidReason", reading.Result.InvalidReason.ToString());
            Distribution(json, "distribution", reading.Result.Distribution);
            json.WriteNumberOrNull("normalizedEntropy", reading.Result.Distribution?.NormalizedEntropy);
            json.WriteNumberOrNull("kullbackLeibler", reading.KullbackLeibler(votes));
            json.WriteNumberOrNull("jensenShannon", reading.JensenShannon(votes));
            if (reading.Result.FallbackUsed is { } fallback) json.WriteString("fallbackUsed", fallback.ToString());
            if (reading.Answer is not null) json.WriteString("answer", reading.Answer);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Distribution(Utf8JsonWriter json, string name, EmotionDistribution? distribution)
    {
        if (distribution is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        for (var i = 0; i < distribution.Taxonomy.Count; i++) json.WriteNumber(distribution.Taxonomy[i].Name, distribution[i]);
        json.WriteEndObject();
    }
}
