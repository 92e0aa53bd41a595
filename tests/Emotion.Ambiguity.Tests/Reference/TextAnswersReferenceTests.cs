using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Reference;

public sealed class TextAnswersReferenceTests
{
    private static readonly JsonElement File = ReferenceFile.Load("text_answers.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, File.GetProperty("cases").GetArrayLength())];

    [Fact]
    public void ReferenceFile_Counted_HasAllCases() => Cases.Count.ShouldBe(50);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_ReferenceAnswer_AgreesInNumbersAndNormalisation(int index)
    {
        var forms = File.GetProperty("surface_forms");
        var taxonomy = EmotionTaxonomy.Create(
            "reference",
            File.GetProperty("taxonomy").EnumerateArray().Select(l => new EmotionLabel(l.GetString()!, forms.GetProperty(l.GetString()!).EnumerateArray().Select(f => f.GetString()!))));
        var item = File.GetProperty("cases")[index];
        var answer = item.GetProperty("answer").GetString()!;

        var result = new TextDistributionExtractor().Read(answer, taxonomy);

        if (item.GetProperty("percent").ValueKind == JsonValueKind.Null)
        {
            result.IsValid.ShouldBeFalse(answer);
            result.InvalidReason.ShouldNotBe(InvalidReason.None);
            return;
        }

        result.Distribution.ShouldNotBeNull($"{answer}: {result.InvalidReason}");
        var tolerance = File.GetProperty("tolerance_percent").GetDouble();
        var expected = item.Numbers("percent");
        for (var i = 0; i < expected.Length; i++) (100 * result.Distribution[i]).ShouldBe(expected[i], tolerance, $"{answer}: {taxonomy[i]}");
        result.WasNormalized.ShouldBe(item.GetProperty("normalised").GetBoolean(), answer);
    }
}
