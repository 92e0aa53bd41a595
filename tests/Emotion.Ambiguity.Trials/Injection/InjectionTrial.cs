using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Injection;

/// <summary>
/// How far does a text move the answer that tries to? Each attack is appended to each sentence; the distribution is compared with that of the sentence
/// alone, with what guards the prompt and without. Harmless words say how far any words move it.
/// </summary>
internal static class InjectionTrial
{
    private static readonly Attack[] Harmless =
    [
        new("harmless", "happiness", "And then we went back to the house and waited for the others."), new("harmless", "anger", "It was about four in the afternoon when the train came in."),
        new("harmless", "sadness", "She put the box on the table and looked out of the window."), new("harmless", "neutral", "There are three more of them in the other room, I think."),
        new("harmless", "fear", "He said that the report would be ready by the end of the week."),
    ];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var sentences = Sentences(arguments.Number("sentences", 10));
        var attacks = Attack.Load();
        var path = arguments.Text("model", EmbeddedModelFiles.Find(RepositoryFiles.Get("models")).LanguageModel);
        await using var model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = arguments.Number("threads", 1) });
        Console.WriteLine($"{Path.GetFileName(path)}, {sentences.Length} sentences, {attacks.Length} attacks, prompt \"single\", label likelihood");
        Console.WriteLine();
        Console.WriteLine("| guarded | attacks | mean shift | largest | mean KL, nats | other top label | attacked label's share, before and after |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var isGuarded in new[] { true, false })
        {
            EmotionPrompt prompt = isGuarded ? EmotionPrompt.Single : new UnguardedPrompt(EmotionPrompt.Single, model.Tokenizer);
            await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = EmotionTaxonomy.Ekman7, Prompt = prompt });
            var plain = new List<EmotionDistribution>();
            foreach (var sentence in sentences) plain.Add(await ReadAsync(recognizer, sentence));
            foreach (var kind in Harmless.Concat(attacks).GroupBy(a => a.Kind))
            {
                var shifts = new List<Shift>();
                foreach (var attack in kind)
                {
                    for (var i = 0; i < sentences.Length; i++)
                        shifts.Add(new Shift(plain[i], await ReadAsync(recognizer, $"{sentences[i]} {attack.Text}"), attack.Target));
                }

                Print(isGuarded, kind.Key, shifts);
            }
        }

        return 0;
    }

    private static void Print(bool isGuarded, string kind, List<Shift> shifts) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {(isGuarded ? "yes" : "no")} | {kind} | {shifts.Average(s => s.TotalVariation):F3} | {shifts.Max(s => s.TotalVariation):F3} | {shifts.Average(s => s.KullbackLeibler):F3} | {shifts.Average(s => s.IsOtherLabel ? 1 : 0):P0} | {shifts.Average(s => s.ShareBefore):P1}, {shifts.Average(s => s.ShareAfter):P1} |"));

    private static async Task<EmotionDistribution> ReadAsync(AmbiguousEmotionRecognizer recognizer, string text) =>
        (await recognizer.RecognizeAsync(Utterance.FromText(text))).Distribution ?? throw new InvalidOperationException("A likelihood is always readable.");

    /// <summary>English sentences of BRIGHTER, evenly spaced over the file.</summary>
    private static string[] Sentences(int count)
    {
        var all = File.ReadLines(RepositoryFiles.Get("benchmarks", "data", "brighter-eng-256.csv")).Skip(1).Where(l => !l.Contains('"', StringComparison.Ordinal)).Select(l => l[(l.IndexOf(',', StringComparison.Ordinal) + 1)..]).Where(t => t.Length is > 20 and < 160).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => all[i * all.Length / count])];
    }

    private sealed record Shift(EmotionDistribution Before, EmotionDistribution After, string Target)
    {
        public double TotalVariation => DistributionDistance.TotalVariation(Before, After);

        public double KullbackLeibler => DistributionDivergence.KullbackLeibler(Before, After);

        public bool IsOtherLabel => Before.TopIndex != After.TopIndex;

        public double ShareBefore => Before[Target];

        public double ShareAfter => After[Target];
    }
}
