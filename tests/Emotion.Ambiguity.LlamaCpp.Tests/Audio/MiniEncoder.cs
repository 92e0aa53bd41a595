using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>The embedded projector and language model, loaded once and on one thread, because the machines that run tests have few.</summary>
public sealed class MiniEncoder : IAsyncLifetime
{
    public MtmdAudioEncoder Encoder { get; private set; } = null!;

    /// <summary>Decodes whole prompts, as the reference was computed.</summary>
    public LlamaCppModel Model { get; private set; } = null!;

    public static Audio Clip(string name) => Audio.Load(SampleClips.File(name));

    /// <summary>The sample clips one after the other, again and again, cut to a length.</summary>
    public static Audio Joined(double seconds)
    {
        var clips = SampleClips.Files.SelectMany(file => Audio.Load(file).Resample(Audio.SpeechSampleRateHz).Samples.ToArray()).ToArray();
        var samples = new float[(int)(seconds * Audio.SpeechSampleRateHz)];
        for (var i = 0; i < samples.Length; i++) samples[i] = clips[i % clips.Length];
        return Audio.FromSamples(samples, Audio.SpeechSampleRateHz);
    }

    public static Task<MtmdAudioEncoder> LoadAsync(MtmdAudioEncoderOptions? options = null) =>
        MtmdAudioEncoder.LoadAsync(TestModels.MiniProjectorPath, TestModels.MiniPath, (options ?? new MtmdAudioEncoderOptions()) with { Threads = 1 });

    public async Task InitializeAsync()
    {
        Encoder = await LoadAsync();
        Model = await LlamaCppModel.LoadAsync(
            TestModels.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 2048, MicroBatchTokens = 512, Batching = new BatchingOptions { MaxPrefixes = 0 } });
    }

    public async Task DisposeAsync()
    {
        await Encoder.DisposeAsync();
        await Model.DisposeAsync();
    }

    /// <summary>What a language model reads of a clip: the control tokens and rows, and a line with the words where they are known.</summary>
    public static PromptMessage Message(AudioEmbeddings sound, string? transcript)
    {
        var parts = new List<PromptPart>();
        if (!sound.LeadingTokenIds.IsEmpty) parts.Add(new TokenPart(sound.LeadingTokenIds));
        parts.Add(new EmbeddingPart(sound.Values, sound.Width));
        if (!sound.TrailingTokenIds.IsEmpty) parts.Add(new TokenPart(sound.TrailingTokenIds));
        if (transcript is not null) parts.Add(new TextPart($"\nTranscript: \"{transcript}\""));
        return new PromptMessage(PromptRole.User, [.. parts]);
    }
}
