using System.Text.Json;
using Emotion.Ambiguity.AspNetCore.Requests;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;

namespace Emotion.Ambiguity.AspNetCore.Live;

/// <summary>The messages of a live stream, each a JSON object with a type.</summary>
internal static class StreamMessages
{
    public static void Write(Utf8JsonWriter json, StreamingUpdate update, Action<Utf8JsonWriter, RecognitionResult>? enrich)
    {
        if (update is StreamingSegment segment) WriteSegment(json, segment, enrich);
        else if (update is StreamingSummary summary) WriteSummary(json, summary);
        RecognitionJson.WriteDistribution(json, "running", update.Running);
    }

    public static void WriteError(Utf8JsonWriter json, Problem problem)
    {
        json.WriteString("type", "error");
        WriteProblem(json, problem);
    }

    private static void WriteSegment(Utf8JsonWriter json, StreamingSegment segment, Action<Utf8JsonWriter, RecognitionResult>? enrich)
    {
        json.WriteString("type", "segment");
        json.WriteNumber("index", segment.Index);
        json.WriteNumber("startSeconds", segment.Start.TotalSeconds);
        json.WriteNumber("durationSeconds", segment.Duration.TotalSeconds);
        json.WriteNumber("speechStartSeconds", segment.SpeechStart.TotalSeconds);
        json.WriteNumber("speechEndSeconds", segment.SpeechEnd.TotalSeconds);
        json.WriteString("endedBy", segment.EndedBy.ToString());
        json.WriteNumber("latencySeconds", segment.Latency.Total.TotalSeconds);
        if (segment.Succeeded)
        {
            json.WriteStartObject("result");
            RecognitionJson.WriteMembers(json, segment.Result);
            enrich?.Invoke(json, segment.Result);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("error");
            WriteProblem(json, Problems.Of(segment.Error));
            json.WriteEndObject();
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, StreamingSummary summary)
    {
        json.WriteString("type", "summary");
        json.WriteNumber("seconds", summary.Samples.Total.TotalSeconds);
        json.WriteNumber("speechSeconds", summary.Samples.Speech.TotalSeconds);
        json.WriteNumber("silenceSeconds", summary.Samples.Silence.TotalSeconds);
        json.WriteNumber("segments", summary.Samples.Segments);
        json.WriteNumber("readable", summary.Readable);
        json.WriteNumber("unreadable", summary.Unreadable);
        json.WriteNumber("failed", summary.Failed);
    }

    private static void WriteProblem(Utf8JsonWriter json, Problem problem)
    {
        json.WriteString("title", problem.Title);
        json.WriteString("detail", problem.Detail);
        json.WriteString("code", problem.Code);
    }
}
