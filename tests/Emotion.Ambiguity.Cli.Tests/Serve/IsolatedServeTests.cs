using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Serve;

/// <summary>serve --isolated: a server whose engines are in another process, which real signals end.</summary>
public sealed partial class IsolatedServeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Serve_WorkerIsKilled_TheRequestUnderWayGets503AndTheNextSucceeds()
    {
        if (OperatingSystem.IsWindows()) return; // there is no kill
        using var patience = new CancellationTokenSource(Patience);
        using var tool = ToolProcess.Start(
            "serve", "--isolated", "--port", "0", "--input", "transcript", "--taxonomy", "calm, very tense,-bored", "--threads", "1", "--max-concurrent", "1", "--max-queued", "0");
        var errors = new ConcurrentQueue<string>();
        tool.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        tool.BeginErrorReadLine();
        try
        {
            var announced = await tool.StandardOutput.ReadLineAsync(patience.Token);
            announced.ShouldNotBeNull(string.Join('\n', errors)).ShouldStartWith("Listening at http://127.0.0.1:");
            var worker = int.Parse(WorkerId().Match(string.Join('\n', errors)).Groups["id"].Value, CultureInfo.InvariantCulture);
            using var client = new HttpClient { BaseAddress = new Uri(announced.Split(' ')[2] + "/") };
            var labels = await client.GetFromJsonAsync<JsonElement>("labels", patience.Token);
            labels.GetProperty("labels").ToString().ShouldContain("very tense");
            var before = await RecognizeAsync(client, patience.Token);
            before.Status.ShouldBe(HttpStatusCode.OK, before.Body.ToString());

            // A stopped process takes what it is sent and never answers, so the request is under way when the signal comes that nobody survives.
            await ToolProcess.SendAsync(worker, "STOP");
            var underWay = RecognizeAsync(client, patience.Token);
            while ((await RecognizeAsync(client, patience.Token)).Code != "busy") await Task.Delay(20, patience.Token);
            await Task.Delay(500, patience.Token);
            await ToolProcess.SendAsync(worker, "KILL");
            var lost = await underWay;
            lost.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, lost.Body.ToString());
            lost.Code.ShouldBe("engine-lost");

            var after = await RecognizeAsync(client, patience.Token);
            after.Status.ShouldBe(HttpStatusCode.OK, after.Body.ToString());
            after.Body.GetProperty("distribution").ToString().ShouldBe(before.Body.GetProperty("distribution").ToString());
            errors.ShouldContain(line => line.Contains($"The worker process {worker} was lost", StringComparison.Ordinal));

            await ToolProcess.SendAsync(tool.Id, "TERM");
            await tool.WaitForExitAsync(patience.Token);
            tool.ExitCode.ShouldBe(ExitCode.Success);
        }
        finally
        {
            if (!tool.HasExited) tool.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("--model", "models/whisper-tiny.en-q5_1.bin", ExitCode.CannotLoad, "Whisper")]
    [InlineData("--max-output-tokens", "0", ExitCode.Usage, "MaxOutputTokens must be at least 1")]
    public async Task Serve_WorkerCannotStart_SameErrorAsInProcess(string option, string value, int exitCode, string message)
    {
        if (value.StartsWith("models/", StringComparison.Ordinal)) value = RepositoryFiles.Get(value.Split('/'));
        using var tool = ToolProcess.Start("serve", "--isolated", "--port", "0", "--input", "transcript", "--threads", "1", option, value);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var error = await tool.StandardError.ReadToEndAsync(patience.Token);
            await tool.WaitForExitAsync(patience.Token);
            tool.ExitCode.ShouldBe(exitCode, error);
            error.ShouldContain(message);
            error.ShouldNotContain("   at ", customMessage: "no stack trace");
        }
        finally
        {
            if (!tool.HasExited) tool.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task ServeWorker_TypedByHand_SaysWhoStartsItAndIsInNoHelp()
    {
        var run = await ToolRun.RunAsync("serve-worker");
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("serve --isolated");
        (await ToolRun.RunAsync("--help")).Output.ShouldNotContain("serve-worker");
    }

    private static async Task<Answer> RecognizeAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync("recognize", new { text = "Get out of my house!" }, cancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
    }

    [GeneratedRegex(@"The engines run in process (?<id>\d+)\.", RegexOptions.ExplicitCapture)]
    private static partial Regex WorkerId();

    private sealed record Answer(HttpStatusCode Status, JsonElement Body)
    {
        public string? Code => Body.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
