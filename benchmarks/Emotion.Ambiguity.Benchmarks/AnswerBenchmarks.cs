using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>Reading the distribution out of a model's words.</summary>
public class AnswerBenchmarks
{
    private readonly TextDistributionExtractor _extractor = new();
    private string _answer = "";

    public enum Shape
    {
        List,
        Prose,
        Json,
    }

    [Params(Shape.List, Shape.Prose, Shape.Json)]
    public Shape Answer { get; set; }

    [GlobalSetup]
    public void Choose() => _answer = Answer switch
    {
        Shape.List => "Anger: 40%\nDisgust: 15%\nFear: 10%\nHappiness: 5%\nSadness: 20%\nSurprise: 5%\nNeutral: 5%",
        Shape.Prose => "I would say that there is about a 40 percent chance of anger, 15 % of disgust and 10 % of fear; sadness may stand at 20 %, and happiness, surprise and neutral share the rest with 5 % each.",
        _ => "```json\n{\"anger\": 0.4, \"disgust\": 0.15, \"fear\": 0.1, \"happiness\": 0.05, \"sadness\": 0.2, \"surprise\": 0.05, \"neutral\": 0.05}\n```",
    };

    [Benchmark]
    public bool Read() => _extractor.Read(_answer, EmotionTaxonomy.Ekman7).IsValid;
}
