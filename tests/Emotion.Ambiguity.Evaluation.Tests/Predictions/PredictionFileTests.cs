using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Predictions;

public sealed class PredictionFileTests : IDisposable
{
    private static readonly EmotionTaxonomy Taxonomy = ListDataset.Three;
    private readonly RunFolder _folder = new();

    private static PredictionHeader Header => new()
    {
        Source = "s",
        Model = "m",
        Extractors = ["a", "b"],
        Labels = ["anger", "joy", "calm"],
        Dataset = "d",
        Fingerprint = ImmutableSortedDictionary<string, string>.Empty.Add("prompt words", "Which emotion?"),
    };

    private string File => _folder.FileOf("s");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_EverythingThatCanBeWritten_ComesBackBitForBit()
    {
        var third = EmotionDistribution.FromProbabilities(Taxonomy, [1 / 3.0, 1e-300, (2 / 3.0) - 1e-300]);
        ItemPrediction[] written =
        [
            ItemPrediction.Of("id \"1\" \u2028 é", [new("a", ExtractionResult.Valid(third) with { WasNormalized = true, FallbackUsed = ScoreNormalization.Softmax(0.1), UnknownLabels = ["awe"] }), new("b", ExtractionResult.Invalid(InvalidReason.NoNumberFound))]) with { Words = "line\nbreak", Answer = "" },
            ItemPrediction.Failed("2", "The file is no WAV file."),
            ItemPrediction.Of("3", [new("a", ExtractionResult.Valid(third) with { FallbackUsed = ScoreNormalization.ShiftedProportional(2) }), new("b", ExtractionResult.Valid(third) with { FallbackUsed = ScoreNormalization.Proportional })]),
        ];
        Write(written);

        var read = await ReadAsync();

        read.Select(p => (p.Id, p.Error, p.Words, p.Answer)).ShouldBe(written.Select(p => (p.Id, p.Error, p.Words, p.Answer)));
        for (var i = 0; i < written.Length; i++)
        {
            read[i].Extractions.Length.ShouldBe(written[i].Extractions.Length);
            for (var e = 0; e < written[i].Extractions.Length; e++)
            {
                var (expected, actual) = (written[i].Extractions[e], read[i].Extractions[e]);
                actual.Extractor.ShouldBe(expected.Extractor);
                actual.Result.Distribution.ShouldBe(expected.Result.Distribution);
                actual.Result.InvalidReason.ShouldBe(expected.Result.InvalidReason);
                actual.Result.WasNormalized.ShouldBe(expected.Result.WasNormalized);
                actual.Result.FallbackUsed.ShouldBe(expected.Result.FallbackUsed);
                actual.Result.UnknownLabels.ShouldBe(expected.Result.UnknownLabels);
            }
        }
    }

    [Fact]
    public async Task OpenOrCreate_FileCutAtAnyByte_KeepsWholeLinesAndGoesOn()
    {
        Write(Prediction("1"), Prediction("2"));
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        for (var length = 0; length <= whole.Length; length++)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            Write();
            var kept = (await ReadAsync()).Select(p => p.Id).ToList();
            kept.ShouldBe(new[] { "1", "2" }.Take(Math.Max(0, whole[..length].Count(b => b == '\n') - 1)));
            Write([.. new[] { "1", "2" }.Skip(kept.Count).Select(Prediction)]);
            (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(whole);
        }
    }

    [Fact]
    public void OpenOrCreate_FileOfAnotherRun_SaysWhatIsDifferent()
    {
        Write(Prediction("1"));
        var other = Header with { Model = "n", Fingerprint = Header.Fingerprint.SetItem("prompt words", "Which one?") };

        var fault = Should.Throw<PredictionException>(() => PredictionFile.OpenOrCreate(File, other));

        fault.Message.ShouldContain("the model: \"m\" there, \"n\" now");
        fault.Message.ShouldContain("prompt words: \"Which emotion?\" there, \"Which one?\" now");
        fault.Message.ShouldContain(File);
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("{\"format\":\"something else\"}\n")]
    [InlineData("[]\n")]
    public void OpenOrCreate_AnotherFile_IsNotOverwritten(string content)
    {
        System.IO.File.WriteAllText(File, content);

        Should.Throw<PredictionException>(() => PredictionFile.OpenOrCreate(File, Header)).Message.ShouldContain("no file of predictions");

        System.IO.File.ReadAllText(File).ShouldBe(content);
    }

    [Theory]
    [InlineData("{\"id\":\"2\",\"extractions\":{\"a\":{\"p\":[0.5,0.5]}}}")]
    [InlineData("{\"id\":\"2\",\"extractions\":{\"a\":{\"p\":[0.5,0.4,0.3]}}}")]
    [InlineData("{\"id\":\"2\",\"extractions\":{\"a\":{\"invalid\":\"Whatever\"}}}")]
    [InlineData("{\"id\":\"2\",\"extractions\":{}}")]
    [InlineData("{\"extractions\":{}}")]
    [InlineData("7")]
    public async Task Read_LineThatIsNoPrediction_NamesTheLine(string line)
    {
        Write(Prediction("1"));
        await System.IO.File.AppendAllTextAsync(File, line + "\n");
        (await Should.ThrowAsync<PredictionException>(() => ReadAsync())).Message.ShouldContain("line 3");
    }

    [Fact]
    public async Task Add_DiskFullAtAnyByte_ErrorIsClearAndTheFileGoesOn()
    {
        Write(Prediction("1"), Prediction("2"));
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        for (var room = 0; room < whole.Length; room += 7)
        {
            System.IO.File.Delete(File);
            var full = Should.Throw<PredictionException>(() =>
            {
                using var file = PredictionFile.OpenOrCreate(new FullDisk(File, room), File, Header);
                foreach (var id in new[] { "1", "2" })
                {
                    file.Add(Prediction(id));
                    file.Flush();
                }
            });
            full.Message.ShouldSatisfyAllConditions(m => m.ShouldContain(File), m => m.ShouldContain("No space left"), m => m.ShouldContain("run it again"));

            // Whole lines only, and the same file once there is room.
            var left = await System.IO.File.ReadAllBytesAsync(File);
            (left.Length == 0 || left[^1] == '\n').ShouldBeTrue();
            Write();
            var kept = (await ReadAsync()).Select(p => p.Id).ToList();
            Write([.. new[] { "1", "2" }.Skip(kept.Count).Select(Prediction)]);
            (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(whole);
        }
    }

    private static ItemPrediction Prediction(string id) =>
        ItemPrediction.Of(id, [new("a", ExtractionResult.Valid(EmotionDistribution.Uniform(Taxonomy))), new("b", ExtractionResult.Invalid(InvalidReason.AllZero))]);

    private void Write(params ItemPrediction[] predictions)
    {
        using var file = PredictionFile.OpenOrCreate(File, Header);
        foreach (var prediction in predictions) file.Add(prediction);
    }

    private async Task<List<ItemPrediction>> ReadAsync()
    {
        var read = new List<ItemPrediction>();
        await foreach (var prediction in PredictionFile.ReadAsync(File, Taxonomy, CancellationToken.None)) read.Add(prediction);
        return read;
    }
}
