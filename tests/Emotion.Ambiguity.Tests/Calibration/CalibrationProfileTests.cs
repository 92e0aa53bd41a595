using System.Text;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class CalibrationProfileTests : IDisposable
{
    private const string Minimal =
        """{"formatVersion":1,"taxonomy":{"name":"two","labels":[{"name":"anger"},{"name":"joy"}]},"entries":[{"extractor":"text","method":"temperature","temperature":2}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "profile.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Save_Load_EverythingComesBack()
    {
        var profile = EveryMethod();
        profile.Save(FilePath);
        ShouldBeTheSame(CalibrationProfile.Load(FilePath), profile);
        await profile.SaveAsync(FilePath);
        ShouldBeTheSame(await CalibrationProfile.LoadAsync(FilePath), profile);
        ShouldBeTheSame(CalibrationProfile.Parse(profile.ToJson()), profile);
        Directory.GetFiles(_folder).ShouldBe([FilePath]);
    }

    [Fact]
    public void Parse_HandWrittenProfile_IsRead()
    {
        var profile = CalibrationProfile.Parse(Minimal.Replace("\"formatVersion\":1", "\"formatVersion\":1,\"comment\":\"mine\"", StringComparison.Ordinal));
        profile.Taxonomy.ShouldBe(Pairs.Two);
        profile.TryGetCalibrator("text", out var calibrator).ShouldBeTrue();
        calibrator.ShouldBeOfType<TemperatureCalibrator>().Temperature.ShouldBe(2);
        profile.TryGetCalibrator("token", out _).ShouldBeFalse();
        (profile.LanguageModelId, profile.Prompt, profile.Dataset, profile.Entries[0].PairCount, profile.Entries[0].KullbackLeiblerBefore).ShouldBe((null, null, null, null, null));
    }

    [Theory]
    [InlineData("", "line 1", "not the JSON")]
    [InlineData("GGUF\0\0\0", "line 1", "not the JSON")]
    [InlineData("[]", "line 1", "not the JSON")]
    [InlineData("{\n\"formatVersion\": 1,\n\"taxonomy\": 5 }", "line 3", "$.taxonomy")]
    [InlineData("null", "formatVersion", "not a calibration profile")]
    [InlineData("{}", "formatVersion", "not a calibration profile")]
    [InlineData("""{"formatVersion":2}""", "format version 2", "Use the version of the library that wrote it")]
    [InlineData("""{"formatVersion":1}""", "\"taxonomy\"", "Fit the calibration again")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"labels":[]}}""", "\"name\"", "taxonomy")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"name":"x"}}""", "\"labels\"", "taxonomy")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"name":"x","labels":[{"name":"a"}]}}""", "at least 2", "labels")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"name":"x","labels":[{"name":"a"},null]}}""", "Label 2", "\"name\"")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"name":"x","labels":[{"name":"a"},{"name":"b","otherForms":[null]}]}}""", "surface form", "\"b\"")]
    [InlineData("""{"formatVersion":1,"taxonomy":{"name":"x","labels":[{"name":"a"},{"name":"A"}]}}""", "twice", "\"a\"")]
    public void Parse_NoProfile_SaysWhatIsWrongAndWhatToDo(string json, string first, string second) => ShouldFail(json, first, second);

    [Theory]
    [InlineData("", "\"entries\"", "has no")]
    [InlineData("\"entries\":null", "\"entries\"", "has no")]
    [InlineData("\"entries\":[]", "needs an entry", "Fit the calibration again")]
    [InlineData("\"entries\":[null]", "Entry 1", "\"extractor\"")]
    [InlineData("\"entries\":[{\"extractor\":\" \",\"method\":\"temperature\",\"temperature\":2}]", "extractor", "not valid")]
    [InlineData("\"entries\":[{\"extractor\":\"text\"}]", "\"text\"", "\"method\"")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"magic\"}]", "\"magic\"", "temperature, vector, prior, cooccurrence")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\"}]", "\"text\"", "\"temperature\"")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\",\"temperature\":0}]", "\"text\"", "temperature must be from")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\",\"temperature\":1e999}]", "\"text\"", "temperature must be from")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\",\"temperature\":\"2\"}]", "line 1", "$.entries[0].temperature")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\",\"temperature\":2,\"pairs\":0}]", "\"text\"", "PairCount")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"temperature\",\"temperature\":2,\"kullbackLeiblerAfter\":-1}]", "\"text\"", "KullbackLeiblerAfter")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"vector\",\"weights\":[1,1]}]", "\"text\"", "\"biases\"")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"vector\",\"weights\":[1],\"biases\":[0,0]}]", "\"text\"", "needs 2 weights")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"prior\",\"ratios\":[1,1]}]", "\"text\"", "\"strength\"")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"prior\",\"ratios\":[1,-1],\"strength\":1}]", "\"text\"", "ratios")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"cooccurrence\",\"lifts\":[[1,1]],\"strength\":1}]", "\"text\"", "2 rows")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"cooccurrence\",\"lifts\":[[1,1],[1]],\"strength\":1}]", "\"text\"", "Row 2")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"cooccurrence\",\"lifts\":[[1,1],null],\"strength\":1}]", "\"text\"", "Row 2")]
    [InlineData("\"entries\":[{\"extractor\":\"text\",\"method\":\"cooccurrence\",\"lifts\":[[1,2],[1,1]],\"strength\":1}]", "\"text\"", "same in both orders")]
    [InlineData("\"entries\":[{\"extractor\":\"t\",\"method\":\"temperature\",\"temperature\":2},{\"extractor\":\"t\",\"method\":\"temperature\",\"temperature\":3}]", "two calibrators", "\"t\"")]
    public void Parse_BadEntries_NameTheExtractorAndTheTrouble(string entries, string first, string second) => ShouldFail(
        """{"formatVersion":1,"taxonomy":{"name":"two","labels":[{"name":"anger"},{"name":"joy"}]}""" + (entries.Length > 0 ? "," : "") + entries + "}", first, second);

    [Fact]
    public async Task Load_NoSuchFile_NamesIt()
    {
        var fault = Should.Throw<CalibrationFormatException>(() => CalibrationProfile.Load(FilePath));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain(FilePath), m => m.ShouldContain("no such file"), m => m.ShouldContain("Check the path"));
        fault.File.ShouldBe(FilePath);
        (await Should.ThrowAsync<CalibrationFormatException>(() => CalibrationProfile.LoadAsync(FilePath))).Message.ShouldBe(fault.Message);
        Should.Throw<CalibrationFormatException>(() => CalibrationProfile.Load(_folder)).Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task Load_BadFile_NamesFileFaultAndRemedy()
    {
        File.WriteAllText(FilePath, Minimal.Replace("\"temperature\":2", "\"temperature\":-2", StringComparison.Ordinal), Encoding.UTF8);
        var fault = Should.Throw<CalibrationFormatException>(() => CalibrationProfile.Load(FilePath));
        fault.Message.ShouldBe($"The calibration profile \"{FilePath}\" cannot be read: {fault.Reason} {fault.Remedy}");
        fault.Reason.ShouldContain("-2");
        (await Should.ThrowAsync<CalibrationFormatException>(() => CalibrationProfile.LoadAsync(FilePath))).Message.ShouldBe(fault.Message);
    }

    [Fact]
    public async Task SaveAsync_Cancelled_LeavesTheFileAsItWas()
    {
        await File.WriteAllTextAsync(FilePath, Minimal);
        await Should.ThrowAsync<OperationCanceledException>(() => EveryMethod().SaveAsync(FilePath, new CancellationToken(canceled: true)));
        (await File.ReadAllTextAsync(FilePath)).ShouldBe(Minimal);
        Directory.GetFiles(_folder).ShouldBe([FilePath]);
        await Should.ThrowAsync<OperationCanceledException>(() => CalibrationProfile.LoadAsync(FilePath, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Constructor_CalibratorOverAnotherTaxonomy_IsAnError()
    {
        var entry = new CalibrationEntry("text", new TemperatureCalibrator(EmotionTaxonomy.Paper4, 2));
        Should.Throw<ArgumentException>(() => new CalibrationProfile(Pairs.Two, entry)).Message.ShouldContain("Paper4");
        Should.Throw<ArgumentException>(() => new CalibrationProfile(Pairs.Two)).Message.ShouldContain("at least one extractor");
        Should.Throw<ArgumentOutOfRangeException>(() => entry with { KullbackLeiblerBefore = double.NaN });
    }

    private static CalibrationProfile EveryMethod()
    {
        var taxonomy = EmotionTaxonomy.CremaD6;
        var random = new Random(31);
        var pairs = Pairs.RandomPredictions(taxonomy, 30, 1, seed: 30).Select(p => new CalibrationPair(Pairs.DrawVotes(p, 5, random), p)).ToArray();
        var entries = Enum.GetValues<CalibrationMethod>().Select(m => new CalibrationEntry($"by \"{m}\" é", CalibrationFit.Fit(m, pairs))
        {
            PairCount = pairs.Length,
            KullbackLeiblerBefore = 1.0 / 3,
            KullbackLeiblerAfter = Math.PI / 10,
        });
        return new CalibrationProfile(taxonomy, entries) { LanguageModelId = "model.gguf", Prompt = "single", Dataset = "CREMA-D" };
    }

    private static void ShouldBeTheSame(CalibrationProfile actual, CalibrationProfile expected)
    {
        actual.Taxonomy.ShouldBe(expected.Taxonomy);
        actual.Taxonomy.Name.ShouldBe(expected.Taxonomy.Name);
        (actual.LanguageModelId, actual.Prompt, actual.Dataset).ShouldBe((expected.LanguageModelId, expected.Prompt, expected.Dataset));
        actual.Entries.Length.ShouldBe(expected.Entries.Length);
        foreach (var (a, e) in actual.Entries.Zip(expected.Entries))
        {
            (a.Extractor, a.PairCount, a.KullbackLeiblerBefore, a.KullbackLeiblerAfter).ShouldBe((e.Extractor, e.PairCount, e.KullbackLeiblerBefore, e.KullbackLeiblerAfter));
            Numbers(a.Calibrator).ShouldBe(Numbers(e.Calibrator));
        }
    }

    private static double[] Numbers(DistributionCalibrator calibrator) => calibrator switch
    {
        TemperatureCalibrator t => [t.Temperature],
        VectorCalibrator v => [.. v.Weights, .. v.Biases],
        PriorCalibrator p => [p.Strength, .. p.Ratios],
        CooccurrenceCalibrator c => [c.Strength, .. Enumerable.Range(0, 36).Select(k => c.Lift(k / 6, k % 6))],
        _ => throw new NotSupportedException(),
    };

    private static void ShouldFail(string json, string first, string second)
    {
        var fault = Should.Throw<CalibrationFormatException>(() => CalibrationProfile.Parse(json));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain(first), m => m.ShouldContain(second), m => m.ShouldNotContain("Parameter"));
        fault.File.ShouldBeNull();
        fault.Remedy.ShouldNotBeEmpty();
    }
}
