using System.Collections.Concurrent;
using System.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Isolation.Worker;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation.Tests;

/// <summary>A worker that is lost takes the requests with it that it had, and nothing else.</summary>
public sealed class LostWorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("please abort", 134, "SIGABRT")]
    [InlineData("please exit", 3, "exit code 3")]
    [InlineData("please die", 137, "SIGKILL")]
    public async Task RecognizeAsync_WorkerEnds_ErrorSaysHowAndTheNextRequestSucceeds(string text, int unixCode, string unixMeaning)
    {
        await using var isolated = await Workers.StartAsync("scripted");
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, text));
        fault.Kind.ShouldBe(EngineCrashKind.Ended);
        if (!OperatingSystem.IsWindows())
        {
            fault.ExitCode.ShouldBe(unixCode);
            fault.Message.ShouldContain(unixMeaning);
        }

        if (text == "please abort") fault.LastOutput.ShouldContain("assertion failed: as asked");
        (await RunAsync(isolated, "hello")).IsValid.ShouldBeTrue();
        isolated.Restarts.ShouldBe(1);
    }

    [Fact]
    public async Task RecognizeAsync_WorkerKilledTwentyTimesUnderLoad_EveryRequestEndsAndNoResultIsWrong()
    {
        const int kills = 20;
        await using var isolated = await Workers.StartAsync("scripted");
        await using var inProcess = ObedientRecognizer.Create();
        var expected = new ConcurrentDictionary<string, EmotionDistribution>();
        var (succeeded, crashed, done) = (0, 0, false);
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; !Volatile.Read(ref done); i++)
            {
                var text = $"caller {caller} says {i % 50}";
                try
                {
                    var result = await RunAsync(isolated, text);
                    if (!expected.TryGetValue(text, out var distribution))
                        expected[text] = distribution = (await inProcess.RecognizeAsync(Utterance.FromText(text))).Distribution!;
                    result.Distribution.ShouldBe(distribution);
                    Interlocked.Increment(ref succeeded);
                }
                catch (EngineCrashedException fault)
                {
                    fault.Kind.ShouldBe(EngineCrashKind.Ended);
                    Interlocked.Increment(ref crashed);
                }
            }
        })).ToArray();

        var random = new Random(1);
        for (var kill = 0; kill < kills; kill++)
        {
            // A worker that has answered something is in the middle of the next.
            var before = Volatile.Read(ref succeeded);
            await UntilAsync(() => isolated.Restarts == kill && isolated.WorkerProcessId is not null && Volatile.Read(ref succeeded) > before + random.Next(40));
            ProcessTable.Kill(isolated.WorkerProcessId!.Value);
            await UntilAsync(() => isolated.Restarts == kill + 1);
        }

        await UntilAsync(() => isolated.WorkerProcessId is not null);
        Volatile.Write(ref done, true);
        await Task.WhenAll(callers).WaitAsync(Patience); // no hang
        isolated.Restarts.ShouldBe(kills);
        crashed.ShouldBeInRange(1, kills * 8); // at most what was under way
        (await RunAsync(isolated, "after all")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_RequestLongerThanTheLimit_WorkerIsReplaced()
    {
        await using var isolated = await IsolatedRecognizer.StartAsync(Workers.Options("scripted") with { RequestTimeout = TimeSpan.FromSeconds(1) });
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, "please hang"));
        fault.Kind.ShouldBe(EngineCrashKind.RequestTimeout);
        (await RunAsync(isolated, "hello")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_CallerLeftARequestThatHangs_WorkerIsReplacedAllTheSame()
    {
        await using var isolated = await IsolatedRecognizer.StartAsync(Workers.Options("scripted") with { RequestTimeout = TimeSpan.FromSeconds(1) });
        while (isolated.Restarts == 0)
        {
            // Again and again, because a request that is cancelled before it hangs ends as it should.
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            try
            {
                await isolated.RecognizeAsync(Utterance.FromText("please hang"), cancellation.Token);
            }
            catch (Exception left) when (left is OperationCanceledException or EngineCrashedException)
            {
            }
        }

        (await RunAsync(isolated, "hello")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_WorkerIsStopped_CountsAsUnresponsive()
    {
        if (OperatingSystem.IsWindows()) return; // there is no signal that stops a process
        await using var isolated = await IsolatedRecognizer.StartAsync(Workers.Options("scripted") with { UnresponsiveAfter = TimeSpan.FromSeconds(2) });
        using (var stop = Process.Start("kill", ["-STOP", $"{isolated.WorkerProcessId}"])) await stop.WaitForExitAsync();
        (await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, "hello"))).Kind.ShouldBe(EngineCrashKind.Unresponsive);
        (await RunAsync(isolated, "hello")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeAsync_EveryNewWorkerEnds_CrashLoopNamesTheExitCode()
    {
        var mark = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var isolated = await IsolatedRecognizer.StartAsync(Workers.Options("once", mark) with { MaxFailuresInARow = 3 });
            (await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, "please die"))).Kind.ShouldBe(EngineCrashKind.Ended);
            var loop = await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, "hello").WaitAsync(Patience));
            (loop.Kind, loop.ExitCode).ShouldBe((EngineCrashKind.CrashLoop, 7));
            loop.Message.ShouldContain("exit code 7");
            (await Should.ThrowAsync<EngineCrashedException>(() => RunAsync(isolated, "hello"))).ShouldNotBeSameAs(loop);
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task StartAsync_WorkerCannotLoad_ErrorIsTheWorkersOwn()
    {
        var fault = await Should.ThrowAsync<ModelLoadException>(() => Workers.StartAsync("no-model"));
        (fault.Path, fault.Reason).ShouldBe(("m.gguf", "It is no GGUF file."));
    }

    [Fact]
    public async Task StartAsync_WorkerAbortsWhileLoading_ErrorHasItsLastWords()
    {
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => Workers.StartAsync("abort-while-loading"));
        fault.Message.ShouldContain("while it loaded");
        fault.LastOutput.ShouldContain("assertion failed: n > 0");
    }

    [Fact]
    public async Task StartAsync_MainForgetsTheCall_NoWorkerStartsWorkers()
    {
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => Workers.StartAsync("forgets"));
        fault.ExitCode.ShouldBe(5);
        fault.LastOutput.ShouldContain("Main did not call IsolatedWorker.RunIfWorkerAsync before anything else");
    }

    [Fact]
    public async Task StartAsync_ProgramDoesSomethingElse_TimesOut()
    {
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => IsolatedRecognizer.StartAsync(Workers.Options("sleeps") with { StartTimeout = TimeSpan.FromSeconds(1) }));
        fault.Kind.ShouldBe(EngineCrashKind.StartTimeout);
    }

    [Fact]
    public async Task StartAsync_NoSuchProgram_ErrorNamesIt()
    {
        var fault = await Should.ThrowAsync<EngineCrashedException>(() => IsolatedRecognizer.StartAsync(new() { Command = new WorkerCommand { FileName = "/no/such/program" } }));
        fault.Message.ShouldContain("/no/such/program");
    }

    [Fact]
    public async Task StartAsync_Cancelled_WorkerIsGone()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => IsolatedRecognizer.StartAsync(Workers.Options("sleeps"), cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Worker_ParentIsKilled_EndsToo()
    {
        var command = Workers.Command("parent");
        using var parent = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var worker = int.Parse((await parent.StandardOutput.ReadLineAsync())!);
        ProcessTable.IsRunning(worker).ShouldBeTrue();
        parent.Kill();
        (await ProcessTable.IsGoneWithinAsync(worker, TimeSpan.FromSeconds(30))).ShouldBeTrue();
    }

    private static Task<RecognitionResult> RunAsync(IsolatedRecognizer isolated, string text) => isolated.RecognizeAsync(Utterance.FromText(text));

    private static async Task UntilAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience);
            await Task.Delay(2);
        }
    }
}
