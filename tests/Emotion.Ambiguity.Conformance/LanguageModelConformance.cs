using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

/// <summary>
/// What every <see cref="ILanguageModel"/> must do. Derive a test class for an engine, give a model, and name with <see cref="OmitsAttribute"/>
/// what the engine lacks. Each test gets a model of its own.
/// </summary>
public abstract partial class LanguageModelConformance : IAsyncLifetime
{
    protected const string Instruction = "Which emotion is it? Answer with a word.";
    protected static readonly string[] Labels = ["anger", "happiness", "sadness", "sad", "neutral", "fear"];
    private ILanguageModel? _model;

    protected ILanguageModel Model => _model ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>The tokenizer; only for tests that need one.</summary>
    protected ITokenizer Tokenizer => Model.Tokenizer ?? throw new InvalidOperationException("The model has no tokenizer: omit the part.");

    /// <summary>How far a probability may differ between two computations of the same. The default is none at all.</summary>
    protected virtual double Tolerance => 0;

    /// <summary>A control token of the vocabulary, as it is written.</summary>
    protected virtual string ControlToken => "<|im_end|>";

    /// <summary>What is said in most requests; the model's answer to it has at least two tokens.</summary>
    protected virtual string Said => "What a day.";

    /// <summary>How many requests the suite sends at once.</summary>
    protected virtual int AtOnce => 12;

    public async Task InitializeAsync() => _model = await CreateAsync();

    public virtual async Task DisposeAsync()
    {
        if (_model is not null) await _model.DisposeAsync();
    }

    /// <summary>A fresh model; the suite disposes it.</summary>
    protected abstract Task<ILanguageModel> CreateAsync();

    /// <summary>A request that goes on for a second or more.</summary>
    protected virtual LanguageModelRequest LongRequest() => Request(string.Join(' ', Enumerable.Repeat("word", 800)), 100);

    protected bool Has(ModelPart part) =>
        GetType().GetCustomAttributes(typeof(OmitsAttribute), inherit: true).Cast<OmitsAttribute>().All(o => (o.Parts & part) == ModelPart.None);

    protected static LanguageModelRequest Request(string user, int maxOutputTokens, string instruction = Instruction) => new()
    {
        Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, instruction), new PromptMessage(PromptRole.User, user)], sharedMessageCount: 1),
        MaxOutputTokens = maxOutputTokens,
    };

    protected ReadOnlyMemory<int>[] Continuations(params string[] texts) => [.. texts.Select(t => (ReadOnlyMemory<int>)Tokenizer.Tokenize(t))];

    /// <summary>The different tokens of all labels.</summary>
    protected int[] LabelTokens() => [.. Labels.SelectMany(l => Tokenizer.Tokenize(l)).Distinct().Order()];

    /// <summary>All that the engine can do, in one request.</summary>
    protected LanguageModelRequest FullRequest(string user) => Request(user, 6) with
    {
        LogitTokenIds = Has(ModelPart.StepLogits) ? LabelTokens() : default(ReadOnlyMemory<int>),
        Continuations = Has(ModelPart.ContinuationScores) ? Continuations(Labels) : [],
    };

    protected void ShouldAgree(LanguageModelResponse actual, LanguageModelResponse expected)
    {
        actual.Generation?.Text.ShouldBe(expected.Generation!.Text);
        actual.Generation?.TokenIds.ToArray().ShouldBe(expected.Generation!.TokenIds.ToArray());
        actual.ContinuationScores.Length.ShouldBe(expected.ContinuationScores.Length);
        for (var i = 0; i < actual.ContinuationScores.Length; i++) ShouldAgree(actual.ContinuationScores[i].LogLikelihood, expected.ContinuationScores[i].LogLikelihood);
        for (var step = 0; step < (actual.Generation?.Logits.StepCount ?? 0); step++) ShouldAgree(actual.Generation!.Logits.GetStep(step), expected.Generation!.Logits.GetStep(step));
    }

    /// <summary>Two logarithms whose probabilities differ by the tolerance at most.</summary>
    protected void ShouldAgree(double actual, double expected)
    {
        if (Tolerance == 0) actual.ShouldBe(expected);
        else Math.Exp(actual).ShouldBe(Math.Exp(expected), Tolerance);
    }

    /// <summary>Logits agree up to what a softmax over them shows, and exactly where there is no tolerance.</summary>
    private void ShouldAgree(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var (a, b) = (Softmax(actual), Softmax(expected));
        if (Tolerance == 0) actual.ToArray().ShouldBe(expected.ToArray());
        else for (var i = 0; i < a.Length; i++) a[i].ShouldBe(b[i], Tolerance);
    }

    private static double[] Softmax(ReadOnlySpan<float> logits)
    {
        var max = logits.ToArray().Max();
        var weights = Array.ConvertAll(logits.ToArray(), l => Math.Exp(l - max));
        return Array.ConvertAll(weights, w => w / weights.Sum());
    }
}
