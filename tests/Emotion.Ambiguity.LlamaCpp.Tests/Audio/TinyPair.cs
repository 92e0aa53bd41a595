using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>A tiny projector and a tiny language model in temporary files.</summary>
internal sealed class TinyPair(TinyProjector? projector = null, TinyGguf? model = null) : IDisposable
{
    private readonly TemporaryFile _projector = new((projector ?? new TinyProjector()).Write());
    private readonly TemporaryFile _model = new((model ?? new TinyGguf()).Write());

    public string ProjectorPath => _projector.Path;

    public string ModelPath => _model.Path;

    public Task<MtmdAudioEncoder> LoadAsync(MtmdAudioEncoderOptions? options = null) =>
        MtmdAudioEncoder.LoadAsync(ProjectorPath, ModelPath, (options ?? new MtmdAudioEncoderOptions()) with { Threads = 1 });

    public void Dispose()
    {
        _projector.Dispose();
        _model.Dispose();
    }
}
