using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LanguageModels;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Extraction.Probes;

public sealed class LinearProbeTests : IDisposable
{
    private const string Minimal =
        """{"formatVersion":1,"taxonomy":{"name":"two","labels":[{"name":"anger"},{"name":"joy"}]},"means":[1],"scales":[2],"biases":[0,0],"weights":[[-1],[1]]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "probe.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Predict_OneFeature_IsTheFormula()
    {
        var probe = new LinearProbe(Examples.Two, [1], [2], [-0.5, 1.5], [0.25, -0.25]);
        var z = (4.0 - 1) / 2;
        var (anger, joy) = (Math.Exp((-0.5 * z) + 0.25), Math.Exp((1.5 * z) - 0.25));
        probe.Predict(new double[] { 4 })["joy"].ShouldBe(joy / (anger + joy), 1e-12);
        probe.Predict(new float[] { 4 }).ShouldBe(probe.Predict(new double[] { 4 }));
        probe.Predict(new[] { double.NaN }).ShouldBe(probe.Predict(new double[] { 1 }));
    }

    [Fact]
    public void Predict_AnyFeatures_IsADistribution() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            ArbMap.Default.ArbFor<double>().Generator.Where(double.IsFinite).ArrayOf(4).ToArbitrary(),
            features =>
            {
                var probe = Examples.Probe(Examples.Three, 4);
                var clipped = Array.ConvertAll(features, f => Math.Clamp(f, -1e100, 1e100));
                var distribution = probe.Predict(clipped);
                distribution.Probabilities.ToArray().Sum().ShouldBe(1, 1e-9);
                var moved = new LinearProbe(Examples.Three, probe.Means.AsSpan(), probe.Scales.AsSpan(), Weights(probe), [.. probe.Biases.Select(b => b + 5)]);
                if (clipped.All(f => Math.Abs(f) < 1e6)) moved.Predict(clipped).Probabilities.ToArray().ShouldBe(distribution.Probabilities.ToArray(), 1e-9);
            }));

    [Fact]
    public async Task Save_Load_EverythingComesBackBitForBit()
    {
        var probe = Examples.Probe(EmotionTaxonomy.Ekman7, 5) with
        {
            HiddenState = HiddenStateKind.MeanOfUtterance,
            FeatureNames = ["a", "b", "c", "d", "e"],
            LanguageModelId = "m.gguf",
            Prompt = "single",
            InputMode = "sound",
            Dataset = "CREMA-D",
            ExampleCount = 12,
            Penalty = 0.1,
        };
        probe.Save(FilePath);
        LinearProbe.Load(FilePath).ShouldBe(probe);
        await probe.SaveAsync(FilePath);
        (await LinearProbe.LoadAsync(FilePath)).ShouldBe(probe);
        LinearProbe.Parse(probe.ToJson()).ShouldNotBe(probe with { Penalty = 0.2 });
        LinearProbe.Parse(Examples.Probe(Examples.Two, 1).ToJson()).ShouldBe(Examples.Probe(Examples.Two, 1));
        Directory.GetFiles(_folder).ShouldBe([FilePath]);
    }

    [Theory]
    [InlineData("", "line 1", "not the JSON of a probe")]
    [InlineData("null", "formatVersion", "not a probe")]
    [InlineData("""{"formatVersion":7}""", "format version 7", "Use the version of the library that wrote it")]
    [InlineData("""{"formatVersion":1}""", "\"taxonomy\"", "Train the probe again")]
    public void Parse_NoProbe_SaysWhatIsWrongAndWhatToDo(string json, string first, string second) => ShouldFail(json, first, second);

    [Theory]
    [InlineData("\"means\":[1]", "\"means\":[]", "Row 1")]
    [InlineData("\"means\":[1],", "", "has no \"means\"")]
    [InlineData("\"scales\":[2]", "\"scales\":[0]", "above 0")]
    [InlineData("\"scales\":[2]", "\"scales\":[1e-320]", "above 0")]
    [InlineData("\"means\":[1]", "\"means\":[-1e101]", "at most")]
    [InlineData("\"scales\":[2]", "\"scales\":[1,2]", "1 scales")]
    [InlineData("\"biases\":[0,0]", "\"biases\":[0]", "2 biases")]
    [InlineData("\"biases\":[0,0]", "\"biases\":[0,1e999]", "finite")]
    [InlineData("[[-1],[1]]", "[[-1]]", "2 rows")]
    [InlineData("[[-1],[1]]", "[[-1],null]", "Row 2")]
    [InlineData("[[-1],[1]]", "[[-1],[\"x\"]]", "$.weights")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"hiddenState\":\"first\"", "\"first\"")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"featureNames\":[\"a\",\"b\"]", "2 FeatureNames")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"examples\":0", "ExampleCount")]
    public void Parse_OneThingWrong_NamesIt(string part, string instead, string said) => ShouldFail(Minimal.Replace(part, instead, StringComparison.Ordinal), said, "again");

    [Fact]
    public void Load_NoFile_SaysSo()
    {
        var fault = Should.Throw<ProbeFormatException>(() => LinearProbe.Load(FilePath));
        fault.File.ShouldBe(FilePath);
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain(FilePath), m => m.ShouldContain("no such file"));
    }

    [Fact]
    public void Parse_HandWritten_IsReadAndUnknownFieldsIgnored() =>
        LinearProbe.Parse(Minimal.Replace("\"means\"", "\"comment\":\"mine\",\"means\"", StringComparison.Ordinal)).Predict(new double[] { 3 })["joy"].ShouldBe(1 / (1 + Math.Exp(-2)), 1e-12);

    [Fact]
    public void Predict_OtherWidthOrInfinite_Refused()
    {
        var probe = Examples.Probe(Examples.Two, 2);
        Should.Throw<ArgumentException>(() => probe.Predict(new double[3])).Message.ShouldContain("3 features");
        Should.Throw<ArgumentException>(() => probe.Predict(new[] { 0, double.NegativeInfinity })).Message.ShouldContain("Feature 2");
        var large = new LinearProbe(Examples.Two, [0], [1], [1e100, 0], [0, 0]);
        Should.Throw<ArgumentException>(() => large.Predict(new[] { 1e300 })).Message.ShouldContain("too large");
        large.Predict(new[] { float.MinValue })[1].ShouldBe(1);
    }

    private static double[] Weights(LinearProbe probe) => [.. Enumerable.Range(0, probe.Taxonomy.Count).SelectMany(n => probe.WeightsOf(n).ToArray())];

    private static void ShouldFail(string json, string first, string second)
    {
        var message = Should.Throw<ProbeFormatException>(() => LinearProbe.Parse(json)).Message;
        message.ShouldSatisfyAllConditions(m => m.ShouldContain(first), m => m.ShouldContain(second));
    }
}
