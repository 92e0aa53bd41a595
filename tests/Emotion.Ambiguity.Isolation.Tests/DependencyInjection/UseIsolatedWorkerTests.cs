using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Isolation.Worker;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.Isolation.Tests.DependencyInjection;

/// <summary>A container that runs its recognizer in a worker process.</summary>
public sealed class UseIsolatedWorkerTests
{
    [Fact]
    public async Task RecognizeAsync_FirstCallStartsTheWorker_SameAsInProcessAndGoneWithTheContainer()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pid");
        try
        {
            int worker;
            await using (var services = Build(Workers.Options("scripted-with-id", file)))
            {
                var recognizer = services.GetRequiredService<IAmbiguousEmotionRecognizer>();
                recognizer.Taxonomy.ShouldBe(EmotionTaxonomy.CremaD6);
                File.Exists(file).ShouldBeFalse("nothing is started before the first utterance");
                var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => recognizer.RecognizeTextAsync("hello")));
                await using var inProcess = ObedientRecognizer.Create();
                var expected = await inProcess.RecognizeTextAsync("hello");
                results.ShouldAllBe(r => r.Distribution!.Equals(expected.Distribution));
                worker = int.Parse(File.ReadAllLines(file).ShouldHaveSingleItem());
                ProcessTable.IsRunning(worker).ShouldBeTrue();
            }

            ProcessTable.IsRunning(worker).ShouldBeFalse();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task RecognizeAsync_WorkerEnds_TheNextUtteranceGoesToAnother()
    {
        await using var services = Build(Workers.Options("scripted"));
        var recognizer = services.GetRequiredService<IAmbiguousEmotionRecognizer>();
        (await Should.ThrowAsync<EngineCrashedException>(() => recognizer.RecognizeTextAsync("please die"))).Kind.ShouldBe(EngineCrashKind.Ended);
        (await recognizer.RecognizeTextAsync("hello")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_WorkerCannotLoad_TheCallerGetsItsError()
    {
        await using var services = Build(Workers.Options("no-model"));
        (await Should.ThrowAsync<ModelLoadException>(() => services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeTextAsync("hello"))).Path.ShouldBe("m.gguf");
    }

    [Fact]
    public async Task Resolve_OptionsOutOfRange_NamesAllOfThemBeforeAnythingIsStarted()
    {
        await using var services = Build(new IsolatedRecognizerOptions { RequestTimeout = default, MaxFailuresInARow = 0 });
        var fault = Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>);
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("RequestTimeout"), m => m.ShouldContain("MaxFailuresInARow"));
    }

    private static ServiceProvider Build(IsolatedRecognizerOptions options)
    {
        var services = new ServiceCollection();
        services.AddAmbiguousEmotionRecognizer().Configure(o => o with { Taxonomy = EmotionTaxonomy.CremaD6 }).UseIsolatedWorker(options);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
