using System.Buffers;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Recognition;

public sealed class RecognitionJsonTests
{
    private static readonly RecognizerOptions Options = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor(), new SamplingExtractor(new() { Samples = 4 })],
    };

    [Fact]
    public async Task WriteMembers_ResultOfAClip_HoldsWhatTheResultHolds()
    {
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed == 1 ? "no idea" : "anger: 75%, sadness: 75%, surprise: 10%"));
        await using var transcriber = new ScriptedTranscriber("get out");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Options);
        var result = await recognizer.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[16_000], 16_000), "clip"));

        var json = Write(result);

        json.GetProperty("id").GetString().ShouldBe("clip");
        json.GetProperty("valid").GetBoolean().ShouldBe(result.IsValid);
        json.GetProperty("text").GetString().ShouldBe("get out");
        json.GetProperty("answer").GetString().ShouldBe(result.GeneratedText);
        var distribution = json.GetProperty("distribution").EnumerateObject().ToArray();
        distribution.Select(p => p.Name).ShouldBe(["anger", "happiness", "sadness", "neutral"]);
        distribution.Select(p => p.Value.GetDouble()).ShouldBe([0.5, 0, 0.5, 0]);
        json.GetProperty("top").EnumerateArray().Select(t => t.GetString()).ShouldBe(["anger", "sadness"]);
        json.GetProperty("entropy").GetDouble().ShouldBe(Math.Log(2), 1e-12);
        json.GetProperty("normalizedEntropy").GetDouble().ShouldBe(0.5, 1e-12);
        var text = json.GetProperty("extractors").GetProperty("text");
        text.GetProperty("wasNormalized").GetBoolean().ShouldBeTrue();
        text.GetProperty("unknownLabels").EnumerateArray().Select(l => l.GetString()).ShouldBe(["surprise"]);
        text.TryGetProperty("unreadableAnswers", out _).ShouldBeFalse();
        json.GetProperty("extractors").GetProperty("sampling").GetProperty("unreadableAnswers").GetInt32().ShouldBe(1);
        var window = json.GetProperty("windows").EnumerateArray().ShouldHaveSingleItem();
        (window.GetProperty("startSeconds").GetDouble(), window.GetProperty("durationSeconds").GetDouble()).ShouldBe((0, 1));
        var diagnostics = json.GetProperty("diagnostics");
        (diagnostics.GetProperty("model").GetString(), diagnostics.GetProperty("transcriber").GetString(), diagnostics.GetProperty("audioEncoder").ValueKind)
            .ShouldBe(("scripted", "scripted", JsonValueKind.Null));
        diagnostics.GetProperty("extractor").GetString().ShouldBe("text");
    }

    [Fact]
    public async Task WriteMembers_UnreadableAnswer_SaysWhyAndHasNoDistribution()
    {
        await using var model = new ScriptedLanguageModel("no idea");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options with { Extractors = [new TextDistributionExtractor()] });
        var json = Write(await recognizer.RecognizeTextAsync("words"));
        json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        json.GetProperty("distribution").ValueKind.ShouldBe(JsonValueKind.Null);
        json.TryGetProperty("top", out _).ShouldBeFalse();
        json.GetProperty("extractors").GetProperty("text").GetProperty("invalidReason").GetString().ShouldBe("NoLabelFound");
    }

    private static JsonElement Write(RecognitionResult result)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            RecognitionJson.WriteMembers(json, result);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(bytes.WrittenMemory).RootElement;
    }
}
