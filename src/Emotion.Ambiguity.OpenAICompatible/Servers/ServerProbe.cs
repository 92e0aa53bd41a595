using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Protocol;
using Emotion.Ambiguity.OpenAICompatible.Tokens;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>Finds out once what a server is, which model it has, and whether it really does what its kind does.</summary>
internal sealed class ServerProbe(ServerConnection connection)
{
    private readonly OpenAICompatibleOptions _options = connection.Options;

    public async Task<IServerDialect> FindAsync(CancellationToken cancellationToken)
    {
        var model = await FindModelAsync(cancellationToken).ConfigureAwait(false);
        var kind = _options.Server != OpenAICompatibleServer.Auto ? _options.Server : model.OwnedBy switch
        {
            "llamacpp" => OpenAICompatibleServer.LlamaServer,
            "vllm" => OpenAICompatibleServer.Vllm,
            _ => OpenAICompatibleServer.Generic,
        };
        if (kind == OpenAICompatibleServer.Generic) return new ChatDialect(connection, model.Id!, model.MaxModelLen);
        try
        {
            return await TokenDialectAsync(kind, model, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (_options.Server == OpenAICompatibleServer.Auto && e is ServerException { IsMissingInterface: true } or InferenceException)
        {
            _options.Logger.LogWarning("The server looks like {Kind} but lacks a part of it, so only text is asked for: {Reason}", kind, e.Message);
            return new ChatDialect(connection, model.Id!, model.MaxModelLen);
        }
    }

    private async Task<ModelEntry> FindModelAsync(CancellationToken cancellationToken)
    {
        ModelEntry[] models;
        try
        {
            var list = await connection.GetAsync("v1/models", ProtocolJson.Default.ModelList, cancellationToken).ConfigureAwait(false);
            models = [.. (list.Data ?? []).Where(m => m.Id is not null)];
        }
        catch (ServerException e) when (e.Fault == ServerFault.NotFound && _options.Model is not null)
        {
            // Some services list nothing; the name is then taken on trust.
            return new ModelEntry { Id = _options.Model };
        }

        var found = _options.Model is null ? models.FirstOrDefault() : Array.Find(models, m => string.Equals(m.Id, _options.Model, StringComparison.Ordinal));
        return found ?? throw new ServerException(
            ServerFault.NotFound,
            models.Length == 0 ? "The server lists no model." : $"The server has no model \"{_options.Model}\"; it has {string.Join(", ", models.Take(10).Select(m => m.Id))}{(models.Length > 10 ? " and others" : "")}.",
            models.Length == 0 ? "Start it with a model, or name one in Model." : "Set Model to one of these, or leave it out for the first.");
    }

    private async Task<IServerDialect> TokenDialectAsync(OpenAICompatibleServer kind, ModelEntry model, CancellationToken cancellationToken)
    {
        var (server, version, context) = kind == OpenAICompatibleServer.LlamaServer
            ? await LlamaAsync(model, cancellationToken).ConfigureAwait(false)
            : await VllmAsync(model, cancellationToken).ConfigureAwait(false);
        var info = new LanguageModelInfo
        {
            ModelId = model.Id!,
            Engine = version,
            Capabilities = TokenDialect.Capabilities,
            ContextTokens = context,
            ChatTemplate = ChatTemplateSource.Model,
        };
        var dialect = new TokenDialect(kind, server, new PromptTokenizer(server, version), info, model.Meta?.NVocab);
        await TryAllAsync(server, dialect, cancellationToken).ConfigureAwait(false);
        return dialect;
    }

    private async Task<(TokenServer Server, string Version, int? Context)> LlamaAsync(ModelEntry model, CancellationToken cancellationToken)
    {
        var props = await connection.GetAsync("props", ProtocolJson.Default.LlamaProps, cancellationToken).ConfigureAwait(false);
        return (new LlamaServer(connection, model.Meta?.NVocab), $"llama-server {props.BuildInfo}".TrimEnd(), props.DefaultGenerationSettings?.NCtx);
    }

    private async Task<(TokenServer Server, string Version, int? Context)> VllmAsync(ModelEntry model, CancellationToken cancellationToken)
    {
        var version = await connection.GetAsync("version", ProtocolJson.Default.VllmVersion, cancellationToken).ConfigureAwait(false);
        return (new VllmServer(connection, model.Id!), $"vLLM {version.Version}".TrimEnd(), model.MaxModelLen);
    }

    /// <summary>Everything once, on the shortest prompt: what does not work now would fail at the first utterance.</summary>
    private static async Task TryAllAsync(TokenServer server, TokenDialect dialect, CancellationToken cancellationToken)
    {
        var word = await server.TokenizeAsync("joy", TokenizationMode.PlainText, cancellationToken).ConfigureAwait(false);
        if (word.Length == 0) throw ServerConnection.Malformed("POST /tokenize", "a word has no tokens.");
        await server.DetokenizeAsync(word, cancellationToken).ConfigureAwait(false);
        await dialect.RunAsync(
            new LanguageModelRequest
            {
                Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, "joy")]),
                MaxOutputTokens = 1,
                LogitTokenIds = word.AsMemory(0, 1),
                Continuations = [word],
            },
            cancellationToken).ConfigureAwait(false);
    }
}
