using System.Text.Json;
using Emotion.Ambiguity.Recognition;

namespace WebDemo;

/// <summary>What the page shows beside the endpoints' own result: raw scores of each extractor, and the token logits step by step.</summary>
internal static class ResultDetails
{
    public static void Write(Utf8JsonWriter json, RecognitionResult result, StepTracer tracer)
    {
        json.WriteStartObject("scores");
        foreach (var (name, extraction) in result.Windows[0].Extractions)
        {
            if (extraction.Scores.IsDefaultOrEmpty) continue;
            json.WriteStartObject(name);
            for (var n = 0; n < extraction.Scores.Length; n++) json.WriteNumber(Engines.Taxonomy[n].Name, extraction.Scores[n]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (result.Windows[0].Extractions.FirstOrDefault(e => e.Extractor == tracer.Name) is not { } read || tracer.Find(read.Result) is not { } trace) return;
        json.WriteStartObject("trace");
        trace.Write(json);
        json.WriteEndObject();
    }
}
