using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Tokens;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>
/// A server that takes prompts as token ids. The prompt is put together here, markup and contents apart, so that nothing that a speaker says can act as markup.
/// </summary>
internal sealed class TokenDialect(OpenAICompatibleServer server, TokenServer calls, PromptTokenizer prompts, LanguageModelInfo info, int? vocabularySize) : IServerDialect
{
    public const LanguageModelCapabilities Capabilities =
        LanguageModelCapabilities.StepLogProbabilities | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer;

    public LanguageModelInfo Info => info;

    public OpenAICompatibleServer Server => server;

    public int? VocabularySize => vocabularySize;

    public ITokenizer Tokenizer { get; } = new ServiceTokenizer(calls, prompts, info.Engine);

    public async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        var prompt = await prompts.CreateAsync(request.Prompt, cancellationToken).ConfigureAwait(false);
        var longest = Math.Max(request.MaxOutputTokens, request.Continuations.Count == 0 ? 0 : request.Continuations.Max(c => c.Length));
        if (info.ContextTokens is { } room && prompt.Length + longest > room) throw new ContextOverflowException(prompt.Length + longest, room);
        var answer = request.MaxOutputTokens == 0 ? null : await calls.GenerateAsync(prompt, request, cancellationToken).ConfigureAwait(false);
        var scores = request.Continuations.Count == 0 ? [] : await calls.ScoreAsync(prompt, request.Continuations, cancellationToken).ConfigureAwait(false);
        return new LanguageModelResponse
        {
            Generation = answer is null ? null : new Generation(answer.Text, answer.TokenIds, answer.Logits, answer.Stop),
            ContinuationScores = [.. scores],
            PromptTokens = prompt.Length,
            ReusedPromptTokens = answer?.ReusedPromptTokens ?? 0,
        };
    }
}
