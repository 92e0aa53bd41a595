using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class EmotionDatasetsTests
{
    public static TheoryData<string> Names => [.. EmotionDatasets.Names];

    [Theory]
    [InlineData("crema-d")]
    [InlineData("=path")]
    [InlineData("crema-d=")]
    [InlineData("crema-e=path")]
    public void Open_NotANameAndPath_ErrorListsTheNames(string text) =>
        Should.Throw<ArgumentException>(() => EmotionDatasets.Open(text)).Message.ShouldContain("ravdess");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_NoSuchFolder_ErrorSaysSo(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), "emotion-ambiguity-nowhere");

        var fault = await Should.ThrowAsync<DatasetFormatException>(() => Corpus.ReadAsync(EmotionDatasets.Open($"{name}={path}")));

        fault.File.ShouldStartWith(path);
        fault.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_EmptyFolder_ErrorSaysWhatIsExpected(string name)
    {
        using var corpus = new Corpus();

        (await corpus.FaultAsync(name)).Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Open_NameInOtherCase_HasTheCatalogueName() => EmotionDatasets.Open("RAVDESS=x").Name.ShouldBe("ravdess");

    [Fact]
    public void Log_ManyProblems_AllCountedAndTheFirstKept()
    {
        var passedOn = 0;
        var log = new DatasetProblemLog(_ => passedOn++);

        for (var i = 0; i < DatasetProblemLog.KeptProblems + 5; i++) log.Add(new("f.csv", i, "bad"));

        (log.Count, log.Problems.Length, passedOn).ShouldBe((1005, 1000, 1005));
        log.Problems[7].ToString().ShouldBe("f.csv(7): bad");
    }
}
