using System.Text.Json;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>One JSON object a line. Names and meaning are documented in docs/cli.md; they only ever grow.</summary>
internal sealed class JsonResultWriter(TextWriter output) : IResultWriter
{
    public Task WriteAsync(RecognitionResult result, ListenerVotes? votes) => JsonOutput.WriteLineAsync(output, json =>
    {
        RecognitionJson.WriteMembers(json, result);
        if (votes is not null) WriteVotes(json, votes);
    });

    public Task WriteFailureAsync(RecognitionOutcome outcome) => JsonOutput.WriteLineAsync(output, json =>
    {
        json.WriteString("id", outcome.Utterance.Id);
        json.WriteBoolean("valid", false);
        json.WriteString("error", outcome.Error!.Message);
        json.WriteString("errorType", outcome.Error.GetType().Name);
    });

    private static void WriteVotes(Utf8JsonWriter json, ListenerVotes votes)
    {
        json.WriteStartObject("votes");
        RecognitionJson.WriteDistribution(json, "distribution", votes.Distribution);
        json.WriteStartArray("counts");
        foreach (var count in votes.Counts) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteNumber("outsideTaxonomy", votes.OutsideTaxonomy);
        json.WriteEndObject();
    }
}
