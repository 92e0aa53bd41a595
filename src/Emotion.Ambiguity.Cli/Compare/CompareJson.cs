using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

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
        json.WriteStrings("charts", charts);
    });

    private static void WriteOne(Utf8JsonWriter json, ComparedUtterance utterance)
    {
        json.WriteStartObject();
        json.WriteString("id", utterance.Id);
        json.WriteString("text", utterance.Text);
        if (utterance.Error is not null) json.WriteString("error", utterance.Error.Message);
        var votes = utterance.Votes?.Distribution;
        RecognitionJson.WriteDistribution(json, "votes", votes);
        json.WriteNumberOrNull("votesNormalizedEntropy", votes?.NormalizedEntropy);
        json.WriteStartObject("configurations");
        foreach (var reading in utterance.Readings)
        {
            json.WriteStartObject(reading.Configuration);
            json.WriteBoolean("valid", reading.Result.IsValid);
            if (!reading.Result.IsValid) json.WriteString("invalidReason", reading.Result.InvalidReason.ToString());
            RecognitionJson.WriteDistribution(json, "distribution", reading.Result.Distribution);
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
}
