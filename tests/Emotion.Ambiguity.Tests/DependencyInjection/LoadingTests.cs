using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

/// <summary>When engines are loaded, what a failure does, and when they are disposed.</summary>
public sealed class LoadingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RecognizeAsync_ManyFirstCallsAtOnce_LoadOnce()
    {
        var loads = 0;
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => { Interlocked.Increment(ref loads); Thread.Sleep(50); return Containers.Model(); }));
        var recognizer = services.Recognizer();
        loads.ShouldBe(0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => recognizer.RecognizeTextAsync($"{i}")));
        loads.ShouldBe(1);
    }

    [Fact]
    public async Task RecognizeAsync_FactoryThatBlocks_DoesNotHoldTheCaller()
    {
        using var gate = new ManualResetEventSlim();
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => { gate.Wait(Soon); return Containers.Model(); }));
        var waiting = services.Recognizer().RecognizeTextAsync("u");
        waiting.IsCompleted.ShouldBeFalse();
        gate.Set();
        (await waiting).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_CallerGivesUpWhileLoading_OthersGetTheModel()
    {
        var model = new TaskCompletionSource<ILanguageModel>();
        await using var services = Containers.Build(b => b.UseLanguageModel((_, _) => model.Task));
        using var cancel = new CancellationTokenSource();
        var impatient = services.Recognizer().RecognizeTextAsync("u", cancel.Token);
        var patient = services.Recognizer().RecognizeTextAsync("u");
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        model.SetResult(Containers.Model());
        (await patient).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_LoadFails_CallerGetsTheErrorAndTheNextCallTriesAgain()
    {
        var attempts = 0;
        await using var transcriber = new ScriptedTranscriber("words");
        await using var services = Containers.Build(b => b
            .UseTranscriber((_, _) => Task.FromResult<ITranscriber>(transcriber))
            .UseLanguageModel(_ => ++attempts == 1 ? throw new ModelLoadException("m.gguf", "it is cut short.", "Copy it again.") : Containers.Model()));
        (await Should.ThrowAsync<ModelLoadException>(() => services.Recognizer().RecognizeTextAsync("u"))).Path.ShouldBe("m.gguf");

        // What did load must not stay behind, and here the recognizer owns it.
        transcriber.IsDisposed.ShouldBeTrue();
        (await services.Recognizer().RecognizeTextAsync("u")).IsValid.ShouldBeTrue();
        attempts.ShouldBe(2);
    }

    [Fact]
    public async Task DisposeAsync_Container_DisposesTranscriberThenModelOnce()
    {
        var log = new List<string>();
        var services = Containers.Build(b => b.UseLanguageModel(_ => new LoggingModel(log)).UseTranscriber(_ => new LoggingTranscriber(log)));
        var recognizer = services.Recognizer();
        await recognizer.RecognizeTextAsync("u");
        await services.DisposeAsync();
        await recognizer.DisposeAsync();
        log.ShouldBe(["transcriber", "model"]);
        await Should.ThrowAsync<ObjectDisposedException>(() => recognizer.RecognizeTextAsync("u"));
    }

    [Fact]
    public async Task Dispose_ContainerWithoutAwait_FreesAllTheSame()
    {
        await using var model = Containers.Model();
        var services = Containers.Build(b => b.UseLanguageModel(_ => model));
        await services.Recognizer().RecognizeTextAsync("u");
        services.Dispose();
        model.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task DisposeAsync_EnginesOfOthers_AreLeftAlone()
    {
        await using var model = Containers.Model();
        await using var transcriber = new ScriptedTranscriber("words");
        await using (var services = Containers.Build(b => b.UseLanguageModel(model).UseTranscriber((_, _) => Task.FromResult<ITranscriber>(transcriber), EngineOwnership.Caller)))
            await services.Recognizer().RecognizeTextAsync("u");
        model.IsDisposed.ShouldBeFalse();
        transcriber.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public async Task RecognizeAsync_AudioEncoderAndInputFromTheConfiguration_ModelHears()
    {
        await using var encoder = new ScriptedAudioEncoder(2);
        await using var plain = Containers.Model();
        await using var model = new ScriptedLanguageModel("anger: 100%") { Info = plain.Info with { Capabilities = plain.Info.Capabilities | LanguageModelCapabilities.EmbeddingInput, EmbeddingWidth = 2 } };
        await using (var services = Containers.Build(b => b.UseLanguageModel(model).UseAudioEncoder((_, _) => Task.FromResult<IAudioEncoder>(encoder)), ("Input", "audio")))
        {
            var result = await services.Recognizer().RecognizeAsync(Audio.FromSamples(new float[16_000], 16_000));
            result.Diagnostics.Input.ShouldBe(InputMode.Audio);
        }

        encoder.IsDisposed.ShouldBeTrue();
        model.IsDisposed.ShouldBeFalse();
        await using var faulty = Containers.Build(b => b.UseLanguageModel(model), ("Input", "smell"));
        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(faulty.Recognizer).Message.ShouldContain("Transcript, Audio, Both");
    }

    [Fact]
    public async Task DisposeAsync_WhileLoading_StopsItAndFreesWhatCameTooLate()
    {
        await using var model = Containers.Model();
        var loaded = new TaskCompletionSource<ILanguageModel>();
        var (asked, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        var services = Containers.Build(b => b.UseLanguageModel((_, token) => { token.Register(stopped.SetResult); asked.SetResult(); return loaded.Task; }));
        var waiting = services.Recognizer().RecognizeTextAsync("u");
        await asked.Task.WaitAsync(Soon);
        var disposing = services.DisposeAsync().AsTask();
        await stopped.Task.WaitAsync(Soon);
        loaded.SetResult(model);
        await disposing.WaitAsync(Soon);
        model.IsDisposed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task HealthCheck_FromNotAskedForToDisposed_SaysWhatIsSo()
    {
        var model = new TaskCompletionSource<ILanguageModel>();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddAmbiguousEmotionRecognizer().UseLanguageModel((_, _) => model.Task).AddHealthCheck(tags: ["ready"]);
        await using var services = collection.BuildServiceProvider();
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
        var waiting = services.Recognizer().RecognizeTextAsync("u");
        (await CheckAsync()).ShouldSatisfyAllConditions(e => e.Status.ShouldBe(HealthStatus.Unhealthy), e => e.Description.ShouldBe("The models are being loaded."), e => e.Tags.ShouldContain("ready"));
        var fault = new ModelLoadException("m.gguf", "it is cut short.", "Copy it again.");
        model.SetException(fault);
        await Should.ThrowAsync<ModelLoadException>(() => waiting);
        (await CheckAsync()).ShouldSatisfyAllConditions(e => e.Status.ShouldBe(HealthStatus.Unhealthy), e => e.Exception.ShouldBe(fault));
        model = new TaskCompletionSource<ILanguageModel>();
        model.SetResult(Containers.Model());
        await services.Recognizer().RecognizeTextAsync("u");
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
        await services.Recognizer().DisposeAsync();
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Unhealthy);

        async Task<HealthReportEntry> CheckAsync() => (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["emotion-recognizer"];
    }

    [Fact]
    public async Task LoadAtStart_Host_LoadsInTheBackground()
    {
        var model = new TaskCompletionSource<ILanguageModel>();
        var asked = new TaskCompletionSource();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAmbiguousEmotionRecognizer().UseLanguageModel((_, _) => { asked.SetResult(); return model.Task; }).LoadAtStart().LoadAtStart();
        using var host = builder.Build();
        await host.StartAsync().WaitAsync(Soon);
        await asked.Task.WaitAsync(Soon);
        model.SetResult(Containers.Model());
        (await host.Services.Recognizer().RecognizeTextAsync("u")).IsValid.ShouldBeTrue();
        await host.StopAsync();
    }

    private sealed class LoggingModel(List<string> log) : ILanguageModel
    {
        private readonly ScriptedLanguageModel _model = Containers.Model();

        public LanguageModelInfo Info => _model.Info;

        public ITokenizer? Tokenizer => _model.Tokenizer;

        public Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) => _model.RunAsync(request, cancellationToken);

        public ValueTask DisposeAsync()
        {
            log.Add("model");
            return _model.DisposeAsync();
        }
    }

    private sealed class LoggingTranscriber(List<string> log) : ITranscriber
    {
        public TranscriberInfo Info { get; } = new("logging", "script", IsMultilingual: true);

        public Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default) => Task.FromResult(Transcript.Empty);

        public ValueTask DisposeAsync()
        {
            log.Add("transcriber");
            return ValueTask.CompletedTask;
        }
    }
}
