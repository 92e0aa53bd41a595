using System.Diagnostics;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Diagnostics;

/// <summary>Tells listeners what one recognizer does. Thread-safe. Allocates nothing while nobody listens.</summary>
internal sealed class RecognitionTelemetry(RecognizerOptions options, string modelId)
{
    private readonly string _extractor = options.Extractors[0].Name;
    private readonly bool _sensitive = options.EnableSensitiveData;

    public static Activity? StartRecognition() => Instruments.Source.StartActivity("emotion_ambiguity.recognize");

    public static Activity? StartTranscription(TranscriberInfo transcriber, Audio clip)
    {
        var activity = Instruments.Source.StartActivity("emotion_ambiguity.transcribe");
        activity?.SetTag(TagNames.Transcriber, transcriber.ModelId);
        activity?.SetTag(TagNames.ClipSeconds, clip.Duration.TotalSeconds);
        return activity;
    }

    public static Activity? StartEncoding(AudioEncoderInfo encoder, Audio clip)
    {
        var activity = Instruments.Source.StartActivity("emotion_ambiguity.encode");
        activity?.SetTag(TagNames.AudioEncoder, encoder.ModelId);
        activity?.SetTag(TagNames.ClipSeconds, clip.Duration.TotalSeconds);
        return activity;
    }

    public Activity? StartModel()
    {
        var activity = Instruments.Source.StartActivity("emotion_ambiguity.model", ActivityKind.Client);
        activity?.SetTag(TagNames.Model, modelId);
        return activity;
    }

    public void Recognized(Activity? activity, RecognitionResult result, long started)
    {
        var outcome = result.Extractions[0].Result.IsValid ? "valid" : "invalid";
        RecordDuration(started, outcome, null);
        if (activity is null) return;
        Describe(activity, outcome);
        activity.SetTag(TagNames.Windows, result.Windows.Length);
        if (!_sensitive) return;
        activity.SetTag(TagNames.UtteranceId, result.Id);
        activity.SetTag(TagNames.UtteranceText, result.Text);
        activity.SetTag(TagNames.Answer, result.GeneratedText);
        activity.SetTag(TagNames.Distribution, result.Distribution?.ToString());
    }

    public void Failed(Activity? activity, Exception fault, long started)
    {
        var outcome = fault is OperationCanceledException ? "cancelled" : "error";
        RecordDuration(started, outcome, fault);
        if (activity is null) return;
        Describe(activity, outcome);
        Mark(activity, fault);
    }

    /// <summary>Says on an activity how it failed: the error's type, and its message only where it may name files and words.</summary>
    public void Mark(Activity? activity, Exception fault)
    {
        if (activity is null) return;
        if (fault is not OperationCanceledException) activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag(TagNames.ErrorType, fault.GetType().FullName);
        if (_sensitive) activity.SetTag(TagNames.ErrorMessage, fault.Message);
    }

    public static void Transcribed(TranscriberInfo transcriber, TimeSpan time)
    {
        if (Instruments.TranscriptionDuration.Enabled) Instruments.TranscriptionDuration.Record(time.TotalSeconds, Tag(TagNames.Transcriber, transcriber.ModelId));
    }

    public static void Encoded(AudioEncoderInfo encoder, TimeSpan time)
    {
        if (Instruments.EncodingDuration.Enabled) Instruments.EncodingDuration.Record(time.TotalSeconds, Tag(TagNames.AudioEncoder, encoder.ModelId));
    }

    public void Answered(Activity? activity, LanguageModelResponse response)
    {
        var output = response.OutputTokens ?? response.Generation?.TokenIds.Length ?? 0;
        if (Instruments.ModelDuration.Enabled) Instruments.ModelDuration.Record(response.ComputeTime.TotalSeconds, Tag(TagNames.Model, modelId));
        if (Instruments.QueueDuration.Enabled) Instruments.QueueDuration.Record(response.QueueTime.TotalSeconds, Tag(TagNames.Model, modelId));
        if (Instruments.Tokens.Enabled)
        {
            AddTokens(response.PromptTokens - response.ReusedPromptTokens, "input");
            AddTokens(response.ReusedPromptTokens, "cached_input");
            AddTokens(output, "output");
        }

        if (activity is null) return;
        activity.SetTag(TagNames.InputTokens, response.PromptTokens);
        activity.SetTag(TagNames.CachedInputTokens, response.ReusedPromptTokens);
        activity.SetTag(TagNames.OutputTokens, output);
        activity.SetTag(TagNames.QueueSeconds, response.QueueTime.TotalSeconds);
    }

    public void Extracted(NamedExtraction extraction)
    {
        if (Instruments.Extractions.Enabled) Instruments.Extractions.Add(1, Tag(TagNames.Model, modelId), Tag(TagNames.Extractor, extraction.Extractor));
        if (extraction.Result.IsValid || !Instruments.InvalidExtractions.Enabled) return;
        Instruments.InvalidExtractions.Add(1, Tag(TagNames.Model, modelId), Tag(TagNames.Extractor, extraction.Extractor), Tag(TagNames.Reason, extraction.Result.InvalidReason.ToString()));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private void AddTokens(int count, string type)
    {
        if (count > 0) Instruments.Tokens.Add(count, Tag(TagNames.Model, modelId), Tag(TagNames.TokenType, type));
    }

    private void RecordDuration(long started, string outcome, Exception? fault)
    {
        if (!Instruments.RecognitionDuration.Enabled) return;
        var tags = new TagList
        {
            { TagNames.Model, modelId }, { TagNames.Prompt, options.Prompt.Name }, { TagNames.Extractor, _extractor }, { TagNames.Outcome, outcome },
        };
        if (fault is not null) tags.Add(TagNames.ErrorType, fault.GetType().FullName);
        Instruments.RecognitionDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    private void Describe(Activity activity, string outcome)
    {
        activity.SetTag(TagNames.Model, modelId);
        activity.SetTag(TagNames.Prompt, options.Prompt.Name);
        activity.SetTag(TagNames.Taxonomy, options.Taxonomy.Name);
        activity.SetTag(TagNames.Extractor, _extractor);
        activity.SetTag(TagNames.Outcome, outcome);
    }
}
