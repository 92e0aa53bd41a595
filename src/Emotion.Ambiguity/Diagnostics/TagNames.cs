namespace Emotion.Ambiguity.Diagnostics;

/// <summary>The tags of activities and measurements. OpenTelemetry's own names where it has them.</summary>
internal static class TagNames
{
    public const string Model = "gen_ai.request.model";
    public const string TokenType = "gen_ai.token.type";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string ErrorType = "error.type";
    public const string CachedInputTokens = "emotion_ambiguity.cached_input_tokens";
    public const string QueueSeconds = "emotion_ambiguity.queue_seconds";
    public const string Prompt = "emotion_ambiguity.prompt";
    public const string Taxonomy = "emotion_ambiguity.taxonomy";
    public const string Extractor = "emotion_ambiguity.extractor";
    public const string Outcome = "emotion_ambiguity.outcome";
    public const string Reason = "emotion_ambiguity.reason";
    public const string Windows = "emotion_ambiguity.windows";
    public const string Transcriber = "emotion_ambiguity.transcriber";
    public const string AudioEncoder = "emotion_ambiguity.audio_encoder";
    public const string ClipSeconds = "emotion_ambiguity.clip_seconds";

    // What somebody said, and what it makes of them: only where it is asked for.
    public const string UtteranceId = "emotion_ambiguity.utterance.id";
    public const string UtteranceText = "emotion_ambiguity.utterance.text";
    public const string Answer = "emotion_ambiguity.answer";
    public const string Distribution = "emotion_ambiguity.distribution";
    public const string ErrorMessage = "emotion_ambiguity.error.message";
}
