using System.Text.Json;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Recognition;

/// <summary>Results as JSON, in the form that the tool and the HTTP endpoints share. Names and meaning are documented in docs/cli.md; they only ever grow.</summary>
/// <remarks>Thread-safe; a writer is used by one caller at a time.</remarks>
public static class RecognitionJson
{
    /// <summary>Writes the members of a result into an object that is open, so that a caller can add members of its own.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="result">The result. What was said is part of it.</param>
    public static void WriteMembers(Utf8JsonWriter json, RecognitionResult result)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(result);
        json.WriteString("id", result.Id);
        json.WriteBoolean("valid", result.IsValid);
        json.WriteString("text", result.Text);
        WriteDistribution(json, "distribution", result.Distribution);
        if (result.Distribution is { } distribution)
        {
            WriteStrings(json, "top", distribution.TopLabels.Select(l => l.Name));
            json.WriteNumber("entropy", distribution.Entropy);
            json.WriteNumber("normalizedEntropy", distribution.NormalizedEntropy);
        }

        json.WriteStartObject("extractors");
        foreach (var extraction in result.Extractions) WriteExtraction(json, extraction);
        json.WriteEndObject();
        if (result.GeneratedText is not null) json.WriteString("answer", result.GeneratedText);
        WriteWindows(json, result);
        WriteDiagnostics(json, result);
    }

    /// <summary>Writes a distribution as an object of labels and probabilities, in the taxonomy's order; null as null.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="distribution">The distribution, or null where there is none.</param>
    public static void WriteDistribution(Utf8JsonWriter json, string name, EmotionDistribution? distribution)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (distribution is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        for (var i = 0; i < distribution.Taxonomy.Count; i++) json.WriteNumber(distribution.Taxonomy[i].Name, distribution[i]);
        json.WriteEndObject();
    }

    private static void WriteExtraction(Utf8JsonWriter json, NamedExtraction extraction)
    {
        var result = extraction.Result;
        json.WriteStartObject(extraction.Extractor);
        json.WriteBoolean("valid", result.IsValid);
        if (!result.IsValid) json.WriteString("invalidReason", result.InvalidReason.ToString());
        WriteDistribution(json, "distribution", result.Distribution);
        if (result.Distribution is { } distribution) json.WriteNumber("normalizedEntropy", distribution.NormalizedEntropy);
        if (result.Uncalibrated is not null) WriteDistribution(json, "uncalibrated", result.Uncalibrated);
        if (result.WasNormalized) json.WriteBoolean("wasNormalized", true);
        if (result.FallbackUsed is not null) json.WriteString("fallbackUsed", result.FallbackUsed.ToString());
        if (result.UnknownLabels.Length > 0) WriteStrings(json, "unknownLabels", result.UnknownLabels);
        if (result.UnreadableAnswers > 0) json.WriteNumber("unreadableAnswers", result.UnreadableAnswers);
        if (result.UpperBoundShare > 0) json.WriteNumber("upperBoundShare", result.UpperBoundShare);
        if (result.Warning is not null) json.WriteString("warning", result.Warning);
        json.WriteEndObject();
    }

    private static void WriteWindows(Utf8JsonWriter json, RecognitionResult result)
    {
        json.WriteStartArray("windows");
        foreach (var window in result.Windows)
        {
            json.WriteStartObject();
            json.WriteNumber("startSeconds", window.Start.TotalSeconds);
            if (window.Duration is { } duration) json.WriteNumber("durationSeconds", duration.TotalSeconds);
            json.WriteString("text", window.Text);
            if (window.Transcript?.NoSpeechProbability is { } noSpeech) json.WriteNumber("noSpeechProbability", noSpeech);
            WriteDistribution(json, "distribution", window.Extractions[0].Result.Distribution);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, RecognitionResult result)
    {
        var diagnostics = result.Diagnostics;
        json.WriteStartObject("diagnostics");
        json.WriteString("model", diagnostics.LanguageModelId);
        json.WriteString("transcriber", diagnostics.TranscriberId);
        json.WriteString("audioEncoder", diagnostics.AudioEncoderId);
        json.WriteString("input", diagnostics.Input.ToString().ToLowerInvariant());
        json.WriteString("prompt", diagnostics.Prompt);
        json.WriteString("extractor", diagnostics.PrimaryExtractor);
        json.WriteString("chatTemplate", diagnostics.ChatTemplate.ToString());
        json.WriteString("appliedPolicy", diagnostics.AppliedPolicy);
        if (diagnostics.CalibrationWarning is not null) json.WriteString("calibrationWarning", diagnostics.CalibrationWarning);
        json.WriteNumber("promptTokens", result.Windows.Sum(w => w.Diagnostics.PromptTokens));
        json.WriteNumber("reusedPromptTokens", result.Windows.Sum(w => w.Diagnostics.ReusedPromptTokens));
        json.WriteNumber("outputTokens", result.Windows.Sum(w => w.Diagnostics.OutputTokens));
        json.WriteNumber("transcriptionSeconds", result.Windows.Sum(w => w.Diagnostics.TranscriptionTime.TotalSeconds));
        json.WriteNumber("encodingSeconds", result.Windows.Sum(w => w.Diagnostics.EncodingTime.TotalSeconds));
        json.WriteNumber("modelSeconds", result.Windows.Sum(w => w.Diagnostics.ModelTime.TotalSeconds));
        json.WriteNumber("totalSeconds", diagnostics.TotalTime.TotalSeconds);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
