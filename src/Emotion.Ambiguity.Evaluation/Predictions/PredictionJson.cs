using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>The lines of a file of predictions. Numbers are written so that reading gives the same bits.</summary>
internal static class PredictionJson
{
    private const string Format = "emotion-ambiguity/predictions/1";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteHeader(IBufferWriter<byte> line, PredictionHeader header)
    {
        using var json = new Utf8JsonWriter(line, Options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("source", header.Source);
        if (header.Model is not null) json.WriteString("model", header.Model);
        if (header.Prompt is not null) json.WriteString("prompt", header.Prompt);
        WriteStrings(json, "extractors", header.Extractors);
        WriteStrings(json, "labels", header.Labels);
        json.WriteString("dataset", header.Dataset);
        json.WriteStartObject("fingerprint");
        foreach (var (key, value) in header.Fingerprint) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The line is no header.</exception>
    public static PredictionHeader ReadHeader(string line) => Guard(line, root =>
    {
        if (!string.Equals(Text(root, "format"), Format, StringComparison.Ordinal)) throw new FormatException($"Its format is not \"{Format}\".");
        return new PredictionHeader
        {
            Source = Text(root, "source") ?? throw new FormatException("It names no source."),
            Model = Text(root, "model"),
            Prompt = Text(root, "prompt"),
            Extractors = Strings(root, "extractors"),
            Labels = Strings(root, "labels"),
            Dataset = Text(root, "dataset") ?? throw new FormatException("It names no dataset."),
            Fingerprint = root.GetProperty("fingerprint").EnumerateObject()
                .ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal),
        };
    });

    public static void WritePrediction(IBufferWriter<byte> line, ItemPrediction prediction)
    {
        using var json = new Utf8JsonWriter(line, Options);
        json.WriteStartObject();
        json.WriteString("id", prediction.Id);
        if (prediction.Error is not null) json.WriteString("error", prediction.Error);
        if (prediction.Words is not null) json.WriteString("words", prediction.Words);
        if (prediction.Answer is not null) json.WriteString("answer", prediction.Answer);
        if (!prediction.Extractions.IsEmpty)
        {
            json.WriteStartObject("extractions");
            foreach (var (extractor, result) in prediction.Extractions) WriteExtraction(json, extractor, result);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The line is no prediction over these labels.</exception>
    public static ItemPrediction ReadPrediction(string line, EmotionTaxonomy taxonomy) => Guard(line, root =>
    {
        var id = Text(root, "id") ?? throw new FormatException("It has no id.");
        if (Text(root, "error") is { } error) return ItemPrediction.Failed(id, error);
        var extractions = root.GetProperty("extractions").EnumerateObject().Select(p => new NamedExtraction(p.Name, ReadExtraction(p.Value, taxonomy)));
        return ItemPrediction.Of(id, [.. extractions]) with { Words = Text(root, "words"), Answer = Text(root, "answer") };
    });

    private static void WriteExtraction(Utf8JsonWriter json, string extractor, ExtractionResult result)
    {
        json.WriteStartObject(extractor);
        if (result.Distribution is { } distribution)
        {
            json.WriteStartArray("p");
            foreach (var p in distribution.Probabilities) json.WriteNumberValue(p);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("invalid", result.InvalidReason.ToString());
        }

        if (result.WasNormalized) json.WriteBoolean("normalized", value: true);
        if (result.FallbackUsed is { } fallback)
        {
            json.WriteStartObject("fallback");
            json.WriteString("kind", fallback.Kind.ToString());
            json.WriteNumber("parameter", fallback.Parameter);
            json.WriteEndObject();
        }

        if (!result.UnknownLabels.IsEmpty) WriteStrings(json, "unknown", result.UnknownLabels);
        json.WriteEndObject();
    }

    private static ExtractionResult ReadExtraction(JsonElement element, EmotionTaxonomy taxonomy)
    {
        var result = element.TryGetProperty("p", out var p)
            ? ExtractionResult.Valid(EmotionDistribution.FromProbabilities(taxonomy, [.. p.EnumerateArray().Select(e => e.GetDouble())]))
            : ExtractionResult.Invalid(Enum.Parse<InvalidReason>(Text(element, "invalid") ?? throw new FormatException("An extraction has neither \"p\" nor \"invalid\".")));
        return result with
        {
            WasNormalized = element.TryGetProperty("normalized", out var normalized) && normalized.GetBoolean(),
            FallbackUsed = element.TryGetProperty("fallback", out var fallback) ? ReadNormalization(fallback) : null,
            UnknownLabels = element.TryGetProperty("unknown", out _) ? Strings(element, "unknown") : [],
        };
    }

    private static ScoreNormalization ReadNormalization(JsonElement element)
    {
        var parameter = element.GetProperty("parameter").GetDouble();
        return Enum.Parse<ScoreNormalizationKind>(Text(element, "kind")!) switch
        {
            ScoreNormalizationKind.Softmax => ScoreNormalization.Softmax(parameter),
            ScoreNormalizationKind.ShiftedProportional => ScoreNormalization.ShiftedProportional(parameter),
            _ => ScoreNormalization.Proportional,
        };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ImmutableArray<string> Strings(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static T Guard<T>(string line, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new FormatException("It is no JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }
}
