using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Isolation.Worker;

/// <summary>A recognizer without models that does what the words say: die, hang, throw, or give an answer that depends on the words.</summary>
internal static class ObedientRecognizer
{
    public static AmbiguousEmotionRecognizer Create() => new(
        new ScriptedLanguageModel(request => Obey(request.Prompt.Messages[^1].Text)),
        new ScriptedTranscriber(audio => Describe(audio)),
        new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.CremaD6,
            Prompt = EmotionPrompt.Ambiguous,
            Extractors = [new TextDistributionExtractor(), new LabelLikelihoodExtractor()],
        });

    private static ScriptedAnswer Obey(string prompt)
    {
        if (prompt.Contains("please abort", StringComparison.Ordinal)) Environment.FailFast("assertion failed: as asked");
        if (prompt.Contains("please exit", StringComparison.Ordinal)) Environment.Exit(3);
        if (prompt.Contains("please die", StringComparison.Ordinal)) Process.GetCurrentProcess().Kill();
        if (prompt.Contains("please hang", StringComparison.Ordinal)) Thread.Sleep(Timeout.Infinite);
        if (prompt.Contains("please wait", StringComparison.Ordinal)) Thread.Sleep(200);
        if (prompt.Contains("please fail", StringComparison.Ordinal)) throw new InferenceException("script", "It was asked to.", "Do not ask.");
        if (prompt.Contains("please overflow", StringComparison.Ordinal)) throw new ContextOverflowException(5000, 2048);
        if (prompt.Contains("please surprise", StringComparison.Ordinal)) throw new TimeZoneNotFoundException("surprise");
        if (prompt.Contains("please shout", StringComparison.Ordinal))
        {
            for (var line = 0; line < 2000; line++)
            {
                Console.Out.WriteLine(new string('o', 100));
                Console.Error.WriteLine(new string('e', 100));
            }
        }

        // Unlike for every text, so that an answer that went to the wrong caller is seen.
        var hash = 17u;
        foreach (var character in prompt) hash = (hash * 31) + character;
        var anger = 1 + (hash % 97);
        return new ScriptedAnswer($"anger {anger}%, sadness {100 - anger}%, boredom 7%")
        {
            LogLikelihood = label => -1.0 - (label.Length * (hash % 13) / 7.0),
        };
    }

    private static string Describe(Audio audio)
    {
        var sum = 0.0;
        foreach (var sample in audio.Samples.Span) sum += Math.Abs(sample);
        return string.Create(CultureInfo.InvariantCulture, $"{audio.Samples.Length} samples at {audio.SampleRateHz} Hz, {sum:R}");
    }
}
