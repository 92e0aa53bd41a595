using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>Finds an utterance that the test decoder has much to say to.</summary>
internal static class HistorySaying
{
    public static string Long() => Enumerable.Range(0, 10_000).Select(i => $"What a day {i}.").First(said =>
    {
        var history = HistoryDecoder.History(new Utf8Tokenizer().Tokenize($"SWhich emotion is it? Answer with a word.|U{said}|A"));
        for (var step = 0; step < 9; step++)
        {
            var token = Enumerable.Range(0, 257).MaxBy(t => HistoryDecoder.Logit(history, t));
            if (token == Utf8Tokenizer.EndOfAnswer) return false;
            history = HistoryDecoder.Extend(history, (ulong)token);
        }

        return true;
    });
}
