using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Emotion.Ambiguity.Diagnostics;

/// <summary>The library's activity source and instruments. Static, as a process has one of each name; nobody listening costs one test of a flag.</summary>
internal static class Instruments
{
    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(EmotionAmbiguityTelemetry.Name, Version);

    public static ActivitySource Source { get; } = new(EmotionAmbiguityTelemetry.Name, Version);

    public static Histogram<double> RecognitionDuration { get; } = Seconds("emotion_ambiguity.recognition.duration", "From the call of a recognizer to its result.");

    public static Histogram<double> TranscriptionDuration { get; } = Seconds("emotion_ambiguity.transcription.duration", "Time that the transcriber took for a window.");

    public static Histogram<double> EncodingDuration { get; } = Seconds("emotion_ambiguity.encoding.duration", "Time that the audio encoder took for a window.");

    public static Histogram<double> ModelDuration { get; } = Seconds("emotion_ambiguity.model.duration", "Time that the language model computed a request, together with others.");

    public static Histogram<double> QueueDuration { get; } = Seconds("emotion_ambiguity.model.queue.duration", "Time that a request waited for the language model.");

    public static ObservableUpDownCounter<int> QueueLength { get; } =
        Meter.CreateObservableUpDownCounter("emotion_ambiguity.model.queue.length", ModelQueues.Observe, "{request}", "Requests that wait for a language model in process.");

    public static Counter<long> Tokens { get; } = Meter.CreateCounter<long>("emotion_ambiguity.model.tokens", "{token}", "Tokens of prompts and answers.");

    public static Counter<long> Extractions { get; } = Meter.CreateCounter<long>("emotion_ambiguity.extractions", "{answer}", "Answers that an extractor was given to read.");

    public static Counter<long> InvalidExtractions { get; } = Meter.CreateCounter<long>("emotion_ambiguity.extractions.invalid", "{answer}", "Answers that an extractor could not read.");

    private static Histogram<double> Seconds(string name, string description) =>
#if NET9_0_OR_GREATER
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
#else
        Meter.CreateHistogram<double>(name, "s", description);
#endif
}
