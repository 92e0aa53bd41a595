using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

/// <summary>The text-level part of the suite on a chat client: the embedded model out of the library and into it again.</summary>
[Omits(ModelPart.Tokenizer | ModelPart.ControlTokens | ModelPart.VocabularySize, "A chat client has no tokenizer.")]
[Omits(ModelPart.AnswerTokens, "A chat client gives text.")]
[Omits(ModelPart.StepLogits | ModelPart.ContinuationScores, "A chat client has no token ids to ask for.")]
[Omits(ModelPart.HiddenStates, "A chat client gives text.")]
[Omits(ModelPart.ContextLimit, "A chat client does not tell its context.")]
public sealed class ChatClientConformanceTests : LanguageModelConformance
{
    private LlamaCppModel? _engine;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_engine is not null) await _engine.DisposeAsync();
    }

    protected override async Task<ILanguageModel> CreateAsync()
    {
        _engine ??= await LlamaCppModel.LoadAsync(RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf"), new LlamaCppOptions { Threads = 1 });
        return _engine.AsChatClient().AsLanguageModel();
    }
}
