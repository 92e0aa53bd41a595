using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation.Tests;

public sealed class EmbeddedWorkerTests
{
    [Fact]
    public async Task RecognizeAsync_EmbeddedModels_SameBitsAsInProcessAlsoAfterACrash()
    {
        const string words = "I would like a new alarm clock.";
        EmotionResult expected;
        await using (var inProcess = await EmbeddedRecognizer.CreateAsync(new RecognizerOptions { Input = InputMode.Transcript })) expected = EmotionResult.Of(await inProcess.RecognizeTextAsync(words));
        await using var isolated = await Workers.StartAsync("embedded");
        EmotionResult.Of(await isolated.RecognizeTextAsync(words)).ShouldBe(expected);
        ProcessTable.Kill(isolated.WorkerProcessId!.Value);

        // It may take the request along that comes before its end is seen.
        RecognitionResult? result = null;
        while (result is null)
        {
            try
            {
                result = await isolated.RecognizeTextAsync(words);
            }
            catch (EngineCrashedException fault)
            {
                fault.Kind.ShouldBe(EngineCrashKind.Ended);
            }
        }

        EmotionResult.Of(result).ShouldBe(expected);
    }

    private sealed record EmotionResult(string Text, string Numbers)
    {
        public static EmotionResult Of(RecognitionResult result) => new(result.Text, string.Join(' ', result.Distribution!.Probabilities.ToArray().Select(p => p.ToString("R"))));
    }
}
