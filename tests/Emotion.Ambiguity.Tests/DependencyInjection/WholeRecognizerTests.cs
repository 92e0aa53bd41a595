using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

/// <summary>A recognizer of a container that is not made of engines, but is one already.</summary>
public sealed class WholeRecognizerTests
{
    [Fact]
    public async Task RecognizeAsync_ManyFirstCallsAtOnce_MakeItOnceAndTheContainerDisposesIt()
    {
        var (made, inner) = (0, new Whole(EmotionTaxonomy.Ekman7));
        await using (var services = Containers.Build(b => b.UseRecognizerSetup(_ => _ => { Interlocked.Increment(ref made); return Task.FromResult<IAmbiguousEmotionRecognizer>(inner); })))
        {
            var recognizer = services.Recognizer();
            made.ShouldBe(0);
            recognizer.Taxonomy.ShouldBe(EmotionTaxonomy.Ekman7);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => recognizer.RecognizeTextAsync($"{i}")));
            await foreach (var outcome in recognizer.RecognizeManyAsync([Utterance.FromText("u")])) outcome.Succeeded.ShouldBeTrue();
            made.ShouldBe(1);
            inner.IsDisposed.ShouldBeFalse();
        }

        inner.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_CannotBeMade_TellsTheCallerAndTheNextCallTriesAgain()
    {
        var attempts = 0;
        await using var services = Containers.Build(b => b.UseRecognizerSetup(_ => _ => ++attempts == 1
            ? throw new ModelLoadException("m.gguf", "It is no GGUF file.", "Give another.")
            : Task.FromResult<IAmbiguousEmotionRecognizer>(new Whole(EmotionTaxonomy.Ekman7))));
        await Should.ThrowAsync<ModelLoadException>(() => services.Recognizer().RecognizeTextAsync("u"));
        (await services.Recognizer().RecognizeTextAsync("u")).ShouldNotBeNull();
    }

    [Fact]
    public async Task RecognizeAsync_OtherLabelsThanTheContainers_NamesBothAndDisposesIt()
    {
        var inner = new Whole(EmotionTaxonomy.CremaD6);
        await using var services = Containers.Build(b => b.UseRecognizerSetup(_ => _ => Task.FromResult<IAmbiguousEmotionRecognizer>(inner)));
        var fault = await Should.ThrowAsync<InvalidOperationException>(() => services.Recognizer().RecognizeTextAsync("u"));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("CremaD6"), m => m.ShouldContain("Ekman7"), m => m.ShouldContain("Configure"));
        inner.IsDisposed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taxonomy_OfConfigurationOrCode_IsTheContainersBeforeAnythingIsMade(bool byCode)
    {
        await using var services = byCode
            ? Containers.Build(b => Use(b).Configure(o => o with { Taxonomy = EmotionTaxonomy.Paper4 }))
            : Containers.Build(b => Use(b), ("Taxonomy", "Paper4"));
        services.Recognizer().Taxonomy.ShouldBe(EmotionTaxonomy.Paper4);
    }

    [Fact]
    public void Resolve_WhatTheRecognizerWouldNotHeed_OneMessageNamesAllOfIt()
    {
        using var services = Containers.Build(
            b => Use(b, setup => setup.Settings.AddFault("Worker", "is not valid."))
                .Configure(o => o with { MaxOutputTokens = 3 }).AddExtractor(new TextDistributionExtractor()).UseLanguageModel(_ => Containers.Model()),
            ("Prompt", "single"));
        var fault = Should.Throw<OptionsValidationException>(services.Recognizer);
        fault.Failures.Count().ShouldBe(5);
        foreach (var part in new[] { "more than Taxonomy", "AddExtractor", "engines beside", "Emotion:Worker is not valid.", "Emotion:Prompt is not known here" }) fault.Message.ShouldContain(part);
    }

    private static AmbiguousEmotionRecognizerBuilder Use(AmbiguousEmotionRecognizerBuilder builder, Action<EngineSetup>? check = null) => builder.UseRecognizerSetup(setup =>
    {
        check?.Invoke(setup);
        return _ => Task.FromResult<IAmbiguousEmotionRecognizer>(new Whole(EmotionTaxonomy.Ekman7));
    });

    /// <summary>Answers by itself.</summary>
    private sealed class Whole : IAmbiguousEmotionRecognizer
    {
        private readonly AmbiguousEmotionRecognizer _inner;

        public Whole(EmotionTaxonomy taxonomy) => _inner = new(Containers.Model(), new RecognizerOptions { Taxonomy = taxonomy, Ownership = EngineOwnership.Recognizer });

        public bool IsDisposed { get; private set; }

        public EmotionTaxonomy Taxonomy => _inner.Taxonomy;

        public Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default) => _inner.RecognizeAsync(utterance, cancellationToken);

        public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default) =>
            _inner.RecognizeManyAsync(utterances, cancellationToken);

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return _inner.DisposeAsync();
        }
    }
}
