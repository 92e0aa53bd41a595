using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>What a test server computes with: a decoder, driven one request at a time, and whole rows of log-probabilities.</summary>
internal sealed class DecodingBackend(ITokenDecoder decoder, IModelVocabulary vocabulary, IChatTemplate template, params string[] controlTokens)
{
    private readonly object _gate = new();
    private readonly int[] _all = [.. Enumerable.Range(0, vocabulary.VocabularySize)];
    private readonly Dictionary<int, string> _controlTokens = controlTokens.ToDictionary(t => vocabulary.Tokenize(t, TokenizationMode.Template).Single());

    // Servers compute a beginning once, too; it is what makes the tests quick.
    private readonly Dictionary<string, double[]> _rows = new(StringComparer.Ordinal);
    private int[] _decoded = [];

    /// <summary>The embedded model, loaded once for all tests of the process.</summary>
    public static Lazy<DecodingBackend> Mini { get; } = new(() =>
    {
        var options = new LlamaCppOptions { Threads = 1, CacheTokens = 1024, ContextTokens = 1024, ParallelSequences = 3 };
        var parts = ModelLoader.OpenParts(MiniPath, options, progress: null, CancellationToken.None);
        return new DecodingBackend(parts.Decoder, parts.Tokenizer, parts.Template, "<|im_start|>", "<|im_end|>");
    });

    public static string MiniPath => RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf");

    public int VocabularySize => vocabulary.VocabularySize;

    public int ContextTokens => decoder.SequenceTokens;

    /// <summary>Bytes as tokens, and logits that depend on all that went before.</summary>
    public static DecodingBackend History() => new(new HistoryDecoder(), new Utf8Tokenizer(), new PlainTemplate());

    public int[] Tokenize(string text, bool parseSpecial) => vocabulary.Tokenize(text, parseSpecial ? TokenizationMode.Template : TokenizationMode.PlainText);

    /// <summary>Text as servers give it back: control tokens are written out.</summary>
    public string Detokenize(int[] ids)
    {
        var text = "";
        var run = new List<int>();
        foreach (var id in ids)
        {
            if (!_controlTokens.TryGetValue(id, out var control))
            {
                run.Add(id);
                continue;
            }

            text += vocabulary.Detokenize([.. run]) + control;
            run.Clear();
        }

        return text + vocabulary.Detokenize([.. run]);
    }

    /// <summary>Text as it stands in an answer: control tokens yield nothing.</summary>
    public string AnswerText(int[] ids) => vocabulary.Detokenize(ids);

    public string LayOut(IEnumerable<(string Role, string Content)> messages) => string.Concat(template
        .Render([.. messages.Select(m => new PromptMessage(m.Role switch { "system" => PromptRole.System, "user" => PromptRole.User, _ => PromptRole.Assistant }, m.Content))])
        .Select(piece => piece.Markup ?? ((TextPart)piece.Content!).Text));

    /// <summary>ln P of every token after a sequence.</summary>
    public double[] LogProbabilities(int[] tokens, out int reused)
    {
        var key = string.Join(',', tokens);
        lock (_gate)
        {
            if (_rows.TryGetValue(key, out var known))
            {
                reused = tokens.Length - 1;
                return known;
            }

            reused = Math.Min(tokens.AsSpan().CommonPrefixLength(_decoded), tokens.Length - 1);
            decoder.RemoveSequence(0, reused);
            _decoded = tokens;
            var row = -1;
            for (var start = reused; start < tokens.Length; start += decoder.MaxBatchTokens)
            {
                var end = Math.Min(tokens.Length, start + decoder.MaxBatchTokens);
                var batch = new DecoderBatch(end - start, 1);
                for (var i = start; i < end; i++) row = batch.AddToken(tokens[i], i, [0], i == tokens.Length - 1 ? RowLogits.Wanted : RowLogits.Unwanted);
                decoder.Decode(batch, CancellationToken.None);
            }

            var logits = new float[_all.Length];
            decoder.CopyLogits(row, _all, logits);
            var sum = decoder.LogSumExp(row);
            if (_rows.Count >= 400) _rows.Clear();
            return _rows[key] = Array.ConvertAll(logits, l => l - sum);
        }
    }

    /// <summary>Writes an answer; the end token stands last where there is one.</summary>
    public List<Step> Generate(int[] prompt, int maxTokens, double temperature, int seed, int? forced, out int reused)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        reused = 0;
        while (steps.Count < maxTokens)
        {
            var row = LogProbabilities([.. prompt, .. steps.Select(s => s.Token)], out var common);
            if (steps.Count == 0) reused = common;
            var token = forced ?? (temperature > 0 ? Sample(row, temperature, random.NextDouble()) : Array.IndexOf(row, row.Max()));
            steps.Add(new Step(token, row));
            if (vocabulary.IsEndOfGeneration(token)) break;
        }

        return steps;
    }

    public bool IsEnd(int token) => vocabulary.IsEndOfGeneration(token);

    private static int Sample(double[] row, double temperature, double uniform)
    {
        var weights = Array.ConvertAll(row, l => Math.Exp(l / temperature));
        var target = uniform * weights.Sum();
        for (var token = 0; token < weights.Length; token++)
        {
            if ((target -= weights[token]) < 0) return token;
        }

        return weights.Length - 1;
    }

    /// <summary>A token of an answer, and ln P of all tokens there.</summary>
    internal sealed record Step(int Token, double[] LogProbabilities)
    {
        public IEnumerable<int> Top(int count) => LogProbabilities.Index().OrderByDescending(p => p.Item).Take(count).Select(p => p.Index);
    }
}
