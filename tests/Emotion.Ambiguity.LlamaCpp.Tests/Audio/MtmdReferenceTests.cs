using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Prompting;
using Xunit.Abstractions;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>Against another program with another build of mtmd (<see cref="AudioReference"/>); kernels differ between builds and processors, hence the tolerances.</summary>
public sealed class MtmdReferenceTests(MiniEncoder mini, ITestOutputHelper output) : IClassFixture<MiniEncoder>
{
    /// <summary>Over 57,600 values of mean magnitude 0.38; the largest difference on 124 clips was 0.26.</summary>
    private const double SumTolerance = 1;
    private const double MagnitudeTolerance = 0.001;

    // The embedded model's weights have five bits and are multiplied with inputs rounded to eight, so that a difference of 1e-6 in the rows moves
    // probabilities by 0.02, and two builds of the encoder differ by up to 0.05 from each other as from the reference (docs/audio-models.md).
    private const double ProbabilityTolerance = 0.07;
    private const double MeanTolerance = 0.03;

    public static TheoryData<string> Clips => [.. AudioReference.Items.Select(i => i.Name)];

    [Theory]
    [MemberData(nameof(Clips))]
    public async Task EncodeAsync_SampleClip_RowsAndSumsAgree(string clip)
    {
        var expected = AudioReference.Items.Single(i => i.Name == clip);
        var sound = await mini.Encoder.EncodeAsync(MiniEncoder.Clip(clip));
        (sound.Rows, sound.Width).ShouldBe((expected.EmbeddingRows, 576));
        var values = sound.Values.ToArray();
        output.WriteLine($"sum {values.Sum(v => (double)v):f3}, reference {expected.EmbeddingSum:f3}");
        values.Sum(v => (double)v).ShouldBe(expected.EmbeddingSum, SumTolerance);
        values.Average(v => Math.Abs((double)v)).ShouldBe(expected.EmbeddingAbsMean, MagnitudeTolerance);
        (sound.LeadingTokenIds.Length, sound.TrailingTokenIds.Length).ShouldBe((0, 0)); // Ultravox has no markers
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public async Task EmbeddedModel_SampleClip_LabelDistributionsAgree(string clip)
    {
        var expected = AudioReference.Items.Single(i => i.Name == clip);
        var differences = new List<double>();
        foreach (var (name, prompt, answer) in new[]
        {
            ("single audio", EmotionPrompt.Single, expected.SingleAudio), ("single both", EmotionPrompt.Single, expected.SingleBoth),
            ("ambiguous audio", EmotionPrompt.Ambiguous, expected.AmbiguousAudio), ("ambiguous both", EmotionPrompt.Ambiguous, expected.AmbiguousBoth),
        })
        {
            var distribution = await DistributionAsync(clip, expected.Labels, prompt, answer.Transcript);
            var off = distribution.Zip(answer.LabelDistribution, (a, b) => Math.Abs(a - b)).Max();
            output.WriteLine($"{name}: off by {off:e1}");
            off.ShouldBeLessThan(ProbabilityTolerance, name);
            differences.Add(off);
        }

        differences.Average().ShouldBeLessThan(MeanTolerance);
    }

    private async Task<double[]> DistributionAsync(string clip, string[] labels, EmotionPrompt prompt, string? transcript)
    {
        var system = prompt.Render(new PromptInput(transcript ?? "", EmotionTaxonomy.FromNames("reference", labels))).Messages[0];
        var response = await mini.Model.RunAsync(new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([system, MiniEncoder.Message(await mini.Encoder.EncodeAsync(MiniEncoder.Clip(clip)), transcript)], 1),
            Continuations = [.. labels.Select(label => (ReadOnlyMemory<int>)mini.Model.Tokenizer.Tokenize(label))],
        });
        var likelihoods = response.ContinuationScores.Select(s => Math.Exp(s.LogLikelihood)).ToArray();
        return [.. likelihoods.Select(l => l / likelihoods.Sum())];
    }
}
