using System.Text.Json;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class EvaluationReportFilesTests
{
    private static readonly string[] AllForms = ["run-0.5.csv", "run-0.5.html", "run-0.5.json", "run-0.5.md"];

    [Theory]
    [InlineData("run-0.5")]
    [InlineData("run-0.5.html")]
    [InlineData("run-0.5.JSON")]
    public async Task WriteAllAsync_AnyExtension_WritesFourFiles(string name)
    {
        using var folder = new TemporaryFolder();

        var files = await EvaluationReportFiles.WriteAllAsync(new SampleReport().Build(), folder.Get(name));

        folder.Files.ShouldBe(AllForms);
        files.ShouldBe([folder.Get("run-0.5.html"), folder.Get("run-0.5.json"), folder.Get("run-0.5.csv"), folder.Get("run-0.5.md")]);
    }

    [Fact]
    public async Task WriteAllAsync_FilesThere_AreReplaced()
    {
        using var folder = new TemporaryFolder();
        await EvaluationReportFiles.WriteAllAsync(SampleReport.Empty, folder.Get("run-0.5"));
        await EvaluationReportFiles.WriteAllAsync(new SampleReport().Build(), folder.Get("run-0.5"));

        folder.Files.ShouldBe(AllForms);
        File.ReadAllBytes(folder.Get("run-0.5.json")).ShouldBe(Written.Bytes(new SampleReport().Build(), JsonReportWriter.Write));
    }

    [Fact]
    public async Task WriteAllAsync_FolderMissing_IsMade()
    {
        using var folder = new TemporaryFolder();

        var files = await EvaluationReportFiles.WriteAllAsync(SampleReport.Empty, Path.Combine(folder.Get("new"), "deep", "run"));

        files.ShouldAllBe(f => File.Exists(f));
    }

    [Fact]
    public async Task WriteAllAsync_Cancelled_LeavesTheOldFiles()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Get("run.html"), "old");

        await Should.ThrowAsync<OperationCanceledException>(() => EvaluationReportFiles.WriteAllAsync(new SampleReport().Build(), folder.Get("run"), new CancellationToken(canceled: true)));

        folder.Files.ShouldBe(["run.html"]);
        File.ReadAllText(folder.Get("run.html")).ShouldBe("old");
    }

    [Fact]
    public async Task WriteAllAsync_ErrorInTheSecondForm_LeavesTheOldFilesAndNoOthers()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Get("run.html"), "old");
        var sample = new SampleReport().Build();
        // HTML leaves out a row of an unknown kind; JSON has no word for it.
        var report = sample with { Rows = sample.Rows.SetItem(0, sample.Rows[0] with { Kind = (ReportRowKind)99 }) };

        await Should.ThrowAsync<JsonException>(() => EvaluationReportFiles.WriteAllAsync(report, folder.Get("run")));

        folder.Files.ShouldBe(["run.html"]);
        File.ReadAllText(folder.Get("run.html")).ShouldBe("old");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task WriteAllAsync_NoPath_IsRefused(string path) =>
        await Should.ThrowAsync<ArgumentException>(() => EvaluationReportFiles.WriteAllAsync(SampleReport.Empty, path));

    [Fact]
    public async Task WriteAllAsync_ListsDoNotFit_NothingIsWritten()
    {
        using var folder = new TemporaryFolder();
        var sample = new SampleReport().Build();

        await Should.ThrowAsync<ArgumentException>(() => EvaluationReportFiles.WriteAllAsync(sample with { Metrics = sample.Metrics.RemoveAt(0) }, folder.Get("run")));

        folder.Files.ShouldBeEmpty();
    }
}
